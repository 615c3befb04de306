"""What check leaves alone: things of the past, and what only looks wrong."""

from pathlib import Path

import pytest
from plan.items import Feature
from plan.model import Finding
from plan.project import read_project
from plan.reading.lists import read_tasks
from plan.rules import check, errors_by_feature

from tests.tool.conftest import Write
from tests.tool.test_rules import ANSWERS, PLAN, SPEC, recorded

TASKS = "specs/001-x/tasks.md"


def found(root: Path, rule: str) -> list[Finding]:
    return [one for one in check(read_project(root)) if one.rule == rule]


def test_error_of_the_day_of_adoption_is_a_warning_and_a_new_one_is_not(write: Write, bare: Path) -> None:
    write(TASKS, "- [ ] T001 a (depends on T009)\n- [ ] T002 b\n")
    known = errors_by_feature(read_project(bare))["001-x"]
    assert known == ("unknown-dependency T001",)
    write(ANSWERS, recorded(Feature("001-x", known_findings=known), project_type="existing"))
    write(TASKS, "# Moved\n\n- [ ] T001 a (depends on T009)\n- [ ] T002 b (depends on T008)\n")
    assert [(one.task, one.severity) for one in found(bare, "unknown-dependency")] == [
        ("T002", "error"), ("T001", "warning"),
    ]  # fmt: skip


def test_severity_of_a_project_wins_over_the_day_of_adoption(write: Write, bare: Path) -> None:
    write(TASKS, "- [ ] T001 a (depends on T009)\n")
    write(ANSWERS, recorded(Feature("001-x", known_findings=("unknown-dependency T001",))))
    findings = check(read_project(bare), {"unknown-dependency": "error"})
    assert [one.severity for one in findings if one.rule == "unknown-dependency"] == ["error"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("- [{0}] T001 a (depends on T009)\n", "unknown-dependency"),
        ("- [{0}] T001 Write ../other/a.py\n", "unsafe-path"),
        ("- [{0}] T001 a\n\n[FEATURE]\n", "leftover-placeholder"),
        ("- [{0}] T001 a (FR-009)\n", "unknown-requirement"),
        ("- [{0}] T001 a\n- [{0}] T001 b\n", "duplicate-id"),
    ],
)
def test_leftover_of_finished_work_is_no_error(text: str, rule: str, write: Write, bare: Path) -> None:
    write(SPEC, "- **FR-001**: Burn.\n")
    write(TASKS, text.format(" "))
    assert {one.severity for one in found(bare, rule)} == {"error"}
    write(TASKS, text.format("x"))
    assert {one.severity for one in found(bare, rule)} == {"warning"}


def test_tree_of_a_plan_of_people_is_held_against_the_disk_once_all_is_done(write: Write, bare: Path) -> None:
    tree = "### Source Code\n\n```text\nsrc/\n├── models/\n│\n├── lib/\n└── (as before)\n```\n"
    write("src/tools/a.py", "")
    write(PLAN, tree)
    write(TASKS, "- [ ] T001 a\n")
    assert found(bare, "layout-drift") == []
    write(TASKS, "- [x] T001 a\n")
    (one,) = found(bare, "layout-drift")
    assert one.message.startswith("src/models and 1 more in this tree are not on disk, and all tasks are ticked; ")


@pytest.mark.parametrize(
    "line",
    [
        "- [x] No [NEEDS CLARIFICATION] markers remain",
        "- [ ] No [NEEDS CLARIFICATION] markers remain",
        "All [NEEDS CLARIFICATION] items are resolved.",
        "Write `[NEEDS CLARIFICATION: question]` where something is open.",
        "- [x] Answered [NEEDS CLARIFICATION: which lamp?]",
        "没有 [NEEDS CLARIFICATION] 标记",
    ],
)
def test_words_about_the_marker_ask_nothing(line: str, write: Write, bare: Path) -> None:
    write(SPEC, f"# Spec\n\n{line}\n")
    assert found(bare, "needs-clarification") == []


def test_paths_that_a_task_refers_to_are_read(write: Write, bare: Path) -> None:
    write(
        TASKS,
        "- [ ] T001 [P] Write src/a.py per docs/api.md and docs/b.md\n- [ ] T002 [P] Write src/b.py (see docs/api.md)\n"
        "- [ ] T003 [P] Move lamps from `docs/b.md` to src/c.py\n",
    )
    assert found(bare, "parallel-conflict") == []
    assert [task.reads for task in read_project(bare).features[0].tasks] == [
        ("docs/api.md", "docs/b.md"), ("docs/api.md",), ("docs/b.md",),
    ]  # fmt: skip


