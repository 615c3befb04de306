"""What a folder of features is to the template: one test for each kind."""

import pytest
from extensions.plan.errors import UserError
from extensions.plan.items import Feature
from extensions.plan.reading.lists import read_tasks
from extensions.plan.reading.spec import read_spec
from extensions.plan.record import Record, record_of

from extensions.answers.answers import read_answers
from extensions.destination.folder import Destination
from extensions.record.pipeline import next_record
from extensions.record.situation import FeatureKind, recognise

FOLDER = "002-tides"
SPEC = "### User Story 1 - Read the tide (Priority: P1)\n\nA sailor reads it.\n"


def there(*documents: str, tasks: str = "", is_empty: bool = False) -> Destination:
    """A project with the one feature folder."""
    return Destination(
        {FOLDER: read_tasks(tasks, f"specs/{FOLDER}/tasks.md")},
        frozenset({FOLDER} if is_empty else ()),
        lambda path: False,
        documents={FOLDER: frozenset(documents)},
        specs={FOLDER: read_spec(SPEC, f"specs/{FOLDER}/spec.md")} if "spec.md" in documents else {},
    )


def kind(destination: Destination, *planned: Feature, current: bool = False, adopted: bool = False) -> FeatureKind:
    return recognise(FOLDER, record_of(planned), destination, current, adopted)


def test_feature_that_was_planned_is_ours_whatever_is_in_its_folder() -> None:
    for destination in (
        there(),
        there("spec.md"),
        there("tasks.md", tasks="- [ ] T001 Chart it"),
        there(is_empty=True),
    ):
        assert kind(destination, Feature(FOLDER, task_list="plan.md")) is FeatureKind.OURS


def test_feature_of_the_answers_without_a_folder_is_new() -> None:
    nothing = Destination({}, frozenset(), lambda path: False)
    assert kind(nothing, current=True) is FeatureKind.NEW


def test_numbered_folder_without_a_document_is_empty() -> None:
    assert kind(there(is_empty=True)) is FeatureKind.EMPTY
    record = next_record(read_answers({}), Record(), there(is_empty=True), "2026-03-14")
    feature = record.of(FOLDER).feature
    assert (feature.name, feature.task_list, feature.date) == ("tides", "plan.md", "2026-03-14")
    assert record.of(FOLDER).tasks == ()


def test_specification_of_a_person_without_tasks_is_brought_along() -> None:
    assert kind(there("spec.md")) is FeatureKind.BROUGHT
    assert kind(there("spec.md", "plan.md"), current=True) is FeatureKind.BROUGHT
    record = next_record(read_answers({}), Record(), there("spec.md"), "2026-03-14")
    assert record.of(FOLDER).feature.user_documents == ("spec.md",)
    assert {task.story for task in record.of(FOLDER).tasks if task.kind == "service"} == {"US1"}


def test_list_of_a_person_is_theirs() -> None:
    destination = there("tasks.md", tasks="- [ ] T001 Chart it")
    assert kind(destination) is FeatureKind.THEIRS
    assert kind(there("spec.md", "plan.md")) is FeatureKind.THEIRS
    assert kind(there("spec.md"), adopted=True) is FeatureKind.THEIRS
    answers = {"feature_name": FOLDER, "stories": ["Read the tide"]}
    with pytest.raises(UserError, match=FOLDER):
        next_record(read_answers(answers, frozenset(answers)), Record(), destination, "2026-03-14")
