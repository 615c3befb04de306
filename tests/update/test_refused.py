"""What an update or a copy refuses in one line, with nothing written."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Copier
from tests.update.conftest import PLAN, changed, commit, edit, updated


def refused(copier: Copier, project: Path, answers: dict[str, Any], line: str) -> None:
    """Nothing is written, and the last line says why."""
    done = copier.update(project, answers)
    assert done.status != 0
    assert line in done.output.strip().splitlines()[-1]
    assert "Traceback" not in done.output
    assert changed(project) == {}


@pytest.mark.parametrize("command", ["copy", "recopy"])
@pytest.mark.parametrize("force", [(), ("--overwrite",)])
def test_project_is_not_written_over(
    copier: Copier, project: Path, template: Path, command: str, force: tuple[str, ...]
) -> None:
    edit(project / PLAN, "**Storage**: NEEDS CLARIFICATION", "**Storage**: SENTINEL")
    commit(project)
    done = copier(command, "--trust", "--defaults", *force, *([template] if command == "copy" else []), project)
    assert done.status == 1
    assert "this project is made already; use copier update, which keeps what people wrote" in done.output
    assert changed(project) == {}


def test_story_for_a_feature_with_a_list_of_its_own_is_refused(copier: Copier, project: Path) -> None:
    (project / "specs/002-search").mkdir()
    (project / "specs/002-search/tasks.md").write_text("# Search\n\n- [ ] T001 Index notes\n", encoding="utf-8")
    commit(project)
    refused(copier, project, {"feature_name": "002-search", "stories": ["Find"]}, "stories: 002-search has a task list")


def test_renamed_feature_folder_is_refused_and_may_be_named_back(copier: Copier, project: Path) -> None:
    folder = project / "specs/001-notes"
    folder.rename(project / "specs/001-notebook")
    commit(project)
    refused(copier, project, {}, "specs/001-notebook: 001-notes has its number and is gone")
    (project / "specs/001-notebook").rename(folder)
    commit(project)
    assert updated(copier, project) == {}


def test_list_with_both_sides_of_a_merge_is_refused(copier: Copier, project: Path) -> None:
    sides = "<<<<<<< HEAD\n- [ ] T090 A in src/lib/a.py\n=======\n- [ ] T090 B in src/lib/b.py\n>>>>>>> x\n"
    edit(project / PLAN, "\n---\n\n## Phase 3", f"{sides}\n---\n\n## Phase 3")
    commit(project)
    refused(copier, project, {}, "<<<<<<< is left of a merge; choose a side first")
