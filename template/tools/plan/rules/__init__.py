"""The rules of `check`, in the order in which they are documented: one rule, one function, one row."""

from collections.abc import Iterator, Mapping

from ..model import Feature, Finding, Project
from .base import Problem, Rule, key_of
from .contracts import unreadable_contract, untested_operation
from .documents import conflict_marker, leftover_placeholder, needs_clarification, unread_task, unreadable_list
from .features import duplicate_feature_number
from .forms import outdated_form
from .layout import layout_drift, unsafe_path, unused_unit
from .requirements import duplicate_requirement, uncovered_requirement, unknown_requirement
from .stories import source_gone, unplanned_story, untested_scenario
from .tasks import (
    dependency_cycle,
    duplicate_id,
    parallel_conflict,
    renumbered_list,
    reused_id,
    story_label,
    unknown_dependency,
)
from .tests import missing_test, orphan_test, phantom_completion, shared_test, suspect_test, unlisted_test

ERROR, WARNING, OFF = SEVERITIES = ("error", "warning", "off")

RULES = (
    Rule("duplicate-id", ERROR, "An id names one task of its feature.", duplicate_id),
    Rule("reused-id", ERROR, "The id of a deleted task is not used again.", reused_id),
    Rule("renumbered-list", ERROR, "A list is not renumbered: each task keeps its id.", renumbered_list),
    Rule("duplicate-feature-number", WARNING, "No two features share a number.",
         find_in_project=duplicate_feature_number),
    Rule("unknown-dependency", ERROR, "A task waits only for tasks of its feature.", unknown_dependency),
    Rule("dependency-cycle", ERROR, "No task waits for itself, not over others either.", dependency_cycle),
    Rule("story-label", ERROR, "A task's `[US1]` is a story of the feature, and that of its heading.", story_label),
    Rule("parallel-conflict", ERROR,
         "Open `[P]` tasks of a group share no file; one that waits for another has a third beside it.",
         parallel_conflict),
    Rule("missing-test", ERROR, "Every open task has a test.", missing_test),
    Rule("unlisted-test", ERROR, "Every test file is in the list from which its build compiles tests.", unlisted_test),
    Rule("orphan-test", WARNING, "Every generated test has its task in a list.", find_in_project=orphan_test),
    Rule("shared-test", ERROR, "No two tasks rely on the same test.", find_in_project=shared_test),
    Rule("phantom-completion", ERROR, "The test of a ticked task is neither pending nor failing.", phantom_completion),
    Rule("duplicate-requirement", ERROR, "An id names one requirement or criterion of spec.md.", duplicate_requirement),
    Rule("unknown-requirement", ERROR, "A requirement that a task names is in spec.md.", unknown_requirement),
    Rule("uncovered-requirement", WARNING, "Every requirement of spec.md has a task.", uncovered_requirement),
    Rule("unplanned-story", WARNING, "Every story of spec.md has a task.", unplanned_story),
    Rule("untested-scenario", WARNING, "Every acceptance scenario of a planned story has an integration test.",
         untested_scenario),
    Rule("untested-operation", WARNING, "Every operation of a contract has a contract test.", untested_operation),
    Rule("suspect-test", WARNING, "No requirement or scenario changed after its test was written.", suspect_test),
    Rule("source-gone", WARNING, "Every planned story is still in spec.md.", source_gone),
    Rule("layout-drift", WARNING, "The tree in plan.md is the one on disk.", layout_drift),
    Rule("leftover-placeholder", ERROR, "No placeholder of a plan template is left.", leftover_placeholder),
    Rule("conflict-marker", ERROR, "No conflict marker of Git is left in documents, answers and tests.",
         find_in_project=conflict_marker),
    Rule("unsafe-path", ERROR, "No path of a task leaves the project or enters `.git`.", unsafe_path),
    Rule("unreadable-list", ERROR, "Every document of a feature can be read, as UTF-8 without control characters.",
         unreadable_list),
    Rule("unread-task", WARNING, "Every line of a list that looks like a task is read as one.", unread_task),
    Rule("unreadable-contract", ERROR, "Every contract of a planned feature can be read.", unreadable_contract),
    Rule("unused-unit", WARNING, "Every recorded source root belongs to the project type.",
         find_in_project=unused_unit),
    Rule("outdated-form", WARNING, "Every form of the team is made for the present contract.",
         find_in_project=outdated_form),
    Rule("needs-clarification", WARNING, "No question of a document is left to clarify.", needs_clarification),
)  # fmt: skip

