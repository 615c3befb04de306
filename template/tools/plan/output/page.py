"""The report as one HTML page that needs no network: progress, matrix, graph, findings.

Everything can be read without JavaScript; the script, whose hash alone the page allows, only filters the matrix.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from ..graph import Edges, edges_of
from ..grouping import Group, groups
from ..model import Feature, Finding, Project, Task
from .drawing import drawing
from .matrix import Row, counts, rows, status

HERE = Path(__file__).parent
_STATUSES = ("missing", "pending", "skipped", "failing", "passing", "unknown", "no test")


def page(project: Project, findings: Sequence[Finding], notes: Sequence[str]) -> str:
    """The whole page as text."""
    return "\n".join(_page(project, findings, notes)) + "\n"


def _page(project: Project, findings: Sequence[Finding], notes: Sequence[str]) -> Iterator[str]:
    style, script = ((HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    errors = sum(one.severity == "error" for one in findings)
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; form-action 'none'"
    yield '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Plan report</title>\n<style>{style}</style>"
    yield '<a class="skip" href="#main">Skip to the report</a>\n<header><h1>Plan report</h1>'
    yield f"<p>Errors: {errors}. Warnings: {len(findings) - errors}. Features: {len(project.features)}.</p>"
    yield '<nav aria-label="Sections"><ul><li><a href="#findings">Findings</a></li>'
    for number, feature in enumerate(project.features):
        yield f'<li><a href="#f{number}">{escape(feature.id)}</a></li>'
    yield '</ul></nav></header>\n<main id="main">'
    yield from _findings(findings, notes)
    for number, feature in enumerate(project.features):
        yield from _feature(feature, f"f{number}")
    yield f"</main>\n<script>{script}</script>\n</html>"


def _findings(findings: Sequence[Finding], notes: Sequence[str]) -> Iterator[str]:
    yield '<section aria-labelledby="findings"><h2 id="findings">Findings</h2>'
    for note in notes:
        yield f"<p><strong>Test results:</strong> {escape(note)}</p>"
    lines = [
        _line(
            _cell(one.severity, "state " + one.severity, "Severity"),
            _cell(f"{one.file}:{one.line}", "path", "Where"),
            _cell(one.message, "", "What"),
            _cell(one.rule, "nowrap", "Rule"),
        )
        for one in findings
    ]
    yield from _table(("Severity", "Where", "What", "Rule"), lines) if lines else ("<p>Nothing was found.</p>",)
    yield "</section>"


def _feature(feature: Feature, key: str) -> Iterator[str]:
    whole = counts(feature, feature.tasks)
    yield f'<section aria-labelledby="{key}"><h2 id="{key}">{escape(feature.id)}</h2>'
    yield f"<p>{whole.done} of {whole.total} tasks are done, {whole.passing} tests pass, {whole.failing} fail.</p>"
    grouped = groups(feature)
    if grouped:
        yield "<h3>Progress by story and phase</h3>"
        head = ("Story or phase", "Done", "Tests passing", "Tests failing")
        yield from _table(head, [_progress(feature, group) for group in grouped])
        yield "<h3>Matrix</h3>"
        yield from _matrix(feature, key)
        yield "<h3>Graph</h3>"
        edges = edges_of(feature)
        for number, group in enumerate(grouped):
            yield from _graph(group, edges, f"{key}-g{number}", number == 0)
    yield "</section>"


def _progress(feature: Feature, group: Group) -> str:
    part = counts(feature, group.tasks)
    name = escape(_name(group))
    bar = f'<progress value="{part.done}" max="{part.total}" aria-label="Done of {name}"></progress>'
    return _line(
        f'<th scope="row">{name}</th>',
        f'<td data-label="Done">{bar} {part.done} of {part.total}</td>',
        _cell(str(part.passing), "", "Tests passing"),
        _cell(str(part.failing), "state failing" if part.failing else "", "Tests failing"),
    )


def _matrix(feature: Feature, key: str) -> Iterator[str]:
    yield f'<form class="filter" data-table="{key}-m" hidden>'
    yield '<label>Search<input name="words" type="search" autocomplete="off"></label>'
    yield from _select("story", "Story", [story.id for story in feature.stories])
    yield from _select("done", "Task", ["done", "open"])
    yield from _select("status", "Test", _STATUSES)
    yield '<button type="reset">All</button><output aria-live="polite"></output></form>'
    head = ("Story or phase", "Task", "State", "Test", "Status")
    lines: list[str] = []
    last = None
    for row in rows(feature):
        if row.requirement != last:
            last = row.requirement
            told = f"{row.requirement} {row.requirement_text}".strip() or "Tasks that name no requirement"
            lines += ["</tbody><tbody>"] * bool(lines)
            lines.append(f'<tr class="group"><th colspan="{len(head)}" scope="rowgroup">{escape(told)}</th></tr>')
        lines.append(_row(feature, row))
    yield from _table(head, lines, f"{key}-m")


def _row(feature: Feature, row: Row) -> str:
    task = row.task
    if task is None:
        return _line(_cell("", "", "Story or phase"), _cell("no task", "state missing", "Task"), data={})
    done, said = "done" if task.done else "open", status(feature, task)
    named = f"{row.test.path} {row.test.name or ''}".strip() if row.test else ""
    return _line(
        _cell(", ".join(task.stories) or task.phase, "", "Story or phase"),
        f'<td data-label="Task"><strong>{escape(task.id)}</strong> {escape(task.text)}'
        f'<br><span class="path quiet">{escape(f"{task.file}:{task.line}")}</span></td>',
        _cell(done, f"state {done}", "State"),
        _cell(named, "path", "Test"),
        _cell(said, f"state {said.replace(' ', '-')}", "Status"),
        data={"story": " ".join(task.stories), "done": done, "status": said.replace(" ", "-")},
    )


def _graph(group: Group, edges: Edges, key: str, is_open: bool) -> Iterator[str]:
    name = _name(group)
    blocks: dict[str, list[str]] = {}
    for task_id, waits in edges.items():
        for other in waits:
            blocks.setdefault(other, []).append(task_id)
    yield f'<details id="{key}"{" open" * is_open}><summary>{escape(name)} ({len(group.tasks)} tasks)</summary>'
    yield f'<div class="beside"><div class="scroll" tabindex="0" role="region" aria-label="Graph of {escape(name)}">'
    yield from drawing(f"Graph of {name}; the table beside it says the same", f"{key}-tip", group.tasks, edges)
    yield "</div>"
    lines = [_waits(task, blocks.get(task.id, [])) for task in group.tasks]
    yield from _table(("Task", "What", "Waits for", "Is waited for by"), lines)
    yield "</div></details>"


def _waits(task: Task, waiting: Sequence[str]) -> str:
    return _line(
        f'<th scope="row">{escape(task.id)}</th>',
        _cell(task.text, "", "What"),
        _cell(", ".join(task.depends_on) or "nothing", "", "Waits for"),
        _cell(", ".join(waiting) or "nothing", "", "Is waited for by"),
    )


def _select(name: str, label: str, values: Sequence[str]) -> Iterator[str]:
    yield f'<label>{label}<select name="{name}"><option value="">all</option>'
    for value in values:
        yield f'<option value="{escape(value.replace(" ", "-"))}">{escape(value)}</option>'
    yield "</select></label>"


def _table(head: Sequence[str], lines: Sequence[str], key: str = "") -> Iterator[str]:
    named = f' id="{key}"' if key else ""
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(", ".join(head))}">'
    yield f'<table class="stack"{named}><thead><tr>'
    yield "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    yield "</tr></thead><tbody>"
    yield from lines
    yield "</tbody></table></div>"


def _line(*cells: str, data: dict[str, str] | None = None) -> str:
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in (data or {}).items())
    return f"<tr{attributes}>{''.join(cells)}</tr>"


def _cell(text: str, kind: str, label: str) -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<td{named} data-label="{label}">{escape(text)}</td>'


def _name(group: Group) -> str:
    return f"{group.name} {group.title}".strip()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
