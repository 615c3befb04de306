"""Rules about the tests behind the tasks."""

from collections.abc import Iterator

from ..model import Feature, Finding


def missing_test(feature: Feature) -> Iterator[Finding]:
    """An open task without a test; a warning where the user deleted a stub that was once written."""
    for task in feature.tasks:
        test = feature.tests.get(task.id)
        if test is None and not task.done and task.id not in feature.recorded:
            message = f"{task.id} has no test; commit, then run 'copier update' to get its stub"
            yield Finding("missing-test", "error", feature.id, task.id, task.file, task.line, message)
        elif test is not None and test.status == "missing" and not task.done:
            deleted = task.id in feature.recorded
            message = f"the test of {task.id} is not in {test.path}; write it again, or tick the task"
            severity = "warning" if deleted else "error"
            yield Finding("missing-test", severity, feature.id, task.id, task.file, task.line, message)
