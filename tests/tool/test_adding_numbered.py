"""`next`, `add` and `done` in lists that number their tasks."""

from pathlib import Path

import pytest

from tests.tool.conftest import Write, texts, tool
from tests.tool.test_numbered_lists import KIRO, KIRO_LIST, OPENSPEC, OPENSPEC_LIST

REQUIREMENTS = "### Requirement 1: Ring\n\n#### Acceptance Criteria\n\n1. WHEN it is pulled THEN it SHALL ring\n"


@pytest.fixture
def kiro(write: Write, bare: Path) -> Path:
    write(KIRO, KIRO_LIST)
    return bare


@pytest.fixture
def openspec(write: Write, bare: Path) -> Path:
    write(OPENSPEC, OPENSPEC_LIST)
    return bare


@pytest.mark.parametrize(
    ("options", "line", "text"),
    [
        ((), 17, "- [ ] 4. Sound it in src/a.py"),
        (("--phase", "ring"), 14, "  - [ ] 2.4 Sound it in src/a.py"),
        (("--parallel", "--depends", "2.1,1"), 17, "- [ ] 4. (P) Sound it in src/a.py (depends on 2.1, task 1)"),
    ],
)
def test_task_is_added_to_a_list_of_kiro(options: tuple[str, ...], line: int, text: str, kiro: Path) -> None:
    done = tool(kiro, "add", "Sound it in src/a.py", *options)
    assert done.output.startswith(f"{KIRO}:{line}: {text.strip()}\n")
    before, after = KIRO_LIST.split("\n"), texts(kiro)[KIRO].decode().split("\n")
    assert after == [*before[: line - 1], text, *before[line - 1 :]]


def test_task_of_kiro_names_the_criteria_that_it_serves(kiro: Path, write: Write) -> None:
    write(".kiro/specs/bell/requirements.md", REQUIREMENTS)
    assert tool(kiro, "add", "Sound it", "--requirement", "1.1").status == 0
    assert texts(kiro)[KIRO].decode().endswith("- [ ] 4. Sound it\n  - _Requirements: 1.1_\n")
    refused = tool(kiro, "add", "Sound it", "--requirement", "1.9")
    assert (refused.status, "no such requirement" in refused.output) == (2, True)


@pytest.mark.parametrize(
    ("options", "line", "text"),
    [
        ((), 17, "- [ ] 2.11 Sound it"),
        (("--phase", "hang"), 9, "- [ ] 1.5 Sound it"),
        (("--parallel", "--depends", "2.1"), 17, "- [ ] 2.11 [P] Sound it (depends on 2.1)"),
    ],
)
def test_task_is_added_to_a_list_of_openspec(options: tuple[str, ...], line: int, text: str, openspec: Path) -> None:
    assert tool(openspec, "add", "Sound it", *options).status == 0
    before, after = OPENSPEC_LIST.split("\n"), texts(openspec)[OPENSPEC].decode().split("\n")
    assert after == [*before[: line - 1], text, *before[line - 1 :]]


@pytest.mark.parametrize("options", [("--story", "US1"), ("--phase", "paint"), ("--depends", "9.9")])
def test_task_is_refused_and_nothing_written(options: tuple[str, ...], openspec: Path) -> None:
    before = texts(openspec)
    assert tool(openspec, "add", "Sound it", *options).status == 2
    assert texts(openspec) == before


def test_line_ends_stay(write: Write, bare: Path) -> None:
    write(OPENSPEC, "## 1. Bell\r\n- [ ] 1.1 Hang\r\n\r\n## 2. End\r\n- [ ] 2.1 Ring")
    tool(bare, "add", "Paint", "--phase", "bell")
    tool(bare, "add", "Sound")
    wanted = "## 1. Bell\r\n- [ ] 1.1 Hang\r\n- [ ] 1.2 Paint\r\n\r\n## 2. End\r\n- [ ] 2.1 Ring\r\n- [ ] 2.2 Sound"
    assert texts(bare)[OPENSPEC].decode() == wanted


def test_next_free_number(kiro: Path, openspec: Path) -> None:
    assert tool(kiro, "next", "--id", "--feature", "bell").output == "4\n"
    assert tool(kiro, "next", "--id", "--feature", "add-bell").output == "2.11\n"


def test_task_with_open_parts_cannot_be_started(kiro: Path) -> None:
    shown = tool(kiro, "next").output
    assert "  2.1 Pull the rope" in shown
    assert "  2 Ring it" not in shown
    assert "1 must wait" in tool(kiro, "next", "--feature", "bell").output or "2 must wait" in shown


def test_task_is_ticked_in_its_box(kiro: Path, write: Write) -> None:
    write("tests/unit/test_rope.py", "def test_t2_2_rope() -> None:\n    assert True\n")
    results = '<testsuite><testcase classname="tests.unit.test_rope" name="test_t2_2_rope"/></testsuite>'
    write("report.xml", results)
    done = tool(kiro, "done", "2.2", "--junit", str(kiro / "report.xml"))
    assert done.output == f"{KIRO}:11: 2.2 is ticked\n"
    assert "  - [x]* 2.2 Write unit tests" in texts(kiro)[KIRO].decode()


@pytest.mark.parametrize(
    ("ids", "free"),
    [
        (("CIA-T001", "CIA-T009A"), "CIA-T010"),
        (("T-006-01", "T-006-02"), "T-006-03"),
        (("A001", "A002"), "A003"),
        (("T010b", "T010b.1"), "T011"),
    ],
)
def test_next_id_is_of_the_form_of_the_list(ids: tuple[str, ...], free: str, write: Write, bare: Path) -> None:
    write("specs/001-bell/tasks.md", "".join(f"- [ ] {one} Ring\n" for one in ids))
    assert tool(bare, "next", "--id").output == f"{free}\n"


def test_list_of_numbers_is_not_renumbered_by_the_tool(kiro: Path) -> None:
    done = tool(kiro, "renumber", "bell")
    assert (done.status, "is no feature of spec-kit" in done.output) == (2, True)


def test_remedy_for_a_number_that_is_taken_is_no_id_of_spec_kit(write: Write, bare: Path) -> None:
    write(KIRO, "- [ ] 1. Hang\n- [ ] 1. Ring\n")
    shown = tool(bare, "check").output
    assert f"1 is taken by {KIRO}:1; give this task a number that is free in its group" in shown
