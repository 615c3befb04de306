"""What a story has to validate and to log. A task that would say nothing of its own is not planned."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..plan.items import Entity, Requirement, Story
from ..text.endpoints import is_http, parameters
from ..text.names import joined, snake
from ..text.naming import first_sentence
from ..text.speech import heard, phrase
from ..text.words import say, word_for
from .resources import Share, operation_of

_WITH_BODY = frozenset({"create", "update", "log in", "sign in"})
_GENERATED = re.compile(r"id|uuid|(?:created|updated|deleted)(?:_at|_on|_by)?|version")
_READS = ("GET ", "HEAD ", "OPTIONS ")


def validation_text(
    story: Story, shares: Iterable[Share], requirements: Sequence[Requirement], cases: Sequence[str]
) -> str:
    """Name what a story validates and handles: inputs, parameters, the edge cases that end in an error.

    Blank if nothing is known of them.
    """
    shares, cases = tuple(shares), [one for one in cases if heard(one).refuses]
    new = [endpoint for share in shares for endpoint in share.endpoints]
    commands = [one for one in new if not is_http(one)]
    checked = [f"`{name}`" for share in shares for name in _inputs(story, share, requirements)]
    if commands and (cases or _refuses(story, requirements)):
        checked.append(say("tasks.arguments", commands=joined(commands)))
    unknown = list(dict.fromkeys(f"`{name}`" for one in new for name in parameters(one)))
    if not story.endpoints:
        cases = [*(one.when or one.text for one in story.acceptance if heard(one.words).refuses), *cases]
    parts = []
    if checked:
        parts.append(say("tasks.validate", inputs=joined(list(dict.fromkeys(checked)))))
    if unknown:
        parts.append(say("tasks.reject_unknown", names=_either(unknown)))
    if cases:
        parts.append(say("tasks.handle", cases=joined([_quoted(one) for one in cases])))
    *others, last = parts or [""]
    text = say("tasks.last_part", others=", ".join(others), last=last) if others else last
    return f"{text[:1].upper()}{text[1:]}"


def logging_text(share: Share, is_authenticated: bool) -> str:
    """Name the events of a resource that are logged: what changes it. Blank if nothing does."""
    writing = [one for one in share.endpoints if is_http(one) and not one.startswith(_READS)]
    events = dict.fromkeys(operation_of(one, share.resource) for one in writing)
    if not events:
        return ""
    name = share.resource.one.replace("_", " ")
    done = joined([word_for("operations.events", one) for one in events])
    return say("tasks.log_user" if is_authenticated else "tasks.log", resource=name, events=done)


def entities_by_name(stories: Iterable[Story]) -> Mapping[str, Entity]:
    """Return each entity as the first story that gives its fields has it."""
    found: dict[str, Entity] = {}
    for entity in (entity for story in stories for entity in story.entities):
        if not found.get(entity.name, Entity("")).fields:
            found[entity.name] = entity
    return found


def _inputs(story: Story, share: Share, requirements: Sequence[Requirement]) -> Iterator[str]:
    """The fields that the story's endpoints take: those that its requirements name in backticks, else all but ids."""
    if not any(is_http(one) and operation_of(one, share.resource) in _WITH_BODY for one in share.endpoints):
        return
    name = phrase(share.resource.one)
    entity = next((one for one in story.entities if phrase(one.name) == name), None)
    fields = [field for field, _ in entity.fields] if entity else []
    named = frozenset().union(*(heard(one.text).quoted for one in requirements if one.id in story.served))
    said = [one for one in fields if one in named]
    yield from said or (one for one in fields if one and not _GENERATED.fullmatch(snake(one)))


def _refuses(story: Story, requirements: Iterable[Requirement]) -> bool:
    """Whether a scenario or a requirement of a story speaks of an error."""
    texts = [one.words for one in story.acceptance] + [one.text for one in requirements if one.id in story.served]
    return any(heard(one).refuses for one in texts)


def _either(names: Sequence[str]) -> str:
    """`a or b or c`."""
    first, *others = names
    for one in others:
        first = say("tasks.or", first=first, last=one)
    return first


def _quoted(case: str) -> str:
    first = first_sentence(case).replace('"', "'")
    return f'"{first}"'
