"""The template that the wheel carries, and the repository that it becomes where nothing else is recorded.

A folder of site-packages cannot be recorded in a project: it has no versions, and it is another one on each machine.
So the files become a Git repository in the user's home, a tag for each version of the wheel. Projects record its path
with `~`, which Copier expands: an update works for everybody who has run a wheel of that version.
"""

import itertools
import os
import shutil
import tempfile
from pathlib import Path

from . import __version__
from .errors import CommandError
from .git import commit_as_groundplan, git, succeeds

_HERE = Path(__file__).resolve().parent
#: The clone of the template that this package runs from, without being installed; else None.
CHECKOUT = _HERE.parent if (_HERE.parent / "copier.yml").is_file() else None
#: The template's files, wherever they are.
FILES = CHECKOUT or _HERE / "_template"
#: The same on all systems, because projects record it.
HOME = "~/.local/share/groundplan/template"
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.py[co]")


def repository() -> tuple[str, str]:
    """Return the path and the tag of the packaged template as a Git repository, which is made or completed first."""
    folder = Path(HOME).expanduser()
    try:
        if not (folder / ".git").exists():
            _begin(folder, f"v{__version__}")
        tag = _tag_in(folder)
        if not _has(folder, tag):
            _add(folder, tag)
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        raise CommandError(f"{error.filename or folder}: {reason}; free that path, or give --template") from None
    return HOME, tag


def complete(source: str, tag: str) -> None:
    """Bring the versions of this wheel into the repository of a project that records it. Raises CommandError.

    A project of another version can be updated only if that version has run on this machine.
    """
    if source == HOME and not CHECKOUT:
        repository()
        if not _has(Path(HOME).expanduser(), tag):
            version = tag.removeprefix("v")
            raise CommandError(
                f"{HOME}: has no {tag}; run `groundplan answers` of version {version} once, then try again"
            )


def _begin(folder: Path, tag: str) -> None:
    """Make the repository beside its place and move it there, so that a second command never sees half of it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="template-", dir=folder.parent))
    try:
        git(made, "init", "--quiet")
        _fill(made, tag)
        os.rename(made, folder)
    except OSError:
        if not _has(folder, tag):  # else another command was faster
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _tag_in(folder: Path) -> str:
    """Return the tag that holds these very files, or the next free one: a wheel in development keeps its version."""
    for post in itertools.count():
        tag = f"v{__version__}.post{post}" if post else f"v{__version__}"
        if not _has(folder, tag) or succeeds(folder, f"--work-tree={FILES}", "diff", "--quiet", tag):
            return tag
    raise AssertionError


def _add(folder: Path, tag: str) -> None:
    """Lay another version over the last one, as the next commit."""
    for path in folder.iterdir():
        if path.name != ".git":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    _fill(folder, tag)


def _fill(folder: Path, tag: str) -> None:
    shutil.copytree(FILES, folder, ignore=_LEFT_OUT, dirs_exist_ok=True)
    commit_as_groundplan(folder, f"Groundplan {tag}")
    git(folder, "tag", tag)


def _has(folder: Path, tag: str) -> bool:
    return succeeds(folder, "rev-parse", "--verify", "--quiet", f"refs/tags/{tag}")
