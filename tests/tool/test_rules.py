"""Each rule with the smallest project that shows it, and one that does not."""

import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from plan.digests import digests
from plan.items import Contract, Feature, Operation, StoryOverride, Unit
from plan.items import Task as RecordedTask
from plan.model import Finding, Scenario
from plan.project import read_project
from plan.record import dump, record_of
from plan.rules import RULES, check
from plan.rules.base import Rule

PLAN = "specs/001-x/plan.md"
TASKS = "specs/001-x/tasks.md"
SPEC = "specs/001-x/spec.md"
ANSWERS = ".copier-answers.yml"
SYNC = "copier update --trust --defaults --vcs-ref=:current:"
STUB = 'import pytest\n\n\n@pytest.mark.skip(reason="T001 is pending")\ndef test_t001_a() -> None:\n    ...\n'

Files = dict[str, str | bytes]


def recorded(
    *items: RecordedTask | Unit | Feature | StoryOverride | Operation | Contract, project_type: str = "single"
) -> str:
    """An answers file with these items in its record."""
    lines = [line.replace("'", "''") for line in dump(record_of(items))]
    return "groundplan_record:\n" + "".join(f"- '{line}'\n" for line in lines) + f"project_type: {project_type}\n"


LATER = [
    RecordedTask(f"T00{n}", "001-x", "list", text=text, test=f"tests/test_{text}.py", name=f"test_t00{n}_{text}")
    for n, text in ((2, "b"), (3, "c"), (4, "d"))
]
GONE = replace(LATER[0], deleted=True)
T001 = RecordedTask("T001", "001-x", "list", text="a", test="tests/test_a.py", name="test_t001_a")
RUST = replace(T001, test="tests/unit/lib/a.rs", name="t001_a")
LIST = """mod other;\n\n// Modules of further tasks are added above this line, your own below it.\n"""
LISTED = '#[path = "lib/a.rs"]\nmod lib_a;\n' + LIST
T002 = RecordedTask("T002", "001-x", "list", text="b", test="tests/test_a.py", name="test_t002_b")
BURNS = replace(T001, written_from=digests(["FR-001"], {"FR-001": "Burn."}, ()))
OURS = Feature("001-x", task_list="plan.md")
US1 = StoryOverride("US1", "001-x", "Burn", source="spec.md", acceptance=(Scenario(text="It glows."),))
GLOWS = RecordedTask("T001", "001-x", "integration", source="It glows.", story="US1", text="a")
STORY = "### User Story 1 - Burn\n\n**Acceptance Scenarios**:\n\n1. It glows.\n"
API = "specs/001-x/contracts/api.yaml"
FORM = ".groundplan/stubs/pytest.jinja"
GET_LAMP = Operation("GET /lamps/{id}", "001-x", API)
TESTED = RecordedTask("T001", "001-x", "contract", source="GET /lamps/{lamp}")
TREE = "### Source Code\n\n```text\nsrc/\n├── models/  # data\n└── lib/\n```\n"


@dataclass(frozen=True)
class Bad:
    """What one finding says; `file` and `line` are where."""

    files: Files
    line: int
    message: str
    file: str = PLAN
    feature: str = "001-x"


