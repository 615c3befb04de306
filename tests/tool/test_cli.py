"""The commands in a folder that has nothing but specs/ and tools/plan."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, plan_tool, report, run

PLAN = """# Implementation Plan: harbour

## Phase 1: User Story 1 - Light (Priority: P2)

- [ ] T001 [P] [US1] Light the lamp in src/lamp.py (FR-001)
- [x] T002 [US1] Unit test in tests/unit/test_lamp.py (FR-001) (depends on T001)
"""
SPEC = """# Feature Specification: harbour

### User Story 1 - Light (Priority: P2)

1. **Given** a dark night, **When** a ship comes, **Then** it is seen

## Requirements

- **FR-001**: The lamp must burn at night.
"""
SEEN = "given a dark night, when a ship comes, then it is seen"
TASK = (
    '{"task":"T002","feature":"001-harbour","kind":"list","story":"US1",'
    f'"scenarios":["{SEEN}"],"test":"tests/unit/test_lamp.py"}}'
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "template/tools/plan", folder / "tools/plan", ignore=shutil.ignore_patterns("__pycache__"))
    write(folder, "specs/001-harbour/plan.md", PLAN)
    write(folder, "specs/001-harbour/spec.md", SPEC)
    write(folder, ".copier-answers.yml", f"groundplan_record:\n- '{TASK}'\n")
    return folder


def write(project: Path, name: str, text: str) -> None:
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text(text, encoding="utf-8")


def test_report_has_the_keys_of_schema_2(project: Path) -> None:
    value = report(project)
    assert value.keys() == {"schema", "features", "findings"}
    assert value["schema"] == 2
    (feature,) = value["features"]
    assert feature["requirements"] == [
        {
            "id": "FR-001",
            "text": "The lamp must burn at night.",
            "tasks": ["T001", "T002"],
            "tests": {"total": 1, "passing": 0, "pending": 0, "failing": 0},
        }
    ]
    assert feature["stories"] == [
        {
            "id": "US1",
            "title": "Light",
            "priority": "P2",
            "tasks": ["T001", "T002"],
            "done": 1,
            "passing": 0,
            "total": 2,
            "scenarios": [
                {
                    "text": SEEN,
                    "task": "T002",
                    "test": {"path": "tests/unit/test_lamp.py", "name": None, "status": "missing"},
                }
            ],
        }
    ]
    assert feature["tasks"][0] == {
        "id": "T001",
        "line": 5,
        "file": "specs/001-harbour/plan.md",
        "state": " ",
        "done": False,
        "parallel": True,
        "stories": ["US1"],
        "phase": "User Story 1",
        "text": "Light the lamp in src/lamp.py",
        "tags": [],
        "paths": ["src/lamp.py"],
        "depends_on": [],
        "requirements": ["FR-001"],
        "writes_test": False,
        "suspect": [],
        "test": None,
    }
    assert feature["tasks"][1]["test"] == {"path": "tests/unit/test_lamp.py", "name": None, "status": "missing"}


def test_check_and_report_print_the_same_json(project: Path) -> None:
    assert report(project) == json.loads(plan_tool(project, "check", "--json").output)
    assert plan_tool(project, "report", "--json").status == 0
    assert plan_tool(project, "check", "--json").status == 1


@pytest.mark.parametrize("name", ["1", "001", "001-harbour"])
def test_feature_is_chosen_by_number_or_folder(project: Path, name: str) -> None:
    write(project, "specs/002-quay/plan.md", "- [ ] T001 Sweep\n")
    features = json.loads(plan_tool(project, "report", "--json", "--feature", name).output)["features"]
    assert [feature["id"] for feature in features] == ["001-harbour"]


def test_unknown_or_ambiguous_feature_exits_2_with_the_choices(project: Path) -> None:
    write(project, "specs/001-quay/plan.md", "- [ ] T001 Sweep\n")
    unknown = plan_tool(project, "report", "--feature", "9")
    choices = "use 001-harbour or 001-quay"
    assert (unknown.status, unknown.output) == (2, f"plan: --feature '9': no such feature; {choices}\n")
    both = plan_tool(project, "check", "--feature", "1")
    assert (both.status, both.output) == (2, f"plan: --feature '1': several features match; {choices}\n")


def test_project_without_specs_is_clean(project: Path) -> None:
    shutil.rmtree(project / "specs")
    assert plan_tool(project, "check").output == "0 errors, 0 warnings\n"


def test_file_with_conflict_markers_is_told_in_one_line(project: Path) -> None:
    write(project, "tools/plan/model.py", "<<<<<<< before updating\n")
    done = plan_tool(project, "check")
    assert done.status == 2
    assert done.output.count("\n") == 1
    assert "model.py:1 cannot be read; are conflict markers left of an update?" in done.output


def test_text_report_shows_tasks_and_tests(project: Path) -> None:
    assert "US1  Light  1 of 2 done, 1 test missing" in plan_tool(project, "report").output
    assert "tests/unit/test_lamp.py (missing)" in plan_tool(project, "report", "--full").output


def test_reader_that_has_seen_enough_is_no_error(project: Path) -> None:
    write(project, "specs/001-harbour/plan.md", "- [ ] T001 Sweep\n" * 5000)
    done = run(["bash", "-c", f"{sys.executable} tools/plan report --full | head -3"], project)
    assert "001-harbour" in done.output
    assert "Traceback" not in done.output
    assert "BrokenPipe" not in done.output


def test_help_teaches_the_commands(project: Path) -> None:
    text = plan_tool(project, "--help").output
    assert "check" in text
    assert "report" in text
    assert "1, 001" in plan_tool(project, "check", "--help").output
