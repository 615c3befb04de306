"""spec.md as people write it."""

import json
import shutil
from pathlib import Path

import pytest
from plan.model import Scenario, Spec, SpecStory
from plan.project import read_project
from plan.reading.lines import visible_lines
from plan.reading.spec import identify, read_spec
from plan.reading.stories import headed_stories, listed_stories
from plan.rules import check
from plan.sources import ids_in_use

from tests.conftest import ROOT
from tests.tool.conftest import tool

STORY = "# Spec\n\n### User Story 2 - Return a book (Priority: P2)\n\n"
SPEC, PLAN = "specs/001-x/spec.md", "specs/001-x/plan.md"


def spec(text: str) -> Spec:
    return read_spec(text, SPEC)


def story(body: str) -> SpecStory:
    (found,) = spec(f"{STORY}{body}\n").stories
    return found


def scenarios(body: str) -> list[Scenario]:
    return list(story(f"**Acceptance Scenarios**:\n\n{body}").acceptance)


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def brief(root: Path, files: dict[str, str]) -> str:
    shutil.copytree(ROOT / "template/tools/plan", root / "tools/plan", ignore=shutil.ignore_patterns("__pycache__"))
    done = tool(write(root, files), "next", "--format", "prompt")
    assert done.status == 0, done.output
    return done.output


def test_scenarios_are_read_without_a_heading_of_their_own() -> None:
    items = "1. **Given** a book, **When** it is back, **Then** it is there\n2. **Given** b, **When** c, **Then** d\n"
    assert story(items).acceptance == (Scenario("a book", "it is back", "it is there"), Scenario("b", "c", "d"))


def test_other_lists_of_a_story_are_no_scenarios() -> None:
    assert story("- a shelf\n- a keeper").acceptance == ()


@pytest.mark.parametrize(
    "line",
    [
        "- **FR-001**: Books go back", "- FR-001: Books go back", "* **FR-001:** Books go back",
        "+ FR-001 Books go back",
        "- [ ] **FR-001**: Books go back", "- [x] FR-001: Books go back", "  - __FR-001__: Books\n    go back",
        "- **FR-001**: Books\ngo back", "- [ ] FR-001: Books\n  go\n  back",
    ],
)  # fmt: skip
def test_requirement_is_the_same_for_plan_report_and_check(line: str, tmp_path: Path) -> None:
    root = write(tmp_path, {SPEC: f"# Spec\n{line}\n", PLAN: "- [x] T001 Sweep\n"})
    (feature,) = read_project(root).features
    assert [(one.id, one.text, one.line) for one in feature.requirements] == [("FR-001", "Books go back", 2)]
    assert feature.requirements == spec(f"# Spec\n{line}\n").requirements
    assert [one.line for one in check(read_project(root)) if one.rule == "uncovered-requirement"] == [2]
    assert ids_in_use(root) == {"001-x": frozenset({"FR-001"})}


def test_requirement_that_is_named_anywhere_is_known_and_its_number_taken(tmp_path: Path) -> None:
    text = "See FR-002.\n\n<!-- FR-003 -->\n\n- **FR-004**: [specific capability, e.g. sleep]\n- SC-009: Fast\n"
    root = write(tmp_path, {SPEC: text, PLAN: "- [x] T001 a (FR-002, FR-003, FR-005)\n"})
    found = [one.message for one in check(read_project(root)) if one.rule == "unknown-requirement"]
    assert found == [f"T001 names FR-005, which {SPEC} does not have; add it there, or fix the id"]
    assert ids_in_use(root) == {"001-x": frozenset({"FR-004", "SC-009"})}


def test_brief_holds_whole_scenarios_and_requirements_though_they_are_wrapped(tmp_path: Path) -> None:
    body = (
        "A reader brings\na book back.\n\n**Independent Test**: Borrow one,\nbring it back.\n\n"
        "**Acceptance Scenarios**:\n\n1. **Given** a book,\n   **When** it is back,\n   **Then** it is *there*\n"
        "2. It is\n   counted\n\n- [ ] **FR-001**: A book\n  has a place\n"
    )
    text = brief(tmp_path, {SPEC: STORY + body, PLAN: "- [ ] T001 [US2] Take it in src/desk.py (FR-001)\n"})
    for part in (
        "## Story US2 Return a book\n\n- Goal: A reader brings a book back.\n"
        "- Independent test: Borrow one, bring it back.\n",
        "- **Given** a book, **When** it is back, **Then** it is *there*\n- It is counted\n",
        "- FR-001: A book has a place\n",
    ):
        assert part in text


