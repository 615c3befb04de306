"""A new task in a list that numbers its tasks: its number, its line, and where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..errors import UserError, join_choices, show
from ..kinds import KIRO
from ..model import Document, Feature, Task
from ..reading.grammar import width
from ..reading.lists import read_tasks
from ..values import dataclass
from .files import Edit, refuse_unmerged
from .wanted import Wanted

_LAST = 9999


@dataclass(frozen=True)
class _Group:
    """The tasks beside which a new one stands: `head` begins their numbers, blank at the top."""

    head: str
    tasks: Sequence[Task]


def numbers_after(feature: Feature, phase: str = "") -> Iterator[str]:
    """Yield the free numbers of a group: the one of that name, else the last, or the top of a list without groups."""
    group = _group(feature, phase)
    taken = {*(task.id for task in feature.tasks), *feature.recorded}
    numbers = [one.removeprefix(group.head).partition(".")[0] for one in taken if one.startswith(group.head)]
    highest = max((int(one) for one in numbers if one.isdecimal()), default=0)
    yield from (f"{group.head}{number}" for number in range(highest + 1, _LAST + 1))
    raise UserError(feature.id, f"{group.head}{_LAST} is the highest possible number", "use another group")


def add_numbered(feature: Feature, wanted: Wanted) -> tuple[Edit, int]:
    """Return the edit that adds the task, and the line on which it stands then. Raises UserError."""
    if wanted.story:
        raise UserError(f"--story {wanted.story}", f"{feature.id} has no phases of stories", "use --phase")
    document = _list_of(feature)
    refuse_unmerged(document.path, document.text)
    task_id = next(numbers_after(feature, wanted.phase))
    raw = document.text.split("\n")
    group = _group(feature, wanted.phase)
    model = group.tasks[-1]
    indent = raw[model.line - 1][: width(raw[model.line - 1])]
    end = "\r" if raw[0].endswith("\r") else ""
    new = [f"{line}{end}" for line in _lines(feature, task_id, wanted, indent)]
    position = _end(feature, document, model, raw)
    if position == len(raw) and end:
        raw[-1], new[-1] = f"{raw[-1]}{end}", new[-1].removesuffix(end)
    edit = Edit(document.path, document.text, "\n".join([*raw[:position], *new, *raw[position:]]))
    _refuse_misread(edit, position + 1, task_id, wanted)
    return edit, position + 1


def _list_of(feature: Feature) -> Document:
    found = [one for one in feature.documents if any(task.file == one.path for task in feature.tasks)]
    if not found:
        raise UserError(feature.id, "has no tasks yet", "write the first one by hand")
    return found[-1]


def _group(feature: Feature, phase: str) -> _Group:
    """The group of that name; without one the last group of headings, or the tasks at the top."""
    if not feature.tasks:
        raise UserError(feature.id, "has no tasks yet", "write the first one by hand")
    phases = list(dict.fromkeys(task.phase for task in feature.tasks if task.phase))
    if phase:
        words = " ".join(phase.split()).casefold()
        chosen = [one for one in phases if one.casefold() == words] or [
            one for one in phases if words in one.casefold()
        ]
        if len(chosen) != 1:
            problem = "several phases match" if chosen else "no such phase"
            raise UserError(f"--phase {phase!r}", problem, f"use {join_choices(map(repr, chosen or phases))}")
        tasks = [task for task in feature.tasks if task.phase == chosen[0]]
    elif feature.kind == KIRO.name:
        tasks = [task for task in feature.tasks if "." not in task.id] or list(feature.tasks)
    else:
        tasks = [task for task in feature.tasks if task.phase == feature.tasks[-1].phase]
    parents = {task.parent for task in feature.tasks}
    if phase and feature.kind == KIRO.name and tasks[0].id in parents:  # the parts of a task
        tasks = [task for task in tasks if task.parent == tasks[0].id] or tasks
    else:
        tasks = [task for task in tasks if not task.parent or "." not in task.id] or tasks
    head = tasks[-1].id.rpartition(".")[0]
    return _Group(f"{head}." if head else "", tasks)


def _lines(feature: Feature, task_id: str, wanted: Wanted, indent: str) -> Iterator[str]:
    """The lines of the task: its own, and in Kiro's form one with the requirements that it serves."""
    is_kiro = feature.kind == KIRO.name
    mark = f"{task_id}." if is_kiro and "." not in task_id else task_id
    known = {task.id for task in feature.tasks}
    waits = [one for part in wanted.depends for one in part.replace(",", " ").split()]
    for one in waits:
        if one not in known:
            raise UserError(f"depends on {one!r}", f"no such task in {feature.id}", "use an id of its lists")
    parallel = ["(P)" if is_kiro else "[P]"] * wanted.parallel
    after = [f"(depends on {', '.join(f'task {one}' if '.' not in one else one for one in waits)})"] * bool(waits)
    yield " ".join([f"{indent}- [ ]", mark, *parallel, wanted.text, *after])
    given = [one for part in wanted.requirements for one in part.replace(",", " ").split()] if is_kiro else []
    for one in given:
        if one not in feature.spec.named:
            raise UserError(f"requirement {one!r}", f"no such requirement in {feature.id}", "use an id of its criteria")
    if wanted.requirements and not is_kiro:
        raise UserError("--requirement", "tasks of this kind of list name no requirements", "leave it out")
    if given:
        yield f"{indent}  - _Requirements: {', '.join(given)}_"


def _end(feature: Feature, document: Document, model: Task, raw: Sequence[str]) -> int:
    """How many lines stand above the new task: all of the last one's, its parts and its body included."""
    last = model
    for task in feature.tasks:  # in the order of the list
        if task.file == document.path and task.line > last.line and _is_below(task, model, feature):
            last = task
    indent = width(raw[model.line - 1])
    end = last.line
    for number in range(last.line, len(raw)):
        text = raw[number].rstrip("\r")
        if text.strip() and width(text) <= indent:
            break
        if text.strip():
            end = number + 1
    return end


def _is_below(task: Task, ancestor: Task, feature: Feature) -> bool:
    by_id = {one.id: one for one in feature.tasks}
    seen: set[str] = set()
    while task.parent and task.parent not in seen:
        if task.parent == ancestor.id:
            return True
        seen.add(task.parent)
        task = by_id.get(task.parent, replace(task, parent=""))
    return False


def _refuse_misread(edit: Edit, line: int, task_id: str, wanted: Wanted) -> None:
    """Refuse what would be read as another task than the one wanted, or would change another task."""
    tasks = read_tasks(edit.after, edit.path)
    new = next((task for task in tasks if task.line == line), None)
    others = [replace(task, line=0) for task in tasks if task is not new]
    before = [replace(task, line=0) for task in read_tasks(edit.before, edit.path)]
    phases = [replace(task, phase="") for task in others] == [replace(task, phase="") for task in before]
    if new is None or new.id != task_id or not wanted.text.startswith(new.text.split(" (depends")[0]) or not phases:
        problem = f"{show(wanted.text)} would not be read as this task"
        raise UserError(f"{edit.path}:{line}", problem, "rephrase it, or add the task by hand")
