"""Findings, the matrix and what is ready as lines for a terminal."""

from collections.abc import Iterator, Mapping, Sequence

from ..graph import ready
from ..grouping import groups
from ..model import Feature, Finding, Project, Replaceable, Task, Touched
from .columns import cut, lines_of
from .counting import ready_now, scenario_standing, standing
from .matrix import Row, count, criterion_tasks, requirement_tasks, rows

NO_RESULTS = "no results given"
MOST = 10  #: warnings of one rule that are shown without --full
_ATTENTION = 10  # tests that a report names


def findings_as_text(findings: Sequence[Finding], full: bool = False) -> Iterator[str]:
    """A line a finding, `file:line: severity: what is wrong; what to do [rule]`, then the counts.

    Errors come first, then the warnings by rule; of a rule with many only the first unless all are asked for.
    """
    errors = [one for one in findings if one.severity == "error"]
    by_rule = warnings_by_rule(findings)
    yield from map(_finding, errors)
    for index, (rule, group) in enumerate(by_rule.items()):
        shown = group if full or len(group) <= MOST + 1 else group[:MOST]
        yield from [""] * bool(errors or index)
        yield from map(_finding, shown)
        if len(shown) < len(group):
            yield f"… and {len(group) - len(shown)} more warnings [{rule}]; --full shows all"
    told = ", ".join(f"{len(group)} {rule}" for rule, group in by_rule.items())
    yield from [""] * bool(findings)
    yield total(findings) + (f" ({told})" if len(by_rule) > 1 else "")


def total(findings: Sequence[Finding]) -> str:
    """`1 error, 3 warnings`."""
    errors = sum(one.severity == "error" for one in findings)
    return f"{count(errors, 'error')}, {count(len(findings) - errors, 'warning')}"