#: What a test shows, which adoption does not change.
_OF_TESTS = ("missing-test", "unlisted-test", "phantom-completion", "shared-test")
#: What only matters as long as the feature is worked on, or the task.
_OF_DOCUMENTS = ("leftover-placeholder",)
_OF_OPEN_TASKS = ("unknown-dependency", "dependency-cycle", "story-label", "unsafe-path")
#: What nobody can work with, finished or not.
_ALWAYS = ("conflict-marker", "unreadable-list", "reused-id", "renumbered-list")


def check(project: Project, severities: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """All findings of all rules; `severities` are the project's own, by rule.

    Errors come first, by feature, file and line, then the warnings, by rule.
    """
    found = list(_found(project, severities or {}))
    order = {rule.name: place for place, rule in enumerate(RULES)}

    def place(one: Finding) -> tuple[bool, int, str, str, int, str, str]:
        is_error = one.severity == ERROR
        rule = 0 if is_error else order[one.rule]
        return (not is_error, rule, one.feature, one.file, one.line, one.rule, one.message)

    return tuple(sorted(found, key=place))


def errors_by_feature(project: Project) -> dict[str, tuple[str, ...]]:
    """Return the keys of all errors of each feature: what stands there on the day of adoption is no news later."""
    found: dict[str, dict[str, None]] = {}
    for rule in RULES:
        for feature, one in _problems(rule, project):
            if rule.name not in _OF_TESTS and (one.severity or rule.severity) == ERROR:
                found.setdefault(feature, {})[key_of(rule.name, one)] = None
    return {feature: tuple(keys) for feature, keys in found.items()}


def _found(project: Project, severities: Mapping[str, str]) -> Iterator[Finding]:
    features = {feature.id: feature for feature in project.features}
    for rule in RULES:
        own = severities.get(rule.name, "")
        if own != OFF:
            for feature, one in _problems(rule, project):
                yield Finding(
                    rule=rule.name,
                    severity=own or _severity(rule, one, features.get(feature)),
                    feature=feature,
                    task=one.task,
                    file=one.file,
                    line=one.line,
                    message=one.message,
                )


def _severity(rule: Rule, problem: Problem, feature: Feature | None) -> str:
    """An error is something false about open or claimed work, now; what is left over from the past is a warning."""
    severity = problem.severity or rule.severity
    if severity != ERROR or feature is None or rule.name in _OF_TESTS:
        return severity
    is_past = key_of(rule.name, problem) in feature.known_findings
    if rule.name in _OF_DOCUMENTS:
        is_past = is_past or feature.is_finished
    elif rule.name in _OF_OPEN_TASKS:
        tasks = {task.id: task for task in feature.tasks}
        is_past = is_past or (problem.task in tasks and tasks[problem.task or ""].done)
    elif not feature.is_ours and rule.name not in _ALWAYS:
        is_past = is_past or feature.is_finished
    return WARNING if is_past else severity


def _problems(rule: Rule, project: Project) -> Iterator[tuple[str, Problem]]:
    if rule.find:
        for feature in project.features:
            if not feature.is_archived:
                yield from ((feature.id, one) for one in rule.find(feature))
    if rule.find_in_project:
        yield from ((one.feature, one) for one in rule.find_in_project(project))
