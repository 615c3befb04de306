"""Stories of spec.md and of the answers in one project: both are planned, and neither overwrites the other."""

from pathlib import Path
from typing import Any

from tests.conftest import Copier
from tests.update.conftest import commit, edit, updated
from tests.update.spec.conftest import BLANK, PLAN, SPEC, STORIES, feature, lines, wrote


def test_answers_and_spec_md_each_bring_their_stories(copier: Copier, project: Path) -> None:
    wrote(project, BLANK, STORIES)
    leave = {"title": "Leave", "endpoints": ["DELETE /users"], "entities": ["User"], "goal": "A user goes."}
    given: dict[str, Any] = {"stories": [leave], "requirements": ["It MUST end"], "edge_cases": ["Nobody is there"]}
    assert "UU" not in updated(copier, project, given).values()
    spec = (project / SPEC).read_text(encoding="utf-8")
    assert STORIES in spec
    assert "### User Story 4 - Leave (Priority: P1)" in spec
    assert [one["id"] for one in feature(project)["stories"]] == ["US1", "US2", "US3", "US4"]
    commit(project)
    assert updated(copier, project) == {}
    wrote(project, "- Leave (Priority: P1)\n\nA user goes.", "- Go (Priority: P1)\n\nA user SENTINEL goes.")
    assert "UU" not in updated(copier, project).values()
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert "User Story 4 - Go (Priority: P1)" in plan
    assert "**Goal**: A user SENTINEL goes." in plan
    assert "SENTINEL" in (project / SPEC).read_text(encoding="utf-8")
    commit(project)
    again = given | {"stories": [leave | {"why": "They asked.", "journeys": ["A user goes away"]}]}
    assert "UU" not in updated(copier, project, again).values()
    assert "**Why this priority**: They asked." in (project / SPEC).read_text(encoding="utf-8")
    assert "User Story 4 - Go (Priority: P1)" in (project / PLAN).read_text(encoding="utf-8")
    assert lines(project, 'Integration test for "A user goes away"')
    commit(project)
    assert updated(copier, project) == {}
    assert updated(copier, project, {"feature_name": "search"}).keys() & {PLAN, SPEC} == set()
    commit(project)
    wrote(project, "### Edge Cases", "### User Story 5 - Come back (Priority: P5)\n\n### Edge Cases")
    status = updated(copier, project)
    assert status[PLAN] == "M"
    assert (project / "specs/002-search/plan.md").is_file()
    assert not [path for path in status if path.startswith("specs/002")]
    commit(project)
    assert updated(copier, project) == {}


def test_answers_that_come_after_a_persons_additions_make_no_conflict(copier: Copier, project: Path) -> None:
    stories = [{"title": f"Story {n}", "goal": f"Goal {n}.", "acceptance": [f"It rings {n}."]} for n in range(1, 4)]
    texts = [f"It MUST ring {n}" for n in range(1, 4)]
    updated(copier, project, {"stories": stories[:1], "requirements": texts[:1], "success_criteria": texts[:1]})
    commit(project)
    edit(project / SPEC, "### Edge Cases", "### User Story 2 - Of mine (Priority: P2)\n\nSENTINEL\n\n### Edge Cases")
    edit(project / SPEC, "## Success Criteria", "- **FR-002**: SENTINEL\n\n## Success Criteria")
    wrote(project, "## Assumptions", "- **SC-002**: SENTINEL\n\n## Assumptions")
    for count in (2, 3):
        given = {"stories": stories[:count], "requirements": texts[:count], "success_criteria": texts[:count]}
        assert "UU" not in updated(copier, project, given).values()
        text = (project / SPEC).read_text(encoding="utf-8")
        assert text.count("SENTINEL") == 3
        assert f"- Story {count} (Priority: P{count})" in text
        assert f"- **FR-{count + 1:03d}**: It MUST ring {count}" in text
        commit(project)
        assert updated(copier, project) == {}
    assert [one["id"] for one in feature(project)["stories"]] == ["US3", "US4", "US1", "US2"]
