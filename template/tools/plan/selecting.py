"""What the options of a command select: features, stories, tasks. What is not there is refused with the choices."""

from collections.abc import Iterable, Sequence

from .errors import UserError, join_choices
from .items import story_number
from .model import Feature, Project, Task


def features_named(project: Project, wanted: str, place: str) -> tuple[Feature, ...]:
    """Return the one feature of that number or folder. Raises UserError, at `place`, unless exactly one fits."""
    number = wanted.lstrip("0")
    chosen = [one for one in project.features if one.id == wanted] or [
        one for one in project.features if number.isdigit() and one.id.split("-", 1)[0].lstrip("0") == number
    ]
    if len(chosen) != 1:
        problem = "several features match" if chosen else "no such feature"
        raise UserError(f"{place} {wanted!r}", problem, _use(one.id for one in chosen or project.features))
    return tuple(chosen)


def only_feature(project: Project) -> Feature:
    """Return the feature of a project that has one, or of which one was selected. Raises UserError."""
    if len(project.features) == 1:
        return project.features[0]
    if not project.features:
        raise UserError("specs/", "there are no features", "plan one first")
    raise UserError("", "the project has several features", f"add --feature {_choices(project.features)}")


def known_story(features: Iterable[Feature], given: str) -> str:
    """Return the id of a story that is given as `US1`, `us1` or `1`. Raises UserError for one that no feature has."""
    features = tuple(features)
    stories = {one.id for feature in features for one in feature.stories}
    stories |= {story for feature in features for task in feature.tasks for story in task.stories}
    story = f"US{given.upper().removeprefix('US').lstrip('-0')}"
    if story not in stories:
        raise UserError(f"--story {given!r}", "no such story", _use(sorted(stories, key=story_number)))
    return story


def task_named(project: Project, given: str) -> tuple[Feature, Task]:
    """Return the task of that id with its feature. Raises UserError unless exactly one task has it."""
    found = [
        (feature, task)
        for feature in project.features
        for task in feature.tasks
        if task.id.casefold() == given.casefold()
    ]
    if not found:
        raise UserError(repr(given), "no such task", "use an id of a list, such as T012")
    if len(found) > 1:
        places = " and ".join(f"{task.file}:{task.line}" for _, task in found[:2])
        several = len({feature.id for feature, _ in found}) > 1
        remedy = "add --feature" if several else "give one of them the next free id"
        raise UserError(repr(given), f"is the id of two tasks, {places}", remedy)
    return found[0]


def _choices(features: Sequence[Feature]) -> str:
    return join_choices(one.id for one in features)


def _use(ids: Iterable[str]) -> str:
    choices = join_choices(ids)
    return f"use {choices}" if choices else "there is none"
