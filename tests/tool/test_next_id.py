"""`next --id`: the id that the next new task gets."""

import json
from pathlib import Path

import pytest

from tests.tool.conftest import Write, record, tool

STUB = '@pytest.mark.skip(reason="T002 is pending")\ndef test_t002_lamp() -> None: ...\n'
LATER = '@pytest.mark.skip(reason="T007 is pending")\ndef test_t007_gone() -> None: ...\n'


def task(task_id: str, test: str = "") -> str:
    return json.dumps({"task": task_id, "feature": "001-a", "kind": "list", "test": test, "name": "test_t002_lamp"})


IDS = {
    "an empty list": ("# Plan\n", "", "", "T001"),
    "the highest, not the last": ("- [ ] T010 a\n- [ ] T003 b\n", "", "", "T011"),
    "a deleted task": ("- [ ] T001 a\n", record(task("T004")), "", "T005"),
    "a test of which the record knows nothing": (
        "- [ ] T002 a\n", record(task("T002", "tests/test_a.py")), STUB + LATER, "T008",
    ),
    "letters behind an id": ("- [ ] T012a a\n", "", "", "T013"),
    "four digits": ("- [ ] T0999 a\n", "", "", "T1000"),
    "more than three": ("- [ ] T999 a\n", "", "", "T1000"),
    "a list without zeros": ("- [ ] T9 a\n- [ ] T12 a\n", "", "", "T13"),
    "a dash": ("- [ ] T-009 a\n", "", "", "T-010"),
    "ids of another kind": ("- [ ] T2-001 a\n- [ ] TUI7 b\n", "", "", "T003"),
}  # fmt: skip


@pytest.mark.parametrize("name", IDS)
def test_next_id_is_above_all_that_were_given(bare: Path, write: Write, name: str) -> None:
    plan, answers, tests, wanted = IDS[name]
    write("specs/001-a/plan.md", plan)
    write(".copier-answers.yml", answers)
    write("tests/test_a.py", tests)
    done = tool(bare, "next", "--id")
    assert (done.status, done.output) == (0, f"{wanted}\n")
    value = json.loads(tool(bare, "next", "--id", "--json", "--feature", "1").output)
    assert value == {"schema": 2, "feature": "001-a", "id": wanted}


def test_tests_of_another_feature_in_a_shared_file_take_no_id(bare: Path, write: Write) -> None:
    write("specs/001-a/plan.md", "- [ ] T002 Write a test in tests/test_a.py\n")
    write("specs/002-b/plan.md", "- [ ] T007 Write a test in tests/test_a.py\n")
    write("tests/test_a.py", STUB + LATER)
    assert tool(bare, "next", "--id", "--feature", "1").output == "T003\n"
    assert tool(bare, "next", "--id", "--feature", "2").output == "T008\n"


REFUSED = {
    "several features": (
        {"specs/001-a/plan.md": "", "specs/002-b/plan.md": ""},
        "the project has several features; add --feature 001-a or 002-b",
    ),
    "no feature": ({}, "specs/: there are no features; plan one first"),
    "the last id": (
        {"specs/001-a/plan.md": "- [ ] T999999 a\n"}, "001-a: T999999 is the highest possible id; no id is free",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_next_id_is_refused_in_one_line(bare: Path, write: Write, name: str) -> None:
    files, message = REFUSED[name]
    for file, text in files.items():
        write(file, text)
    done = tool(bare, "next", "--id")
    assert (done.status, done.output) == (2, f"plan: {message}\n")


def test_list_that_cannot_be_read_has_no_next_id(bare: Path, write: Write) -> None:
    write("specs/001-a/plan.md", "").write_bytes(b"- [ ] T001 a\n\xff\n")
    done = tool(bare, "next", "--id")
    assert (done.status, done.output.count("\n")) == (2, 1)
    assert done.output.startswith("plan: specs/001-a/plan.md:2: this is no UTF-8; ")
