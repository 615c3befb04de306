"""A task that stands as it was printed says what the record has; a line that a person edited is read."""

from dataclasses import replace

import pytest
from plan.items import Task
from plan.planned import with_record
from plan.reading.lines import visible_lines
from plan.reading.lists import tasks_in
from plan.writing import words_of

PLANNED = Task(
    "T012",
    "001-tides",
    "integration",
    story="US1",
    text="Integration test for \"a sailor reads 'after T003' and (FR-009) in src/moon.py\"",
    file="tests/integration/test_tides.py",
    requirements=("FR-001",),
    after=("T010", "T011"),
    parallel=True,
)
LINE = f"- [x] T012 {words_of(PLANNED)}"


def seen(line: str, recorded: Task = PLANNED) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]:
    document = f"## Phase 3: User Story 1 - Read the tide\n\n{line}\n"
    known = {recorded.id: recorded}
    (task,) = tasks_in(visible_lines(document), "specs/001-tides/plan.md", lambda task: with_record(task, known))
    return task.depends_on, task.requirements, task.paths, task.parallel


@pytest.mark.parametrize(
    "line",
    [LINE, LINE.replace("[x]", "[ ]"), LINE.replace(" in tests", "\n  in tests"), f"  * {LINE[2:]}"],
    ids=["as printed", "not ticked", "wrapped by a formatter", "another bullet"],
)
def test_words_within_a_printed_task_are_not_read_as_references(line: str) -> None:
    assert seen(line) == (("T010", "T011"), ("FR-001",), ("tests/integration/test_tides.py",), True)


def test_line_that_a_person_edited_is_read_by_the_grammar() -> None:
    assert seen("- [ ] T012 [US1] Chart src/moon.py (FR-002) after T003") == (
        ("T003",),
        ("FR-002",),
        ("src/moon.py",),
        False,
    )


def test_task_that_a_person_added_is_read_by_the_grammar() -> None:
    by_hand = replace(PLANNED, kind="list", text="Chart src/moon.py (depends on T003)", file="", after=())
    assert seen("- [ ] T012 Chart src/moon.py (depends on T003)", by_hand)[0] == ("T003",)


@pytest.mark.parametrize(
    "text", ["Ring <b>loud</b>", "Ring `a < b` and <!-- not this", r"Ring \<b> twice", "Ring *so* _so_"]
)
def test_printed_line_with_markup_is_known_again(text: str) -> None:
    task = replace(PLANNED, text=text, file="", requirements=(), after=("T010",))
    assert seen(f"- [ ] T012 {words_of(task)}", task)[0] == ("T010",)
