"""Validation, logging and edge cases name what they are about; what would say nothing is not planned."""

from typing import Any

from extensions.plan.items import Task
from extensions.plan.record import Record
from extensions.plan.writing import sentence_of

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY
from extensions.record.pipeline import next_record

LOAF = {"name": "Loaf", "fields": ["id", "flour", "weight", "created_at"]}
BAKE = {"title": "Bake a loaf", "entities": [LOAF], "endpoints": ["POST /loaves", "GET /loaves/{id}"]}
SELL = {"title": "Sell bread at the counter", "goal": "A guest pays.", "endpoints": ["POST /sales"]}
CASES = ["The weight of a loaf is negative. The answer is 422.", "A guest pays twice.", "The moon is full."]


def record_of(*stories: Any, last: Record | None = None, **answers: Any) -> Record:
    given = {"stories": list(stories)} | answers
    return next_record(read_answers(given, frozenset(given)), last or Record(), EMPTY, "2026-03-14")


def of_kind(record: Record, kind: str) -> list[Task]:
    return [task for task in record.tasks if task.kind == kind]


def test_validation_names_inputs_parameters_and_edge_cases_and_comes_before_the_contract_tests() -> None:
    record = record_of(BAKE, edge_cases=CASES[:1])
    (task,) = of_kind(record, "validation")
    assert task.text == (
        'Validate `flour` and `weight`, reject an unknown `id`, and handle "The weight of a loaf is negative"'
    )
    assert [one.after for one in of_kind(record, "contract")] == [(task.id,), (task.id,)]
    first = record_of(BAKE, edge_cases=CASES[:1], test_order="first")
    assert not any(task.id in one.after for one in of_kind(first, "contract") for task in of_kind(first, "validation"))


def test_edge_case_without_an_error_needs_a_test_alone() -> None:
    story = {"title": "See loaves", "endpoints": ["GET /loaves"]}
    record = record_of(story, edge_cases=["No loaf is left. The list is empty."])
    assert of_kind(record, "edge")
    assert not of_kind(record, "validation")


def test_goal_that_there_is_none_is_not_measured() -> None:
    assert of_kind(record_of(BAKE, performance_goals="p95 below 200 ms"), "performance")
    assert not of_kind(record_of(BAKE, performance_goals="None"), "performance")


def test_scenario_that_refuses_is_handled_in_a_story_without_endpoints() -> None:
    story = {"title": "Bake", "acceptance": [{"given": "no flour", "when": "a baker bakes", "then": "it is refused"}]}
    assert of_kind(record_of(story), "validation")[0].text == 'Handle "a baker bakes"'


def test_story_that_comes_later_brings_no_cleanup() -> None:
    first = record_of(BAKE)
    later = record_of(BAKE, {"title": "Slice a loaf", "endpoints": ["POST /loaves/{id}/slice"]}, last=first)
    assert not of_kind(later, "cleanup")
    assert of_kind(record_of(BAKE, BAKE | {"title": "Bake again"}), "cleanup")


def test_inputs_are_those_that_the_requirements_name() -> None:
    said = record_of(BAKE | {"requirements": ["FR-001"]}, requirements=["A baker must add a loaf with its `flour`"])
    assert of_kind(said, "validation")[0].text == "Validate `flour`, and reject an unknown `id`"


def test_arguments_of_commands_are_validated_where_an_error_is_spoken_of() -> None:
    story = {"title": "Bake", "endpoints": ["knead", "bake"]}
    assert not of_kind(record_of(story), "validation")
    (task,) = of_kind(record_of(story | {"acceptance": ["Without flour it exits with an error"]}), "validation")
    assert task.text == "Validate the arguments of knead and bake"


def test_logging_names_what_changes_a_resource() -> None:
    (task,) = of_kind(record_of(BAKE), "logging")
    assert task.text == "Log loaf events with result: created"
    (task,) = of_kind(record_of(BAKE, authentication="tokens"), "logging")
    assert task.text == "Log loaf events with user and result: created"
    assert not of_kind(record_of({"title": "See loaves", "endpoints": ["GET /loaves"]}, {"title": "Wait"}), "logging")


def test_edge_case_has_a_test_in_the_story_that_it_belongs_to() -> None:
    record = record_of(BAKE, SELL, edge_cases=CASES)
    assert {(task.source, task.story) for task in of_kind(record, "edge")} == set(zip(CASES, ["US1", "US2", ""]))
    assert [task.file for task in of_kind(record, "edge")] == [
        "tests/unit/test_loaf_edge_cases.py",
        "tests/unit/test_sale_edge_cases.py",
        "tests/unit/test_edge_cases.py",
    ]
    assert sentence_of(of_kind(record, "edge")[1]) == (
        'Unit test for the edge case "A guest pays twice." in tests/unit/test_sale_edge_cases.py'
    )


def test_edge_case_that_a_scenario_says_has_no_second_test() -> None:
    scenario = {"given": "a guest", "when": "the guest pays twice", "then": "the answer is 409"}
    record = record_of(SELL | {"acceptance": [scenario]}, edge_cases=["A guest pays twice. The answer is 409."])
    assert not of_kind(record, "edge")
    assert "A guest pays twice" in of_kind(record, "validation")[0].text


def test_edge_cases_keep_their_tasks_when_words_and_stories_change() -> None:
    first = record_of(BAKE, SELL, edge_cases=CASES)
    moon = {"title": "See the full moon", "endpoints": ["GET /moon"]}
    later = record_of(BAKE, SELL, moon, edge_cases=["The weight of a loaf is below zero.", *CASES[1:]], last=first)
    assert len(of_kind(later, "edge")) == 3
    assert [one.id for one in of_kind(later, "edge")] == [one.id for one in of_kind(first, "edge")]
    more = record_of(BAKE, SELL, edge_cases=[*CASES, "The loaf has no flour."], last=first)
    assert [one.source for one in more.tasks[len(first.tasks) :]] == ["The loaf has no flour."]


def test_requirement_that_comes_with_a_new_story_is_planned_once() -> None:
    first = record_of(BAKE)
    words = "A baker must sell a loaf at the counter"
    late = record_of(
        BAKE | {"requirements": ["FR-001"]}, SELL | {"requirements": ["FR-001"]}, requirements=[words], last=first
    )
    naming = [task for task in late.tasks if "FR-001" in task.requirements]
    assert naming
    assert {task.story for task in naming} == {"US2"}
    again = record_of(
        BAKE | {"requirements": ["FR-001"]}, SELL | {"requirements": ["FR-001"]}, requirements=[words], last=late
    )
    assert again.tasks == late.tasks


def test_no_task_is_only_a_pattern() -> None:
    record = record_of(BAKE, SELL, edge_cases=CASES)
    texts = [task.text for task in record.tasks]
    for pattern in ("Add validation", "Add logging", "through", "what the stories have left"):
        assert not [text for text in texts if pattern in text]
