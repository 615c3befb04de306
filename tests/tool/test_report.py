"""What `report` and `check` print for people, and for the services that show a pull request."""

import json
from pathlib import Path

import pytest

from tests.tool.conftest import Write, record, tool

PLAN = """# Plan

## Phase 1: Setup

- [x] T001 Dig

## Phase 2: User Story 1 - Light (Priority: P1)

- [ ] T002 [US1] Hang the lamp (FR-001) (depends on T001)
- [x] T003 [US1] Light the lamp (FR-001)
- [ ] T004 [US1] Trim the wick for SC-001
"""
SPEC = """### User Story 1 - Light (Priority: P1)

**Acceptance Scenarios**:

1. It burns.
2. It smells.

## Requirements

- **FR-001**: The lamp must burn at night, and whoever passes by in whatever weather must see it from far away.
- **FR-002**: Nobody does it.
- **SC-001**: Nine of ten ships arrive.
"""
TESTS = """
@pytest.mark.skip(reason="T002 is pending")
def test_t002_hang(): ...
def test_t003_light(): ...
def test_t004_trim(): ...
"""
NAMES = {"T002": "hang", "T003": "light", "T004": "trim"}
JUNIT = (
    '<testsuite name="s"><testcase classname="tests.test_a" name="test_t003_light">{}</testcase>'
    '<testcase classname="tests.test_a" name="test_t002_hang"><skipped/></testcase></testsuite>'
)


def item(task: str, more: str = "") -> str:
    name = f"test_{task.lower()}_{NAMES[task]}"
    start = f'{{"task":"{task}","feature":"001-a","kind":"list","story":"US1"'
    return f'{start},{more}"test":"tests/test_a.py","name":"{name}"}}'


@pytest.fixture
def project(bare: Path, write: Write) -> Path:
    write("specs/001-a/plan.md", PLAN)
    write("specs/001-a/spec.md", SPEC)
    write("tests/test_a.py", TESTS)
    answers = record(item("T002"), item("T003", '"scenarios":["It burns."],'), item("T004"))
    write(".copier-answers.yml", answers.replace("project_name: a", "project_name: Harbour"))
    return bare


@pytest.fixture(autouse=True)
def _terminal_of_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_report_has_a_line_for_each_story_requirement_and_criterion(project: Path) -> None:
    assert tool(project, "report").output.splitlines() == [
        "Harbour",
        "",
        "001-a: 2 of 4 tasks done",
        "  Tests: 2 written, 1 pending (no results given: --junit FILE)",
        "  Scenarios: 1 written, 1 without a test",
        "  Stories and phases",
        "         Setup  1 of 1 done",
        "    US1  Light  1 of 3 done, 2 tests written, 1 pending",
        "  Requirements",
        "    FR-001  The lamp must burn at night, an…  2 tasks, 1 test written, 1 pending",
        "    FR-002  Nobody does it.                   no task",
        "  Success criteria",
        "    SC-001  Nine of ten ships arrive.  1 task, 1 test written",
        "  Next: T002, T004 (python3 tools/plan next)",
        "",
        "Findings: 0 errors, 1 warning (python3 tools/plan check)",
    ]


def test_report_with_results_names_what_fails(project: Path, write: Write) -> None:
    write("junit.xml", JUNIT.format(""))
    passing = tool(project, "report", "--junit", str(project / "junit.xml")).output
    assert "  Tests: 1 passing, 1 without a result, 1 pending\n" in passing
    assert "no results given" not in passing
    write("junit.xml", JUNIT.format("<failure/>"))
    failing = tool(project, "report", "--junit", str(project / "junit.xml")).output
    assert "2 tasks, 1 test failing, 1 pending\n" in failing
    assert "  Needs attention\n    T003 failing: tests/test_a.py test_t003_light\n" in failing


def test_scenarios_are_counted_one_by_one_though_one_test_is_for_two(project: Path, write: Write) -> None:
    answers = record(item("T003", '"scenarios":["It burns.","It smells."],'))
    write(".copier-answers.yml", answers)
    assert "  Scenarios: 2 written\n" in tool(project, "report").output


def test_full_report_has_every_task(project: Path) -> None:
    assert "T003 [US1] Light the lamp" not in tool(project, "report").output
    full = tool(project, "report", "--full").output
    assert "    [x] T003 [US1] Light the lamp\n        tests/test_a.py test_t003_light (unknown)\n" in full


