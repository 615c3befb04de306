"""The update contract, a test a row: the real command, from another folder, on a tagged clone of the template."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DATE, Copier, git, plan_tool, report

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
SERVICE_TEST = "tests/unit/services/test_user_service.py"


@pytest.fixture(scope="session")
def _made(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "elsewhere").mkdir()
    done = Copier(folder / "elsewhere").copy(template, folder / "project", ANSWERS)
    assert done.status == 0, done.output
    commit(folder / "project", init=True)
    return folder / "project"


@pytest.fixture
def project(_made: Path, tmp_path: Path) -> Path:
    """A project of two stories, committed, that may be written to."""
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


def test_update_without_a_change_changes_nothing(copier: Copier, project: Path) -> None:
    assert updated(copier, project) == {}
    assert updated(copier, project, None, "--vcs-ref=:current:") == {}


def test_task_added_by_hand_gets_its_stub_and_nothing_else_changes(copier: Copier, project: Path) -> None:
    lines = (project / PLAN).read_text(encoding="utf-8")
    line = next(one for one in lines.splitlines() if " Implement POST /sessions " in one)
    edit(project / PLAN, line, f"{line}\n- [ ] T100 [US1] Hash passwords in src/lib/passwords.py (depends on T006)")
    commit(project)
    stub = "tests/unit/lib/test_passwords.py"
    assert plan_tool(project, "check").status == 1
    assert updated(copier, project, None, "--vcs-ref=:current:") == {".copier-answers.yml": "M", stub: "??"}
    added = [
        one for one in git(project, "diff", "-U0").splitlines() if one[:1] in "+-" and one[:3] not in ("+++", "---")
    ]
    assert len(added) == 1
    assert "T100" in added[0]
    assert "def test_t100_hash_passwords" in (project / stub).read_text(encoding="utf-8")
    commit(project)
    assert updated(copier, project, None, "--vcs-ref=:current:") == {}
    assert plan_tool(project, "check").status == 0


def test_story_added_to_the_answers_gets_new_ids_and_old_lines_stay(copier: Copier, project: Path) -> None:
    before = {task["id"]: task["text"] for task in report(project)["features"][0]["tasks"]}
    plan = (project / PLAN).read_text(encoding="utf-8")
    ticked = next(one for one in plan.splitlines() if " Create User model " in one)
    edit(project / PLAN, ticked, ticked.replace("- [ ]", "- [x]"))
    edit(project / PLAN, "T002 Initialize", "T002 SENTINEL: initialize")
    commit(project)
    stories = [*STORIES, {"title": "Leave", "priority": "P1", "endpoints": ["DELETE /users"], "entities": ["User"]}]
    stories[0] = STORIES[0] | {"endpoints": ["POST /sessions", "DELETE /sessions"]}
    marks = set(updated(copier, project, {"stories": stories}).values())
    assert marks == {"M", "??"}
    (feature,) = report(project)["features"]
    after = {task["id"]: task["text"] for task in feature["tasks"]}
    assert before.items() - after.items() == {("T002", before["T002"])}
    assert after["T002"].startswith("SENTINEL")
    new = [task for task in feature["tasks"] if task["id"] not in before]
    assert min(task["id"] for task in new) == f"T{len(before) + 1:03d}"
    assert {tuple(task["stories"]) for task in new} == {("US1",), ("US3",)}
    assert {task["phase"] for task in new} == {"User Story 1", "User Story 3"}
    assert all(task["test"]["status"] == "pending" for task in new)
    assert [task["id"] for task in feature["tasks"] if task["done"]] == ["T001", "T002", "T003", ticked.split()[3]]
    assert "## Phase 5: User Story 3 - Leave (Priority: P1)" in (project / PLAN).read_text(encoding="utf-8")
    errors = [one for one in report(project)["findings"] if one["severity"] == "error"]
    assert [(one["rule"], one["task"]) for one in errors] == [("phantom-completion", ticked.split()[3])]
    commit(project)
    assert updated(copier, project) == {}


def test_improved_stub_form_reaches_untouched_stubs_and_merges_with_edited_ones(
    copier: Copier, project: Path, newer: Callable[[str, str, str], None]
) -> None:
    newer("includes/stubs/pytest.jinja", "tests of the tasks of", "tests for the tasks of")
    task_id = first_task_of(project, SERVICE_TEST)
    mark = f'@pytest.mark.skip(reason="{task_id} is pending")\n'
    edit(project / SERVICE_TEST, mark, "")
    edit(project / SERVICE_TEST, f'raise NotImplementedError("{task_id}")', "assert True  # SENTINEL")
    commit(project)
    status = updated(copier, project)
    assert set(status.values()) == {"M"}
    text = (project / SERVICE_TEST).read_text(encoding="utf-8")
    assert text.startswith('"""Unit tests for the tasks of 001-notes."""')
    assert "SENTINEL" in text
    assert mark not in text
    untouched = (project / "tests/unit/models/test_user.py").read_text(encoding="utf-8")
    assert untouched.startswith('"""Unit tests for the tasks of 001-notes."""')


def test_edited_stub_and_a_further_task_of_its_file_both_stand(copier: Copier, project: Path) -> None:
    (feature,) = report(project)["features"]
    task = next(one for one in feature["tasks"] if "Add logging for user story 1" in one["text"])
    assert task["test"]["path"] == SERVICE_TEST
    edit(project / SERVICE_TEST, f'raise NotImplementedError("{task["id"]}")', "assert True  # SENTINEL")
    plan = (project / PLAN).read_text(encoding="utf-8")
    line = next(one for one in plan.splitlines() if f" {task['id']} [US1]" in one)
    edit(project / PLAN, line, f"{line}\n- [ ] T100 [US1] Lock accounts in src/services/user_service.py")
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M", SERVICE_TEST: "M"}
    text = (project / SERVICE_TEST).read_text(encoding="utf-8")
    assert "SENTINEL" in text
    assert "def test_t100_lock_accounts" in text
    assert "<<<<<<<" not in text


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
    findings = report(project)["findings"]
    found = {(one["rule"], one["severity"]) for one in findings if one["rule"] != "needs-clarification"}
    assert found == {("missing-test", "warning")}


def test_changed_context_answer_follows_in_the_plan(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "**Constraints**: NEEDS CLARIFICATION", "**Constraints**: SENTINEL")
    commit(project)
    assert updated(copier, project, {"target_platforms": "Linux"}) == {".copier-answers.yml": "M", PLAN: "M"}
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert "**Target Platforms**: Linux\n" in plan
    assert "**Constraints**: SENTINEL\n" in plan


def test_renamed_story_and_endpoint_keep_their_tasks(copier: Copier, project: Path) -> None:
    before = [task["id"] for task in report(project)["features"][0]["tasks"]]
    stories = [STORIES[0] | {"title": "Log in", "endpoints": ["POST /logins"]}, STORIES[1]]
    updated(copier, project, {"stories": stories})
    (feature,) = report(project)["features"]
    assert [task["id"] for task in feature["tasks"]] == before
    assert feature["stories"][0]["title"] == "Log in"


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


def test_another_feature_leaves_the_first_byte_for_byte(copier: Copier, project: Path) -> None:
    status = updated(copier, project, {"feature_name": "search", "target_platforms": "Linux"})
    assert {path: mark for path, mark in status.items() if path.startswith("specs/002-search/")} == {
        "specs/002-search/plan.md": "??",
        "specs/002-search/spec.md": "??",
    }
    assert not [path for path in status if path.startswith(("specs/001", "tests/", "src/"))]
    assert "**Target Platforms**: Linux" in (project / "specs/002-search/plan.md").read_text(encoding="utf-8")
    commit(project)
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    assert answers["stories"] == []
    assert updated(copier, project, {"feature_name": "001-notes"}).keys() <= {".copier-answers.yml", PLAN}
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    assert [story["title"] for story in answers["stories"]] == ["Sign in", "Write a note"]
