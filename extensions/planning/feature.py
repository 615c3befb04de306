"""A feature and its stories to the tasks that they want, phase by phase: each phase is done before the next begins."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..layout.dependencies import Routed
from ..layout.paths import role_folder, with_ends
from ..layout.units import library_of, screen_of
from ..plan.items import Criterion, Feature, Operation, Requirement, Story, Task, Unit
from ..text.names import feature_slug, folded, snake
from .contract_tasks import contract_tasks
from .edge_cases import edge_cases_by_story
from .evidence import StoryEvidence
from .kinds import GROUPS, LIBRARY_KINDS, SCREEN_KINDS
from .planned_task import Key, PlannedTask
from .resources import Resources, Share, main_share
from .serving import served
from .shared_tasks import base_models, dependency_tasks, foundation_tasks, polish_tasks, setup_tasks
from .story_checks import entities_by_name
from .story_tasks import Around, StoryInPlan, requirement_tasks, story_tasks
from .story_tests import Tested, edge_tests


@dataclass(frozen=True)
class TaskSources:
    """What calls for the tasks of a feature."""

    feature: Feature
    stories: Sequence[Story]
    requirements: Sequence[Requirement]  #: of the answers and of spec.md
    criteria: Sequence[Criterion] = ()
    entities: Sequence[str] = ()  #: those that no story names
    operations: Sequence[Operation] = ()  #: those that serve no story
    later: Mapping[str, Sequence[Requirement]] = field(default_factory=dict)  #: by story, what came after its tasks
    there: Mapping[str, Tested] = field(default_factory=dict)  #: by story, what has a task already


@dataclass(frozen=True)
class Surroundings:
    """What a feature is planned in."""

    home: Unit  #: where code belongs
    units: Sequence[Unit]  #: those that the template sets up; none if the project was there before it
    others: Collection[Task]  #: the tasks of the other features; what these do is not done again
    libraries: Sequence[Routed] = ()  #: those that the answers name


def plan(sources: TaskSources, around: Surroundings) -> Iterator[PlannedTask]:
    """Return every task, in the order of the document."""
    feature, stories = sources.feature, sources.stories
    evidence = [_evidence(story, sources.requirements) for story in stories]
    with_endpoint = {one for found in evidence for one in found.with_endpoint}
    home, units, others = around.home, around.units, around.others
    done = {one.kind for one in others}
    set_up = {one.source for one in others if one.kind == "structure"}
    extended = {one.source for one in others if one.kind == "model"}
    screen = screen_of(units)
    begun = [
        task for unit in units for task in setup_tasks(feature, unit, around.libraries) if task.source not in set_up
    ]
    yield from begun
    if begun:
        yield from dependency_tasks(around.libraries, units)
    shared = foundation_tasks(feature, stories, home, screen, bool(sources.operations))
    foundation = [
        replace(one, requirements=served(one.kind, sources.requirements, with_endpoint))
        for one in shared
        if one.kind not in done
    ]
    foundation += base_models(sources.entities, home, extended, foundation)
    shown = [one for one in foundation if one.kind in SCREEN_KINDS]
    on_screen = {one.key for one in begun if screen and one.unit == screen.id != home.id}
    behind = [one for one in _ends(begun) if one not in on_screen]
    yield from _after([one for one in foundation if one not in shown], behind)
    yield from _after(shown, [one for one in _ends(begun) if one in on_screen] or behind)
    apart = {one.key for one in shown} | on_screen
    blocking = _ends(foundation)
    if apart.issuperset(blocking):  # what the template has done keeps nobody waiting
        blocking += _ends(begun)
    resources = Resources(_served_elsewhere(others))
    shares = {story.id: resources.take(story, sources.there.get(story.id, Tested()).tasks) for story in stories}
    finished: list[Key] = []
    cases = _edge_cases(sources)
    for tasks in _story_phases(sources, around, evidence, shares, screen, extended, cases):
        yield from _after(tasks, blocking, apart)
        finished += _ends([one for one in tasks if one.kind in GROUPS["implementation"]])
    contracts = list(contract_tasks(sources.operations, home, feature.test_order == "first", resources))
    yield from _after(contracts, blocking, apart)
    finished += _ends([one for one in contracts if one.kind == "endpoint"])
    keys = {one for there in sources.there.values() for one in there.tasks}
    is_planned = ("documentation", "", "") in keys and ("cleanup", "", "") not in keys
    polish = [*polish_tasks(feature, stories, sources.criteria, home, shares, is_planned)]
    polish += edge_tests(cases.get("", ()), "", "", home)
    yield from _after(polish, finished)


def _story_phases(
    sources: TaskSources,
    around: Surroundings,
    evidence: Sequence[StoryEvidence],
    shares: Mapping[str, tuple[Share, ...]],
    screen: Unit | None,
    extended: Collection[str],
    cases: Mapping[str, Sequence[str]],
) -> Iterator[list[PlannedTask]]:
    """Yield the tasks of each story; a requirement that came later has one task, unless a new one serves it."""
    within = Around(
        unit=around.home,
        screen=screen,
        extended=extended,
        tests_first=sources.feature.test_order == "first",
        requirements=sources.requirements,
        is_authenticated=bool(sources.feature.context["authentication"]),
    )
    fields = entities_by_name(sources.stories)
    phases = []
    for position, story in enumerate(sources.stories):
        there = sources.there.get(story.id, Tested())
        planned = StoryInPlan(story, sources.stories[:position], shares, cases.get(story.id, ()), fields, there)
        phases.append(evidence[position].serve(list(story_tasks(planned, within))))
    known = {one for there in sources.there.values() for one in there.tasks}
    named = {name for tasks in phases for task in tasks if task.key not in known for name in task.requirements}
    for story, tasks in zip(sources.stories, phases):
        later = [one for one in sources.later.get(story.id, ()) if one.id not in named]
        named.update(one.id for one in later)
        yield [
            *tasks,
            *requirement_tasks(story, later, around.home, main_share(shares[story.id])),
        ]


def _served_elsewhere(others: Iterable[Task]) -> frozenset[str]:
    """The resources that have a service in another feature."""
    files = (one.file.rpartition("/")[2].partition(".")[0] for one in others if one.kind == "service")
    return frozenset(snake(one).removesuffix("_service") for one in files)


def _edge_cases(sources: TaskSources) -> Mapping[str, Sequence[str]]:
    """The edge cases by story; none without a story, or if a task of an earlier template is for all of them."""
    planned = {one for there in sources.there.values() for one in there.tasks}
    if not sources.stories or ("edges", "", "") in planned:
        return {}
    return edge_cases_by_story(sources.feature.all_edge_cases, sources.stories, sources.requirements)


def _evidence(story: Story, requirements: Iterable[Requirement]) -> StoryEvidence:
    """The evidence for the requirements of a story, those too that its answers link to an endpoint or a journey."""
    return StoryEvidence(story, [one for one in requirements if one.id in story.served])


def told_apart(tasks: Iterable[PlannedTask], feature: str, first: str) -> Iterator[PlannedTask]:
    """Return the tasks with test files that end in the slug of the feature, unless it is the project's first."""
    for task in tasks:
        is_plain = feature == first or not task.writes_test
        yield task if is_plain else replace(task, file=with_ends(task.file, feature_slug(feature)))


