"""The commit that a project stands at, read from Git's files: no program is run for it."""

from pathlib import Path

from .regex import lazy

_NAME = lazy(r"[0-9a-f]{40,64}")
_SHOWN = 7
_MOST = 1_000_000  # bytes of a file that is read


def short_commit(root: Path) -> str:
    """Return the first characters of the commit that is checked out; blank if that cannot be told."""
    folder = next((one / ".git" for one in (root, *root.parents) if (one / ".git").exists()), None)
    if folder is None:
        return ""
    pointer = _read(folder) if folder.is_file() else ""  # a worktree or a submodule
    if pointer.startswith("gitdir: "):
        folder = folder.parent / pointer.removeprefix("gitdir: ").strip()
    head = _read(folder / "HEAD").strip()
    reference = head.removeprefix("ref: ") if head.startswith("ref: ") else ""
    found = _resolved(folder, reference) if reference else head
    return found[:_SHOWN] if _NAME.fullmatch(found) else ""


def _resolved(folder: Path, reference: str) -> str:
    common = _read(folder / "commondir").strip()
    for place in (folder, *([folder / common] if common else ())):
        if ".." not in reference and (name := _read(place / reference).strip()):
            return name
        for line in _read(place / "packed-refs").splitlines():
            if line.endswith(f" {reference}"):
                return line.partition(" ")[0]
    return ""


def _read(path: Path) -> str:
    try:
        is_small = path.is_file() and path.stat().st_size <= _MOST
        return path.read_text(encoding="utf-8", errors="replace") if is_small else ""
    except OSError:
        return ""
