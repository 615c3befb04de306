"""One item of the `stories` answer to a `Story` that has no number yet."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from ..plan.errors import Mistakes, UserError, join_choices, show
from ..plan.items import Entity, Link, Story
from ..plan.model import Scenario
from ..text.endpoints import HTTP_ENDPOINT, METHODS
from .checks import items, known_keys, named, short, text

T = TypeVar("T")

TEXTS = ("goal", "why", "independent_test")
LISTS = ("acceptance", "entities", "endpoints", "journeys", "requirements")
STORY_KEYS = ("title", "priority", "id", *TEXTS, *LISTS)
ENTITY_KEYS = ("name", "fields", "description")
SCENARIO_KEYS = ("given", "when", "then")
ENDPOINT_KEYS = ("endpoint", "requirements")
JOURNEY_KEYS = ("journey", "requirements", "scenarios")

_PRIORITY = re.compile(r"P[0-9]{1,9}")
_STORY_ID = re.compile(r"US[1-9][0-9]{0,8}")
_REQUIREMENT_ID = re.compile(r"FR-(?P<number>[0-9]{1,9})")


def read_story(place: str, value: Any) -> Story:
    """Read a mapping, or a text that is the title; `id` is blank unless the answer names a recorded story.

    Raises all mistakes at once.
    """
    if not isinstance(value, Mapping):
        value = {"title": value}
    fields = _Fields(place, value, STORY_KEYS)
    listed = fields.read("acceptance", lambda at, given: items(at, given, _scenario))
    endpoints, journeys = fields.each("endpoints", _linked_endpoint), fields.each("journeys", _journey_reader(listed))
    fields.tried(_refuse_shared_scenarios, f"{place}.journeys", journeys)
    position = int(place[place.rindex("[") + 1 : -1])
    story = Story(
        id=fields.read("id", _story_id),
        feature="",
        title=fields.tried(_title, place, value.get("title")) or "",
        priority=fields.read("priority", _priority) or f"P{position + 1}",
        goal=fields.read("goal", text),
        why=fields.read("why", text),
        independent_test=fields.read("independent_test", text),
        acceptance=tuple(dict.fromkeys(listed or ())),
        entities=fields.each("entities", _entity),
        endpoints=tuple(dict.fromkeys(one.source for one in endpoints)),
        journeys=tuple(dict.fromkeys(one.source for one in journeys)),
        requirements=fields.each("requirements", _requirement),
        links=tuple(one for one in (*endpoints, *journeys) if one != Link(one.source)),
    )
    fields.refuse()
    return story


def refuse_duplicates(place: str, found: Sequence[Story]) -> None:
    """Raise UserError for stories of one title or of one id: the next update could not tell them apart."""
    mistakes = Mistakes()
    for attribute in ("title", "id"):
        seen: dict[str, int] = {}
        for index, story in enumerate(found):
            key = getattr(story, attribute)
            if key and seen.setdefault(key.casefold(), index) != index:
                problem = f"duplicate {attribute} {show(key)} (same as {place}[{seen[key.casefold()]}])"
                mistakes.note(UserError(f"{place}[{index}].{attribute}", problem, "change one of them"))
    mistakes.refuse()


def as_answer(story: Story) -> dict[str, Any]:
    """The story as its YAML answer would be, blank parts left out."""
    answer: dict[str, Any] = {"title": story.title, "priority": story.priority}
    answer |= {key: getattr(story, key) for key in TEXTS}
    answer["acceptance"] = [one.text or {key: getattr(one, key) for key in SCENARIO_KEYS} for one in story.acceptance]
    answer["entities"] = [_entity_answer(one) for one in story.entities]
    answer["endpoints"] = [_link_answer(story, "endpoint", one) for one in story.endpoints]
    answer["journeys"] = [_link_answer(story, "journey", one) for one in story.journeys]
    answer["requirements"] = list(story.requirements)
    return {key: value for key, value in answer.items() if value}


def _entity_answer(entity: Entity) -> str | dict[str, Any]:
    if not entity.fields and not entity.description:
        return entity.name
    answer = {"name": entity.name, "fields": _fields_answer(entity), "description": entity.description}
    return {key: value for key, value in answer.items() if value}


def _link_answer(story: Story, key: str, source: str) -> str | dict[str, Any]:
    """An endpoint or a journey, with what it serves if the answer said so; scenarios as numbers of the story's list."""
    link, words = story.link(source), [one.words for one in story.acceptance]
    numbers = [words.index(one) + 1 for one in link.scenarios if one in words]
    answer = {key: source, "requirements": list(link.requirements), "scenarios": numbers}
    return {name: value for name, value in answer.items() if value} if link != Link(source) else source


def _fields_answer(entity: Entity) -> dict[str, str] | list[str | dict[str, str]]:
    """Give typed fields back as a mapping, else a list; a list keeps a name that occurs twice."""
    types = dict(entity.fields)
    if all(types.values()) and len(types) == len(entity.fields):
        return types
    return [{name: kind} if kind else name for name, kind in entity.fields]


def _title(place: str, value: Any) -> str:
    if not text(f"{place}.title", value):
        raise UserError(place, "has no title", f"write what the user can do, such as {show('Sign in')}")
    return named(f"{place}.title", value, "Sign in")


