"""Which story each operation of a contract serves; those of none stand in a phase of their own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..plan.items import Operation, Story, Task
from ..text.mentions import mentions
from ..text.names import words

_PARAMETER = re.compile(r"\{[^{}]*\}|:\w+|<[^<>]*>")
_KINDS = ("contract", "endpoint")


def with_operations(
    stories: Sequence[Story], operations: Iterable[Operation], tasks: Sequence[Task]
) -> tuple[list[Story], list[Operation]]:
    """Return the stories with the operations that serve them, and the operations that serve none.

    An operation that has its tasks already stays with the story that these are of; one that a story names itself is
    that story's own.
    """
    known = {_plain(task.source): task.story for task in tasks if task.kind in _KINDS and task.source}
    named = {_plain(one) for story in stories for one in story.endpoints}
    added: dict[str, list[str]] = {}
    rest = []
    for operation in operations:
        path = _plain(operation.id)
        if path in named:
            continue
        story_id = known[path] if path in known else _served(operation, stories)
        if story_id:
            added.setdefault(story_id, []).append(operation.id)
        else:
            rest.append(operation)
    found = [replace(one, endpoints=tuple(dict.fromkeys((*one.endpoints, *added.get(one.id, ()))))) for one in stories]
    return found, rest


def _plain(endpoint: str) -> str:
    return _PARAMETER.sub("{}", endpoint).rstrip("/")


def _served(operation: Operation, stories: Sequence[Story]) -> str:
    """The story whose entities the operation's tags, path or schema name, or whose title says a tag.

    Of several the one whose title has most words of the operation, and of these the first.
    """
    path = operation.id.partition(" ")[2]
    parts = [part for part in path.split("/") if part and not _PARAMETER.fullmatch(part)]
    said = " ".join([*operation.tags, *parts, *(name for _, name in operation.responses[:1])])
    said = f"{said} {' '.join(words(said))}"
    fitting = [
        one
        for one in stories
        if any(mentions(said, entity.name) for entity in one.entities)
        or any(mentions(one.title, tag) for tag in operation.tags)
    ]
    own = _stems(f"{operation.name} {operation.summary}")
    scores = [len(own & _stems(one.title)) for one in fitting]
    return fitting[scores.index(max(scores))].id if fitting else ""


def _stems(text: str) -> set[str]:
    return {word.removesuffix("s") for word in words(text) if len(word) > 2}
