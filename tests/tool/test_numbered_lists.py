"""Lists that number their tasks, as Kiro and OpenSpec write them."""

import time

import pytest
from plan.model import Task
from plan.reading.lists import box_of, read_tasks

KIRO, OPENSPEC = ".kiro/specs/bell/tasks.md", "openspec/changes/add-bell/tasks.md"

KIRO_LIST = """# Implementation Plan

- [x] 1. Hang the bell
  - Choose a rope
  - _Requirements: 1.1, 2.1-2.3_

- [ ] 2. Ring it
  - [-] 2.1 Pull the rope in src/rope.py
    - Twice
    - _Requirements: 1.2, 6.1a, All of them_
  - [ ]* 2.2 Write unit tests in tests/unit/test_rope.py
    - **Validates: Requirements 4.1**
  - [~] 2.3. (P) Grease the axle (depends on 2.1)

  - _Requirements: 3.1_
- [ ]\\* 3. Paint it
"""
OPENSPEC_LIST = """# Tasks: add-bell

## 1. Hang the bell (first)
- [x] 1.1 [GAP] Choose a rope in `src/rope.py`
  - [x] Measure it
  - [ ] Cut it
- [ ] Tie it
- [ ] 1.4 Test it

## 2. Ring it
- [ ] Pull the rope
- [ ] 2.1 Count the strokes
- [ ] **2.3+2.4** Count them again

### Louder
- [ ] 2.10 Push
"""


def read(text: str, file: str) -> dict[str, Task]:
    tasks = read_tasks(text, file)
    assert len({task.id for task in tasks}) == len(tasks)
    return {task.id: task for task in tasks}


def test_kiro_tasks_have_numbers_states_and_marks() -> None:
    tasks = read(KIRO_LIST, KIRO)
    assert [(one.id, one.line, one.state) for one in tasks.values()] == [
        ("1", 3, "x"), ("2", 7, " "), ("2.1", 8, "-"), ("2.2", 11, " "), ("2.3", 13, "~"), ("3", 16, " "),
    ]  # fmt: skip
    assert [one.id for one in tasks.values() if one.tags == ("optional",)] == ["2.2", "3"]
    assert [one.id for one in tasks.values() if one.parallel] == ["2.3"]
    assert tasks["1"].text == "Hang the bell"
    assert tasks["2.1"].paths == ("src/rope.py",)
    assert (tasks["2.2"].test_path, tasks["2.3"].depends_on) == ("tests/unit/test_rope.py", ("2.1",))


def test_kiro_requirements_belong_to_the_task_at_whose_indentation_they_stand() -> None:
    assert {one.id: one.requirements for one in read(KIRO_LIST, KIRO).values() if one.requirements} == {
        "1": ("1.1", "2.1", "2.2", "2.3"),
        "2": ("3.1",),
        "2.1": ("1.2", "6.1a"),
        "2.2": ("4.1",),
    }


