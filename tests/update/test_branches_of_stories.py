"""Two branches that each planned a story of one feature: every task has a test in the end, and no stub is lost."""

from pathlib import Path

import pytest

from tests.conftest import Copier, git, report, run
from tests.update.conftest import PLAN, commit, edit, updated
from tests.update.test_branches import ANSWERS_FILE

SPEC = "specs/001-notes/spec.md"
STORY = """### User Story {number} - {title} (Priority: P3)

A user wants it.

**Independent Test**: Try it.

**Acceptance Scenarios**:

1. **Given** a note, **When** they {title}, **Then** it is done

"""


@pytest.mark.parametrize(("side", "other"), [("ours", "Fold a note"), ("theirs", "Pin a note")])
def test_stories_of_two_branches_have_a_pending_test_for_each_task(
    copier: Copier, project: Path, side: str, other: str
) -> None:
    """One side of plan.md and of the record is kept, so the other branch's stub files are nobody's."""
    for branch, title in (("left", "Fold a note"), ("right", "Pin a note")):
        git(project, "checkout", "-qb", branch, "main")
        edit(project / SPEC, "### Edge Cases\n", f"{STORY.format(number=3, title=title)}### Edge Cases\n")
        commit(project)
        updated(copier, project)
        stub = project / f"tests/unit/services/test_{title.lower().replace(' ', '_')}_service.py"
        stub.write_text(f"{stub.read_text(encoding='utf-8')}\n# SENTINEL\n", encoding="utf-8")
        commit(project)
    run(["git", "merge", "-q", "left"], project)
    for file in (PLAN, SPEC, ANSWERS_FILE):
        git(project, "checkout", f"--{side}", file)
    edit(project / SPEC, "### Edge Cases\n", f"{STORY.format(number=4, title=other)}### Edge Cases\n")
    commit(project)
    before = {path: path.read_text(encoding="utf-8") for path in (project / "tests").rglob("test_*.py")}
    updated(copier, project)
    for path, text in before.items():
        assert path.read_text(encoding="utf-8") == text
    tests = [task["test"] for task in report(project)["features"][0]["tasks"] if {"US3", "US4"} & {*task["stories"]}]
    assert len(tests) > 10
    assert {test["status"] for test in tests} == {"pending"}
    commit(project)
    assert updated(copier, project) == {}
