"""How the tests of tasks stand, as far as that can be told without running anything."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from .disk import Disk
from .items import Task as RecordedTask
from .languages import Framework, frameworks_of, id_in_tests
from .listing import missing_in_list
from .marks import definition_of, marked_tests
from .model import Feature, Orphan, Task, Test
from .regex import lazy

_BOX = lazy(r"^[ \t]*[-*+] \[([ xX])\]", re.MULTILINE)  # of a step in a manual test
_WORD = lazy(r"\w+")
_HEADING = lazy(r"^##? ", re.MULTILINE)


def test_of(task: Task, recorded: RecordedTask | None, given: frozenset[str], disk: Disk) -> Test | None:
    """The test that the record has for the task, else the one that its own words name.

    `given` are the test files of the record. One that a person has renamed in its folder is known by the test's name.
    """
    if recorded:
        return recorded_test(recorded, given, disk)
    return _test(task.id, task.test_path, None, disk) if task.test_path else None


def recorded_test(recorded: RecordedTask, given: frozenset[str], disk: Disk) -> Test | None:
    """The test that the record has for a task; None if it has none. `given` are the test files of the record."""
    path, name = recorded.test, recorded.name or None
    if not path:
        return None
    if name and disk.text(path) is None:
        first_word = _WORD.search(name)
        words = _words_in(disk, path.rpartition("/")[0]) if first_word else {}
        found = (one for one in words.get(first_word[0] if first_word else "", ()) if one not in given)
        path = next((one for one in found if name in (disk.text(one) or "")), path)
    return _test(recorded.id, path, name, disk)


def _test(task_id: str, path: str, name: str | None, disk: Disk) -> Test:
    text = disk.text(path)
    unlisted = missing_in_list(path, disk.text) if text is not None else ""
    return Test(path, name, status_in(task_id, path, name, text), unlisted)


@lru_cache(maxsize=64)
def _words_in(disk: Disk, folder: str) -> Mapping[str, list[str]]:
    """Index the test files of a folder by their words, for all of them may have been renamed."""
    found: dict[str, list[str]] = {}
    for path in disk.files(folder):
        if frameworks_of(path):
            for word in set(_WORD.findall(disk.text(path) or "")):
                found.setdefault(word, []).append(path)
    return found


def status_in(task_id: str, path: str, name: str | None, text: str | None) -> str:
    """Return what can be told of a test without running anything.

    It is missing, pending as long as the generated mark stands, or unknown.
    """
    if text is None:
        return "missing"
    frameworks = frameworks_of(path)
    if name is None or not frameworks:
        return "unknown"
    if frameworks[0].is_manual:
        definition = _definition(frameworks, task_id, text)
        return _carried_out(text[definition.end() :]) if definition else "missing"
    marked = marked_tests(frameworks, id_in_tests(task_id), text)
    if any(_is_named(one, name) for one in marked):
        return "pending"  # the usual case, without a pattern that would be compiled for this task alone
    if not _definition(frameworks, task_id, text):
        return "missing"
    renamed = name not in text and any(_definition(frameworks, task_id, one) for one in marked)
    return "pending" if renamed else "unknown"


def _is_named(definition: str, name: str) -> bool:
    """Tell whether a definition has this name and not a longer one that begins so."""
    _, found, rest = definition.partition(name)
    return bool(found) and not (rest[:1].isalnum() or rest[:1] == "_")


def _carried_out(script: str) -> str:
    """What the boxes of a manual test say: none ticked is pending, all is passing; anything between nobody can tell."""
    ticks = {box != " " for box in _BOX.findall(_HEADING.split(script, maxsplit=1)[0])}
    return {(False,): "pending", (True,): "passing"}.get(tuple(ticks), "unknown")


def _definition(frameworks: Iterable[Framework], task_id: str, text: str) -> re.Match[str] | None:
    definitions = dict.fromkeys(one.definition for one in frameworks)
    return next(filter(None, (definition_of(one, task_id, text) for one in definitions)), None)


def orphans(
    features: Iterable[Feature], recorded: Mapping[str, Mapping[str, RecordedTask]], disk: Disk
) -> Iterator[Orphan]:
    """Tests without a task; a feature with a list that cannot be read has none, for its tasks may stand there."""
    listed = {feature.id: {task.id for task in feature.tasks} for feature in features if not feature.unreadable}
    closed = {feature.id for feature in features if feature.unreadable}
    for name, tasks in recorded.items():
        for task_id, task in tasks.items():
            frameworks = frameworks_of(task.test) if task.test else ()
            if name in closed or task_id in listed.get(name, ()) or not frameworks:
                continue
            text = disk.text(task.test)
            if text and (found := _definition(frameworks, task_id, text)):
                yield Orphan(name, task_id, task.test, text.count("\n", 0, found.start()) + 1)
