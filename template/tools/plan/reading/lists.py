"""Task lists of every kind behind one model: the reader is chosen by where the list is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..kinds import SPEC_KIT, kind_of
from ..model import Task
from ..regex import lazy
from .grammar import BOX, Known, spec_kit_tasks
from .lines import Line, visible_lines
from .numbered import numbered_tasks
from .prose import same_words

_BOX = lazy(rf"[ \t]*(?:(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]*)?{BOX}")


def read_tasks(document: str, file: str) -> tuple[Task, ...]:
    """Read all tasks of a document, in the order in which they stand. `file` is its path from the project's root."""
    return tasks_in(visible_lines(document), file)


def tasks_in(lines: Sequence[Line], file: str, known: Known = lambda task: None) -> tuple[Task, ...]:
    """Read the same of lines that were read before.

    `known` completes a task of which the words are known already; only the words of the others are read.
    """
    kind = kind_of(file)
    if kind is SPEC_KIT:
        return _as_parts(spec_kit_tasks(lines, file, known))
    return numbered_tasks(lines, file, kind, known)


def read_task(line: str) -> Task | None:
    """Read one line by itself, as the record keeps it; None where it is no task."""
    return next(iter(read_tasks(line, "")), None)


def box_of(line: str) -> tuple[int, int] | None:
    """Return where the character in the box of a task's line stands; None where the line has no box."""
    bare = line.removeprefix("\ufeff")
    title = bare.lstrip("# \t") if bare.startswith("#") else bare
    match = _BOX.match(title)
    if not match:
        return None
    start = len(line) - len(title)
    return start + match.start("state"), start + match.end("state")


def listed_once(lists: Mapping[str, Sequence[Task]]) -> dict[str, tuple[Task, ...]]:
    """Return the tasks of a feature's lists; one that plan.md only previews is that of tasks.md with the same words."""
    final = {task.id: task for path, tasks in lists.items() if path.endswith("tasks.md") for task in tasks}
    return {
        path: tuple(tasks) if path.endswith("tasks.md") else tuple(one for one in tasks if not _is_preview(one, final))
        for path, tasks in lists.items()
    }


def _is_preview(task: Task, final: Mapping[str, Task]) -> bool:
    other = final.get(task.id)
    return other is not None and (same_words(task.line_words, other.line_words) or same_words(task.text, other.text))


def _as_parts(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks, each part such as T010b.1 with the id of the task that it belongs to."""
    ids = {task.id for task in tasks}
    return tuple(
        replace(task, parent=parent) if "." in task.id and (parent := task.id.rpartition(".")[0]) in ids else task
        for task in tasks
    )