def in_library(tasks: Iterable[PlannedTask], home: Unit, units: Iterable[Unit]) -> Iterator[PlannedTask]:
    """The tasks with models and services in the first library that the unit of the others can import."""
    library = library_of(home, units)
    folders = (
        {role_folder(home, role): role_folder(library, role) for role in ("models", "services")} if library else {}
    )
    for task in tasks:
        found = [one for one in folders if task.kind in LIBRARY_KINDS and task.file.startswith(f"{one}/")]
        yield replace(task, file=folders[found[0]] + task.file.removeprefix(found[0])) if found else task


def spelled_alike(tasks: Iterable[PlannedTask]) -> Iterator[PlannedTask]:
    """The tasks with one spelling of each file: `DataBase.java` and `Database.java` cannot both be on every disk."""
    first: dict[str, str] = {}
    for one in tasks:
        file = first.setdefault(folded(one.file), one.file)
        yield one if file == one.file else replace(one, file=file)


def _after(
    tasks: Collection[PlannedTask], previous: Iterable[Key], apart: Collection[Key] = ()
) -> Iterator[PlannedTask]:
    """The tasks, with those that depend on none of them made to wait for the previous phase.

    Those of a service do not wait for what is done `apart`, in a frontend.
    """
    keys = {one.key for one in tasks}
    for one in tasks:
        begins = not keys.intersection(one.after)
        waits = [key for key in previous if one.kind in SCREEN_KINDS or key not in apart]
        yield replace(one, after=(*waits, *one.after)) if begins else one


def _ends(tasks: Iterable[PlannedTask]) -> list[Key]:
    """The tasks of a phase on which no other of it depends."""
    waited = {other for one in tasks for other in one.after}
    return [one.key for one in tasks if one.key not in waited]
