"""`renumber --story`: of two stories with one number the later one gets the next."""

import json
from pathlib import Path

import pytest

from tests.tool.conftest import Write, record, texts, tool

SPEC = """### User Story 1 - Find (Priority: P1)\r
\r
### User Story 3 - Sort (Priority: P3)\r
\r
### User Story 3 - Print (Priority: P3)\r
"""
PLAN = """## Phase 3: User Story 3 - Sort (Priority: P3)

### Tests for User Story 3

- [ ] T003 [P] [US3] Test in tests/test_sort.py

**Checkpoint**: User Story 3 works.

## Phase 4: User Story 3 - Print (Priority: P3)

**Goal**: Print what User Story 3 sorts.

### Implementation for User Story 3

- [x] T004 [P] [US3] Print for US3 in src/print.py (depends on T003)
- [ ] T005 [US1, US3] Print more

**Checkpoint**: User Story 3 works.

## Phase 5: Polish

- [ ] T006 [US3] Clean up

## Dependencies & Execution Order

- **User Story 3 (P3)**: T003 waits for nothing.
- **User Story 3 (P3)**: T004 waits for T001.
- **Polish**: waits for User Story 3.

### Graph of User Story 3

```mermaid
flowchart LR
    accTitle: Tasks of User Story 3
    T004 --> T005
```
"""
SPLIT = PLAN.index("## Phase 4")
AFTER = PLAN[:SPLIT] + (
    PLAN[SPLIT:]
    .replace("User Story 3 - Print", "User Story 4 - Print")
    .replace("### Implementation for User Story 3", "### Implementation for User Story 4")
    .replace("[P] [US3] Print for US3", "[P] [US4] Print for US4")
    .replace("[US1, US3]", "[US1, US4]")
    .replace("**Checkpoint**: User Story 3", "**Checkpoint**: User Story 4")
    .replace("- **User Story 3 (P3)**: T004", "- **User Story 4 (P3)**: T004")
    .replace("### Graph of User Story 3", "### Graph of User Story 4")
    .replace("Tasks of User Story 3", "Tasks of User Story 4")
)
ITEMS = [
    '{"feature":"001-a","task_list":"plan.md","stories":["US1","US3"]}',
    '{"story":"US1","feature":"001-a","title":"Find"}',
    '{"story":"US3","feature":"001-a","title":"Sort"}',
    '{"task":"T003","feature":"001-a","kind":"list","story":"US3","text":"Test in tests/test_sort.py",'
    '"test":"tests/test_sort.py","name":"test_t003_sort"}',
    '{"story":"US3","feature":"001-a","title":"Print"}',
    '{"task":"T004","feature":"001-a","kind":"service","story":"US3","text":"Print for US3","file":"src/print.py",'
    '"test":"tests/test_print.py","name":"test_t004_print"}',
    '{"story":"US3","feature":"002-b","title":"Print"}',
    '{"task":"T004","feature":"002-b","kind":"list","story":"US3"}',
]
FILE = "specs/001-a/plan.md"


@pytest.fixture
def project(bare: Path, write: Write) -> Path:
    write("specs/001-a/spec.md", SPEC)
    write(FILE, PLAN)
    write(".copier-answers.yml", record(*ITEMS))
    return bare


def items(project: Path) -> list[dict[str, object]]:
    lines = (project / ".copier-answers.yml").read_text(encoding="utf-8").splitlines()
    return [json.loads(line[3:-1]) for line in lines if line.startswith("- ")]


def test_later_story_gets_the_next_number_in_documents(project: Path) -> None:
    done = tool(project, "renumber", "1", "--story", "US3")
    polish, waits = (PLAN[: PLAN.index(text)].count("\n") + 1 for text in ("- [ ] T006", "- **Polish**"))
    assert (done.status, done.output) == (
        0,
        'US3 "Print" is now US4\n'
        "specs/001-a/spec.md: 1 line changed\n"
        f"{FILE}: 8 lines changed\n"
        ".copier-answers.yml: 3 lines changed\n"
        f"{FILE}:{polish}: T006 belongs to US3\n"
        f"{FILE}:{waits}: could mean either story; left unchanged\n",
    )
    found = texts(project)
    assert found["specs/001-a/spec.md"].decode("utf-8") == SPEC.replace("3 - Print", "4 - Print")
    assert found[FILE].decode("utf-8") == AFTER


