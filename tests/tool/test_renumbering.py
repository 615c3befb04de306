"""`renumber`: a feature under the next free number, with all that refers to it."""

import json
import os
from pathlib import Path

import pytest

from tests.tool.conftest import Write, record, texts, tool

PLAN = "# Plan\r\n\r\n```text\r\nspecs/002-search/\r\n```\r\n\r\n- [ ] T001 Document it in docs/002-search.md\r\n"
ITEMS = [
    '{"unit":".","language":"python","testing":"pytest"}',
    '{"context":".","feature":"002-search"}',
    '{"feature":"002-begin","name":"begin"}',
    '{"feature":"002-search","name":"search"}',
    '{"story":"US1","feature":"002-search","title":"It\'\'s found in 002-search"}',
    '{"task":"T001","feature":"002-search","kind":"documentation","text":"Document it","file":"docs/002-search.md",'
    '"test":"tests/002-search/test_a.py","name":"T001 find 002-search"}',
    '{"operation":"GET /a","feature":"002-search","file":"specs/002-search/contracts/a.yaml"}',
    '{"feature":"004-later"}',
]


@pytest.fixture
def project(bare: Path, write: Write) -> Path:
    write("specs/001-a/plan.md", "- [ ] T001 After [it](../002-search/plan.md#tasks)\n")
    write("specs/002-begin/plan.md", "- [ ] T001 a\n")
    write("specs/002-search/plan.md", PLAN)
    write("specs/002-search/contracts/a.yaml", "title: 002-search\n")
    write("README.md", "- [search](specs/002-search/plan.md), on the branch `002-search`\n")
    write(".copier-answers.yml", record(*ITEMS).replace("project_name: a", "feature_name: 002-search"))
    write("tests/002-search/test_a.py", "def test_t001(): ...\n")
    return bare


def test_feature_gets_the_next_free_number(project: Path) -> None:
    done = tool(project, "renumber", "002-search")
    assert (done.status, done.output) == (
        0,
        "moved specs/002-search to specs/005-search\n"
        "README.md: 1 line changed\n"
        "specs/001-a/plan.md: 1 line changed\n"
        "specs/005-search/plan.md: 2 lines changed\n"
        ".copier-answers.yml: 6 lines changed\n",
    )
    found = texts(project)
    assert not (project / "specs/002-search").exists()
    assert found["specs/005-search/plan.md"].decode("utf-8") == PLAN.replace("002", "005")
    assert found["specs/005-search/contracts/a.yaml"] == b"title: 002-search\n"
    assert found["specs/001-a/plan.md"] == b"- [ ] T001 After [it](../005-search/plan.md#tasks)\n"
    assert found["README.md"] == b"- [search](specs/005-search/plan.md), on the branch `005-search`\n"
    assert found["tests/002-search/test_a.py"] == b"def test_t001(): ...\n"


def test_record_follows_and_keeps_the_tests(project: Path) -> None:
    tool(project, "renumber", "002-search")
    lines = (project / ".copier-answers.yml").read_text(encoding="utf-8").splitlines()
    values = [json.loads(line[3:-1].replace("''", "'")) for line in lines if line.startswith("- ")]
    assert lines[-1] == "feature_name: 005-search"
    assert [one["feature"] for one in values if "feature" in one] == [
        "005-search", "002-begin", "004-later", *["005-search"] * 4,
    ]  # fmt: skip
    task = next(one for one in values if "task" in one)
    assert task["file"] == "docs/005-search.md"
    assert (task["test"], task["name"]) == ("tests/002-search/test_a.py", "T001 find 002-search")
    assert values[-1]["file"] == "specs/005-search/contracts/a.yaml"
    assert next(one for one in values if "story" in one)["title"] == "It's found in 005-search"


PYTHON = """@pytest.mark.skip(reason="T00{number} is pending")
def test_t00{number}_compare():
    \"\"\"T00{number} Compare \\"all\\" with
    002-search

    Story: US1 It's found in 002-search
    \"\"\"

    raise NotImplementedError("T00{number}")  # 002-search
"""
JEST = """/**
 * T003 Compare "all" with
 * 002-search
 */
test.skip("T003 compare 002-search", () => {
  // 002-search
});
"""


def test_words_of_tasks_follow_in_their_tests(bare: Path, write: Write) -> None:
    """In one that has been written, the words alone: neither its name nor its body."""
    lines = (f'- [ ] T00{one} [US1] Compare "all" with 002-search\n' for one in (1, 2, 3))
    write("specs/002-search/plan.md", "".join(("## User Story 1 - It's found in 002-search\n\n", *lines)))
    write("specs/003-a/plan.md", "- [ ] T001 a\n")
    tests = {"T001": ("tests/test_a.py", "test_t001_compare"), "T002": ("tests/test_a.py", "test_t002_compare"),
             "T003": ("tests/a.test.ts", "T003 compare 002-search")}  # fmt: skip
    items = [
        f'{{"task":"{task}","feature":"002-search","text":"Compare","test":"{path}","name":"{name}"}}'
        for task, (path, name) in tests.items()
    ]
    write(".copier-answers.yml", record('{"feature":"002-search","name":"search"}', *items))
    pending, written = PYTHON.format(number=1), "\n".join(PYTHON.format(number=2).split("\n")[1:])
    python = write("tests/test_a.py", f"{pending}\n\n{written}")
    jest = write("tests/a.test.ts", JEST)
    assert tool(bare, "renumber", "002-search").status == 0
    words = written.replace("\n    002", "\n    004").replace("in 002", "in 004")
    assert python.read_text(encoding="utf-8") == f"{pending.replace('002-', '004-')}\n\n{words}"
    assert jest.read_text(encoding="utf-8") == JEST.replace("* 002", "* 004").replace("// 002", "// 004")


