"""A newer version of the template: untouched stubs and documents follow, edited ones merge."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Copier
from tests.update.conftest import PLAN, SERVICE_TEST, commit, edit, first_task_of, updated


def test_improved_stub_form_reaches_untouched_stubs_and_merges_with_edited_ones(
    copier: Copier, project: Path, newer: Callable[[str, str, str], None]
) -> None:
    newer("includes/words.yml", "{kind} tests for the tasks of", "{kind} tests for all tasks of")
    task_id = first_task_of(project, SERVICE_TEST)
    mark = f'@pytest.mark.skip(reason="{task_id} is pending")\n'
    edit(project / SERVICE_TEST, mark, "")
    edit(project / SERVICE_TEST, f'raise NotImplementedError("{task_id}")', "assert True  # SENTINEL")
    commit(project)
    status = updated(copier, project)
    assert set(status.values()) == {"M"}
    text = (project / SERVICE_TEST).read_text(encoding="utf-8")
    assert text.startswith('"""Unit tests for all tasks of notes."""')
    assert "SENTINEL" in text
    assert mark not in text
    untouched = (project / "tests/unit/models/test_user.py").read_text(encoding="utf-8")
    assert untouched.startswith('"""Unit tests for all tasks of notes."""')


def test_relative_template_is_found_by_later_updates(template: Path, copier: Copier, tmp_path: Path) -> None:
    (copier.folder / "template").symlink_to(template)
    assert copier("copy", "--trust", "--defaults", "template", tmp_path / "made").status == 0
    commit(tmp_path / "made", init=True)
    assert updated(copier, tmp_path / "made") == {}


@pytest.mark.parametrize("edited", [False, True])
def test_improved_document_reaches_the_plan_and_keeps_its_edits(
    copier: Copier, project: Path, newer: Callable[[str, str, str], None], edited: bool
) -> None:
    newer("includes/words.yml", "Stop at a checkpoint", "Stop at each checkpoint")
    if edited:
        edit(project / PLAN, "**Constraints**: NEEDS CLARIFICATION", "**Constraints**: SENTINEL")
        commit(project)
    shipped = "tools/plan/forms.json"  # the sentences from which a team begins its own
    assert updated(copier, project) == {".copier-answers.yml": "M", PLAN: "M", shipped: "M"}
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert "- Stop at each checkpoint to try the story by itself.\n" in plan
    assert ("**Constraints**: SENTINEL\n" in plan) is edited
    commit(project)
    assert updated(copier, project) == {}
