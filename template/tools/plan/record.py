"""The record: what has been written into a project so far, one line of JSON an item, in the answers file.

Every number that a person can refer to is here and stays: items are only appended, the words of an item may follow
the answers and the lists. They are read without a YAML parser, so that the tool needs none: see `reading.record_lines`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from .errors import UserError, refuse, show
from .item_lines import ANSWERS_KEY, item_of, line_of
from .items import (
    KINDS,
    Context,
    Contract,
    Criterion,
    Feature,
    Form,
    Item,
    Operation,
    Requirement,
    Story,
    StoryOverride,
    StubForms,
    Task,
    Unit,
    beside,
    natural,
    story_number,
)
from .reading.record_lines import texts_under
from .values import dataclass

# The order of units, whatever that of their lines: those whose root says what they are for, then by roles.
_ROOTS = (".", "backend", "api", "frontend", "ios", "android", "app")
_ROLES = ("service", "library", "frontend", "app")


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
    return [line_of(item) for item in record.items()]


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
            items.append(item_of(line))
        except UserError as error:
            refused.append(error)
    return items, refused
