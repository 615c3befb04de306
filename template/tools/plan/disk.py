"""The files of a project. Paths are relative, with forward slashes; none leads out of the project.

All that the tool and the template's extension read of a project is read here: regular files of limited size.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from .regex import lazy

# What file systems take for `.git` beside that name: NTFS its short name, a last dot or blank and a stream, HFS+ the
# letters with invisible ones among them (CVE-2014-9390).
_GIT = lazy(r"(?:\.git|git~[0-9]+)[. ]*(?::.*)?", re.IGNORECASE)
CONTROLS = lazy("[\x00-\x1f\x7f\ufffd]")  #: in no path or id: NUL ends a name, a terminal obeys the others
CONTROL = lazy(r"[\x00-\x08\x0e-\x1f\x7f]")  #: that no document should have; a form feed is white space
LONGEST_NAME = 240  #: bytes that a part of a path has fewer than; a file system takes 255, with what is added to it
_INVISIBLE = lazy("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")


MOST_BYTES = 16_000_000  #: of one file; a list of 10,000 tasks has two million
_AT_ONCE = 1 << 20
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe would be waited for


class CannotRead(Exception):
    """A file that is not read; the message says why."""


class TooLarge(CannotRead):
    """A file of more bytes than are read."""


def read_bytes(path: str, most: int = MOST_BYTES) -> bytes:
    """Read a regular file of at most so many bytes. Raises CannotRead."""
    data = read_start(path, most + 1)
    if len(data) > most:
        raise TooLarge(f"this is larger than {most // 1_000_000} MB")
    return data


def read_start(path: str, most: int) -> bytes:
    """Read the first bytes of a regular file. Raises CannotRead."""
    try:
        handle = os.open(path, _OPEN)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise CannotRead("this is a folder, a device or a pipe")
            data = bytearray()
            while len(data) < most and (more := os.read(handle, min(_AT_ONCE, most - len(data)))):
                data += more
        finally:
            os.close(handle)
    except OSError as error:
        raise CannotRead((error.strerror or "it cannot be read").lower()) from None
    except ValueError:
        raise CannotRead("this is no name of a file") from None
    return bytes(data)


def without_controls(text: str) -> str:
    """Put a replacement character in the place of each control character but tabs and line breaks.

    What reads a document goes on with ids, paths and titles that can be printed; `check` says where they are.
    """
    return CONTROL.sub("\ufffd", text)


class Disk:
    """What stands in one folder."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._texts: dict[str, str | None] = {}
        self._real: dict[str, str] = {}  #: where folders are, links followed

    def read(self, path: str, most: int = MOST_BYTES) -> bytes:
        """Read a file of the project. Raises CannotRead."""
        full = f"{self._root}/{path}"
        if leaves(path) or self._leads_out(full):
            raise CannotRead("this is a link that leads out of the project")
        return read_bytes(full, most)

    def _leads_out(self, full: str) -> bool:
        """Whether the file, or a folder above it, is a link to something outside."""
        real = os.path.realpath(full) if os.path.islink(full) else self._real_folder(full.rpartition("/")[0])
        top = self._real_folder(self._root)
        return real != top and not real.startswith(top.rstrip(os.sep) + os.sep)

    def _real_folder(self, folder: str) -> str:
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        return self._real[folder]

    def text(self, path: str) -> str | None:
        """The text of a file, what is no UTF-8 replaced; None where there is no such file, or it cannot be read."""
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def read_so_far(self) -> Iterable[tuple[str, str]]:
        """Path and text of all files that were read."""
        return [(path, text) for path, text in self._texts.items() if text is not None]

    def exists(self, path: str) -> bool:
        return not leaves(path) and os.path.lexists(f"{self._root}/{path}")

    def folders(self, path: str) -> list[str]:
        """The names of the folders directly below one, sorted; none where it is no folder."""
        try:
            with os.scandir(f"{self._root}/{path}") as entries:
                return sorted(composed(Path(entry)) for entry in entries if entry.is_dir(follow_symlinks=False))
        except (OSError, ValueError):
            return []

    def files(self, path: str) -> list[str]:
        """The paths of the files directly in a folder, sorted; none where it is no folder."""
        try:
            with os.scandir(f"{self._root}/{path}") as entries:
                return sorted(f"{path}/{entry.name}" for entry in entries if entry.is_file(follow_symlinks=False))
        except (OSError, ValueError):
            return []

    def _read(self, path: str) -> str | None:
        try:
            return without_controls(self.read(path).decode("utf-8", "replace"))
        except CannotRead:
            return None


def is_text(name: str) -> bool:
    """Whether a name can be written into documents and the record: UTF-8 without control characters."""
    return not CONTROLS.search(name) and not any("\ud800" <= one <= "\udfff" for one in name)


def composed(path: Path) -> str:
    """The name of a file as Git and people write it; macOS may list an é as two letters, and finds it by one."""
    usual = path.with_name(unicodedata.normalize("NFC", path.name))
    return usual.name if usual != path and usual.exists() and usual.samefile(path) else path.name


def enters_git(path: str) -> bool:
    """Whether a path goes into Git's own folder, on whatever system."""
    return any(_GIT.fullmatch(_INVISIBLE.sub("", part)) for part in path.split("/"))


def leaves(path: str) -> bool:
    """Whether a path is absolute, or climbs above the folder that it starts from."""
    depth = 0
    for part in path.split("/") if ".." in path else ():  # nearly no path has any
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return path.startswith("/")
