"""The project as it was before an update, where its lists of test files have lost some of them in a merge."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ..plan.listing import missing_in_list
from .project import Project
from .units import UnitView


def as_listed(project: Project, text: Callable[[str], str]) -> Project:
    """Return the project whose lists name what the written ones do, so that an update adds what these lack.

    `text` reads a file of it, blank if there is none. Where a test file is deleted, its line stays deleted.
    """

    def listed(views: Iterable[UnitView]) -> tuple[UnitView, ...]:
        return tuple(_as_listed(view, text) if view.language.test_list else view for view in views)

    units = {name: listed(views) for name, views in project.units.items()}
    return replace(project, units=units, all_units=listed(project.all_units))


def _as_listed(view: UnitView, text: Callable[[str], str]) -> UnitView:
    def is_listed(path: str) -> bool:
        return not text(path) or not missing_in_list(path, text)

    kinds = []
    for kind in view.kinds:
        folder = f"{view.root}/{kind.path}".removeprefix("./")
        kinds.append(replace(kind, files=tuple(file for file in kind.files if is_listed(f"{folder}/{file}"))))
    return replace(view, kinds=tuple(kinds))
