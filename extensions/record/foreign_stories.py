"""Stories that a record has from another branch, if a merge took the record of one side and the documents of the other.

Both branches gave their story the same number and its tasks the same ids. The documents say what these are now.
"""

from collections.abc import Sequence
from dataclasses import replace

from ..destination.folder import Destination
from ..plan import model
from ..plan.identity import has_words_of
from ..plan.items import Story, Task
from ..plan.planned import LIST
from ..plan.reading.prose import words_in_line
from ..plan.record import FeatureItems, Record


def without_foreign_stories(previous: Record, destination: Destination) -> Record:
    """Return the record without the stories, and their tasks, for which a list has others in their place.

    With them go the stories of the same feature of which the list has nothing: they came from the same branch.
    """
    by_feature = {name: _without(items, destination.lists.get(name, ())) for name, items in previous.by_feature.items()}
    return previous if by_feature == previous.by_feature else replace(previous, by_feature=by_feature)


def _without(items: FeatureItems, lines: Sequence[model.Task]) -> FeatureItems:
    """The items of a feature without the stories of another branch; the same ones if there is none."""
    by_id = {line.id: line for line in lines}
    planned = {story.id: [task for task in items.tasks if _is_of(task, story)] for story in items.planned}
    foreign = {story.id for story in items.planned if _is_replaced(story, planned[story.id], by_id)}
    if not foreign:
        return items
    foreign |= {one for one, tasks in planned.items() if tasks and not any(task.id in by_id for task in tasks)}
    return replace(
        items,
        stories=tuple(one for one in items.stories if one.id not in foreign),
        overrides=tuple(one for one in items.overrides if one.id not in foreign),
        tasks=tuple(task for task in items.tasks if task.kind == LIST or task.story not in foreign),
    )


def _is_of(task: Task, story: Story) -> bool:
    return task.story == story.id and task.kind != LIST and bool(task.text)


def _is_replaced(story: Story, tasks: Sequence[Task], lines: dict[str, model.Task]) -> bool:
    """Whether the list has another story under the number of this one: another title, and no task with its words."""
    there = [(task, lines[task.id]) for task in tasks if task.id in lines]
    titles = {words_in_line(line.section) for _, line in there}
    retitled = bool(titles) and not any(story.title in title for title in titles)
    return retitled and not any(has_words_of(line, task) for task, line in there)
