"""Each rule with the smallest input that shows it, and one that does not."""

import time

import pytest
from plan.model import Document, Feature, Finding, Project
from plan.model import Test as TaskTest
from plan.reading.grammar import read_tasks
from plan.rules import RULES, check

FILE = "specs/001-x/plan.md"


def findings(
    text: str, tests: dict[str, TaskTest] | None = None, recorded: frozenset[str] = frozenset()
) -> list[Finding]:
    tasks = read_tasks(text, FILE)
    feature = Feature("001-x", (Document(FILE, text),), (), (), tasks, tests or {}, recorded)
    return list(check(Project(".", (feature,))))


GOOD = {
    "duplicate-id": "- [x] T001 a\n- [x] T002 b",
    "missing-test": "- [x] T001 done, so it needs none",
    "leftover-placeholder": "- [x] T001 Show app/[name]/page.tsx, [file](x.md), `[Title]` and the [P] mark",
}
BAD = {
    "duplicate-id": ("- [x] T001 a\n- [x] T001 b", 2, f"T001 is taken by {FILE}:1; give this task the next free id"),
    "missing-test": ("- [ ] T001 a", 1, "T001 has no test; commit, then run 'copier update' to get its stub"),
    "leftover-placeholder": (
        "# Plan\n- [x] TXXX Security",
        2,
        "TXXX is left of the template; write what it stands for",
    ),
}


def test_every_rule_has_its_two_cases() -> None:
    assert [rule.name for rule in RULES] == list(GOOD) == list(BAD)


@pytest.mark.parametrize("rule", GOOD)
def test_good_case_has_no_finding(rule: str) -> None:
    assert findings(GOOD[rule]) == []


@pytest.mark.parametrize("rule", BAD)
def test_bad_case_has_one_error_at_its_line(rule: str) -> None:
    text, line, message = BAD[rule]
    (finding,) = findings(text)
    assert (finding.rule, finding.severity, finding.file, finding.line) == (rule, "error", FILE, line)
    assert finding.message == message


def test_stub_that_the_user_deleted_is_a_warning() -> None:
    test = {"T001": TaskTest("tests/test_a.py", "test_t001_a", "missing")}
    (finding,) = findings("- [ ] T001 a", test, frozenset({"T001"}))
    assert (finding.rule, finding.severity) == ("missing-test", "warning")


def test_missing_test_of_a_language_without_stub_form_is_a_warning_that_says_so() -> None:
    (finding,) = findings("- [ ] T001 a", {"T001": TaskTest("test/a_test.dart", None, "missing")})
    assert (finding.rule, finding.severity) == ("missing-test", "warning")
    assert "its language has no stub form" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "# Implementation Plan: [FEATURE]",
        "**Storage**: [e.g. PostgreSQL, or NEEDS CLARIFICATION]",
        "[REMOVE IF UNUSED] x",
        "<!-- ACTION REQUIRED: replace -->",
        "Create [Entity1] model in src/models/x.py",
    ],
)
def test_placeholders_of_the_plan_template_are_found(text: str) -> None:
    assert [one.rule for one in findings(text)] == ["leftover-placeholder"]


def test_placeholders_are_looked_for_in_linear_time() -> None:
    began = time.process_time()
    findings("- [x] T001 " + "[e.g. " * 50_000)
    assert time.process_time() - began < 2
