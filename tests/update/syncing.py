"""A sync, which renders only what the record changes, against a full update of the same project."""

import shutil
from pathlib import Path

import yaml
from copier import VcsRef, run_update
from copier.errors import UserMessageError

from tests.conftest import git


def sync_like_update(project: Path) -> None:
    """Sync the project, and assert that a full update makes the same of a copy of it. Raises what Copier raises."""
    twin = project.with_name(f"{project.name}-twin")
    shutil.copytree(project, twin, symlinks=True)
    try:
        version = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))["_commit"]
        said = _refusal(twin, version)
        refused = _refusal(project, VcsRef.CURRENT)
        assert str(refused) == str(said)
        assert _state(project) == _state(twin)
    finally:
        shutil.rmtree(twin)
    if refused:
        raise refused


def _refusal(project: Path, ref: VcsRef | str) -> UserMessageError | None:
    try:
        run_update(project, vcs_ref=ref, defaults=True, overwrite=True, unsafe=True, quiet=True)
    except UserMessageError as error:
        return error
    return None


def _state(project: Path) -> tuple[str, dict[str, tuple[bytes, int]]]:
    """What Git says of a project, with every file and its mode."""
    files = (path for path in project.rglob("*") if path.is_file() and ".git" not in path.relative_to(project).parts)
    found = {path.relative_to(project).as_posix(): (path.read_bytes(), path.stat().st_mode) for path in files}
    return git(project, "status", "--porcelain", "--untracked-files=all"), found
