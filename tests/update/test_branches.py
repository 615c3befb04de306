"""Two branches that Git has merged: no task, stub or feature is lost, doubled or mixed with another."""

import json
from pathlib import Path

import yaml

from tests.conftest import Copier, git, report
from tests.update.conftest import PLAN, changed, commit, edit, updated


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


def test_one_id_of_two_branches_is_refused_and_both_stubs_stay(copier: Copier, project: Path) -> None:
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
    done = copier.update(project)
    assert done.status == 1
    assert "T101 is also the id of the task in" in done.output
    assert changed(project) == {}
    edit(project / PLAN, "T101 Mend src/lib/left.py", "T102 Mend src/lib/left.py")
    commit(project)
    assert not {"UU", "D"} & set(updated(copier, project).values())
    commit(project)
    assert updated(copier, project) == {}
    for branch in ("left", "right"):
        assert "SENTINEL" in (project / f"tests/unit/lib/test_{branch}.py").read_text(encoding="utf-8")


def test_answers_of_two_features_are_not_mixed_by_a_merge(copier: Copier, project: Path) -> None:
    for branch, name in (("left", "search"), ("right", "export")):
        git(project, "checkout", "-qb", branch, "main")
        updated(copier, project, {"feature_name": name, "stories": [f"Go {branch}"]})
        commit(project)
    git(project, "merge", "-q", "-X", "ours", "-m", "Merge", "left")
    updated(copier, project)
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    stories = [json.loads(line) for line in answers["groundplan_record"] if '"story":' in line[:10]]
    titles = {(story["feature"], story["title"]) for story in stories if story["feature"] != "001-notes"}
    assert titles == {("002-search", "Go left"), ("002-export", "Go right")}
    commit(project)
    assert updated(copier, project) == {}
