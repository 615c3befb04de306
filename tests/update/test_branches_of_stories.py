"""Two branches that each planned a story of one feature: every task has a test in the end, and no stub is lost."""

import re
from pathlib import Path

import pytest

from tests.conftest import Copier, git, plan_tool, report, run
from tests.update.conftest import PLAN, commit, edit, updated
from tests.update.test_branches import ANSWERS_FILE, CONFLICT, SIDES

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
        stub = project / f"tests/unit/services/test_note_service_{title.split()[0].lower()}_note.py"
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
    assert len(tests) == 6
    assert {test["status"] for test in tests} == {"pending"}
    commit(project)
    assert updated(copier, project) == {}


def test_record_of_both_sides_and_plan_of_one_plan_each_story_once(copier: Copier, project: Path) -> None:
    """The record then has two stories under one number, and one more whose tasks are nowhere."""
    titles = {"left": ("Fold a note",), "right": ("Pin a note", "Sort notes")}
    for branch, added in titles.items():
        git(project, "checkout", "-qb", branch, "main")
        stories = "".join(STORY.format(number=number, title=title) for number, title in enumerate(added, 3))
        edit(project / SPEC, "### Edge Cases\n", f"{stories}### Edge Cases\n")
        commit(project)
        updated(copier, project)
        commit(project)
    git(project, "checkout", "-q", "left")
    run(["git", "merge", "-q", "right"], project)
    for file in (PLAN, SPEC):
        git(project, "checkout", "--ours", file)
    record = (project / ANSWERS_FILE).read_text(encoding="utf-8")
    (project / ANSWERS_FILE).write_text(CONFLICT.sub(SIDES["both"], record), encoding="utf-8")
    stories = "".join(STORY.format(number=number, title=title) for number, title in enumerate(titles["right"], 4))
    edit(project / SPEC, "### Edge Cases\n", f"{stories}### Edge Cases\n")
    commit(project)
    assert "UU" not in updated(copier, project).values()
    phases = re.findall(
        r"^## Phase \d+: (User Story \d - .*) \(", (project / PLAN).read_text(encoding="utf-8"), re.MULTILINE
    )
    all_titles = ("Sign in", "Write a note", "Fold a note", *titles["right"])
    assert phases == [f"User Story {number} - {title}" for number, title in enumerate(all_titles, 1)]
    tests = [
        task["test"] for task in report(project)["features"][0]["tasks"] if {"US3", "US4", "US5"} & {*task["stories"]}
    ]
    assert [test["status"] for test in tests] == ["pending"] * 9
    commit(project)
    assert updated(copier, project) == {}


SECTIONS = {PLAN: "## Phase 5: User Story 3 .*?(?=## Phase 6)", SPEC: "### User Story 3 .*?(?=### Edge Cases)"}


@pytest.mark.parametrize("side", ["ours", "both"])
def test_story_of_two_branches_is_renumbered_with_its_tasks_and_stubs(copier: Copier, project: Path, side: str) -> None:
    """Both stories are kept in the documents; of the record one side is kept, or both."""
    for branch, title in (("left", "Fold a note"), ("right", "Pin a note")):
        git(project, "checkout", "-qb", branch, "main")
        edit(project / SPEC, "### Edge Cases\n", f"{STORY.format(number=3, title=title)}### Edge Cases\n")
        commit(project)
        updated(copier, project)
        commit(project)
    stub = project / "tests/unit/lib/test_pin_note.py"
    edit(stub, '@pytest.mark.skip(reason="T025 is pending")\n', "")
    edit(stub, '    raise NotImplementedError("T025")', '    assert "T025 of US3"')
    commit(project)
    run(["git", "merge", "-q", "left"], project)
    for file, section in SECTIONS.items():
        texts = [git(project, "show", f"{branch}:{file}") for branch in ("left", "right")]
        both = "".join(match[0] for text in texts if (match := re.search(section, text, re.DOTALL)))
        (project / file).write_text(re.sub(section, lambda _: both, texts[1], flags=re.DOTALL), encoding="utf-8")  # noqa: B023
    record = (project / ANSWERS_FILE).read_text(encoding="utf-8")
    (project / ANSWERS_FILE).write_text(CONFLICT.sub(SIDES[side], record), encoding="utf-8")
    commit(project)
    assert "[duplicate-id]" in plan_tool(project, "check").output

    done = plan_tool(project, "renumber", "1", "--story", "US3")
    assert done.status == 0, done.output
    assert done.output.startswith('US3 "Pin a note" is now US4\nT023 is now T026, ')
    text = stub.read_text(encoding="utf-8")
    assert "def test_t028_implement_pin_note() -> None:" in text
    assert 'T028 Implement "Pin a note"' in text
    assert '    assert "T025 of US3"\n' in text
    commit(project)
    assert set(updated(copier, project)) <= {ANSWERS_FILE}
    git(project, "commit", "--allow-empty", "-qam", "Restore")
    assert updated(copier, project) == {}
    assert plan_tool(project, "check").output.splitlines()[-1].startswith("0 errors")
    tasks = {task["id"]: task for task in report(project)["features"][0]["tasks"]}
    statuses = {one: task["test"]["status"] for one, task in tasks.items() if {"US3", "US4"} & {*task["stories"]}}
    assert statuses == dict.fromkeys([f"T{number:03d}" for number in range(23, 29)], "pending") | {"T028": "unknown"}
    for task_id, branch in (("T025", "fold"), ("T028", "pin")):
        assert tasks[task_id]["test"]["path"] == f"tests/unit/lib/test_{branch}_note.py"
