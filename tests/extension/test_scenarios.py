"""Each acceptance scenario has one test task, from the first day and when it is added or reworded later."""

import time
from dataclasses import replace
from typing import Any

import pytest
from extensions.plan.items import Task
from extensions.plan.model import Scenario
from extensions.plan.reading.lists import read_tasks
from extensions.plan.reading.rewording import reworded
from extensions.plan.reading.spec import read_spec
from extensions.plan.record import Record, dump, load
from extensions.plan.writing import line_of

from extensions.answers.answers import read_answers
from extensions.destination.folder import Destination
from extensions.planning.criteria import is_measurable
from extensions.record.pipeline import next_record
from extensions.text.story_writer import story_block
from extensions.views.stubs import stub_files

FEATURE = "001-initial-feature"
STORY: dict[str, Any] = {
    "title": "Keep plants alive",
    "entities": ["Plant"],
    "endpoints": ["POST /plants", "GET /plants", "DELETE /plants/{id}"],
    "journeys": ["A gardener adds a plant and finds it in the list"],
    "acceptance": [
        {"given": "a new plant", "when": "the gardener adds it", "then": "the answer is 201"},
        {"given": "a dead plant", "when": "the gardener deletes it", "then": "it is no longer listed"},
    ],
}


def record_of(answers: dict[str, Any], last: Record | None = None, spec: str = "", done: bool = False) -> Record:
    """The record after a run; `spec` is the spec.md that is there, and `done` ticks all tasks of the list."""
    last = last or Record()
    lines = "\n".join(line_of(one, done) for one in last.tasks)
    there = Destination(
        {FEATURE: read_tasks(lines, "plan.md")} if lines else {},
        frozenset(),
        lambda path: False,
        specs={FEATURE: read_spec(spec, f"specs/{FEATURE}/spec.md")} if spec else {},
    )
    record = next_record(read_answers(answers, frozenset(answers)), last, there, "2026-03-14")
    assert load(dump(record)) == record
    return record


def holders(record: Record) -> dict[str, list[str]]:
    """By scenario, the ids of the tasks that test it."""
    found: dict[str, list[str]] = {}
    for story in record.of(FEATURE).planned:
        for one in story.acceptance:
            tasks = [task.id for task in record.tasks if task.story == story.id and one.words in task.scenarios]
            found[one.words] = tasks
    return found


def source_of(record: Record, words: str) -> str:
    (task,) = holders(record)[words]
    return next(one.source for one in record.tasks if one.id == task)


def said(scenario: dict[str, str]) -> str:
    return Scenario(scenario["given"], scenario["when"], scenario["then"]).words


def words(position: int) -> str:
    return said(STORY["acceptance"][position])


def test_journey_takes_the_scenario_that_it_runs_through_and_the_rest_have_their_own() -> None:
    record = record_of({"stories": [STORY]})
    assert source_of(record, words(0)) == STORY["journeys"][0]
    assert source_of(record, words(1)) == words(1)


def test_numbers_of_a_journey_say_which_scenarios_it_runs_through() -> None:
    journey = {"journey": STORY["journeys"][0], "scenarios": [2]}
    record = record_of({"stories": [STORY | {"journeys": [journey]}]})
    assert source_of(record, words(1)) == STORY["journeys"][0]
    assert source_of(record, words(0)) == words(0)


@pytest.mark.parametrize("done", [False, True], ids=["open", "finished"])
@pytest.mark.parametrize("where", ["answers", "spec.md"])
def test_scenario_that_comes_later_gets_a_task_and_a_stub(where: str, done: bool) -> None:
    first = record_of({"stories": [STORY]})
    new = {"given": "a plant", "when": "the gardener adds it again", "then": "the answer is 409"}
    story = STORY | {"acceptance": [*STORY["acceptance"], new]}
    (printed,) = record_of({"stories": [story]}).of(FEATURE).stories
    later = (
        record_of({"stories": [story]}, first, done=done)
        if where == "answers"
        else record_of({"stories": [STORY]}, first, story_block(printed), done)
    )
    before = {one.id for one in first.tasks}
    (task,) = [one for one in later.tasks if one.id not in before]
    assert (task.kind, task.scenarios) == ("integration", (said(new),))
    assert task.test and task.name
    assert [one for one in later.tasks if one.id in before] == list(first.tasks)
    assert all(len(tasks) == 1 for tasks in holders(later).values())
    assert record_of({"stories": [story]}, later).tasks == later.tasks


def test_edited_words_follow_in_the_docstring_of_their_own_test_alone() -> None:
    first = record_of({"stories": [STORY]})
    edited = STORY["acceptance"][1] | {"then": "it has left the list"}
    story = STORY | {"acceptance": [STORY["acceptance"][0], edited]}
    later = record_of({"stories": [story]}, first)
    assert [one.id for one in later.tasks] == [one.id for one in first.tasks]
    shown = [
        stub for file in stub_files(later) for stub in file.stubs if "it has left the list" in " ".join(stub.lines)
    ]
    assert [one.id for one in shown] == holders(later)[said(edited)]
    assert not [stub for file in stub_files(later) for stub in file.stubs if f"- {words(1)}" in " ".join(stub.lines)]


