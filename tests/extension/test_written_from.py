"""The hashes of what each test is written from: they follow a stub's words, and stay with a test that was written."""

from typing import Any

import pytest
from extensions.plan.digests import digest
from extensions.plan.items import Task
from extensions.plan.reading.lists import read_tasks
from extensions.plan.reading.spec import read_spec
from extensions.plan.record import Record, dump, load
from extensions.plan.writing import line_of

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY, Destination
from extensions.record.pipeline import next_record

FEATURE = "001-initial-feature"
RINGS, SWINGS = "The bell must ring.", "The bell must swing."
ANSWERS: dict[str, Any] = {
    "requirements": [RINGS, SWINGS],
    "stories": [
        {
            "title": "Ring",
            "endpoints": ["POST /rings"],
            "requirements": ["FR-001"],
            "acceptance": ["It rings once when asked."],
        },
        {"title": "Swing", "endpoints": ["POST /swings"], "requirements": ["FR-002"]},
    ],
}
SPEC = """### User Story 1 - Ring (Priority: P1)

**Acceptance Scenarios**:

1. {}

### User Story 2 - Swing (Priority: P2)

## Requirements

- **FR-001**: {}
- **FR-002**: The bell must swing.
"""
SCENARIO = "It rings once when asked."


def run(last: Record, spec: str = "", written: bool = False, answers: dict[str, Any] | None = None) -> Record:
    """The record after a run on a project that has the last one's plan, and this spec.md."""
    destination = EMPTY
    if spec:
        plan = "".join(f"{line_of(task)}\n" for task in last.of(FEATURE).tasks)
        destination = Destination(
            {FEATURE: read_tasks(plan, f"specs/{FEATURE}/plan.md")},
            frozenset(),
            lambda path: False,
            specs={FEATURE: read_spec(spec, f"specs/{FEATURE}/spec.md")},
            is_written=lambda task, given: written,
        )
    return next_record(read_answers(answers or ANSWERS), last, destination, "2026-03-14")


@pytest.fixture
def first() -> Record:
    return run(Record())


def of(record: Record, requirement: str) -> list[Task]:
    found = [task for task in record.of(FEATURE).tasks if requirement in task.requirements]
    assert found
    return found


def scenario_task(record: Record) -> Task:
    (task,) = [task for task in record.of(FEATURE).tasks if task.scenarios]
    return task


def test_tasks_have_the_hashes_of_their_requirements_and_scenarios(first: Record) -> None:
    assert {f"FR-001:{digest(RINGS)}"} <= {one for task in of(first, "FR-001") for one in task.written_from}
    assert digest(SCENARIO) in scenario_task(first).written_from
    assert all(task.requirements or not task.written_from for task in first.tasks if not task.scenarios)
    assert load(dump(first)) == first


def test_second_run_changes_nothing_whether_tests_were_written_or_not(first: Record) -> None:
    for written in (False, True):
        assert run(first, SPEC.format(SCENARIO, RINGS), written) == first


def test_hashes_follow_a_stub_and_stay_with_a_written_test(first: Record) -> None:
    spec = SPEC.format(SCENARIO, "The bell must ring twice.")
    for task in of(run(first, spec), "FR-001"):
        assert f"FR-001:{digest('The bell must ring twice.')}" in task.written_from
    after = run(first, spec, written=True)
    assert [task.written_from for task in after.tasks] == [task.written_from for task in first.tasks]
    assert run(after, spec, written=True) == after


def test_rewording_touches_no_line_of_other_requirements(first: Record) -> None:
    after = run(first, SPEC.format(SCENARIO, "The bell must ring twice."))
    changed = set(dump(after)) - set(dump(first))
    assert changed
    assert all('"FR-001:' in line for line in changed)


def test_answers_that_reword_a_requirement_count_before_spec_md_has_them(first: Record) -> None:
    answers = ANSWERS | {"requirements": ["The bell must chime.", SWINGS]}
    after = run(first, SPEC.format(SCENARIO, RINGS), answers=answers)
    assert f"FR-001:{digest('The bell must chime.')}" in of(after, "FR-001")[0].written_from
    edited = run(first, SPEC.format(SCENARIO, "The bell must hum."), answers=answers)
    assert f"FR-001:{digest('The bell must hum.')}" in of(edited, "FR-001")[0].written_from


def test_reworded_scenario_stays_with_its_task(first: Record) -> None:
    spec = SPEC.format("It rings twice when asked.", RINGS)
    stub, written = scenario_task(run(first, spec)), scenario_task(run(first, spec, written=True))
    assert stub.scenarios == written.scenarios == ("It rings twice when asked.",)
    assert digest("It rings twice when asked.") in stub.written_from
    assert digest(SCENARIO) in written.written_from
    assert stub.id == written.id == scenario_task(first).id


def test_record_without_hashes_takes_the_present_words(first: Record) -> None:
    old = load([line.partition(',"written_from"')[0] + "}" * (',"written_from"' in line) for line in dump(first)])
    assert not any(task.written_from for task in old.tasks)
    assert run(old, SPEC.format(SCENARIO, RINGS), written=True) == first
