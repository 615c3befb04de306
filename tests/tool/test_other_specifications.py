"""Requirements and scenarios of Kiro's requirements.md and of OpenSpec's deltas, up to the report."""

import json
from pathlib import Path
from typing import Any

import pytest
from plan.model import Document, Spec
from plan.reading.specifications import read_specification

from tests.tool.conftest import Write, tool
from tests.tool.test_numbered_lists import KIRO, OPENSPEC

REQUIREMENTS = """# Requirements Document

## Introduction

1. Bells are old.

## Requirements

### Requirement 1: Hang the bell

**User Story:** As a keeper, I want a bell, so that ships hear it.

#### Acceptance Criteria

1. WHEN the bell hangs THEN it SHALL be level
   - within a degree
2. IF the rope is cut
   THEN the bell SHALL stay

### Requirement 2

**User Story:** As a keeper, I want to ring

#### Acceptance Criteria

1. WHILE it rings THE SYSTEM SHALL count
3. WHERE it is loud THE SYSTEM SHALL warn

Note:

1. This is none.
"""
DELTA = """## ADDED Requirements

### Requirement: Ring the bell
The bell SHALL ring,
and loudly.

#### Scenario: The rope is pulled
- **WHEN** the rope is pulled
  once
- **THEN** the bell rings

#### Scenario: Night
Nobody rings.

## MODIFIED Requirements
### Requirement: Count strokes
The bell SHALL count.

## REMOVED Requirements
### Requirement: Paint the bell
**Reason**: It rusts.
"""


def kiro(text: str) -> Spec:
    return read_specification([Document(".kiro/specs/bell/requirements.md", text)])


def test_criteria_of_kiro_are_numbered_by_requirement() -> None:
    spec = kiro(REQUIREMENTS)
    assert [(one.id, one.text, one.line) for one in spec.requirements] == [
        ("1.1", "WHEN the bell hangs THEN it SHALL be level within a degree", 15),
        ("1.2", "IF the rope is cut THEN the bell SHALL stay", 17),
        ("2.1", "WHILE it rings THE SYSTEM SHALL count", 26),
        ("2.3", "WHERE it is loud THE SYSTEM SHALL warn", 27),
    ]
    assert {"1", "2", "2.1"} <= spec.named


def test_requirement_of_kiro_is_a_story() -> None:
    first, second = kiro(REQUIREMENTS).stories
    assert (first.id, first.title, first.goal) == (
        "US1", "Hang the bell", "As a keeper, I want a bell, so that ships hear it.",
    )  # fmt: skip
    assert [one.words for one in first.acceptance][1] == "IF the rope is cut THEN the bell SHALL stay"
    assert second.title == "As a keeper, I want to ring"


@pytest.mark.parametrize(
    "text",
    [
        "### 需求 1\n**用户故事：** 作为管理员\n#### 验收标准\n1. WHEN a THEN b\n",
        "### 要件 1: 鐘\n**ユーザーストーリー:** 管理者として\n#### 受け入れ基準\n1. WHEN a THEN b\n",
        "### 요구사항 1\n**사용자 스토리:** 나는\n#### 인수 기준\n1. WHEN a THEN b\n",
        "### Requisito 1: Campana\n#### Criterios de aceptación\n1. CUANDO a ENTONCES b\n",
        "### المتطلب 1: جرس\n**قصة المستخدم:** كمدير\n#### معايير القبول\n1. عندما a b\n",
        "### 1. Bell\n**Acceptance Criteria:**\n1. WHEN a THEN b\n",
        "### 1.1 Bell\n1.1.1 WHEN a THEN b\n",
        "## Bug Analysis\n### Current Behavior\n1.1 WHEN a THEN b\n",
        "### Requirement 1\n#### Acceptance Criteria\n- 1.1 WHEN a THEN b\n",
    ],
)
def test_forms_in_which_people_write_requirements(text: str) -> None:
    (one,) = kiro(text).requirements
    assert one.id in ("1.1", "1.1.1")
    assert one.text.endswith("b")


def test_delta_has_requirements_by_name_with_their_scenarios() -> None:
    path = "openspec/changes/add-bell/specs/bells/spec.md"
    first, second = read_specification([Document(path, DELTA)]).requirements
    assert (first.id, first.text, first.line, first.file) == (
        "Ring the bell", "The bell SHALL ring, and loudly.", 3, path,
    )  # fmt: skip
    assert [(one.words, one.line) for one in first.scenarios] == [
        ("The rope is pulled: WHEN the rope is pulled once THEN the bell rings", 7), ("Night: Nobody rings.", 12),
    ]  # fmt: skip
    assert (second.id, second.scenarios) == ("Count strokes", ())


def reported(project: Path) -> Any:
    return json.loads(tool(project, "report", "--json").output)["features"][0]


def test_matrix_of_kiro_goes_from_the_criterion_to_the_test(write: Write, bare: Path) -> None:
    write(".kiro/specs/bell/requirements.md", REQUIREMENTS)
    write(
        KIRO,
        "- [ ] 1. Hang\n  - _Requirements: 1.1_\n- [ ] 2. Write tests/test_bell.py\n  - _Requirements: 1.1, 2.1_\n",
    )
    write("tests/test_bell.py", "def test_t2_bell() -> None:\n    assert True\n")
    feature = reported(bare)
    assert {one["id"]: (one["tasks"], one["tests"]["total"]) for one in feature["requirements"]} == {
        "1.1": (["1", "2"], 1), "1.2": ([], 0), "2.1": (["2"], 1), "2.3": ([], 0),
    }  # fmt: skip
    story = feature["stories"][0]
    assert (story["id"], story["tasks"]) == ("US1", ["1", "2"])
    assert [one["task"] for one in story["scenarios"]] == ["2", None]
    shown = tool(bare, "check").output
    assert "1.2 has no task; write _Requirements: 1.2_ below" in shown
    assert "User Story" not in shown


def test_matrix_of_openspec_goes_by_the_name_of_the_requirement(write: Write, bare: Path) -> None:
    write("openspec/changes/add-bell/specs/bells/spec.md", DELTA)
    write(OPENSPEC, '## 1. Bell\n- [ ] 1.1 Test "Ring the bell" in tests/test_bell.py\n- [ ] 1.2 Paint\n')
    feature = reported(bare)
    assert [(one["id"], one["tasks"], len(one.get("scenarios", ()))) for one in feature["requirements"]] == [
        ("Ring the bell", ["1.1"], 2), ("Count strokes", [], 0),
    ]  # fmt: skip
    assert feature["kind"] == "openspec"


def test_list_that_names_no_requirement_is_told_so_once(write: Write, bare: Path) -> None:
    write("openspec/changes/add-bell/specs/bells/spec.md", DELTA)
    write(OPENSPEC, "## 1. Bell\n- [ ] 1.1 Hang\n- [ ] 1.2 Paint\n")
    shown = tool(bare, "check", "--full").output
    assert shown.count("names a requirement, and openspec/changes/add-bell/specs/bells/spec.md has 2") == 1
