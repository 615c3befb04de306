"""The last words of an update: what it has added and changed, and which files have conflicts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Copier
from tests.update.conftest import PLAN, STORIES, changed, commit, edit

SPEC = "specs/001-notes/spec.md"


def said(copier: Copier, project: Path, answers: dict[str, Any] | None = None, *more: str) -> list[str]:
    """The lines of the message of an update, whose exit status is Copier's: 0, with conflicts too."""
    done = copier.update(project, answers, *more)
    assert done.status == 0, done.output
    return [line for line in done.output.splitlines() if line]


def test_update_that_changes_nothing_says_so_alone(copier: Copier, project: Path) -> None:
    reading = "Reading the plans of the project"
    assert said(copier, project) == [reading, "Keeping template version 1.0.0", "Nothing to add."]


def test_stub_of_a_task_that_a_person_added_is_counted(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T090 Read the clock in src/lib/clock.py\n\n## Notes\n")
    commit(project)
    lines = said(copier, project)
    assert lines[2:5] == ["Added 1 stub.", "Changed .copier-answers.yml.", "Next steps:"]


def test_tasks_stubs_and_documents_of_a_new_story_are_counted(copier: Copier, project: Path) -> None:
    lines = said(copier, project, {"stories": [*STORIES, {"title": "Leave", "endpoints": ["DELETE /sessions"]}]})
    before, status = (project / PLAN), changed(project)
    assert status[PLAN] == "M"
    tasks = [line for line in before.read_text(encoding="utf-8").splitlines() if "[US3]" in line[:20]]
    assert len(tasks) > 3
    assert f"Added {len(tasks)} tasks and {len(tasks)} stubs." in lines
    assert any(line.startswith(f"Changed {PLAN}, {SPEC} and ") for line in lines)
    assert not [line for line in lines if "onflict" in line]


def test_files_with_conflicts_are_named(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "**Storage**: NEEDS CLARIFICATION", "**Storage**: a shoe box")
    commit(project)
    lines = said(copier, project, {"storage": "SQLite"})
    at = lines.index("Conflicts in 1 file; choose between the two sides of each:")
    assert lines[at + 1] == f"  {PLAN}"
    assert changed(project)[PLAN] == "UU"


def test_what_could_not_be_applied_is_a_conflict_too(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "**Storage**: NEEDS CLARIFICATION", "**Storage**: a shoe box")
    commit(project)
    assert f"  {PLAN}" in said(copier, project, {"storage": "SQLite"}, "--conflict", "rej")
    assert (project / f"{PLAN}.rej").exists()


def test_improvement_of_the_template_is_named(
    copier: Copier, project: Path, newer: Callable[[str, str, str], None]
) -> None:
    newer("template/AGENTS.md.jinja", "# How to work in this repository", "# Working in this repository")
    lines = said(copier, project)
    assert "Changed 2 files." in lines  # the other one are the answers, which name the version
    assert not [line for line in lines if line.startswith("Added")]


@pytest.mark.parametrize("name", ["plan", "spec"])
def test_text_like_a_conflict_of_another_kind_is_none(copier: Copier, project: Path, name: str) -> None:
    file = project / f"specs/001-notes/{name}.md"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nWrite `<<<<<<< before updating` out.\n", encoding="utf-8")
    commit(project)
    assert said(copier, project)[-1] == "Nothing to add."
