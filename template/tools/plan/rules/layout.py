"""Rules about paths: the tree in plan.md, the paths of tasks, the source roots."""

from collections.abc import Iterator

from ..disk import enters_git, leaves
from ..model import Feature, Project
from .base import Problem


def layout_drift(feature: Feature) -> Iterator[Problem]:
    """A drawn path that is not on disk, or a folder below a drawn root that no plan draws."""
    for one in feature.drift:
        if one.drawn:
            message = f"{one.path} is drawn here and not on disk; create it, or take it out of the tree"
        else:
            message = f"{one.path} is on disk and not drawn here; draw it, or remove the folder"
        yield Problem(one.file, one.line, message)


def unsafe_path(feature: Feature) -> Iterator[Problem]:
    """A path that climbs out of the project, or that goes into Git's own folder."""
    for task in feature.tasks:
        for path in task.paths:
            if leaves(path) or enters_git(path):
                where = "leaves the project" if leaves(path) else "goes into Git's own folder"
                message = f"the path {path} of {task.id} {where}; name a file of the project"
                yield Problem(task.file, task.line, message, task.id)


def unused_unit(project: Project) -> Iterator[Problem]:
    """A source root of an earlier project type, which updates keep."""
    for one in project.idle_units:
        root = "the project's root" if one.root == "." else f"{one.root}/"
        message = (
            f"the unit at {root} is no longer in use, for the project type is {one.project_type}; "
            "move what you need, delete the rest of it and this line"
        )
        yield Problem(one.file, one.line, message)
