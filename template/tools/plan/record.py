"""The record: what has been written into a project so far, one line of JSON an item, in the answers file.

Every number that a person can refer to is here and stays: items are only appended, the words of an item may follow
the answers and the lists. The lines are plain enough to be read without a YAML parser, so that the tool needs none.
"""

import contextlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from .model import Scenario

ANSWERS_KEY = "groundplan_record"
# What YAML would fold, refuse or write as an escape of its own: controls, NEL, line and paragraph separators, BOM.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_KEY_LINE = re.compile(rf"{ANSWERS_KEY}:\s*$")
_ITEM_LINE = re.compile(r"\s*-\s+'(?P<json>\{.*\})'\s*$")


@dataclass(frozen=True)
class Unit:
    """A source root with one language; `id` is the root, `.` for the project itself."""

    id: str
    language: str
    testing: str
    package: str = ""  #: under which its code is imported, where its paths or manifest have such a name


@dataclass(frozen=True)
class Feature:
    """A folder under specs/. The lists of ids are those that the answers still hold, in the order of the answers."""

    id: str
    name: str = ""
    date: str = ""
    task_list: str = ""  #: the file that holds the tasks; blank where a person made the documents
    test_order: str = "after"
    summary: str = ""
    context: dict[str, str] = field(default_factory=dict)
    edge_cases: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    key_entities: tuple[str, ...] = ()  #: those that spec.md alone has, in its order
    filled: tuple[str, ...] = ()  #: the sections of spec.md that a person filled in before any answer did
    own: tuple[str, ...] = ()  #: the documents that a person brought; the template leaves them alone
    spec_source: str = ""  #: where its spec.md was copied from


@dataclass(frozen=True)
class Statement:
    """A numbered sentence of a feature's specification."""

    id: str
    feature: str
    text: str
    source: str = ""  #: `spec.md` where a person wrote it there first, so that the template does not print it
    later: bool = False  #: printed above the earlier ones, for below these a person has added some


class Requirement(Statement):
    """FR-001, …"""


class Criterion(Statement):
    """SC-001, …"""


@dataclass(frozen=True)
class Entity:
    name: str
    description: str = ""
    fields: tuple[tuple[str, str], ...] = ()  #: name and type; the type may be blank


@dataclass(frozen=True)
class Story:
    """`stem` names the story's source files, and stays when the title changes."""

    id: str
    feature: str
    title: str
    priority: str = ""
    stem: str = ""
    goal: str = ""
    why: str = ""
    independent_test: str = ""
    acceptance: tuple[Scenario, ...] = ()
    entities: tuple[Entity, ...] = ()
    endpoints: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    source: str = ""  #: as that of a statement, and so is the next
    later: bool = False


class StoryOverride(Story):
    """A story as spec.md in the project has it, where that differs from the answers; the plan goes by it."""


@dataclass(frozen=True)
class Operation:
    """An operation of a contract, `POST /users`; `schema` is the place in the file of what it answers in success."""

    id: str
    feature: str
    file: str
    name: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    responses: tuple[tuple[str, str], ...] = ()  #: status and the name of the schema, which may be blank
    schema: str = ""
    version: str = ""


@dataclass(frozen=True)
class Contract:
    """A contract that is left out, `id` its path; the tool reads no YAML, so it knows by this alone."""

    id: str
    feature: str
    line: int
    problem: str


@dataclass(frozen=True)
class Task:
    """`words` are the task's line after its id, as first written; `now` what the list has since made of them."""

    id: str
    feature: str
    kind: str  #: contract, integration, model, …; `list` for a task that a person added
    of: str = ""  #: the endpoint, journey, entity or scenario that called for it, as the answers have it
    story: str = ""
    words: str = ""
    now: str = ""
    later: bool = False  #: added to a group that had been written before
    test: str = ""  #: path of its test file from the project's root; blank where it has none
    name: str = ""  #: of the test in that file
    testing: str = ""  #: its framework, where no unit of the record says it
    package: str = ""  #: of its test, where the files beside it say it


@dataclass(frozen=True)
class Context:
    """The context answers of the last run, so that the next one knows which have changed; `id` is `.`."""

    id: str
    answers: dict[str, str]


