"""Two branches that Git has merged: no task, stub or feature is lost, doubled or mixed with another.

Git merges without a driver, as GitHub does. It may find a conflict in the answers file alone; whichever side is kept,
one update restores the rest from documents and stubs.
"""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
import yaml

from tests.conftest import Copier, git, report, run
from tests.update.conftest import PLAN, changed, commit, edit, updated

pytestmark = pytest.mark.xdist_group("branches")  # their branches are made once
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


def on_branches(made: Path, folder: Path, works: Mapping[str, Callable[[Copier, Path], object]]) -> Path:
    """Copy the project, and do each work on a branch of its own; the last one stays checked out."""
    (folder / "elsewhere").mkdir()
    project = shutil.copytree(made, folder / "project", symlinks=True)
    for branch, work in works.items():
        git(project, "checkout", "-qb", branch, "main")
        work(Copier(folder / "elsewhere"), project)
        commit(project)
    return project


def add_task(project: Path, after: str, words: str) -> None:
    plan = (project / PLAN).read_text(encoding="utf-8")
    line = next(one for one in plan.splitlines() if f" {after} " in one and one.startswith("- ["))
    edit(project / PLAN, line, f"{line}\n- [ ] {words}")
    commit(project)


def test_project_needs_no_merge_driver(project: Path) -> None:
    assert git(project, "check-attr", "merge", ANSWERS_FILE) == f"{ANSWERS_FILE}: merge: unspecified\n"


def test_tasks_of_two_branches_merge_with_their_records(copier: Copier, project: Path) -> None:
    def add(task_id: str, after: str) -> None:
        add_task(project, after, f"{task_id} Mend src/lib/part_{task_id.lower()}.py")
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


