"""`add`: a task with the next free id at the end of its group, and nothing else changed."""

import os
import stat
from pathlib import Path

import pytest
from plan.reading.lists import read_tasks

from tests.tool.conftest import Write, texts, tool

PLAN = """# Implementation Plan: harbour

## Phase 1: Setup (Shared Infrastructure)

- [x] T001 Dig the harbour

---

## Phase 2: User Story 1 - Light (Priority: P1) 🎯 MVP

**Goal**: A lamp.

### Tests for User Story 1

- [ ] T002 [P] [US1] Integration test in tests/test_lamp.py

### Implementation for User Story 1

- [ ] T003 [US1] Hang the lamp in src/lamp.py (FR-001)
  so that it is seen from
  the sea.

**Checkpoint**: The lamp burns.

---

## Phase 3: User Story 2 - Bell (Priority: P2)

### Implementation for User Story 2

- [ ] T004 [US2] Cast the bell
  - [ ] T005 [US2] Melt the bronze

    ```text
1000 degrees
    ```

- a remark

## Phase 4: Polish & Cross-Cutting Concerns

- [ ] T006 Paint everything

## Notes

The end.
"""
SPEC = """### User Story 1 - Light (Priority: P1)

### User Story 2 - Bell (Priority: P2)

### User Story 3 - Flag (Priority: P3)

- **FR-001**: The lamp burns.
- **FR-002**: The bell rings.
"""
FILE = "specs/001-harbour/plan.md"


@pytest.fixture
def project(bare: Path, write: Write) -> Path:
    write(FILE, PLAN)
    write("specs/001-harbour/spec.md", SPEC)
    return bare


