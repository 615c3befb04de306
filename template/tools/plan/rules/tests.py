"""Rules about the tests behind the tasks."""

from collections.abc import Iterator

from ..languages import frameworks_of
from ..model import Feature, Orphan, Project, Task
from .base import Problem, shortened

_PHANTOM = {
    "pending": "is still the generated stub; write the test, or take the tick away",
    "failing": "fails; mend what it tests, or take the tick away",
}


def missing_test(feature: Feature) -> Iterator[Problem]:
    """An open task without a test; a warning where the user deleted a stub, or where its language has no stub form."""
    for task in feature.tasks:
        test = feature.tests.get(task.id)
        if test is None and not task.done and task.id not in feature.recorded:
            message = f"{task.id} has no test; commit, then run '{feature.sync}' to get its stub"
            yield Problem(task.file, task.line, message, task.id)
        elif test is not None and test.status == "missing" and not task.done:
            has_form, recorded = frameworks_of(test.path) != (), task.id in feature.recorded
            remedy = f"write it, or commit and run '{feature.sync}' to get its stub"
            if recorded or not has_form:
                by_hand = "there if the task needs one" if recorded else "by hand: its language has no stub form"
                remedy = f"write it {by_hand}"
            severity = "warning" if recorded or not has_form else "error"
            message = f"the test of {task.id} is not in {test.path}; {remedy}"
            yield Problem(task.file, task.line, message, task.id, severity)


def unlisted_test(feature: Feature) -> Iterator[Problem]:
    """A test file that its list does not name, so that no build compiles it: a merge can leave it out."""
    for task in feature.tasks:
        test = feature.tests.get(task.id)
        if test and test.missing_in and test.status != "missing":
            message = (
                f"{test.missing_in} does not name {test.path}, so the test of {task.id} never runs; "
                f"commit, then run '{feature.sync}' to add it"
            )
            yield Problem(task.file, task.line, message, task.id)


def orphan_test(project: Project) -> Iterator[Problem]:
    """A generated test that still stands, though its task is in no list any more."""
    known = {feature.id: feature.is_archived for feature in project.features}
    gone: dict[str, list[Orphan]] = {}
    for one in project.orphans:
        if one.feature not in known:
            gone.setdefault(one.feature, []).append(one)
        elif not known[one.feature]:
            message = f"{one.task} is not in any task list of {one.feature}; restore the task or delete its test"
            yield Problem(one.path, one.line, message, one.task, feature=one.feature)
    for name, orphans in gone.items():
        message = f"{name} is gone and {len(orphans)} of its tests are there, {orphans[0].path} first; delete them too"
        yield Problem(orphans[0].path, orphans[0].line, f"{message}, or restore the folder", feature=name)


def shared_test(project: Project) -> Iterator[Problem]:
    """A test that two tasks rely on, of one feature or of two; reported at the later one."""
    first: dict[tuple[str, str], tuple[str, Task]] = {}
    for feature in project.features:
        for task in feature.tasks:
            test = feature.tests.get(task.id)
            if test is None or not test.name:
                continue
            owner, earlier = first.setdefault((test.path, test.name), (feature.id, task))
            if (owner, earlier.id) != (feature.id, task.id):
                where = f"{earlier.file}:{earlier.line}"
                message = (
                    f"{task.id} relies on {test.name} in {test.path}, which is the test of {earlier.id} ({where}); "
                    "write a test for each, or delete one of the two tasks"
                )
                yield Problem(task.file, task.line, message, task.id, feature=feature.id)


def phantom_completion(feature: Feature) -> Iterator[Problem]:
    """A ticked task whose test is the generated stub, or fails in the results."""
    for task in feature.tasks:
        test = feature.tests.get(task.id) if task.done else None
        if test and test.status in _PHANTOM:
            named = f" {test.name}" if test.name else ""
            message = f"{task.id} is ticked, but its test{named} in {test.path} {_PHANTOM[test.status]}"
            yield Problem(task.file, task.line, message, task.id)


def suspect_test(feature: Feature) -> Iterator[Problem]:
    """A written test whose requirement or scenario has got other words since, until a person has looked at it again."""
    for task in feature.tasks:
        changed = feature.suspects.get(task.id, ())
        if changed:
            test = feature.tests[task.id]
            named = " and ".join(one.id or f'the scenario "{shortened(one.text)}"' for one in changed)
            message = (
                f"{named} changed after {test.name or 'the test'} in {test.path} ({task.id}) was written; "
                f"make the test fit, then run 'python3 tools/plan reviewed {task.id}'"
            )
            yield Problem(changed[0].file, changed[0].line, message, task.id)