@pytest.fixture(scope="module")
def side_by_side(_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both tasks are the last of one story, apart in the plan and side by side in the record."""
    in_story = [task["id"] for task in report(_made)["features"][0]["tasks"] if task["stories"] == ["US1"]]

    def work(copier: Copier, project: Path, task: str, after: str) -> None:
        add_task(project, after, f"{task} [US1] Mend src/lib/{task.lower()}.py")
        updated(copier, project)

    works = {
        "left": partial(work, task="T101", after=in_story[0]),
        "right": partial(work, task="T102", after=in_story[-1]),
    }
    return on_branches(_made, tmp_path_factory.mktemp("branches"), works)


@pytest.mark.parametrize("side", SIDES)
def test_tasks_at_one_place_of_the_record_are_restored(
    copier: Copier, side_by_side: Path, tmp_path: Path, side: str
) -> None:
    project = shutil.copytree(side_by_side, tmp_path / "project", symlinks=True)
    merge(project, "left", side)
    changes = set(updated(copier, project))
    assert changes == {ANSWERS_FILE} or (side == "both" and not changes)  # the lines may be in another order
    git(project, "commit", "--allow-empty", "-qam", "Restore")
    assert updated(copier, project) == {}
    tasks = {task["id"]: task["test"] for task in report(project)["features"][0]["tasks"]}
    for task in ("T101", "T102"):
        assert (tasks[task]["path"], tasks[task]["status"]) == (f"tests/unit/lib/test_{task.lower()}.py", "pending")


@pytest.fixture(scope="module")
def of_one_id(_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each branch has a T101 of its own with a test that somebody has begun, and has changed an answer."""

    def work(copier: Copier, project: Path, branch: str, after: str, story: str, answer: str) -> None:
        add_task(project, after, f"T101 {story}Mend src/lib/{branch}.py")
        updated(copier, project, {answer: "SENTINEL"})
        stub = project / f"tests/unit/lib/test_{branch}.py"
        edit(stub, 'NotImplementedError("T101")', 'NotImplementedError("SENTINEL")')

    works = {
        "left": partial(work, branch="left", after="T012", story="[US1] ", answer="constraints"),
        "right": partial(work, branch="right", after="T020", story="", answer="target_platforms"),
    }
    return on_branches(_made, tmp_path_factory.mktemp("branches"), works)


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_one_id_of_two_branches_is_refused_and_both_stubs_stay(
    copier: Copier, of_one_id: Path, tmp_path: Path, side: str
) -> None:
    project = shutil.copytree(of_one_id, tmp_path / "project", symlinks=True)
    merge(project, "left", side)
    done = copier.update(project)
    assert done.status == 1
    assert "T101 is also the id of the task in" in done.output
    assert changed(project) == {}
    edit(project / PLAN, "T101 [US1] Mend src/lib/left.py", "T102 [US1] Mend src/lib/left.py")
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
    copier: Copier, of_one_id: Path, tmp_path: Path, renumbered: str, lost: str
) -> None:
    """The record has both tasks under one id after a clean merge, or one of them if a side of a conflict was kept."""
    project = shutil.copytree(of_one_id, tmp_path / "project", symlinks=True)
    words = "[US1] Mend src/lib/left.py" if renumbered == "left" else "Mend src/lib/right.py"
    merge(project, "left", "both")
    if lost:
        record = (project / ANSWERS_FILE).read_text(encoding="utf-8")
        line = next(one for one in record.splitlines(keepends=True) if f"tests/unit/lib/test_{lost}.py" in one)
        edit(project / ANSWERS_FILE, line, "")
    edit(project / PLAN, f"T101 {words}", f"T102 {words}")
    commit(project)
    changes = updated(copier, project)
    assert set(changes) == {ANSWERS_FILE, f"tests/unit/lib/test_{renumbered}.py"}
    assert "UU" not in changes.values()
    commit(project)
    assert updated(copier, project) == {}
    tests = {task["id"]: task["test"] for task in report(project)["features"][0]["tasks"]}
    ids = {branch: "T102" if branch == renumbered else "T101" for branch in ("left", "right")}
    for branch, task_id in ids.items():
        assert (tests[task_id]["path"], tests[task_id]["status"]) == (f"tests/unit/lib/test_{branch}.py", "pending")
        assert "SENTINEL" in (project / f"tests/unit/lib/test_{branch}.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def of_two_features(_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def work(copier: Copier, project: Path, branch: str, name: str) -> None:
        updated(copier, project, {"feature_name": name, "stories": [f"Go {branch}"]})

    works = {"left": partial(work, branch="left", name="search"), "right": partial(work, branch="right", name="export")}
    return on_branches(_made, tmp_path_factory.mktemp("branches"), works)


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_answers_of_two_features_are_not_mixed_by_a_merge(
    copier: Copier, of_two_features: Path, tmp_path: Path, side: str
) -> None:
    project = shutil.copytree(of_two_features, tmp_path / "project", symlinks=True)
    git(project, "merge", "-q", "-X", side, "-m", "Merge", "left")
    updated(copier, project)
    answers = yaml.safe_load((project / ANSWERS_FILE).read_text(encoding="utf-8"))
    stories = [json.loads(line) for line in answers["groundplan_record"] if '"story":' in line[:10]]
    titles = {(story["feature"], story["title"]) for story in stories if story["feature"] != "001-notes"}
    assert titles == {("002-search", "Go left"), ("002-export", "Go right")}
    commit(project)
    assert updated(copier, project) == {}


SPEC = "specs/001-notes/spec.md"
STORY = """### User Story 3 - {title} (Priority: P3)

A reader can {title}.

**Acceptance Scenarios**:

1. {title} works

"""


@pytest.fixture(scope="module")
def of_one_story_number(_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each branch has planned a User Story 3 of its own, with tasks of the same ids."""

    def work(copier: Copier, project: Path, title: str) -> None:
        edit(project / SPEC, "### Edge Cases\n", f"{STORY.format(title=title)}### Edge Cases\n")
        commit(project)
        updated(copier, project)

    works = {"left": partial(work, title="Print a note"), "right": partial(work, title="Mail a note")}
    return on_branches(_made, tmp_path_factory.mktemp("branches"), works)


@pytest.mark.parametrize("keeps_both", [True, False], ids=["both stories", "one story"])
def test_record_of_one_branch_gives_way_to_the_documents_of_the_other(
    copier: Copier, of_one_story_number: Path, tmp_path: Path, keeps_both: bool
) -> None:
    project = shutil.copytree(of_one_story_number, tmp_path / "project", symlinks=True)
    run(["git", "merge", "-q", "-X", "ours", "-m", "Merge", "left"], project)
    git(project, "checkout", "left", "--", ANSWERS_FILE)
    git(project, "checkout", "right", "--", SPEC, PLAN)
    if keeps_both:
        other = STORY.format(title="Print a note").replace("Story 3", "Story 4")
        edit(project / SPEC, "### Edge Cases\n", f"{other}### Edge Cases\n")
    commit(project)
    before = [line for line in (project / PLAN).read_text(encoding="utf-8").splitlines() if line.startswith("- [")]
    assert "UU" not in updated(copier, project).values()
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert set(before) <= set(plan.splitlines())
    assert "User Story 3 - Mail a note" in plan
    assert ("User Story 4 - Print a note" in plan) == keeps_both
    tasks = report(project)["features"][0]["tasks"]
    tests = [(one["test"]["path"], one["test"]["name"]) for one in tasks if one["test"]]
    assert len(tests) == len(set(tests)) == len(tasks)
    commit(project)
    assert updated(copier, project) == {}