def warnings_by_rule(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Group what is no error by rule, in the order of the findings."""
    found: dict[str, list[Finding]] = {}
    for one in findings:
        if one.severity != "error":
            found.setdefault(one.rule, []).append(one)
    return found


def report_as_text(project: Project, findings: Sequence[Finding], full: bool = False) -> Iterator[str]:
    """Each feature with a line for each story, requirement and criterion; with `full` every task too."""
    yield project.name
    for feature in project.features:
        yield ""
        yield from _feature(feature, project.has_results)
        if full:
            yield from _matrix(feature)
    yield from ("", f"Findings: {total(findings)} (python3 tools/plan check)" if findings else "No findings.")


def _feature(feature: Feature, has_results: bool) -> Iterator[str]:
    whole = standing(feature, feature.tasks, has_results)
    yield f"{feature.id}: {whole.done} of {count(whole.total, 'task')} done"
    remark = "" if has_results else f" ({NO_RESULTS}: --junit FILE)"
    yield from [f"  Tests: {whole.statuses_in_words}{remark}"] * bool(whole.tests)
    if feature.scenarios:
        yield f"  Scenarios: {scenario_standing(feature, has_results).statuses_in_words}"
    for title, lines in _tables(feature, has_results):
        yield from (f"  {title}", *lines_of(lines, "    "))
    yield from _attention(feature)
    startable = ready(feature)
    if startable and not feature.is_archived:
        yield f"  Next: {ready_now(startable)} (python3 tools/plan next)"


def _tables(feature: Feature, has_results: bool) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    stories = []
    for group in groups(feature):
        part = standing(feature, group.tasks, has_results)
        told = ", ".join(filter(None, [f"{part.done} of {part.total} done", part.in_words]))
        stories.append((group.name if group.title else "", group.title or group.name, told))
    requirements = [(one.id, one.text, _told(feature, tasks, has_results)) for one, tasks in requirement_tasks(feature)]
    criteria = [(one.id, one.text, _told(feature, tasks, has_results)) for one, tasks in criterion_tasks(feature)]
    named = (("Stories and phases", stories), ("Requirements", requirements), ("Success criteria", criteria))
    yield from ((title, lines) for title, lines in named if lines)


def _told(feature: Feature, tasks: Sequence[Task], has_results: bool) -> str:
    """`3 tasks, 2 tests passing, 1 pending`."""
    if not tasks:
        return "no task"
    words = standing(feature, tasks, has_results).in_words
    return ", ".join(filter(None, [count(len(tasks), "task"), words or "no test"]))


def _attention(feature: Feature) -> Iterator[str]:
    """The failing and the suspect tests, each with its task."""
    lines = []
    for task in feature.tasks:
        test = feature.tests.get(task.id)
        changed = feature.suspects.get(task.id, ())
        if test and test.status == "failing":
            lines.append(f"    {task.id} failing: {test.path} {test.name or ''}".rstrip())
        if test and changed:
            names = ", ".join(one.id or f'"{cut(one.text, 40)}"' for one in changed)
            lines.append(f"    {task.id} suspect: {names} changed; python3 tools/plan reviewed {task.id}")
    if lines:
        yield "  Needs attention"
        yield from lines[:_ATTENTION]
    if len(lines) > _ATTENTION:
        yield f"    … and {len(lines) - _ATTENTION} more; --full shows every task"


def _matrix(feature: Feature) -> Iterator[str]:
    yield "  Every task by requirement"
    last = None
    for row in rows(feature):
        if row.requirement != last:
            last = row.requirement
            yield f"  {row.requirement or 'no requirement'} {row.requirement_text}".rstrip()
        yield from _row(row)


def impact_as_text(features: Sequence[Feature], since: str, touched: Sequence[Touched]) -> Iterator[str]:
    """What differs from a commit, the words then and now, and the tasks and tests that it touches."""
    by_id = {feature.id: feature for feature in features}
    last = ""
    for one in touched:
        if one.feature != last:
            last = one.feature
            yield f"{last}:"
        place = f"{one.file}:{one.line}: " if one.line else ""
        label = f"{one.id} scenario" if one.kind == "scenario" else one.id
        yield f"  {place}{label} {one.how}"
        yield from [f"    - {one.before}"] * bool(one.before)
        yield from [f"    + {one.text}"] * bool(one.text)
        yield from (line for task in one.tasks for line in _touched(by_id[one.feature], task))
        yield from ["    no task"] * (not one.tasks)
    tasks = {(one.feature, task.id) for one in touched for task in one.tasks}
    what = f"{count(len(touched), 'change')} since {since}, {count(len(tasks), 'task')} concerned"
    yield what if touched else f"no requirement, criterion or scenario differs from {since}"


def _touched(feature: Feature, task: Task) -> Iterator[str]:
    test = feature.tests.get(task.id)
    yield f"    [{task.state}] {_task(task)}"
    if test:
        suspect = ", suspect" * (task.id in feature.suspects)
        yield f"        {test.path} {test.name or ''}".rstrip() + f" ({test.status}{suspect})"


def ready_as_text(feature: Feature, groups: Sequence[Sequence[Task]], waiting: int) -> Iterator[str]:
    """What can be started; tasks that can be done at the same time stand together."""
    yield f"{feature.id}: {count(sum(map(len, groups)), 'task')} can be started, {waiting} must wait"
    for group in groups:
        if len(group) > 1:
            yield "  side by side, for they share no file:"
        for task in group:
            yield f"  {'  ' * (len(group) > 1)}{_task(task)}"


def blocked_as_text(unknown: Mapping[str, str]) -> Iterator[str]:
    """Tasks that can never be started, by their id the one that is in no list."""
    for task_id, other in unknown.items():
        yield f"  {task_id} waits for {other}, which is no task; see check"


def visible(line: str) -> str:
    """Without control characters: what a document holds may not steer a terminal."""
    return line if line.isprintable() else "".join(one if one.isprintable() or one == "\t" else "�" for one in line)


def _finding(one: Finding) -> str:
    return f"{one.file}:{one.line}: {one.severity}: {one.message} [{one.rule}]"


def _row(row: Row) -> Iterator[str]:
    if row.task is None:
        yield "    no task"
    else:
        named = f" {row.test.name}" if row.test and row.test.name else ""
        test = f"{row.test.path}{named} ({row.test.status})" if row.test else "no test"
        yield f"    [{row.task.state}] {_task(row.task)}"
        yield f"        {test}"


def _task(task: Task) -> str:
    marks = "[P] " * task.parallel + "".join(f"[{story}]" for story in task.stories)
    return " ".join(filter(None, (task.id, marks.strip(), task.text)))


def forms_as_text(found: Sequence[Replaceable], total: int) -> Iterator[str]:
    """Yield a line for each form that may be replaced: its name, and its file if it is."""
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        state = "the template's" if one.contract is None else f"{one.path} (form {one.contract})"
        yield f"{one.name.ljust(width)}  {state}"
    if total > len(found):
        yield f"{total - len(found)} forms of frameworks that this project does not use: --full"