GOOD: dict[str, Files] = {
    "duplicate-id": {PLAN: "- [x] T001 a\n- [x] T002 b"},
    "reused-id": {PLAN: "- [x] T001 a\n- [x] T002 b", ANSWERS: recorded(GONE)},
    "renumbered-list": {PLAN: "- [x] T001 b\n- [x] T002 a\n- [x] T003 c", ANSWERS: recorded(T001, *LATER)},
    "duplicate-feature-number": {PLAN: "- [x] T001 a", "specs/002-y/plan.md": "- [x] T001 a"},
    "unknown-dependency": {PLAN: "- [x] T001 a\n- [x] T002 b (depends on T001)"},
    "dependency-cycle": {PLAN: "- [x] T001 a\n- [x] T002 b (depends on T001)\n- [x] T003 c (depends on T001, T002)"},
    "story-label": {PLAN: "## User Story 1 - A\n- [x] T001 [US1] a\n## Polish\n- [x] T002 b"},
    "parallel-conflict": {PLAN: "- [ ] T001 [P] Do a in src/a.py\n- [ ] T002 [P] Do b in src/b.py"},
    "missing-test": {PLAN: "- [x] T001 done, so it needs none"},
    "unlisted-test": {
        PLAN: "- [x] T001 a",
        ANSWERS: recorded(RUST),
        "tests/unit/lib/a.rs": "fn t001_a() {}",
        "tests/unit/main.rs": LISTED,
    },
    "orphan-test": {PLAN: "- [ ] T001 a", ANSWERS: recorded(T001), "tests/test_a.py": STUB},
    "shared-test": {PLAN: "- [ ] T001 a\n- [ ] T002 b", ANSWERS: recorded(T001, T002), "tests/test_a.py": STUB},
    "phantom-completion": {PLAN: "- [ ] T001 a", ANSWERS: recorded(T001), "tests/test_a.py": STUB},
    "duplicate-requirement": {
        PLAN: "- [x] T001 a (FR-001)",
        SPEC: "## Requirements\n- **FR-001**: Burn.\n- **FR-001**: Burn.\n## Coverage\n- **FR-001**: by T001",
    },
    "unknown-requirement": {PLAN: "- [x] T001 a (FR-001)", SPEC: "- **FR-001**: Burn."},
    "uncovered-requirement": {PLAN: "- [x] T001 a (FR-001)", SPEC: "- **FR-001**: Burn."},
    "unplanned-story": {PLAN: "- [x] T001 [US1] a", SPEC: STORY},
    "untested-scenario": {PLAN: "- [x] T001 [US1] a", SPEC: STORY, ANSWERS: recorded(OURS, US1, GLOWS)},
    "untested-operation": {PLAN: "- [x] T001 a", ANSWERS: recorded(OURS, GET_LAMP, TESTED)},
    "suspect-test": {
        PLAN: "- [x] T001 a (FR-001)",
        SPEC: "- **FR-001**: Burn.",
        ANSWERS: recorded(BURNS),
        "tests/test_a.py": "def test_t001_a(): ...",
    },
    "source-gone": {PLAN: "- [x] T001 [US1] a", SPEC: STORY.replace("Burn", "Glow"), ANSWERS: recorded(OURS, US1)},
    "layout-drift": {PLAN: TREE, "src/models/a.py": "", "src/lib/deep/b.py": "", "src/__pycache__/c.pyc": ""},
    "leftover-placeholder": {
        PLAN: "- [x] T001 Show app/[name]/page.tsx, [file](x.md), `[Title]` and the [P] mark\n- [Story] label"
    },
    "conflict-marker": {PLAN: "Title\n=======\n- [x] T001 Shift by << and >>"},
    "unsafe-path": {PLAN: "- [x] T001 Move src/a/../b.py and .github/workflows/ci.yml"},
    "unreadable-list": {PLAN: "- [x] T001 Löschen ✅"},
    "unread-task": {PLAN: "- [x] T001 a\n- [x] Sweep\n\n| T001 | FR-001 |\n\n## Dependencies\n\n1. T009 waits for all"},
    "unreadable-contract": {API: "openapi: 3.1.0\n", PLAN: "- [x] T001 a", ANSWERS: recorded(OURS, GET_LAMP)},
    "unused-unit": {ANSWERS: recorded(Unit(".", "python", "pytest"))},
    "outdated-form": {PLAN: "- [x] T001 a", FORM: "{# form: 1 #}\n"},
    "needs-clarification": {PLAN: "**Storage**: SQLite\n- [x] T001 Resolve each NEEDS CLARIFICATION\n"},
}
BAD = {
    "duplicate-id": Bad(
        {PLAN: "- [x] T001 a\n- [ ] T001 b"}, 2, f"T001 is taken by {PLAN}:1; give this task T002, the next free id"
    ),
    "reused-id": Bad(
        {PLAN: "- [x] T001 a\n- [x] T002 other", ANSWERS: recorded(GONE)},
        2,
        "T002 was deleted, and its id stays its own; give this task T003, the next free id: "
        "`python3 tools/plan renumber 001-x --task T002`",
    ),
    "renumbered-list": Bad(
        {PLAN: "- [x] T001 new\n- [x] T002 a\n- [x] T003 b\n- [x] T004 c", ANSWERS: recorded(T001, *LATER)},
        2,
        "3 tasks have the words of other tasks, T002 those of T001 first; give each task its old id again",
    ),
    "duplicate-feature-number": Bad(
        {PLAN: "- [x] T001 a", "specs/001-y/plan.md": "- [x] T001 a"},
        1,
        "001-x has the number 001 too; run 'python3 tools/plan renumber 001-y'",
        "specs/001-y/plan.md",
        "001-y",
    ),
    "unknown-dependency": Bad(
        {PLAN: "- [ ] T001 a (depends on T009)"},
        1,
        "T001 waits for T009, which is no task of 001-x; add that task, or take the dependency out",
    ),
    "dependency-cycle": Bad(
        {PLAN: "- [ ] T001 a (depends on T003)\n- [x] T002 b (depends on T001)\n- [x] T003 c (depends on T002)"},
        1,
        "T001 → T003 → T002 → T001 wait for each other; take one of these dependencies out",
    ),
    "story-label": Bad(
        {PLAN: "## User Story 1 - A\n- [ ] T001 [US9] a"},
        2,
        "T001 is marked [US9], which is no story of 001-x; there is US1",
    ),
    "parallel-conflict": Bad(
        {PLAN: "- [ ] T001 [P] Do a in src/a.py\n- [ ] T002 [P] Do b in src/a.py"},
        2,
        "T002 and T001 are marked [P] and share src/a.py; "
        "take the [P] of one away, or let it depend on the other",
    ),
    "missing-test": Bad(
        {PLAN: "- [ ] T001 a"}, 1, f"T001 has no test; commit, then run '{SYNC}' to get its stub"
    ),
    "unlisted-test": Bad(
        {
            PLAN: "- [x] T001 a",
            ANSWERS: recorded(RUST),
            "tests/unit/lib/a.rs": "fn t001_a() {}",
            "tests/unit/main.rs": LIST,
        },
        1,
        "tests/unit/main.rs does not name tests/unit/lib/a.rs, so the test of T001 never runs; "
        f"commit, then run '{SYNC}' to add it",
    ),
    "orphan-test": Bad(
        {PLAN: "# Plan", ANSWERS: recorded(T001), "tests/test_a.py": STUB},
        5,
        "T001 is not in any task list of 001-x; restore the task or delete its test",
        "tests/test_a.py",
    ),
    "shared-test": Bad(
        {
            PLAN: "- [x] T001 a\n- [x] T002 b",
            ANSWERS: recorded(T001, replace(T002, name="test_t001_a")),
            "tests/test_a.py": "def test_t001_a() -> None: ...\n",
        },
        2,
        f"T002 relies on test_t001_a in tests/test_a.py, which is the test of T001 ({PLAN}:1); "
        "write a test for each, or delete one of the two tasks",
    ),
    "phantom-completion": Bad(
        {PLAN: "- [x] T001 a", ANSWERS: recorded(T001), "tests/test_a.py": STUB},
        1,
        "T001 is ticked, but its test test_t001_a in tests/test_a.py is still the generated stub; "
        "write the test, or take the tick away",
    ),
    "duplicate-requirement": Bad(
        {PLAN: "- [ ] T001 a (FR-001)", SPEC: "## Requirements\n- **FR-001**: Burn.\n- **FR-001**: Glow."},
        3,
        "FR-001 is also the id of line 2, which says something else; give this one a free id",
        SPEC,
    ),
    "unknown-requirement": Bad(
        {PLAN: "- [ ] T001 a (FR-002)", SPEC: "- **FR-001**: Burn."},
        1,
        f"T001 names FR-002, which {SPEC} does not have; add it there, or fix the id",
    ),
    "uncovered-requirement": Bad(
        {PLAN: "- [x] T001 a", SPEC: "# Spec\n- **FR-001**: Burn."},
        2,
        "FR-001 has no task; write (FR-001) behind the text of each task that serves it, "
        "or run 'python3 tools/plan add \"…\" --requirement FR-001'",
        SPEC,
    ),
    "unplanned-story": Bad(
        {PLAN: "- [x] T001 a", SPEC: f"# Spec\n{STORY}", ANSWERS: recorded(OURS)},
        2,
        f"User Story 1 \"Burn\" has no task; commit, then run '{SYNC}' to plan it",
        SPEC,
    ),
    "untested-scenario": Bad(
        {PLAN: "- [x] T001 [US1] a", SPEC: f"{STORY}2. It warms.\n", ANSWERS: recorded(OURS, US1, GLOWS)},
        6,
        f"the scenario \"It warms.\" of US1 has no integration test; commit, then run '{SYNC}' to plan it",
        SPEC,
    ),
    "untested-operation": Bad(
        {PLAN: "- [x] T002 a", ANSWERS: recorded(OURS, GET_LAMP, TESTED)},
        1,
        "GET /lamps/{id} has no contract test; write the task of one, which names the operation and its test file",
        API,
    ),
    "suspect-test": Bad(
        {
            PLAN: "- [x] T001 a (FR-001)",
            SPEC: "# Spec\n- **FR-001**: Glow.",
            ANSWERS: recorded(BURNS),
            "tests/test_a.py": "def test_t001_a(): ...",
        },
        2,
        "FR-001 changed after test_t001_a in tests/test_a.py (T001) was written; "
        "make the test fit, then run 'python3 tools/plan reviewed T001'",
        SPEC,
    ),
    "source-gone": Bad(
        {PLAN: "- [x] T001 [US1] a", SPEC: "# Spec\n", ANSWERS: recorded(OURS, US1)},
        1,
        f'US1 "Burn" has left {SPEC} and keeps its tasks; take them out, or write the story again',
    ),
    "layout-drift": Bad(
        {PLAN: TREE, "src/models/a.py": "", ANSWERS: recorded(OURS)},
        6,
        "src/lib is drawn here and not on disk; create it, or take it out of the tree",
    ),
    "leftover-placeholder": Bad(
        {PLAN: "# Plan\n- [x] TXXX Security"}, 2, "TXXX is left of the template; write what it stands for"
    ),
    "conflict-marker": Bad(
        {PLAN: "# Plan\n<<<<<<< before updating\na\n=======\nb\n>>>>>>> after updating\n"},
        2,
        "<<<<<<< is left of a merge; choose between the two sides and delete the markers",
    ),
    "unsafe-path": Bad(
        {PLAN: "- [ ] T001 Write ../other/a.py"},
        1,
        "the path ../other/a.py of T001 leaves the project; name a file of the project",
    ),
    "unreadable-list": Bad(
        {PLAN: b"# Plan\n- [ ] T001 L\xf6schen\n"},
        2,
        "the document cannot be read: this is no UTF-8; save it as UTF-8 text that everybody may read",
    ),
    "unread-task": Bad(
        {PLAN: "- [x] T001 a\n\n| T002 | b | src/b.py |"},
        3,
        'T002 is in a table and is not read as a task; write "- [ ] T002 text" on a line of its own',
    ),
    "unreadable-contract": Bad(
        {API: "{", PLAN: "- [x] T001 a", ANSWERS: recorded(OURS, Contract(API, "001-x", 7, "this is no YAML"))},
        7,
        f"the contract is left out: this is no YAML; fix it, commit and run '{SYNC}'",
        API,
    ),
    "unused-unit": Bad(
        {ANSWERS: recorded(Unit(".", "python", "pytest"), Unit("backend", "python", "pytest"), project_type="web")},
        2,
        "the unit at the project's root is no longer in use, for the project type is web; "
        "move what you need, delete the rest of it and this line",
        ANSWERS,
        "",
    ),
    "outdated-form": Bad(
        {PLAN: "# Plan\n", FORM: "{# form: 0 #}\n"},
        1,
        "made for form 0, and there is form 1 now; compare it with the template's, then begin it with {# form: 1 #}",
        FORM,
        "",
    ),
    "needs-clarification": Bad(
        {PLAN: "# Plan\n\n- **FR-006**: Keep it for [NEEDS CLARIFICATION: how\n  long?]\n"},
        3,
        'open question "how long?"; write the answer in place of NEEDS CLARIFICATION',
    ),
}  # fmt: skip