@pytest.mark.parametrize("label", ["**Goal**:", "**Goal:**", "__Goal__:", "Goal:", "- **goal**:", "**Goal**"])
def test_labels_mean_the_same_in_spec_md_and_below_the_headings_of_a_list(label: str, tmp_path: Path) -> None:
    body = f"Words of the plan.\n\n{label} A book\ncomes back\n\nIndependent Test: Borrow one\n"
    found = story(body)
    assert (found.goal, found.independent_test) == ("A book comes back", "Borrow one")
    (listed,) = listed_stories(visible_lines(f"## Phase 3: User Story 2 - Return a book\n\n{body}"))
    assert (listed.title, listed.goal, listed.independent_test) == ("Return a book", found.goal, "Borrow one")
    plan = f"## Phase 3: User Story 2 - Return a book (P1) 🎯 MVP\n\n{body}\n- [ ] T001 [US2] Take it in src/desk.py\n"
    text = brief(tmp_path, {PLAN: plan})
    assert "## Story US2 Return a book\n\n- Goal: A book comes back\n- Independent test: Borrow one\n" in text


def test_paragraph_of_a_list_is_no_goal_and_what_is_not_clarified_is_left_out(tmp_path: Path) -> None:
    plan = (
        "## User Story 2 - Return\n\nTests first.\n\n**Independent Test**: NEEDS CLARIFICATION\n\n- [ ] T001 [US2] a\n"
    )
    text = brief(tmp_path, {PLAN: plan})
    assert "## Story US2" not in text


@pytest.mark.parametrize(
    "paragraph",
    [
        "**As a** reader, **I want** my book back.",
        "Acceptance of books is counted.",
        "**Bold** words: two",
        "12\\. book",
    ],
)
def test_goal_is_the_first_paragraph_whatever_it_begins_with(paragraph: str) -> None:
    assert story(f"{paragraph}\n\n**Actor**: A reader").goal == paragraph.replace("\\", "")


@pytest.mark.parametrize(
    ("heading", "title", "priority"),
    [
        ("User Story 1 - Return (Priority: P1)", "Return", "P1"),
        ("User Story 1 - Return (P9) it (Priority: P1)", "Return (P9) it", "P1"),
        ("User Story 1 - Return (Priority: P1) 🎯 MVP", "Return", "P1"),
        ("User Story 1 - Return (P1) MVP", "Return", "P1"),
        ("User Story 1 (P2): Return", "Return", "P2"),
        ("User Story 1 - Return (Priority: High)", "Return", ""),
        ("**User Story 1 - Return a book** (Priority: p3)", "Return a book", "P3"),
        ("**User Story 1** - Return **now**", "Return **now**", ""),
        ("User Story 1 - **Return**", "Return", ""),
        ("User Story 1 - US2 - Two (Priority: P1)", "US2 - Two", "P1"),
        ("ユーザーストーリー１：返却（Ｐ１）", "返却", "P1"),
        ("用户故事 1 - 还书（基本）", "还书（基本）", ""),
        ("Re\u0301cit utilisateur 1 - Rendre", "Rendre", ""),
        ("[US1] Return", "Return", ""),
        ("Story 1: Return", "Return", ""),
    ],
)
def test_heading_of_a_story(heading: str, title: str, priority: str) -> None:
    (found,) = spec(f"### {heading}\n").stories
    assert (found.id, found.title, found.priority) == ("US1", title, priority)


@pytest.mark.parametrize(
    ("heading", "title", "priority"),
    [
        ("Phase 3: User Story 1 - Return (Priority: P1) 🎯 MVP", "Return", "P1"),
        ("フェーズ 3: ユーザーストーリー 1 - 返却", "返却", ""),
        ("Phase 3 (US-1): Return", "", ""),
        ("Phase 3: US1 – Return (P2) ✅ done", "Return", "P2"),
    ],
)
def test_heading_of_a_list_that_names_a_story(heading: str, title: str, priority: str) -> None:
    found = [(one.id, one.title, one.priority) for one in headed_stories(visible_lines(f"## {heading}\n"))]
    assert found == ([("US1", title, priority)] if title else [])


