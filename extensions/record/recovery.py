"""The record as it was, from documents, stubs and answers, if lines of it were lost.

The documents and the tests are the truth, the record is memory. Both renderings of an update begin with this record,
so that what was lost changes no document and no stub.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ..answers.answers import Answers
from ..destination.folder import Destination
from ..plan import model
from ..plan.identity import tasks_by_id
from ..plan.items import Feature, Task
from ..plan.planned import LIST
from ..plan.record import FeatureItems, Record, record_of
from ..plan.writing import sentence_of
from ..planning.planned_task import Key, PlannedTask
from .features import context_answers, context_of
from .foreign_stories import without_foreign_stories
from .identity import follow_renames
from .pipeline import ProjectSources, units_in
from .placement import Placer, is_safe
from .printed import authentication, is_printed_list, is_printed_spec, read_plan, tests_come_first
from .recognition import recognise_tasks
from .scenarios import scenarios_in_stubs
from .situation import FeatureKind
from .source_recovery import recover_sources
from .tasks import added_task, as_task, follow_line, key_of, placed, purpose_of, purpose_of_line, with_words

_DOCUMENTS = ("spec.md", "plan.md", "tasks.md")


def recover(previous: Record, answers: Answers, destination: Destination) -> Record:
    """Return the record with what documents and stubs show and it has lost; the same record if it is whole.

    In a folder without either there is nothing to recover. The answers are not all given yet there, so that a unit made
    of them would keep the name of a project that is asked for later.
    """
    if previous == Record() and not destination.lists:
        return previous
    units = previous.units or units_in(answers, (), destination)
    previous = without_foreign_stories(follow_renames(previous, destination), destination)
    if units == previous.units and previous.contexts and not _has_gaps(previous, destination):
        return previous
    features: dict[str, FeatureItems] = {}
    for name in _folders(previous, destination):
        others = {**previous.by_feature, **features}
        stems = {story.stem for other, items in others.items() if other != name for story in items.planned}
        features[name] = _recovered_feature(name, previous, answers, destination, stems)
    contexts = previous.contexts or (context_of(answers, _planned_last(features)),)
    found = record_of([*units, *contexts, *(item for items in features.values() for item in items.items())])
    project = ProjectSources(answers, found, destination, today="")
    for name in sorted(features.keys() & destination.lists.keys()):
        features[name] = _with_tasks(project, name, features)
    return record_of([*units, *contexts, *(item for items in features.values() for item in items.items())])


def _has_gaps(previous: Record, destination: Destination) -> bool:
    """Whether something that the documents show may be missing; most runs end here."""
    return any(
        _lacks(items, lines) if (items := previous.of(folder)).feature.task_list else _is_unknown(folder, destination)
        for folder, lines in destination.lists.items()
    )


def _is_unknown(folder: str, destination: Destination) -> bool:
    """Whether the template printed the list of a feature that the record does not have."""
    return any(is_printed_list(destination.text(f"specs/{folder}/{name}")) for name in ("plan.md", "tasks.md"))


def _lacks(items: FeatureItems, lines: Sequence[model.Task]) -> bool:
    """Whether a line of the list is no recorded task, or an item names one that is not there."""
    feature, stories = items.feature, {story.id for story in items.planned}
    named = {*feature.stories, *(task.story for task in items.tasks if task.kind != LIST and task.story)}
    statements = {one.id for one in items.requirements} | {one.id for one in items.criteria}
    known = {task.id for task in items.tasks}
    return (
        not stories >= named
        or not statements >= {*feature.requirements, *feature.criteria}
        or not known.issuperset(line.id for line in lines)
        or any(task.kind != LIST and not task.text for task in items.tasks)
    )


def _folders(previous: Record, destination: Destination) -> list[str]:
    return sorted({*previous.by_feature, *destination.lists})


def _planned_last(features: Mapping[str, FeatureItems]) -> str:
    """The feature that was planned last, as far as dates and numbers say."""
    planned = [items.feature for items in features.values() if items.feature.task_list]
    return max(planned, key=lambda feature: (feature.date, feature.id), default=Feature("")).id


def _recovered_feature(
    folder: str, previous: Record, answers: Answers, destination: Destination, stems: Collection[str]
) -> FeatureItems:
    """The items of a feature with what calls for its tasks; one that is a person's own stays as it is."""
    items = previous.of(folder)
    items = replace(items, tasks=tuple(task for task in items.tasks if task.kind == LIST or task.text))
    was_lost = not items.feature.task_list
    if was_lost:
        feature = _printed_feature(folder, answers, destination)
        if feature is None:
            return items
        items = replace(items, feature=feature)
    spec = destination.specs.get(folder, model.Spec())
    return recover_sources(items, spec, destination.lists.get(folder, ()), was_lost, stems)


