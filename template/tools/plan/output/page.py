"""The report as one HTML page that needs no network: progress, what is next, findings, matrix and graphs.

Everything that a document says reaches it escaped. Style and script stand in the page; a policy allows these two by
their hashes, and nothing else.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path

from ..graph import ready
from ..model import Feature, Finding, Project
from ..revision import short_commit
from ..rules import RULES
from .counting import Standing, scenario_standing, standing
from .matrix import count, requirement_tasks
from .page_feature import feature_section
from .parts import bar, cell, fold, head_cell, line, rendered, stacked_bar, table
from .text import NO_RESULTS, total, warnings_by_rule

HERE = Path(__file__).parent
_MOST = 5  # things of a kind among the next steps


def page(project: Project, findings: Sequence[Finding], notes: Sequence[str]) -> str:
    """The whole page as text."""
    return "\n".join(_page(project, findings, notes)) + "\n"


def _page(project: Project, findings: Sequence[Finding], notes: Sequence[str]) -> Iterator[str]:
    style, script = ((HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; form-action 'none'"
    yield '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(project.name)}: plan report</title>\n<style>{style}</style>"
    yield f'<a class="skip" href="#main">Skip to the report</a>\n<header><h1>{escape(project.name)}</h1>'
    yield f'<p class="quiet">{_about(project)}</p>'
    yield '<nav aria-label="Sections"><ul><li><a href="#progress">Progress</a></li>'
    yield '<li><a href="#next">Next</a></li><li><a href="#findings">Findings</a></li>'
    for number, feature in enumerate(project.features):
        yield f'<li><a href="#f{number}">{escape(feature.id)}</a></li>'
    yield '</ul></nav></header>\n<main id="main">'
    yield from _progress(project)
    yield from _next(project, findings)
    yield from _findings(findings, notes)
    for number, feature in enumerate(project.features):
        yield from feature_section(feature, f"f{number}", project.has_results)
    yield f"</main>\n<script>{script}</script>\n</html>"


def _about(project: Project) -> str:
    today = date.today()
    commit = short_commit(Path(project.root).resolve())
    facts = ["Plan report", f"{today.day} {today:%B %Y}", f"commit {commit}" if commit else ""]
    return " · ".join(escape(one) for one in facts if one)


def _progress(project: Project) -> Iterator[str]:
    """The whole project in a few figures, and with several features a line for each."""
    each = [(feature, standing(feature, feature.tasks, project.has_results)) for feature in project.features]
    whole = _sum([one for _, one in each], project.has_results)
    yield '<section aria-labelledby="progress"><h2 id="progress">Progress</h2><dl class="figures">'
    yield _figure("Tasks done", f"{whole.done} of {whole.total}", _share(whole.done, whole.total, "Tasks done"))
    remark = "" if project.has_results else f" ({NO_RESULTS})"
    parts = [(name, whole.of(name)) for name in whole.statuses]
    yield _figure("Tests", f"{whole.statuses_in_words or 'none'}{remark}", stacked_bar(parts, "Tests by status"))
    scenarios = [scenario_standing(one, project.has_results) for one in project.features]
    tested = _sum(scenarios, project.has_results)
    if tested.total:
        parts = [(name, tested.of(name)) for name in tested.statuses]
        shown = stacked_bar(parts, "Scenarios by the status of their tests")
        yield _figure("Scenarios", tested.statuses_in_words, shown)
    needed = [bool(tasks) for one in project.features for _, tasks in requirement_tasks(one)]
    if needed:
        words = f"{sum(needed)} of {len(needed)} have tasks"
        yield _figure("Requirements", words, _share(sum(needed), len(needed), "Requirements with tasks"))
    yield "</dl>"
    if len(each) > 1:
        lines = [_feature_line(feature, one, f"f{number}") for number, (feature, one) in enumerate(each)]
        yield from table(("Feature", "Tasks done", "Tests"), lines)
    yield "</section>"


def _share(part: int, whole: int, label: str) -> str:
    return stacked_bar([("passing", part), ("pending", whole - part)], label)


def _figure(name: str, words: str, shown: str) -> str:
    return f"<div><dt>{escape(name)}</dt><dd>{escape(words)}{shown}</dd></div>"


def _feature_line(feature: Feature, part: Standing, key: str) -> str:
    named = f'<a href="#{key}">{escape(feature.id)}</a>{" (archived)" * feature.is_archived}'
    done = f"{bar(part.done, part.total, f'Done of {feature.id}')} {part.done} of {part.total}"
    return line(head_cell(named), cell(done, "Tasks done"), cell(escape(part.statuses_in_words), "Tests"))


def _sum(parts: Sequence[Standing], has_results: bool) -> Standing:
    names = dict.fromkeys(name for one in parts for name in one.statuses)
    statuses = {name: sum(one.of(name) for one in parts) for name in names}
    return Standing(sum(one.total for one in parts), sum(one.done for one in parts), statuses, has_results)


def _next(project: Project, findings: Sequence[Finding]) -> Iterator[str]:
    """What to do now: errors, failing and suspect tests, then the tasks that can be started."""
    yield '<section aria-labelledby="next"><h2 id="next">What to do next</h2>'
    errors = sum(one.severity == "error" for one in findings)
    failing = [
        f"<strong>{escape(task.id)}</strong> fails: {_path(feature, task.id)}"
        for feature in project.features
        for task in feature.tasks
        if task.id in feature.tests and feature.tests[task.id].status == "failing"
    ]
    suspect = [
        f"<strong>{escape(task_id)}</strong>: {' and '.join(rendered(one.name) for one in changed)} changed. "
        f"Look at {_path(feature, task_id)}, then run <code>python3 tools/plan reviewed {escape(task_id)}</code>"
        for feature in project.features
        for task_id, changed in feature.suspects.items()
    ]
    startable = [
        f"<strong>{escape(task.id)}</strong> {rendered(task.text)}"
        for feature in project.features
        if not feature.is_archived
        for task in ready(feature)
    ]
    steps = [f'Fix <a href="#findings">{count(errors, "error")}</a> of the plan'] * bool(errors)
    yield from _steps("", steps)
    yield from _steps("Make these tests pass", failing)
    yield from _steps("Review these tests", suspect)
    yield from _steps("Start one of these tasks; <code>python3 tools/plan next</code> lists all", startable)
    if not (steps or failing or suspect or startable):
        is_planned = any(feature.tasks for feature in project.features)
        yield f"<p>{'Every task is ticked, and no test fails.' if is_planned else 'There are no tasks yet.'}</p>"
    yield "</section>"


def _steps(title: str, items: Sequence[str]) -> Iterator[str]:
    if not items:
        return
    more = [f"and {len(items) - _MOST} more"] if len(items) > _MOST else []
    yield from [f"<p>{title}:</p>"] * bool(title)
    yield f"<ul>{''.join(f'<li>{one}</li>' for one in [*items[:_MOST], *more])}</ul>"


def _path(feature: Feature, task_id: str) -> str:
    test = feature.tests[task_id]
    return f'<span class="path">{escape(" ".join(filter(None, (test.path, test.name))))}</span>'


def _findings(findings: Sequence[Finding], notes: Sequence[str]) -> Iterator[str]:
    """By rule, each folded but for the errors."""
    yield '<section aria-labelledby="findings"><h2 id="findings">Findings</h2>'
    for note in notes:
        yield f"<p><strong>Test results:</strong> {escape(note)}</p>"
    yield f"<p>{total(findings)}.</p>" if findings else "<p>Nothing was found.</p>"
    wants = {rule.name: rule.wants for rule in RULES}
    errors: dict[str, list[Finding]] = {}
    for one in findings:
        if one.severity == "error":
            errors.setdefault(one.rule, []).append(one)
    for severity, by_rule in (("error", errors), ("warning", warnings_by_rule(findings))):
        for rule, group in by_rule.items():
            head = f'<span class="state {severity}">{count(len(group), severity)}</span> {escape(rule)}'
            told = f'{head} <span class="quiet">The rule: {rendered(wants[rule])}</span>'
            items = [
                f'<li>{escape(one.message)} <span class="path quiet">{escape(f"{one.file}:{one.line}")}</span></li>'
                for one in group
            ]
            yield from fold(told, ["<ul>", *items, "</ul>"], is_open=severity == "error", kind="finding")
    yield "</section>"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
