"""What adopting a repository has found in it, for people: its lists by kind, what was not read, its languages."""

from collections.abc import Iterator
from pathlib import Path

from .destination.manifests import in_words, languages_in
from .plan.model import Feature
from .plan.project import read_project
from .text.names import joined

_KINDS = {"spec-kit": "spec-kit", "kiro": "Kiro", "openspec": "OpenSpec"}
_MOST = 5  # lists with something unread that are named


def what_was_found(root: Path) -> list[str]:
    """Return lines on the repository's features, what could not be read, and its languages."""
    features = read_project(root).features
    languages, testing = in_words(languages_in(root))
    return [
        *_lists(features),
        *_not_read(features),
        f"Languages by manifest: {languages or 'none'}; test frameworks: {testing or 'none'}.",
    ]


def _lists(features: tuple[Feature, ...]) -> Iterator[str]:
    if not features:
        yield "Found no features in specs/, docs/specs/, .specify/specs/, .kiro/specs/ or openspec/changes/."
    for kind, label in _KINDS.items():
        own = [one for one in features if one.kind == kind]
        if own:
            tasks = [task for one in own for task in one.tasks]
            extra = [f"{sum(task.done for task in tasks)} done"] if tasks else []
            archived = sum(one.is_archived for one in own)
            without = sum(not one.tasks for one in own)
            extra += [f"{archived} of the features archived"] * bool(archived)
            extra += [f"{without} without tasks"] * bool(without)
            counted = f"{_count(len(own), 'feature')} with {_count(len(tasks), 'task')}"
            yield f"Found {counted} in the form of {label}{f' ({joined(extra)})' if extra else ''}."


def _not_read(features: tuple[Feature, ...]) -> Iterator[str]:
    """A line for each list with something that could not be read."""
    found = [f"{one.path}:{one.line}: {one.reason}" for feature in features for one in feature.unreadable]
    lists: dict[str, list[int]] = {}
    for feature in features:
        for path, unread in feature.unread if not feature.is_archived else ():
            lists.setdefault(path, []).append(unread.line)
    found += [
        f"{path}:{lines[0]}: {_count(len(lines), 'line')} that look{'s' * (len(lines) == 1)} like a task"
        for path, lines in lists.items()
    ]
    yield from (f"Not read: {one}." for one in found[:_MOST])
    if len(found) > _MOST:
        yield f"Not read either: {len(found) - _MOST} more places; `check` lists them."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
