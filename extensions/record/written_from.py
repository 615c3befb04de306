"""The words that each test was written from, so that `check` can tell when they have changed since."""

from collections.abc import Mapping
from dataclasses import replace

from ..destination.folder import Destination
from ..plan.digests import digest, digest_of, digests
from ..plan.identity import tasks_by_id
from ..plan.items import Task
from ..plan.model import Spec
from ..plan.record import FeatureItems


def remember_words(previous: FeatureItems, now: FeatureItems, destination: Destination) -> tuple[Task, ...]:
    """Return the tasks of a feature with the hashes of what their tests are written from.

    The hashes follow requirements and scenarios as long as a test is a stub, and stay when a person has written it.
    """
    folder = now.feature.id
    words = requirement_words(previous, now, destination.specs.get(folder, Spec()))
    listed = destination.lists.get(folder, ())
    lines = {line.id: line for line in reversed(listed)}
    by_id = tasks_by_id(now.tasks, listed)
    given = frozenset(task.test for task in now.tasks)

    def remembered(task: Task) -> Task:
        line = lines.get(task.id) if by_id.get(task.id) is task else None
        if not task.test or (task.written_from and line is None):
            return task
        is_written = bool(task.written_from) and destination.is_written(task, given)
        return replace(task, written_from=hashes(task, words, is_written))

    return tuple(map(remembered, now.tasks))


def requirement_words(previous: FeatureItems, now: FeatureItems, spec: Spec) -> dict[str, str]:
    """Return the requirements as spec.md will have them after this run: what a person changed there stays."""
    printed = {one.id: digest(one.text) for one in previous.requirements}
    edited = {one.id: one.text for one in spec.requirements if printed.get(one.id) != digest(one.text)}
    answered = {one.id: one.text for one in now.requirements}
    return {one.id: one.text for one in spec.requirements} | answered | edited


def hashes(task: Task, words: Mapping[str, str], is_written: bool) -> tuple[str, ...]:
    """Return the hashes of a task; if its test was written, only for a requirement that is new to it another one."""
    requirements = task.current_requirements if task.current_text else task.requirements
    if not is_written:
        return digests(requirements, words, task.scenarios)
    had = {one: digest_of(one, task.written_from) for one in requirements}
    kept = [f"{one}:{had[one] or digest(words[one])}" for one in requirements if had[one] or one in words]
    return (*kept, *(one for one in task.written_from if ":" not in one))
