"""The canonical line, and what people make of it."""

import textwrap

import pytest
from plan.reading.headings import heading_stories, phase_name
from plan.reading.lists import read_task, read_tasks

CANONICAL = "- [ ] T012 [P] [US1] Store a lantern in src/models/lantern.py (FR-001, FR-003) (depends on T010, T011)"


def test_canonical_line_is_read_whole() -> None:
    task = read_task(CANONICAL)
    assert task
    assert (task.id, task.state, task.done, task.parallel, task.stories) == ("T012", " ", False, True, ("US1",))
    assert task.text == "Store a lantern in src/models/lantern.py"
    assert task.paths == ("src/models/lantern.py",)
    assert task.requirements == ("FR-001", "FR-003")
    assert task.depends_on == ("T010", "T011")


@pytest.mark.parametrize(
    ("line", "task_id", "text"),
    [
        ("* [X] T002 Pin the toolchain", "T002", "Pin the toolchain"),
        ("- [ ] **T010** [P] Trim the wick", "T010", "Trim the wick"),
        ("- [ ] T021: [P] Count the ships", "T021", "Count the ships"),
        ("- [x] **T19 (P).** Coil the rope", "T19", "Coil the rope"),
        ("- [ ] T003-NEW Ring the bell", "T003-NEW", "Ring the bell"),
        ("  - [ ] T7b Ring the bell", "T7b", "Ring the bell"),
        ("1. [ ] T012 Ring the bell", "T012", "Ring the bell"),
        ("12) [x] **T012** Ring the bell", "T012", "Ring the bell"),
        (r"- \[ \] T012 \[P\] \[US1\] Ring the bell", "T012", "Ring the bell"),
        (r"- \[x] T012 \[P] Ring \[the\] bell", "T012", r"Ring \[the\] bell"),
    ],
)
def test_forms_that_people_write(line: str, task_id: str, text: str) -> None:
    task = read_task(line)
    assert task
    assert (task.id, task.text) == (task_id, text)


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] T012abc Ring the bell",
        "- [ ] TLS1.3 only on the quay",
        "- [x] T007-T011, T007a: different ropes",
        "- [ ] T001 and T002 share a quay",
        "- [ ] T０１２ Ring the bell",
        "T012 Ring the bell",
        "1. T012 Ring the bell",
        "- [] T012 Ring the bell",
        "```\n- [ ] T012 In a fence\n```",
        "<!--\n- [ ] T012 Hidden\n-->",
    ],
)
def test_lines_that_are_no_task(line: str) -> None:
    assert read_task(line) is None


WRAPPED = """- [x] T012 [P] [US1] Store a lantern with its "wick
  and oil" in
  src/models/lantern.py (FR-001,
  FR-003) (depends on T010,
  T011)
  - a point of the body, after T009

12. [ ] T013
    [P]
    [US2] ~~Hang it in tests/unit/test_lantern.py
    up~~ 用户
    故事
"""


def test_wrapped_lines_are_the_words_of_the_task() -> None:
    first, second = read_tasks(WRAPPED, "plan.md")
    assert first.text == 'Store a lantern with its "wick and oil" in src/models/lantern.py'
    assert (first.paths, first.requirements) == (("src/models/lantern.py",), ("FR-001", "FR-003"))
    assert (first.depends_on, first.stories) == (("T010", "T011"), ("US1",))
    assert (second.parallel, second.stories, second.line) == (True, ("US2",), 8)
    assert second.text == "~~Hang it in tests/unit/test_lantern.py up~~ 用户故事"


@pytest.mark.parametrize("width", [30, 50, 80])
@pytest.mark.parametrize("indent", ["  ", "      ", "\t"])
def test_wrapping_changes_nothing_but_the_words_as_they_stand(width: int, indent: str) -> None:
    for line in (
        CANONICAL,
        "- [ ] T001 Move it from src/a.py to `src/b.py`, see docs/c.md, and test it in tests/test_a.py",
    ):
        head, *rest = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        assert rest
        assert read_task("\n".join([head, *(f"{indent}{one}" for one in rest)])) == read_task(line)


def test_phase_story_and_line_number_come_from_the_document() -> None:
    document = (
        "# Plan\r\n\r\n## Phase 1: Setup (Shared Infrastructure)\r\n- [x] T001 Begin\r\n"
        "## Phase 2: User Story 1 - Light (Priority: P1) 🎯 MVP\r\n### Tests for User Story 1\r\n- [ ] T002 Look\r\n"
        "## Phase 3: Polish & Cross-Cutting Concerns\r\n- [ ] T003 Dust"
    )
    tasks = read_tasks(document, "plan.md")
    assert [(one.id, one.line, one.phase, one.stories) for one in tasks] == [
        ("T001", 4, "Setup", ()),
        ("T002", 7, "User Story 1", ("US1",)),
        ("T003", 9, "Polish & Cross-Cutting Concerns", ()),
    ]


def test_headings_name_stories() -> None:
    assert heading_stories("Phase 6: User Story 2 & 3 - Both") == ("US2", "US3")
    assert heading_stories("ユーザーストーリー１（優先度：Ｐ１）") == ("US1",)
    assert heading_stories("Phase 2: What all user stories need") == ()
    assert phase_name("Phase 3: User Story 1 - Title (Priority: P1)") == "User Story 1"