@pytest.fixture
def findings(tmp_path: Path) -> "Findings":
    return Findings(tmp_path)


@dataclass(frozen=True)
class Findings:
    """What `check` finds in a project of these files; the text alone is that of plan.md."""

    root: Path

    def __call__(self, files: Files | str, severities: dict[str, str] | None = None) -> list[Finding]:
        for name, text in ({PLAN: files} if isinstance(files, str) else files).items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(check(read_project(self.root), severities))

    def of(self, rule: str, files: Files | str) -> list[Finding]:
        return [one for one in self(files) if one.rule == rule]


def test_every_rule_has_its_two_cases() -> None:
    assert [rule.name for rule in RULES] == list(GOOD) == list(BAD)


@pytest.mark.parametrize("rule", GOOD)
def test_good_case_has_no_finding(rule: str, findings: Findings) -> None:
    assert findings.of(rule, GOOD[rule]) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_bad_case_has_one_finding_at_its_line(rule: Rule, findings: Findings) -> None:
    bad = BAD[rule.name]
    (finding,) = findings.of(rule.name, bad.files)
    assert finding.message == bad.message
    assert (finding.file, finding.line) == (bad.file, bad.line)
    assert (finding.severity, finding.feature) == (rule.severity, bad.feature)


@pytest.mark.parametrize("rule", BAD)
def test_windows_line_ends_make_no_difference(rule: str, tmp_path: Path) -> None:
    files = BAD[rule].files
    plain = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    windows = {name: text.replace(b"\n", b"\r\n") for name, text in plain.items()}
    found = Findings(tmp_path / "plain")({**plain})
    assert found
    assert Findings(tmp_path / "windows")({**windows}) == found


