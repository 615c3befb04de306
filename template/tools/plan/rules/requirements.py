"""Rules about the requirements of spec.md and the tasks that name them."""

import re
from collections.abc import Iterator

from ..model import Feature
from .base import Problem

_REQUIREMENT = re.compile(r"\bFR-[0-9]{1,4}\b")


def unknown_requirement(feature: Feature) -> Iterator[Problem]:
    """A task that names a requirement of which spec.md says nothing; without a spec.md nothing can be told."""
    spec = _spec(feature)
    if spec is None:
        return
    known = set(_REQUIREMENT.findall(feature.documents[spec].text))
    for task in feature.tasks:
        for one in task.requirements:
            if one not in known:
                message = f"{task.id} names {one}, which {feature.documents[spec].path} has not; add it there, or mend"
                yield Problem(task.file, task.line, f"{message} the id", task.id)


def uncovered_requirement(feature: Feature) -> Iterator[Problem]:
    """A requirement that no task names, in a feature that has tasks."""
    spec = _spec(feature)
    if spec is None or not feature.tasks:
        return
    covered = {one for task in feature.tasks for one in task.requirements}
    for one in feature.requirements:
        if one.id not in covered:
            message = f"{one.id} has no task; write ({one.id}) behind the text of each task that serves it"
            yield Problem(feature.documents[spec].path, one.line, message)


def _spec(feature: Feature) -> int | None:
    """The place of spec.md among the documents."""
    return next((place for place, one in enumerate(feature.documents) if one.path.endswith("spec.md")), None)
