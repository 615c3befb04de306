"""Which task tests which scenario: each scenario has one, from the first day and when it is added later."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from ..plan import model
from ..plan.items import Story, Task
from ..plan.reading.rewording import reworded
from ..plan.record import FeatureItems
from .recognition import source_of


def follow_scenarios(previous: FeatureItems, now: FeatureItems) -> tuple[Task, ...]:
    """Return the tasks with the words that their scenarios now have; one that is gone keeps its last words."""
    before = {story.id: _words(story) for story in previous.planned}
    names = {story.id: reworded(before[story.id], _words(story)) for story in now.planned if story.id in before}
    return tuple(_followed(task, names.get(task.story, {})) for task in now.tasks)


def held_scenarios(items: FeatureItems) -> dict[str, frozenset[str]]:
    """Return by story the words of the scenarios that have a task."""
    held: dict[str, set[str]] = {}
    for task in items.tasks:
        held.setdefault(task.story, set()).update(task.scenarios)
    return {story: frozenset(words) for story, words in held.items()}


def scenarios_in_lines(items: FeatureItems, listed: Iterable[model.Task]) -> frozenset[str]:
    """Return the words of the scenarios that have a line of their own which the record has lost."""
    known = {task.id for task in items.tasks}
    written = {source_of(line)[1] for line in listed if line.id not in known}
    every = (one.words for story in items.planned for one in story.acceptance)
    return frozenset(words for words in every if words.replace('"', "'") in written)


def scenarios_in_stubs(items: FeatureItems, tasks: Sequence[Task], read: Callable[[str], str]) -> list[Task]:
    """Return recovered tasks with the scenarios that stand in their tests, and that no other task is known to test."""
    stories = {story.id: story for story in items.planned}
    taken = {(task.story, words) for task in (*items.tasks, *tasks) for words in task.scenarios}
    return [_with_shown(task, stories.get(task.story), taken, read) for task in tasks]


def _with_shown(
    task: Task, story: Story | None, taken: Collection[tuple[str, str]], read: Callable[[str], str]
) -> Task:
    if task.kind != "integration" or not task.name or not story:
        return task
    text = _folded(read(task.test))
    free = [words for words in _words(story) if (task.story, words) not in taken]
    shown = {words for words in free if _folded(words) in text} | {*task.scenarios}
    return replace(task, scenarios=tuple(words for words in _words(story) if words in shown))


def _folded(text: str) -> str:
    """The words alone, whatever a comment has between them."""
    return " ".join(re.findall(r"\w+", text))


def _words(story: Story) -> Sequence[str]:
    return [one.words for one in story.acceptance]


def _followed(task: Task, names: dict[str, str]) -> Task:
    scenarios = tuple(names.get(one, one) for one in task.scenarios)
    if scenarios == task.scenarios:
        return task
    is_its_own = task.source in task.scenarios
    return replace(task, scenarios=scenarios, source=names.get(task.source, task.source) if is_its_own else task.source)
