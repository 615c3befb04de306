"""`groundplan new` and `groundplan adopt`."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from .asking import answers_for, is_terminal
from .copying import copy, progress
from .data import given_answers
from .errors import DONE, CommandError, Interrupted
from .git import changed_files, commit_all, git, require_git, top_of
from .origin import find_origin
from .project import ANSWERS_FILES, RECORD, find_project
from .questionnaire import open_questionnaire
from .reviewing import what_is_added
from .screens import open_screen
from .tool import packaged_tool


def new(options: Namespace) -> int:
    """Create a project in a new folder, and commit it."""
    require_git()
    folder = Path(options.dir).absolute()
    _refuse_used(folder)
    origin = find_origin(options.template, options.vcs_ref)
    with answers_for(options, origin, folder) as answers, progress("Creating the project …"):
        copy(origin, folder, answers)
    committed = False if options.no_git else _commit(folder)
    _say_made(folder, options.dir, committed)
    return DONE


def adopt(options: Namespace) -> int:
    """Add the tool, the record and stubs to a repository."""
    require_git()
    folder = Path(options.dir).absolute()
    if not folder.is_dir():
        raise CommandError(f"{folder}: no such folder")
    if find_project(folder):
        raise CommandError(f"{folder}: is a Groundplan project already; use `groundplan sync` or `groundplan update`")
    if top_of(folder) is None:
        raise CommandError(f"{folder}: is not in a Git repository; run `git init`, commit, and try again")
    if changed_files(folder):
        raise CommandError("commit or stash your changes first: `groundplan adopt` starts from a clean tree")
    origin = find_origin(options.template, options.vcs_ref)
    answers = {"project_type": "existing", **given_answers(options)}
    with open_questionnaire(origin, folder) as questionnaire:
        preview = questionnaire.preview(answers)
    print(what_is_added(preview))
    if not options.yes and not _agrees():
        raise Interrupted("stopped; nothing was written")
    with progress("Adding …"):
        copy(origin, folder, answers)
    print(f"Added Groundplan to {folder}. Next steps:\n\n  groundplan check\n  git add --all && git commit")
    return DONE


def _agrees() -> bool:
    """Ask whether it shall be done. Raises CommandError without a terminal."""
    if not is_terminal():
        raise CommandError("there is no terminal to ask in; give --yes to add these files")
    try:
        return open_screen(plain=False).confirm("Add these files?", default=True)
    except EOFError:
        return False


def _refuse_used(folder: Path) -> None:
    """Raise CommandError if a project cannot be created here: nothing of a person's is written over."""
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder}: is a file; choose another name")
    if not folder.exists():
        return
    found = [path.name for path in folder.iterdir() if path.name != ".git"]
    if any(RECORD in file.read_text(encoding="utf-8", errors="replace") for file in folder.glob(ANSWERS_FILES)):
        raise CommandError(f"{folder}: is a project already; use `groundplan update` or `groundplan feature` in it")
    if found:
        raise CommandError(f"{folder}: is not empty; choose another folder, or run `groundplan adopt` in it")


def _commit(folder: Path) -> bool:
    """Make the first commit, in a repository of its own unless the folder is in one; tell whether that was done."""
    top = top_of(folder)
    if top is not None and top.resolve() != folder.resolve():
        print(f"It is in the Git repository {top}, and not committed.")
        return False
    try:
        if top is None:
            git(folder, "init", "--quiet")
        commit_all(folder, "Begin")
    except CommandError as error:
        print(f"It is not committed: {error}")
        return False
    return True


def _say_made(folder: Path, named: str, committed: bool) -> None:
    tasks, files = count_tasks(folder), sum(path.is_file() for path in files_of(folder))
    print(f"Created {named}: {tasks} tasks, {files} files{', committed' * committed}. Next steps:\n")
    print(f"  cd {named}\n  make install test check")
    if committed and makes_lock_files(folder):
        print('  git add --all && git commit --message "Lock the versions"')


def makes_lock_files(folder: Path) -> bool:
    """Tell whether the installation of a project's units writes files with the versions that it took."""
    languages = packaged_tool()("languages").LANGUAGES
    for line in _record_of(folder):
        unit = json.loads(line) if line.startswith('{"unit":') else {}
        language = languages.get(unit.get("language"))
        if language and language.lock_file:
            manifest = folder / unit["unit"] / language.manifest
            if manifest.is_file() and language.locks.search(manifest.read_text(encoding="utf-8")):
                return True
    return False


def count_tasks(folder: Path) -> int:
    """Count the tasks that the record of a project has."""
    return sum(line.startswith('{"task":') for line in _record_of(folder))


def _record_of(folder: Path) -> list[str]:
    project = find_project(folder)
    lines: Any = project.answers().get(RECORD, []) if project else []
    return [str(line) for line in lines]


def files_of(folder: Path) -> list[Path]:
    """List what is in a project, but for what Git keeps for itself."""
    return [path for path in folder.rglob("*") if ".git" not in path.relative_to(folder).parts]
