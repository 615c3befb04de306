"""Where features are found: in the places of each kind, in groups, and in archives."""

from pathlib import Path

import pytest
from plan.folders import feature_folders
from plan.project import read_project

from tests.tool.conftest import Write, tool

TASK = "- [ ] T001 Ring the bell in src/bell.py\n"


def found(root: Path) -> dict[str, str]:
    return {name: folder.shown for name, folder in feature_folders(root).items()}


@pytest.mark.parametrize(
    ("path", "name", "kind", "is_archived"),
    [
        ("specs/001-bell/tasks.md", "001-bell", "spec-kit", False),
        ("docs/specs/001-bell/plan.md", "001-bell", "spec-kit", False),
        (".specify/specs/001-bell/tasks.md", "001-bell", "spec-kit", False),
        ("specs/harbour/016-bell/tasks.md", "016-bell", "spec-kit", False),
        ("specs/2026/harbour/016-bell/spec.md", "016-bell", "spec-kit", False),
        ("specs/015-harbour/016-bell/tasks.md", "016-bell", "spec-kit", False),
        ("specs/archive/001-bell/tasks.md", "001-bell", "spec-kit", True),
        ("specs/harbour/completed/2026/001-bell/tasks.md", "001-bell", "spec-kit", True),
        (".specify/specs/done/bell/tasks.md", "bell", "spec-kit", True),
        (".kiro/specs/bell/tasks.md", "bell", "kiro", False),
        (".kiro/specs/bell/requirements.md", "bell", "kiro", False),
        (".kiro/specs/archived/bell/tasks.md", "bell", "kiro", True),
        ("openspec/changes/add-bell/tasks.md", "add-bell", "openspec", False),
        ("openspec/changes/add-bell/specs/bells/spec.md", "add-bell", "openspec", False),
        ("openspec/changes/archive/2026-01-02-add-bell/tasks.md", "2026-01-02-add-bell", "openspec", True),
        ("openspec/changes/archive/2026/01-02-add-bell/tasks.md", "01-02-add-bell", "openspec", True),
    ],
)
def test_feature_is_found(path: str, name: str, kind: str, is_archived: bool, write: Write, bare: Path) -> None:
    write(path, TASK)
    (feature,) = read_project(bare).features
    assert (feature.id, feature.kind, feature.is_archived) == (name, kind, is_archived)
    assert feature.documents[0].path == path


@pytest.mark.parametrize(
    "path",
    [
        "specs/notes/README.md",
        "specs/templates/layout.txt",
        "specs/001-bell/contracts/plan.md",
        "specs/001-bell/old/tasks.md",
        ".kiro/steering/tasks.md",
        ".kiro/specs/notes/plan.md",
        "openspec/specs/bells/spec.md",
        "openspec/changes/add-bell/proposal.md",
        "openspec/changes/add-bell/notes/tasks/readme.md",
    ],
)
def test_other_folder_is_no_feature(path: str, write: Write, bare: Path) -> None:
    write("specs/001-bell/tasks.md", TASK)
    write(path, TASK)
    assert found(bare) == {"001-bell": "specs/001-bell"}


def test_second_feature_of_a_name_is_known_by_its_path(write: Write, bare: Path) -> None:
    write("specs/001-bell/tasks.md", TASK)
    write("specs/archive/001-bell/tasks.md", TASK)
    write(".kiro/specs/001-bell/tasks.md", "- [ ] 1. Ring\n")
    assert found(bare) == {
        "001-bell": "specs/001-bell",
        "specs/archive/001-bell": "specs/archive/001-bell",
        ".kiro/specs/001-bell": ".kiro/specs/001-bell",
    }


def test_link_that_leads_back_is_not_followed(write: Write, bare: Path) -> None:
    write("specs/harbour/016-bell/tasks.md", TASK)
    (bare / "specs/harbour/again").symlink_to(bare / "specs", target_is_directory=True)
    assert list(found(bare)) == ["016-bell"]


def test_list_in_plan_md_that_tasks_md_repeats_is_read_once(write: Write, bare: Path) -> None:
    write("specs/001-bell/plan.md", "- [ ] T001 Ring the bell in `src/bell.py`\n- [ ] T002 Only here\n- [ ] T003 One\n")
    write("specs/001-bell/tasks.md", "- [x] **T001** Ring the bell in `src/bell.py`\n- [ ] T003 Another\n")
    (feature,) = read_project(bare).features
    assert [(task.id, task.file.rpartition("/")[2], task.done) for task in feature.tasks] == [
        ("T002", "plan.md", False),
        ("T003", "plan.md", False),
        ("T001", "tasks.md", True),
        ("T003", "tasks.md", False),
    ]
    done = tool(bare, "check")
    assert "T001 is taken" not in done.output
    assert "T003 is taken" in done.output
