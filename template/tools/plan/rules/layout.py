"""Rules about paths: the tree in plan.md, the paths of tasks, the source roots."""

from collections.abc import Iterator

from ..disk import enters_git, leaves
from ..model import Feature, Project
from .base import Problem


def layout_drift(feature: Feature) -> Iterator[Problem]:
    """A drawn path that is not on disk, or a folder below a drawn root that no plan draws.

    A plan of people's own draws what its feature adds: it is held against the disk once all is done, and what else is
    there is no concern of it.
    """
    if not feature.is_ours:
        yield from _not_made(feature)
        return
    for one in feature.drift:
        if one.drawn:
            message = f"{one.path} is drawn here and not on disk; create it, or take it out of the tree"
        else:
            message = f"{one.path} is on disk and not drawn here; draw it, or remove the folder"
        yield Problem(one.file, one.line, message)


def _not_made(feature: Feature) -> Iterator[Problem]:
    drawn = [one for one in feature.drift if one.drawn] if feature.is_finished else []
    if drawn:
        first = drawn[0]
        more = f" and {len(drawn) - 1} more" if len(drawn) > 1 else ""
        message = f"{first.path}{more} in this tree {'are' if more else 'is'} not on disk, and all tasks are ticked"
        yield Problem(first.file, first.line, f"{message}; correct the tree, or untick what is missing")


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
