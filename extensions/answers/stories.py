"""One item of the `stories` answer to a `Story` that has no number yet."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from ..plan.model import Scenario
from ..plan.record import Entity, Story
from ..text.endpoints import HTTP_ENDPOINT, METHODS
from ..text.refusal import Refusal, quoted
from .checks import items, known_keys, named, text

T = TypeVar("T")

TEXTS = ("goal", "why", "independent_test")
LISTS = ("acceptance", "entities", "endpoints", "journeys", "requirements")
STORY_KEYS = ("title", "priority", "id", *TEXTS, *LISTS)
ENTITY_KEYS = ("name", "fields", "description")
SCENARIO_KEYS = ("given", "when", "then")

_PRIORITY = re.compile(r"P[0-9]+")
_STORY_ID = re.compile(r"US[1-9][0-9]*")
_REQUIREMENT_ID = re.compile(r"FR-(?P<number>[0-9]+)")


def read_story(place: str, value: Any) -> Story:
    """A mapping, or a text that is the title; `id` is blank unless the answer says which recorded story it means."""
    if not isinstance(value, Mapping):
        value = {"title": value}
    known_keys(place, value, STORY_KEYS)
    if not text(f"{place}.title", value.get("title")):
        raise Refusal(f"{place}: has no title; write what the user can do, such as {quoted('Sign in')}")
    position = int(place[place.rindex("[") + 1 : -1])
    priority = text(f"{place}.priority", value.get("priority")) or f"P{position + 1}"
    if not _PRIORITY.fullmatch(priority):
        raise Refusal(f"{place}.priority: {quoted(priority)} is no priority; write P1, P2, …")
    story_id = text(f"{place}.id", value.get("id"))
    if story_id and not _STORY_ID.fullmatch(story_id):
        raise Refusal(f"{place}.id: {quoted(story_id)} names no story; write US1, US2, …, or leave it out")
    return Story(
        id=story_id,
        feature="",
        title=named(f"{place}.title", value["title"], "Sign in"),
        priority=priority,
        goal=text(f"{place}.goal", value.get("goal")),
        why=text(f"{place}.why", value.get("why")),
        independent_test=text(f"{place}.independent_test", value.get("independent_test")),
        acceptance=_each(place, value, "acceptance", _scenario),
        entities=_each(place, value, "entities", _entity),
        endpoints=_each(place, value, "endpoints", _endpoint),
        journeys=_each(place, value, "journeys", named),
        requirements=_each(place, value, "requirements", _requirement),
    )


def refuse_twins(place: str, found: Sequence[Story]) -> None:
    """Two stories of one title, or of one id, cannot be told apart in the next update."""
    for attribute in ("title", "id"):
        seen: dict[str, int] = {}
        for index, story in enumerate(found):
            key = getattr(story, attribute)
            if key and seen.setdefault(key.casefold(), index) != index:
                first = seen[key.casefold()]
                raise Refusal(
                    f"{place}[{index}].{attribute}: {quoted(key)} is that of {place}[{first}] too; make them differ"
                )


def as_answer(story: Story) -> dict[str, Any]:
    """The story as its YAML answer would be, blank parts left out."""
    answer: dict[str, Any] = {"title": story.title, "priority": story.priority}
    answer |= {key: getattr(story, key) for key in TEXTS}
    answer["acceptance"] = [one.text or {key: getattr(one, key) for key in SCENARIO_KEYS} for one in story.acceptance]
    answer["entities"] = [_entity_answer(one) for one in story.entities]
    answer |= {key: list(getattr(story, key)) for key in ("endpoints", "journeys", "requirements")}
    return {key: value for key, value in answer.items() if value}


def _entity_answer(entity: Entity) -> str | dict[str, Any]:
    answer = {"name": entity.name, "fields": dict(entity.fields), "description": entity.description}
    return {key: value for key, value in answer.items() if value} if len(answer) > 1 else entity.name


def _each(place: str, value: Mapping[Any, Any], key: str, read: Callable[[str, Any], T]) -> tuple[T, ...]:
    """The list under a key, each item once."""
    return tuple(dict.fromkeys(items(f"{place}.{key}", value.get(key), read)))


def _scenario(place: str, value: Any) -> Scenario:
    if not isinstance(value, Mapping):
        return Scenario(text=named(place, value))
    known_keys(place, value, SCENARIO_KEYS)
    parts = {key: text(f"{place}.{key}", value.get(key)) for key in SCENARIO_KEYS}
    if missing := [key for key, part in parts.items() if not part]:
        raise Refusal(f"{place}: has no {missing[0]!r}; write given, when and then, or one sentence")
    return Scenario(parts["given"], parts["when"], parts["then"])


def _entity(place: str, value: Any) -> Entity:
    if not isinstance(value, Mapping):
        return Entity(named(place, value, "User"))
    known_keys(place, value, ENTITY_KEYS)
    return Entity(
        name=named(f"{place}.name", value.get("name"), "User"),
        description=text(f"{place}.description", value.get("description")),
        fields=_fields(f"{place}.fields", value.get("fields")),
    )


def _fields(place: str, value: Any) -> tuple[tuple[str, str], ...]:
    """A mapping of names and types, or a list of names and of such mappings."""
    if isinstance(value, Mapping):
        return tuple((named(place, key), text(f"{place}.{key}", kind)) for key, kind in value.items())
    read = items(
        place, value, lambda at, item: _fields(at, item if isinstance(item, Mapping) else {named(at, item): ""})
    )
    return tuple(pair for pairs in read for pair in pairs)


def _endpoint(place: str, value: Any) -> str:
    endpoint = named(place, value, "GET /users")
    word, _, rest = endpoint.partition(" ")
    if endpoint.startswith("/"):
        raise Refusal(f"{place}: {quoted(endpoint)} has no method; write {quoted('GET ' + word)}")
    if rest.startswith("/") and word not in METHODS:
        raise Refusal(f"{place}: {quoted(endpoint)} starts with no known method; use {', '.join(METHODS)}")
    if word in METHODS and not HTTP_ENDPOINT.match(endpoint):
        raise Refusal(
            f"{place}: {quoted(endpoint)} is malformed; write a method and one path, such as {quoted(word + ' /users')}"
        )
    return endpoint


def _requirement(place: str, value: Any) -> str:
    """`FR-1` is FR-001; whether the project has it is for the record to say."""
    written = text(place, value)
    match = _REQUIREMENT_ID.fullmatch(written)
    if not match:
        raise Refusal(f"{place}: {quoted(written)} is no requirement id; write one such as FR-001")
    return f"FR-{int(match['number']):03d}"
