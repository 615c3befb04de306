"""The specification in the project beside the answers: each story as the plan is to have it.

A story of the answers is printed into spec.md and may be edited there. What a person changed there wins, field by
field; the rest follows the answers. A story that a person wrote in spec.md is theirs alone and is never printed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..plan import model
from ..plan.model import Spec, SpecEntity, SpecStatement, SpecStory
from ..plan.reading.references import requirement_ids
from ..plan.reading.spec import identify, read_spec
from ..plan.record import (
    Criterion,
    Entity,
    Feature,
    Record,
    Requirement,
    Story,
    StoryOverride,
    Task,
    story_number,
)
from ..text.mentions import mentions
from ..text.refusal import Refusal
from ..text.story_writer import story_block
from . import numbering

S = TypeVar("S", Requirement, Criterion)
SOURCE = "spec.md"
_TEXTS = ("title", "priority", "goal", "why", "independent_test")


@dataclass(frozen=True)
class Written:
    """A story of spec.md under the id that it has in the plan, as far as the document says."""

    story: Story
    found: SpecStory


def refuse_twins(spec: Spec) -> None:
    """Two stories of one number cannot be told apart."""
    lines: dict[int, int] = {}
    for story in spec.stories:
        first = lines.setdefault(story.number, story.line)
        if first != story.line:
            number = f"User Story {story.number}"
            raise Refusal(f"{spec.path}:{story.line}: {number} stands in line {first} too; give one the next number")


def written(
    spec: Spec, feature: str, last: Record, answered: Iterable[Story], listed: Iterable[str], taken: Iterable[str]
) -> list[Written]:
    """The stories of spec.md with the ids that they have, or now get: the number of the heading, where it is free.

    `answered` are the stories of the answers, whose entities will stand in spec.md when this run has printed them.
    `listed` are the stories of the tasks that people have in their lists; what is planned there already is left out.
    `taken` are the numbers that people gave in the documents.
    """
    refuse_twins(spec)
    known = {one.id: one for one in last.planned(feature)}
    ids = identify(spec.stories, [(one.id, one.title) for one in known.values()])
    free = {one.id for one in spec.stories} - {*known, *ids}
    ids = [one or (story.id if story.id in free else "") for story, one in zip(spec.stories, ids)]
    numbers = {story_number(one) for one in (*known, *ids, *taken, *(story.id for story in spec.stories))}
    by_hand = {*listed} - {*known}
    stems = {one.stem for one in (*last.stories, *last.specified)}
    modelled = {entity.name for one in known.values() for entity in one.entities}
    entities = {one.name: one for story in answered for one in story.entities}
    entities |= {one.name: Entity(one.name, one.description, one.fields) for one in spec.entities}
    result = []
    for position, (story, story_id) in enumerate(zip(spec.stories, ids)):
        if not story_id:
            story_id = f"US{max(numbers) + 1}"
            numbers.add(story_number(story_id))
        if story_id in by_hand:
            continue
        read = _as_story(story, story_id, feature, position, entities.values())
        stem = known[story_id].stem if story_id in known else numbering.stem_of(read, modelled, stems)
        stems.add(stem)
        modelled.update(entity.name for entity in read.entities)
        result.append(Written(replace(read, stem=stem), story))
    return result


def stories_of_people(found: Iterable[Written], last: Record, feature: str) -> list[Story]:
    """The stories that the answers may come to name, and that are in spec.md first."""
    answered = {one.id for one in last.stories if one.feature == feature}
    own = {one.id: one for one in last.specified if one.feature == feature and one.id not in answered}
    titled = own | {one.story.id: one.story for one in found if one.story.id not in answered}
    return [
        Story(one.id, feature, one.title, one.priority, one.stem, entities=one.entities, source=SOURCE)
        for one in titled.values()
    ]


def of_people(
    found: Iterable[SpecStatement], known: Iterable[S], feature: str, kind: Callable[[str, str, str, str], S]
) -> list[S]:
    """The requirements or criteria of spec.md that no answer has brought there."""
    ids = {one.id for one in known}
    return [kind(one.id, feature, one.text, SOURCE) for one in found if one.id not in ids]


def uncovered(
    spec: Spec, stories: Iterable[Story], answered: Iterable[Story], own: Iterable[Task], listed: Iterable[model.Task]
) -> dict[str, list[Requirement]]:
    """By story the requirements of spec.md that came to it after its tasks, and that none of these names."""
    named: dict[str, set[str]] = {}
    for known in own:
        named.setdefault(known.story, set()).update(requirement_ids(f"{known.words} {known.now}"))
    planned = set(named)
    for task in listed:
        for story_id in task.stories:
            named.setdefault(story_id, set()).update(task.requirements)
    texts = {one.id: one.text for one in spec.requirements}
    by_answers = {(one.feature, one.id): one.requirements for one in answered}
    found: dict[str, list[Requirement]] = {}
    for story in (one for one in stories if one.id in planned):
        had = {*named[story.id], *by_answers.get((story.feature, story.id), ())}
        new = [one for one in story.requirements if one in texts and one not in had]
        found[story.id] = [Requirement(one, story.feature, texts[one]) for one in new]
    return found


def planned(record: Record, last: Record, feature: Feature, spec: Spec, found: Sequence[Written]) -> list[Story]:
    """Each story of the feature as the plan is to have it."""
    own = {one.story.id: one for one in found}
    now = {one.id: one for one in record.stories if one.feature == feature.id}
    base = {one.id: one for one in last.stories if one.feature == feature.id}
    before = {one.id: one for one in last.planned(feature.id)}
    printed = {entity.name for one in base.values() if not one.source for entity in one.entities}
    entities = [one for one in spec.entities if one.name not in printed]
    stories = []
    for story_id in sorted({*own, *now, *before}, key=story_number):
        answered, read = now.get(story_id), own.get(story_id)
        if answered is None:
            stories.append(read.story if read else before[story_id])
        elif read and (answered.source or story_id not in base):
            stories.append(_together(answered, read.story))
        elif story_id in base:
            was = _as_read(base[story_id])
            there = _news(read, was, entities) if read else before[story_id]
            stories.append(_merged(base[story_id] if read is None else was, there, answered, base[story_id]))
        else:
            stories.append(answered)
    return _with_requirements(stories, found, spec, record, feature) if spec.path else stories


def beside_answers(stories: Iterable[Story], answered: Iterable[Story]) -> list[StoryOverride]:
    """Those that the plan has otherwise than the answers."""
    now = {(one.feature, one.id): one for one in answered}
    return [
        StoryOverride(**{name: getattr(one, name) for name in Story.__dataclass_fields__})
        for one in stories
        if one != now.get((one.feature, one.id))
    ]


def own_entities(spec: Spec, last: Record, feature: str) -> tuple[SpecEntity, ...]:
    """The key entities of spec.md that the answers have not brought there."""
    of_answers = {
        entity.name for one in last.stories if one.feature == feature and not one.source for entity in one.entities
    }
    return tuple(one for one in spec.entities if one.name not in of_answers)


def base_entities(spec: Spec, own: Iterable[str], stories: Iterable[Story]) -> list[str]:
    """Those that no story names: what they stand for is there before any story."""
    planned = {entity.name for one in stories for entity in one.entities}
    return [one for one in own if one not in planned and not any(mentions(story.text, one) for story in spec.stories)]


def filled(feature: Feature, last: Record, spec: Spec) -> tuple[str, ...]:
    """The sections in which a person wrote where the template had asked: its question stays in what it prints."""
    known = next((one for one in last.features if one.id == feature.id), None)
    if known is None or SOURCE in feature.own:
        return ()
    printed = [one for one in last.stories if one.feature == feature.id and not one.source]
    sections = {
        "stories": (spec.stories, printed),
        "requirements": (spec.requirements, [one for one in last.requirements if one.feature == feature.id]),
        "criteria": (spec.criteria, [one for one in last.criteria if one.feature == feature.id]),
        "edge_cases": (spec.edge_cases, known.edge_cases),
        "entities": (spec.entities, [entity for one in printed for entity in one.entities]),
    }
    now = [name for name, (found, had) in sections.items() if found and not had]
    return tuple(dict.fromkeys([*known.filled, *now]))


def _as_story(found: SpecStory, story_id: str, feature: str, position: int, entities: Iterable[Entity]) -> Story:
    return Story(
        id=story_id,
        feature=feature,
        title=found.title,
        priority=_priority(found.priority) or f"P{position + 1}",
        goal=found.goal,
        why=found.why,
        independent_test=found.independent_test,
        acceptance=tuple(dict.fromkeys(found.acceptance)),
        entities=tuple(one for one in entities if mentions(found.text, one.name)),
        requirements=found.requirements,
        source=SOURCE,
    )


def _priority(priority: str) -> str:
    return f"P{int(priority[1:])}" if priority else ""


def _as_read(story: Story) -> Story:
    """What the reader makes of a story that nobody has touched."""
    (found,) = read_spec(story_block(story)).stories or (None,)
    return _as_story(found, story.id, story.feature, 0, ()) if found else story


def _news(read: Written, was: Story, entities: Iterable[SpecEntity]) -> Story:
    """A printed story as it now reads, with what its words name beyond what was printed."""
    named = [Entity(one.name, one.description, one.fields) for one in entities if mentions(read.found.text, one.name)]
    requirements = [one for one in read.found.requirements if one not in was.requirements]
    return replace(read.story, entities=tuple(named), requirements=tuple(requirements))


def _merged(was: Story, there: Story, answered: Story, base: Story) -> Story:
    """The answers with what differs between `was`, a story as it was printed, and `there`, as it now stands."""
    texts = {
        name: getattr(there, name) if getattr(there, name) != getattr(was, name) else getattr(answered, name)
        for name in _TEXTS
    }
    had = {one.name for one in base.entities}
    acceptance = answered.acceptance
    if there.acceptance != was.acceptance:
        gone = {one for one in base.acceptance if one not in answered.acceptance}
        come = [one for one in answered.acceptance if one not in base.acceptance and one not in there.acceptance]
        acceptance = (*(one for one in there.acceptance if one not in gone), *come)
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
    known = {one.name: one for one in first}
    return tuple((known | {one.name: one for one in second if one.name not in known}).values())


def _with_requirements(
    stories: Sequence[Story], found: Sequence[Written], spec: Spec, record: Record, feature: Feature
) -> list[Story]:
    """The stories with the requirements of spec.md that are theirs: named by id, else by one of their entities."""
    known = {one.id for one in record.requirements if one.feature == feature.id and not one.source}
    texts = {one.id: one.text for one in spec.requirements}
    by_id: Mapping[str, set[str]] = {
        one: {written.story.id for written in found if one in written.found.requirements} for one in texts
    }
    result = []
    for story in stories:
        own = [one for one in story.requirements if one in known or one in texts]
        for one, text in texts.items():
            named = any(mentions(text, entity.name) for entity in story.entities)
            if one not in known and (story.id in by_id[one] or (not by_id[one] and named)):
                own.append(one)
        result.append(replace(story, requirements=tuple(dict.fromkeys(own))))
    return result