ADDED = {
    "the last phase with tasks": ((), "- [ ] T006 Paint everything", "- [ ] T007 Ring it"),
    "the implementation of a story, below a wrapped task": (
        ("--story", "US1"), "  the sea.", "- [ ] T007 [US1] Ring it",
    ),
    "below nested tasks and their code": (("--story", "2"), "    ```", "- [ ] T007 [US2] Ring it"),
    "a phase by a word": (("--phase", "setup"), "- [x] T001 Dig the harbour", "- [ ] T007 Ring it"),
    "a phase by its number": (("--phase", "Phase 4"), "- [ ] T006 Paint everything", "- [ ] T007 Ring it"),
    "a phase by its whole title": (
        ("--phase", "polish & cross-cutting concerns"), "- [ ] T006 Paint everything", "- [ ] T007 Ring it",
    ),
    "the phase of a story marks the task": (("--phase", "Light"), "  the sea.", "- [ ] T007 [US1] Ring it"),
    "a story in another phase": (
        ("--story", "us2", "--phase", "polish"), "- [ ] T006 Paint everything", "- [ ] T007 [US2] Ring it",
    ),
    "all marks": (
        ("--story", "US1", "--parallel", "--depends", "T001,t002", "--depends", "T003",
         "--requirement", "fr-001,FR-002"),
        "  the sea.", "- [ ] T007 [P] [US1] Ring it (FR-001, FR-002) (depends on T001, T002, T003)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
def test_task_stands_at_the_end_of_its_group(project: Path, name: str) -> None:
    options, above, line = ADDED[name]
    done = tool(project, "add", "Ring it", *options)
    lines = (project / FILE).read_text(encoding="utf-8").split("\n")
    number = lines.index(line) + 1
    assert done.status == 0
    assert done.output == f"{FILE}:{number}: {line}\nThe stub of T007 comes with the next sync.\n"
    assert lines[number - 2] == above
    del lines[number - 1]
    assert "\n".join(lines) == PLAN
    assert tool(project, "next", "--id").output == "T008\n"


def test_test_goes_to_the_tests_of_its_story(project: Path) -> None:
    tool(project, "add", "Write a test in tests/test_wick.py", "--story", "US1")
    lines = (project / FILE).read_text(encoding="utf-8").split("\n")
    assert lines[lines.index("- [ ] T007 [US1] Write a test in tests/test_wick.py") - 1].startswith("- [ ] T002 ")


STYLES = {
    "Windows line ends": ("- [ ] T001 a\r\n\r\ntext\r\n", "- [ ] T001 a\r\n- [ ] T002 b\r\n\r\ntext\r\n"),
    "a byte order mark": ("\ufeff- [ ] T001 a\n", "\ufeff- [ ] T001 a\n- [ ] T002 b\n"),
    "no last line end": ("# A\n- [ ] T001 a", "# A\n- [ ] T001 a\n- [ ] T002 b"),
    "no last line end on Windows": ("# A\r\n- [ ] T001 a", "# A\r\n- [ ] T001 a\r\n- [ ] T002 b"),
    "another bullet": ("* [ ] T001 a\n", "* [ ] T001 a\n* [ ] T002 b\n"),
    "indentation": (
        "1. Group\n   - [ ] T001 a\n     more\n",
        "1. Group\n   - [ ] T001 a\n     more\n   - [ ] T002 b\n",
    ),
    "short ids": ("- [ ] T11 a\n- [ ] T12 a\n", "- [ ] T11 a\n- [ ] T12 a\n- [ ] T13 b\n"),
    "a line behind it": ("- [ ] T001 a\n**Checkpoint**: c\n", "- [ ] T001 a\n- [ ] T002 b\n**Checkpoint**: c\n"),
    "a paragraph that goes on at the margin": ("- [ ] T001 a\nand on\n", "- [ ] T001 a\nand on\n- [ ] T002 b\n"),
    "a fence behind it": ("- [ ] T001 a\n```\n  x\n```\n", "- [ ] T001 a\n- [ ] T002 b\n```\n  x\n```\n"),
}


@pytest.mark.parametrize("name", STYLES)
def test_file_keeps_its_style(bare: Path, write: Write, name: str) -> None:
    before, after = STYLES[name]
    path = write("specs/001-a/plan.md", before)
    assert tool(bare, "add", "b").status == 0
    assert path.read_bytes().decode("utf-8") == after


EMPTY = {
    "an empty implementation": (
        "## Phase 1: User Story 1 - A\n\n### Tests for User Story 1\n\n- [ ] T001 [US1] a\n\n"
        "### Implementation for User Story 1\n\n**Checkpoint**: c\n", ("--story", "US1"),
        "### Implementation for User Story 1\n\n- [ ] T002 [US1] b\n\n**Checkpoint**: c\n",
    ),
    "an empty phase": (
        "## Phase 1: Setup\n\n- [ ] T001 a\n\n## Phase 2: Polish\n\n**Purpose**: p\n\n---\n\n## Notes\n",
        ("--phase", "polish"), "**Purpose**: p\n\n- [ ] T002 b\n\n---\n\n## Notes\n",
    ),
    "a list without a task": ("## Phase 1: Setup\n## Notes\n", ("--phase", "setup"),
                              "## Phase 1: Setup\n\n- [ ] T001 b\n\n## Notes\n"),
    "a phase at the very end": ("- [ ] T001 a\n\n## Phase 2: Polish", ("--phase", "polish"),
                                "## Phase 2: Polish\n\n- [ ] T002 b"),
}  # fmt: skip


@pytest.mark.parametrize("name", EMPTY)
def test_group_without_tasks_gets_its_first(bare: Path, write: Write, name: str) -> None:
    before, options, end = EMPTY[name]
    path = write("specs/001-a/plan.md", before)
    done = tool(bare, "add", "b", *options)
    assert done.status == 0, done.output
    assert path.read_bytes().decode("utf-8").endswith(end)


def test_tasks_are_added_to_the_document_that_holds_them(bare: Path, write: Write) -> None:
    plan = write("specs/001-a/plan.md", "## Phase 1: Setup\n\nSee tasks.md.\n")
    write("specs/001-a/tasks.md", "## Phase 1: Setup\n\n- [ ] T001 a\n")
    assert tool(bare, "add", "b", "--phase", "setup").output.startswith("specs/001-a/tasks.md:4: - [ ] T002 b\n")
    assert plan.read_text(encoding="utf-8").endswith("See tasks.md.\n")


def test_line_breaks_are_joined_and_html_is_escaped(project: Path) -> None:
    done = tool(project, "add", " Ring <b>it</b>\r\n\tonce <!-- a ")
    assert done.output.split("\n")[0].endswith(r"- [ ] T007 Ring \<b>it\</b> once \<!-- a")
    tasks = read_tasks((project / FILE).read_text(encoding="utf-8"), FILE)
    assert next(task.text for task in tasks if task.id == "T007") == "Ring <b>it</b> once <!-- a"


REFUSED = {
    "blank text": ((" \n",), "the text of the task is blank; say what is to be done"),
    "an unknown story": (("a", "--story", "US9"), "--story 'US9': no such story; use US1, US2 or US3"),
    "a story without a phase": (
        ("a", "--story", "US3"),
        "--story US3: has no phase in the task list of 001-harbour; update first, or add --phase",
    ),
    "an unknown id": (
        ("a", "--depends", "T001,T099"), "depends on 'T099': no such task in 001-harbour; use an id of its lists",
    ),
    "an unknown id in the text": (
        ("a after T099",), "depends on 'T099': no such task in 001-harbour; use an id of its lists",
    ),
    "no id at all": (("a", "--depends", "soon"),
                     "depends on 'soon': no such task in 001-harbour; use an id of its lists"),
    "an unknown requirement": (
        ("a", "--requirement", "FR-009"),
        "requirement 'FR-009': no such requirement in 001-harbour; add it to specs/001-harbour/spec.md",
    ),
    "an unknown phase": (
        ("a", "--phase", "launch"),
        "--phase 'launch': no such phase; "
        "use 'Setup', 'User Story 1', 'User Story 2' or 'Polish & Cross-Cutting Concerns'",
    ),
    "a phase that may be two": (
        ("a", "--phase", "user story"),
        "--phase 'user story': several phases match; use 'User Story 1' or 'User Story 2'",
    ),
    "a phase of another story": (
        ("a", "--phase", "light", "--story", "US2"),
        "--phase 'light': is not a phase of US2; use only one of the two options",
    ),
    "a mark of parallel work": (("[P] a",), '"[P] a": "[P]" would be read as a mark; use --parallel'),
    "a mark of a story": (("[US2] a",), '"[US2] a": "[US2]" would be read as a mark; use --story'),
    "a tag": (("[E2E] a",), '"[E2E] a": "[E2E]" would be read as a mark; begin with a word'),
    "a dependency": (("[depends: T001] a",),
                     '"[depends: T001] a": "[depends: T001]" would be read as a mark; use --depends'),
    "a separator": (("- a",), '"- a": "-" would be read as a mark; begin with a word'),
    "a reference": (("and T002 a",), f'{FILE}:43: "and T002 a" would not be read as this task; '
                    "rephrase it, or add the task by hand"),
    "a control character": (("a\x00b",), '"a\\u0000b": contains control characters; remove them'),
    "half a character": (("a\udcffb",), None),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_task_is_refused_in_one_line_and_nothing_is_written(project: Path, name: str) -> None:
    arguments, message = REFUSED[name]
    before = texts(project)
    done = tool(project, "add", *arguments)
    assert (done.status, done.output.count("\n")) == (2, 1), done.output
    assert message is None or done.output == f"plan: {message}\n"
    assert texts(project) == before


LISTS = {
    "headings": ("### T001 a\n\ntext\n", "specs/001-a/plan.md:1: the tasks in this list have no checkboxes; "
                 "add the task by hand"),
    "no task": ("# Plan\n", "001-a: has no tasks yet; name a phase with --phase, or write the first task by hand"),
    "conflict markers": ("<<<<<<< ours\n- [ ] T001 a\n=======\n", "specs/001-a/plan.md:1: conflict marker <<<<<<<; "
                         "resolve the merge first"),
    "the last id": ("- [ ] T999999 a\n", "001-a: T999999 is the highest possible id; no id is free"),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_list_that_takes_no_task_stays_as_it_is(bare: Path, write: Write, name: str) -> None:
    text, message = LISTS[name]
    write("specs/001-a/plan.md", text)
    before = texts(bare)
    done = tool(bare, "add", "b")
    assert (done.status, done.output) == (2, f"plan: {message}\n")
    assert texts(bare) == before


def test_nothing_is_written_through_a_link_that_leads_out(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("- [ ] T001 a\n", encoding="utf-8")
    (project / FILE).unlink()
    (project / FILE).symlink_to(outside)
    done = tool(project, "add", "b")
    assert done.status == 2
    assert done.output.startswith(f"plan: {FILE}:1: this is a link that leads out of the project; ")
    assert outside.read_text(encoding="utf-8") == "- [ ] T001 a\n"


def test_link_inside_the_project_stays_a_link(project: Path) -> None:
    (project / FILE).rename(project / "plan.md")
    (project / FILE).symlink_to(project / "plan.md")
    assert tool(project, "add", "b").status == 0
    assert (project / FILE).is_symlink()
    assert "T007 b" in (project / "plan.md").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="the rights of files are others on Windows")
def test_file_keeps_its_rights_and_nothing_is_left_beside_it(project: Path) -> None:
    (project / FILE).chmod(0o640)
    assert tool(project, "add", "b").status == 0
    assert stat.S_IMODE((project / FILE).stat().st_mode) == 0o640
    assert sorted(path.name for path in (project / FILE).parent.iterdir()) == ["plan.md", "spec.md"]


def test_disk_that_takes_nothing_leaves_the_file_as_it_was(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: object, target: object) -> None:
        raise OSError(28, "No space left on device", str(target))

    before = texts(project)
    monkeypatch.setattr(os, "replace", refuse)
    done = tool(project, "add", "b")
    assert (done.status, done.output.count("\n")) == (2, 1)
    assert "no space left on device; nothing was written" in done.output
    assert texts(project) == before


def test_added_task_is_clean_to_check(project: Path) -> None:
    def found() -> set[str]:
        shown = tool(project, "check").output.splitlines()
        return {line.partition(": ")[2] for line in shown if "T007" in line}

    tool(project, "add", "Ring it in src/bell.py", "--story", "US2", "--depends", "T004", "--requirement", "FR-002")
    assert found() == {
        "error: T007 has no test; commit, then run 'copier update --trust --defaults --vcs-ref=:current:' "
        "to get its stub [missing-test]"
    }