def test_no_line_of_a_report_is_wider_than_the_terminal(
    project: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("specs/001-a/spec.md", SPEC.replace("Nobody does it.", "灯塔必须在夜间持续燃烧" * 9))
    for columns in (80, 100):
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = tool(project, "report").output.splitlines()
        assert max(len(line) + sum(one > "\u3000" for one in line) for line in lines) <= columns


def test_errors_come_first_and_warnings_by_rule(project: Path, write: Write) -> None:
    write("specs/001-a/plan.md", f"**Storage**: NEEDS CLARIFICATION\n\n{PLAN}- [ ] T004 Twice (FR-009)\n")
    lines = [line for line in tool(project, "check").output.splitlines() if line]
    kinds = [line.split(": ")[1] for line in lines[:-1]]
    assert kinds == sorted(kinds)
    assert {"error", "warning"} == set(kinds)
    rules = [line.rpartition("[")[2] for line in lines[:-1] if ": warning: " in line]
    assert rules == ["story-label]", "uncovered-requirement]", "needs-clarification]"]
    assert lines[-1].endswith(", 3 warnings (1 story-label, 1 uncovered-requirement, 1 needs-clarification)")


def test_many_warnings_of_one_rule_are_cut_unless_all_are_wanted(project: Path, write: Write) -> None:
    write("specs/001-a/spec.md", SPEC + "".join(f"- **FR-1{number:02d}**: More.\n" for number in range(20)))
    short, full = tool(project, "check"), tool(project, "check", "--full")
    assert short.status == full.status == 0
    assert short.output.count("[uncovered-requirement]\n") == 10
    assert "… and 11 more warnings [uncovered-requirement]; --full shows all\n" in short.output
    assert full.output.count("[uncovered-requirement]\n") == 21
    assert short.output.splitlines()[-1] == full.output.splitlines()[-1]


def test_annotations_are_chosen_under_github_actions_unless_a_format_is_given(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".git").mkdir()
    plain, given = tool(project, "check").output, tool(project, "check", "--format", "github").output
    assert "::warning file=specs/001-a/spec.md,line=11,title=uncovered-requirement::specs/001-a/spec.md:11: FR" in given
    assert given.endswith("\n0 errors, 1 warning\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert tool(project, "check").output == given
    assert tool(project, "check", "--format", "text").output == plain
    assert json.loads(tool(project, "check", "--json").output)["schema"] == 2
    assert json.loads(tool(project, "check", "--format", "json").output)["schema"] == 2


HOSTILE = "50%: a, b::error::c"


def test_words_of_documents_are_no_commands_to_github(project: Path, write: Write) -> None:
    write(
        "specs/001-a, b/plan.md", f"# Plan\n\n- [ ] T001 a\n- [ ] T001 {HOSTILE}\n\n[NEEDS CLARIFICATION: {HOSTILE}]\n"
    )
    lines = tool(project, "check", "--format", "github").output.splitlines()
    assert any("file=specs/001-a%2C b/plan.md,line=6," in line for line in lines)
    assert any(r'open question "50%25: a, b::error::c"' in line for line in lines)
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines[:-1])


def test_sarif_and_code_quality_name_files_from_the_root_of_the_repository(project: Path, write: Write) -> None:
    (project.parent / ".git").mkdir()
    write("specs/001-a/spec.md", f"{SPEC}- **FR-003**: More.\n")
    log = json.loads(tool(project, "check", "--format", "sarif").output)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    rules, results = log["runs"][0]["tool"]["driver"]["rules"], log["runs"][0]["results"]
    assert len(results) == 2
    for one in results:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        place = one["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "project/specs/001-a/spec.md"
        assert place["region"]["startLine"] > 0
    quality = json.loads(tool(project, "check", "--format", "gitlab").output)
    assert [one["location"]["path"] for one in quality] == ["project/specs/001-a/spec.md"] * 2
    assert {one["severity"] for one in quality} == {"minor"}
    assert len({one["fingerprint"] for one in quality}) == 2


def test_fingerprint_of_a_finding_does_not_depend_on_its_line(project: Path, write: Write) -> None:
    before = json.loads(tool(project, "check", "--format", "gitlab").output)
    write("specs/001-a/spec.md", f"\n\n{SPEC}")
    after = json.loads(tool(project, "check", "--format", "gitlab").output)
    assert [one["fingerprint"] for one in after] == [one["fingerprint"] for one in before]
    assert after != before


def test_remedy_names_the_command_of_the_readme(project: Path, write: Write) -> None:
    write("specs/001-a/plan.md", f"{PLAN}- [ ] T005 More\n")
    assert "run 'copier update --trust --defaults --vcs-ref=:current:' to get its stub" in tool(project, "check").output
    write("Makefile", "sync:\n\tcopier update\n")
    assert "run 'make sync' to get its stub" in tool(project, "check").output
