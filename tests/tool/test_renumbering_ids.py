"""`renumber --story` and `--task`: of two tasks with one id the one that moves gets a free one, with its test."""

import re
from pathlib import Path

import pytest

from tests.tool.conftest import Write, record, texts, tool
from tests.tool.test_renumbering_stories import items

PLAN = """## Phase 1: Setup

- [x] T001 Begin

## Phase 3: User Story 3 - Sort (Priority: P3)

- [ ] T003 [P] [US3] Test "sort after T004" in tests/test_sort.py (depends on T004)
- [x] T004 [US3] Sort in src/sort.py (depends on T001)

## Phase 4: User Story 3 - Print (Priority: P3)

- [ ] T003 [P] [US3] Test "print after T004" in tests/test_print.py (depends on T004)
- [x] T004 [US3] Print what US3 says in src/t004/print.py (depends on T001)
- [ ] T005 [US3] Press the button, see T003 and docs/T003.md (depends on T003-T004)

## Phase 5: Polish

- [ ] T006 Clean up (depends on T004)

## Dependencies & Execution Order

- **User Story 3 (P3)**: T004 waits for T001.

### Graph of User Story 3

```mermaid
    T004 --> T003
```

```mermaid
    T004 --> T005
```
"""
SPEC = "### User Story 3 - Sort (Priority: P3)\n\n### User Story 3 - Print (Priority: P3)\n"
FILE = "specs/001-a/plan.md"
TASK = '{"task":"%s","feature":"001-a","kind":"%s","story":"US3","text":"%s","file":"%s","after":["T004"],' \
       '"test":"%s","name":"%s"}'  # fmt: skip
ITEMS = [
    '{"feature":"001-a","task_list":"plan.md"}',
    '{"override":"US3","feature":"001-a","title":"Sort"}',
    TASK % ("T004", "service", "Sort", "src/sort.py", "tests/unit/test_sort.py", "test_t004_sort"),
    '{"override":"US3","feature":"001-a","title":"Print"}',
    TASK
    % ("T004", "service", "Print what US3 says", "src/t004/print.py", "tests/unit/test_print.py", "test_t004_print"),
]
STUB = '''import pytest


@pytest.mark.skip(reason="{id} is pending")
def test_{key}_{name}() -> None:
    """{id} {words}

    Story: {story} {title}
    """

    raise NotImplementedError("{id}")


# Tests of further tasks are added above this line.
'''


def stub(task_id: str, story: str = "US3") -> str:
    words = f"Print what {story} says in src/t004/print.py"
    return STUB.format(id=task_id, key=task_id.lower(), name="print", words=words, story=story, title="Print")


@pytest.fixture
def project(bare: Path, write: Write) -> Path:
    write("specs/001-a/spec.md", SPEC)
    write(FILE, PLAN)
    write(".copier-answers.yml", record(*ITEMS))
    sort = STUB.format(id="T004", key="t004", name="sort", words="Sort in src/sort.py", story="US3", title="Sort")
    write("tests/unit/test_sort.py", sort)
    write("tests/unit/test_print.py", stub("T004"))
    return bare


def read(project: Path, path: str) -> str:
    return (project / path).read_bytes().decode("utf-8")


