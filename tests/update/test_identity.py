"""A folder that was renamed, a list that was renumbered, an id that belongs to another task, an archived feature."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Copier, git, plan_tool, report
from tests.update.conftest import ANSWERS, PLAN, SERVICE_TEST, STORIES, commit, edit, first_task_of, updated

FOLDER = "specs/001-notes"
ANSWERS_FILE = ".copier-answers.yml"


def tasks_of(project: Path, feature: str) -> dict[str, Any]:
    (found,) = [one for one in report(project)["features"] if one["id"] == feature]
    return {task["id"]: task["test"] for task in found["tasks"]}


def archive(project: Path) -> None:
    (project / "specs/archive").mkdir()
    (project / FOLDER).rename(project / "specs/archive/001-notes")
    commit(project)


def refused(copier: Copier, project: Path, *words: str) -> None:
    """Nothing is written, and the last line says why."""
    done = copier.update(project)
    assert done.status == 1, done.output
    line = done.output.strip().splitlines()[-1]
    assert all(word in line for word in words), line
    assert git(project, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["007-notes", "001-notebook", "014-jottings"])
def test_renamed_folder_is_the_same_feature(copier: Copier, project: Path, name: str) -> None:
    before = tasks_of(project, "001-notes")
    service = first_task_of(project, SERVICE_TEST)
    edit(project / SERVICE_TEST, f'    raise NotImplementedError("{service}")', "    assert 1 + 1 == 2")
    commit(project)
    (project / FOLDER).rename(project / f"specs/{name}")
    commit(project)
    assert tasks_of(project, name) == {one: {**test} for one, test in before.items()}
    assert "orphan-test" not in plan_tool(project, "check").output
    done = copier.update(project)
    assert done.status == 0, done.output
    assert f"specs/{name} is 001-notes, renamed" in done.output
    assert git(project, "status", "--porcelain").split() == ["M", ANSWERS_FILE]
    commit(project)
    assert updated(copier, project) == {}
    assert tasks_of(project, name) == before


def test_stubs_of_a_renamed_feature_follow_a_new_version(
    copier: Copier, project: Path, newer: Callable[[str, str, str], None]
) -> None:
    newer("includes/words.yml", "{kind} tests for the tasks of", "{kind} tests for each task of")
    (project / FOLDER).rename(project / "specs/014-jottings")
    commit(project)
    updated(copier, project, None, "--vcs-ref", "v1.0.0")
    commit(project)
    updated(copier, project)
    assert (project / SERVICE_TEST).read_text(encoding="utf-8").startswith('"""Unit tests for each task of notes."""')


def test_folder_of_other_number_words_and_tasks_is_another_feature(copier: Copier, project: Path) -> None:
    (project / FOLDER).rename(project / "specs/001-elsewhere")
    (project / "specs/009-tides").mkdir()
    (project / "specs/009-tides/tasks.md").write_text("- [ ] T001 Chart the tide in src/lib/tide.py\n", "utf-8")
    commit(project)
    updated(copier, project)
    assert tasks_of(project, "009-tides")["T001"]["status"] == "pending"
    assert tasks_of(project, "001-elsewhere")["T001"]["status"] == "unknown"


def test_two_folders_that_may_be_the_renamed_one_are_refused(copier: Copier, project: Path) -> None:
    (project / FOLDER).rename(project / "specs/004-notes")
    (project / "specs/001-tides").mkdir()
    (project / "specs/001-tides/tasks.md").write_text("- [ ] T001 Chart the tide\n", encoding="utf-8")
    commit(project)
    refused(copier, project, "specs/001-notes", "001-tides", "004-notes")


def test_list_renumbered_by_one_is_refused(copier: Copier, project: Path) -> None:
    text = (project / PLAN).read_text(encoding="utf-8")
    shifted = re.sub(r"(?m)^(- \[.\] T)(\d+)", lambda match: f"{match[1]}{int(match[2]) + 1:03d}", text)
    assert shifted != text
    (project / PLAN).write_text(shifted, encoding="utf-8")
    commit(project)
    refused(copier, project, PLAN, "the list was renumbered")
    assert "renumbered-list" in plan_tool(project, "check").output


def test_new_task_under_a_taken_id_is_refused_with_the_next_free_one(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T012 Dredge in src/lib/mud.py\n\n## Notes\n")
    commit(project)
    free = plan_tool(project, "next").output
    assert free
    refused(copier, project, PLAN, "T012 is also the id of the task in", "the next free id")
    output = plan_tool(project, "check").output
    found = re.search(
        rf"{PLAN}:\d+: error: T012 is taken by {PLAN}:\d+; .*`python3 tools/plan (?P<command>.*)`", output
    )
    assert found
    assert plan_tool(project, *found["command"].split()).status == 0
    commit(project)
    changes = updated(copier, project)
    assert [path for path, letters in changes.items() if letters == "??"] == ["tests/unit/lib/test_mud.py"]


def test_all_taken_ids_are_named_at_once_each_with_a_free_one_of_its_own(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T012 Dredge in src/lib/mud.py\n- [ ] T009 Sieve it\n\n## Notes\n")
    commit(project)
    done = copier.update(project)
    assert done.status == 1
    lines = done.output.strip().splitlines()[-2:]
    ids = [int(task["id"][1:]) for task in report(project)["features"][0]["tasks"]]
    for number, (line, task_id) in enumerate(zip(lines, ("T012", "T009")), max(ids) + 1):
        assert f"{task_id} is also the id of" in line
        assert f"give this task T{number:03d}, the next free id" in line
    assert git(project, "status", "--porcelain") == ""
    assert re.findall("give this task (T[0-9]+)", plan_tool(project, "check").output) == [
        f"T{max(ids) + 1:03d}", f"T{max(ids) + 2:03d}",
    ]  # fmt: skip


def test_id_of_a_deleted_task_is_refused_on_other_words_and_taken_back_on_its_own(
    copier: Copier, project: Path
) -> None:
    (line,) = [one for one in (project / PLAN).read_text("utf-8").splitlines() if "Create Note model" in one]
    task_id = re.findall(r"T\d+", line)[0]
    edit(project / PLAN, f"{line}\n", "")
    commit(project)
    assert updated(copier, project) == {ANSWERS_FILE: "M"}
    commit(project)
    edit(project / PLAN, "\n## Notes\n", f"\n- [ ] {task_id} Dredge in src/lib/mud.py\n\n## Notes\n")
    commit(project)
    refused(copier, project, PLAN, f"{task_id} was deleted")
    assert "reused-id" in plan_tool(project, "check").output
    edit(project / PLAN, f"- [ ] {task_id} Dredge in src/lib/mud.py", line)
    commit(project)
    assert updated(copier, project) == {ANSWERS_FILE: "M"}
    assert "reused-id" not in plan_tool(project, "check").output


def test_archived_feature_keeps_its_tests_and_is_silent(copier: Copier, project: Path) -> None:
    before = tasks_of(project, "001-notes")
    archive(project)
    assert updated(copier, project) == {}
    assert tasks_of(project, "001-notes") == before
    assert plan_tool(project, "check").output.splitlines()[-1] == "0 errors, 0 warnings"


def test_nothing_is_planned_for_an_archived_feature(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T100 Count notes in src/lib/count.py\n\n## Notes\n")
    archive(project)
    assert updated(copier, project) == {}
    assert updated(copier, project, ANSWERS) == {}
    for given in ({"stories": [*STORIES, "Sort"]}, {"feature_name": "notes", "requirements": ["It must sort"]}):
        done = copier.update(project, given)
        assert done.status == 1, done.output
        assert done.output.strip().splitlines()[-1] == (
            "feature_name: 001-notes is archived; name another, or move the folder out of there"
        )
        assert git(project, "status", "--porcelain") == ""
    assert updated(copier, project, {"storage": "SQLite"}) == {ANSWERS_FILE: "M"}
    commit(project)
    assert "specs/002-sort/plan.md" in updated(copier, project, {"feature_name": "sort", "stories": ["Sort"]})


def test_feature_that_was_deleted_is_one_warning(copier: Copier, project: Path) -> None:
    shutil.rmtree(project / FOLDER)
    commit(project)
    output = plan_tool(project, "check").output
    assert output.count("[orphan-test]") == 1
    assert "001-notes is gone" in output