@pytest.mark.parametrize("rule", ["duplicate-id", "dependency-cycle", "unreadable-list", "unread-task", "unsafe-path"])
def test_bad_case_has_no_other_finding(rule: str, findings: Findings) -> None:
    assert [one.rule for one in findings(BAD[rule].files) if one.rule != "missing-test"] == [rule]


def test_rules_about_integrity_are_errors_and_the_others_warnings() -> None:
    warnings = {"orphan-test", "uncovered-requirement", "layout-drift", "unused-unit", "needs-clarification"}
    warnings |= {
        "duplicate-feature-number",
        "unread-task",
        "unplanned-story",
        "untested-scenario",
        "untested-operation",
        "suspect-test",
        "source-gone",
        "outdated-form",
    }
    assert {rule.name for rule in RULES if rule.severity == "warning"} == warnings


def test_severities_of_the_project_replace_those_of_the_rules(findings: Findings) -> None:
    (finding,) = findings("- [ ] T001 a", {"missing-test": "warning"})
    assert finding.severity == "warning"
    assert findings("- [ ] T001 a", {"missing-test": "off"}) == []


def test_stub_that_the_user_deleted_is_a_warning(findings: Findings) -> None:
    (finding,) = findings({PLAN: "- [ ] T001 a", ANSWERS: recorded(T001)})
    assert (finding.rule, finding.severity) == ("missing-test", "warning")
    assert finding.message == "the test of T001 is not in tests/test_a.py; write it there if the task needs one"