def test_taken_ids_of_the_later_story_follow_in_list_record_and_stub(project: Path) -> None:
    before = texts(project)
    done = tool(project, "renumber", "1", "--story", "US3")
    assert done.status == 0, done.output
    assert done.output.startswith('US3 "Print" is now US4\nT003 is now T007, T004 is now T008\n')
    plan = read(project, FILE)
    assert plan[plan.index("## Phase 4") : plan.index("## Dependencies")] == (
        "## Phase 4: User Story 4 - Print (Priority: P3)\n\n"
        '- [ ] T007 [P] [US4] Test "print after T004" in tests/test_print.py (depends on T008)\n'
        "- [x] T008 [US4] Print what US4 says in src/t004/print.py (depends on T001)\n"
        "- [ ] T005 [US4] Press the button, see T007 and docs/T003.md (depends on T007-T008)\n\n"
        "## Phase 5: Polish\n\n- [ ] T006 Clean up (depends on T004)\n\n"
    )
    assert plan.startswith(PLAN[: PLAN.index("## Phase 4")])
    polish = plan[: plan.index("- [ ] T006")].count("\n") + 1
    assert f"{FILE}:{polish}: T006 waits for T004 (T008 now?); left unchanged\n" in done.output
    sort, printed = (one for one in items(project) if "task" in one)
    assert (sort["task"], sort["story"], sort["name"]) == ("T004", "US3", "test_t004_sort")
    assert (printed["task"], printed["story"], printed["after"]) == ("T008", "US4", ["T008"])
    assert (printed["text"], printed["file"], printed["name"]) == (
        "Print what US4 says", "src/t004/print.py", "test_t008_print",
    )  # fmt: skip
    assert read(project, "tests/unit/test_print.py") == stub("T008", "US4")
    assert texts(project)["tests/unit/test_sort.py"] == before["tests/unit/test_sort.py"]
    rules = set(re.findall(r"\[([a-z-]+)\]$", tool(project, "check").output, re.MULTILINE))
    assert rules == {"missing-test", "phantom-completion"}, "the list was not read as before"


def test_what_the_list_says_of_both_stories_is_there_for_each(project: Path, write: Write) -> None:
    """Git keeps one of two passages that are alike; both stories wait alike."""
    own = "- [ ] T005 [US3] Press the button, see T003 and docs/T003.md (depends on T003-T004)\n"
    plan = PLAN.replace(own, "").replace("```mermaid\n    T004 --> T005\n```\n", "")
    write(FILE, plan.replace("\n", "\r\n"))
    done = tool(project, "renumber", "1", "--story", "US3")
    plan = read(project, FILE)
    assert plan.replace("\r\n", "\n").endswith(
        "- **User Story 3 (P3)**: T004 waits for T001.\n\n"
        "- **User Story 4 (P3)**: T008 waits for T001.\n\n"
        "### Graph of User Story 3\n\n```mermaid\n    T004 --> T003\n```\n\n"
        "### Graph of User Story 4\n\n```mermaid\n    T008 --> T007\n```\n\n"
    ), done.output
    assert plan.count("\n") == plan.count("\r\n")


def test_test_that_somebody_has_written_keeps_its_body(project: Path, write: Write) -> None:
    written = stub("T004").replace('@pytest.mark.skip(reason="T004 is pending")\n', "")
    body = '    assert "T004" in run("t004")  # not T004 of US3\n'
    write("tests/unit/test_print.py", written.replace('    raise NotImplementedError("T004")\n', body))
    tool(project, "renumber", "1", "--story", "US3")
    expected = stub("T008", "US4").replace('@pytest.mark.skip(reason="T008 is pending")\n', "")
    expected = expected.replace('    raise NotImplementedError("T008")\n', body)
    # Words that a person may have changed stay; the id before them, and the story, follow.
    assert read(project, "tests/unit/test_print.py") == expected.replace("what US4 says", "what US3 says")


def test_test_of_another_name_is_left_and_named(project: Path, write: Write) -> None:
    text = stub("T004").replace("test_t004_print", "test_t004_a") + stub("T004").replace(
        "test_t004_print", "test_t004_b"
    )
    write("tests/unit/test_print.py", text)
    done = tool(project, "renumber", "1", "--story", "US3")
    assert "tests/unit/test_print.py: left the test of T004 unchanged; rename it to test_t008_print" in done.output
    assert read(project, "tests/unit/test_print.py") == text


@pytest.mark.parametrize("lost", [[ITEMS[4]], ITEMS[3:], ITEMS[1:], ITEMS])
def test_test_is_found_by_its_words_if_the_record_has_lost_it(project: Path, write: Write, lost: list[str]) -> None:
    write(".copier-answers.yml", record(*(one for one in ITEMS if one not in lost)))
    write("tests/unit/test_other.py", stub("T004").replace("src/t004/print.py", "src/other.py"))
    other = read(project, "tests/unit/test_other.py"), read(project, "tests/unit/test_sort.py")
    done = tool(project, "renumber", "1", "--story", "US3")
    assert read(project, "tests/unit/test_print.py") == stub("T008", "US4"), done.output
    assert (read(project, "tests/unit/test_other.py"), read(project, "tests/unit/test_sort.py")) == other


