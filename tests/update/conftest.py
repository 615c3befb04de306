"""The project of the update contract, and what its rows do to it.

The real command runs from another folder, on a tagged clone of the template. One file tests each row of the contract:

    a task added by hand                         test_added_tasks.py
    a story, endpoint or scenario added          test_added_stories.py, test_scenarios.py; in spec.md: spec/
    the template improved                        test_template_improved.py, test_stub_forms.py
    the team's own forms                         test_own_forms.py
    a stub or task edited, deleted, renamed      test_edited_deleted_renamed.py
    a feature added, left, taken up again        test_features.py
    a command of tools/plan before it            test_renumbered.py
    a context answer or the layout changed       test_context_and_units.py
    words that change after a test was written   test_suspects.py
    two branches merged                          test_branches.py, test_listed_tests.py
    what is refused before anything is written   test_refused.py, test_obstacles.py, test_ignored.py
    what an update says, and make sync           test_summary.py, test_sync.py
    the template has lost a version              test_lost_version.py
    a record that lost lines                     test_lost_record.py
    a folder renamed, a list renumbered          test_identity.py
    faults of the machine, an update that stops  test_faults.py, test_windows_disk.py

A repository that adopts Groundplan is in test_adopting.py; test_random_walk.py mixes the rows in random order.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATE, Copier, git, report

STORIES: list[dict[str, Any]] = [
    {
        "title": "Sign in",
        "entities": ["User"],
        "endpoints": ["POST /sessions"],
        "journeys": ["A user signs in"],
    },
    {"title": "Write a note", "entities": ["Note", "User"], "endpoints": ["POST /notes", "GET /notes"]},
]
ANSWERS = {"project_name": "Notes", "feature_name": "notes", "feature_date": DATE, "stories": STORIES}
PLAN = "specs/001-notes/plan.md"
SERVICE_TEST = "tests/unit/services/test_session_service.py"


@pytest.fixture(scope="session")
def _made(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(template, tmp_path_factory.mktemp("made"), ANSWERS)


@pytest.fixture
def project(_made: Path, tmp_path: Path) -> Path:
    """A committed project that may be written to: of two stories, or of what the folder's own `_made` makes."""
    shutil.copytree(_made, tmp_path / "project", symlinks=True)
    return tmp_path / "project"


@pytest.fixture
def newer(template: Path, tmp_path: Path, project: Path) -> Callable[[str, str, str], None]:
    """`newer(file, old, new)`: release a version of the template with a changed file, for the project to update to."""
    clone = tmp_path / "template"
    shutil.copytree(template, clone, symlinks=True)
    answers = project / ".copier-answers.yml"
    edit(answers, f"_src_path: {template}", f"_src_path: {clone}")
    commit(project)

    def release(file: str, old: str, new: str) -> None:
        edit(clone / file, old, new)
        git(clone, "commit", "-qam", "Improve")
        git(clone, "tag", "v1.1.0")

    return release


def make(template: Path, folder: Path, answers: dict[str, Any]) -> Path:
    """Copy the template from an unrelated folder, and commit the project."""
    (folder / "elsewhere").mkdir()
    done = Copier(folder / "elsewhere").copy(template, folder / "project", answers)
    assert done.status == 0, done.output
    commit(folder / "project", init=True)
    return folder / "project"


def commit(folder: Path, init: bool = False) -> None:
    if init:
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Work")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def changed(folder: Path) -> dict[str, str]:
    """What an update has left uncommitted: paths with Git's two letters."""
    lines = git(folder, "status", "--porcelain", "--untracked-files=all").splitlines()
    return {line[3:]: line[:2].strip() for line in lines}


def first_task_of(project: Path, test_file: str) -> str:
    tasks = report(project)["features"][0]["tasks"]
    return next(str(task["id"]) for task in tasks if task["test"]["path"] == test_file)


def updated(copier: Copier, project: Path, answers: dict[str, Any] | None = None, *more: str) -> dict[str, str]:
    done = copier.update(project, answers, *more)
    assert done.status == 0, done.output
    return changed(project)
