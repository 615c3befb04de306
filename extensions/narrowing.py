"""A sync: an update to the same version with the same answers, in which only the record changes.

Copier renders the whole project three times in an update: as it was, as it will be, and once more into its folder. What
does not depend on the record is the same each time, so a sync leaves it out of all three. The outcome is that of a full
update, because Copier leaves a path alone that is in none of them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .answers.answers import Answers
from .house import printed_project
from .opening import Opened
from .plan.errors import UserError
from .plan.record import Record
from .shortcuts import running_update
from .views.listed import as_listed
from .views.project import Project
from .views.units import UnitView

_MOST = 100  #: changed paths; with more of them a full update is as quick
_PLAIN = re.compile(r"[A-Za-z0-9_./+@-]+(/\*)?")  #: paths that Copier's patterns take as they are


@dataclass(frozen=True)
class Narrowing:
    """What a sync renders: the test files and the documents that the record changes, by path and by feature."""

    before: Project
    after: Project
    record: Record  #: that after it
    stubs: frozenset[str]
    documents: frozenset[str]
    folders: frozenset[str]  #: the folders of tests in which a file comes or goes; some list their files

    @property
    def paths(self) -> tuple[str, ...]:
        """List what is rendered, from the project's root, as patterns."""
        folders = (*self.folders, *(f"specs/{one}" for one in self.documents))
        return tuple(sorted((*self.stubs, *(f"{one}/*" for one in folders))))

    def patterns(self, answers_file: str) -> str:
        """Return the patterns of what is left out, a line each."""
        return "\n".join(("/**", *(f"!/{path}" for path in (answers_file, *self.paths))))

    def needed(self, paths: Iterable[str], answers_file: str) -> list[str]:
        """Return those of the paths that the patterns leave."""
        return [path for path in paths if path == answers_file or self._renders(path)]

    def _renders(self, path: str) -> bool:
        folder = path.rpartition("/")[0]
        return path in self.stubs or folder in self.folders or folder.removeprefix("specs/") in self.documents

    def view(self, record: Record) -> Project:
        """Return what a rendering with this record prints. Raises UserError if it was not foreseen."""
        if record == self.record:
            return self.after
        raise UserError("", "the record changed while this sync was running", "run it again")

    def narrowed(self, project: Project) -> Project:
        """Return the project with the changed test files and documents alone."""
        return replace(
            project,
            stubs=tuple(one for one in project.stubs if one.path in self.stubs),
            second_files=tuple(one for one in project.second_files if one.path in self.stubs),
            documents=tuple(one for one in project.documents if one.id in self.documents),
        )


class Sync:
    """The sync that is being rendered, and what was foreseen of it: one at a time, for Copier renders in turn."""

    def __init__(self) -> None:
        self._worker: Any = None
        self._narrowing: Narrowing | None = None

    def narrowing(self, foresee: Callable[[Path], Narrowing | None]) -> Narrowing | None:
        """Return what `foresee` makes of the project's folder, asked once a sync; None in any other rendering."""
        worker = _syncing()
        if worker is None:
            return None
        if worker is not self._worker:
            self._narrowing = foresee(Path(worker.subproject.local_abspath))
            self._worker = worker
        return self._narrowing


def _syncing() -> Any:
    """Return Copier's worker of the update that is being rendered, if it is a sync; else None."""
    worker = (running_update() or {}).get("self")
    is_sync = (
        worker is not None
        and worker.template.commit == worker.subproject.template.commit
        and worker.defaults
        and not worker.data
        and not worker.exclude
        and not worker.skip_if_exists
    )
    return worker if is_sync else None


def narrowing_of(answers: Answers, opened: Opened, record: Record) -> Narrowing | None:
    """Return what differs between the record before and after.

    None if that is more than test files and documents, or a name has signs that mean something in a pattern.
    """
    if opened.previous != opened.recorded:
        return None
    before, after = (printed_project(answers, one, {}, opened.answers_file) for one in (opened.previous, record))
    before = as_listed(before, opened.destination.text)
    if _without_tests(before) != _without_tests(after):
        return None
    found = Narrowing(
        before,
        after,
        record,
        stubs=_differing(_test_files(before), _test_files(after)),
        documents=_differing({one.id: one for one in before.documents}, {one.id: one for one in after.documents}),
        folders=_differing(_test_folders(before), _test_folders(after)),
    )
    is_plain = all(map(_PLAIN.fullmatch, (opened.answers_file, *found.paths)))
    return found if is_plain and len(found.paths) <= _MOST else None


def _without_tests(project: Project) -> Project:
    """Return the project without its documents, its test files and the lists of these."""
    units = {name: _without_files(views) for name, views in project.units.items()}
    all_units = _without_files(project.all_units)
    return replace(project, documents=(), stubs=(), second_files=(), units=units, all_units=all_units)


def _without_files(views: Iterable[UnitView]) -> tuple[UnitView, ...]:
    return tuple(replace(view, kinds=tuple(replace(one, files=()) for one in view.kinds)) for view in views)


def _test_files(project: Project) -> dict[str, Any]:
    return {**{one.path: one for one in project.stubs}, **{one.path: one for one in project.second_files}}


def _test_folders(project: Project) -> dict[str, Any]:
    return {f"{view.root}/{one.path}".removeprefix("./"): one.files for view in project.all_units for one in view.kinds}


def _differing(before: dict[str, Any], after: dict[str, Any]) -> frozenset[str]:
    """Return the names of what came, left or changed."""
    return frozenset(name for name in {**before, **after} if before.get(name) != after.get(name))
