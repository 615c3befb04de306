"""The record: what has been written into a project so far, one line of JSON an item, in the answers file.

Every number that a person can refer to is here and stays: items are only appended, the words of an item may follow
the answers and the lists. They are read without a YAML parser, so that the tool needs none: see `reading.record_lines`.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from .disk import CONTROLS, LONGEST_NAME, enters_git, leaves
from .errors import UserError, refuse, show
from .model import Scenario
from .reading.record_lines import texts_under
from .regex import lazy
from .typed import readers

ANSWERS_KEY = "groundplan_record"
HOUSE = ".groundplan"  #: where the team's own forms are if the answer `house_style` does not say otherwise
# What YAML would fold, refuse or write as an escape of its own: controls, NEL, line and paragraph separators, BOM.
_ESCAPED = lazy("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Form:
    """A version of one of the team's own forms. `id` is a hash of name and text, so that a version never changes.

    Former ones stay as long as a test file that another branch brings may be printed with them.
    """

    id: str
    name: str = ""  #: `stubs/pytest`
    path: str = ""  #: of its file
    number: int = 0  #: of the version
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class StubForms:
    """The team's own forms that a test file, or the one beside it, is printed with; `id` is its path."""

    id: str
    forms: tuple[str, ...] = ()  #: by their ids


@dataclass(frozen=True)
class Unit:
    """A source root with one language; `id` is the root, `.` for the project itself."""

    id: str
    language: str
    testing: str
    package: str = ""  #: under which its code is imported, where its paths or manifest have such a name
    former: tuple[str, ...] = ()  #: the packages that it had before, blank for none: code may still be there
    role: str = ""  #: service, frontend, app or library; blank where the root says it
    stack: str = ""  #: the web framework, or `none`; blank for the first of the role and language


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
    sections_filled_by_user: tuple[str, ...] = ()  #: of spec.md, before any answer did
    user_documents: tuple[str, ...] = ()  #: those that a person brought; the template leaves them alone
    spec_source: str = ""  #: where its spec.md was copied from
    known_findings: tuple[str, ...] = ()  #: what was wrong on the day of adoption: see `rules.base.key_of`
    slug: str = ""  #: that its stubs name, if its folder was renamed to another since
    spec_edge_cases: tuple[str, ...] = ()  #: those that spec.md has, in its order, if the answers do not have all

    @property
    def all_edge_cases(self) -> tuple[str, ...]:
        """Return the edge cases that have tests: those of spec.md, else of the answers."""
        return self.spec_edge_cases or self.edge_cases


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
class Link:
    """What an answer says that an endpoint or a journey, `source`, serves: requirements by id, scenarios by words."""

    source: str
    requirements: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()


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
    source: str = ""  #: `spec.md` if a person wrote it there first, so that the template does not print it
    later: bool = False
    links: tuple[Link, ...] = ()  #: of its endpoints and journeys, where the answers say what these serve

    @property
    def served(self) -> frozenset[str]:
        """The requirements that the answers say it serves, those of its endpoints and journeys too."""
        return frozenset((*self.requirements, *(name for one in self.links for name in one.requirements)))

    def link(self, source: str) -> Link:
        """Return what the answers say of an endpoint or a journey; nothing if they do not."""
        return next((one for one in self.links if one.source == source), Link(source))


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
    """A task and the place of its test.

    What the line of a planned task says is data, from `text` to `parallel`, as it was first written: see
    `writing.words_of`. What a person has made of the line since then is in `current_text` and
    `current_requirements`. A task that a person added has its present words in `text` and the fields below.
    """

    id: str
    feature: str
    kind: str  #: contract, integration, model, …; `list` for a task that a person added
    source: str = ""  #: the endpoint, journey, entity or scenario that called for it, as it is called now
    story: str = ""
    text: str = ""
    file: str = ""  #: which the task writes; printed behind the text
    requirements: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()  #: the words of those that it tests
    after: tuple[str, ...] = ()  #: the ids of the tasks that it depends on
    parallel: bool = False
    current_text: str = ""  #: blank as long as the line is the first one
    current_requirements: tuple[str, ...] = ()
    added_later: bool = False  #: to a group that had been written before
    deleted: bool = False  #: whether it has left the list; its id stays its own
    test: str = ""  #: path of its test file from the project's root; blank if it has none
    name: str = ""  #: of the test in that file
    written_from: tuple[str, ...] = ()  #: hashes of the words that its test was written from: see `digests.digests`
    testing: str = ""  #: its framework, if no unit of the record says it
    package: str = ""  #: of its test, if the files beside it say it