def test_scenario_that_left_stays_in_the_words_of_its_test() -> None:
    first = record_of({"stories": [STORY]})
    later = record_of({"stories": [STORY | {"acceptance": STORY["acceptance"][:1]}]}, first)
    assert later.tasks == first.tasks
    shown = [stub for file in stub_files(later) for stub in file.stubs if "deletes it" in " ".join(stub.lines)]
    assert len(shown) == 1


def test_journey_of_a_story_in_a_browser_holds_no_scenario() -> None:
    record = record_of({"project_type": "web", "stories": [STORY]})
    assert {one.kind for one in record.tasks if one.scenarios} == {"integration"}


def test_record_of_an_earlier_version_keeps_its_tests_and_gets_those_that_are_missing() -> None:
    first = record_of({"stories": [STORY]})

    def as_before(task: Task) -> Task:
        return replace(task, scenarios=()) if task.source in STORY["journeys"] else task

    items = first.of(FEATURE)
    earlier = replace(first, by_feature={FEATURE: replace(items, tasks=tuple(map(as_before, items.tasks)))})
    later = record_of({"stories": [STORY]}, earlier)
    assert source_of(later, words(0)) == words(0)
    assert len(later.tasks) == len(first.tasks) + 1


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (["a b c"], ["a b c"], {"a b c": "a b c"}),
        (["a b c d"], ["new one", "a b c e"], {"a b c d": "a b c e"}),
        (["a", "b"], ["a", "x"], {"a": "a", "b": "x"}),
        (["a", "b"], ["a"], {"a": "a"}),
        (["a"], ["a", "x"], {"a": "a"}),
        (["a", "b"], ["x", "a", "b"], {"a": "a", "b": "b"}),
        (["a b c d e", "p q r s t"], ["p q r s u", "a b c d f"], {"a b c d e": "a b c d f", "p q r s t": "p q r s u"}),
    ],
)
def test_text_is_the_one_of_mostly_the_same_words_else_of_its_place(
    before: list[str], now: list[str], expected: dict[str, str]
) -> None:
    assert reworded(before, now) == expected


def test_endless_lists_are_matched_in_time() -> None:
    before = time.perf_counter()
    assert len(reworded([f"{n} a b c" for n in range(20_000)], [f"{n} a b d" for n in range(20_000)])) == 20_000
    assert time.perf_counter() - before < 5


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("95% of the searches are answered within a second", True),
        ("A search takes less than 300 ms", True),
        ("A page weighs under 200kB", True),
        ("All 32 requests pass", True),
        ("In 3 of 4 trials a guest finds the way", True),
        ("Every date is an ISO 8601 timestamp", False),
        ("It runs on Python 3.11 and later", False),
        ("Pages conform to WCAG 2.1 level", False),
        ("Guests like it", False),
        ("It is there by 2027-01-31", False),
    ],
)
def test_criterion_with_a_figure_is_measurable(criterion: str, expected: bool) -> None:
    assert is_measurable(criterion) is expected


def test_measurable_criterion_has_a_test_task_of_its_own() -> None:
    criteria = ["Guests like it.", "95% of the plants are alive after a month."]
    record = record_of({"stories": [STORY], "success_criteria": criteria})
    (task,) = [one for one in record.tasks if one.kind == "criterion"]
    assert (task.source, task.story) == ("SC-002", "")
    assert task.text == 'Test for SC-002: "95% of the plants are alive after a month."'
    assert task.file == task.test == "tests/integration/test_success_criteria.py"
    more = record_of({"stories": [STORY], "success_criteria": [*criteria, "A plant is found in 2 seconds."]}, record)
    assert [one.source for one in more.tasks if one.kind == "criterion"] == ["SC-002", "SC-003"]


def test_criterion_that_a_person_adds_to_spec_md_gets_a_test() -> None:
    first = record_of({"stories": [STORY]})
    (story,) = first.of(FEATURE).stories
    spec = f"{story_block(story)}\n\n## Success Criteria\n\n- **SC-001**: Watering takes 5 minutes at most.\n"
    later = record_of({"stories": [STORY]}, first, spec)
    assert [one.source for one in later.tasks if one.kind == "criterion"] == ["SC-001"]


def test_criterion_in_spec_md_of_another_feature_gets_a_test_unless_that_is_archived() -> None:
    first = record_of({"stories": [STORY]})
    lists = {FEATURE: read_tasks("\n".join(line_of(one) for one in first.tasks), "plan.md")}
    (story,) = first.of(FEATURE).stories

    def after(last: Record, folder: str, *criteria: str) -> Record:
        spec = "\n".join([story_block(story), "\n## Success Criteria\n", *criteria, ""])
        specs = {FEATURE: read_spec(spec, f"{folder}/{FEATURE}/spec.md")}
        there = Destination(lists, frozenset(), lambda path: False, specs=specs)
        answers = {"feature_name": "other"}
        return next_record(read_answers(answers, frozenset(answers)), last, there, "2026-03-14")

    for folder, expected in (("specs", ["SC-002"]), ("specs/archive", [])):
        before = after(first, folder, "- **SC-001**: Plants thrive.")
        later = after(before, folder, "- **SC-001**: Plants thrive.", "- **SC-002**: Watering takes 5 minutes.")
        assert [one.source for one in later.of(FEATURE).tasks if one.kind == "criterion"] == expected
