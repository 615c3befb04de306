"""Answers, lists and the last record to the next one. Items are only appended; the words of an item may follow."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from . import numbering
from .answers import DEFAULT_FEATURE, Answers
from .placement import Placer
from .plan import model
from .plan.languages import Language
from .plan.record import Context, Criterion, Feature, Record, Requirement, Story, Task
from .planning import plan
from .tasks import renamed, with_listed, with_wanted
from .units import default_dependencies, frameworks_in, home, project_units, versioned
from .wanted import joined

_NUMBERED = re.compile("[0-9]{3,}-.")
Item = TypeVar("Item", Requirement, Criterion, Story)


@dataclass(frozen=True)
class Destination:
    """What stands in the project: the tasks of each feature folder, the folders without a document, and files."""

    lists: Mapping[str, Sequence[model.Task]]
    bare: frozenset[str]
    exists: Callable[[str], bool]
    holds: Callable[[str], bool] = lambda path: True  #: whether a path stays inside, symbolic links followed
    frameworks: Callable[[str], Sequence[str]] = lambda path: ()  #: test frameworks in use round a file
    package: Callable[[str, Language], str] = lambda path, language: ""  #: of the tests beside the code of a folder
    taken: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: US, FR and SC ids in each feature's documents


EMPTY = Destination({}, frozenset(), lambda path: False)


def next_record(answers: Answers, last: Record, destination: Destination, today: str) -> Record:
    """The record after this copy or update; the same answers and lists give the same record.

    Raises Refusal where the answers contradict each other or the record.
    """
    last = _settled(last)
    features = {one.id: one for one in last.features}
    tasks: dict[str, list[Task]] = {one.id: [] for one in last.features}
    for task in last.tasks:
        tasks.setdefault(task.feature, []).append(task)
    before = next((one.answers for one in last.contexts), {})
    contexts = (Context(".", _context_answers(answers)),)
    record = replace(last, units=project_units(answers, last.units), contexts=contexts)
    owners = {one.test: one.feature for one in last.tasks if one.name}
    adopted = answers.project_type == "existing"
    main = home(answers, record.units)
    units = (main, *(one for one in record.units if one.id != main.id))
    placer = Placer(
        units=units,
        owners=owners,
        names={one.name for one in last.tasks},
        exists=destination.exists,
        holds=destination.holds,
        scope=answers.stub_scope,
        frameworks=destination.frameworks,
        package=destination.package,
        adopted=adopted,
    )
    current = numbering.feature_folder(answers.feature_name, list(dict.fromkeys([*features, *destination.lists])))
    feature = features.get(current, Feature(current))
    adopts_only = adopted and any(destination.lists.values()) and answers.feature_name == DEFAULT_FEATURE
    if not adopts_only and (feature.task_list or current not in destination.lists or current in destination.bare):
        taken = destination.taken.get(current, frozenset())
        record, feature = _specified(answers, record, _feature(answers, feature, today, before), taken)
        features[current] = feature
        others = [one for one in last.tasks if one.feature != current]
        stories, requirements = _of(record.stories, feature), _of(record.requirements, feature)
        wanted = plan(feature, stories, requirements, main, record.units, others)
        own = renamed(tasks.get(current, []), _of(last.stories, feature), _of(record.stories, feature))
        listed = [one.id for one in destination.lists.get(current, ())]
        tasks[current] = with_wanted(own, current, wanted, listed, placer)
    for folder, read in destination.lists.items():
        if folder not in features and folder in destination.bare and not adopted and _NUMBERED.match(folder):
            features[folder] = _blank(answers, folder, today)
        features.setdefault(folder, Feature(folder))
        tasks[folder] = with_listed(tasks.get(folder, []), folder, read, placer)
    return replace(record, features=tuple(features.values()), tasks=tuple(one for own in tasks.values() for one in own))


def _settled(record: Record) -> Record:
    """The record without the lines that a merge of two branches has twice; two tasks of one id both stay."""
    return Record(
        units=tuple({one.id: one for one in record.units}.values()),
        contexts=record.contexts[-1:],
        features=tuple({one.id: one for one in record.features}.values()),
        requirements=tuple({(one.feature, one.id): one for one in record.requirements}.values()),
        criteria=tuple({(one.feature, one.id): one for one in record.criteria}.values()),
        stories=tuple({(one.feature, one.id): one for one in record.stories}.values()),
        tasks=tuple({(one.feature, one.id, one.test, one.name): one for one in record.tasks}.values()),
    )


def _blank(answers: Answers, folder: str, today: str) -> Feature:
    """A feature of which a person has made the folder alone; its documents ask for what is not known."""
    nothing = replace(answers, feature_date="", feature_summary="", edge_cases=())
    return replace(_feature(nothing, Feature(folder), today, {}), name=folder.partition("-")[2].replace("-", " "))


def _feature(answers: Answers, old: Feature, today: str, last: Mapping[str, str]) -> Feature:
    """The feature with what the answers say of it; what decides edges and places stays as it was first written.

    `last` are the context answers of the last run.
    """
    return replace(
        old,
        name=old.name or answers.feature_name,
        date=answers.feature_date or old.date or today,
        task_list=old.task_list or answers.task_list,
        test_order=old.test_order if old.task_list else answers.test_order,
        summary=answers.feature_summary,
        edge_cases=answers.edge_cases,
        context=_context(answers, old.context, last),
    )


def _context(answers: Answers, old: Mapping[str, str], last: Mapping[str, str]) -> dict[str, str]:
    """A new feature's context is that of the answers; a known one's follows what has changed since the last run."""
    now = _context_answers(answers)
    return {key: value if not old or value != last.get(key, "") else old.get(key, value) for key, value in now.items()}


def _context_answers(answers: Answers) -> dict[str, str]:
    """The technical context as the plan prints it; blank where the answer is."""
    units = project_units(answers, ()) or (home(answers),)
    frameworks = [framework.label for unit in units for framework in frameworks_in(unit)]
    return {
        "language": joined(list(dict.fromkeys(versioned(answers, unit) for unit in units))),
        "testing": ", ".join(dict.fromkeys(frameworks)),
        "project_type": answers.project_type,
        "primary_dependencies": ", ".join(answers.primary_dependencies or default_dependencies(answers)),
        "authentication": answers.authentication,
        **answers.context,
    }


def _specified(answers: Answers, record: Record, feature: Feature, taken: frozenset[str]) -> tuple[Record, Feature]:
    """The record and its feature with the requirements, criteria and stories of the answers, numbered.

    `taken` are the numbers that people gave in the documents.
    """
    requirements, requirement_ids = numbering.statements(
        answers.requirements, _of(record.requirements, feature), feature.requirements,
        taken, lambda number, text: Requirement(f"FR-{number:03d}", feature.id, text),
    )  # fmt: skip
    criteria, criterion_ids = numbering.statements(
        answers.success_criteria, _of(record.criteria, feature), feature.criteria,
        taken, lambda number, text: Criterion(f"SC-{number:03d}", feature.id, text),
    )  # fmt: skip
    numbering.refuse_unknown_requirements(answers.stories, {*(one.id for one in requirements), *taken})
    stems = [one.stem for one in record.stories if one.feature != feature.id]
    stories, story_ids = numbering.stories(
        answers.stories, _of(record.stories, feature), feature.stories, feature.id, stems, taken
    )
    record = replace(
        record,
        requirements=_with(record.requirements, feature, requirements),
        criteria=_with(record.criteria, feature, criteria),
        stories=_with(record.stories, feature, stories),
    )
    return record, replace(feature, requirements=requirement_ids, criteria=criterion_ids, stories=story_ids)


def _of(items: Iterable[Item], feature: Feature) -> list[Item]:
    return [one for one in items if one.feature == feature.id]


def _with(items: Iterable[Item], feature: Feature, own: list[Item]) -> tuple[Item, ...]:
    """The items with those of one feature put in the place where it has them, else at the end."""
    by_feature: dict[str, list[Item]] = {}
    for one in items:
        by_feature.setdefault(one.feature, []).append(one)
    by_feature[feature.id] = own
    return tuple(one for group in by_feature.values() for one in group)