def test_stubs_stay_in_the_order_of_their_ids(project: Path, write: Write) -> None:
    """As an update prints them, so that the next change of the form merges."""
    head, footer = stub("T004").split("@")[0], stub("T004")[stub("T004").index("\n\n# Tests") :]
    first, second = (text.removeprefix(head).removesuffix(footer) for text in (stub("T004"), stub("T005")))
    write("tests/unit/test_print.py", f"{head}{first}\n\n{second}{footer}")
    tool(project, "renumber", "1", "--story", "US3")
    moved = stub("T008", "US4").removeprefix(head).removesuffix(footer)
    assert read(project, "tests/unit/test_print.py") == f"{head}{second}\n\n{moved}{footer}"
    # Not if somebody has written one of them.
    written = second.replace('@pytest.mark.skip(reason="T005 is pending")\n', "")
    write(".copier-answers.yml", record(*ITEMS))
    write(FILE, PLAN)
    write("specs/001-a/spec.md", SPEC)
    write("tests/unit/test_print.py", f"{head}{first}\n\n{written}{footer}")
    tool(project, "renumber", "1", "--story", "US3")
    assert read(project, "tests/unit/test_print.py") == f"{head}{moved}\n\n{written}{footer}"


def test_order_of_stubs_leaves_the_class_round_them(project: Path, write: Write) -> None:
    path = "src/test/java/a/PrintTest.java"
    form = FORMS[path].removeprefix("class PrintTest {\n").removesuffix("}\n")
    later = form.replace("T004", "T005").replace("t004", "t005")
    footer = "  // Tests of further tasks are added above this line, your own below it.\n}\n"
    write(path, f"class PrintTest {{\n{form}\n{later}\n{footer}")
    write(".copier-answers.yml", record(*ITEMS[:4], TASK % ("T004", "service", "Print", "", path, "t004Print")))
    tool(project, "renumber", "1", "--story", "US3")
    moved = form.replace("T004", "T008").replace("t004", "t008")
    assert read(project, path) == f"class PrintTest {{\n{later}\n{moved}\n{footer}"


def test_story_of_which_the_words_are_below_the_other_heading_is_named(project: Path, write: Write) -> None:
    write("specs/001-a/spec.md", SPEC.replace("Sort (Priority: P3)\n\n", "Sort (Priority: P3)\n") + "\nGoal.\n")
    done = tool(project, "renumber", "1", "--story", "US3")
    assert 'specs/001-a/spec.md:1: US3 "Sort" is empty; move its words there\n' in done.output


FORMS = {
    "tests/unit/print.test.ts": '/**\n * T004 Print\n */\ntest.skip("T004 print", () => {\n'
    '  throw new Error("T004");\n});\n',
    "src/test/java/a/PrintTest.java": 'class PrintTest {\n  /*\n   * T004 Print\n   */\n  @Test\n  @Tag("T004")\n'
    '  @Disabled("T004 is pending")\n  void t004Print() {\n    Assertions.fail("T004 is not implemented");\n  }\n}\n',
    "src/print_test.go": '// T004 Print\nfunc TestT004_Print(t *testing.T) {\n\tt.Skip("T004 is pending")\n\n'
    '\tt.Fatal("T004 is not implemented")\n}\n',
    "tests/unit/print.rs": '// T004 Print\n#[test]\n#[ignore = "T004 is pending"]\nfn t004_print() {\n    todo!()\n}\n',
    "tests/unit/print_test.cpp": '// T004 Print\nTEST(Print, T004_Print) {\n  GTEST_SKIP() << "T004 is pending";\n\n'
    '  FAIL() << "T004 is not implemented";\n}\n',
    "tests/A.Tests/PrintTests.cs": '    // T004 Print\n    [Fact(Skip = "T004 is pending")]\n'
    '    [Trait("Task", "T004")]\n    public void T004_Print() => throw new NotImplementedException("T004");\n',
    "tests/unit/print.md": "# print\n\n## T004 Print\n\nStory: US3 Print\n\n- [ ] Done and seen to work\n",
}
NAMES = {"ts": "T004 print", "java": "t004Print", "go": "TestT004_Print", "rs": "t004_print", "cpp": "T004_Print",
         "cs": "T004_Print", "md": "T004 Print"}  # fmt: skip