def test_absolute_path_into_a_checkout_is_that_file(write: Write, bare: Path) -> None:
    write("src/lamp.py", "")
    write(
        TASKS,
        "- [ ] T001 Light /home/ann/dev/harbour/src/lamp.py\n"
        "- [ ] T002 Test /home/ann/dev/harbour/tests/unit/test_a.py\n"
        "- [ ] T003 Write [it](file:///Users/bo/harbour/src/lamp.py)\n- [ ] T004 Write /etc/fstab.conf\n",
    )
    tasks = read_project(bare).features[0].tasks
    assert [task.paths for task in tasks] == [
        ("src/lamp.py",), ("tests/unit/test_a.py",), ("src/lamp.py",), ("/etc/fstab.conf",),
    ]  # fmt: skip
    assert tasks[1].test_path == "tests/unit/test_a.py"
    assert [one.task for one in found(bare, "unsafe-path")] == ["T004"]


def test_link_that_stays_in_the_project_is_safe(write: Write, bare: Path) -> None:
    write(TASKS, "- [ ] T001 Fix [package.json](../../package.json)\n- [ ] T002 Fix [it](../../../other/a.json)\n")
    assert [one.task for one in found(bare, "unsafe-path")] == ["T002"]
    assert read_project(bare).features[0].tasks[0].paths == ("package.json",)


def test_sentence_behind_the_dependencies_names_none() -> None:
    (task,) = read_tasks("- [ ] T019 a (depends on T005, T017; T019 and T018 touch the same file)", TASKS)
    assert task.depends_on == ("T005", "T017")
    (task,) = read_tasks("- [ ] T019 a (depends on T005; T017)", TASKS)
    assert task.depends_on == ("T005", "T017")


@pytest.mark.parametrize(
    ("text", "requirements"),
    [
        ("a (FR-001, see spec 020 FR-053)", ("FR-001",)),
        ("a as in 020-search FR-053", ()),
        ("a as in specs/020-search/spec.md (FR-053)", ()),
        ("a per spec 001 FR-002", ("FR-002",)),
        ("a (FR-003a, FR-038-integ-a, FR-AUTH-01)", ("FR-003a", "FR-038-integ-a", "FR-AUTH-01")),
        ("a (FR-001-FR-003)", ("FR-001", "FR-002", "FR-003")),
        ("a FR-001-related", ("FR-001",)),
    ],
)
def test_requirement_of_another_feature_is_not_this_ones(text: str, requirements: tuple[str, ...]) -> None:
    (task,) = read_tasks(f"- [ ] T001 {text}", TASKS)
    assert task.requirements == requirements


@pytest.mark.parametrize(
    ("text", "writes"),
    [
        ("Assert the lamp glows when lit in tests/unit/test_lamp.py", True),
        ("Cover what happens when the wick is wet in tests/unit/test_lamp.py", True),
        ("Stop when the tests in tests/unit/test_lamp.py pass", False),
        ("Stop when tests/unit/test_lamp.py passes", False),
    ],
)
def test_when_in_a_sentence_about_a_test(text: str, writes: bool) -> None:
    (task,) = read_tasks(f"- [ ] T001 {text}", TASKS)
    assert task.writes_test is writes


@pytest.mark.parametrize(
    ("path", "text", "sample"),
    [
        ("specs/001-x/tasks.md", "- [ ] Ring\n- [x] Paint\n", "T001"),
        (".kiro/specs/x/tasks.md", "- [ ] 1. Hang\n- [ ] Ring\n- [x] Paint\n", "1."),
    ],
)
def test_boxes_without_an_id_are_told_once(path: str, text: str, sample: str, write: Write, bare: Path) -> None:
    write(path, text)
    write("specs/002-y/tasks.md", "- [ ] T001 Hang\n- [ ] a box among tasks\n")
    (one,) = found(bare, "unread-task")
    assert one.message == (
        '"Ring" has no id and is not read as a task (and 1 more lines like it); '
        f"write one behind the box, such as {sample}"
    )
