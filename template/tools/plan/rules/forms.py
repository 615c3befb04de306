"""Rules about the team's own forms."""

from collections.abc import Iterator

from ..house import CONTRACT
from ..model import Project
from .base import Problem


def outdated_form(project: Project) -> Iterator[Problem]:
    """A form that was made for an older contract; it still works."""
    for path, contract in project.outdated:
        remedy = f"compare it with the template's, then begin it with {{# form: {CONTRACT} #}}"
        message = f"made for form {contract}, and there is form {CONTRACT} now; {remedy}"
        yield Problem(path, 1, message)