def _priority(place: str, value: Any) -> str:
    """Read a priority; blank if there is none."""
    priority = short(place, value)
    if priority and not _PRIORITY.fullmatch(priority):
        raise UserError(place, f"{show(priority)} is not a priority", "use P1, P2, …")
    return priority


def _story_id(place: str, value: Any) -> str:
    """Read the id of a recorded story; blank if there is none."""
    story_id = short(place, value)
    if story_id and not _STORY_ID.fullmatch(story_id):
        raise UserError(place, f"{show(story_id)} is not a story id", "use US1, US2, …, or leave it out")
    return story_id


class _Fields(Mistakes):
    """The values of a mapping, whose mistakes are kept until all have been read."""

    def __init__(self, place: str, value: Mapping[Any, Any], known: tuple[str, ...]) -> None:
        super().__init__()
        self._place, self._value = place, value
        self.tried(known_keys, place, value, known)

    def read(self, key: str, check: Callable[[str, Any], T]) -> T:
        """Read the value of a key; what it is after a mistake is never used."""
        return cast("T", self.tried(check, f"{self._place}.{key}", self._value.get(key)))

    def each(self, key: str, check: Callable[[str, Any], T]) -> tuple[T, ...]:
        """Read the list under a key, each item once."""
        return tuple(dict.fromkeys(self.tried(items, f"{self._place}.{key}", self._value.get(key), check) or ()))


def _scenario(place: str, value: Any) -> Scenario:
    if not isinstance(value, Mapping):
        return Scenario(text=named(place, value))
    known_keys(place, value, SCENARIO_KEYS)
    parts = {key: text(f"{place}.{key}", value.get(key)) for key in SCENARIO_KEYS}
    if missing := [key for key, part in parts.items() if not part]:
        raise UserError(place, f"has no {show(missing[0])}", "write given, when and then, or one sentence")
    return Scenario(parts["given"], parts["when"], parts["then"])


def _entity(place: str, value: Any) -> Entity:
    if not isinstance(value, Mapping):
        return Entity(named(place, value, "User"))
    fields = _Fields(place, value, ENTITY_KEYS)
    entity = Entity(
        name=fields.read("name", lambda at, given: named(at, given, "User")),
        description=(fields.read("description", text) or "").rstrip("."),  # a sentence goes on behind it
        fields=fields.read("fields", _fields),
    )
    fields.refuse()
    return entity


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
        raise UserError(place, f"{show(endpoint)} has no HTTP method", f"write {show('GET ' + word)}")
    if rest.startswith("/") and word not in METHODS:
        raise UserError(place, f"{show(endpoint)} has no known HTTP method", f"use {join_choices(METHODS)}")
    if word in METHODS and not HTTP_ENDPOINT.match(endpoint):
        remedy = f"write a method and one path, such as {show(word + ' /users')}"
        raise UserError(place, f"{show(endpoint)} is not an endpoint", remedy)
    return endpoint


def _linked_endpoint(place: str, value: Any) -> Link:
    """Read an endpoint, or a mapping of it and the requirements that it serves."""
    if not isinstance(value, Mapping):
        return Link(_endpoint(place, value))
    fields = _Fields(place, value, ENDPOINT_KEYS)
    link = Link(fields.read("endpoint", _endpoint), requirements=fields.each("requirements", _requirement))
    fields.refuse()
    return link


def _journey_reader(scenarios: Sequence[Scenario] | None) -> Callable[[str, Any], Link]:
    """Return what reads a journey, or a mapping of it with the requirements and scenarios that it runs through.

    `scenarios` are those of its story; None if they could not be read.
    """

    def scenario(place: str, value: Any) -> str:
        if scenarios is None:
            return ""
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= len(scenarios):
            remedy = f"use a number from 1 to {len(scenarios)}" if scenarios else "write its acceptance first"
            raise UserError(place, f"{show(value)} is not a scenario of this story", remedy)
        return scenarios[value - 1].words

    def journey(place: str, value: Any) -> Link:
        if not isinstance(value, Mapping):
            return Link(named(place, value))
        fields = _Fields(place, value, JOURNEY_KEYS)
        link = Link(
            fields.read("journey", lambda at, given: named(at, given, "A visitor signs in")),
            requirements=fields.each("requirements", _requirement),
            scenarios=fields.each("scenarios", scenario),
        )
        fields.refuse()
        return link

    return journey


def _refuse_shared_scenarios(place: str, journeys: Sequence[Link]) -> None:
    """Raise UserError for scenarios of two journeys: each has one test."""
    first: dict[str, int] = {}
    mistakes = Mistakes()
    for index, journey in enumerate(journeys):
        for words in filter(None, journey.scenarios):
            if first.setdefault(words, index) != index:
                problem = f"{show(words)} is a scenario of {place}[{first[words]}] too"
                mistakes.note(UserError(f"{place}[{index}].scenarios", problem, "list it under one journey"))
    mistakes.refuse()


def _requirement(place: str, value: Any) -> str:
    """Read the id of a requirement, `FR-1` as FR-001; whether the feature has it is checked with the record."""
    written = short(place, value)
    match = _REQUIREMENT_ID.fullmatch(written)
    if not match:
        raise UserError(place, f"{show(written)} is not a requirement id", "write one such as FR-001")
    return f"FR-{int(match['number']):03d}"