def test_test_of_two_features_is_shared(findings: Findings) -> None:
    files: Files = {PLAN: "- [x] T001 a", "specs/002-y/plan.md": "# Plan\n- [x] T001 a\n"}
    files |= {ANSWERS: recorded(T001, replace(T001, feature="002-y")), "tests/test_a.py": "def test_t001_a(): ..."}
    (finding,) = findings(files)
    assert (finding.rule, finding.feature, finding.line) == ("shared-test", "002-y", 2)
    assert f"the test of T001 ({PLAN}:1)" in finding.message


def test_second_task_of_an_id_shares_no_test(findings: Findings) -> None:
    files: Files = {
        PLAN: "- [x] T001 a\n- [x] T001 a",
        ANSWERS: recorded(T001),
        "tests/test_a.py": "def test_t001_a(): ...",
    }
    assert [one.rule for one in findings(files)] == ["duplicate-id"]


def test_test_that_a_new_task_names_and_nobody_wrote_is_an_error(findings: Findings) -> None:
    (finding,) = findings("- [ ] T001 Unit tests in tests/test_a.py")
    assert (finding.rule, finding.severity) == ("missing-test", "error")
    assert finding.message.endswith(f"; write it, or commit and run '{SYNC}' to get its stub")


def test_missing_test_of_a_language_without_stub_form_is_a_warning_that_says_so(findings: Findings) -> None:
    (finding,) = findings("- [ ] T001 Write the unit tests in test/a_test.dart")
    assert (finding.rule, finding.severity) == ("missing-test", "warning")
    assert "its language has no stub form" in finding.message


