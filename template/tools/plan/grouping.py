"""The tasks of a feature by story, and by phase where they belong to none."""

from .model import Feature, Task
from .values import dataclass


@dataclass(frozen=True)
class Group:
    """`name` is the story's id or the phase, `title` that of the story or blank."""

    name: str
    title: str
    tasks: tuple[Task, ...]


def groups(feature: Feature) -> list[Group]:
    """In the order in which they begin; a task of several stories stands with the first of them."""
    titles = {story.id: story.title for story in feature.stories}
    found: dict[str, list[Task]] = {}
    for task in feature.tasks:
        found.setdefault(task.stories[0] if task.stories else task.phase or "Tasks", []).append(task)
    return [Group(name, titles.get(name, ""), tuple(tasks)) for name, tasks in found.items()]
