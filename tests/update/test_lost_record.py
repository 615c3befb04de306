"""A record that lost lines: the documents and the tests are the truth, one update brings back what they show."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DATE, Copier, report
from tests.update.conftest import ANSWERS, PLAN, SERVICE_TEST, commit, edit, updated

pytestmark = pytest.mark.xdist_group("lost-record")  # its two projects are made once
FILE = ".copier-answers.yml"
SCENARIO = {"given": "a note", "when": 'he sees "after T003" there', "then": "it opens"}
RICH: dict[str, Any] = {
    "project_name": "Harbour",
    "feature_name": "berths",
    "feature_date": DATE,
    "feature_summary": "Boats <find> a berth.",
    "storage": "PostgreSQL 17",
    "authentication": "passkeys",
    "technical_approach": "One service.",
    "requirements": ["A berth must have a length", "A boat must fit"],
    "success_criteria": ["90% of boats fit"],
    "edge_cases": ["No berth is free", "- a boat of no length"],
    "stories": [
        {
            "title": "Moor <b>here</b>",
            "goal": "A skipper moors.",
            "why": "Nothing else matters.",
            "independent_test": "Moor.",
            "acceptance": [SCENARIO, "It floats."],
            "entities": [{"name": "Berth", "description": "A place.", "fields": {"length": "number", "name": ""}}],
            "endpoints": ["POST /berths/{id}", "moor"],
            "requirements": ["FR-001"],
        },
        {
            "title": "Leave",
            "priority": "P1",
            "entities": ["Boat", "Berth"],
            "endpoints": ["DELETE /berths/{id}"],
            "journeys": ["A skipper leaves", "A boat is towed"],
        },
    ],
}


def lines_of(project: Path) -> list[str]:
    answers = yaml.safe_load((project / FILE).read_text(encoding="utf-8"))
    lines: list[str] = answers["groundplan_record"]
    return lines


def set_record(project: Path, lines: list[str]) -> None:
    answers = yaml.safe_load((project / FILE).read_text(encoding="utf-8"))
    text = yaml.safe_dump(answers | {"groundplan_record": lines}, allow_unicode=True, width=10**9, sort_keys=False)
    (project / FILE).write_text(text, encoding="utf-8")
    commit(project)


def under_way(project: Path) -> None:
    """What a person does in a week: ticks, retitles, adds tasks, writes tests."""
    service = next(one for one in report(project)["features"][0]["tasks"] if one["test"]["path"] == SERVICE_TEST)
    edit(project / PLAN, f"- [ ] {service['id']} [US1] Implement", f"- [x] {service['id']} [US1] Build")
    by_hand = "- [ ] T090 [P] Dredge src/lib/mud.py (depends on T001)\n- [x] T091 Unit test in tests/unit/test_mud.py\n"
    edit(project / PLAN, "\n## Notes\n", f"\n{by_hand}\n## Notes\n")
    edit(project / SERVICE_TEST, f'    raise NotImplementedError("{service["id"]}")\n', "    assert 1 + 1 == 2\n")


def all_of(lines: list[str]) -> list[str]:
    return []


def some(seed: int, share: float) -> Callable[[list[str]], list[str]]:
    def kept(lines: list[str]) -> list[str]:
        chance = random.Random(seed)
        left = [line for line in lines if chance.random() < share]
        chance.shuffle(left)
        return left

    return kept


def kind(name: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [line for line in lines if not line.startswith(f'{{"{name}":')]


LOSSES: dict[str, Callable[[list[str]], list[str]]] = {
    "all lines": all_of,
    "half of them": some(1, 0.5),
    "a few": some(2, 0.9),
    "stories": kind("story"),
    "requirements": kind("requirement"),
    "tasks": kind("task"),
    "features": kind("feature"),
    "units": kind("unit"),
    "context": kind("context"),
    "doubled and shuffled": lambda lines: some(3, 1)([*lines, *lines]),
}


@pytest.fixture(scope="session")
def berths(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("berths")
    (folder / "elsewhere").mkdir()
    done = Copier(folder / "elsewhere").copy(template, folder / "project", RICH)
    assert done.status == 0, done.output
    commit(folder / "project", init=True)
    return folder / "project"


@pytest.mark.parametrize("loss", LOSSES)
def test_lost_lines_come_back_and_no_document_or_stub_changes(
    copier: Copier, berths: Path, tmp_path: Path, loss: str
) -> None:
    project = tmp_path / "project"
    shutil.copytree(berths, project, symlinks=True)
    whole = lines_of(project)
    left = LOSSES[loss](whole)
    assert left != whole
    set_record(project, left)
    assert set(updated(copier, project)) == {FILE}
    assert lines_of(project) == whole


def test_update_of_the_whole_record_changes_nothing(copier: Copier, berths: Path, tmp_path: Path) -> None:
    shutil.copytree(berths, tmp_path / "project", symlinks=True)
    assert updated(copier, tmp_path / "project") == {}


@pytest.mark.parametrize("value", [None, {}], ids=["null", "mapping"])
def test_record_that_is_nothing_is_restored(copier: Copier, berths: Path, tmp_path: Path, value: Any) -> None:
    project = tmp_path / "project"
    shutil.copytree(berths, project, symlinks=True)
    whole = lines_of(project)
    set_record(project, value)
    assert set(updated(copier, project)) == {FILE}
    assert lines_of(project) == whole


@pytest.fixture(scope="module")
def weeks_later(_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weeks")
    (folder / "elsewhere").mkdir()
    project = shutil.copytree(_made, folder / "project", symlinks=True)
    under_way(project)
    commit(project)
    updated(Copier(folder / "elsewhere"), project)
    edit(project / PLAN, "Dredge src/lib/mud.py", "Dig in src/lib/mud.py")  # its test keeps its name
    commit(project)
    updated(Copier(folder / "elsewhere"), project)
    commit(project)
    return project


@pytest.mark.parametrize("loss", ["all lines", "half of them", "tasks"])
def test_project_under_way_keeps_ticks_words_and_tests(
    copier: Copier, weeks_later: Path, tmp_path: Path, loss: str
) -> None:
    project = shutil.copytree(weeks_later, tmp_path / "project", symlinks=True)
    whole = lines_of(project)
    assert any("T090" in line for line in whole)
    set_record(project, LOSSES[loss](whole))
    assert set(updated(copier, project)) == {FILE}
    assert lines_of(project) == whole


def test_new_story_is_planned_in_the_update_that_recovers_the_record(copier: Copier, project: Path) -> None:
    before = {one["id"]: one["test"] for one in report(project)["features"][0]["tasks"]}
    set_record(project, [])
    stories = [*ANSWERS["stories"], "Burn a note"]
    changes = updated(copier, project, {"feature_name": "notes", "stories": stories})
    assert "UU" not in changes.values()
    after = {one["id"]: one["test"] for one in report(project)["features"][0]["tasks"]}
    assert {one: after[one] for one in before} == before
    assert len(after) > len(before)
    commit(project)
    assert updated(copier, project) == {}


def test_feature_that_names_a_requirement_without_a_line_is_mended(copier: Copier, project: Path) -> None:
    updated(copier, project, {"requirements": ["It must be fast", "It must be small"]})
    commit(project)
    set_record(project, [line for line in lines_of(project) if "FR-002" not in line[:40]])
    edit(project / "specs/001-notes/spec.md", "- **FR-002**: It must be small\n\n", "")
    commit(project)
    assert set(updated(copier, project)) == {FILE}
    assert not [line for line in lines_of(project) if "FR-002" in line]


def test_deleted_task_is_remembered_by_its_stub(copier: Copier, project: Path) -> None:
    (gone,) = [line for line in plan_lines(project) if " Document the " in line]
    edit(project / PLAN, f"{gone}\n", "")
    commit(project)
    assert updated(copier, project) == {FILE: "M"}
    set_record(project, [])
    assert set(updated(copier, project)) == {FILE}
    (task,) = [json.loads(line) for line in lines_of(project) if '"kind":"documentation"' in line]
    assert task["name"].startswith(f"test_{task['task'].lower()}_") and task["task"] in gone


def test_update_says_what_came_back(copier: Copier, project: Path) -> None:
    (gone,) = [line for line in plan_lines(project) if " Document the " in line]
    edit(project / PLAN, f"{gone}\n", "")
    (stub,) = [path for path in (project / "tests").rglob("test_*.py") if "_documentation(" in path.read_text("utf-8")]
    stub.unlink()
    set_record(project, [])
    done = copier.update(project)
    assert done.status == 0, done.output
    assert "The record had gaps" in done.output
    assert "Document the endpoints" in done.output


def plan_lines(project: Path) -> list[str]:
    return (project / PLAN).read_text(encoding="utf-8").split("\n")


def test_record_comes_back_from_files_with_the_endings_of_a_framework(
    copier: Copier, template: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    units = [{"root": "apps/api", "language": "typescript", "framework": "nestjs"}]
    done = Copier(tmp_path).copy(template, project, RICH | {"project_type": "monorepo", "units": units})
    assert done.status == 0, done.output
    commit(project, init=True)
    lines = lines_of(project)
    assert any("berth.service.ts" in line for line in lines)
    set_record(project, [])
    updated(copier, project)
    assert lines_of(project) == lines
