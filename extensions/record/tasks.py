"""The recorded tasks of one feature: those that are planned, and those that people added to a list."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..plan import model
from ..plan.errors import UserError
from ..plan.identity import LAST_ID, tasks_by_id
from ..plan.items import Story, Task
from ..plan.languages import is_test_file
from ..plan.planned import LIST, is_as_printed
from ..plan.reading.prose import same_words
from ..plan.record import FeatureItems
from ..plan.writing import sentence_of
from ..planning.kinds import SETUP_KINDS, group_of
from ..planning.planned_task import Key, PlannedTask, key
from ..text.naming import short_name
from . import numbering
from .edge_cases import renamed_edge_cases
from .placement import Place, Placer, Purpose, is_safe

_NEVER_LAST = ("in", "into", "to", "for", "and", "of", "at", "on", "with", "from", "by", "the")
_NUMBER = re.compile("T0*([0-9]+)")
_MODELS = ("model", "component")
_Beside = tuple[tuple[str, str], frozenset[str], str]  #: a task's group, prerequisites and file


def follow_sources(previous: FeatureItems, now: FeatureItems) -> tuple[Task, ...]:
    """Return the tasks with what called for them as it is called now; their lines stay as they were written.

    Which entities a story of spec.md names is read from its words, so one name in another's place is no new name there.
    """
    names: dict[Key, str] = {}
    for kinds, before, after in _source_lists(previous, now):
        for story_id, old, new in _before_and_after(before, after):
            for first, second in _followed(old, new):
                names |= {key(kind, first, story_id): second for kind in kinds}
    for first, second in renamed_edge_cases(previous.feature, now.feature).items():
        names[key("edge", first, "")] = second
    return tuple(replace(task, source=names.get(key_of(task), task.source)) for task in now.tasks)


def number_tasks(
    feature: str, tasks: Sequence[Task], planned: Iterable[PlannedTask], listed: Iterable[str], placer: Placer
) -> list[Task]:
    """Return the tasks and the planned ones that are not among them, numbered on from the highest id.

    `listed` are the ids in the lists.
    """
    known = {key_of(task): task.id for task in tasks if task.kind != LIST}
    fresh = [one for one in planned if one.key not in known]
    ids = known | dict(zip((one.key for one in fresh), _next_ids(feature, (*(task.id for task in tasks), *listed))))
    parallel = _parallel(fresh, tasks, ids)
    written = {_group(task.kind, task.story) for task in tasks}
    result = list(tasks)
    for one in fresh:
        place = placer.place(feature, ids[one.key], purpose_of(one))
        task = as_task(feature, ids[one.key], one, ids)
        later = _group(one.kind, one.story) in written
        result.append(placed(replace(task, parallel=one.key in parallel, added_later=later), place))
    return result


def follow_list(feature: str, tasks: Sequence[Task], listed: Sequence[model.Task], placer: Placer) -> list[Task]:
    """Return the tasks with the words of the lists, and those that people added; of two lines with one id the first.

    Recorded tasks that have lost their id to another come last; their stubs stay.
    """
    by_id = tasks_by_id(tasks, listed)
    twins = [task for task in tasks if by_id.get(task.id) is not task]
    first = {line.id: line for line in reversed(listed)}
    for line in listed:
        if line is first[line.id]:
            known = by_id.get(line.id)
            by_id[line.id] = follow_line(known, line) if known else added_task(feature, line, placer)
    return [*by_id.values(), *twins]


def mark_deleted(tasks: Sequence[Task], before: Collection[str], listed: Collection[str]) -> list[Task]:
    """Mark the tasks that have left the list, and those that are back: an id is never used for another task.

    `before` are the ids that were recorded before this run. A list that is gone as a whole says nothing. Of two tasks
    with one id the later has left.
    """
    is_there = any(task.id in listed for task in tasks)
    first = {task.id: task for task in reversed(tasks)}

    def has_left(task: Task) -> bool:
        return task.id not in listed or first[task.id] is not task

    return [replace(task, deleted=is_there and task.id in before and has_left(task)) for task in tasks]


def follow_line(recorded: Task, line: model.Task) -> Task:
    """Return the recorded task with the words that its line now has."""
    if recorded.kind == LIST:
        return with_words(recorded, line) if recorded.test else recorded
    same = line.requirements == recorded.requirements and same_words(line.text, sentence_of(recorded))
    if same or is_as_printed(line, recorded):
        return replace(recorded, current_text="", current_requirements=())
    text = _reworded(recorded.current_text, line.text)
    return replace(recorded, current_text=text, current_requirements=line.requirements)


def added_task(feature: str, line: model.Task, placer: Placer, only_if_there: bool = False) -> Task:
    """Record a task that a person wrote; one that is done, or that names a path outside the project, gets no stub.

    With `only_if_there` no stub is given out: it has the one that is there, done or not.
    """
    purpose = purpose_of_line(line)
    if not all(map(is_safe, line.paths)):
        place = Place()
    elif only_if_there:
        place = placer.restore(feature, line.id, purpose) if placer.has_test(feature, line.id, purpose) else Place()
    else:
        place = Place() if line.done else placer.place(feature, line.id, purpose)
    task = Task(id=line.id, feature=feature, kind=LIST, story=line.stories[0] if line.stories else "")
    return placed(with_words(task, line) if place.path else task, place)  # the words are for the stub


def purpose_of(task: PlannedTask) -> Purpose:
    """Return what the test of a planned task is for."""
    files = [task.file] if task.file else []
    tests, sources = (files, []) if task.writes_test else ([], files)
    return Purpose(tests, sources, task.subject, task.phase, task.unit, task.ends)


def purpose_of_line(line: model.Task) -> Purpose:
    """Return what the test of a person's task is for."""
    words = [word for word in line.text.split() if "/" not in word and "." not in word]
    while len(words) > 1 and words[-1].casefold() in _NEVER_LAST:
        words.pop()
    sources = [path for path in line.paths if not is_test_file(path)]
    return Purpose([line.test_path] if line.test_path else [], sources, short_name(" ".join(words)), line.phase)


