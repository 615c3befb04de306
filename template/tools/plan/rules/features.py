"""Rules about the features of a project."""

from collections.abc import Iterator

from ..model import Project
from .base import Problem


def duplicate_feature_number(project: Project) -> Iterator[Problem]:
    """Two features with one number, as two branches begin them; the later name is the newer one."""
    first: dict[str, str] = {}
    for feature in sorted(project.features, key=lambda one: one.id):
        number, _, slug = feature.id.partition("-")
        if feature.is_archived or not slug or not number.isdecimal() or not feature.documents:
            continue
        earlier = first.setdefault(number, feature.id)
        if earlier != feature.id:
            message = f"{earlier} has the number {number} too; run 'python3 tools/plan renumber {feature.id}'"
            yield Problem(feature.documents[0].path, 1, message, feature=feature.id)