@pytest.mark.parametrize(
    "heading", ["User Story 1 & 2 - Both", "User Story 1 - Like US2", "User Story 1", "US1 [Brief Title]"]
)
def test_heading_that_is_no_story_of_its_own(heading: str) -> None:
    assert spec(f"### {heading}\n").stories == ()


@pytest.mark.parametrize(
    "item",
    [
        "1. **Given** a **b**, **When** c, **Then** *d*.", "- **Given:** a **b**; **When:** c **Then:** *d*.",
        "1. **Given**: a **b**\n   **When**: c\n   **Then**: *d*.",
        "- [ ] **Given**, a **b**, **when** c, **then** *d*.",
        "1. __Given__ a **b**,\n   - __When__ c,\n   - __Then__ *d*.",
    ],
)  # fmt: skip
def test_parts_of_a_scenario_keep_their_emphasis(item: str) -> None:
    assert scenarios(item) == [Scenario("a **b**", "c", "*d*.")]


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("1. 12\\. and \\*", "12. and \\*"),
        ("- \\- a", "- a"),
        ("- [x] It rings", "It rings"),
        ("- `a\\<b>` \\<b>", "`a\\<b>` <b>"),
        ("- \\\\\\<b>", "\\<b>"),
    ],
)
def test_scenario_of_one_sentence_is_what_a_person_meant(item: str, words: str) -> None:
    assert scenarios(item) == [Scenario(text=words)]


@pytest.mark.parametrize(
    "label",
    [
        "**Acceptance Scenarios**:",
        "#### Acceptance Criteria",
        "**Acceptance scenarios for a guest**",
        "Acceptance (2):",
    ],
)
def test_label_above_scenarios(label: str) -> None:
    assert story(f"{label}\n\n1. It rings").acceptance == (Scenario(text="It rings"),)


def test_line_of_a_scenario_makes_no_difference() -> None:
    assert Scenario(text="It rings", line=3) == Scenario(text="It rings", line=9)
    assert len({Scenario(text="It rings", line=3), Scenario(text="It rings")}) == 1
    assert story("1. **Given** a, **When** b, **Then** c").acceptance[0].line == 5


@pytest.mark.parametrize(
    ("item", "name", "description"),
    [
        ("- **Note (draft)**: What *was* written", "Note", "What *was* written"),
        ("- **Note** (root): What was\n  written", "Note", "What was written"),
        ("- **Note:** *What* – so", "Note", "*What* – so"),
        ("- [ ] **Note_Page** – - a", "Note_Page", "- a"),
        ("- **Note**", "Note", ""),
    ],
)
def test_entity(item: str, name: str, description: str) -> None:
    (found,) = spec(f"### Core Entities\n\n{item}\n").entities
    assert (found.name, found.description) == (name, description)


def test_story_of_another_width_is_the_known_one() -> None:
    found = spec("### User Story 2 - ログイン（基本）\n").stories
    assert identify(found, [("US1", "ログイン(基本)"), ("US2", "Else")]) == ["US1"]


def test_report_has_the_stories_of_spec_md_as_planning_reads_them(tmp_path: Path) -> None:
    text = (
        "### Récit utilisateur 1 - Rendre\n\n**Priority**: P3\n\n### Feature: US2 - Lend\n\n### Story 3: Sort \\<b>\n"
    )
    root = write(tmp_path, {SPEC: text, PLAN: "## Phase 2: User Story 4 - Count (P1)\n- [x] T001 [US4] a\n"})
    shutil.copytree(ROOT / "template/tools/plan", root / "tools/plan")
    (feature,) = json.loads(tool(root, "report", "--json").output)["features"]
    assert {one["id"]: (one["title"], one["priority"]) for one in feature["stories"]} == {
        "US1": ("Rendre", "P3"),
        "US2": ("Lend", ""),
        "US3": ("Sort <b>", ""),
        "US4": ("Count", "P1"),
    }
