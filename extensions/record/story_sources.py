"""The stories of a spec.md under the ids that they have in the plan."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..plan.errors import UserError, refuse
from ..plan.items import Entity, Story, story_number
from ..plan.model import Spec, SpecStory
from ..plan.reading.spec import identify
from ..plan.record import FeatureItems
from ..text.mentions import mentions
from . import numbering

SOURCE = "spec.md"


@dataclass(frozen=True)
class Written:
    """A story of spec.md under the id that it has in the plan, as far as the document says."""

    story: Story
    found: SpecStory


@dataclass(frozen=True)
class Taken:
    """What new stories may not use: ids in the documents, stories with tasks by hand, stems of other features."""

    ids: frozenset[str] = frozenset()
    by_hand: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()


def refuse_duplicates(spec: Spec) -> None:
    """Raise UserError for stories with one number; nothing else tells them apart."""
    refuse(_duplicates(spec))


def _duplicates(spec: Spec) -> Iterator[UserError]:
    lines: dict[int, int] = {}
    for story in spec.stories:
        first = lines.setdefault(story.number, story.line)
        if first != story.line:
            number = f"User Story {story.number}"
            problem = f"duplicate {number} (same as line {first})"
            yield UserError(f"{spec.path}:{story.line}", problem, "give one the next number")


def read_stories(spec: Spec, previous: FeatureItems, answered: Iterable[Story], taken: Taken) -> list[Written]:
    """Give the stories of spec.md the ids that they have, or now get: the number of the heading, if it is free.

    `answered` are the stories of the answers, whose entities will be in spec.md when this run has printed them. A story
    for which people have written tasks in their list is left out.
    """
    refuse_duplicates(spec)
    known = {story.id: story for story in previous.planned}
    ids = _ids(spec, known, taken)
    by_hand = taken.by_hand - known.keys()
    stems = {*taken.stems, *(story.stem for story in known.values())}
    modelled = {entity.name for story in known.values() for entity in story.entities}
    entities = {entity.name: entity for story in (*previous.stories, *answered) for entity in story.entities}
    entities |= {one.name: Entity(one.name, one.description, one.fields) for one in spec.entities}
    result = []
    for position, (found, story_id) in enumerate(zip(spec.stories, ids)):
        if story_id not in by_hand:
            story = as_story(found, story_id, previous.feature.id, position, entities.values())
            stem = known[story_id].stem if story_id in known else numbering.stem_of(story, story_id, modelled, stems)
            stems.add(stem)
            modelled.update(entity.name for entity in story.entities)
            result.append(Written(replace(story, stem=stem), found))
    return result


def stories_of_people(found: Iterable[Written], previous: FeatureItems) -> list[Story]:
    """Return the stories that the answers may come to name, and that are in spec.md first."""
    answered = {story.id for story in previous.stories}
    overrides = {story.id: story for story in previous.overrides if story.id not in answered}
    titled = overrides | {one.story.id: one.story for one in found if one.story.id not in answered}
    return [
        Story(one.id, one.feature, one.title, one.priority, one.stem, entities=one.entities, source=SOURCE)
        for one in titled.values()
    ]


def as_story(found: SpecStory, story_id: str, feature: str, position: int, entities: Iterable[Entity]) -> Story:
    """Make a story of what the document says; its entities are those that its words mention."""
    return Story(
        id=story_id,
        feature=feature,
        title=found.title,
        priority=f"P{int(found.priority[1:])}" if found.priority else f"P{position + 1}",
        goal=found.goal,
        why=found.why,
        independent_test=found.independent_test,
        acceptance=tuple(dict.fromkeys(found.acceptance)),
        entities=tuple(entity for entity in entities if mentions(found.text, entity.name)),
        requirements=found.requirements,
        source=SOURCE,
    )


def _ids(spec: Spec, known: dict[str, Story], taken: Taken) -> Sequence[str]:
    """The id of each story of spec.md, in its order."""
    ids = identify(spec.stories, [(story.id, story.title) for story in known.values()])
    free = {story.id for story in spec.stories} - {*known, *ids}
    ids = [story_id or (story.id if story.id in free else "") for story, story_id in zip(spec.stories, ids)]
    numbers = {story_number(one) for one in (*known, *ids, *taken.ids, *(story.id for story in spec.stories))}
    for index, story_id in enumerate(ids):
        if not story_id:
            ids[index] = f"US{max(numbers) + 1}"
            numbers.add(story_number(ids[index]))
    return ids
