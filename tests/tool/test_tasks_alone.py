"""`next` reads the lists alone, and shows what it would show of the whole project."""

import json
import shutil
from pathlib import Path

import pytest
from plan.project import read_project, read_tasks_alone

from tests.conftest import Render, example
from tests.tool.conftest import Write, tool

VARIANTS = json.loads((Path(__file__).parent / "samples/variants.json").read_text(encoding="utf-8"))
LIST = "## Phase 3: User Story 1 - Bells\n\n" + "\n".join(one["input"] for one in VARIANTS)
DOCUMENTS = {
    "a list with its specification": {
        "specs/001-bell/tasks.md": LIST,
        "specs/001-bell/plan.md": "- [ ] T900 A preview\n- [x] T901 Hang it in /home/me/project/src/a.py\n",
        "specs/001-bell/spec.md": "### User Story 2 - Ring it (Priority: P1)\n\n- **FR-001**: The bell MUST ring.\n",
        "src/a.py": "",
    },
    "an archived feature": {"specs/archive/001-bell/tasks.md": LIST, "specs/002-x/tasks.md": "- [ ] T001 Ring\n"},
    "Kiro": {
        ".kiro/specs/bell/requirements.md": "### Requirement 1: Hang\n\n**User Story:** As a keeper, I want a bell.\n\n"
        "#### Acceptance Criteria\n\n1. WHEN it hangs THEN it SHALL be level\n",
        ".kiro/specs/bell/tasks.md": "- [x] 1. Hang the bell\n  - [ ] 1.1 Forge a hook\n    - _Requirements: 1.1_\n"
        "- [ ]* 2. Ring it\n",
    },
    "OpenSpec": {
        "openspec/changes/ring/specs/bells/spec.md": "## ADDED Requirements\n### Requirement: Ring\nIt SHALL ring.\n",
        "openspec/changes/ring/tasks.md": "## 1. Bell\n\n- [ ] 1.1 Ring the bell\n- [x] 1.2 Ring twice\n",
    },
}  # fmt: skip


def check(root: Path) -> None:
    alone, whole = read_tasks_alone(root), read_project(root)
    assert [(one.id, one.kind) for one in alone.features] == [(one.id, one.kind) for one in whole.features]
    assert [one.tasks for one in alone.features] == [one.tasks for one in whole.features]
    assert any(one.tasks for one in whole.features)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tasks_are_those_of_the_whole_project(bare: Path, write: Write, name: str) -> None:
    for path, text in DOCUMENTS[name].items():
        write(path, text)
    check(bare)


def test_tasks_are_those_of_the_whole_project_where_a_record_is(render: Render, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(render(**example("conduit")), project)
    check(project)
    (folder,) = (project / "specs").iterdir()
    plan = folder / "plan.md"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("- [ ] T010", "- [x] T010").replace("T012 ", "T012 Now "), encoding="utf-8")
    folder.rename(folder.with_name("002-renamed"))
    check(project)


def test_next_reads_no_specification(
    bare: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:  # which costs more than all the rest
    write("specs/001-bell/spec.md", "### User Story 2 - Ring it (Priority: P1)\n")
    write("specs/001-bell/tasks.md", "- [ ] T001 [US1] Ring the bell\n")
    monkeypatch.delattr("plan.cli.read_project")
    shown = tool(bare, "next").output
    assert shown == "001-bell: 1 task can be started, 0 must wait\n  T001 [US1] Ring the bell\n"
    assert json.loads(tool(bare, "next", "--json").output)["ready"][0]["parallel"] == [["T001"]]
    assert "internal error" in tool(bare, "next", "--story", "US2").output
