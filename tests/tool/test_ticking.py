"""`done`: ticks for tasks whose tests show it, all or none."""

from pathlib import Path

import pytest

from tests.tool.conftest import Write, record, texts, tool

FILE = "specs/001-a/plan.md"
PLAN = "".join(
    f"- [{box}] T{number:03d} task\r\n"
    for number, box in enumerate([" ", " ", "x", " ", "-", " ", " "], start=1)
)  # fmt: skip
TESTS = """
@pytest.mark.skip(reason="T001 is pending")
def test_t001_pending(): ...
def test_t002_written(): ...
def test_t003_ticked(): ...
def test_t004_written(): ...
def test_t005_written(): ...
"""
NAMES = ["pending", "written", "ticked", "written", "written", "gone"]
ITEMS = [
    f'{{"task":"T00{number}","feature":"001-a","kind":"list","test":"tests/test_a.py","name":"test_t00{number}_{name}"}}'
    for number, name in enumerate(NAMES, start=1)
]
JUNIT = '<testsuite name="s"><testcase classname="tests.test_a" name="test_t002_written">{}</testcase></testsuite>'


@pytest.fixture
def project(bare: Path, write: Write) -> Path:
    write(FILE, f"\ufeff{PLAN}")
    write(".copier-answers.yml", record(*ITEMS))
    write("tests/test_a.py", TESTS)
    return bare


def test_written_tests_tick_their_tasks(project: Path) -> None:
    done = tool(project, "done", "T002", "T003", "t005", "T002")
    assert done.status == 0
    assert done.output == (f"{FILE}:2: T002 is ticked\n{FILE}:3: T003 was ticked already\n{FILE}:5: T005 is ticked\n")
    wanted = PLAN.replace("[ ] T002", "[x] T002").replace("[-] T005", "[x] T005")
    assert (project / FILE).read_bytes().decode("utf-8") == f"\ufeff{wanted}"


BOXES = {
    "a heading": ("### [ ] T002: Ring it\n", "### [x] T002: Ring it\n"),
    "a wrapped id": ("  * [ ] **T002** [P] Ring [it]\n", "  * [x] **T002** [P] Ring [it]\n"),
    "the first of two boxes": ("- [ ] T002 tick [ ] too\n", "- [x] T002 tick [ ] too\n"),
    "a sign of two characters": ("- [✔\ufe0f] T002 a\n", "- [x] T002 a\n"),
    "no last line end": ("- [ ] T001 a\n- [ ] T002 b", "- [ ] T001 a\n- [x] T002 b"),
}


@pytest.mark.parametrize("name", BOXES)
def test_only_the_character_in_the_box_changes(project: Path, write: Write, name: str) -> None:
    before, after = BOXES[name]
    write(FILE, before)
    done = tool(project, "done", "T002")
    assert (done.status, (project / FILE).read_bytes().decode("utf-8")) == (0, after), done.output


UNDONE = {
    "pending": ("T001", "its test test_t001_pending in tests/test_a.py is pending: it is still the generated stub"),
    "missing": ("T006", "its test test_t006_gone in tests/test_a.py is missing"),
    "without a test": ("T007", "it has no test to show that it is done; tick it by hand"),
}


@pytest.mark.parametrize("name", UNDONE)
def test_task_that_is_not_done_lets_none_be_ticked(project: Path, name: str) -> None:
    task, why = UNDONE[name]
    before = texts(project)
    done = tool(project, "done", "T002", task)
    assert done.status == 1
    assert done.output == f"{FILE}:{int(task[1:])}: {task} is not done: {why}\nno task was ticked\n"
    assert texts(project) == before


@pytest.mark.parametrize(
    ("inside", "status", "said"),
    [("", 0, "T002 is ticked"), ("<failure/>", 1, "test_a.py fails"), ("<skipped/>", 1, "test_a.py is skipped")],
)
def test_results_decide(project: Path, write: Write, inside: str, status: int, said: str) -> None:
    results = str(write("junit.xml", JUNIT.format(inside)))
    for option in ("--junit", "--results"):
        write(FILE, PLAN)
        done = tool(project, "done", "T002", option, results)
        assert (done.status, said in done.output) == (status, True)
        assert ("[x] T002" in (project / FILE).read_text(encoding="utf-8")) == (status == 0)


def test_manual_test_counts_when_every_step_is_ticked(project: Path, write: Write) -> None:
    item = '{"task":"T002","feature":"001-a","kind":"list","test":"tests/unit/a.md","name":"T002"}'
    write(".copier-answers.yml", record(item))
    for boxes, status in (("- [x] a\n- [ ] b\n", 1), ("- [x] a\n- [x] b\n", 0)):
        write("tests/unit/a.md", f"## T002 Ring\n\n{boxes}")
        assert tool(project, "done", "T002").status == status


REFUSED = {
    "an unknown id": ({}, ("T002", "T099"), "'T099': no such task; use an id of a list, such as T012"),
    "an id of two tasks": (
        {FILE: "- [ ] T002 a\n- [ ] T002 b\n"}, ("T002",),
        f"'T002': is the id of two tasks, {FILE}:1 and {FILE}:2; give one of them the next free id",
    ),
    "an id of two features": (
        {"specs/002-b/plan.md": "- [ ] T002 a\n"}, ("T002",),
        f"'T002': is the id of two tasks, {FILE}:2 and specs/002-b/plan.md:1; add --feature",
    ),
    "a task without a box": (
        {FILE: "### T002 a\n"}, ("T002",), f"{FILE}:1: T002 has no checkbox; mark it as done by hand",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_tick_is_refused_in_one_line_and_nothing_is_written(project: Path, write: Write, name: str) -> None:
    files, ids, message = REFUSED[name]
    for file, text in files.items():
        write(file, text)
    before = texts(project)
    done = tool(project, "done", *ids)
    assert (done.status, done.output) == (2, f"plan: {message}\n")
    assert texts(project) == before


def test_tasks_of_two_documents_are_ticked_together_or_not_at_all(project: Path, write: Write) -> None:
    write("specs/001-a/tasks.md", "- [ ] T008 a\n")
    item = ITEMS[1].replace("T002", "T008").replace("t002", "t008")
    write(".copier-answers.yml", record(*ITEMS, item))
    write("tests/test_a.py", TESTS + "def test_t008_written(): ...\n")
    assert tool(project, "done", "T001", "T008").status == 1
    assert "[x] T008" not in (project / "specs/001-a/tasks.md").read_text(encoding="utf-8")
    assert tool(project, "done", "T002", "T008").status == 0
    assert "[x] T008" in (project / "specs/001-a/tasks.md").read_text(encoding="utf-8")