def _printed_feature(folder: str, answers: Answers, destination: Destination) -> Feature | None:
    """A feature by the documents that the template printed for it; None if it printed none."""
    texts = {name: destination.text(f"specs/{folder}/{name}") for name in _DOCUMENTS}
    task_list = next((name for name in ("plan.md", "tasks.md") if is_printed_list(texts[name])), "")
    if not task_list:
        return None
    plan = read_plan(texts["plan.md"])
    by_people = {"spec.md": not is_printed_spec(texts["spec.md"]), "plan.md": plan is None}
    spec = destination.specs.get(folder, model.Spec())
    context = context_answers(answers)
    if plan:
        context |= plan.context
    return Feature(
        folder,
        name=plan.name if plan else folder.partition("-")[2].replace("-", " "),
        date=plan.date if plan else "",
        task_list=task_list,
        test_order="first" if tests_come_first(texts[task_list]) else "after",
        summary=plan.summary if plan else "",
        context=context | {"authentication": authentication(texts["spec.md"])},
        edge_cases=() if by_people["spec.md"] else spec.edge_cases,
        user_documents=tuple(name for name in ("spec.md", "plan.md") if by_people[name] and texts[name]),
    )


def _with_tasks(project: ProjectSources, folder: str, features: Mapping[str, FeatureItems]) -> FeatureItems:
    """The items of a feature with the tasks of its list that the record has lost."""
    items = features[folder]
    lines = project.destination.lists[folder]
    known = set(tasks_by_id(items.tasks, lines))
    lost = [line for line in lines if line.id not in known]
    planned = _planned_tasks(project, items, features, lost) if lost and items.feature.task_list else []
    found = known | {task.id for task in planned}
    tests = {(task.test, task.name) for task in items.tasks}
    added = (_added_task(folder, line, project.placer, tests) for line in lost if line.id not in found)
    return replace(items, tasks=(*items.tasks, *planned, *(task for task in added if task.test)))


def _added_task(folder: str, line: model.Task, placer: Placer, tests: Collection[tuple[str, str]]) -> Task:
    """A task that a person added, with the test that is there.

    The person may since have changed its id, which the test takes on later, or its words, which do not change the name
    of the test.
    """
    task = added_task(folder, line, placer, only_if_there=True)
    if task.test or not all(map(is_safe, line.paths)):
        return task
    purpose = purpose_of_line(line)
    if former := placer.id_in_stub(folder, purpose):
        other = added_task(folder, replace(line, id=former), placer, only_if_there=True)
    else:
        other = placed(with_words(task, line), placer.of_id(folder, line.id, purpose))
    return other if other.test and (other.test, other.name) not in tests else task


def _planned_tasks(
    project: ProjectSources, items: FeatureItems, features: Mapping[str, FeatureItems], lost: Sequence[model.Task]
) -> list[Task]:
    """The lost lines that are planned tasks, as the record had them."""
    folder, placer = items.feature.id, project.placer
    situation = project.situation(items.feature, FeatureKind.OURS, is_current=False)
    earlier = {name: one for name, one in features.items() if name < folder}
    known = {key_of(task): task.id for task in items.tasks}
    # A feature with a documentation task and no clean-up gets none later. Here its line may have been lost.
    begun = replace(items, tasks=tuple(task for task in items.tasks if task.kind != "documentation"))
    calls = [one for one in project.calls(situation, begun, earlier) if one.key not in known]
    found = recognise_tasks(lost, calls, lambda task_id, one: placer.has_test(folder, task_id, purpose_of(one)))
    ids = known | {one.key: line.id for line, one in found}
    later = later_lines(project.destination.lists[folder])
    tasks = [
        _recovered_task(as_task(folder, line.id, one, ids), one, line, placer, line.id in later) for line, one in found
    ]
    tasks = scenarios_in_stubs(items, tasks, project.destination.text)
    return tasks + _deleted_tasks(folder, [one for one in calls if one.key not in ids], ids, placer)


def _deleted_tasks(folder: str, calls: Sequence[PlannedTask], ids: Mapping[Key, str], placer: Placer) -> list[Task]:
    """The planned tasks that a person deleted from the list, as far as their stubs are there."""
    deleted = {one.key: (one, placer.id_in_stub(folder, purpose_of(one))) for one in calls}
    ids = {**ids, **{key: task_id for key, (_, task_id) in deleted.items() if task_id}}
    return [
        placed(as_task(folder, task_id, one, ids), placer.restore(folder, task_id, purpose_of(one)))
        for one, task_id in deleted.values()
        if task_id
    ]


def _recovered_task(task: Task, planned: PlannedTask, line: model.Task, placer: Placer, added_later: bool) -> Task:
    """A planned task with what its line says of it, and the place of its stub."""
    place = placer.restore(task.feature, task.id, purpose_of(planned))
    task = replace(
        task,
        after=line.depends_on,
        parallel=line.parallel,
        requirements=line.requirements if line.text == sentence_of(task) else task.requirements,
        added_later=added_later,
    )
    return follow_line(placed(task, place), line)


def later_lines(lines: Sequence[model.Task]) -> set[str]:
    """Return the ids of the lines that stand apart from an earlier one of their group: they were added later."""
    last: dict[str, int] = {}
    later = set()
    for line in lines:
        if line.section in last and line.line > last[line.section] + 1:
            later.add(line.id)
        last[line.section] = line.line
    return later
