"""The report as Markdown, for the summary of a CI job."""

from collections.abc import Iterator, Sequence

from ..grouping import groups
from ..model import Feature, Finding, Project
from .matrix import count, counts, rows

_SPECIAL = {one: f"\\{one}" for one in "\\`*_[]|#~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "\r": " ", "\n": " "}
_MOST_BYTES = 700_000  # of matrices; GitHub takes no summary of more than a mebibyte
_ESCAPES = str.maketrans(_SPECIAL)


def report_as_markdown(project: Project, findings: Sequence[Finding], notes: Sequence[str]) -> Iterator[str]:
    """Findings first, then each feature with its progress and, folded, its matrix."""
    errors = sum(one.severity == "error" for one in findings)
    yield f"# Plan: {count(errors, 'error')}, {count(len(findings) - errors, 'warning')}"
    yield from ("", *(f"> Note: {_text(note)}" for note in notes)) if notes else ()
    if findings:
        yield from _table(
            ("Severity", "Where", "What", "Rule"),
            [(one.severity, f"{one.file}:{one.line}", one.message, one.rule) for one in findings],
        )
    size = 0
    for feature in project.features:
        yield from ("", f"## {_text(feature.id)}", *_progress(feature))
        matrix = list(_matrix(feature))
        size += sum(len(line.encode("utf-8")) for line in matrix)
        if size < _MOST_BYTES:
            yield from ("", f"<details><summary>Matrix of {_text(feature.id)}</summary>", *matrix, "", "</details>")
        else:
            yield from ("", "The matrix is left out, for a summary holds no more; `report --html FILE` has it.")


def _progress(feature: Feature) -> Iterator[str]:
    lines = []
    for group in groups(feature):
        part = counts(feature, group.tasks)
        name = f"{group.name} {group.title}".strip()
        lines.append((name, f"{part.done} of {part.total}", str(part.passing), str(part.failing)))
    yield from _table(("Story or phase", "Done", "Passing", "Failing"), lines)


def _matrix(feature: Feature) -> Iterator[str]:
    lines = []
    for row in rows(feature):
        task, test = row.task, row.test
        told = (", ".join(task.stories), f"{task.id} {task.text}", "yes" if task.done else "no") if task else ("",) * 3
        lines.append((row.requirement, *told, test.path if test else "", test.status if test else "no test"))
    yield from _table(("Requirement", "Story", "Task", "Done", "Test", "Status"), lines)


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from ("", f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |")
    for line in lines:
        yield f"| {' | '.join(map(_text, line))} |"


def _text(text: str) -> str:
    """Text as data: Markdown, HTML and the bars of a table mean nothing in it."""
    return text.translate(_ESCAPES)
