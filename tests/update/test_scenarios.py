"""A scenario, a requirement and a criterion that come later, and a scenario that is reworded, by the real command."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATE, Copier, report
from tests.update.conftest import commit, edit, make, updated

STORY: dict[str, Any] = {
    "title": "Lend tools",
    "goal": "A neighbour borrows a tool.",
    "acceptance": [
        {"given": "a tool on the shelf", "when": "a neighbour borrows it", "then": "it is due in a week"},
        {"given": "a borrowed tool", "when": "another neighbour asks for it", "then": "the answer is 409"},
    ],
    "entities": ["Tool"],
    "endpoints": ["POST /tools", "GET /tools"],
    "journeys": ["A neighbour adds a tool and finds it in the list"],
    "requirements": ["FR-001"],
}
ANSWERS = {
    "project_name": "Shed",
    "feature_name": "shed",
    "feature_date": DATE,
    "requirements": ["A neighbour must add a tool."],
    "success_criteria": ["Neighbours like it."],
    "stories": [STORY],
}
PLAN, SPEC = "specs/001-shed/plan.md", "specs/001-shed/spec.md"
BORROWED = "tests/integration/test_borrowed_tool_another_neighbour_asks_409.py"


@pytest.fixture(scope="session")
def _made(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(template, tmp_path_factory.mktemp("made"), ANSWERS)


def tasks_of(project: Path) -> dict[str, dict[str, Any]]:
    return {task["id"]: task for task in report(project)["features"][0]["tasks"]}


def rules(project: Path) -> set[str]:
    return {one["rule"] for one in report(project)["findings"]}


def test_what_comes_to_a_finished_story_gets_tasks_and_stubs(copier: Copier, project: Path) -> None:
    before = tasks_of(project)
    plan = project / PLAN
    plan.write_text(plan.read_text(encoding="utf-8").replace("- [ ] T", "- [x] T"), encoding="utf-8")
    last = "2. **Given** a borrowed tool, **When** another neighbour asks for it, **Then** the answer is 409\n"
    edit(project / SPEC, last, f"{last}3. **Given** a lost tool, **When** nobody finds it, **Then** it is struck off\n")
    edit(project / SPEC, "- **SC-001**", "- **SC-002**: A tool is found in 5 seconds.\n- **SC-001**")
    commit(project)
    assert "untested-scenario" in rules(project)
    assert set(updated(copier, project, {"requirements": [*ANSWERS["requirements"], "Roofs are tight."]}).values()) == {
        "M",
        "??",
    }
    after = tasks_of(project)
    new = {task["text"].partition(" in tests/")[0]: task for name, task in after.items() if name not in before}
    assert set(new) == {
        'Integration test for "given a lost tool, when nobody finds it, then it is struck off"',
        'Test for SC-002: "A tool is found in 5 seconds."',
    }
    assert {task["test"]["status"] for task in new.values()} == {"pending"}
    assert "untested-scenario" not in rules(project)
    assert "uncovered-requirement" in rules(project)  # FR-002 is of no story
    commit(project)
    assert updated(copier, project) == {}
    stories = [STORY | {"requirements": ["FR-001", "FR-002"]}]
    updated(copier, project, {"requirements": [*ANSWERS["requirements"], "Roofs are tight."], "stories": stories})
    last_one = max(tasks_of(project))
    assert last_one not in after
    assert tasks_of(project)[last_one]["requirements"] == ["FR-002"]
    assert "uncovered-requirement" not in rules(project)


def test_edited_words_of_a_scenario_follow_in_its_untouched_stub_alone(copier: Copier, project: Path) -> None:
    before = tasks_of(project)
    edit(project / SPEC, "**Then** the answer is 409", "**Then** they are put on the list")
    commit(project)
    assert "untested-scenario" not in rules(project)
    status = updated(copier, project)
    assert set(status) == {".copier-answers.yml", BORROWED}
    assert tasks_of(project) == before
    assert "then they are put on the list" in " ".join((project / BORROWED).read_text(encoding="utf-8").split())
    commit(project)
    assert updated(copier, project) == {}
