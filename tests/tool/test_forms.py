"""Tasks without a box: headings, and bullets where there are no headings either."""

import pytest
from plan.reading.lists import read_tasks

HEADINGS = """# Tasks

## Phase 1: User Story 1 - Light (P1)

### T001: Hang the lamp ✅
**File**: `src/lamp.py`
**Dependencies**: None

Read docs/lamp.md before.

### T002 [P] Contract test for the lamp
- **Test file**: `tests/contract/test_lamp.py`
- **Depends On**: T001 (the hook), T004-T006 | **Blocks**: T009

## Phase 2: Polish

### T003 Dust the lamp
- [ ] with a cloth
- see docs/dust.md
"""


def test_heading_is_a_task_with_the_fields_of_its_body() -> None:
    first, second, third = read_tasks(HEADINGS, "tasks.md")
    assert (first.id, first.line, first.state, first.stories, first.phase) == ("T001", 5, "x", ("US1",), "User Story 1")
    assert first.paths == ("src/lamp.py",)
    assert first.depends_on == ()
    assert second.parallel and not second.done
    assert second.depends_on == ("T001", "T004", "T005", "T006")
    assert second.test_path == "tests/contract/test_lamp.py"
    assert (third.stories, third.phase) == ((), "Polish")
    assert third.paths == ("docs/dust.md",)


@pytest.mark.parametrize(
    ("title", "task_id", "state"),
    [
        ("T-001: Hang the lamp", "T-001", " "),
        ("T2-001 – Hang the lamp", "T2-001", " "),
        ("[T001] Hang the lamp", "T001", " "),
        ("Task T001: Hang the lamp", "T001", " "),
        ("[~] T001 Hang the lamp", "T001", "~"),
        ("✅ T001 Hang the lamp", "T001", "x"),
        ("T001 [P] [DONE] Hang the lamp", "T001", "x"),
        ("T001 Hang the lamp (completed)", "T001", "x"),
        ("T001 Hang the lamp when the wick is done by hand", "T001", " "),
    ],
)
def test_heading_forms(title: str, task_id: str, state: str) -> None:
    (task,) = read_tasks(f"### {title}\n", "tasks.md")
    assert (task.id, task.state) == (task_id, state)


@pytest.mark.parametrize("title", ["T001-T003: lamps", "T001/T002", "Lamps of T001", "Test T001abc"])
def test_headings_that_are_no_task(title: str) -> None:
    assert read_tasks(f"### {title}\n", "tasks.md") == ()


def test_one_box_makes_headings_headings() -> None:
    assert [one.id for one in read_tasks(f"{HEADINGS}\n- [ ] T010 Sweep", "tasks.md")] == ["T010"]
    assert [one.id for one in read_tasks(f"{HEADINGS}\n- T010 Sweep", "tasks.md")] == ["T001", "T002", "T003"]


def test_bullets_count_outside_the_sections_about_tasks() -> None:
    document = """## Phase 2: Parallel lamps
- T001 [US1] Hang the lamp
  - **File**: `src/lamp.py`
- T002 Sweep after T001
- T001 → T002

**Notes**:
- T002 is dull

## User Story 2 - Dependencies of the wick
- T003 Trim it in src/wick.py

## Dependencies & Execution Order
- T003 needs T001
### Parallel Example
- T001 with T003
"""
    tasks = read_tasks(document, "tasks.md")
    assert [(one.id, one.stories, one.paths) for one in tasks] == [
        ("T001", ("US1",), ("src/lamp.py",)),
        ("T002", (), ()),
        ("T003", ("US2",), ("src/wick.py",)),
    ]
    assert tasks[1].depends_on == ("T001",)


def test_wrapped_lines_belong_to_the_text_and_the_rest_to_the_body() -> None:
    document = """- [ ] T003 Hang the lamp in `src/lamp.py`
      with its unit tests in `tests/unit/test_lamp.py` (depends on
      T001, T002)
  - T004 and src/other.py are only spoken of, after T009
  - **Depends on**: T005
"""
    (task,) = read_tasks(document, "tasks.md")
    assert task.depends_on == ("T001", "T002", "T005")
    assert task.paths == ("src/lamp.py", "tests/unit/test_lamp.py")
    assert task.test_path == "tests/unit/test_lamp.py"
