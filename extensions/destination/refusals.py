"""Why nothing may be written into a folder. Each check is made before anything is written, and raises UserError."""

import re
from collections.abc import Callable, Iterable, Iterator
from os import W_OK, X_OK, access
from pathlib import Path

from ..plan.disk import CannotRead, Disk, read_start
from ..plan.errors import UserError, refuse
from ..plan.folders import feature_folders
from ..plan.item_lines import ANSWERS_KEY
from ..plan.kinds import is_list
from ..plan.reading.lines import CONFLICT
from .contracts import contract_files
from .git_files import find_repository

_GIT_LOOKS_AT = 8000  # bytes, for a zero among them


def refuse_existing_project(root: Path, name: str) -> None:
    """Refuse to write over a project of this template, which is updated instead."""
    for file in (root / name, *root.glob(".copier-answers*.yml")):
        if ANSWERS_KEY in _text(file):
            raise UserError("", "this project already exists", "use `copier update`, which keeps what people wrote")


def refuse_other_template(root: Path, name: str) -> None:
    """Refuse an answers file of another template, which must not be taken for ours, nor written over."""
    answers = _text(root / name)
    refuse_markers(name, answers)
    if answers and f"\n{ANSWERS_KEY}:" not in answers:
        raise UserError(name, "belongs to another template", "add --answers-file .copier-answers.groundplan.yml")
    keys = re.findall(r"^([a-z]\w*):", answers, re.MULTILINE)
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise UserError(name, f"duplicate {', '.join(twice)} after a merge of two branches", "keep one of each")


def refuse_unmerged(root: Path, is_planned: Callable[[str], bool]) -> None:
    """Refuse documents with both sides of a merge: nobody knows which of their tasks or stories count.

    Lists are read for every feature, specifications, data models and contracts for those that are planned by them.
    """
    files: list[Path] = []
    for feature, folder in feature_folders(root).items():
        files += [root / one for one in folder.documents() if is_list(one)]
        if is_planned(feature):
            path = folder.path
            files += [path / "spec.md", path / "data-model.md", *contract_files(root, path)]
    refuse(error for file in files for error in _markers(file.relative_to(root).as_posix(), _text(file)))


def refuse_markers(place: str, text: str) -> None:
    """Refuse a text in which Git has left both sides of a merge. `place` is its file or question."""
    refuse(_markers(place, text))


def _markers(place: str, text: str) -> Iterator[UserError]:
    """Yield the first marker of a text: one leads to the others."""
    if match := CONFLICT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        yield UserError(f"{place}:{line}", f"conflict marker {match['mark']}", "resolve the merge first")


def refuse_git_at_work(root: Path) -> None:
    """Refuse a repository whose index is locked, which stops Git, and so Copier, in the middle."""
    repository = find_repository(root)
    if repository and (lock := repository.git_dir / "index.lock").exists():
        place = lock.relative_to(root) if lock.is_relative_to(root) else lock
        problem = "another Git process is running here, or one was killed"
        raise UserError(place.as_posix(), problem, "wait for it to end; delete this file if none is running")


def unwritable(root: Path, paths: Iterable[str], deleted: Iterable[str] = ()) -> Iterator[UserError]:
    """Yield what Copier would stop at in the middle, each obstacle once.

    `paths` are all that it writes, a folder's with a slash at its end; `deleted` are files that it may delete.
    """
    if error := _obstacle(root, ""):
        yield error
        return
    refused: set[str] = set()
    written = (one for path in paths for one in _with_folders(path))
    for path in dict.fromkeys((*written, *(path for path in deleted if _is_deleted(root, path)))):
        if not refused.isdisjoint(_above(path)):
            continue  # what is below cannot be better
        if (error := _obstacle(root, path)) and error.place not in refused:
            refused.add(error.place)
            yield error


def _obstacle(root: Path, path: str) -> UserError | None:
    """Return why a path cannot be written; None if it can. The root's path is blank."""
    try:
        if path:
            _refuse_place(root, path)
        elif root.exists() and not root.is_dir():
            raise UserError(str(root), "is not a folder", "choose another one")
        else:
            _refuse_locked(root, root)
    except UserError as error:
        return error
    except (OSError, RuntimeError):  # a folder that nobody may look into; a link to itself
        return UserError(path.rstrip("/"), "cannot be read", "check its permissions and links")
    return None


def _with_folders(path: str) -> Iterator[str]:
    """Yield the folders on the way to a path, outermost first, then the path."""
    yield from (f"{folder}/" for folder in _above(path))
    yield path


def _above(path: str) -> Iterator[str]:
    """Yield the folders above a path, outermost first."""
    parts = path.rstrip("/").split("/")
    yield from ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _is_deleted(root: Path, path: str) -> bool:
    """Return whether Copier would delete a file: it leaves links and what is behind them."""
    return (root / path).is_file() and not any((root / one).is_symlink() for one in (*_above(path), path))


def _refuse_place(root: Path, path: str) -> None:
    """Refuse a path where something stands that Copier cannot write into, or that is somebody else's."""
    file, name, is_folder = root / path, path.rstrip("/"), path.endswith("/")
    # Whether a folder is a link is not asked: a junction of Windows is none to Python.
    if (is_folder or file.is_symlink()) and not file.resolve().is_relative_to(root.resolve()):
        remedy = f"put a {'folder' if is_folder else 'file'} in its place"
        raise UserError(name, "is a link that leads out of the project", remedy)
    if is_folder and not file.is_dir() and (file.exists() or file.is_symlink()):
        raise UserError(name, "is not a folder", "move it away")
    if not is_folder and file.exists() and not file.is_file():
        raise UserError(name, "is not a regular file", "move it away")
    if not is_folder and file.is_file() and not file.is_symlink():
        _refuse_binary(file, name)
    if not is_folder:
        _refuse_locked(root, file.parent)  # Git puts a new file in the place of one with edits
    if (not is_folder and not file.is_symlink()) or not file.exists():
        _refuse_locked(root, file)


def _refuse_binary(file: Path, name: str) -> None:
    """Refuse a file that Git takes for binary: it would merge nothing, and the edits would be gone."""
    try:
        start = read_start(str(file), _GIT_LOOKS_AT)
    except CannotRead:
        return  # a file that cannot be read is refused by the other checks
    if b"\0" in start:
        problem = "has the character U+0000, so that Git takes it for binary, and an update would lose your edits"
        line = start.count(b"\n", 0, start.index(b"\0")) + 1
        raise UserError(f"{name}:{line}", problem, "delete it; if the file is UTF-16, save it as UTF-8")


def _refuse_locked(root: Path, file: Path) -> None:
    """Refuse a file that cannot be written, or not be made in the nearest folder that exists."""
    while not file.exists() and file != file.parent:
        file = file.parent
    if not access(file, W_OK | X_OK if file.is_dir() else W_OK):
        name = file.relative_to(root).as_posix() if file.is_relative_to(root) and file != root else str(file)
        raise UserError(name, "is not writable", "change its permissions; nothing has been changed")


def _text(file: Path) -> str:
    return Disk(file.parent).text(file.name) or ""
