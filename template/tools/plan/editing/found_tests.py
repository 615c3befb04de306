"""Where the tests of tasks stand that get new ids: as the record says, or by their words if it has lost them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..disk import Disk
from ..languages import frameworks_of, test_key
from ..model import Task
from .answers import Values
from .files import SKIPPED, read_text
from .stubs import Stub, blocks, has_words, is_test_of


def find_tests(
    root: Path, tasks: Sequence[Task], items: Iterable[Values], title: str
) -> tuple[dict[str, str], list[Stub]]:
    """Return the texts of the test files by path, and the test of each task that has one.

    `items` are the tasks as the record has them; `title` is that of their story, blank if it does not matter.
    """
    disk = Disk(root)
    recorded = {str(item["task"]): item for item in items}
    found = [
        Stub(task, _present(disk, str(item["test"]), str(item["name"])), str(item["name"]))
        for task in tasks
        if (item := recorded.get(task.id)) and item.get("test") and item.get("name")
    ]
    lost = [task for task in tasks if task.id not in recorded]
    known = {(one.path, one.task.id) for one in found}
    if lost:
        found += [one for one in _by_words(root, lost, title) if (one.path, one.task.id) not in known]
    return {one.path: read_text(root, one.path) for one in found if disk.text(one.path) is not None}, found


def _present(disk: Disk, path: str, name: str) -> str:
    """The path of a test, or the one that a person has given to its file in the same folder."""
    if disk.text(path) is not None:
        return path
    beside = (one for one in disk.files(path.rpartition("/")[0]) if frameworks_of(one))
    return next((one for one in beside if name in (disk.text(one) or "")), path)


def _by_words(root: Path, tasks: Sequence[Task], title: str) -> Iterator[Stub]:
    """The tests that say what the tasks say; a task of which two tests say so has none."""
    candidates: dict[Task, list[str]] = {task: [] for task in tasks}
    for path, text in _test_files(root):
        folded = text.lower()
        possible = [task for task in tasks if test_key(task.id) in folded or task.id in text]
        for start, end in blocks(text, path) if possible else ():
            for task in possible:
                block = text[start:end]
                if is_test_of(block, path, task.id) and has_words(block, task, title):
                    candidates[task].append(path)
    yield from (Stub(task, paths[0]) for task, paths in candidates.items() if len(paths) == 1)


def _test_files(root: Path) -> Iterator[tuple[str, str]]:
    """Every test file with its text; links, other repositories in the project and what tools make are left out."""
    disk = Disk(root)
    for folder, names, files in os.walk(root):
        here = Path(folder)
        names[:] = sorted(one for one in names if one not in SKIPPED and not (here / one / ".git").exists())
        for path in (here / name for name in sorted(files)):
            shown = path.relative_to(root).as_posix()
            if frameworks_of(shown) and path.is_file() and not path.is_symlink():
                yield shown, disk.text(shown) or ""
