"""Git, as a program: the few questions that the command has about a folder, and the few things it does there."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .errors import CommandError

_NOBODY_ELSE = ("-c", "core.hooksPath=" + os.devnull, "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false")


def git(folder: Path, *arguments: str) -> str:
    """Run Git in a folder and return what it prints. Raises CommandError if it fails or is not installed."""
    done = _run(folder, arguments)
    if done.returncode:
        reason = next(iter(done.stderr.strip().splitlines()), f"git {arguments[0]} failed")
        raise CommandError(f"{folder}: {reason.removeprefix('fatal: ').removeprefix('error: ')}")
    return done.stdout


def succeeds(folder: Path, *arguments: str) -> bool:
    """Tell whether a Git command succeeds in a folder."""
    return _run(folder, arguments).returncode == 0


def require_git() -> None:
    """Raise CommandError if Git is not installed."""
    _run(Path.cwd(), ["--version"])


def top_of(folder: Path) -> Path | None:
    """Return the top folder of the repository that a folder is in; None if it is in none."""
    done = _run(folder, ["rev-parse", "--show-toplevel"])
    return Path(done.stdout.strip()) if done.returncode == 0 else None


def commit_all(folder: Path, message: str, *options: str) -> None:
    """Commit everything in a folder as the user, with their hooks and settings."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message, *options)


def commit_as_groundplan(folder: Path, message: str) -> None:
    """Commit everything in a folder of ours, ignored files too, whatever the user has set."""
    git(folder, *_NOBODY_ELSE, "add", "--all", "--force")
    author = ("-c", "user.name=Groundplan", "-c", "user.email=groundplan@localhost")
    git(folder, *_NOBODY_ELSE, *author, "commit", "--quiet", "--allow-empty", "--message", message)


def changed_files(folder: Path) -> list[str]:
    """List what a commit of this folder would hold, as Git's short status has it."""
    return git(folder, "status", "--porcelain", "--", ".").splitlines()


def unmerged_files(folder: Path) -> list[str]:
    """List the files of this folder with an unresolved conflict."""
    listed = git(folder, "ls-files", "--unmerged", "-z", "--", ".").split("\0")
    return sorted({line.partition("\t")[2] for line in listed if line})


def _run(folder: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in ("GIT_DIR", "GIT_WORK_TREE")}
    try:
        return subprocess.run(
            ["git", *arguments], cwd=folder, env=environment | {"LC_ALL": "C"}, check=False,
            capture_output=True, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError:
        if not folder.is_dir():
            raise CommandError(f"{folder}: no such folder") from None
        raise CommandError("Git is not installed; install it and try again") from None
    except OSError as error:
        raise CommandError(f"{folder}: {(error.strerror or 'cannot be used').lower()}") from None
