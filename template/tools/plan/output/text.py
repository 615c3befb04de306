"""Findings, the matrix and what is ready as lines for a terminal."""

from collections.abc import Iterator, Mapping, Sequence

from ..model import Feature, Finding, Project, Task
from .matrix import Row, count, counts, rows


def findings_as_text(findings: tuple[Finding, ...]) -> Iterator[str]:
    """A line a finding, `file:line: severity: what is wrong; what to do [rule]`, then the count."""
    for one in findings:
        yield f"{one.file}:{one.line}: {one.severity}: {one.message} [{one.rule}]"
    errors = sum(one.severity == "error" for one in findings)
    yield f"{count(errors, 'error')}, {count(len(findings) - errors, 'warning')}"


def report_as_text(project: Project) -> Iterator[str]:
    """Each feature with the progress of its stories, then the matrix: requirement, story, task, test, status."""
    for feature in project.features:
        whole = counts(feature, feature.tasks)
        tests = count(whole.passing, "test")
        yield f"{feature.id}: {whole.done} of {count(whole.total, 'task')} done, {tests} passing"
        for story in feature.stories:
            part = counts(feature, [task for task in feature.tasks if story.id in task.stories])
            yield f"  {story.id} {story.title}: {part.done} of {part.total} done, {part.passing} passing"
        last = None
        for row in rows(feature):
            if row.requirement != last:
                last = row.requirement
                yield f"  {row.requirement or 'no requirement'} {row.requirement_text}".rstrip()
            yield from _row(row)


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
