"""Rules about the OpenAPI files in a feature's contracts/, as the last update has read them."""

from collections.abc import Iterator

from ..model import Feature
from .base import Problem


def untested_operation(feature: Feature) -> Iterator[Problem]:
    """An operation for which no task of the lists writes a contract test."""
    listed = {task.id for task in feature.tasks}
    by_hand = [task.text for task in feature.tasks if task.writes_test]
    for one in feature.operations:
        if one.task not in listed and not any(one.id in text for text in by_hand):
            message = (
                f"{one.id} has no contract test; write the task of one, which names the operation and its test file"
            )
            yield Problem(one.file, 1, message)


def unreadable_contract(feature: Feature) -> Iterator[Problem]:
    """A contract that the last update has left out."""
    for one in feature.contracts:
        message = f"the contract is left out: {one.reason}; fix it, commit and run '{feature.sync}'"
        yield Problem(one.path, one.line, message)
