"""What Git has of a project's documents. No other module runs a program, and this one only `git`, only to read."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from .errors import UserError


def commit_of(root: Path, revision: str) -> str:
    """Return the full name of a commit. Raises UserError if there is none of that name."""
    found = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        is_repository = _run(root, "rev-parse", "--git-dir") is not None
        problem = "no such commit" if is_repository else "the project is not in a Git repository"
        remedy = "use a commit, a tag or a branch" if is_repository else "impact compares with an earlier commit"
        raise UserError(f"--since {revision!r}", problem, remedy)
    return found.decode("ascii", "replace").strip()


def texts_at(root: Path, commit: str, paths: Iterable[str]) -> dict[str, str]:
    """Return the texts that these files had in a commit; one that was not there, or is not UTF-8, is left out."""
    found: dict[str, str] = {}
    for path in paths:
        raw = _run(root, "cat-file", "blob", f"{commit}:./{path}")
        if raw is not None:
            found[path] = raw.decode("utf-8", "replace")
    return found


def _run(root: Path, *arguments: str) -> bytes | None:
    """Return what Git prints; None if it fails. Raises UserError if it is not installed."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        raise UserError("git", "is not installed", "impact needs it to read the earlier documents") from None
    return done.stdout if done.returncode == 0 else None