def test_kiro_task_that_has_parts_is_their_phase() -> None:
    tasks = read(KIRO_LIST, KIRO)
    assert {one.id: one.parent for one in tasks.values() if one.parent} == {"2.1": "2", "2.2": "2", "2.3": "2"}
    assert {one.phase for one in (tasks["2"], tasks["2.1"], tasks["2.3"])} == {"Ring it"}
    flat = read("- [ ] 17. Ring it\n- [ ] 17.1 Pull\n- [ ] 18. Rest\n", KIRO)
    assert [(one.id, one.parent, one.phase) for one in flat.values()] == [
        ("17", "", "Ring it"), ("17.1", "17", "Ring it"), ("18", "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "task_id", "text"),
    [
        ("* [ ] 1) Ring", "1", "Ring"),
        ("- \\[x\\] 1. Ring", "1", "Ring"),
        ("1. [ ] 1.1 Ring", "1.1", "Ring"),
        ("- [ ] **1.1 Ring**", "1.1", "Ring"),
        ("- [ ] Task 1: Ring", "1", "Ring"),
        ("- [ ] 1.1.2 Ring", "1.1.2", "Ring"),
        ("- [ ] 6.1a Ring", "6.1a", "Ring"),
        ("- [ ] 10.10 Ring", "10.10", "Ring"),
        ("- [ ] 1. 鳴らす", "1", "鳴らす"),
    ],
)
def test_number_is_read_in_the_forms_that_people_use(line: str, task_id: str, text: str) -> None:
    (task,) = read_tasks(line, KIRO)
    assert (task.id, task.text) == (task_id, text)
    place = box_of(line)
    assert place and line[place[0]] in " x"


def test_figures_that_begin_a_text_are_no_number() -> None:
    (task,) = read_tasks("- [ ] 3 bells ring\n", OPENSPEC)
    assert (task.id, task.text) == ("1", "3 bells ring")


def test_openspec_box_without_a_number_gets_the_next_of_its_group_or_task() -> None:
    tasks = read(OPENSPEC_LIST, OPENSPEC)
    assert [(one.id, one.line, one.done) for one in tasks.values()] == [
        ("1.1", 4, True), ("1.1.1", 5, True), ("1.1.2", 6, False), ("1.2", 7, False), ("1.4", 8, False),
        ("2.2", 11, False), ("2.1", 12, False), ("2.3+2.4", 13, False), ("2.10", 16, False),
    ]  # fmt: skip
    assert tasks["1.1"].tags == ("GAP",)


def test_openspec_phase_is_the_title_of_the_group_without_its_number() -> None:
    phases = {one.phase for one in read(OPENSPEC_LIST, OPENSPEC).values()}
    assert phases == {"Hang the bell (first)", "Ring it"}
    assert {one.phase for one in read("# Tasks: add-bell\n- [ ] Ring\n", OPENSPEC).values()} == {"Tasks: add-bell"}


def test_openspec_boxes_without_groups_are_counted() -> None:
    assert list(read("# Tasks\n\n- [ ] Hang\n  - [ ] Tie\n- [x] Ring\n", OPENSPEC)) == ["1", "1.1", "2"]


def test_id_that_occurs_twice_is_kept_twice() -> None:
    assert [task.id for task in read_tasks("- [ ] 1.1 Hang\n- [ ] 1.1 Ring\n", OPENSPEC)] == ["1.1", "1.1"]


def test_headings_are_tasks_where_there_is_no_box() -> None:
    text = (
        "## 1. Bells\n### Task 1.1: Hang in src/bell.py\nText\n### Task 1.2: Ring ✅\n_Requirements: 1.1_\n## Notes\n"
    )
    tasks = read(text, OPENSPEC)
    assert [(one.id, one.text, one.done) for one in tasks.values()] == [
        ("1.1", "Hang in src/bell.py", False), ("1.2", "Ring ✅", True),
    ]  # fmt: skip
    assert tasks["1.2"].requirements == ("1.1",)


@pytest.mark.parametrize("field", ["要件", "需求", "요구사항", "Requisitos", "Требования", "المتطلبات"])
def test_field_of_requirements_is_read_in_other_languages(field: str) -> None:
    (task,) = read_tasks(f"- [ ] 1. Ring\n  - _{field}: 1.1, 1.2_\n", KIRO)
    assert task.requirements == ("1.1", "1.2")


def test_other_field_of_numbers_names_no_requirement() -> None:
    (task,) = read_tasks("- [ ] 1. Ring\n  - _Depends: 1.1_\n  - _Reuses: bells 1.2_\n", KIRO)
    assert task.requirements == ()


def test_long_lists_and_deep_nesting_take_no_time() -> None:
    deep = "".join(f"{'  ' * level}- [ ] Ring\n" for level in range(500))
    wide = "".join(f"- [ ] 1.{number} Ring _Requirements: 1.1-1.900_\n" for number in range(3000))
    start = time.perf_counter()
    assert len(read_tasks(deep, OPENSPEC)) == 500
    assert len(read_tasks(wide, OPENSPEC)) == 3000
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    "text",
    [
        f"- [ ] 1. a (depends on 1.1; {'1.11.11.' * 3000})",
        f"- [ ] 1. a\n  - _Requirements: {'1.1-' * 5000}_",
        f"- [ ] 1. a\n  - _x: {'1.1,' * 5000}!",
        f"- [ ] {'1.1+' * 8000}",
        f"## {'1.' * 8000}\n- [ ] a",
    ],
    ids=["dependencies", "requirements", "field", "id", "group"],
)
def test_any_length_takes_no_time(text: str) -> None:
    start = time.perf_counter()
    for file in (KIRO, OPENSPEC):
        read_tasks(text, file)
    assert time.perf_counter() - start < 5
