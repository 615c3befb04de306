"""A story of the answers that comes back from the record is the one that was given."""

from typing import Any

import pytest
from extensions.plan.record import Record, dump, load

from extensions.answers.answers import read_answers
from extensions.answers.stories import as_answer
from extensions.destination.folder import EMPTY
from extensions.record.pipeline import next_record

SCENARIO = {"given": "a lamp", "when": "it is lit", "then": "it glows"}
#: Parts of a story that come back as they are.
SAME: dict[str, dict[str, Any]] = {
    "an entity by its name": {"entities": ["User"]},
    "an entity with typed fields": {"entities": [{"name": "User", "fields": {"id": "int", "email": "str"}}]},
    "an entity with names of fields": {"entities": [{"name": "User", "fields": ["id", "email"]}]},
    "fields with and without a type": {"entities": [{"name": "User", "fields": ["id", {"email": "str"}]}]},
    "a field that occurs twice": {"entities": [{"name": "User", "fields": [{"id": "int"}, {"id": "str"}]}]},
    "an entity with a description": {"entities": [{"name": "User", "description": "Who signs in"}]},
    "entities of all forms": {"entities": ["Lamp", {"name": "User", "fields": {"id": "int"}, "description": "Who"}]},
    "a scenario in parts": {"acceptance": [SCENARIO]},
    "a scenario in one sentence": {"acceptance": ["It glows."]},
    "scenarios of both forms": {"acceptance": ["It glows.", SCENARIO]},
    "endpoints and a command": {"endpoints": ["GET /users/{id}", "POST /users", "add user"]},
    "endpoints with requirements": {"endpoints": ["add", {"endpoint": "POST /users", "requirements": ["FR-001"]}]},
    "journeys with what they serve": {
        "acceptance": ["It glows.", SCENARIO],
        "journeys": ["Home", {"journey": "Away", "requirements": ["FR-002"], "scenarios": [2, 1]}],
    },
    "texts": {"goal": "Sign in", "why": "It is asked for", "independent_test": "Sign in once", "journeys": ["Home"]},
}
#: Parts that mean the same as what comes back.
ALIKE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a mapping with the name alone": ({"entities": [{"name": "User"}]}, {"entities": ["User"]}),
    "a list of typed fields": (
        {"entities": [{"name": "User", "fields": [{"id": "int"}, {"email": "str"}]}]},
        {"entities": [{"name": "User", "fields": {"id": "int", "email": "str"}}]},
    ),
    "a blank type": (
        {"entities": [{"name": "User", "fields": {"id": None}}]},
        {"entities": [{"name": "User", "fields": ["id"]}]},
    ),
    "one entity twice": ({"entities": ["User", "User"]}, {"entities": ["User"]}),
}


def back(parts: dict[str, Any]) -> dict[str, Any]:
    """The story of these parts after a run, its record written and read, as an answer."""
    requirements = ["It glows.", "It shines."]
    given = {"stories": [{"title": "Sign in", "priority": "P1", **parts}], "requirements": requirements}
    record = next_record(read_answers(given, frozenset(given)), Record(), EMPTY, "2026-03-14")
    (story,) = load(dump(record)).of("001-initial-feature").stories
    answer = as_answer(story)
    assert read_answers({"stories": [answer], "requirements": requirements}).stories == read_answers(given).stories
    return answer


@pytest.mark.parametrize("parts", SAME.values(), ids=SAME)
def test_story_comes_back_as_it_was_given(parts: dict[str, Any]) -> None:
    assert back(parts) == {"title": "Sign in", "priority": "P1", **parts}


@pytest.mark.parametrize(("given", "answer"), ALIKE.values(), ids=ALIKE)
def test_story_comes_back_in_the_short_form(given: dict[str, Any], answer: dict[str, Any]) -> None:
    assert back(given) == {"title": "Sign in", "priority": "P1", **answer}
