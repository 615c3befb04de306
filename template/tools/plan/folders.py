"""The folders of features: each kind of list has its own places, documents and archives."""

import os
from collections.abc import Iterator
from pathlib import Path

from .disk import composed, is_text
from .kinds import ARCHIVES, KINDS, Kind, is_archived, is_numbered
from .values import dataclass

_DEEPEST = 6  # levels below a root; people group features in one or two


@dataclass(frozen=True)
class Folder:
    """The folder of one feature; `shown` is its path from the project's root, with forward slashes."""

    path: Path
    shown: str
    kind: Kind

    @property
    def is_archived(self) -> bool:
        return is_archived(self.shown)

    def documents(self) -> list[str]:
        """List the paths of its documents, in the order in which they are read."""
        return [f"{self.shown}/{name}" for name in _documents(self.path, self.kind)]


def feature_folders(root: Path) -> dict[str, Folder]:
    """Return the folders of features by their names, those of an archive behind the others of their place.

    Of two with one name the second is known by its path.
    """
    found: dict[str, Folder] = {}
    for kind in KINDS:
        for place in kind.roots:
            folders = [Folder(path, path.relative_to(root).as_posix(), kind) for path in _features(root / place, kind)]
            for one in sorted(folders, key=lambda folder: folder.is_archived):
                name = composed(one.path)
                found[name if name not in found else one.shown] = one
    return found


def _features(root: Path, kind: Kind) -> Iterator[Path]:
    for name, path in _folders_in(root):
        below = list(_below(path, kind, 1))
        if name not in ARCHIVES and (_documents(path, kind) or (not below and _is_begun(path, kind))):
            yield path
        yield from below


def _below(folder: Path, kind: Kind, depth: int) -> Iterator[Path]:
    """Yield the features in a group, an archive, or another feature, in which a folder of notes is none."""
    inside = folder.name not in ARCHIVES and bool(_documents(folder, kind))
    for name, path in _folders_in(folder) if depth < _DEEPEST else ():
        if _documents(path, kind) and (is_numbered(name) or not inside):
            yield path
        if not name.startswith("."):
            yield from _below(path, kind, depth + 1)


def _is_begun(folder: Path, kind: Kind) -> bool:
    """Whether a folder without a document is a feature that somebody has only named."""
    return kind.is_planned and (is_numbered(folder.name) or not any(folder.iterdir()))


def _documents(folder: Path, kind: Kind) -> list[str]:
    """The names of the documents in a feature folder: specifications first, then lists."""
    found = [name for name in kind.documents if os.path.lexists(folder / name)]
    if kind.deltas and (folder / kind.deltas).is_dir():
        deltas = sorted((folder / kind.deltas).glob("*/spec.md")) + sorted((folder / kind.deltas).glob("*/*/spec.md"))
        found = [*(path.relative_to(folder).as_posix() for path in deltas), *found]
    return found


def _folders_in(folder: Path) -> list[tuple[str, Path]]:
    """The folders in a folder with their names, by name, for paths are in another order on Windows."""
    below = [path for path in folder.iterdir() if path.is_dir() and is_text(path.name)] if folder.is_dir() else []
    return sorted((composed(path), path) for path in below if not (path.is_symlink() and _is_round(path, folder)))


def _is_round(link: Path, folder: Path) -> bool:
    """Whether a link in a folder leads to what is in the folder already, or to one above."""
    target, here = link.resolve(), folder.resolve()
    return target.is_relative_to(here) or here.is_relative_to(target)
