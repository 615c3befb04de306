"""The reader takes any text, and takes time in proportion to its length."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan.project import read_project
from plan.reading.headings import heading_stories, phase_name
from plan.reading.lists import read_tasks
from plan.reading.spec import read_spec

UNITS = [
    "`", "``", "[", "]", "*", "**", "(", ")", "{", "}", "{a,b}", "\\", "|", "~", "~~", "_", "__", "-", ".", ":", "#",
    "/", "./", "a/", "a.b/", "a/b.py,", "T001-", "T001,", "T001/", "T1–T400,", "[P]", "[US1]", "(P)", "⚠️", "[a](b)",
    "[a](", "<!--", "-->", "`<!--", "`<!--` ", "(FR-001)", "US1+", "1", ":1", "::", " ", "\t", "\r", "<!--\n", "```\n",
    "- [ ] T001 ", "after T1 ", "after ", "depends on ", "(depends on T001) ", "add ", "add a test ", "run ", "until ",
    "and ", "tests/a_test.py ", "`tests/a_test.py` ", "user story 1 & ",
]  # fmt: skip
STARTS = [
    "- [ ] T001 ",
    "- [ ] T001\n  ",
    "## Phase 1: ",
    "### T001 x\n**Depends On**: ",
    "- T001 add tests in tests/a_test.py ",
]
SPEC_STARTS = [
    "### User Story 1 - ",
    "## Phase 1: User Story 1 - ",
    "### User Story 1 - a\n\n",
    "### User Story 1 - a\n\n**Acceptance Scenarios**:\n\n1. ",
    "- **FR-001**: ",
    "### Key Entities\n\n- **",
    "### Edge Cases\n\n- ",
]
SPEC_UNITS = [
    "`\\<b>", "\\<b>", "\\", "`", "*", "**", "_", "- ", ":", "(", "(P1) ", "(Priority", "🎯", " ", "[action", "1", "Ｐ",
    "**Given** ", "given when ", "User Story 1 ", "Goal ", "Acceptance ", "\n**Goal**: a", "\n- **FR-001**: a",
    "\n### User Story 1 - a", "\n  a", "\n1. Given a, when b, then c",
]  # fmt: skip
LENGTH = 100_000
SECONDS = 1.5  # a quadratic reading takes at least ten times as long

LINES = [
    "# Tasks: quay", "## Phase 3: User Story 1 - Light (Priority: P1) 🎯 MVP", "### T004 [P] Hang the lamp ✅",
    "- [ ] T012 [P] [US1] Store a lantern in src/models/{lantern,wick}.py (FR-001, FR-003) (depends on T010-T011)",
    "- [x] **T2 (P).** ~~Coil~~ the `rope` in [its file](src/rope.py#L2)", "  - **File**: `tests/unit/test_rope.py:12`",
    "      and verify tests/unit/test_rope.py passes", "**Dependencies**: T001 (a), T002–T004", "```text", "~~~",
    "<!--", "-->", "- T001 Sweep after T7b", "**Notes**:", "ユーザーストーリー１（優先度：Ｐ１）", "",
]  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("unit", UNITS)
def test_reading_is_linear_in_a_long_line(start: str, unit: str) -> None:
    document = f"{start}{unit * (LENGTH // len(unit))}!"
    began = time.process_time()
    read_tasks(document, "tasks.md")
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("start", SPEC_STARTS)
def test_spec_is_read_in_linear_time(start: str) -> None:
    for unit in SPEC_UNITS:
        document = f"{start}{unit * (LENGTH // len(unit))}!"
        began = time.process_time()
        read_spec(document)
        assert time.process_time() - began < SECONDS, unit


def test_story_heading_is_read_in_linear_time(tmp_path: Path) -> None:
    spec = tmp_path / "specs/001-quay/spec.md"
    spec.parent.mkdir(parents=True)
    spec.write_text(f"## User Story 1 - Light{' ' * LENGTH}!\n", encoding="utf-8")
    began = time.process_time()
    assert [story.id for story in read_project(tmp_path).features[0].stories] == ["US1"]
    assert time.process_time() - began < SECONDS


def test_ten_thousand_tasks_are_read_at_once() -> None:
    line = "- [ ] T{0:05d} [P] [US1] Unit tests for berth {0} in tests/unit/test_berth_{0}.py (depends on T{1:05d})\n"
    document = "## User Story 1\n" + "".join(line.format(number, number - 1) for number in range(1, 10_001))
    began = time.process_time()
    assert len(read_tasks(document, "tasks.md")) == 10_000
    assert time.process_time() - began < 3


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for document in (text, f"- [ ] T001 {text}", f"### T001 {text}", f"- T001 {text}"):
        read_tasks(document, "tasks.md")
    heading_stories(text)
    phase_name(text)


@given(st.lists(st.tuples(st.sampled_from(LINES), st.integers(0, 90), st.text(max_size=3)), max_size=20))
def test_lines_that_are_cut_and_mixed_are_read(parts: list[tuple[str, int, str]]) -> None:
    document = "\n".join(line[:cut] + junk + line[cut:] for line, cut, junk in parts)
    tasks = read_tasks(document, "tasks.md")
    numbers = [task.line for task in tasks]
    assert numbers == sorted(set(numbers))
    assert all(task.test_path in (None, *task.paths) for task in tasks)


def test_numbers_of_any_length_are_read() -> None:
    digits = "1" * 10_000
    document = f"## User Story {digits}, US{digits}\n- [ ] T001 [US{digits}] See FR-{digits} after T{digits}"
    assert len(read_tasks(document, "tasks.md")) == 1


def test_braces_do_not_multiply_without_end() -> None:
    (task,) = read_tasks(f"- [ ] T001 Sort src/{'{a,b}' * 30}.py", "tasks.md")
    assert len(task.paths) <= 64
