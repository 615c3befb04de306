"""A spec.md that exists already: copied as it is, rejected in one line, or kept in an adopted repository."""

from pathlib import Path

import pytest

from tests.conftest import DATE, Copier, plan_tool
from tests.update.conftest import commit, updated
from tests.update.spec.conftest import SPEC, STORIES, feature, wrote


def test_project_begins_with_a_spec_md_that_is_copied_as_it_is(template: Path, copier: Copier, tmp_path: Path) -> None:
    source = tmp_path / "drafts.md"
    source.write_bytes(f"\ufeff# Draft {{{{ a }}}}\r\n\n## Stories\n\n{STORIES}".encode())
    made = tmp_path / "made"
    done = copier.copy(template, made, {"feature_date": DATE, "spec_source": str(source)})
    assert done.status == 0, done.output
    assert (made / SPEC).read_bytes() == source.read_bytes()
    assert [one["title"] for one in feature(made)["stories"]] == ["Write a note", "Find a note", "Tidy up"]
    assert plan_tool(made, "check").status == 0
    commit(made, init=True)
    source.write_text("# Another\n", encoding="utf-8")
    assert updated(copier, made) == {}
    wrote(made, "A user takes away what is done.", "A user takes away what is done.\n\n### User Story 4 - Leave\n")
    assert "UU" not in updated(copier, made, {"stories": ["Stay"], "storage": "SQLite"}).values()
    assert (made / SPEC).read_text(encoding="utf-8").endswith("### User Story 4 - Leave\n")
    assert [one["id"] for one in feature(made)["stories"]] == ["US1", "US2", "US3", "US4", "US5"]
    commit(made)
    assert updated(copier, made) == {}
    source.write_text("### User Story 1 - Search (Priority: P1)\n", encoding="utf-8")
    given = {"feature_name": "search", "spec_source": str(source)}
    assert updated(copier, made, given)["specs/002-search/spec.md"] == "??"
    assert (made / "specs/002-search/spec.md").read_bytes() == source.read_bytes()
    commit(made)
    source.unlink()
    assert updated(copier, made) == {}
    (made / "specs/002-search/spec.md").unlink()
    commit(made)
    assert updated(copier, made) == {}
    assert "specs/003-export/spec.md" in updated(copier, made, {"feature_name": "export"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read: no such file or directory; write the path of a spec.md"),
        (b"\xff\xfe", "is not UTF-8; save it as UTF-8 text"),
        (
            b"# Nothing\n",
            'has no user story; add a heading such as "### User Story 1 - Sign in (Priority: P1)"',
        ),
        (
            b"### User Story 1 - A\n### User Story 1 - B\n",
            ":2: duplicate User Story 1 (same as line 1); give one the next number",
        ),
    ],
)
def test_spec_source_that_cannot_be_taken_is_told_in_one_line(
    template: Path, copier: Copier, tmp_path: Path, text: bytes | None, message: str
) -> None:
    if text is not None:
        (copier.folder / "s.md").write_bytes(text)
    done = copier.copy(template, tmp_path / "made", {"spec_source": "s.md"})
    assert done.status == 1
    told = f"s.md{message}" if message.startswith(":") else f'spec_source: "s.md" {message}'
    assert done.output.splitlines()[-1] == told
    assert not (tmp_path / "made").exists()


def test_adopted_repository_keeps_its_features_until_one_is_named(
    template: Path, copier: Copier, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    files = {
        "specs/001-search/spec.md": f"# Search\n\n{STORIES}\n",
        "specs/001-search/plan.md": "# Implementation Plan: search\n\nOf a person.\n",
        "specs/002-done/spec.md": f"# Done\n\n{STORIES}\n",
        "specs/002-done/tasks.md": "- [ ] T001 [US1] Do it\n",
    }
    for name, text in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    commit(made, init=True)
    done = copier.copy(template, made, {"project_type": "existing"})
    assert done.status == 0, done.output
    assert {path: (made / path).read_text(encoding="utf-8") for path in files} == files
    assert not (made / "specs/001-search/tasks.md").exists()
    commit(made)
    status = updated(copier, made, {"feature_name": "001-search"})
    assert status["specs/001-search/tasks.md"] == "??"
    assert {path: (made / path).read_text(encoding="utf-8") for path in files} == files
    assert "## Phase 2: User Story 1 - Write a note" in (made / "specs/001-search/tasks.md").read_text(encoding="utf-8")
    commit(made)
    assert updated(copier, made) == {}
    assert set(updated(copier, made, {"feature_name": "002-done"})) == {".copier-answers.yml"}
    assert {path: (made / path).read_text(encoding="utf-8") for path in files} == files
