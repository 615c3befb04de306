"""Answers, lists and the last record to the next one. Items are only appended; the words of an item may follow."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ..answers.answers import DEFAULT_FEATURE, Answers
from ..destination.folder import Destination
from ..layout.dependencies import default_dependencies
from ..layout.units import frameworks_in, home, project_units, unit_of, versioned
from ..plan.errors import UserError
from ..plan.languages import language_of_test
from ..plan.model import Spec
from ..plan.record import (
    Context,
    Contract,
    Criterion,
    Feature,
    Operation,
    Record,
    Requirement,
    Story,
    StoryOverride,
    Task,
    Unit,
)
from ..planning.feature import plan, spelled_alike
from ..text.names import joined
from . import numbering
from . import specification as specifying
from .operations import with_operations
from .placement import Placer
from .tasks import TaskSources, renamed, with_listed, with_wanted

SPEC = "spec.md"
_NUMBERED = re.compile("[0-9]{3,}-.")
S = TypeVar("S", Requirement, Criterion, Story)
Item = TypeVar("Item", Requirement, Criterion, Story, StoryOverride, Operation, Contract)


def next_record(answers: Answers, last: Record, destination: Destination, today: str) -> Record:
    """The record after this copy or update; the same answers and lists give the same record.

    Raises UserError if the answers contradict each other or the record.
    """
    last = deduplicated(last)
    _refuse_moved(last, destination)
    features = {one.id: one for one in last.features}
    tasks: dict[str, list[Task]] = {one.id: [] for one in last.features}
    units_now = project_units(answers, last.units)
    for task in last.tasks:
        tasks.setdefault(task.feature, []).append(keep_framework(task, last.units, units_now))
    before = next((one.answers for one in last.contexts), {})
    contexts = (Context(".", _context_answers(answers)),)
    record = replace(last, units=units_now, contexts=contexts)
    owners = {one.test: one.feature for one in last.tasks if one.name}
    adopted = answers.project_type == "existing"
    main = home(answers, record.units)
    in_use = {one.id for one in project_units(answers, ())}
    units = tuple(sorted({one.id: one for one in (main, *record.units)}.values(), key=lambda one: one.id not in in_use))
    placer = Placer(
        units=units,
        owners=owners,
        names={one.name for one in last.tasks},
        exists=destination.exists,
        is_inside=destination.is_inside,
        scope=answers.stub_scope,
        frameworks=destination.frameworks,
        package=destination.package,
        adopted=adopted,
    )
    current = numbering.feature_folder(answers.feature_name, list(dict.fromkeys([*features, *destination.lists])))
    feature = features.get(current, Feature(current))
    adopts_only = adopted and any(destination.lists.values()) and answers.feature_name == DEFAULT_FEATURE
    if not adopts_only and (
        feature.task_list or current not in destination.lists or current in destination.without_documents
    ):
        if not feature.task_list and destination.source:
            destination = _with_source(answers, destination, current)
            feature = replace(feature, own=(SPEC,), spec_source=answers.spec_source)
        features[current] = _feature(answers, feature, today, before)
    elif not adopts_only and (brought := own_documents(destination, current)):
        features[current] = _of_brought(_feature(answers, feature, today, before), brought)
    elif not adopts_only and answers.stories:
        raise UserError("stories", f"{current} already has a task list", "add tasks there, or plan another feature")
    for folder in () if adopted else destination.lists:
        ours = features.get(folder, Feature(folder)).task_list or not _NUMBERED.match(folder)
        if not ours and own_documents(destination, folder) == (SPEC,):
            features[folder] = _of_brought(empty_feature(answers, folder, today), (SPEC,))
    for folder in [one.id for one in features.values() if one.task_list]:
        feature, old = features[folder], record
        record, feature = _specified(answers if folder == current else None, last, record, feature, destination)
        if folder == current or record != old or feature != features[folder]:
            features[folder] = feature
            used = [one for one in record.units if one.id in in_use]
            tasks[folder] = _planned(feature, last, record, tasks.get(folder, []), destination, main, used, placer)
    for folder, read in destination.lists.items():
        if (
            folder not in features
            and folder in destination.without_documents
            and not adopted
            and _NUMBERED.match(folder)
        ):
            features[folder] = empty_feature(answers, folder, today)
        features.setdefault(folder, Feature(folder))
        tasks[folder] = with_listed(tasks.get(folder, []), folder, read, placer)
    return replace(record, features=tuple(features.values()), tasks=tuple(one for own in tasks.values() for one in own))


def deduplicated(record: Record) -> Record:
    """The record without the lines that a merge of two branches has twice; two tasks of one id both stay."""
    return Record(
        units=tuple({one.id: one for one in record.units}.values()),
        contexts=record.contexts[-1:],
        features=tuple({one.id: one for one in record.features}.values()),
        requirements=tuple({(one.feature, one.id): one for one in record.requirements}.values()),
        criteria=tuple({(one.feature, one.id): one for one in record.criteria}.values()),
        stories=tuple({(one.feature, one.id): one for one in record.stories}.values()),
        specified=tuple({(one.feature, one.id): one for one in record.specified}.values()),
        operations=tuple({(one.feature, one.id): one for one in record.operations}.values()),
        contracts=tuple({(one.feature, one.id): one for one in record.contracts}.values()),
        tasks=tuple({(one.feature, one.id, one.test, one.name): one for one in record.tasks}.values()),
    )


def _refuse_moved(last: Record, destination: Destination) -> None:
    """A folder that was renamed would be taken for another feature, and every task of it get a second test."""
    known = {one.id for one in last.features}
    gone = [one.id for one in last.features if one.task_list and one.id not in destination.documents]
    for folder in destination.documents if gone else ():
        number = folder.partition("-")[0]
        former = next((one for one in gone if one.partition("-")[0] == number), "")
        if former and folder not in known and number.isdecimal():
            remedy = f"rename it back to specs/{former}, or give a new feature the next number"
            raise UserError(f"specs/{folder}", f"has the number of {former}, which is gone", remedy)


def keep_framework(task: Task, before: Sequence[Unit], now: Sequence[Unit]) -> Task:
    """The task with the framework of its test, where its unit, which said it, is of another language from now on."""
    unit, language = unit_of(task.test, before), language_of_test(task.test)
    if not task.name or task.testing or not unit or not language or unit.language != language.name:
        return task
    follows = any(one.id == unit.id and one.language == unit.language for one in now)
    return task if follows or len(language.frameworks) == 1 else replace(task, testing=unit.testing)


def _with_source(answers: Answers, destination: Destination, feature: str) -> Destination:
    """The destination as if the spec.md that the feature begins with stood there. Raises UserError if one does."""
    if SPEC in destination.documents.get(feature, ()):
        raise UserError("spec_source", f"{feature} already has a {SPEC}", "leave spec_source blank to plan from it")
    assert destination.source
    return replace(destination, specs={**destination.specs, feature: destination.source})


def own_documents(destination: Destination, feature: str) -> tuple[str, ...]:
    """The documents of a feature that has a specification and no tasks, so that these can be planned; else none."""
    present = destination.documents.get(feature, frozenset())
    stories = destination.specs.get(feature, Spec()).stories
    if destination.lists.get(feature) or not stories or "tasks.md" in present:
        return ()
    return tuple(sorted(present, reverse=True))


def _of_brought(feature: Feature, own: tuple[str, ...]) -> Feature:
    """The feature with its own documents; beside a plan.md of its own the tasks stand in tasks.md."""
    return replace(feature, own=own, task_list="tasks.md" if "plan.md" in own else feature.task_list)


def empty_feature(answers: Answers, folder: str, today: str) -> Feature:
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


def _planned(
    feature: Feature,
    last: Record,
    record: Record,
    own: Sequence[Task],
    destination: Destination,
    main: Unit,
    units: Sequence[Unit],
    placer: Placer,
) -> list[Task]:
    """The tasks of a feature with those that it now calls for, in the units that are in use."""
    stories, requirements = record.planned(feature.id), _of(record.requirements, feature)
    spec = destination.specs.get(feature.id, Spec())
    listed = destination.lists.get(feature.id, ())
    known = next((one for one in last.features if one.id == feature.id), feature)
    wanted = plan(
        feature, stories, requirements, main, units,
        others=[one for one in last.tasks if one.feature != feature.id],
        entities=specifying.base_entities(spec, feature.key_entities, stories),
        operations=with_operations(stories, _of(record.operations, feature), own)[1],
        later=specifying.uncovered(spec, stories, record.stories, own, listed),
    )  # fmt: skip
    before = TaskSources(_of(last.stories, feature), last.planned(feature.id), known.key_entities)
    after = TaskSources(_of(record.stories, feature), stories, feature.key_entities)
    ids = [one.id for one in listed]
    return with_wanted(renamed(own, before, after), feature.id, spelled_alike(wanted), ids, placer)


def _specified(
    answers: Answers | None, last: Record, record: Record, feature: Feature, destination: Destination
) -> tuple[Record, Feature]:
    """The record and its feature with what the answers, where they are this feature's, and its spec.md say of it."""
    spec = destination.specs.get(feature.id)
    taken = destination.ids_in_documents.get(feature.id, frozenset())
    listed = {story for task in destination.lists.get(feature.id, ()) for story in task.stories}
    answered = [*_of(last.stories, feature), *(answers.stories if answers else ())]
    written = specifying.written(spec, feature.id, last, answered, listed, taken) if spec else []
    if answers:
        record, feature = _answered(answers, last, record, feature, spec or Spec(), written, taken)
    contracts = destination.contracts(feature.id)
    operations = [one for one in contracts if isinstance(one, Operation)]
    unread = [one for one in contracts if isinstance(one, Contract)]
    record = replace(
        record,
        operations=_with(record.operations, feature, operations),
        contracts=_with(record.contracts, feature, unread),
    )
    if spec is None and not operations:
        return record, feature
    stories = specifying.planned(record, last, feature, spec or Spec(), written)
    stories, _ = with_operations(stories, operations, [one for one in last.tasks if one.feature == feature.id])
    specified = specifying.beside_answers(stories, record.stories)
    if spec:
        feature = replace(
            feature,
            key_entities=tuple(one.name for one in specifying.own_entities(spec, last, feature.id)),
            filled=specifying.filled(feature, last, spec),
        )
    return replace(record, specified=_with(record.specified, feature, specified)), feature


