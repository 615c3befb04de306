"""Requirements by evidence, held against what a person expects: see traces/README.md."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from extensions.plan.items import Task
from extensions.plan.record import Record

from extensions.answers.answers import read_answers
from extensions.destination.folder import Destination
from extensions.planning.criteria import is_measurable
from extensions.record.pipeline import next_record
from tests.conftest import EXAMPLES

TRACES = Path(__file__).parent / "traces"
PROJECTS = {
    "conduit": (EXAMPLES / "conduit.yml", 0.9),
    "todotxt": (EXAMPLES / "todotxt.yml", 0.9),
    "lending": (TRACES / "lending-answers.yml", 0.8),
}
Pair = tuple[str, str]  #: a requirement and a task


@dataclass(frozen=True)
class Measured:
    """A plan against its table."""

    expected: frozenset[Pair]
    planned: frozenset[Pair]
    requirements: int

    @property
    def precision(self) -> float:
        return len(self.expected & self.planned) / len(self.planned)

    @property
    def recall(self) -> float:
        return len(self.expected & self.planned) / len(self.expected)

    @property
    def tasks_per_requirement(self) -> float:
        return len(self.planned) / self.requirements


def record_of(answers: dict[str, Any]) -> Record:
    nowhere = Destination({}, frozenset(), lambda path: False)
    return next_record(read_answers(answers, frozenset(answers)), Record(), nowhere, "2026-03-14")


def measured(name: str) -> Measured:
    answers, _ = PROJECTS[name]
    record = record_of(yaml.safe_load(answers.read_text(encoding="utf-8")))
    table = yaml.safe_load((TRACES / f"{name}.yml").read_text(encoding="utf-8"))["requirements"]
    planned = {(one, task.id) for task in record.tasks for one in task.requirements}
    expected = {
        (one, task.id)
        for one, places in table.items()
        for place, of in places.items()
        for task in meant(record, place, of)
    }
    return Measured(frozenset(expected), frozenset(planned), len(table))


def meant(record: Record, place: str, of: Any) -> list[Task]:
    """The tasks that a row of a table means; each part of it means at least one."""
    if place == "shared":
        return [task for task in record.tasks if not task.story and task.kind in of]
    (items,) = record.by_feature.values()
    story = next(one for one in items.planned if one.id == place)
    own = [task for task in record.tasks if task.story == place]
    found = [task for task in own if task.kind == "validation" and of.get("validation")]
    for endpoint in of.get("endpoints", ()):
        found += [task for task in own if task.source == endpoint and task.kind in ("contract", "endpoint")]
    for entity in of.get("entities", ()):
        found += [task for task in own if task.source == entity and task.kind == "model"]
    for number in of.get("journeys", ()):
        found += [task for task in own if task.source == story.journeys[number - 1]]
    for number in of.get("scenarios", ()):
        found += [task for task in own if story.acceptance[number - 1].words in task.scenarios]
    assert len(found) >= sum(len(part) if isinstance(part, list) else 1 for part in of.values())
    return found


@pytest.mark.parametrize("name", PROJECTS)
def test_requirements_are_where_a_person_expects_them(name: str) -> None:
    found = measured(name)
    _, least = PROJECTS[name]
    print(
        f"{name}: precision {found.precision:.2f}, recall {found.recall:.2f}, {found.tasks_per_requirement:.1f} tasks"
    )
    assert found.precision >= least
    assert found.recall >= least
    assert found.tasks_per_requirement <= 5


SHOP = {
    "title": "Sell bread",
    "entities": [{"name": "Loaf", "fields": ["flour", "weight"]}],
    "endpoints": ["POST /loaves", "GET /loaves", "GET /loaves/{id}", "DELETE /loaves/{id}", "POST /loaves/{id}/slice"],
    "journeys": ["A baker adds a loaf and deletes it again", "A guest looks around"],
}


def served(*requirements: str, **story: Any) -> list[set[str]]:
    """For each requirement of one story, the kinds and sources of the tasks that name it."""
    ids = [f"FR-{number:03d}" for number in range(1, len(requirements) + 1)]
    answers = {"requirements": list(requirements), "stories": [SHOP | {"requirements": ids} | story]}
    tasks = record_of(answers).tasks
    return [{f"{task.kind} {task.source}".strip() for task in tasks if one in task.requirements} for one in ids]


def at(endpoint: str) -> set[str]:
    return {f"contract {endpoint}", f"endpoint {endpoint}"}


ADDS, LOOKS = (f"integration {one}" for one in SHOP["journeys"])


@pytest.mark.parametrize(
    ("requirement", "endpoint"),
    [
        ("Loaves are listed in the order of their weight", "GET /loaves"),
        ("A guest must see a loaf with its weight", "GET /loaves/{id}"),
        ("`GET /loaves/{id}` must be fast", "GET /loaves/{id}"),
        ("DELETE /loaves/{id}, too, must be quick.", "DELETE /loaves/{id}"),
        ("A call of /loaves/{id}/slice must be quick", "POST /loaves/{id}/slice"),
        ("A list of loaves in the order of their creation date", "GET /loaves"),
        ("The deletion of a loaf must be quick", "DELETE /loaves/{id}"),
        ("On Mondays the shop must loaf about", "POST /loaves"),
        ("A loaf can be sliced, and the machine must slice it evenly", "POST /loaves/{id}/slice"),
    ],
)
def test_requirement_is_on_the_endpoint_that_its_words_speak_of(requirement: str, endpoint: str) -> None:
    (found,) = served(requirement)
    assert found - {ADDS, LOOKS, "model Loaf"} == at(endpoint)


def test_model_serves_what_creates_its_entity_and_a_journey_what_it_goes_through() -> None:
    created, deleted = served("A baker must add a loaf with its flour", "A baker must remove a loaf")
    assert created == {*at("POST /loaves"), "model Loaf", ADDS}
    assert deleted == {*at("DELETE /loaves/{id}"), ADDS}


@pytest.mark.parametrize(
    "requirement",
    [
        "Guests must see a loaf without deleting it",
        "Guests must see a loaf, and must not delete it",
        "A guest must see a loaf but cannot add or remove one",
    ],
)
def test_negated_words_are_no_evidence(requirement: str) -> None:
    (found,) = served(requirement)
    assert found - {ADDS, LOOKS} == at("GET /loaves/{id}")


def test_answers_that_say_what_an_endpoint_or_a_journey_serves_are_followed() -> None:
    endpoints = [*SHOP["endpoints"][1:], {"endpoint": "POST /loaves", "requirements": ["FR-002"]}]
    journeys = [{"journey": SHOP["journeys"][1], "requirements": ["FR-002"]}]
    added, other = served(
        "A baker must add a loaf",
        "The oven must be hot",
        endpoints=endpoints,
        journeys=journeys,
        acceptance=["Bread is sold."],
        requirements=["FR-001"],
    )
    assert added == {"model Loaf", "integration Bread is sold."}
    assert other == {*at("POST /loaves"), LOOKS}


def test_requirement_without_evidence_is_on_one_test_of_each_story_that_lists_it() -> None:
    first = SHOP | {"requirements": ["FR-001"]}
    second = {"title": "Clean up", "acceptance": ["The floor shines."], "requirements": ["FR-001"]}
    other = {"title": "Go home"}
    record = record_of({"requirements": ["The bell must ring at noon"], "stories": [first, second, other]})
    found = [task for task in record.tasks if "FR-001" in task.requirements]
    assert {(task.kind, task.story) for task in found if task.kind == "integration"} == {
        ("integration", "US1"),
        ("integration", "US2"),
    }
    assert not {task.kind for task in found} & {"model", "service", "logging", "validation", "integrate"}


LENDING: list[dict[str, Any]] = [
    {"title": "Borrow a book", "entities": ["Book"], "acceptance": ["A member takes a book home."]},
    {"title": "Pay a fine", "entities": ["Fine"], "acceptance": ["A member pays and the fine is gone."]},
    {"title": "Count the shelves", "acceptance": ["A librarian counts the shelves of a room."]},
]


@pytest.mark.parametrize(
    ("requirement", "stories"),
    [
        ("A member MUST be able to borrow a book", {"US1"}),
        ("A fine MUST be paid in whole euros", {"US2"}),
        ("A librarian MUST see what each room holds", {"US3"}),  # no entity is named, and two words are shared
        ("A member MUST get a receipt", set()),  # one word alone is no evidence
        ("The logo MUST be blue", set()),
    ],
)
def test_requirement_that_no_story_lists_belongs_to_those_that_it_speaks_of(
    requirement: str, stories: set[str]
) -> None:
    record = record_of({"requirements": [requirement], "stories": LENDING})
    assert {task.story for task in record.tasks if "FR-001" in task.requirements} == stories


def test_listed_requirement_is_not_looked_for_in_other_stories() -> None:
    stories = [LENDING[0], LENDING[1] | {"requirements": ["FR-001"]}]
    record = record_of({"requirements": ["A member MUST be able to borrow a book"], "stories": stories})
    assert {task.story for task in record.tasks if "FR-001" in task.requirements} == {"US2"}


def test_setup_logging_and_polish_name_no_requirement() -> None:
    words = "The docs, secrets, tokens, latency and settings of the log must be as configured"
    answers = {"requirements": [words], "stories": [SHOP | {"requirements": ["FR-001"]}]}
    kinds = {task.kind for task in record_of(answers).tasks if task.requirements}
    assert kinds == {"settings", "integration"}


def test_requirement_that_comes_to_a_planned_story_gets_a_task_unless_a_new_one_serves_it() -> None:
    first = record_of({"stories": [SHOP]})
    nowhere = Destination({}, frozenset(), lambda path: False)

    def later(*requirements: str, **story: Any) -> set[tuple[str, str]]:
        ids = [f"FR-{number:03d}" for number in range(1, len(requirements) + 1)]
        answers = {"requirements": list(requirements), "stories": [SHOP | {"requirements": ids} | story]}
        record = next_record(read_answers(answers, frozenset(answers)), first, nowhere, "2026-03-14")
        assert record.tasks[: len(first.tasks)] == first.tasks
        assert next_record(read_answers(answers, frozenset(answers)), record, nowhere, "2026-03-14") == record
        return {(task.kind, task.source) for task in record.tasks[len(first.tasks) :]}

    assert later("The oven must be hot") == {("requirement", "FR-001")}
    changed = [*SHOP["endpoints"], "PATCH /loaves/{id}"]
    new = {("contract", changed[-1]), ("endpoint", changed[-1])}
    assert later("A baker must change a loaf", endpoints=changed) == new


@pytest.mark.parametrize(
    "text", ["add " * 3000, "/" * 9000, "log " + " " * 9000, "`" * 9000, "9." * 9000, "not " * 3000]
)
def test_endless_words_are_read_in_time(text: str) -> None:
    before = time.perf_counter()
    served(f"A baker must add a loaf {text}")
    is_measurable(text)
    assert time.perf_counter() - before < 10
