"""The matrix that all reports show, requirement → story → task → test → status, and the counts above it."""

from collections.abc import Iterable, Iterator

from ..model import Feature, SpecStatement, Story, Task, Test
from ..values import dataclass


@dataclass(frozen=True)
class Row:
    """One line; a requirement without a task has one, and so has a task without a requirement."""

    requirement: str
    requirement_text: str
    task: Task | None
    test: Test | None


@dataclass(frozen=True)
class Counts:
    """Of some tasks: how many are ticked, have a passing or failing test, and how many there are."""

    done: int
    passing: int
    failing: int
    total: int


def rows(feature: Feature) -> Iterator[Row]:
    """By requirement in the order of spec.md, then what only tasks name, then the tasks that name none."""
    tasks: dict[str, list[Task]] = {one.id: [] for one in feature.requirements}
    texts = {one.id: one.text for one in feature.requirements}
    for task in feature.tasks:
        for name in task.requirements:
            tasks.setdefault(name, []).append(task)
    tasks[""] = [task for task in feature.tasks if not task.requirements]
    for name, group in tasks.items():
        for task in group:
            yield Row(name, texts.get(name, ""), task, feature.tests.get(task.id))
        if name and not group:
            yield Row(name, texts.get(name, ""), None, None)


def requirement_tasks(feature: Feature) -> list[tuple[SpecStatement, list[Task]]]:
    """Each requirement of spec.md with the tasks that name it."""
    found: dict[str, list[Task]] = {}
    for task in feature.tasks:
        for name in task.requirements:
            found.setdefault(name, []).append(task)
    return [(one, found.get(one.id, [])) for one in feature.requirements]


def criterion_tasks(feature: Feature) -> list[tuple[SpecStatement, list[Task]]]:
    """Each success criterion of spec.md with the tasks that test it."""
    by_id = {task.id: task for task in feature.tasks}
    return [(one, [by_id[task] for task in feature.measured.get(one.id, ())]) for one in feature.spec.criteria]


def story_tasks(feature: Feature) -> list[tuple[Story, list[Task]]]:
    """Each story with its tasks."""
    found: dict[str, list[Task]] = {}
    for task in feature.tasks:
        for story in task.stories:
            found.setdefault(story, []).append(task)
    return [(story, found.get(story.id, [])) for story in feature.stories]


def status(feature: Feature, task: Task) -> str:
    """The status of the task's test; a task without one is said to have none."""
    test = feature.tests.get(task.id)
    return test.status if test else "no test"


def counts(feature: Feature, tasks: Iterable[Task]) -> Counts:
    tasks = list(tasks)
    found = [status(feature, task) for task in tasks]
    done = sum(task.done for task in tasks)
    return Counts(done, found.count("passing"), found.count("failing"), len(tasks))


def count(number: int, noun: str) -> str:
    """`1 task`, `2 tasks`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