def _answered(
    answers: Answers,
    last: Record,
    record: Record,
    feature: Feature,
    spec: Spec,
    written: Sequence[specifying.Written],
    taken: frozenset[str],
) -> tuple[Record, Feature]:
    """The record and its feature with the requirements, criteria and stories of the answers, numbered.

    `taken` are the numbers that people gave in the documents. What they wrote there first keeps its number too.
    """
    known_stories = _of(record.stories, feature)
    known_requirements, known_criteria = _of(record.requirements, feature), _of(record.criteria, feature)
    own_requirements = specifying.of_people(spec.requirements, known_requirements, feature.id, Requirement)
    own_criteria = specifying.of_people(spec.criteria, known_criteria, feature.id, Criterion)
    requirements, requirement_ids = numbering.statements(
        answers.requirements, [*known_requirements, *own_requirements],
        feature.requirements, taken, lambda number, text: Requirement(f"FR-{number:03d}", feature.id, text),
    )  # fmt: skip
    criteria, criterion_ids = numbering.statements(
        answers.success_criteria, [*known_criteria, *own_criteria],
        feature.criteria, taken, lambda number, text: Criterion(f"SC-{number:03d}", feature.id, text),
    )  # fmt: skip
    numbering.refuse_unknown_requirements(answers.stories, {*(one.id for one in requirements), *taken})
    stems = [one.stem for one in (*record.stories, *record.specified) if one.feature != feature.id]
    theirs = specifying.stories_of_people(written, last, feature.id)
    stories, story_ids = numbering.stories(
        answers.stories, [*known_stories, *theirs], feature.stories, feature.id, stems, taken
    )
    record = replace(
        record,
        requirements=_with(
            record.requirements, feature, _kept(requirements, known_requirements, own_requirements, requirement_ids)
        ),
        criteria=_with(record.criteria, feature, _kept(criteria, known_criteria, own_criteria, criterion_ids)),
        stories=_with(record.stories, feature, _kept(stories, known_stories, theirs, story_ids)),
    )
    return record, replace(feature, requirements=requirement_ids, criteria=criterion_ids, stories=story_ids)


def _kept(items: Iterable[S], known: Sequence[S], own: Sequence[S], answered: Collection[str]) -> list[S]:
    """The items without those that only spec.md has.

    Where a person has added some of their `own` below the printed ones, what is printed from now on stands above.
    """
    ids = {one.id for one in known}
    later = bool(own) and any(not one.source for one in known)
    kept = [one for one in items if one.id in ids or one.id in answered]
    return [replace(one, later=True) if later and one.id not in ids and not one.source else one for one in kept]


def _of(items: Iterable[Item], feature: Feature) -> list[Item]:
    return [one for one in items if one.feature == feature.id]


def _with(items: Iterable[Item], feature: Feature, own: list[Item]) -> tuple[Item, ...]:
    """The items with those of one feature put in the place where it has them, else at the end."""
    by_feature: dict[str, list[Item]] = {}
    for one in items:
        by_feature.setdefault(one.feature, []).append(one)
    by_feature[feature.id] = own
    return tuple(one for group in by_feature.values() for one in group)
