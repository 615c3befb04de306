"""`impact`: what differs in spec.md from a commit, with the tasks and tests that it touches."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import git
from tests.tool.conftest import Write, record, tool

SPEC = "specs/001-a/spec.md"
FIRST = """# Spec

### User Story 1 - Light (Priority: P1)

**Acceptance Scenarios**:

1. It burns at night when a ship comes.
2. It can be put out by hand.

## Requirements

- **FR-001**: The lamp must burn.
- **FR-002**: The wick must be trimmed.
- **SC-001**: Nine of ten ships arrive.
"""
TASK = (
    '{"task":"T001","feature":"001-a","kind":"list","story":"US1",'
    '"scenarios":["It burns at night when a ship comes."],"test":"tests/test_a.py","name":"test_t001_burn"}'
)


@pytest.fixture
def project(bare: Path, write: Write) -> Path:
    write(SPEC, FIRST)
    write("specs/001-a/plan.md", "## User Story 1 - Light\n\n- [ ] T001 [US1] Burn (FR-001)\n- [ ] T002 [US1] Trim\n")
    write(".copier-answers.yml", record(TASK))
    write("tests/test_a.py", "def test_t001_burn(): ...\n")
    git(bare, "init", "-q", "-b", "main")
    git(bare, "add", "-A")
    git(bare, "commit", "-qm", "First")
    return bare


def changes(project: Path, *arguments: str) -> list[tuple[Any, ...]]:
    value = json.loads(tool(project, "impact", "--json", *arguments).output)
    assert value["schema"] == 2
    return [(one["id"], one["kind"], one["change"], [task["id"] for task in one["tasks"]]) for one in value["impact"]]


CHANGES = {
    "nothing": ("", "", []),
    "white space and emphasis": ("The lamp must burn.", "The lamp\n  must **burn**.", []),
    "a requirement": ("lamp must burn", "lamp must glow", [("FR-001", "requirement", "changed", ["T001"])]),
    "a criterion": ("Nine of ten", "All", [("SC-001", "criterion", "changed", [])]),
    "a new requirement": ("- **SC-001", "- **FR-003**: New.\n- **SC-001", [("FR-003", "requirement", "added", [])]),
    "a requirement that left": (
        "- **FR-001**: The lamp must burn.\n",
        "",
        [("FR-001", "requirement", "removed", ["T001"])],
    ),
    "a scenario": ("It burns at night", "It glows at night", [("US1", "scenario", "changed", ["T001"])]),
    "a new scenario": ("1. It", "1. Nobody sleeps.\n2. It", [("US1", "scenario", "added", [])]),
    "a scenario that left": ("2. It can be put out by hand.\n", "", [("US1", "scenario", "removed", [])]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changed_words_are_listed_with_their_tasks(project: Path, write: Write, name: str) -> None:
    old, new, found = CHANGES[name]
    assert old in FIRST
    write(SPEC, FIRST.replace(old, new) if old else FIRST)
    assert changes(project) == found


def test_text_shows_both_wordings_and_the_tests(project: Path, write: Write) -> None:
    write(SPEC, FIRST.replace("lamp must burn", "lamp must glow"))
    assert tool(project, "impact").output == (
        "001-a:\n"
        f"  {SPEC}:12: FR-001 changed\n"
        "    - The lamp must burn.\n"
        "    + The lamp must glow.\n"
        "    [ ] T001 [US1] Burn\n"
        "        tests/test_a.py test_t001_burn (unknown)\n"
        "1 change since HEAD, 1 task concerned\n"
    )


def test_another_commit_can_be_named(project: Path, write: Write) -> None:
    write(SPEC, FIRST.replace("lamp must burn", "lamp must glow"))
    git(project, "commit", "-qam", "Second")
    assert tool(project, "impact").output == "no requirement, criterion or scenario differs from HEAD\n"
    assert changes(project, "--since", "HEAD~1") == [("FR-001", "requirement", "changed", ["T001"])]


def test_feature_that_the_commit_did_not_have_is_new(project: Path, write: Write) -> None:
    write("specs/002-b/spec.md", "- **FR-001**: Ring.\n")
    assert changes(project, "--feature", "2") == [("FR-001", "requirement", "added", [])]


def test_project_in_a_folder_of_its_repository(tmp_path: Path, project: Path, write: Write) -> None:
    (project / ".git").rename(project.parent / ".git")
    git(project.parent, "add", "-A", "project")
    git(project.parent, "commit", "-qm", "Moved")
    write(SPEC, FIRST.replace("lamp must burn", "lamp must glow"))
    assert changes(project) == [("FR-001", "requirement", "changed", ["T001"])]


@pytest.mark.parametrize("revision", ["nowhere", "--all", ""])
def test_unknown_commit_exits_2_with_one_line(project: Path, revision: str) -> None:
    done = tool(project, "impact", f"--since={revision}")
    assert done.status == 2
    assert done.output == f"plan: --since {revision!r}: no such commit; use a commit, a tag or a branch\n"


def test_folder_without_git_exits_2_with_one_line(project: Path) -> None:
    (project / ".git").rename(project / "no-git")
    done = tool(project, "impact")
    assert (done.status, done.output.count("\n")) == (2, 1)
    assert "the project is not in a Git repository" in done.output