def test_record_of_the_later_story_follows(project: Path) -> None:
    tool(project, "renumber", "1", "--story", "US3")
    found = items(project)
    assert found[0]["stories"] == ["US1", "US3", "US4"]
    assert [(one["story"], one["title"]) for one in found if "title" in one] == [
        ("US1", "Find"), ("US3", "Sort"), ("US4", "Print"), ("US3", "Print"),
    ]  # fmt: skip
    assert [(one["task"], one["feature"], one["story"]) for one in found if "task" in one] == [
        ("T003", "001-a", "US3"), ("T004", "001-a", "US4"), ("T004", "002-b", "US3"),
    ]  # fmt: skip
    assert next(one["name"] for one in found if one.get("task") == "T004") == "test_t004_print"


def test_record_tells_the_tasks_of_a_merge_apart(project: Path, write: Write) -> None:
    """Both sides kept: two headings, then the tasks of both, with the same ids."""
    write(
        FILE,
        "## Phase 3: User Story 3 - Sort\n## Phase 3: User Story 3 - Print\n\n"
        "- [ ] T003 [US3] Sort in src/sort.py\n- [ ] T003 [US3] Print in src/print.py\n",
    )
    task = '{"task":"T003","feature":"001-a","kind":"service","story":"US3","text":"%s","file":"src/%s.py"}'
    write(".copier-answers.yml", record(ITEMS[2], task % ("Sort", "sort"), ITEMS[4], task % ("Print", "print")))
    done = tool(project, "renumber", "1", "--story", "3")
    assert f"{FILE}:4: T003 belongs to US3; move it to that phase\n" in done.output
    assert (project / FILE).read_text(encoding="utf-8").splitlines()[3:] == [
        "- [ ] T003 [US3] Sort in src/sort.py",
        "- [ ] T004 [US4] Print in src/print.py",
    ]
    tasks = [(one["text"], one["story"]) for one in items(project) if "task" in one]
    assert sorted(tasks) == [("Print", "US4"), ("Sort", "US3")]


def test_task_below_the_other_story_follows_the_record(project: Path, write: Write) -> None:
    moved = "- [x] T004 [P] [US3] Print for US3 in src/print.py (depends on T003)\n"
    write(FILE, PLAN.replace(moved, "").replace("tests/test_sort.py\n", f"tests/test_sort.py\n{moved}"))
    done = tool(project, "renumber", "1", "--story", "US3")
    assert f"{FILE}:6: T004 belongs to US4 now; move it to that phase\n" in done.output
    assert "T004 [P] [US4] Print for US4" in (project / FILE).read_text(encoding="utf-8")


def test_number_is_above_all_that_documents_and_record_have(project: Path, write: Write) -> None:
    write(".copier-answers.yml", record(*ITEMS, '{"task":"T009","feature":"001-a","kind":"list","story":"US8"}'))
    assert tool(project, "renumber", "1", "--story", "US3").output.startswith('US3 "Print" is now US9\n')


OTHER_FORMS = {
    "a full-width number": ("### ユーザーストーリー３ - Print", "### ユーザーストーリー4 - Print"),
    "a short name": ("### US3: Print", "### US4: Print"),
    "another language": ("### Benutzergeschichte 3 - Print", "### Benutzergeschichte 4 - Print"),
}


@pytest.mark.parametrize("name", OTHER_FORMS)
def test_heading_keeps_its_form(bare: Path, write: Write, name: str) -> None:
    before, after = OTHER_FORMS[name]
    spec = write("specs/001-a/spec.md", f"### User Story 3 - Sort\n\n{before}\n")
    done = tool(bare, "renumber", "1", "--story", "US3")
    assert (done.status, spec.read_text(encoding="utf-8")) == (0, f"### User Story 3 - Sort\n\n{after}\n"), done.output


ONE_STORY = "only one story of 001-a has this number; there is nothing to renumber"
REFUSED = {
    "an unknown story": (SPEC, PLAN, "US9", "--story 'US9': no such story; use US1 or US3"),
    "one story": (SPEC, PLAN, "US1", f"--story US1: {ONE_STORY}"),
    "one story with two headings": (
        "", "## Phase 1: User Story 3 - Sort\n\n- [ ] T001 a\n\n### User Story 3 - Sort\n", "US3",
        f"--story US3: {ONE_STORY}",
    ),
    "marks that cannot be rewritten": (
        "", "## User Story 3 - Sort\n\n## User Story 3 - Print\n\n- [ ] T001 [US1+3] a US3\n", "US3",
        f"{FILE}:5: the marks of T001 cannot be rewritten; do it by hand",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_story_is_refused_in_one_line_and_nothing_is_written(project: Path, write: Write, name: str) -> None:
    spec, plan, story, message = REFUSED[name]
    write("specs/001-a/spec.md", spec)
    write(FILE, plan)
    before = texts(project)
    done = tool(project, "renumber", "001-a", "--story", story)
    assert (done.status, done.output) == (2, f"plan: {message}\n")
    assert texts(project) == before
