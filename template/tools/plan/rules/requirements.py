"""Rules about the requirements of spec.md and the tasks that name them."""

from collections.abc import Iterator

from ..model import Feature
from .base import Problem


def duplicate_requirement(feature: Feature) -> Iterator[Problem]:
    """A second requirement or criterion of one id, as two branches leave it: only the first of them is planned."""
    first = {one.id: one.line for one in (*feature.spec.requirements, *feature.spec.criteria)}
    for one in feature.spec.repeated:
        message = f"{one.id} is also the id of line {first[one.id]}, which says something else; give this one a free id"
        yield Problem(feature.spec.path, one.line, message)


def unknown_requirement(feature: Feature) -> Iterator[Problem]:
    """A task that names a requirement of which spec.md says nothing; without a spec.md nothing can be told."""
    spec = feature.spec
    for task in feature.tasks if spec.path else ():
        for one in task.requirements:
            if one not in spec.named:
                message = f"{task.id} names {one}, which {spec.path} does not have; add it there, or fix the id"
                yield Problem(task.file, task.line, message, task.id)


def uncovered_requirement(feature: Feature) -> Iterator[Problem]:
    """A requirement that no task names, in a feature that has tasks."""
    covered = {one for task in feature.tasks for one in task.requirements}
    for one in feature.requirements if feature.tasks else ():
        if one.id not in covered:
            message = (
                f"{one.id} has no task; write ({one.id}) behind the text of each task that serves it, "
                f"or run 'python3 tools/plan add \"…\" --requirement {one.id}'"
            )
            yield Problem(feature.spec.path, one.line, message)