def as_task(feature: str, task_id: str, planned: PlannedTask, ids: Mapping[Key, str]) -> Task:
    """Record a planned task under its id; `ids` are those of all tasks of the feature."""
    after = sorted({ids[one] for one in planned.after if one in ids}, key=lambda one: int(one[1:]))
    return Task(
        id=task_id,
        feature=feature,
        kind=planned.kind,
        source=planned.source,
        story=planned.story,
        text=planned.text,
        file=planned.file,
        requirements=planned.requirements,
        scenarios=planned.scenarios,
        after=tuple(after),
    )


def key_of(task: Task) -> Key:
    """Return what a recorded task is known by."""
    return key(task.kind, task.source, task.story)


def _source_lists(
    previous: FeatureItems, now: FeatureItems
) -> Iterator[tuple[tuple[str, ...], Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]]:
    """The kinds of tasks with what calls for them, by story, before and now."""

    def names(stories: Iterable[Story], of: str) -> dict[str, Sequence[str]]:
        return {story.id: _sources(story, of) for story in stories}

    yield ("contract", "endpoint"), names(previous.stories, "endpoints"), names(now.stories, "endpoints")
    yield _MODELS, names(previous.stories, "entities"), names(now.stories, "entities")
    yield ("integration", "browser"), names(previous.planned, "journeys"), names(now.planned, "journeys")
    yield _MODELS, {"": previous.feature.key_entities}, {"": now.feature.key_entities}


def _sources(story: Story, of: str) -> Sequence[str]:
    if of == "entities":
        return [entity.name for entity in story.entities]
    return story.endpoints if of == "endpoints" else story.journeys


def _before_and_after(
    before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """Return each story of both with its texts."""
    return ((story_id, texts, after[story_id]) for story_id, texts in before.items() if story_id in after)


def _followed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each old text with the new one that has taken its place."""
    for text, index in zip(new, numbering.match(new, old, old)):
        if index is not None and old[index] != text:
            yield old[index], text


def _next_ids(feature: str, used: Iterable[str]) -> Iterator[str]:
    highest = max((int(match[1]) for one in used if (match := _NUMBER.match(one))), default=0)
    yield from (f"T{number:03d}" for number in range(highest + 1, LAST_ID + 1))
    raise UserError(f"specs/{feature}", f"T{LAST_ID} is the highest possible id", "plan another feature")


def _group(kind: str, story: str) -> tuple[str, str]:
    return (story, group_of(kind, story))


def _parallel(fresh: Collection[PlannedTask], tasks: Sequence[Task], ids: Mapping[Key, str]) -> set[Key]:
    """The new tasks beside which another of their group has the same prerequisites; no two of a group write one file.

    The tests of a story are done beside each other though they wait for different endpoints, and what is done in a
    frontend beside the rest though each side waits for what was set up on it, and the frontend for its own tests.
    """
    places: dict[Key, _Beside] = {}
    of_a_side = {ids[one] for one in ids if one[0] in (*SETUP_KINDS, "frontend", "browser")}
    everything: list[PlannedTask | Task] = [*fresh, *tasks]
    for one in everything:
        group = _group(one.kind, one.story)
        after = one.after if isinstance(one, Task) else [ids[other] for other in one.after if other in ids]
        place = (group, frozenset[str](() if group[1] == "tests" else after) - of_a_side, one.file)
        places[key_of(one) if isinstance(one, Task) else one.key] = place
    alone = Counter(places.values())
    places = {one: place for one, place in places.items() if place[2] and alone[place] == 1}
    places = _beside_another(places)
    first = {(group, file): after for group, after, file in reversed(places.values())}
    places = _beside_another({one: place for one, place in places.items() if first[place[0], place[2]] == place[1]})
    return {one.key for one in fresh if one.key in places}


def _beside_another(places: Mapping[Key, _Beside]) -> dict[Key, _Beside]:
    """Those that share group and prerequisites with another."""
    beside = Counter(place[:2] for place in places.values())
    return {one: place for one, place in places.items() if beside[place[:2]] > 1}


def with_words(task: Task, line: model.Task) -> Task:
    """A task of a person with what its line says."""
    text = _reworded(task.text, line.text)
    return replace(task, text=text, requirements=line.requirements, after=line.depends_on, parallel=line.parallel)


def _reworded(recorded: str, now: str) -> str:
    """Return the words of a line; those of the record if only a formatter has changed them, so that nothing follows."""
    return recorded if same_words(recorded, now) else now


def placed(task: Task, place: Place) -> Task:
    """Return the task with the place of its test."""
    return replace(task, test=place.path, name=place.name, testing=place.testing, package=place.package)
