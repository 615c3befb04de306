"""Stories that people write in spec.md become phases, tasks and stubs in one update."""

import re
from pathlib import Path

from tests.conftest import Copier, git, plan_tool, report
from tests.update.conftest import commit, updated
from tests.update.spec.conftest import BLANK, PLAN, SPEC, STORIES, feature, findings, lines, wrote


def test_three_stories_written_in_a_blank_spec_become_phases_and_stubs(copier: Copier, project: Path) -> None:
    wrote(project, BLANK, STORIES)
    text = (project / SPEC).read_bytes()
    status = updated(copier, project, None, "--vcs-ref=:current:")
    assert {path for path, mark in status.items() if mark == "D"} == {
        f"{folder}/.gitkeep" for folder in ("tests/integration",)
    }
    assert "UU" not in status.values()
    assert (project / SPEC).read_bytes() == text
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert re.findall(r"^## (Phase \d+: User Story .*)$", plan, re.MULTILINE) == [
        "Phase 3: User Story 1 - Write a note (Priority: P1) 🎯 MVP",
        "Phase 4: User Story 2 - Find a note (Priority: P2)",
        "Phase 5: User Story 3 - Tidy up (Priority: P1)",
    ]
    assert "**Goal**: A user keeps what they want to remember.\n" in plan
    assert "**Independent Test**: Write a note, then read it again.\n" in plan
    assert "Implement NoteService in src/services/note_service.py" in plan
    assert 'Extend NoteService for "Find a note" in src/services/note_service.py' in plan
    found = feature(project)
    assert [(one["id"], one["title"], one["priority"]) for one in found["stories"]] == [
        ("US1", "Write a note", "P1"),
        ("US2", "Find a note", "P2"),
        ("US3", "Tidy up", "P1"),
    ]
    assert [one["total"] for one in found["stories"]] == [5, 3, 3]
    assert [one["id"] for one in found["tasks"]] == [f"T{n:03d}" for n in range(1, len(found["tasks"]) + 1)]
    assert {one["test"]["status"] for one in found["tasks"] if not one["done"]} == {"pending"}
    scenario = "given an empty list, when a note is written, then it stands first"
    (line,) = lines(project, scenario)
    assert "[US1] Integration test for" in line
    assert plan_tool(project, "check").status == 0
    assert findings(project) == []
    commit(project)
    assert updated(copier, project, None, "--vcs-ref=:current:") == {}
    assert updated(copier, project) == {}


def test_story_that_left_spec_md_keeps_its_tasks_and_is_reported(copier: Copier, project: Path) -> None:
    wrote(project, BLANK, STORIES)
    updated(copier, project)
    commit(project)
    text = (project / SPEC).read_text(encoding="utf-8")
    gone = text[text.index("### User Story 2") : text.index("### User Story 3")]
    wrote(project, gone, "")
    plan = (project / PLAN).read_bytes()
    assert updated(copier, project) == {}
    assert (project / PLAN).read_bytes() == plan
    ((rule, _, message),) = findings(project)
    assert rule == "source-gone"
    assert message.startswith('US2 "Find a note" has left')
    assert plan_tool(project, "check").status == 0


def test_two_stories_of_one_number_stop_the_update_in_one_line(copier: Copier, project: Path) -> None:
    wrote(project, BLANK, STORIES.replace("User Story 3", "User Story 2"))
    done = copier.update(project)
    assert done.status == 1
    assert (
        done.output.splitlines()[-1] == f"{SPEC}:37: duplicate User Story 2 (same as line 25); give one the next number"
    )
    assert git(project, "status", "--porcelain") == ""


def test_spec_md_alone_in_a_folder_of_its_own_is_planned(copier: Copier, project: Path) -> None:
    file = project / "specs/002-search/spec.md"
    file.parent.mkdir()
    file.write_text(f"# Search\n\n{STORIES}\n", encoding="utf-8")
    commit(project)
    status = updated(copier, project)
    assert status["specs/002-search/plan.md"] == "??"
    assert "specs/002-search/spec.md" not in status
    (_, second) = report(project)["features"]
    assert [one["total"] for one in second["stories"]] == [5, 3, 3]
    assert plan_tool(project, "check").status == 0
    commit(project)
    assert updated(copier, project) == {}
