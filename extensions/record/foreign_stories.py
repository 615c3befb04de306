"""Stories that a record has from another branch, if a merge took the documents of the other side.

Both branches gave their story the same number and its tasks the same ids. The documents say what these are now; the
record may have those of one side or, if the merge kept both, of each.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ..destination.folder import Destination
from ..plan import model
from ..plan.identity import has_words_of
from ..plan.items import Story, Task
from ..plan.planned import LIST
from ..plan.reading.prose import words_in_line
from ..plan.record import FeatureItems, Record

Kind = TypeVar("Kind", bound=Story)


def without_foreign_stories(previous: Record, destination: Destination) -> Record:
    """Return the record without the stories, and their tasks, for which a list has others in their place.

    With them go the stories of the same feature of which the list has nothing: they came from the same branch.
    """
    by_feature = {name: _without(items, destination.lists.get(name, ())) for name, items in previous.by_feature.items()}
    return previous if by_feature == previous.by_feature else replace(previous, by_feature=by_feature)


def _without(items: FeatureItems, lines: Sequence[model.Task]) -> FeatureItems:
    """The items of a feature without the stories of another branch; the same ones if there is none."""
    by_id = {line.id: line for line in lines}
    single = _one_each(items, by_id)
    had_two, items = single is not items, single
    planned = {story.id: [task for task in items.tasks if _is_of(task, story)] for story in items.planned}
    foreign = {story.id for story in items.planned if _is_replaced(story, planned[story.id], by_id)}
    if not foreign and not had_two:
        return items
    foreign |= {one for one, tasks in planned.items() if _is_nowhere(tasks, by_id)}
    return replace(
        items,
        stories=tuple(one for one in items.stories if one.id not in foreign),
        overrides=tuple(one for one in items.overrides if one.id not in foreign),
        tasks=tuple(task for task in items.tasks if task.kind == LIST or task.story not in foreign),
    )


def _one_each(items: FeatureItems, lines: Mapping[str, model.Task]) -> FeatureItems:
    """The items with one story of each number, that of the list, and without the tasks of another in its place."""
    stories, overrides = _listed(items.stories, items.tasks, lines), _listed(items.overrides, items.tasks, lines)
    if len(stories) == len(items.stories) and len(overrides) == len(items.overrides):
        return items
    dropped = {one.id for one in {*items.stories, *items.overrides} - {*stories, *overrides}}
    there = {task.id for task in items.tasks if _is_there(task, lines)}
    tasks = tuple(
        task
        for task in items.tasks
        if task.story not in dropped or task.id not in there or _is_there(task, lines) or task.kind == LIST
    )
    return replace(items, stories=stories, overrides=overrides, tasks=tasks)


def _listed(stories: Sequence[Kind], tasks: Sequence[Task], lines: Mapping[str, model.Task]) -> tuple[Kind, ...]:
    """Of several stories with one number the one under whose title the list has tasks, else the last."""
    count = Counter(story.id for story in stories)
    chosen = {story.id: story for story in stories}
    for story in stories:
        if count[story.id] > 1:
            sections = [lines[task.id].section for task in tasks if _is_of(task, story) and task.id in lines]
            if any(story.title in words_in_line(section) for section in sections):
                chosen[story.id] = story
    return tuple(chosen.values())


def _is_there(task: Task, lines: Mapping[str, model.Task]) -> bool:
    return task.id in lines and has_words_of(lines[task.id], task)


def _is_nowhere(tasks: Sequence[Task], lines: Mapping[str, model.Task]) -> bool:
    """Whether the list has none of the tasks of a story, and nobody took them out of it."""
    return any(not task.deleted for task in tasks) and not any(task.id in lines for task in tasks)


def _is_of(task: Task, story: Story) -> bool:
    return task.story == story.id and task.kind != LIST and bool(task.text)


def _is_replaced(story: Story, tasks: Sequence[Task], lines: dict[str, model.Task]) -> bool:
    """Whether the list has another story under the number of this one: another title, and no task with its words."""
    there = [(task, lines[task.id]) for task in tasks if task.id in lines]
    titles = {words_in_line(line.section) for _, line in there}
    retitled = bool(titles) and not any(story.title in title for title in titles)
    return retitled and not any(has_words_of(line, task) for task, line in there)
