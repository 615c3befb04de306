"""Rules about the requirements of a specification and the tasks that name them."""

from collections.abc import Iterator

from ..model import Feature
from ..regex import lazy
from .base import Problem

_SUFFIX = lazy(r"(?<=[0-9])(?:[A-Za-z]|\.[0-9]+|-[a-z]+-[a-z0-9]+)+$")


def duplicate_requirement(feature: Feature) -> Iterator[Problem]:
    """A second requirement or criterion of one id, as two branches leave it: only the first of them is planned."""
    first = {one.id: one.line for one in (*feature.spec.requirements, *feature.spec.criteria)}
    for one in feature.spec.repeated:
        message = f"{one.id} is also the id of line {first[one.id]}, which says something else; give this one a free id"
        yield Problem(feature.spec.path, one.line, message)


def unknown_requirement(feature: Feature) -> Iterator[Problem]:
    """A task that names a requirement of which the specification says nothing; without one nothing can be told."""
    spec = feature.spec
    for task in feature.tasks if spec.path and spec.named else ():
        for one in task.requirements:
            if one not in spec.named and _SUFFIX.sub("", one) not in spec.named:
                message = f"{task.id} names {one}, which {spec.path} does not have; add it there, or fix the id"
                yield Problem(task.file, task.line, message, task.id)


def uncovered_requirement(feature: Feature) -> Iterator[Problem]:
    """A requirement that no task names; if the list names none at all, that is said once."""
    covered = {name for task in feature.tasks for one in task.requirements for name in (one, _SUFFIX.sub("", one))}
    missing = [one for one in feature.requirements if one.id not in covered] if feature.tasks else []
    if len(missing) > 1 and not covered:
        task = feature.tasks[0]
        message = (
            f"no task of this list names a requirement, and {feature.spec.path} has {len(feature.requirements)}; "
            f"write {_written(feature, missing[0].id)} to see in the report which of them are tested"
        )
        yield Problem(task.file, task.line, message)
        return
    for one in missing:
        remedy = (
            "" if feature.kind == "openspec" else (f", or run 'python3 tools/plan add \"…\" --requirement {one.id}'")
        )
        message = f"{one.id} has no task; write {_written(feature, one.id)}{remedy}"
        yield Problem(one.file or feature.spec.path, one.line, message)


def _written(feature: Feature, requirement: str) -> str:
    """How a task of this kind of list names a requirement."""
    if feature.kind == "kiro":
        return f"_Requirements: {requirement}_ below each task that serves it"
    if feature.kind == "openspec":
        return f'"{requirement}" into the text of each task that serves it'
    return f"({requirement}) behind the text of each task that serves it"