def test_record_is_in_the_order_that_an_update_writes(project: Path) -> None:
    from plan.record import dump, load_answers

    tool(project, "renumber", "002-search")
    text = (project / ".copier-answers.yml").read_text(encoding="utf-8")
    lines = [line[3:-1].replace("''", "'") for line in text.splitlines() if line.startswith("- ")]
    assert dump(load_answers(text)) == lines


MEANT = ["specs/002-search", "specs/002-search/plan.md:12", "./specs/002-search/", "../002-search/spec.md",
         "002-search", "002-search.", "(002-search)", "Branch:002-search", "origin/002-search", "docs/002-search.md",
         "https://example.org/tree/main/specs/002-search/plan.md", "specs\\002-search\\plan.md"]  # fmt: skip
OTHERS = ["1002-search", "002-search-again", "002-searching", "old-002-search", "002_search", "docs/search.md",
          "notes/002-search.md", "tests/unit/002-search/test_new.py", "https://example.org/issues/002-search",
          "docs/specs/002-search/plan.md"]  # fmt: skip


@pytest.mark.parametrize(("text", "changes"), [*((one, True) for one in MEANT), *((one, False) for one in OTHERS)])
def test_name_is_rewritten_where_it_means_the_folder(project: Path, write: Write, text: str, changes: bool) -> None:
    write("notes/002-search.md", "a")
    write("docs/specs/002-search/plan.md", "- [ ] T001 a\n")
    page = write("docs/page.md", f"see {text} there\r\n")
    assert tool(project, "renumber", "002-search").status == 0
    new = text.replace("002-search", "005-search") if changes else text
    assert page.read_bytes().decode("utf-8") == f"see {new} there\r\n"


def test_only_markdown_of_the_project_is_rewritten(project: Path, write: Write) -> None:
    others = ("src/a.py", "node_modules/a/README.md", ".git/a.md", "library/.git/HEAD", "library/README.md")
    for name in others:
        write(name, "002-search\n")
    write(".github/a.MD", "002-search\n")
    tool(project, "renumber", "002-search")
    found = texts(project)
    assert {found[name] for name in others} == {b"002-search\n"}
    assert found[".github/a.MD"] == b"005-search\n"


def test_document_that_is_not_text_is_left_and_reported(project: Path) -> None:
    (project / "a.md").write_bytes(b"002-search \xff\n")
    done = tool(project, "renumber", "002-search")
    assert "a.md: names 002-search, but is not UTF-8; left unchanged\n" in done.output
    assert (project / "a.md").read_bytes() == b"002-search \xff\n"


def test_project_without_a_record_has_its_folders(bare: Path, write: Write) -> None:
    write("docs/specs/001-a/tasks.md", "- [ ] T001 a\n")
    write("docs/specs/search/tasks.md", "- [ ] T001 a\n")
    assert tool(bare, "renumber", "1").output.startswith("moved docs/specs/001-a to docs/specs/002-a\n")
    assert tool(bare, "renumber", "search").output.startswith("moved docs/specs/search to docs/specs/003-search\n")


def refuse_target(project: Path) -> None:
    (project / "specs/005-search").write_text("a", encoding="utf-8")


def link_folder(project: Path) -> None:
    (project / "specs/002-search").rename(project / "elsewhere")
    (project / "specs/002-search").symlink_to(project / "elsewhere", target_is_directory=True)


def link_document(project: Path) -> None:
    outside = project.parent / "outside.yml"
    (project / ".copier-answers.yml").rename(outside)
    (project / ".copier-answers.yml").symlink_to(outside)


def break_answers(project: Path) -> None:
    (project / ".copier-answers.yml").write_bytes(b"\xff")


REFUSED = {
    "an unknown feature": (None, "9", "renumber '9': no such feature; use 001-a, 002-begin or 002-search"),
    "a number of two": (None, "2", "renumber '2': several features match; use 002-begin or 002-search"),
    "a target that is there": (refuse_target, "002-search", "specs/005-search: already exists; nothing was written"),
    "a folder that is a link": (link_folder, "002-search", "specs/002-search: is a link; nothing was written"),
    "a document that leads out": (
        link_document,
        "002-search",
        ".copier-answers.yml: cannot be read: this is a link that leads out of the project; nothing was written",
    ),
    "answers that cannot be read": (
        break_answers, "002-search", ".copier-answers.yml: is not UTF-8; restore it from Git",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_renumbering_is_refused_in_one_line_and_nothing_is_written(project: Path, name: str) -> None:
    prepare, feature, message = REFUSED[name]
    if prepare:
        prepare(project)
    before = texts(project)
    done = tool(project, "renumber", feature)
    assert (done.status, done.output) == (2, f"plan: {message}\n")
    assert texts(project) == before


@pytest.mark.parametrize("fails", ["replace", "rename"])
def test_disk_that_fails_half_way_leaves_all_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    real, calls = os.replace, []

    def refuse(source: Path, target: Path) -> None:
        calls.append(target)
        if fails == "rename" or len(calls) == 3:
            raise OSError(13, "Permission denied", str(target))
        real(source, target)

    before = texts(project)
    monkeypatch.setattr(os, fails, refuse)
    done = tool(project, "renumber", "002-search")
    assert (done.status, done.output.count("\n")) == (2, 1)
    assert done.output.endswith("permission denied; nothing was written\n")
    assert texts(project) == before
