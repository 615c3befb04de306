"""What people edit, delete, rename, move or retitle stays so, and docstrings follow the text."""

from pathlib import Path

import pytest

from tests.conftest import Copier, plan_tool, report
from tests.update.conftest import PLAN, SERVICE_TEST, STORIES, commit, edit, first_task_of, updated


@pytest.mark.parametrize("edited", [False, True])
def test_deleted_stub_stays_deleted_and_a_renamed_one_renamed(copier: Copier, project: Path, edited: bool) -> None:
    gone, moved = project / "tests/contract/test_get_notes.py", project / SERVICE_TEST
    gone.unlink()
    if edited:
        edit(moved, f'NotImplementedError("{first_task_of(project, SERVICE_TEST)}")', 'NotImplementedError("SENTINEL")')
    moved.rename(moved.with_name("test_accounts.py"))
    commit(project)
    stories = [*STORIES, "Leave"]
    updated(copier, project, {"stories": stories})
    assert not gone.exists()
    assert not moved.exists()
    assert moved.with_name("test_accounts.py").exists()
    assert plan_tool(project, "check").status == 0
    told = report(project)
    found = [one for one in told["findings"] if one["rule"] != "needs-clarification"]
    assert [(one["rule"], one["severity"]) for one in found] == [("missing-test", "warning")]
    assert "tests/contract/test_get_notes.py" in found[0]["message"]
    paths = {task["test"]["path"]: task["test"]["status"] for task in told["features"][0]["tasks"]}
    assert paths[SERVICE_TEST.replace("test_session_service", "test_accounts")] == "pending"


def test_later_tasks_of_a_deleted_stub_get_a_file_of_their_own(copier: Copier, project: Path) -> None:
    (project / SERVICE_TEST).unlink()
    task = "- [ ] T{number} Mend it in src/services/session_service.py\n\n---\n\n## Phase 5"
    for number, expected in ((200, "??"), (201, "M")):
        edit(project / PLAN, "\n---\n\n## Phase 5", f"\n{task.format(number=number)}")
        commit(project)
        own = SERVICE_TEST.replace(".py", "_notes.py")
        assert updated(copier, project, None, "--vcs-ref=:current:") == {".copier-answers.yml": "M", own: expected}
        assert f"def test_t{number}_" in (project / own).read_text(encoding="utf-8")
        commit(project)
    assert not (project / SERVICE_TEST).exists()


def test_deleted_task_keeps_its_stub_and_its_id_is_not_used_again(copier: Copier, project: Path) -> None:
    plan = (project / PLAN).read_text(encoding="utf-8")
    tasks = report(project)["features"][0]["tasks"]
    last = tasks[-1]
    line = next(one for one in plan.splitlines() if f" {last['id']} " in one)
    edit(project / PLAN, f"{line}\n", "")
    commit(project)
    updated(copier, project, {"stories": [*STORIES, "Leave"]})
    assert (project / last["test"]["path"]).is_file()
    ids = [task["id"] for task in report(project)["features"][0]["tasks"]]
    assert last["id"] not in ids
    assert f"T{int(last['id'][1:]) + 1:03d}" in ids


def test_retitled_task_keeps_place_and_name_and_its_docstring_follows(copier: Copier, project: Path) -> None:
    tasks = report(project)["features"][0]["tasks"]
    task = next(one for one in tasks if one["text"].startswith("Create Note model"))
    edit(project / PLAN, f"{task['id']} [US2] Create Note model", f"{task['id']} [US2] Create the SENTINEL model")
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M", task["test"]["path"]: "M"}
    stub = (project / task["test"]["path"]).read_text(encoding="utf-8")
    assert f"{task['id']} Create the SENTINEL model in src/models/note.py" in stub
    assert f"def {task['test']['name']}()" in stub
    commit(project)
    assert updated(copier, project) == {}
    assert "Create the SENTINEL model" in (project / PLAN).read_text(encoding="utf-8")


def test_task_moved_to_another_phase_keeps_its_stub(copier: Copier, project: Path) -> None:
    tasks = {task["text"].partition(" in ")[0]: task for task in report(project)["features"][0]["tasks"]}
    task, other = tasks["Create User model"], tasks["Create Note model"]
    assert (task["phase"], other["phase"]) == ("User Story 1", "User Story 2")
    lines = (project / PLAN).read_text(encoding="utf-8").splitlines()
    line, place = lines[task["line"] - 1], lines[other["line"] - 1]
    edit(project / PLAN, f"{line}\n", "")
    edit(project / PLAN, place, f"{place}\n{line.replace('[US1]', '[US2]')}")
    commit(project)
    stub = (project / task["test"]["path"]).read_bytes()
    assert updated(copier, project) == {}
    (moved,) = [one for one in report(project)["features"][0]["tasks"] if one["id"] == task["id"]]
    assert (moved["phase"], moved["test"]) == ("User Story 2", task["test"])
    assert (project / task["test"]["path"]).read_bytes() == stub
