"""The recorded tasks of one feature: those that the answers want, and those that people added to a list."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..plan import model
from ..plan.languages import is_test_file
from ..plan.reading.grammar import read_task
from ..plan.record import Story, Task
from ..planning.kinds import LIST, group_of
from ..planning.planned_task import Key, PlannedTask, key
from . import numbering
from .placement import Place, Placer, is_safe

_LAST_WORD = re.compile(r"(?:\s+(?:in|into|to|for|and|of|at|on|with|from|by|the))+$", re.IGNORECASE)
_NUMBER = re.compile("T0*([0-9]+)")
_MODELS = ("model", "component")
_ANSWERED: dict[tuple[str, ...], Callable[[Story], Sequence[str]]] = {
    ("contract", "endpoint"): lambda story: story.endpoints,
    _MODELS: lambda story: [entity.name for entity in story.entities],
}
_PLANNED: dict[tuple[str, ...], Callable[[Story], Sequence[str]]] = {
    ("integration", "browser"): lambda story: story.journeys or [one.words for one in story.acceptance],
}


@dataclass(frozen=True)
class TaskSources:
    """What calls for tasks: the stories as they are answered, as they are planned, the key entities of spec.md."""

    answered: Sequence[Story]
    planned: Sequence[Story]
    entities: Sequence[str]


def renamed(own: Sequence[Task], old: TaskSources, new: TaskSources) -> list[Task]:
    """The tasks with what called for them as it is now called; their lines stay as they were written.

    Which entities a story of spec.md names is read from its words, so that one name in another's place is no new name.
    """
    names: dict[Key, str] = {}
    for sources, before, after in (
        (_ANSWERED, old.answered, new.answered),
        (_PLANNED, old.planned, new.planned),
    ):
        now = {one.id: one for one in after}
        for story in (one for one in before if one.id in now):
            for kinds, source in sources.items():
                for was, will in _followed(source(story), source(now[story.id])):
                    names |= {key(kind, was, story.id): will for kind in kinds}
    for was, will in _followed(old.entities, new.entities):
        names |= {key(kind, was, ""): will for kind in _MODELS}
    return [replace(one, of=names.get(_key(one), one.of)) for one in own]


def _followed(was: Sequence[str], will: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each old text with the new one that has taken its place."""
    for text, index in zip(will, numbering.match(will, was, was)):
        if index is not None and was[index] != text:
            yield was[index], text


def with_wanted(
    own: Sequence[Task], feature: str, wanted: Iterable[PlannedTask], listed: Iterable[str], placer: Placer
) -> list[Task]:
    """The tasks and the wanted ones that are not among them, numbered on from the highest id of record and lists."""
    known = {_key(one): one.id for one in own if one.kind != LIST}
    fresh = [one for one in wanted if one.key not in known]
    numbers = [int(match[1]) for task_id in (*(one.id for one in own), *listed) if (match := _NUMBER.match(task_id))]
    ids = known | {one.key: f"T{number:03d}" for number, one in enumerate(fresh, max(numbers, default=0) + 1)}
    parallel = _parallel(fresh, own)
    written = {_group(one.kind, one.story) for one in own}
    result = list(own)
    for one in fresh:
        where = placer.place(feature, ids[one.key], one.phase, one.tests, one.sources, one.subject, one.unit)
        result.append(
            Task(
                id=ids[one.key],
                feature=feature,
                kind=one.kind,
                of=one.of,
                story=one.story,
                words=_words(one, ids, one.key in parallel),
                later=_group(one.kind, one.story) in written,
                test=where.path,
                name=where.name,
                testing=where.testing,
                package=where.package,
            )
        )
    return result


def with_listed(own: Sequence[Task], feature: str, listed: Sequence[model.Task], placer: Placer) -> list[Task]:
    """The tasks with the words of the lists, and those that people added. Of two with one id the first counts."""
    tasks = {one.id: one for one in reversed(own)}
    tasks = {one.id: tasks[one.id] for one in own}
    twins = [one for one in own if tasks[one.id] is not one]  # of two branches; their stubs stay
    first = {one.id: one for one in reversed(listed)}
    for task in listed:
        if task is first[task.id]:
            known = tasks.get(task.id)
            tasks[task.id] = _following(known, task) if known else _added(feature, task, placer)
    return [*tasks.values(), *twins]


def as_words(task: model.Task) -> str:
    """A task's line after its id, in the canonical form."""
    parts = [*["[P]"] * task.parallel, *(f"[{story}]" for story in task.stories), task.text]
    parts += [f"({', '.join(task.requirements)})"] * bool(task.requirements)
    parts += [f"(depends on {', '.join(task.depends_on)})"] * bool(task.depends_on)
    return " ".join(parts)


def _key(task: Task) -> Key:
    return key(task.kind, task.of, task.story)


def _group(kind: str, story: str) -> tuple[str, str]:
    return (story, group_of(kind, story))


def _words(task: PlannedTask, ids: Mapping[Key, str], parallel: bool) -> str:
    after = sorted({ids[one] for one in task.after if one in ids}, key=lambda one: int(one[1:]))
    parts = [*["[P]"] * parallel, *[f"[{task.story}]"] * bool(task.story), task.text]
    parts += [f"in {task.file}"] * bool(task.file)
    parts += [f"({', '.join(task.requirements)})"] * bool(task.requirements)
    parts += [f"(depends on {', '.join(after)})"] * bool(after)
    return " ".join(parts)


def _parallel(fresh: Sequence[PlannedTask], own: Sequence[Task]) -> set[Key]:
    """The new tasks that share no file with, and depend on no, other task of their group."""
    files: dict[tuple[str, str], list[str]] = {}
    for wanted in fresh:
        files.setdefault(_group(wanted.kind, wanted.story), []).append(wanted.file)
    for task in own if fresh else ():
        read = read_task(f"- [ ] {task.id} {task.words}")
        files.setdefault(_group(task.kind, task.story), []).extend(read.paths if read else ())
    groups = {_key(one): _group(one.kind, one.story) for one in own}
    groups |= {one.key: _group(one.kind, one.story) for one in fresh}
    return {
        one.key
        for one in fresh
        if one.file
        and files[groups[one.key]].count(one.file) == 1
        and not any(groups.get(other) == groups[one.key] for other in one.after)
    }


def _following(recorded: Task, task: model.Task) -> Task:
    """The recorded task with the words that the list now has."""
    words = as_words(task)
    if recorded.kind == LIST:
        return replace(recorded, words=words) if recorded.test else recorded
    written = read_task(f"- [ ] {recorded.id} {recorded.words}")
    return replace(recorded, now="" if written and as_words(written) == words else words)


def _added(feature: str, task: model.Task, placer: Placer) -> Task:
    """A task that a person wrote; one that is done, or that names a path outside the project, gets no stub."""
    tests = [task.test_path] if task.test_path else []
    sources = [path for path in task.paths if not is_test_file(path)]
    subject = _LAST_WORD.sub("", re.sub(r"\S*[/.]\S*", " ", task.text).strip())
    wants_stub = not task.done and all(map(is_safe, task.paths))
    where = placer.place(feature, task.id, task.phase, tests, sources, subject) if wants_stub else Place()
    return Task(
        id=task.id,
        feature=feature,
        kind=LIST,
        story=task.stories[0] if task.stories else "",
        words=as_words(task) if where.path else "",  # they are for the stub
        test=where.path,
        name=where.name,
        testing=where.testing,
        package=where.package,
    )
