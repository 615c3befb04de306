"""The report as Markdown, for the summary of a CI job: progress and what is wrong first, the rest folded."""

from collections.abc import Iterator, Sequence

from ..graph import ready
from ..grouping import groups
from ..model import Feature, Finding, Project, Task
from .counting import scenario_standing, standing
from .matrix import count, criterion_tasks, requirement_tasks, rows
from .text import NO_RESULTS, total, warnings_by_rule

_SPECIAL = {one: f"\\{one}" for one in "\\`*_[]|#~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "\r": " ", "\n": " "}
_MOST_BYTES = 700_000  # of matrices; GitHub takes no summary of more than a mebibyte
_MOST = 50  # findings of one rule
_ESCAPES = str.maketrans(_SPECIAL)


def report_as_markdown(project: Project, findings: Sequence[Finding], notes: Sequence[str]) -> Iterator[str]:
    """The findings by rule, then each feature with its progress and, folded, its scenarios and its matrix."""
    yield f"# {_text(project.name)}: {total(findings)}"
    yield from ("", *(f"> Note: {_text(note)}" for note in notes)) if notes else ()
    yield from _findings(findings)
    size = 0
    for feature in project.features:
        yield from ("", f"## {_text(feature.id)}", *_progress(feature, project.has_results))
        matrix = list(_matrix(feature))
        size += sum(len(line.encode("utf-8")) for line in matrix)
        if size < _MOST_BYTES:
            yield from _folded(f"Matrix of {feature.id}", matrix)
        else:
            yield from ("", "The matrix is left out, for a summary holds no more; `report --html FILE` has it.")


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    errors = [one for one in findings if one.severity == "error"]
    if errors:
        yield from _table(("Error", "Where", "Rule"), [(one.message, _place(one), one.rule) for one in errors[:_MOST]])
        yield from _more(len(errors))
    for rule, group in warnings_by_rule(findings).items():
        lines = list(_table(("Warning", "Where"), [(one.message, _place(one)) for one in group[:_MOST]]))
        yield from _folded(f"{count(len(group), 'warning')}: {rule}", [*lines, *_more(len(group))])


def _place(one: Finding) -> str:
    return f"{one.file}:{one.line}"


def _more(number: int) -> Iterator[str]:
    yield from ("", f"… and {number - _MOST} more") if number > _MOST else ()


def _progress(feature: Feature, has_results: bool) -> Iterator[str]:
    whole = standing(feature, feature.tasks, has_results)
    remark = "" if has_results else f" ({NO_RESULTS})"
    yield ""
    yield f"**{whole.done} of {count(whole.total, 'task')} done.** Tests: {whole.statuses_in_words or 'none'}{remark}."
    startable = [task.id for task in ready(feature)]
    if startable and not feature.is_archived:
        yield from ("", f"Next: {', '.join(map(_text, startable[:5]))}{', …' * (len(startable) > 5)}")
    yield from _attention(feature)
    lines = []
    for group in groups(feature):
        part = standing(feature, group.tasks, has_results)
        name = f"{group.name} {group.title}".strip()
        lines.append((name, f"{part.done} of {part.total}", part.statuses_in_words))
    yield from _table(("Story or phase", "Done", "Tests"), lines)
    statements = [
        (one.id, one.text, *_told(feature, tasks, has_results))
        for found in (requirement_tasks(feature), criterion_tasks(feature))
        for one, tasks in found
    ]
    if statements:
        yield from _table(("Requirement", "What", "Tasks", "Tests"), statements)
    yield from _scenarios(feature, has_results)


def _attention(feature: Feature) -> Iterator[str]:
    """The suspect tests; failing ones stand in the results of the job."""
    for task_id, changed in feature.suspects.items():
        names = " and ".join(_text(one.name) for one in changed)
        yield from ("", f"> {_text(task_id)} is suspect: {names} changed after its test was written.")


def _told(feature: Feature, tasks: Sequence[Task], has_results: bool) -> tuple[str, str]:
    words = standing(feature, tasks, has_results).statuses_in_words
    return (str(len(tasks)), words or "no test") if tasks else ("no task", "")


def _scenarios(feature: Feature, has_results: bool) -> Iterator[str]:
    if not feature.scenarios:
        return
    told = scenario_standing(feature, has_results).statuses_in_words
    tests = {task_id: test.status for task_id, test in feature.tests.items()}
    lines = [
        (one.story, one.scenario.words, one.task or "no task", tests.get(one.task, "no test"))
        for one in feature.scenarios
    ]
    inside = list(_table(("Story", "Scenario", "Task", "Test"), lines))
    yield from _folded(f"{count(len(lines), 'scenario')}: {told}", inside)


def _matrix(feature: Feature) -> Iterator[str]:
    lines = []
    for row in rows(feature):
        task, test = row.task, row.test
        told = (", ".join(task.stories), f"{task.id} {task.text}", "yes" if task.done else "no") if task else ("",) * 3
        lines.append((row.requirement, *told, test.path if test else "", test.status if test else "no test"))
    yield from _table(("Requirement", "Story", "Task", "Done", "Test", "Status"), lines)


def _folded(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield from ("", f"<details><summary>{_text(title)}</summary>", *lines, "", "</details>")


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from ("", f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |")
    for line in lines:
        yield f"| {' | '.join(map(_text, line))} |"


def _text(text: str) -> str:
    """Text as data: Markdown, HTML and the bars of a table mean nothing in it."""
    return text.translate(_ESCAPES)
