"""Absolute paths into a checkout of the project: they mean its own files, wherever it was checked out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from .model import Task


def with_own_paths(tasks: Sequence[Task], exists: Callable[[str], bool]) -> tuple[Task, ...]:
    """Return the tasks with the paths that lead into a checkout of the project as paths from its root.

    One whose tail is there shows where the checkout is; the others may name files that are still to be written.
    """
    absolute = [path for task in tasks for path in task.paths if path.startswith("/")]
    if not absolute:
        return tuple(tasks)
    own = _checkouts(absolute, exists)
    return tuple(_with(task, own) if any(path.startswith("/") for path in task.paths) else task for task in tasks)


def _checkouts(paths: Iterable[str], exists: Callable[[str], bool]) -> list[str]:
    """The folders that are the project's, as far as its files tell; the outermost first."""
    found = set()
    for path in paths:
        parts = path.split("/")
        for start in range(2, len(parts) - 1):  # a file without a folder would be anybody's
            if exists("/".join(parts[start:])):
                found.add(f"{'/'.join(parts[:start])}/")
                break
    return sorted(found, key=len)


def _with(task: Task, own: Sequence[str]) -> Task:
    def local(path: str) -> str:
        return next((path.removeprefix(one) for one in own if path.startswith(one)), path)

    return replace(
        task,
        paths=tuple(dict.fromkeys(map(local, task.paths))),
        reads=tuple(map(local, task.reads)),
        test_path=local(task.test_path) if task.test_path else None,
    )
