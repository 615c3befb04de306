"""A sync, which renders only what the record changes, against a full update of the same project."""

import shutil
from pathlib import Path
from typing import Any

from copier import VcsRef, run_update
from copier.errors import UserMessageError

from tests.conftest import git

FULL: dict[str, Any] = {"exclude": ["/no file has this name"]}  #: an option with which the whole project is rendered


def sync_like_update(project: Path) -> None:
    """Sync the project, and assert that a full update makes the same of a copy of it. Raises what Copier raises."""
    twin = project.with_name(f"{project.name}-twin")
    shutil.copytree(project, twin, symlinks=True)
    try:
        said = _refusal(twin, **FULL)
        refused = _refusal(project)
        assert str(refused) == str(said)
        assert _state(project) == _state(twin)
    finally:
        shutil.rmtree(twin)
    if refused:
        raise refused


def _refusal(project: Path, **more: Any) -> UserMessageError | None:
    try:
        run_update(project, vcs_ref=VcsRef.CURRENT, defaults=True, overwrite=True, unsafe=True, quiet=True, **more)
    except UserMessageError as error:
        return error
    return None


def _state(project: Path) -> tuple[str, dict[str, tuple[bytes, int]]]:
    """What Git says of a project, with every file and its mode."""
    files = (path for path in project.rglob("*") if path.is_file() and ".git" not in path.relative_to(project).parts)
    found = {path.relative_to(project).as_posix(): (path.read_bytes(), path.stat().st_mode) for path in files}
    return git(project, "status", "--porcelain", "--untracked-files=all"), found