@pytest.mark.parametrize("path", FORMS)
def test_stub_of_every_form_follows(project: Path, write: Write, path: str) -> None:
    other = FORMS[path].replace("T004", "T009").replace("t004", "t009")
    name = NAMES[path.rpartition(".")[2]]
    write(path, f"{FORMS[path]}\n{other}")
    write(".copier-answers.yml", record(*ITEMS[:4], TASK % ("T004", "service", "Print", "", path, name)))
    done = tool(project, "renumber", "1", "--story", "US3")
    (new,) = re.findall("T004 is now (T[0-9]+)", done.output)
    form = FORMS[path].replace("T004", new).replace("t004", new.lower()).replace("US3", "US4")
    assert read(project, path) == f"{form}\n{other}", done.output


def test_task_of_one_id_with_another_gets_the_next_free_one(project: Path, write: Write) -> None:
    write(FILE, "- [ ] T101 Sort in src/sort.py\n- [ ] T101 Print what US3 says in src/t004/print.py\n"
                "- [ ] T102 Press (depends on T101)\n")  # fmt: skip
    write(".copier-answers.yml", record(*(one.replace("T004", "T101").replace("t004", "t101") for one in ITEMS)
                                        ).replace("src/t101", "src/t004"))  # fmt: skip
    write("tests/unit/test_print.py", stub("T101"))
    done = tool(project, "renumber", "1", "--task", "t101")
    assert (done.status, done.output) == (
        0,
        f"T101 is now T103\n{FILE}: 1 line changed\n.copier-answers.yml: 1 line changed\n"
        f"tests/unit/test_print.py: 4 lines changed\n{FILE}:3: T102 waits for T101 (T103 now?); left unchanged\n",
    )
    assert "- [ ] T103 Print what US3 says in src/t004/print.py\n" in read(project, FILE)
    assert [(one["task"], one["name"]) for one in items(project) if "task" in one] == [
        ("T101", "test_t101_sort"), ("T103", "test_t103_print"),
    ]  # fmt: skip
    assert read(project, "tests/unit/test_print.py") == stub("T103")
    assert "duplicate-id" not in tool(project, "check").output


TWICE = (
    "## Phase 3: User Story 3 - Sort\n\n## Phase 4: User Story 3 - Print\n\n- [ ] T004 [US3] A\n- [ ] T004 [US3] B\n"
)
REFUSED = {
    "two tasks of one id below one heading": (
        FILE, TWICE, ("--story", "US3"),
        f'{FILE}:6: T004 stands twice below US3 "Print", in line 5 too; put each task below the heading of its story',
    ),
    "a list that is not merged": (
        FILE, f"{PLAN}>>>>>>> x\n", ("--story", "US3"),
        f"{FILE}:{PLAN.count(chr(10)) + 1}: conflict marker >>>>>>>; resolve the merge first",
    ),
    "a test that is not merged": (
        "tests/unit/test_print.py", f"<<<<<<< x\n{stub('T004')}", ("--story", "US3"),
        "tests/unit/test_print.py:1: conflict marker <<<<<<<; resolve the merge first",
    ),
    "an id of one task": (
        FILE, PLAN, ("--task", "T006"),
        "--task 'T006': only one task of 001-a has this id; there is nothing to renumber",
    ),
    "an id of no task": (
        FILE, PLAN, ("--task", "T090"), "--task 'T090': no such task in 001-a; there is nothing to renumber",
    ),
    "a story and a task": (
        FILE, PLAN, ("--task", "T004", "--story", "US3"), "--task: cannot be given with --story; leave one of them out",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_nobody_can_tell_is_refused_and_nothing_is_written(project: Path, write: Write, name: str) -> None:
    path, text, options, message = REFUSED[name]
    write(path, text)
    if path == FILE and text == TWICE:
        write(".copier-answers.yml", record())
    before = texts(project)
    done = tool(project, "renumber", "1", *options)
    assert (done.status, done.output) == (2, f"plan: {message}\n")
    assert texts(project) == before
