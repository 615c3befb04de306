"""The update contract, a test a row: the real command, from another folder, on a tagged clone of the template."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import Copier, git, plan_tool, report, run
from tests.update.conftest import ANSWERS, PLAN, SERVICE_TEST, STORIES, changed, commit, edit, first_task_of, updated


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
    newer("includes/stubs/pytest.jinja", "of the tasks of", "for the tasks of")
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
    told = report(project)
    found = [one for one in told["findings"] if one["rule"] != "needs-clarification"]
    assert [(one["rule"], one["severity"]) for one in found] == [("missing-test", "warning")]
    assert "tests/contract/test_get_notes.py" in found[0]["message"]
    paths = {task["test"]["path"]: task["test"]["status"] for task in told["features"][0]["tasks"]}
    assert paths[SERVICE_TEST.replace("test_user_service", "test_accounts")] == "pending"


def test_later_tasks_of_a_deleted_stub_get_a_file_of_their_own(copier: Copier, project: Path) -> None:
    (project / SERVICE_TEST).unlink()
    task = "- [ ] T{number} Mend it in src/services/user_service.py\n\n---\n\n## Phase 5"
    for number, expected in ((200, "??"), (201, "M")):
        edit(project / PLAN, "\n---\n\n## Phase 5", f"\n{task.format(number=number)}")
        commit(project)
        own = SERVICE_TEST.replace(".py", "_001.py")
        assert updated(copier, project, None, "--vcs-ref=:current:") == {".copier-answers.yml": "M", own: expected}
        assert f"def test_t{number}_" in (project / own).read_text(encoding="utf-8")
        commit(project)
    assert not (project / SERVICE_TEST).exists()


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
    assert updated(copier, project, {"feature_name": "001-notes"}) == {".copier-answers.yml": "M"}
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    assert [story["title"] for story in answers["stories"]] == ["Sign in", "Write a note"]


def test_two_features_of_one_day_begin_blank_and_keep_their_own(copier: Copier, project: Path) -> None:
    for number, name in (("002", "search"), ("003", "export")):
        status = updated(copier, project, None, "-d", f"feature_name={name}")
        assert f"specs/{number}-{name}/plan.md" in status
        commit(project)
    given = {
        "feature_name": "import",
        "requirements": ["one"],
        "stories": [{"title": "Read a file", "requirements": ["FR-001"]}],
    }
    assert "specs/004-import/spec.md" in updated(copier, project, given)
    commit(project)
    again = {"feature_name": "export again", **{key: given[key] for key in ("requirements", "stories")}}
    updated(copier, project, again)
    assert "- **FR-001**: one" in (project / "specs/005-export-again/spec.md").read_text(encoding="utf-8")


def test_what_leaves_the_answers_is_told_and_kept(copier: Copier, project: Path) -> None:
    done = copier.update(project, {"stories": STORIES[:1]})
    assert "No longer in the answers, and kept in the plan:\n\n  US2 Write a note\n" in done.output
    assert "User Story 2 - Write a note" in (project / PLAN).read_text(encoding="utf-8")


def test_edited_last_line_of_a_list_and_a_new_story_both_stand(copier: Copier, project: Path) -> None:
    plan = project / PLAN
    line = next(
        one for one in plan.read_text(encoding="utf-8").splitlines() if one.startswith("- **User Story 2 (P2)**")
    )
    edit(plan, line, f"{line} SENTINEL")
    commit(project)
    assert "UU" not in updated(copier, project, {"stories": [*STORIES, "Leave"]}).values()
    assert "SENTINEL" in plan.read_text(encoding="utf-8")


def test_relative_template_is_found_by_later_updates(template: Path, copier: Copier, tmp_path: Path) -> None:
    (copier.folder / "template").symlink_to(template)
    assert copier("copy", "--trust", "--defaults", "template", tmp_path / "made").status == 0
    commit(tmp_path / "made", init=True)
    assert updated(copier, tmp_path / "made") == {}


def test_own_test_of_a_person_is_the_tasks_test(copier: Copier, project: Path) -> None:
    own = project / "tests/unit/lib/test_limits.py"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("def test_limits() -> None:\n    assert True  # SENTINEL\n", encoding="utf-8")
    line = next(
        one for one in (project / PLAN).read_text(encoding="utf-8").splitlines() if " Create User model " in one
    )
    edit(project / PLAN, line, f"{line}\n- [ ] T100 [US1] Limits in src/lib/limits.py")
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M"}
    (task,) = [one for one in report(project)["features"][0]["tasks"] if one["id"] == "T100"]
    assert task["test"] == {"path": "tests/unit/lib/test_limits.py", "name": None, "status": "unknown"}
    assert plan_tool(project, "check").status == 0


def test_retitled_task_keeps_place_and_name_and_its_docstring_follows(copier: Copier, project: Path) -> None:
    tasks = report(project)["features"][0]["tasks"]
    task = next(one for one in tasks if one["text"].startswith("Create Note model"))
    edit(
        project / PLAN, f"{task['id']} [P] [US2] Create Note model", f"{task['id']} [P] [US2] Create the SENTINEL model"
    )
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M", task["test"]["path"]: "M"}
    stub = (project / task["test"]["path"]).read_text(encoding="utf-8")
    assert f"{task['id']} Create the SENTINEL model in src/models/note.py" in stub
    assert f"def {task['test']['name']}()" in stub
    commit(project)
    assert updated(copier, project) == {}
    assert "Create the SENTINEL model" in (project / PLAN).read_text(encoding="utf-8")


def test_hand_made_feature_is_picked_up_and_the_first_stays(copier: Copier, project: Path) -> None:
    folder = project / "specs/002-search"
    folder.mkdir()
    (folder / "tasks.md").write_text("# Search\n\n- [ ] T001 Index notes in src/lib/index.py\n", encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M", "tests/unit/lib/test_index.py": "??"}
    commit(project)
    assert updated(copier, project) == {}
    assert (folder / "tasks.md").read_text(encoding="utf-8").endswith("src/lib/index.py\n")


def test_edited_last_items_of_specification_and_readme_and_new_ones_stand(copier: Copier, project: Path) -> None:
    spec, readme = project / "specs/001-notes/spec.md", project / "README.md"
    one = {**STORIES[0], "acceptance": ["One"]}
    updated(copier, project, {"stories": [one, STORIES[1]]})
    edit(spec, "1. One\n", "1. One SENTINEL\n")
    edit(spec, "- **Note**: [NEEDS CLARIFICATION: which fields does it have?]", "- **Note**: fields `text` SENTINEL")
    readme.write_text(f"{readme.read_text(encoding='utf-8')}\n## Mine\n\nSENTINEL\n", encoding="utf-8")
    commit(project)
    more = {**one, "acceptance": ["One", "Two"], "entities": ["User", "Session"]}
    status = updated(copier, project, {"stories": [more, STORIES[1]], "license": "MIT"})
    assert "UU" not in status.values()
    text = spec.read_text(encoding="utf-8")
    assert "1. One SENTINEL\n\n2. Two\n" in text
    assert text.index("**Note**: fields `text` SENTINEL") < text.index("**Session**:")
    assert "SENTINEL" in readme.read_text(encoding="utf-8")
    assert "## Licence" in readme.read_text(encoding="utf-8")


def test_hand_made_folder_without_documents_gets_them(copier: Copier, project: Path) -> None:
    (project / "specs/002-search").mkdir()
    (project / "specs/002-search/research.md").write_text("# SENTINEL\n", encoding="utf-8")
    commit(project)
    status = updated(copier, project)
    assert status == {".copier-answers.yml": "M", "README.md": "M"} | {
        f"specs/002-search/{name}": "??" for name in ("plan.md", "spec.md")
    }
    assert "# Implementation Plan: search" in (project / "specs/002-search/plan.md").read_text(encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {}
    assert (
        updated(copier, project, {"feature_name": "002-search", "stories": ["Find"]})["specs/002-search/plan.md"] == "M"
    )


def test_hand_edited_field_and_a_changed_answer_show_both(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "**Target Platforms**: NEEDS CLARIFICATION", "**Target Platforms**: SENTINEL")
    commit(project)
    assert updated(copier, project, {"target_platforms": "Linux"})[PLAN] == "UU"
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert "SENTINEL" in plan
    assert "**Target Platforms**: Linux" in plan


def test_tasks_of_two_branches_merge_with_their_records(copier: Copier, project: Path) -> None:
    def add(task_id: str, after: str) -> None:
        plan = (project / PLAN).read_text(encoding="utf-8")
        line = next(one for one in plan.splitlines() if f" {after} " in one and one.startswith("- ["))
        edit(project / PLAN, line, f"{line}\n- [ ] {task_id} Mend src/lib/part_{task_id.lower()}.py")
        commit(project)
        updated(copier, project)
        commit(project)

    git(project, "checkout", "-qb", "other")
    add("T101", "T012")
    git(project, "checkout", "-q", "main")
    add("T102", "T020")
    git(project, "merge", "-q", "-m", "Merge", "other")
    ids = {task["id"]: task["test"]["status"] for task in report(project)["features"][0]["tasks"]}
    assert (ids["T101"], ids["T102"]) == ("pending", "pending")
    assert updated(copier, project) == {}


def test_make_sync_writes_stubs_and_asks_for_a_commit_first(copier: Copier, project: Path) -> None:
    command = Path(sys.executable).parent / "copier"
    with (project / PLAN).open("a", encoding="utf-8") as file:
        file.write("\n- [ ] T100 Mend src/lib/clock.py\n")
    refused = run(["make", "sync", f"COPIER={command}"], project)
    assert refused.status != 0
    assert "Commit first: sync starts from a clean work tree." in refused.output
    commit(project)
    home = {"HOME": str(copier.folder), "GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.invalid"}
    home |= {"GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@example.invalid"}
    done = run(["make", "sync", f"COPIER={command}"], project, **home)
    assert done.status == 0, done.output
    assert changed(project) == {".copier-answers.yml": "M", "tests/unit/lib/test_clock.py": "??"}


def test_update_that_is_killed_is_taken_back_by_git(copier: Copier, project: Path, tmp_path: Path) -> None:
    before = {
        path: path.read_bytes() for path in sorted(project.rglob("*")) if path.is_file() and ".git" not in path.parts
    }
    outside = set(tmp_path.iterdir())
    answers = tmp_path / "elsewhere/answers.yml"
    answers.write_text(yaml.safe_dump({"stories": [*STORIES, "Leave", "Stay"], "storage": "SQLite"}), encoding="utf-8")
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "copier",
        "update",
        "--trust",
        "--defaults",
        "--data-file",
        answers,
        project,
    ]
    for tenths in range(4, 30, 3):
        process = subprocess.Popen(
            command, cwd=tmp_path / "elsewhere", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(tenths / 10)
        process.kill()
        process.wait()
        (project / ".git/index.lock").unlink(missing_ok=True)
        git(project, "reset", "-q", "--hard")
        git(project, "clean", "-qfd")
        now = {
            path: path.read_bytes()
            for path in sorted(project.rglob("*"))
            if path.is_file() and ".git" not in path.parts
        }
        assert now == before
    assert set(tmp_path.iterdir()) == outside


@pytest.mark.parametrize("task_list", ["plan.md", "tasks.md"])
def test_rows_hold_for_both_lists_and_two_features(
    copier: Copier, template: Path, tmp_path: Path, task_list: str
) -> None:
    folder = tmp_path / "made"
    assert copier.copy(template, folder, ANSWERS | {"task_list": task_list}).status == 0
    commit(folder, init=True)
    updated(copier, folder, {"feature_name": "search", "stories": [{"title": "Find", "endpoints": ["GET /found"]}]})
    commit(folder)
    list_file = folder / "specs/002-search" / task_list
    first = (folder / "specs/001-notes" / task_list).read_bytes()
    lines = list_file.read_text(encoding="utf-8").splitlines()
    line = next(one for one in lines if " Contract test for GET /found " in one)
    edit(list_file, line, f"{line.replace('- [ ]', '- [x]')}\n- [ ] T100 [US1] Rank SENTINEL in src/lib/rank.py")
    commit(folder)
    status = updated(copier, folder, {"stories": [{"title": "Find", "endpoints": ["GET /found", "GET /ranked"]}]})
    assert "UU" not in status.values()
    text = list_file.read_text(encoding="utf-8")
    assert "SENTINEL" in text
    assert "Contract test for GET /ranked" in text
    assert (folder / "specs/001-notes" / task_list).read_bytes() == first
    commit(folder)
    assert updated(copier, folder) == {}
    errors = {(one["rule"], one["task"]) for one in report(folder)["findings"] if one["severity"] == "error"}
    assert {rule for rule, _ in errors} == {"phantom-completion"}  # what was ticked above is still a stub


def test_one_id_of_two_branches_is_reported_and_both_stubs_stay(copier: Copier, project: Path) -> None:
    for branch, after, stub in (("left", "T012", "src/lib/left.py"), ("right", "T020", "src/lib/right.py")):
        git(project, "checkout", "-qb", branch, "main")
        plan = (project / PLAN).read_text(encoding="utf-8")
        line = next(one for one in plan.splitlines() if f" {after} " in one and one.startswith("- ["))
        edit(project / PLAN, line, f"{line}\n- [ ] T101 Mend {stub}")
        commit(project)
        updated(copier, project, None, "-d", f"{'constraints' if branch == 'left' else 'target_platforms'}=SENTINEL")
        edit(
            project / f"tests/unit/lib/test_{branch}.py",
            'NotImplementedError("T101")',
            'NotImplementedError("SENTINEL")',
        )
        commit(project)
    git(project, "merge", "-q", "-m", "Merge", "left")
    assert not {"UU", "D"} & set(updated(copier, project).values())
    commit(project)
    assert updated(copier, project) == {}
    for branch in ("left", "right"):
        assert "SENTINEL" in (project / f"tests/unit/lib/test_{branch}.py").read_text(encoding="utf-8")
    assert "duplicate-id" in plan_tool(project, "check").output


def test_answers_of_two_features_are_not_mixed_by_a_merge(copier: Copier, project: Path) -> None:
    for branch, name in (("left", "search"), ("right", "export")):
        git(project, "checkout", "-qb", branch, "main")
        updated(copier, project, {"feature_name": name, "stories": [f"Go {branch}"]})
        commit(project)
    git(project, "merge", "-q", "-X", "ours", "-m", "Merge", "left")
    done = copier.update(project)
    assert done.status == 1
    assert "stands there twice since two branches were merged; keep one of each" in done.output
    assert changed(project) == {}


def test_single_project_becomes_a_web_project_and_one_again(copier: Copier, project: Path) -> None:
    """New folders appear, what a person wrote in the old ones stays, and check names what is no longer in use."""
    source, test = project / "src/models/user.py", project / SERVICE_TEST
    source.write_text("class User: ...  # SENTINEL\n", encoding="utf-8")
    edit(test, "Tests of further tasks", "SENTINEL: tests of further tasks")
    edit(project / PLAN, "- [ ] T004", "- [x] T004")
    commit(project)
    old = {task["id"]: task["test"] for task in report(project)["features"][0]["tasks"]}
    new = updated(copier, project, {"project_type": "web"}).keys()
    assert {"backend/src/api/app.py", "frontend/package.json"} <= new
    tasks = {task["id"]: task for task in report(project)["features"][0]["tasks"]}
    assert {one: tasks[one]["test"] for one in old} == old
    assert tasks["T004"]["done"]
    assert {task["test"]["path"].split("/")[0] for one, task in tasks.items() if one not in old} == {
        "backend",
        "frontend",
    }
    assert "**Project Type**: web\n" in (project / PLAN).read_text(encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {}
    assert idle_units(project) == ["the unit at the project's root"]
    assert set(updated(copier, project, {"project_type": "single"}).values()) == {"M"}
    assert idle_units(project) == ["the unit at backend/", "the unit at frontend/"]
    assert "SENTINEL" in source.read_text(encoding="utf-8")
    assert "SENTINEL" in test.read_text(encoding="utf-8")
    commit(project)
    further = updated(copier, project, {"stories": [{**STORIES[0], "journeys": ["A user signs in", "Again"]}]})
    assert [path for path in further if path.startswith(("backend/", "frontend/"))] == []


def idle_units(project: Path) -> list[str]:
    findings = report(project)["findings"]
    return [one["message"].partition(" is no longer")[0] for one in findings if one["rule"] == "unused-unit"]


def test_change_of_language_takes_its_default_version_and_framework(copier: Copier, project: Path) -> None:
    updated(copier, project, {"language": "typescript"})
    answers = (project / ".copier-answers.yml").read_text(encoding="utf-8")
    assert "\nlanguage_version: '20.19'\n" in answers
    assert "\ntesting: vitest\n" in answers
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert "**Languages/Versions**: TypeScript (Node.js 20.19)\n" in plan
    assert "**Testing**: Vitest\n" in plan
    assert (project / "package.json").is_file()


def test_stubs_of_a_former_language_stay_with_what_a_person_wrote(copier: Copier, project: Path) -> None:
    typescript = {"language": "typescript", "testing": "jest"}
    further = [{**STORIES[0], "endpoints": ["POST /sessions", "GET /sessions"]}, STORIES[1]]
    updated(copier, project, {**typescript, "stories": further})
    stub = project / "tests/contract/get-sessions.test.ts"
    stub.write_text(f"{stub.read_text(encoding='utf-8')}\n// SENTINEL\n", encoding="utf-8")
    commit(project)
    updated(copier, project, {"language": "python"})
    assert stub.read_text(encoding="utf-8").startswith('import { test } from "@jest/globals";\n')
    assert stub.read_text(encoding="utf-8").endswith("\n// SENTINEL\n")
    commit(project)
    assert updated(copier, project) == {}
