"""The files of a project, each read once. Paths are relative, with forward slashes; none leads out of the project."""

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

# What file systems take for `.git` beside that name: NTFS its short name, a last dot or blank and a stream, HFS+ the
# letters with invisible ones among them (CVE-2014-9390).
_GIT = re.compile(r"(?:\.git|git~[0-9]+)[. ]*(?::.*)?", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")


class Disk:
    """What stands in one folder."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._texts: dict[str, str | None] = {}

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
        full = f"{self._root}/{path}"
        if leaves(path) or not os.path.isfile(full):  # a pipe or a device would never end
            return None
        try:
            with open(full, "rb") as file:
                return file.read().decode("utf-8", "replace")
        except (OSError, ValueError):
            return None


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
    for part in path.split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return path.startswith("/")
