"""A feature added, left and reopened, or made by hand: the others stay byte for byte."""

from pathlib import Path

import pytest
import yaml

from tests.conftest import Copier, report
from tests.update.conftest import ANSWERS, commit, edit, updated


def test_another_feature_leaves_the_first_byte_for_byte(copier: Copier, project: Path) -> None:
    status = updated(copier, project, {"feature_name": "search", "target_platforms": "Linux"})
    assert {path: mark for path, mark in status.items() if path.startswith("specs/002-search/")} == {
        "specs/002-search/plan.md": "??",
        "specs/002-search/spec.md": "??",
    }
    assert not [path for path in status if path.startswith(("specs/001", "tests/", "src/"))]
    assert "**Target Platforms**: Linux" in (project / "specs/002-search/plan.md").read_text(encoding="utf-8")
    commit(project)
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    assert not answers.keys() & {"feature_name", "feature_date", "stories", "requirements", "edge_cases"}
    assert updated(copier, project, {"feature_name": "001-notes"}) == {".copier-answers.yml": "M"}


def test_two_features_of_one_day_begin_blank_and_keep_their_own(copier: Copier, project: Path) -> None:
    for number, name in (("002", "search"), ("003", "export")):
        status = updated(copier, project, None, "-d", f"feature_name={name}")
        assert f"specs/{number}-{name}/plan.md" in status
        commit(project)
    given = {
        "feature_name": "import",
        "requirements": ["one"],
        "stories": [{"title": "Read a file", "requirements": ["FR-001"]}],
    }
    assert "specs/004-import/spec.md" in updated(copier, project, given)
    commit(project)
    again = {"feature_name": "export again", **{key: given[key] for key in ("requirements", "stories")}}
    updated(copier, project, again)
    assert "- **FR-001**: one" in (project / "specs/005-export-again/spec.md").read_text(encoding="utf-8")


def test_hand_made_feature_is_picked_up_and_the_first_stays(copier: Copier, project: Path) -> None:
    folder = project / "specs/002-search"
    folder.mkdir()
    (folder / "tasks.md").write_text("# Search\n\n- [ ] T001 Index notes in src/lib/index.py\n", encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M", "tests/unit/lib/test_index_search.py": "??"}
    commit(project)
    assert updated(copier, project) == {}
    assert (folder / "tasks.md").read_text(encoding="utf-8").endswith("src/lib/index.py\n")


def test_hand_made_folder_without_documents_gets_them(copier: Copier, project: Path) -> None:
    (project / "specs/002-search").mkdir()
    (project / "specs/002-search/research.md").write_text("# SENTINEL\n", encoding="utf-8")
    commit(project)
    status = updated(copier, project)
    assert status == {".copier-answers.yml": "M"} | {
        f"specs/002-search/{name}": "??" for name in ("plan.md", "spec.md")
    }
    assert "# Implementation Plan: search" in (project / "specs/002-search/plan.md").read_text(encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {}
    assert (
        updated(copier, project, {"feature_name": "002-search", "stories": ["Find"]})["specs/002-search/plan.md"] == "M"
    )


@pytest.mark.parametrize("task_list", ["plan.md", "tasks.md"])
def test_rows_hold_for_both_lists_and_two_features(
    copier: Copier, template: Path, tmp_path: Path, task_list: str
) -> None:
    folder = tmp_path / "made"
    assert copier.copy(template, folder, ANSWERS | {"task_list": task_list}).status == 0
    commit(folder, init=True)
    updated(copier, folder, {"feature_name": "search", "stories": [{"title": "Find", "endpoints": ["GET /found"]}]})
    commit(folder)
    list_file = folder / "specs/002-search" / task_list
    first = (folder / "specs/001-notes" / task_list).read_bytes()
    lines = list_file.read_text(encoding="utf-8").splitlines()
    line = next(one for one in lines if " Contract test for GET /found " in one)
    edit(list_file, line, f"{line.replace('- [ ]', '- [x]')}\n- [ ] T100 [US1] Rank SENTINEL in src/lib/rank.py")
    commit(folder)
    status = updated(copier, folder, {"stories": [{"title": "Find", "endpoints": ["GET /found", "GET /ranked"]}]})
    assert "UU" not in status.values()
    text = list_file.read_text(encoding="utf-8")
    assert "SENTINEL" in text
    assert "Contract test for GET /ranked" in text
    assert (folder / "specs/001-notes" / task_list).read_bytes() == first
    commit(folder)
    assert updated(copier, folder) == {}
    errors = {(one["rule"], one["task"]) for one in report(folder)["findings"] if one["severity"] == "error"}
    assert {rule for rule, _ in errors} == {"phantom-completion"}  # what was ticked above is still a stub
