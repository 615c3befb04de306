"""Git's own files, read without running Git: the repository round a folder, its settings, the paths that it tracks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..plan.disk import CannotRead, TooLarge, read_bytes
from ..plan.errors import UserError

MOST_BYTES = 10_000_000  #: of a file of settings or rules
_MOST_OF_INDEX = 1_000_000_000  # bytes; that of a million files has 100 MB
_SYSTEM = Path("/etc/gitconfig")
_SECTION = re.compile(r'\s*\[\s*(?P<name>[\w.-]+)(?:\s+"(?P<part>(?:[^"\\]|\\.)*)")?\s*\]')
_SETTING = re.compile(r"\s*(?P<key>[A-Za-z][\w-]*)\s*(?:=(?P<value>.*))?$")
_PIECE = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*)"|\\(?P<escaped>.)|(?P<comment>[#;])|(?P<plain>[^"\\#;]+)')
_DEEPEST = 10  # includes of includes
_ENTRY, _EXTENDED, _LONG_NAME = 40, 0x4000, 0x0FFF  # bytes before the object's name, and flags of an entry


@dataclass(frozen=True)
class Repository:
    """A work tree. In a linked one `git_dir` is its own folder and `common_dir` that of the repository."""

    top: Path
    git_dir: Path
    common_dir: Path

    @cached_property
    def settings(self) -> dict[str, str]:
        """Return the settings by `section.key` in lower case, the repository's own over those of its user."""
        files = [
            _SYSTEM,
            home_folder() / ".config/git/config",
            home_folder() / ".gitconfig",
            self.common_dir / "config",
        ]
        found = {key: value for file in files for key, value in _settings_in(file)}
        if found.get("extensions.worktreeconfig", "").lower() in ("true", "yes", "on", "1"):
            found |= dict(_settings_in(self.git_dir / "config.worktree"))
        return found

    @property
    def ignores_case(self) -> bool:
        """Whether `A` and `a` are one file to it, as on macOS and Windows."""
        return self.settings.get("core.ignorecase", "").lower() in ("true", "yes", "on", "1")

    @property
    def excludes_file(self) -> Path | None:
        """Return its user's file of ignore rules; None if there is to be none."""
        name = self.settings.get("core.excludesfile", "~/.config/git/ignore")
        return self.top / expanded(name) if name else None

    @cached_property
    def tracked(self) -> frozenset[str]:
        """Return the paths in the index, relative to the top; without a readable index none is known."""
        try:
            data = read_bytes(str(self.git_dir / "index"), _MOST_OF_INDEX)
        except CannotRead:
            data = b""
        object_size = 32 if self.settings.get("extensions.objectformat", "").lower() == "sha256" else 20
        return frozenset(name.decode("utf-8", "surrogateescape") for name in indexed_paths(data, object_size))


def find_repository(folder: Path) -> Repository | None:
    """Return the repository that a folder belongs to; the folder need not be there yet."""
    folder = folder.resolve()
    for top in (folder, *folder.parents):
        entry = top / ".git"
        git_dir = entry if entry.is_dir() else top / read_text(entry).removeprefix("gitdir:").strip()
        if git_dir != top and (git_dir / "HEAD").exists():
            return Repository(top, git_dir, git_dir / read_text(git_dir / "commondir").strip())
    return None


def indexed_paths(data: bytes, object_size: int) -> Iterator[bytes]:
    """Yield the paths in an index of version 2, 3 or 4; what is cut off in the middle ends there."""
    version = int.from_bytes(data[4:8], "big")
    if data[:4] != b"DIRC" or version not in (2, 3, 4):
        return
    position, name = 12, b""
    for _ in range(int.from_bytes(data[8:12], "big")):
        start, flags_at = position, position + _ENTRY + object_size
        flags = int.from_bytes(data[flags_at : flags_at + 2], "big")
        position = flags_at + (4 if flags & _EXTENDED else 2)
        if version == 4:  # the name of the entry before, cut by so many bytes, goes on with these
            cut, position = _offset(data, position)
            if cut > len(name):
                return
            kept = name[: len(name) - cut]
        else:
            kept = b""
        end = data.find(b"\0", position)
        if end < 0:
            return
        name = kept + data[position:end]
        position = end + 1 if version == 4 else start + (end - start) // 8 * 8 + 8
        yield name


def read_text(file: Path) -> str:
    """Read a file as Git does, bytes that are no UTF-8 included; blank if it is not there, or nobody may read it.

    Raises UserError if it is too large.
    """
    try:
        return read_bytes(str(file), MOST_BYTES).decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    except TooLarge as error:
        raise UserError(str(file), str(error), "shorten it") from None
    except CannotRead:
        return ""


def expanded(name: str) -> Path:
    """Return the path that a setting names, with the home folder in the place of `~`."""
    return home_folder() / name.removeprefix("~/") if name.startswith("~/") else Path(name)


def home_folder() -> Path:
    """Return the user's home folder, a path that does not exist if they have none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/nonexistent")


def _settings_in(file: Path, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the settings of a file in its order, with those of the files that it includes."""
    section = ""
    for line in read_text(file).replace("\\\n", "").split("\n"):
        if header := _SECTION.match(line):
            section = ".".join(filter(None, (header["name"].lower(), header["part"])))
            line = line[header.end() :]
        if setting := _SETTING.match(line):
            key, value = f"{section}.{setting['key'].lower()}", _value(setting["value"])
            yield key, value
            if key == "include.path" and depth < _DEEPEST:
                yield from _settings_in(file.parent / expanded(value), depth + 1)


def _value(text: str | None) -> str:
    """Return a value without quotes and comment; a key alone is true."""
    if text is None:
        return "true"
    pieces = []
    for piece in _PIECE.finditer(text.strip()):
        if piece["comment"]:
            break
        quoted = re.sub(r"\\(.)", r"\1", piece["quoted"] or "")
        pieces.append(quoted or piece["escaped"] or piece["plain"] or "")
    return "".join(pieces).strip()


def _offset(data: bytes, position: int) -> tuple[int, int]:
    """Read a number of variable length, and return it with the place behind it."""
    value = -1
    while position < len(data):
        byte = data[position]
        value, position = ((value + 1) << 7) | (byte & 0x7F), position + 1
        if not byte & 0x80:
            break
    return max(value, 0), position