Item = Context | Unit | Feature | Requirement | Criterion | Story | StoryOverride | Operation | Contract | Task
KINDS: dict[str, type[Any]] = {
    "unit": Unit,
    "feature": Feature,
    "requirement": Requirement,
    "criterion": Criterion,
    "story": Story,
    "task": Task,
    "context": Context,
    "specified": StoryOverride,
    "operation": Operation,
    "contract": Contract,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
_NESTED: dict[str, Callable[[Any], Any]] = {
    "acceptance": lambda value: Scenario(**value),
    "responses": tuple,
    "entities": lambda value: Entity(**{**value, "fields": tuple(map(tuple, value.get("fields", ())))}),
}


@dataclass(frozen=True)
class Record:
    """The items by kind, each in the order of the lines."""

    units: tuple[Unit, ...] = ()
    features: tuple[Feature, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    stories: tuple[Story, ...] = ()
    tasks: tuple[Task, ...] = ()
    contexts: tuple[Context, ...] = ()
    specified: tuple[StoryOverride, ...] = ()
    operations: tuple[Operation, ...] = ()
    contracts: tuple[Contract, ...] = ()

    def items(self) -> tuple[Item, ...]:
        before: tuple[Item, ...] = (*self.units, *self.contexts, *self.features)
        statements: tuple[Item, ...] = (*self.requirements, *self.criteria)
        contracts: tuple[Item, ...] = (*self.operations, *self.contracts)
        return (*before, *statements, *self.stories, *self.specified, *contracts, *self.tasks)

    def planned(self, feature: str) -> tuple[Story, ...]:
        """The stories of a feature as its plan has them, in the order of their numbers."""
        found = {one.id: one for one in (*self.stories, *self.specified) if one.feature == feature}
        return tuple(sorted(found.values(), key=lambda one: story_number(one.id)))


def story_number(story_id: str) -> int:
    """`US12` → 12; 0 where it is no story's."""
    return int(story_id[2:]) if story_id[2:].isdecimal() else 0


def load(lines: Iterable[str]) -> Record:
    """The record of these lines. Raises ValueError with the line where one is no item."""
    return _by_kind(map(_item, lines))


def dump(record: Record) -> list[str]:
    """The lines of the record: compact JSON, values that equal their default left out."""
    return [_line(item) for item in record.items()]


def load_answers(text: str) -> Record:
    """The record in the text of an answers file; conflict markers and what is no item are passed over."""
    items = []
    for line in _lines(text):
        with contextlib.suppress(ValueError):
            items.append(_item(line))
    return _by_kind(items)


def _by_kind(found: Iterable[Item]) -> Record:
    items: dict[type[Any], list[Any]] = {kind: [] for kind in KINDS.values()}
    for item in found:
        items[type(item)].append(item)
    return Record(*(tuple(items[kind]) for kind in KINDS.values()))


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    inside = False
    for line in text.split("\n"):
        if _KEY_LINE.match(line):
            inside = True
        elif inside and (match := _ITEM_LINE.match(line)):
            lines.append(match["json"].replace("''", "'"))
        elif inside and line[:1].isalpha():
            inside = False
    return lines


def _item(line: str) -> Any:
    try:
        values = json.loads(line)
        name = next(iter(values))
        kind = KINDS[name]
        known = {one.name for one in fields(kind)}
        arguments = {key: _value(key, value) for key, value in values.items() if key in known}
        return kind(id=values[name], **arguments)
    except (ValueError, TypeError, KeyError, StopIteration, AttributeError):
        raise ValueError(f"{ANSWERS_KEY}: this line is no item of the record: {line[:120]}") from None


def _value(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_NESTED[key](one) if key in _NESTED else one for one in value)
    return value


def _line(item: Item) -> str:
    values = {_NAMES[type(item)]: item.id} | {key: value for key, value in _set_values(item).items() if key != "id"}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_set_values)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _set_values(item: Any) -> dict[str, Any]:
    """Return the fields that a line says: those by which items are compared, defaults left out."""
    values = {}
    for one in fields(item):
        if not one.compare:
            continue
        value = getattr(item, one.name)
        default = one.default_factory() if one.default_factory is not MISSING else one.default
        if value != default:
            values[one.name] = value
    return values
