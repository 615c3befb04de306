"""A feature and its stories to the tasks that they want, phase by phase: each phase is done before the next begins."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..layout.paths import with_ends
from ..layout.units import layout_of
from ..plan.record import Feature, Operation, Requirement, Story, Task, Unit
from ..text.names import feature_slug, folded
from .contract_tasks import contract_tasks
from .kinds import GROUPS
from .planned_task import Key, PlannedTask
from .shared_tasks import base_models, foundation_tasks, polish_tasks, setup_tasks
from .story_tasks import requirement_tasks, story_tasks


@dataclass(frozen=True)
class TaskSources:
    """What calls for the tasks of a feature."""

    feature: Feature
    stories: Sequence[Story]
    requirements: Sequence[Requirement]
    entities: Sequence[str] = ()  #: those that no story names
    operations: Sequence[Operation] = ()  #: those that serve no story
    later: Mapping[str, Sequence[Requirement]] = field(default_factory=dict)  #: by story, what came after its tasks


@dataclass(frozen=True)
class Surroundings:
    """What a feature is planned in."""

    home: Unit  #: where code belongs
    units: Sequence[Unit]  #: those that the template sets up; none if the project was there before it
    others: Collection[Task]  #: the tasks of the other features; what these do is not done again


def plan(sources: TaskSources, around: Surroundings) -> Iterator[PlannedTask]:
    """Return every task, in the order of the document."""
    feature, stories, requirements = sources.feature, sources.stories, sources.requirements
    home, units, others = around.home, around.units, around.others
    tests_first = feature.test_order == "first"
    done = {one.kind for one in others}
    set_up = {one.source for one in others if one.kind == "structure"}
    extended = {one.source for one in others if one.kind == "model"}
    screen = next((one for one in units if layout_of(one).parts), None)
    begun = [task for unit in units for task in setup_tasks(feature, unit) if task.source not in set_up]
    yield from begun
    shared = foundation_tasks(feature, stories, requirements, home, screen, bool(sources.operations))
    foundation = [one for one in shared if one.kind not in done]
    foundation += base_models(sources.entities, home, extended, foundation)
    yield from _after(foundation, _ends(begun))
    blocking = _ends(foundation) or _ends(begun)
    finished: list[Key] = []
    for position, story in enumerate(stories):
        earlier = list(stories[:position])
        tasks = list(story_tasks(story, earlier, home, screen, extended, tests_first))
        tasks += requirement_tasks(story, sources.later.get(story.id, ()), home)
        yield from _after(tasks, blocking)
        finished += _ends([one for one in tasks if one.kind in GROUPS["implementation"]])
    apart = list(contract_tasks(sources.operations, home, tests_first))
    yield from _after(apart, blocking)
    finished += _ends([one for one in apart if one.kind == "endpoint"])
    yield from _after(list(polish_tasks(feature, stories, requirements, home)), finished)


def told_apart(tasks: Iterable[PlannedTask], feature: str, first: str) -> Iterator[PlannedTask]:
    """Return the tasks with test files that end in the slug of the feature, unless it is the project's first."""
    for task in tasks:
        is_plain = feature == first or not task.writes_test
        yield task if is_plain else replace(task, file=with_ends(task.file, feature_slug(feature)))


def spelled_alike(tasks: Iterable[PlannedTask]) -> Iterator[PlannedTask]:
    """The tasks with one spelling of each file: `DataBase.java` and `Database.java` cannot both be on every disk."""
    first: dict[str, str] = {}
    for one in tasks:
        file = first.setdefault(folded(one.file), one.file)
        yield one if file == one.file else replace(one, file=file)


def _after(tasks: Collection[PlannedTask], previous: Iterable[Key]) -> Iterator[PlannedTask]:
    """The tasks, with those that depend on none of them made to wait for the previous phase."""
    keys = {one.key for one in tasks}
    for one in tasks:
        begins = not keys.intersection(one.after)
        yield replace(one, after=(*previous, *one.after)) if begins else one


def _ends(tasks: Iterable[PlannedTask]) -> list[Key]:
    """The tasks of a phase on which no other of it depends."""
    waited = {other for one in tasks for other in one.after}
    return [one.key for one in tasks if one.key not in waited]
