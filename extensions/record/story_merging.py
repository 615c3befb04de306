"""Each story as the plan is to have it: the answers with what people changed or added in spec.md.

A story of the answers is printed into spec.md and may be edited there. What a person changed there wins, field by
field; the rest follows the answers. A story that a person wrote in spec.md is theirs alone and is never printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..plan.items import Entity, Requirement, Story, StoryOverride, story_number
from ..plan.model import Spec, SpecEntity
from ..plan.reading.spec import read_spec
from ..plan.record import FeatureItems
from ..text.mentions import mentions
from ..text.speech import heard
from ..text.story_writer import story_block
from .story_sources import Written, as_story

_NEAR = 0.8  #: of the most words that a story shares with a requirement
_LEAST = 2  #: words that a story shares with a requirement which names no entity of it
_TEXTS = ("title", "priority", "goal", "why", "independent_test")


def merge_stories(
    previous: FeatureItems, answered: Sequence[Story], spec: Spec, written: Sequence[Written]
) -> list[Story]:
    """Merge three versions of each story: the answers now, what was printed, what spec.md says."""
    in_spec = {one.story.id: one for one in written}
    now = {story.id: story for story in answered}
    base = {story.id: story for story in previous.stories}
    before = {story.id: story for story in previous.planned}
    printed = {entity.name for story in base.values() if not story.source for entity in story.entities}
    entities = [entity for entity in spec.entities if entity.name not in printed]
    stories = []
    for story_id in sorted({*in_spec, *now, *before}, key=story_number):
        answer, found = now.get(story_id), in_spec.get(story_id)
        if answer is None:
            stories.append(found.story if found else before[story_id])
        elif found and (answer.source or story_id not in base):
            stories.append(_together(answer, found.story))
        elif story_id in base:
            printed_story = _as_read(base[story_id])
            there = _news(found, printed_story, entities) if found else before[story_id]
            stories.append(_merged(printed_story if found else base[story_id], there, answer, base[story_id]))
        else:
            stories.append(answer)
    return stories


def with_requirements(
    stories: Sequence[Story], requirements: Iterable[Requirement], written: Sequence[Written], before: Iterable[Story]
) -> list[Story]:
    """Give each requirement that no story of the answers lists to the stories that it is about.

    Those are the stories whose words name its id, else the ones that had it before, else the ones that share most
    words with it.
    """
    texts = {one.id: one.text for one in requirements}
    named = {story.id: set(_as_read(story).requirements) for story in stories}
    named |= {one.story.id: set(one.found.requirements) for one in written}
    listed = {one for story in stories for one in story.served}
    had = {(story.id, one) for story in before for one in story.requirements}
    owners: Mapping[str, set[str]] = {
        one: {story_id for story_id, ids in named.items() if one in ids}
        or {story.id for story in stories if (story.id, one) in had}
        or _spoken_of(text, stories)
        for one, text in texts.items()
        if one not in listed
    }
    own = {story.id: [one for one in story.requirements if one in texts] for story in stories}
    for one, ids in owners.items():
        for story_id in ids & own.keys():
            own[story_id].append(one)
    return [replace(story, requirements=tuple(dict.fromkeys(own[story.id]))) for story in stories]


def _spoken_of(requirement: str, stories: Iterable[Story]) -> set[str]:
    """The stories with an entity that a requirement names, and of these the ones that share most words with it.

    If it names no entity, two shared words are the least.
    """
    named: dict[str, int] = {}
    worded: dict[str, int] = {}
    for story in stories:
        told = " ".join([story.title, story.goal, *(one.words for one in story.acceptance)])
        worded[story.id] = len(heard(requirement).stems & heard(told).stems)
        if any(mentions(requirement, entity.name) for entity in story.entities):
            named[story.id] = worded[story.id]
    shared = named or {story_id: count for story_id, count in worded.items() if count >= _LEAST}
    most = max(shared.values(), default=0)
    return {story_id for story_id, count in shared.items() if count >= _NEAR * most}


def overrides_of(stories: Iterable[Story], answered: Iterable[Story]) -> tuple[StoryOverride, ...]:
    """Return the stories that the plan has otherwise than the answers."""
    now = {story.id: story for story in answered}
    return tuple(
        StoryOverride(**{name: getattr(story, name) for name in Story.__dataclass_fields__})
        for story in stories
        if story != now.get(story.id)
    )


def _as_read(story: Story) -> Story:
    """What the reader makes of a story that nobody has touched."""
    (found,) = read_spec(story_block(story)).stories or (None,)
    return as_story(found, story.id, story.feature, 0, ()) if found else story


def _news(written: Written, printed: Story, entities: Iterable[SpecEntity]) -> Story:
    """A printed story as it now reads, with what its words name beyond what was printed."""
    text = written.found.text
    named = [Entity(one.name, one.description, one.fields) for one in entities if mentions(text, one.name)]
    requirements = [one for one in written.found.requirements if one not in printed.requirements]
    return replace(written.story, entities=tuple(named), requirements=tuple(requirements))


def _merged(printed: Story, there: Story, answered: Story, base: Story) -> Story:
    """The answers with what differs between a story as it was `printed` and as it is `there` now."""
    texts = {
        name: getattr(there, name) if getattr(there, name) != getattr(printed, name) else getattr(answered, name)
        for name in _TEXTS
    }
    acceptance = answered.acceptance
    if there.acceptance != printed.acceptance:
        gone = {one for one in base.acceptance if one not in answered.acceptance}
        come = [one for one in answered.acceptance if one not in base.acceptance and one not in there.acceptance]
        acceptance = (*(one for one in there.acceptance if one not in gone), *come)
    had = {entity.name for entity in base.entities}
    return replace(
        answered,
        **texts,
        acceptance=tuple(acceptance),
        entities=_joined_entities(answered.entities, [one for one in there.entities if one.name not in had]),
        requirements=_both(answered.requirements, [one for one in there.requirements if one not in base.requirements]),
    )


def _together(answered: Story, read: Story) -> Story:
    """A story of a person in spec.md that the answers name too: they add what a document has no place for."""
    texts = {name: getattr(read, name) or getattr(answered, name) for name in _TEXTS}
    return replace(
        answered,
        **texts,
        acceptance=read.acceptance or answered.acceptance,
        entities=_joined_entities(answered.entities, read.entities),
        requirements=_both(answered.requirements, read.requirements),
    )


def _both(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _joined_entities(first: Sequence[Entity], second: Sequence[Entity]) -> tuple[Entity, ...]:
    known = {entity.name: entity for entity in first}
    return tuple((known | {entity.name: entity for entity in second if entity.name not in known}).values())