@dataclass(frozen=True)
class Context:
    """The answers of the last run, so that the next one knows which have changed; `id` is `.`."""

    id: str
    feature: str = ""  #: the feature that was planned last
    language: str = ""
    version: str = ""  #: of the language
    answers: dict[str, str] = field(default_factory=dict)  #: the technical context, as a plan prints it
    house: str = HOUSE  #: the folder of the team's own forms


OfFeature = Feature | Requirement | Criterion | Story | StoryOverride | Operation | Contract | Task
Item = Form | StubForms | Context | Unit | OfFeature
KINDS: dict[str, type[Any]] = {
    "form": Form,
    "stub": StubForms,
    "unit": Unit,
    "context": Context,
    "feature": Feature,
    "requirement": Requirement,
    "criterion": Criterion,
    "story": Story,
    "override": StoryOverride,
    "operation": Operation,
    "contract": Contract,
    "task": Task,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
# The order of units, whatever that of their lines: those whose root says what they are for, then by roles.
_ROOTS = (".", "backend", "api", "frontend", "ios", "android", "app")
_ROLES = ("service", "library", "frontend", "app")
_DIGITS = lazy("([0-9]+)")
_LONGEST_ID = 1000  # characters; Python takes no number of more than 4300 digits
_PRIORITY = lazy("(?:P[0-9]{1,9})?")


@dataclass(frozen=True)
class FeatureItems:
    """All items of one feature, in the order of their numbers."""

    feature: Feature
    requirements: tuple[Requirement, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    stories: tuple[Story, ...] = ()  #: as the answers have them
    overrides: tuple[StoryOverride, ...] = ()
    operations: tuple[Operation, ...] = ()
    contracts: tuple[Contract, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def planned(self) -> tuple[Story, ...]:
        """The stories as the plan has them."""
        found = {story.id: story for story in (*self.stories, *self.overrides)}
        return tuple(sorted(found.values(), key=lambda story: story_number(story.id)))

    def items(self) -> Iterator[Item]:
        """The items in the order of the record: each story with its tasks, so that two branches that add to
        different stories or features change different places.
        """
        yield self.feature
        yield from self.requirements
        yield from self.criteria
        stories: dict[str, list[Item]] = {}
        for one in (*self.stories, *self.overrides):
            stories.setdefault(one.id, []).append(one)
        for task in self.tasks:
            stories.setdefault(task.story, []).append(task)
        for _, items in sorted(stories.items(), key=lambda pair: (not pair[0], story_number(pair[0]), pair[0])):
            yield from items
        yield from self.operations
        yield from self.contracts


@dataclass(frozen=True)
class Record:
    """The units and the context answers of the project, and the items of each feature.

    `stub_forms` are the ids of the team's own forms by the path of the file that is printed with them.
    """

    units: tuple[Unit, ...] = ()
    contexts: tuple[Context, ...] = ()
    by_feature: dict[str, FeatureItems] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    stub_forms: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, feature: str) -> FeatureItems:
        """The items of a feature; one that the record does not have has none."""
        return self.by_feature.get(feature) or FeatureItems(Feature(feature))

    @property
    def features(self) -> tuple[Feature, ...]:
        return tuple(items.feature for items in self.by_feature.values())

    @property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(task for items in self.by_feature.values() for task in items.tasks)

    @property
    def context(self) -> Context:
        """The answers of the last run; blank before the first."""
        return self.contexts[-1] if self.contexts else Context(".")

    def items(self) -> Iterator[Item]:
        """The items in the order of their lines. What a test file is printed with stands above its first task.

        So a line that stays is between one branch's other form and another branch's new task.
        """
        yield from self.forms
        yield from self.units
        yield from self.contexts
        left = dict(self.stub_forms)
        for items in self.by_feature.values():
            for item in items.items():
                if left and isinstance(item, Task):
                    yield from (StubForms(one, left.pop(one)) for one in beside(item.test) if one in left)
                yield item
        yield from (StubForms(*pair) for pair in sorted(left.items()))


def beside(path: str) -> tuple[str, str]:
    """Return a test file and the one beside it: `tests/test_a.py` and `tests/test_a.feature`."""
    folder, slash, name = path.rpartition("/")
    return path, f"{folder}{slash}{name.partition('.')[0]}.feature"


def story_number(story_id: str) -> int:
    """`US12` → 12; 0 if it is no story's."""
    return int(story_id[2:]) if story_id[2:].isdecimal() else 0


def rank(story: Story) -> int:
    """Return the number of a story's priority: 1 is done first; a story without one comes last."""
    return int(story.priority[1:] or sys.maxsize)


def natural(item_id: str) -> list[tuple[int, str]]:
    """The order of ids: `T9` before `T10`, `T010a` after `T010`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(item_id)]


def load(lines: Iterable[str]) -> Record:
    """Read the record from its lines, in whatever order, each once.

    Raises UserError for a line that is no item, and for what is no list of lines.
    """
    if isinstance(lines, str | dict) or not isinstance(lines, Iterable):
        remedy = f"write {ANSWERS_KEY}: []; the next update restores it"
        raise UserError(ANSWERS_KEY, f"expected a list of lines, got {show(lines)}", remedy)
    items, refused = _items(lines)
    refuse(refused)
    return record_of(items)


def dump(record: Record) -> list[str]:
    """The lines of the record: compact JSON, values that equal their default left out."""
    return [_line(item) for item in record.items()]


def load_answers(text: str) -> Record:
    """Read the record in the text of an answers file; conflict markers and what is no item are passed over."""
    return record_of(_items(texts_under(ANSWERS_KEY, text))[0])


def record_of(items: Iterable[Item]) -> Record:
    """Sort items into a record. Of two lines for one item the last counts, but two tasks with a test each both stay."""
    found: dict[type[Any], dict[Any, Any]] = {kind: {} for kind in KINDS.values()}
    for item in items:
        key = (item.feature, item.id, item.test, item.name) if isinstance(item, Task) else _key(item)
        found[type(item)][key] = item
    features = {feature.id: feature for feature in found.pop(Feature).values()}
    units = sorted(found.pop(Unit).values(), key=lambda unit: (_place_of(unit), unit.id))
    contexts = list(found.pop(Context).values())[-1:]
    forms = in_order(found.pop(Form).values())
    stub_forms = {one.id: one.forms for one in found.pop(StubForms).values()}
    by_feature: dict[str, dict[type[Any], list[Any]]] = {name: {} for name in features}
    for kind, values in found.items():
        for item in values.values():
            by_feature.setdefault(item.feature, {}).setdefault(kind, []).append(item)
    return Record(
        tuple(units),
        tuple(contexts),
        {name: _feature_items(features.get(name, Feature(name)), by_feature[name]) for name in sorted(by_feature)},
        forms,
        stub_forms,
    )


def _place_of(unit: Unit) -> int:
    if unit.role in _ROLES:
        return len(_ROOTS) + _ROLES.index(unit.role)
    return _ROOTS.index(unit.id) if unit.id in _ROOTS else len(_ROOTS) + len(_ROLES)


def in_order(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Return the versions of forms in the order of the record."""
    return tuple(sorted(forms, key=lambda form: (form.name, form.number, form.id)))


def _feature_items(feature: Feature, found: Mapping[type[Any], list[Any]]) -> FeatureItems:
    def numbered(kind: type[Any]) -> tuple[Any, ...]:
        return tuple(sorted(found.get(kind, ()), key=lambda item: natural(item.id)))

    return FeatureItems(
        feature,
        requirements=numbered(Requirement),
        criteria=numbered(Criterion),
        stories=numbered(Story),
        overrides=numbered(StoryOverride),
        operations=tuple(found.get(Operation, ())),  # in the order of their files
        contracts=tuple(found.get(Contract, ())),
        tasks=numbered(Task),
    )


def _key(item: Any) -> tuple[str, str]:
    return (getattr(item, "feature", "") if not isinstance(item, Context) else "", item.id)


def _items(lines: Iterable[str]) -> tuple[list[Any], list[UserError]]:
    """Read the items of these lines; of what is none, why not."""
    items, refused = [], []
    for line in lines:
        try:
            items.append(_item(line))
        except UserError as error:
            refused.append(error)
    return items, refused


def values_of(line: str) -> dict[str, Any]:
    """Return what the line of an item says, its kind and id first. Raises UserError if it is none."""
    _item(line)
    values: dict[str, Any] = json.loads(line)
    return values


def _item(line: str) -> Any:
    try:
        values = json.loads(line)
        name = next(iter(values))
        kind: Any = KINDS[name]
        read = readers(kind)
        given = {key: read[key](value) for key, value in values.items() if key in read}
        item = kind(**given | {"id": read["id"](values[name])})
    except (ValueError, TypeError, KeyError, StopIteration, AttributeError, RecursionError):
        item = None
    checks = _CHECKS.get(type(item), _OF_A_FEATURE)
    if item is None or not all(is_valid(getattr(item, key)) for key, is_valid in checks.items()):
        problem = f"this line is not an item of the record: {f'{line}'[:120]}"
        raise UserError(ANSWERS_KEY, problem, "restore it from Git, or delete it")
    return item


def _is_id(text: str) -> bool:
    return bool(text.strip()) and _is_short(text) and not CONTROLS.search(text)


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_ID


def _is_inside(path: str) -> bool:
    """Whether a path stays in the project, and out of Git's own folder."""
    if CONTROLS.search(path) or leaves(path) or ("git" in path.lower() and enters_git(path)):
        return False
    return len(path) * 4 < LONGEST_NAME or all(len(part.encode()) < LONGEST_NAME for part in path.split("/"))


def _is_folder(name: str) -> bool:
    return _is_id(name) and _is_inside(name)


_CHECKS: dict[type[Any], dict[str, Callable[[str], bool]]] = {
    Form: {"id": _is_id, "name": _is_inside, "path": _is_inside},
    StubForms: {"id": _is_folder},
    Unit: {"id": _is_folder, "package": _is_inside},
    Context: {"feature": _is_inside, "house": _is_inside},
    Feature: {"id": _is_folder, "task_list": ("", "plan.md", "tasks.md").__contains__},
    Task: {
        "id": _is_id,
        "feature": _is_folder,
        "story": _is_short,
        "test": _is_inside,
        "package": _is_inside,
    },
}
_OF_A_FEATURE = {"id": _is_id, "feature": _is_folder}
_STORY = {**_OF_A_FEATURE, "priority": lambda text: bool(_PRIORITY.fullmatch(text)), "stem": _is_inside}
_CHECKS |= {Story: _STORY, StoryOverride: _STORY}


def _line(item: Item) -> str:
    return line_of_values(
        {_NAMES[type(item)]: item.id} | {key: value for key, value in _set_values(item).items() if key != "id"}
    )


def line_of_values(values: Mapping[str, Any]) -> str:
    """The line of an item whose values are these, the first of which is its kind and id."""
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
