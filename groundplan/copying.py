"""Copier, called as its own command line would be: it copies and updates, and every failure is one line."""

import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from copier import VcsRef, run_copy
from copier._main import Worker
from copier.errors import CopierError, InteractiveSessionError

from . import packaged
from .errors import CommandError, Interrupted
from .git import unmerged_files
from .origin import Origin
from .project import Project

CURRENT = VcsRef.CURRENT  #: the version of the template that a project has


def copy(origin: Origin, folder: Path, data: Mapping[str, Any]) -> None:
    """Make a project, or adopt a repository. A folder that was not there is removed again if that fails."""
    was_there = folder.exists()
    with _removed_if_interrupted(folder, was_there), one_line():
        run_copy(
            origin.source, folder, dict(data), vcs_ref=origin.ref, defaults=True, quiet=True, unsafe=True
        )  # fmt: skip


def update(
    project: Project, data: Mapping[str, Any], ref: str | VcsRef | None = None, root: Path | None = None
) -> list[str]:
    """Update a project; return the files with conflicts. With another `root`, a copy of it, in silence."""
    need_template(project)
    folder = root or project.root
    with _told_if_interrupted(folder), one_line(), Worker(
        dst_path=folder, data=dict(data), answers_file=Path(project.answers_file), vcs_ref=ref,
        defaults=True, overwrite=True, unsafe=True, quiet=root is not None,
    ) as worker:  # fmt: skip
        if ref is CURRENT:  # Copier would clone the same version once more, to compare the two
            vars(worker)["template"] = worker.subproject.template
        worker.run_update()
    return unmerged_files(folder)


@contextmanager
def one_line() -> Iterator[None]:
    """Let whatever stops Copier be a CommandError of one line, and no warning of its be printed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (CommandError, Interrupted):
            raise
        except InteractiveSessionError:
            raise CommandError("a file is in the way, and there is no terminal to ask; move it away") from None
        except CopierError as error:
            raise CommandError(_said(error)) from None
        except (ValueError, TypeError) as error:  # what an answer under --defaults is refused with
            raise CommandError(_said(error).removeprefix("Validation error for question ")) from None
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise CommandError(f"{where}{(error.strerror or str(error)).lower()}") from None
        except Exception as error:
            raise CommandError(_of_git(error)) from None


def _said(error: BaseException) -> str:
    """Return the words of an error in one line."""
    return " ".join(str(error).split())


def _of_git(error: Exception) -> str:
    """Say why Git failed, which Copier runs without catching what it says."""
    said = str(getattr(error, "stderr", "") or error)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    reason = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    return f"the template cannot be read: {reason.removeprefix('fatal: ').removeprefix('error: ')}"


def need_template(project: Project) -> None:
    """Raise CommandError for a template that was a folder of this machine, or of another one, and is not there."""
    answers = project.answers()
    source = str(answers.get("_src_path", ""))
    packaged.complete(source, str(answers.get("_commit", "")))
    if source.startswith(("/", "~")) and not Path(source).expanduser().exists():
        file = project.root / project.answers_file
        raise CommandError(f"{file}: its template, {source}, is not there; set _src_path to a clone of it and commit")


@contextmanager
def _removed_if_interrupted(folder: Path, was_there: bool) -> Iterator[None]:
    """Remove a half-made folder after Ctrl-C: Copier does so for errors alone."""
    try:
        yield
    except KeyboardInterrupt:
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
            raise Interrupted(f"interrupted; {folder} was not made") from None
        raise Interrupted(f"interrupted; see `git status` in {folder} for what was written") from None


@contextmanager
def _told_if_interrupted(folder: Path) -> Iterator[None]:
    """Say after Ctrl-C how to get back to the last commit, from which every update starts."""
    try:
        yield
    except KeyboardInterrupt:
        remedy = "`git stash --include-untracked` takes back what was written"
        raise Interrupted(f"interrupted in {folder}; {remedy}") from None


@contextmanager
def progress(words: str) -> Iterator[None]:
    """Say on a terminal what is going on, as long as it does."""
    if not sys.stderr.isatty():
        yield
        return
    print(words, end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        print(f"\r{' ' * len(words)}\r", end="", file=sys.stderr, flush=True)
