"""The one place that writes into a project: new texts for files that are there already, all of them or none.

A text is written to a new file beside the old one, read back and put in its place, so that nobody ever sees half of
it. Only regular files inside the project are written, never through a link that leads out of it.
"""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ..disk import CannotRead, Disk, enters_git, leaves
from ..errors import UserError
from ..project import BUILD_FOLDERS
from ..reading.lines import CONFLICT
from ..values import dataclass

_UNCHANGED = "nothing was written"
#: Folders of a project that hold nothing that people write.
SKIPPED = BUILD_FOLDERS | {".git", ".hg", ".svn", ".venv", ".tox", ".cache", "__pycache__"}


@dataclass(frozen=True)
class Edit:
    """The text of a file as it was read, and as it is to be; both with line ends and byte order mark as they are."""

    path: str
    before: str
    after: str


def read_text(root: Path, path: str) -> str:
    """Read a file as an edit needs it. Raises UserError if it cannot be read or is not UTF-8."""
    try:
        return Disk(root).read(path).decode("utf-8")
    except CannotRead as error:
        raise UserError(path, f"cannot be read: {error}", _UNCHANGED) from None
    except UnicodeDecodeError:
        raise UserError(path, "is not UTF-8", "restore it from Git") from None


def refuse_unmerged(path: str, text: str) -> None:
    """Raise UserError if Git has left both sides of a merge in the text of a file."""
    if match := CONFLICT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise UserError(f"{path}:{line}", f"conflict marker {match['mark']}", "resolve the merge first")


def write(root: Path, edits: Iterable[Edit], move: tuple[str, str] | None = None) -> None:
    """Write the edits, then move one folder. Raises UserError, and leaves everything as it was."""
    files = [(_writable(root, one.path), one) for one in edits if one.before != one.after]
    if move:
        _refuse_move(root, *move)
    staged: list[tuple[Path, Path, Edit]] = []
    replaced: list[tuple[Path, Edit]] = []
    try:
        for file, one in files:
            staged.append((_staged(file, one.after), file, one))
        for new, file, one in staged:
            os.replace(new, file)
            replaced.append((file, one))
        if move:
            os.rename(root / move[0], root / move[1])
    except BaseException as error:
        for file, one in replaced:
            with contextlib.suppress(OSError):
                os.replace(_staged(file, one.before), file)
        if isinstance(error, OSError):
            raise UserError(str(error.filename or root), (error.strerror or "failed").lower(), _UNCHANGED) from None
        raise
    finally:
        for new, _, _ in staged:
            new.unlink(missing_ok=True)


def create(root: Path, path: str, text: str) -> None:
    """Write a new file, with the folders above it. Raises UserError if one is there, or it would leave the project."""
    file = root / path
    folder = file.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if leaves(path) or enters_git(path) or not folder.resolve().is_relative_to(root.resolve()):
        raise UserError(path, "leads out of the project", _UNCHANGED)
    if os.path.lexists(file):
        raise UserError(path, "already exists", _UNCHANGED)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(file, "x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError as error:
        raise UserError(path, (error.strerror or "failed").lower(), _UNCHANGED) from None


def _writable(root: Path, path: str) -> Path:
    """The file behind a path, which can be replaced and still says what was read."""
    file = (root / path).resolve()
    inside = file.is_relative_to(root.resolve()) and not leaves(path)
    if not inside or enters_git(file.relative_to(root.resolve()).as_posix()):
        raise UserError(path, "leads out of the project", _UNCHANGED)
    if not file.is_file():
        raise UserError(path, "is not a regular file", _UNCHANGED)
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        raise UserError(path, "cannot be written", _UNCHANGED)
    return file


def _staged(file: Path, text: str) -> Path:
    """Write the text to a new file beside this one, with the same rights, and read it back."""
    data = text.encode("utf-8")
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:40]}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
        os.chmod(new, stat.S_IMODE(file.stat().st_mode))
        if new.read_bytes() != data:
            raise OSError(None, "the disk does not hold what was written", str(file))
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new


def _refuse_move(root: Path, source: str, target: str) -> None:
    """Refuse to move what is no folder of the project, or to where something is already."""
    folder = root / source
    if folder.is_symlink() or not folder.resolve().is_relative_to(root.resolve()):
        raise UserError(source, "is a link", _UNCHANGED)
    if os.path.lexists(root / target):
        raise UserError(target, "already exists", _UNCHANGED)
    if not os.access(folder.parent, os.W_OK):
        raise UserError(folder.parent.relative_to(root).as_posix(), "cannot be written", _UNCHANGED)