def test_path_in_the_body_counts_where_the_line_has_none() -> None:
    (task,) = read_tasks("- [ ] T001 Move the rope to\n      `src/bell/rope.py`\n- not this: src/other.py", "plan.md")
    assert task.paths == ("src/bell/rope.py",)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Contract test for GET /ships in tests/contract/test_ships.py", "tests/contract/test_ships.py"),
        ("Extend `tests/unit/test_tide.py` with the leap year", "tests/unit/test_tide.py"),
        ("Run `tests/unit/test_ships.py` and mend what fails", None),
        ("Verify the log and add a regression test in tests/unit/test_log.py", "tests/unit/test_log.py"),
        ("Implement the tide in src/tide.py until tests/unit/test_tide.py passes", None),
        ("Create tests/conftest.py with a clock fixture", None),
    ],
)
def test_writing_a_test_is_told_from_running_one(text: str, path: str | None) -> None:
    task = read_task(f"- [ ] T001 {text}")
    assert task
    assert (task.writes_test, task.test_path) == (path is not None, path)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Sort src/{crane, winch}/{a,b}.py", ["src/crane/a.py", "src/winch/a.py", "src/crane/b.py", "src/winch/b.py"]),
        ("Look （src/crane.py）、then src/winch.ts에", ["src/crane.py", "src/winch.ts"]),
        ("Mend packages/@quay/core/index.ts:12", ["packages/@quay/core/index.ts"]),
        ("Write test_crane.py, unlike crane.py", ["test_crane.py"]),
        ("Clone git@host.example:quay/crane.git", []),
        ("Touch ///src/crane.py", ["src/crane.py"]),
        (r"Write .\src\models\crane.py and C:\quay\b.py", ["src/models/crane.py"]),
    ],
)
def test_paths_that_people_write(text: str, paths: list[str]) -> None:
    task = read_task(f"- [ ] T001 {text}")
    assert task
    assert list(task.paths) == paths


def test_words_in_quotation_marks_refer_to_nothing() -> None:
    task = read_task('- [ ] T001 Integration test for "it depends on T009 (FR-009)" (FR-001) (depends on T002)')
    assert task
    assert (task.requirements, task.depends_on) == (("FR-001",), ("T002",))


def test_tag_that_the_documents_escaped_is_read_as_it_was() -> None:
    task = read_task("- [ ] T001 Show \\<b>bold\\</b> and C:\\new")
    assert task
    assert task.text == "Show <b>bold</b> and C:\\new"


def test_escaped_comment_hides_nothing() -> None:
    document = "- [ ] T001 Save \\<!-- x\n- [ ] T002 Next\n- [ ] T003 Hidden <!-- - [ ] T004\n- [ ] T005 -->\n"
    assert [task.id for task in read_tasks(document, "plan.md")] == ["T001", "T002", "T003"]


@pytest.mark.parametrize(
    ("line", "task_id"),
    [
        ("- [ ] BE-T002 Ring", "BE-T002"),
        ("- [x] US1-T3: Ring", "US1-T3"),
        ("- [ ] **CIA-T009A** Ring", "CIA-T009A"),
        ("- [ ] T010b.1 Ring", "T010b.1"),
        ("1. [ ] T001 Ring", "T001"),
        ("- \\[ \\] T001 Ring", "T001"),
    ],
)
def test_id_has_a_prefix_or_is_a_part(line: str, task_id: str) -> None:
    (task,) = read_tasks(line, "specs/001-bell/tasks.md")
    assert (task.id, task.text) == (task_id, "Ring")


def test_part_of_a_task_knows_the_task() -> None:
    tasks = read_tasks("- [ ] T010b Ring\n- [ ] T010b.1 Pull\n- [ ] T011.1 Rest\n", "tasks.md")
    assert [task.parent for task in tasks] == ["", "T010b", ""]


def test_dependency_on_an_id_with_a_prefix() -> None:
    (task,) = read_tasks("- [ ] BE-T003 Ring (depends on BE-T001, FE-T002)", "tasks.md")
    assert task.depends_on == ("BE-T001", "FE-T002")


def test_list_with_other_letters_is_read_with_those() -> None:
    text = "- [x] A001 [P] Hang the bell\n- [ ] A002 Ring it (depends on A001)\n- [ ] FR-001 is kept\n- [ ] B1 is not\n"
    tasks = read_tasks(text, "specs/001-bell/tasks.md")
    assert [(task.id, task.done, task.parallel, task.depends_on) for task in tasks] == [
        ("A001", True, True, ()),
        ("A002", False, False, ("A001",)),
    ]
    assert read_tasks(text, "specs/001-bell/plan.md") == ()
    assert [task.id for task in read_tasks(f"- [ ] T001 Hang\n{text}", "specs/001-bell/tasks.md")] == ["T001"]


def test_checks_of_requirements_are_no_list() -> None:
    assert (
        read_tasks("- [x] FR-001 is met\n- [ ] FR-002 is met\n- [ ] CHK001 is seen\n- [ ] CHK002 too\n", "tasks.md")
        == ()
    )


def test_sub_story_belongs_to_its_story() -> None:
    (task,) = read_tasks("- [ ] T001 [US1.5] Ring", "tasks.md")
    assert (task.stories, task.tags, task.text) == (("US1",), ("US1.5",), "Ring")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("编写测试tests/unit/test_a.py", "tests/unit/test_a.py"),
        ("テストをtests/unit/test_a.pyに追加", "tests/unit/test_a.py"),
        ("테스트를tests/unit/test_a.py에 추가", "tests/unit/test_a.py"),
        ("在src/商品/a.py中", "src/商品/a.py"),
        ("商品/一覧.py", "商品/一覧.py"),
    ],
)
def test_path_is_read_without_the_words_that_are_glued_to_it(text: str, path: str) -> None:
    (task,) = read_tasks(f"- [ ] T001 {text}", "tasks.md")
    assert task.paths == (path,)
    assert task.test_path == (path if path.startswith("tests/") else None)
