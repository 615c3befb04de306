"""Rules about the tests behind the tasks."""

from collections.abc import Iterator

from ..languages import framework_of
from ..model import Feature, Finding


def missing_test(feature: Feature) -> Iterator[Finding]:
    """An open task without a test; a warning where the user deleted a stub, or where its language has no stub form."""
    for task in feature.tasks:
        test = feature.tests.get(task.id)
        if test is None and not task.done and task.id not in feature.recorded:
            message = f"{task.id} has no test; commit, then run 'copier update' to get its stub"
            yield Finding("missing-test", "error", feature.id, task.id, task.file, task.line, message)
        elif test is not None and test.status == "missing" and not task.done:
            has_form = framework_of(test.path) is not None
            remedy = (
                "write it again, or tick the task" if has_form else "write it, for its language has no stub form yet"
            )
            severity = "warning" if task.id in feature.recorded or not has_form else "error"
            message = f"the test of {task.id} is not in {test.path}; {remedy}"
            yield Finding("missing-test", severity, feature.id, task.id, task.file, task.line, message)
