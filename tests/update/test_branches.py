"""Two branches that Git has merged: no task, stub or feature is lost, doubled or mixed with another.

Git merges without a driver, as GitHub does. It may find a conflict in the answers file alone; whichever side is kept,
one update restores the rest from documents and stubs.
"""

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import Copier, git, report, run
from tests.update.conftest import PLAN, changed, commit, edit, updated

ANSWERS_FILE = ".copier-answers.yml"
CONFLICT = re.compile(r"^<{7} .*?\n(?P<ours>.*?)^={7}\n(?P<theirs>.*?)^>{7} .*?\n", re.MULTILINE | re.DOTALL)
SIDES = {"ours": r"\g<ours>", "theirs": r"\g<theirs>", "both": r"\g<ours>\g<theirs>", "neither": ""}


def merge(project: Path, branch: str, side: str) -> None:
    """Merge a branch; of a conflict in the answers file a side is kept. There is no other conflict."""
    identity: list[str | Path] = ["-c", "user.name=Tester", "-c", "user.email=tester@example.invalid"]
    done = run(["git", *identity, "merge", "-q", "-m", "Merge", branch], project)
    if done.status != 0:
        assert re.findall(r"conflict in (.*)", done.output) == [ANSWERS_FILE], done.output
        text = (project / ANSWERS_FILE).read_text(encoding="utf-8")
        assert CONFLICT.search(text)
        (project / ANSWERS_FILE).write_text(CONFLICT.sub(SIDES[side], text), encoding="utf-8")
        commit(project)


def test_project_needs_no_merge_driver(project: Path) -> None:
    assert git(project, "check-attr", "merge", ANSWERS_FILE) == f"{ANSWERS_FILE}: merge: unspecified\n"


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


@pytest.mark.parametrize("side", SIDES)
def test_tasks_at_one_place_of_the_record_are_restored(copier: Copier, project: Path, side: str) -> None:
    """Both tasks are the last of one story, apart in the plan and side by side in the record."""
    in_story = [task["id"] for task in report(project)["features"][0]["tasks"] if task["stories"] == ["US1"]]
    for branch, task, after in (("left", "T101", in_story[0]), ("right", "T102", in_story[-1])):
        git(project, "checkout", "-qb", branch, "main")
        plan = (project / PLAN).read_text(encoding="utf-8")
        line = next(one for one in plan.splitlines() if f" {after} " in one and one.startswith("- ["))
        edit(project / PLAN, line, f"{line}\n- [ ] {task} [US1] Mend src/lib/{branch}.py")
        commit(project)
        updated(copier, project)
        commit(project)
    merge(project, "left", side)
    changes = set(updated(copier, project))
    assert changes == {ANSWERS_FILE} or (side == "both" and not changes)  # the lines may be in another order
    git(project, "commit", "--allow-empty", "-qam", "Restore")
    assert updated(copier, project) == {}
    tasks = {task["id"]: task["test"] for task in report(project)["features"][0]["tasks"]}
    for task, branch in (("T101", "left"), ("T102", "right")):
        assert (tasks[task]["path"], tasks[task]["status"]) == (f"tests/unit/lib/test_{branch}.py", "pending")


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_one_id_of_two_branches_is_refused_and_both_stubs_stay(copier: Copier, project: Path, side: str) -> None:
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
    merge(project, "left", side)
    done = copier.update(project)
    assert done.status == 1
    assert "T101 is also the id of the task in" in done.output
    assert changed(project) == {}
    edit(project / PLAN, "T101 Mend src/lib/left.py", "T102 Mend src/lib/left.py")
    commit(project)
    assert not {"UU", "D"} & set(updated(copier, project).values())
    commit(project)
    assert updated(copier, project) == {}
    tests = {task["id"]: task["test"]["path"] for task in report(project)["features"][0]["tasks"]}
    for task_id, branch in (("T102", "left"), ("T101", "right")):
        assert "SENTINEL" in (project / f"tests/unit/lib/test_{branch}.py").read_text(encoding="utf-8")
        assert tests[task_id] == f"tests/unit/lib/test_{branch}.py"


@pytest.mark.parametrize(("renumbered", "lost"), [("left", ""), ("right", ""), ("left", "right")])
def test_one_id_of_two_branches_is_renumbered_and_each_task_keeps_its_test(
    copier: Copier, project: Path, renumbered: str, lost: str
) -> None:
    """The record has both tasks under one id after a clean merge, or one of them if a side of a conflict was kept."""
    stubs = {"left": ("T012", "[US1] Mend src/lib/left.py"), "right": ("T020", "Mend src/lib/right.py")}
    for branch, (after, words) in stubs.items():
        git(project, "checkout", "-qb", branch, "main")
        plan = (project / PLAN).read_text(encoding="utf-8")
        line = next(one for one in plan.splitlines() if f" {after} " in one and one.startswith("- ["))
        edit(project / PLAN, line, f"{line}\n- [ ] T101 {words}")
        commit(project)
        updated(copier, project)
        stub = project / f"tests/unit/lib/test_{branch}.py"
        edit(stub, 'NotImplementedError("T101")', 'NotImplementedError("SENTINEL")')
        commit(project)
    merge(project, "left", "both")
    if lost:
        record = (project / ANSWERS_FILE).read_text(encoding="utf-8")
        line = next(one for one in record.splitlines(keepends=True) if f"tests/unit/lib/test_{lost}.py" in one)
        edit(project / ANSWERS_FILE, line, "")
    words = stubs[renumbered][1]
    edit(project / PLAN, f"T101 {words}", f"T102 {words}")
    commit(project)
    changes = updated(copier, project)
    assert set(changes) == {ANSWERS_FILE, f"tests/unit/lib/test_{renumbered}.py"}
    assert "UU" not in changes.values()
    commit(project)
    assert updated(copier, project) == {}
    tests = {task["id"]: task["test"] for task in report(project)["features"][0]["tasks"]}
    ids = {branch: "T102" if branch == renumbered else "T101" for branch in stubs}
    for branch, task_id in ids.items():
        assert (tests[task_id]["path"], tests[task_id]["status"]) == (f"tests/unit/lib/test_{branch}.py", "pending")
        assert "SENTINEL" in (project / f"tests/unit/lib/test_{branch}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_answers_of_two_features_are_not_mixed_by_a_merge(copier: Copier, project: Path, side: str) -> None:
    for branch, name in (("left", "search"), ("right", "export")):
        git(project, "checkout", "-qb", branch, "main")
        updated(copier, project, {"feature_name": name, "stories": [f"Go {branch}"]})
        commit(project)
    git(project, "merge", "-q", "-X", side, "-m", "Merge", "left")
    updated(copier, project)
    answers = yaml.safe_load((project / ANSWERS_FILE).read_text(encoding="utf-8"))
    stories = [json.loads(line) for line in answers["groundplan_record"] if '"story":' in line[:10]]
    titles = {(story["feature"], story["title"]) for story in stories if story["feature"] != "001-notes"}
    assert titles == {("002-search", "Go left"), ("002-export", "Go right")}
    commit(project)
    assert updated(copier, project) == {}
