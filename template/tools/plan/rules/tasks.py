"""Rules about the tasks of a list."""

from collections.abc import Iterator

from ..model import Feature, Finding, Task


def duplicate_id(feature: Feature) -> Iterator[Finding]:
    """The second task of an id, in the same list or in the feature's other one."""
    first: dict[str, Task] = {}
    for task in feature.tasks:
        earlier = first.setdefault(task.id, task)
        if earlier is not task:
            message = f"{task.id} is taken by {earlier.file}:{earlier.line}; give this task the next free id"
            yield Finding("duplicate-id", "error", feature.id, task.id, task.file, task.line, message)
