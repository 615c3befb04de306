"""Findings and the matrix as lines for a terminal."""

from collections.abc import Iterator

from ..model import Finding, Project


def findings_as_text(findings: tuple[Finding, ...]) -> Iterator[str]:
    """A line a finding, `file:line: severity: what is wrong; what to do [rule]`, then the count."""
    for one in findings:
        yield f"{one.file}:{one.line}: {one.severity}: {one.message} [{one.rule}]"
    errors = sum(one.severity == "error" for one in findings)
    yield f"{_count(errors, 'error')}, {_count(len(findings) - errors, 'warning')}"


def report_as_text(project: Project) -> Iterator[str]:
    """Each feature with its stories, then each task with its state, its test and the test's status."""
    for feature in project.features:
        done = sum(task.done for task in feature.tasks)
        yield f"{feature.id}: {done} of {_count(len(feature.tasks), 'task')} done"
        for story in feature.stories:
            tasks = [task for task in feature.tasks if story.id in task.stories]
            yield f"  {story.id} {story.title}: {sum(task.done for task in tasks)} of {len(tasks)} done"
        for task in feature.tasks:
            test = feature.tests.get(task.id)
            shown = f"{test.path} ({test.status})" if test else "no test"
            yield f"  [{task.state}] {task.id} {task.text}"
            yield f"      {', '.join(task.requirements) or 'no requirement'}; {shown}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