def test_dependency_of_another_form_is_told_with_the_right_one(findings: Findings) -> None:
    (finding,) = findings("- [x] T001 a\n- [x] T002 b (depends on T1)")
    assert finding.message == "T002 waits for T1, which is no task of 001-x; write T001"


def test_task_that_waits_for_itself(findings: Findings) -> None:
    (finding,) = findings("- [x] T001 a (depends on T001)")
    assert finding.message == "T001 waits for itself; take that dependency out"


def test_long_row_of_dependencies_is_walked_without_recursion(findings: Findings) -> None:
    tasks = [f"- [x] T{number:05d} a (depends on T{number + 1:05d})" for number in range(1, 5000)]
    (finding,) = findings("\n".join([*tasks, "- [x] T05000 a (depends on T00001)"]))
    assert finding.rule == "dependency-cycle"
    assert "… → T00001" in finding.message


def test_label_of_another_story_than_that_of_the_heading(findings: Findings) -> None:
    (finding,) = findings("## User Story 1 - A\n- [x] T001 [US1] a\n- [x] T002 [US2] b\n## User Story 2 - B")
    assert finding.message == "T002 is marked [US2] but listed under US1; move it, or fix the label"


def test_missing_label_is_a_warning_where_the_list_uses_labels(findings: Findings) -> None:
    (finding,) = findings.of("story-label", "## User Story 1 - A\n- [x] T001 [US1] a\n- [ ] T002 b")
    assert (finding.rule, finding.severity, finding.line) == ("story-label", "warning", 3)
    assert findings("## User Story 1 - A\n- [x] T001 a\n- [x] T002 b") == []


def test_parallel_task_that_waits_for_one_of_its_group(findings: Findings) -> None:
    (finding,) = findings.of("parallel-conflict", "- [ ] T001 [P] a\n- [ ] T002 [P] b (depends on T001)")
    assert finding.message == "T002 is marked [P] and waits for T001 of its group; take its [P] away"


def test_parallel_tasks_may_wait_together_for_one_of_their_group(findings: Findings) -> None:
    text = "- [ ] T001 [P] a\n- [ ] T002 [P] b (depends on T001)\n- [ ] T003 [P] c (depends on T001)"
    assert findings.of("parallel-conflict", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "- [x] T001 [P] Do a in src/a.py\n- [ ] T002 [P] Do b in src/a.py",
        "- [ ] T001 [P] Do a in src/a.py\n- [ ] T002 Do b in src/a.py",
        "## Setup\n- [ ] T001 [P] Do a in src/a.py\n## Polish\n- [ ] T002 [P] Do b in src/a.py",
        "- [ ] T001 [P] a in src/a.py\n- [ ] T002 b (depends on T001)\n- [ ] T003 [P] c in src/a.py (depends on T002)",
    ],
    ids=["one is done", "one is not parallel", "two groups", "one waits for the other"],
)
def test_shared_file_that_is_no_conflict(text: str, findings: Findings) -> None:
    assert findings.of("parallel-conflict", text) == []


