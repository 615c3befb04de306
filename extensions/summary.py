"""What an update has done, for its last message: seen in the files that the template writes, without Git; and what a
run would do.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .plan.disk import CannotRead, read_bytes
from .plan.planned import LIST
from .plan.record import Record
from .text.names import joined
from .views.project import Project

NOTHING = "Nothing to add."
_MARKER = re.compile(rb"^(?:<{7} before updating|>{7} after updating)\r?$", re.MULTILINE)  # Copier's own
_MOST_NAMED = 5  # documents


def take_snapshot(root: Path, paths: Iterable[str], previous: Record) -> dict[str, Any]:
    """Return, as JSON takes it, the state before an update: a digest of each file, blank if it is not there yet."""
    return {
        "files": {path: _digest(root / path) for path in paths},
        "tasks": [[task.feature, task.id] for task in previous.tasks],
        "tests": [[task.test, task.name] for task in previous.tasks],
    }


def summarise(root: Path, before: Mapping[str, Any], record: Record) -> str:
    """Say how many tasks and stubs were added, what has changed, and which files have conflicts."""
    known, tests = set(map(tuple, before["tasks"])), set(map(tuple, before["tests"]))
    tasks = [task for task in record.tasks if task.kind != LIST and (task.feature, task.id) not in known]
    stubs = [task for task in record.tasks if task.name and (task.test, task.name) not in tests]
    added = [_counted(tasks, "task")] * bool(tasks) + [_counted(stubs, "stub")] * bool(stubs)
    counted = {task.test for task in stubs}
    files = [path for path, digest in before["files"].items() if path not in counted and _digest(root / path) != digest]
    lines = []
    if added:
        lines.append(f"Added {joined(added)}.")
    if files:
        lines.append(f"Changed {joined(list(_named(files)))}.")
    conflicts = [path for path in before["files"] if _has_conflict(root / path)]
    if conflicts:
        lines += [f"Conflicts in {_counted(conflicts, 'file')}; choose between the two sides of each:", ""]
        lines += [f"  {path}" for path in conflicts]
    return "\n".join(lines) or NOTHING


def preview(project: Project, record: Record, previous: Record, files: list[str]) -> dict[str, Any]:
    """Return, as JSON takes it, what a run would plan for the current feature, and which files it would write."""
    feature = record.context.feature
    known = {(task.feature, task.id) for task in previous.tasks}
    printed = [one for one in project.documents if one.id == feature]
    return {
        "feature": feature,
        "phases": [phase.name for one in printed for phase in one.phases],
        "tasks": sum(task.feature == feature for task in record.tasks),
        "new_tasks": sum((task.feature, task.id) not in known for task in record.tasks),
        "features": len(record.by_feature),
        "all_tasks": len(record.tasks),
        "files": files,
        "stubs": [stub.path for stub in project.stubs],
    }


def say_restored(renamed: Mapping[str, str], count: int, previous: Record, record: Record) -> str:
    """Say which features were renamed, how many lines of the record came back, and what is planned because of that."""
    lines = [
        f"specs/{folder} is {former}, renamed; its tests stay where they are." for former, folder in renamed.items()
    ]
    if count:
        lines_were = "1 line was" if count == 1 else f"{count} lines were"
        lines.append(f"The record had gaps: {lines_were} restored from documents and stubs.")
        known = {(task.feature, task.id) for task in previous.tasks}
        tasks = [task for task in record.tasks if task.kind != LIST and (task.feature, task.id) not in known]
        lines += ["Planned by this update, new or again:", ""] if tasks else []
        lines += [f"  {task.id} {task.text}" for task in tasks]
    return "\n".join(lines)


def _named(files: list[str]) -> Iterator[str]:
    """Yield the names of documents, and how many files there are beside them."""
    documents = [path for path in files if path.endswith(".md") and "specs/" in path][:_MOST_NAMED]
    others = [path for path in files if path not in documents]
    yield from documents
    if len(others) == 1:
        yield others[0]
    elif others:
        yield _counted(others, "other file" if documents else "file")


def _counted(things: list[Any], name: str) -> str:
    return f"{len(things)} {name}{'s' * (len(things) != 1)}"


def _digest(file: Path) -> str:
    """Return a digest of a file's text, whatever its line ends."""
    content = _content(file)
    return "" if content is None else hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:16]


def _has_conflict(file: Path) -> bool:
    """Whether Copier has left both sides in a file, or what it could not apply beside it (`--conflict rej`)."""
    rejected = file.with_name(f"{file.name}.rej")
    return rejected.is_file() or _MARKER.search(_content(file) or b"") is not None


def _content(file: Path) -> bytes | None:
    try:
        return read_bytes(str(file))
    except CannotRead:
        return None
