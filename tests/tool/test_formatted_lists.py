"""A formatter that changes a list changes no task: wrapped lines, emphasis, escapes."""

import pytest
from plan.items import Task
from plan.planned import is_as_printed, with_record
from plan.reading.lists import read_task
from plan.writing import words_of

TASK = Task(
    "T012",
    "001-x",
    "model",
    story="US1",
    text="Show *one* <b>lamp</b> with __its__ snake_case, 2 * 3 and 用户故事 of T009",
    file="src/models/lamp_post.py",
    requirements=("FR-001", "FR-003"),
    after=("T010", "T011"),
    parallel=True,
)
PRINTED = f"- [ ] T012 {words_of(TASK)}"
# By prettier --prose-wrap always --print-width 40, and by mdformat --wrap 40.
FORMATTED = [
    r"""- [ ] T012 [P] [US1] Show _one_
      \<b>lamp\</b> with **its**
      snake_case, 2 \* 3 and 用户
      故事 of T009 in
      src/models/lamp_post.py (FR-001,
      FR-003) (depends on T010, T011)""",
    r"""* [x] T012 [P] [US1] Show *one* \<b>lamp\</b>
    with **its** snake\_case, 2 * 3 and 用户故事
    of T009 in src/models/lamp\_post.py
    (FR-001, FR-003) (depends on T010, T011)""",
    r"1. \[ ] T012 \[P] \[US1] Show *one* \<b>lamp\</b> with __its__ snake\_case, 2 \* 3 and 用户故事 of T009 in "
    r"src/models/lamp\_post.py (FR-001, FR-003) (depends on T010, T011)",
]


def test_printed_line_says_what_the_record_has() -> None:
    task = read_task(PRINTED)
    assert task
    assert is_as_printed(task, TASK)


@pytest.mark.parametrize("text", FORMATTED)
def test_formatted_line_is_as_it_was_printed(text: str) -> None:
    task = read_task(text)
    assert task
    assert is_as_printed(task, TASK)
    read = with_record(task, {"T012": TASK})
    assert read
    assert (read.text, read.paths) == (f"{TASK.text} in {TASK.file}", (TASK.file,))
    assert (read.depends_on, read.requirements, read.stories) == (TASK.after, TASK.requirements, ("US1",))


@pytest.mark.parametrize(
    ("before", "after"),
    [("lamp<", "lamps<"), ("*one*", "one"), ("T010, ", ""), ("[P] ", ""), ("T009 in", "T009in"), ("2 * 3", "2 + 3")],
)
def test_changed_line_is_not_as_it_was_printed(before: str, after: str) -> None:
    line = PRINTED.replace("\\<", "<").replace(before, after)
    assert line != PRINTED.replace("\\<", "<")
    task = read_task(line)
    assert task
    assert not is_as_printed(task, TASK)