@pytest.mark.parametrize("folder", ["specs/001-x", "docs/specs/001-x"])
@pytest.mark.parametrize(
    "document",
    ["{}/spec.md", "`data-model.md`", "contracts/lamps.yaml", "{}/../002-y/spec.md", "`{}/contracts/a.json`"],
)
def test_parallel_tasks_may_read_one_document(folder: str, document: str, findings: Findings) -> None:
    named = document.format(folder).replace("001-x/../", "")
    plan = f"- [ ] T001 [P] Do a as {named} says in src/a.py\n- [ ] T002 [P] Do b as {named} says in src/b.py"
    assert findings.of("parallel-conflict", {f"{folder}/plan.md": plan}) == []


@pytest.mark.parametrize("path", ["docs/guide.md", "src/contracts/lamp.yaml", "contracts/Lamp.sol", "docs/specs.md"])
def test_parallel_tasks_may_not_write_one_file_beside_the_documents(path: str, findings: Findings) -> None:
    plan = f"- [ ] T001 [P] Write {path}\n- [ ] T002 [P] Extend {path}"
    (finding,) = findings.of("parallel-conflict", {"docs/specs/001-x/plan.md": plan})
    assert f"share {path}; " in finding.message


def planned(plan: str) -> Files:
    """A plan that is the template's."""
    return {PLAN: plan, ANSWERS: recorded(OURS)}


def test_folder_that_no_plan_draws(findings: Findings) -> None:
    files: Files = {PLAN: TREE, "src/models/a": "", "src/lib/b": "", "src/tools/c": "", ANSWERS: recorded(OURS)}
    (finding,) = findings(files)
    assert finding.message == "src/tools is on disk and not drawn here; draw it, or remove the folder"
    assert finding.line == 4


def test_folder_that_a_later_plan_draws_is_drawn(findings: Findings) -> None:
    files: Files = {PLAN: TREE, "src/models/a": "", "src/lib/b": "", "src/tools/c": "", ANSWERS: recorded(OURS)}
    files["specs/002-y/plan.md"] = TREE.replace("lib/", "tools/")
    assert findings.of("layout-drift", files) == []


def test_tree_without_branches_and_with_placeholders_is_read_as_far_as_it_goes(findings: Findings) -> None:
    tree = "## Source Code (root)\n```\nsrc/\n    [domain]/\n        models/\n    app/\n/etc/passwd\n../up/\n```\n"
    assert [one.message.split()[0] for one in findings.of("layout-drift", planned(tree))] == ["src", "src/app"]


def test_tree_that_begins_with_the_project_itself_is_read(findings: Findings) -> None:
    tree = "## Source Code\n```\n.\n|-- backend/  # the API\n|   `-- src/\n`-- frontend/\n```\n"
    drawn = [one.message.split()[0] for one in findings.of("layout-drift", planned(tree))]
    assert drawn == ["backend", "backend/src", "frontend"]


def test_conflict_markers_in_tests_and_answers_are_found(findings: Findings) -> None:
    torn = "<<<<<<< ours\n" + STUB + ">>>>>>> theirs\n"
    files: Files = {PLAN: "- [ ] T001 a", ANSWERS: recorded(T001) + "<<<<<<< ours\n", "tests/test_a.py": torn}
    found = findings.of("conflict-marker", files)
    assert [(one.file, one.line) for one in found] == [(ANSWERS, 5), ("tests/test_a.py", 1)]


def test_unreadable_list_makes_no_orphans_and_the_other_features_go_on(findings: Findings) -> None:
    files: Files = {PLAN: b"- [ ] T001 \xff", ANSWERS: recorded(T001), "tests/test_a.py": STUB}
    found = findings(files | {"specs/002-y/plan.md": "- [ ] T001 b"})
    assert [(one.feature, one.rule) for one in found] == [("001-x", "unreadable-list"), ("002-y", "missing-test")]


