"""Answers, documents and the previous record to the next one. Items are only appended; their words may follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..answers.answers import Answers
from ..destination.folder import Destination
from ..layout.dependencies import routed
from ..layout.paths import package_in
from ..layout.units import home, project_units, unit_of
from ..plan.items import Feature, Item, Task, Unit
from ..plan.languages import language_of_test
from ..plan.model import Spec
from ..plan.record import FeatureItems, Record, record_of
from ..planning.feature import Surroundings, TaskSources, in_library, plan, spelled_alike, told_apart
from ..planning.planned_task import PlannedTask
from ..planning.story_tests import Tested
from .features import begin, context_of, keep
from .identity import refuse_taken_ids
from .operations import with_operations
from .placement import Placer
from .scenarios import follow_scenarios, held_scenarios, scenarios_in_lines
from .situation import FeatureKind, Situation, feature_in_hand, recognise
from .sources import all_criteria, all_requirements, base_entities, lacks_criteria, number_sources, uncovered
from .tasks import follow_list, follow_sources, key_of, mark_deleted, number_tasks
from .written_from import remember_words


def next_record(answers: Answers, previous: Record, destination: Destination, today: str) -> Record:
    """Return the record after this copy or update; the same answers and documents give the same record.

    Raises UserError if the answers contradict each other, the documents or the record.
    """
    refuse_taken_ids(previous, destination)
    project = ProjectSources(answers, previous, destination, today)
    features = with_known_findings(project, dict(project.previous.by_feature))
    for situation in project.situations():
        others = {name: items for name, items in features.items() if name != situation.feature.id}
        features[situation.feature.id] = project.planned(situation, others)
    for folder, lines in destination.lists.items():
        if folder in destination.archived:
            continue
        items = features.setdefault(folder, FeatureItems(Feature(folder)))
        tasks = follow_list(folder, items.tasks, lines, project.placer)
        before = {task.id for task in previous.of(folder).tasks}
        features[folder] = replace(items, tasks=tuple(mark_deleted(tasks, before, {line.id for line in lines})))
    for folder, items in features.items():
        features[folder] = replace(items, tasks=remember_words(previous.of(folder), items, destination))
    return record_of(project.items(features))


def with_known_findings(project: "ProjectSources", features: dict[str, FeatureItems]) -> dict[str, FeatureItems]:
    """Return the features; on the day of adoption each with what is wrong in its documents already."""
    if not project.is_adopted:
        return features
    for folder, errors in project.destination.errors().items():
        if folder in project.destination.lists:
            items = features.get(folder) or FeatureItems(Feature(folder))
            features[folder] = replace(items, feature=replace(items.feature, known_findings=errors))
    return features


@dataclass
class ProjectSources:
    """What one run has to go by, and the places of tests that it gives out."""

    answers: Answers
    previous: Record
    destination: Destination
    today: str

    def __post_init__(self) -> None:
        self.units = units_in(self.answers, self.previous.units, self.destination)
        self.previous = keep_frameworks(self.previous, self.units)
        self.home = home(self.answers, self.units)
        self.in_use = {unit.id for unit in project_units(self.answers, ())}
        self.current = feature_in_hand(self.answers, self.previous, self.destination)
        self.first = first_feature(self.previous) or ("" if self.is_adopted else self.current)
        self.placer = placer_of(self)

    @property
    def is_adopted(self) -> bool:
        return self.answers.project_type == "existing"

    def situations(self) -> Iterable[Situation]:
        """Return the situation of each feature that the template plans, that of the answers first.

        Archived ones stay as they were recorded.
        """
        folders = {*self.previous.by_feature, *self.destination.lists, *([self.current] if self.current else ())}
        for folder in sorted(folders - self.destination.archived, key=lambda name: (name != self.current, name)):
            is_current = folder == self.current
            kind = recognise(folder, self.previous, self.destination, is_current, self.is_adopted)
            if is_current:
                feature = begin(folder, kind, self.answers, self.previous, self.destination)
            else:
                feature = keep(folder, kind, self.answers, self.previous)
            if feature.task_list:
                yield self.situation(replace(feature, date=feature.date or self.today), kind, is_current)

    def situation(self, feature: Feature, kind: FeatureKind, is_current: bool) -> Situation:
        """Return all that concerns a feature."""
        destination, folder = self.destination, feature.id
        begins_with = destination.source if is_current and not self.previous.of(folder).feature.task_list else None
        return Situation(
            feature=feature,
            kind=kind,
            previous=self.previous.of(folder),
            is_current=is_current,
            answers=self.answers,
            spec=begins_with or destination.specs.get(folder),
            listed=destination.lists.get(folder, ()),
            contracts=destination.contracts(folder),
            ids_in_documents=destination.ids_in_documents.get(folder, frozenset()),
        )

    def planned(self, situation: Situation, others: Mapping[str, FeatureItems]) -> FeatureItems:
        """Return the items of a feature with the tasks that it now calls for."""
        stems = frozenset(story.stem for items in others.values() for story in items.planned)
        items = number_sources(situation, stems)
        if situation.has_moved(items) or lacks_criteria(situation.spec or Spec(), items):
            items = replace(items, tasks=follow_sources(situation.previous, items))
            items = replace(items, tasks=follow_scenarios(situation.previous, items))
            calls = self.calls(situation, items, others)
            listed = [line.id for line in situation.listed]
            tasks = number_tasks(situation.feature.id, items.tasks, calls, listed, self.placer)
            items = replace(items, tasks=tuple(tasks))
        return items

    def calls(
        self, situation: Situation, items: FeatureItems, others: Mapping[str, FeatureItems]
    ) -> Iterable[PlannedTask]:
        """Return the tasks that a feature calls for, whether they are there or not."""
        spec = situation.spec or Spec()
        stories = items.planned
        sources = TaskSources(
            feature=items.feature,
            stories=stories,
            requirements=all_requirements(spec, items),
            criteria=all_criteria(spec, items),
            entities=base_entities(spec, items.feature.key_entities, stories),
            operations=with_operations(stories, items.operations, items.tasks)[1],
            later=uncovered(spec, items, situation.listed),
            there=_there(items, situation),
        )
        used = tuple(unit for unit in self.units if unit.id in self.in_use)
        tasks = tuple(task for one in others.values() for task in one.tasks)
        planned = plan(sources, Surroundings(self.home, used, tasks, routed(self.answers)))
        placed = in_library(planned, self.home, used)
        return spelled_alike(told_apart(placed, items.feature.id, self.first))

    def items(self, features: Mapping[str, FeatureItems]) -> Iterable[Item]:
        """Return the items of the next record."""
        current = self.current or self.previous.context.feature
        yield from self.units
        yield context_of(self.answers, current)
        for items in features.values():
            yield from items.items()


def units_in(answers: Answers, recorded: tuple[Unit, ...], destination: Destination) -> tuple[Unit, ...]:
    """Return the units of the answers and the record; where the record has lost one, paths of tasks say its package."""
    units = project_units(answers, recorded)
    paths = [path for lines in destination.lists.values() for line in lines for path in line.paths]
    lost = {unit.id for unit in units} - {unit.id for unit in recorded} if paths else set()
    return tuple(
        replace(one, package=package_in(one, paths) or one.package) if one.id in lost else one for one in units
    )


def _there(items: FeatureItems, situation: Situation) -> dict[str, Tested]:
    """What each story has a task for."""
    tasks = frozenset(map(key_of, items.tasks))
    held, own = held_scenarios(items), scenarios_in_lines(items, situation.listed)
    return {story.id: Tested(tasks, held.get(story.id, frozenset()), own) for story in items.planned}


def placer_of(project: ProjectSources) -> Placer:
    """Return what gives tests their places, the units that are in use first."""
    answers, destination = project.answers, project.destination
    units = {unit.id: unit for unit in (project.home, *project.units)}
    return Placer(
        units=sorted(units.values(), key=lambda unit: unit.id not in project.in_use),
        owners={task.test: task.feature for task in project.previous.tasks if task.name},
        names={task.name for task in project.previous.tasks},
        exists=destination.exists,
        is_inside=destination.is_inside,
        scope=answers.stub_scope,
        frameworks=destination.frameworks,
        package=destination.package,
        adopted=project.is_adopted,
        text=destination.text,
        without_framework=destination.without_framework() if project.is_adopted else frozenset(),
        first=project.first,
    )


def first_feature(record: Record) -> str:
    """Return the feature that set the project up, whose files have plain names; blank if there is none yet."""
    planned = [items for items in record.by_feature.values() if items.feature.task_list]
    set_up = [items for items in planned if any(task.kind == "structure" for task in items.tasks)]
    oldest = min(set_up or planned, key=lambda items: (items.feature.date, items.feature.id), default=None)
    return oldest.feature.id if oldest else ""


def keep_frameworks(record: Record, units: Iterable[Unit]) -> Record:
    """Name the framework of each test if its unit, which said it, has another language from now on."""
    languages = {unit.id: unit.language for unit in units}
    gone = {unit.id: unit for unit in record.units if languages.get(unit.id) != unit.language}
    if not gone:
        return record

    def kept(task: Task) -> Task:
        unit, language = unit_of(task.test, record.units), language_of_test(task.test)
        if not task.name or task.testing or not unit or unit.id not in gone or not language:
            return task
        is_told = len(language.frameworks) > 1 and unit.language == language.name
        return replace(task, testing=unit.testing) if is_told else task

    features = record.by_feature.items()
    return replace(
        record, by_feature={name: replace(items, tasks=tuple(map(kept, items.tasks))) for name, items in features}
    )
