"""Lines that look like a task and are none are reported; references and other lists are not."""

import time
from pathlib import Path

import pytest
from plan.project import read_project
from plan.rules import check

TASKS = "- [x] T001 Ring the bell\n- [x] T002 Trim the wick (depends on T001)\n\n"


def unread(root: Path, text: str, name: str = "tasks.md") -> list[tuple[int, str]]:
    """The line and the message of each finding in a list, which begins with two tasks."""
    file = root / "specs/001-x" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return [(one.line, one.message) for one in check(read_project(root)) if one.rule == "unread-task"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("- [] T012 Oil the hinge", "T012"),
        ("- [ x ] T012 Oil the hinge", "T012"),
        ("- [xx] T012 Oil the hinge", "T012"),
        ("[ ] T012 Oil the hinge", "T012"),
        ("> - [ ] T012 Oil the hinge", "T012"),
        ("- [ ] t012 Oil the hinge", "t012"),
        ("- [ ] T012abc Oil the hinge", "T012abc"),
        ("- [ ] T 012 Oil the hinge", "T 012"),
        ("- [ ] T０１２ Oil the hinge", "T０１２"),
        ("- [ ] **Task 12: Oil the hinge**", "Task 12"),
        ("- [ ] TASK-012. Oil the hinge", "TASK-012"),
        ("  - [ ] (T012) Oil the hinge", "T012"),
        ("1. T012 Oil the hinge", "T012"),
        ("12) **T012** [P] Oil the hinge", "T012"),
        ("| T012 | [P] | Oil the hinge |", "T012"),
        ("|`T012`|Oil the hinge|", "T012"),
        ("| [ ] | T012 | Oil the hinge |", "T012"),
        ("| [x] T012 | Oil the hinge |", "T012"),
    ],
)
def test_line_that_looks_like_a_task_is_reported(line: str, shown: str, tmp_path: Path) -> None:
    found = unread(tmp_path, TASKS + line)
    assert [(number, shown in message) for number, message in found] == [(4, True)]


@pytest.mark.parametrize(
    "lines",
    [
        "- [ ] T007-T011 are ropes\n- [ ] T001, T002: same quay\n1. T007-011 Ropes\n| T007–T011 | Ropes |\n",
        "1. T001 first\n2. T-002 after it\n\n| Task | Covers |\n| --- | --- |\n| T001 | FR-001 |\n| T2 | FR-002 |\n",
        "- [ ] Ring twice\n- [ ] TLS1.3\n- [ ] T-shirts\n- [ ] t3.micro does\n- [ ] FR-001\n- [ ] CHK1\n- [US1] T2\n",
        "## Dependencies\n\n1. T012 waits for T013\n- [ ] t012\n\n| T012 | T013 |\n",
        "## Parallel Example\n\n1. T012 beside T013\n\n**Notes**:\n\n1. T014 is dull\n",
        "```text\n- [] T012 a sample\n| T012 | a sample |\n```\n<!-- - [] T012 -->\n",
        "| T4 | a machine |\n| Sum | T012 |\n| T012abc | no id |\n\nT012 in words.\n- T012 a bullet\n### T012 title\n",
    ],
    ids=["ranges", "references", "other boxes", "dependencies", "parallel", "samples", "elsewhere"],
)  # fmt: skip
def test_reference_or_other_line_is_not_reported(lines: str, tmp_path: Path) -> None:
    assert unread(tmp_path, TASKS + lines) == []


def test_other_documents_are_no_lists(tmp_path: Path) -> None:
    assert unread(tmp_path, "- [] T012 Oil\n| T012 | Oil |", "spec.md") == []
    assert unread(tmp_path, "- [] T012 Oil\n| T012 | Oil |", "plan.md") != []


def test_id_of_the_other_list_of_the_feature_is_a_reference(tmp_path: Path) -> None:
    unread(tmp_path, TASKS)
    assert unread(tmp_path, "| T001 | FR-001 |\n", "plan.md") == []


def test_list_of_another_form_is_reported_once(tmp_path: Path) -> None:
    rows = "".join(f"| T{number:03d} | Oil hinge {number} |\n" for number in range(10, 50))
    ((line, message),) = unread(tmp_path, TASKS + rows)
    assert line == 4
    assert message.startswith("T010 is in a table and is not read as a task (and 39 more lines like it); write ")


@pytest.mark.parametrize(
    "text", ["- [ ] " * 50_000, "> " * 100_000, "| " * 100_000, "- [ ] T1" + "1" * 200_000, "1. **T1" * 50_000]
)
def test_long_lines_take_linear_time(text: str, tmp_path: Path) -> None:
    began = time.process_time()
    unread(tmp_path, f"{TASKS}{text}\n{text}")
    assert time.process_time() - began < 2