def test_link_that_leads_nowhere_is_an_unreadable_list(findings: Findings, tmp_path: Path) -> None:
    findings("")
    (tmp_path / TASKS).symlink_to("nowhere.md")
    (finding,) = findings("")
    assert (finding.rule, finding.file) == ("unreadable-list", TASKS)
    assert "no such file" in finding.message


@pytest.mark.parametrize(
    "path",
    [".git/hooks/post-update.sh", "src/../../a.py", ".GIT/config.py", "git~1/a.py", ".git./a.py", ".g\u200dit/a.py"],
)
def test_paths_that_are_unsafe(path: str, findings: Findings) -> None:
    assert [one.rule for one in findings(f"- [x] T001 Write {path}")] == ["unsafe-path"]


@pytest.mark.parametrize(
    "text",
    [
        "# Implementation Plan: [FEATURE]",
        "**Storage**: [e.g. PostgreSQL, or NEEDS CLARIFICATION]",
        "[REMOVE IF UNUSED] x",
        "<!-- ACTION REQUIRED: replace -->",
        "- [x] T001 Create [Entity1] model in src/models/x.py",
    ],
)
def test_placeholders_of_the_plan_template_are_found(text: str, findings: Findings) -> None:
    assert [one.rule for one in findings(text)] == ["leftover-placeholder"]


@pytest.mark.parametrize(
    "text", ["- **FR-001**: Sign in by [NEEDS CLARIFICATION: which method?]", "Storage: NEEDS CLARIFICATION"]
)
def test_markers_of_what_is_not_clear_are_found(text: str, findings: Findings) -> None:
    assert [one.rule for one in findings(text)] == ["needs-clarification"]


@pytest.mark.parametrize(
    "text", ["- [x] T001 " + "[e.g. " * 50_000, "<<<<<<< " * 50_000, "A" * 300_000, "**" * 100_000, "├── " * 80_000],
    ids=["brackets", "markers", "letters", "stars", "branches"],
)  # fmt: skip
def test_rules_take_linear_time(text: str, findings: Findings) -> None:
    began = time.process_time()
    findings(f"## Source Code\n```\n{text}\n```\nNEEDS CLARIFICATION {text}")
    assert time.process_time() - began < 2


def test_story_of_a_list_that_people_keep_is_theirs_to_plan(findings: Findings) -> None:
    (finding,) = findings.of("unplanned-story", {PLAN: "- [x] T001 a", SPEC: STORY})
    assert finding.message == 'User Story 1 "Burn" has no task; write its tasks'
    assert findings.of("untested-scenario", {PLAN: "- [x] T001 [US1] a", SPEC: STORY}) == []


def test_renamed_and_renumbered_stories_are_told_by_title_then_by_number(findings: Findings) -> None:
    us2 = StoryOverride("US2", "001-x", "Glow", source="spec.md")
    swapped = "### User Story 1 - Glow\n\n### User Story 2 - Burn\n\n1. It warms."
    files: Files = {PLAN: "- [x] T001 [US1] a\n- [x] T002 [US2] b", SPEC: swapped, ANSWERS: recorded(OURS, US1, us2)}
    assert [one.rule for one in findings(files) if one.rule in ("unplanned-story", "source-gone")] == []
    (feature,) = read_project(findings.root).features
    assert [(one.id, one.title) for one in feature.stories] == [("US2", "Glow"), ("US1", "Burn")]


@pytest.mark.parametrize(
    "units",
    [
        "units:\n-   language: go\n    root: apps/api\n-   root: 'apps/web'\n",
        "units: [{root: ./apps/api, language: go}, {role: frontend, root: apps/web/}]\n",
    ],
)
def test_unit_that_left_the_list_of_a_monorepo_is_unused(tmp_path: Path, units: str) -> None:
    recorded_units = [Unit(one, "go", "go-test", role="service") for one in ("apps/api", "apps/web", "apps/old")]
    answers = units + recorded(*recorded_units, project_type="monorepo")
    (tmp_path / ANSWERS).write_text(answers, encoding="utf-8")
    assert [one.root for one in read_project(tmp_path).idle_units] == ["apps/old"]
