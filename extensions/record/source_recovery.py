"""What calls for the tasks of a feature, from its documents, if the record has lost it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..plan import model
from ..plan.items import Criterion, Entity, Requirement, Statement, Story, StoryOverride, natural
from ..plan.languages import is_test_file
from ..plan.model import Spec, SpecStory
from ..plan.planned import LIST
from ..plan.record import FeatureItems
from ..planning.kinds import named_in
from ..text.names import snake, words
from .numbering import stem_of
from .printed import described_entity
from .recognition import source_of, without_file
from .story_sources import SOURCE

T = TypeVar("T", bound=Statement | Story)


@dataclass(frozen=True)
class Seen:
    """What a task shows of its story."""

    id: str
    story: str
    kind: str
    source: str
    text: str
    file: str
    after: tuple[str, ...]
    requirements: tuple[str, ...]


def recover_sources(
    items: FeatureItems, spec: Spec, lines: Sequence[model.Task], was_lost: bool, stems: Collection[str]
) -> FeatureItems:
    """Return the items with the requirements, criteria and stories that they name, and that only documents have.

    `was_lost` says that the line of the feature itself was: then all of a spec.md that the template printed is its own.
    `stems` are the short names of other features' stories.
    """
    everything = was_lost and SOURCE not in items.feature.user_documents
    items = _with_stories(_with_statements(items, spec, everything), spec, lines, everything)
    items = _with_stems(items, stems)
    feature = items.feature
    return replace(
        items,
        feature=replace(
            feature,
            requirements=_known(feature.requirements, items.requirements, everything),
            criteria=_known(feature.criteria, items.criteria, everything),
            stories=_known(feature.stories, items.stories, everything),
        ),
    )


def _with_statements(items: FeatureItems, spec: Spec, everything: bool) -> FeatureItems:
    """The items with the requirements and criteria that the feature names."""
    feature = items.feature
    requirements = [one for one in spec.requirements if everything or one.id in feature.requirements]
    criteria = [one for one in spec.criteria if everything or one.id in feature.criteria]
    return replace(
        items,
        requirements=_with_lost(
            items.requirements, [Requirement(one.id, feature.id, one.text) for one in requirements]
        ),
        criteria=_with_lost(items.criteria, [Criterion(one.id, feature.id, one.text) for one in criteria]),
    )


def _with_stories(items: FeatureItems, spec: Spec, lines: Sequence[model.Task], everything: bool) -> FeatureItems:
    """The items with the stories that feature and tasks name."""
    seen = _seen(items, lines)
    by_id = {found.id: found for found in spec.stories}
    named = {*items.feature.stories, *(one.story for one in seen if one.story and one.kind != LIST)}
    named |= by_id.keys() if everything else set()
    lost = sorted((named & by_id.keys()) - {story.id for story in items.planned}, key=natural)
    stories = [_story(by_id[one], items, seen) for one in lost]
    answered = [story for story in stories if everything or story.id in items.feature.stories]
    overrides = [StoryOverride(**{**vars(story), "source": SOURCE}) for story in stories if story not in answered]
    return replace(
        items,
        stories=_with_lost(items.stories, _with_details(answered, items, spec)),
        overrides=_with_lost(items.overrides, overrides),
    )


def _known(named: Sequence[str], items: Iterable[Story | Requirement | Criterion], everything: bool) -> tuple[str, ...]:
    """The ids that a feature names and that are known; all known ones if the feature itself was lost."""
    ids = [item.id for item in items]
    return tuple(ids) if everything else tuple(one for one in named if one in ids)


def _with_lost(known: Sequence[T], found: Iterable[T]) -> tuple[T, ...]:
    """The items with those that are not among them, in the order of their numbers."""
    by_id = {item.id: item for item in (*found, *known)}
    return tuple(sorted(by_id.values(), key=lambda item: natural(item.id)))


def _seen(items: FeatureItems, lines: Iterable[model.Task]) -> list[Seen]:
    """The tasks of the record and those that only the list has, in the order of their ids."""
    known = [
        Seen(task.id, task.story, task.kind, task.source, task.text, task.file, task.after, task.requirements)
        for task in items.tasks
    ]
    ids = {task.id for task in items.tasks}
    lost = [_seen_in(line) for line in lines if line.id not in ids]
    return sorted((*known, *lost), key=lambda one: natural(one.id))


def _seen_in(line: model.Task) -> Seen:
    kind, source = source_of(line)
    story = line.stories[0] if line.stories else ""
    file = line.paths[-1] if line.paths else ""
    return Seen(line.id, story, kind, source, without_file(line), file, line.depends_on, line.requirements)


def _story(found: SpecStory, items: FeatureItems, seen: Sequence[Seen]) -> Story:
    """A story by its place in spec.md and by its tasks."""
    tasks = [one for one in seen if one.story == found.id]
    return Story(
        id=found.id,
        feature=items.feature.id,
        title=found.title,
        priority=found.priority or f"P{found.number}",
        goal=found.goal,
        why=found.why,
        independent_test=found.independent_test,
        acceptance=tuple(dict.fromkeys(found.acceptance)),
        entities=tuple(Entity(name) for name in _entities(tasks, seen)),
        endpoints=tuple(_endpoints(tasks, seen)),
        journeys=tuple(_journeys(tasks, found)),
        requirements=_requirements(tasks, (one.id for one in items.requirements)),
    )


def _with_stems(items: FeatureItems, others: Collection[str]) -> FeatureItems:
    """The items with the short names of their stories; those that were lost are named again, by number."""
    used = {*others, *(story.stem for story in items.planned if story.stem)}
    modelled: set[str] = set()
    stems: dict[str, str] = {}
    for story in items.planned:
        stems[story.id] = story.stem or stem_of(story, story.id, modelled, used)
        used.add(stems[story.id])
        modelled.update(entity.name for entity in story.entities)
    return replace(
        items,
        stories=tuple(replace(one, stem=stems.get(one.id, one.stem)) for one in items.stories),
        overrides=tuple(replace(one, stem=stems.get(one.id, one.stem)) for one in items.overrides),
    )


def _is_in_service(task: Seen) -> bool:
    return _snake_name(task.file).endswith("_service") and not is_test_file(task.file)


def _snake_name(file: str) -> str:
    return snake(" ".join(words(file.rpartition("/")[2].rpartition(".")[0])))


def _entities(tasks: Sequence[Seen], seen: Sequence[Seen]) -> list[str]:
    """The entities of the story's own models, then the others on whose models its service is built."""
    models = {one.id: one.source for one in seen if one.kind == "model"}
    shared = [models[other] for one in tasks if _is_in_service(one) for other in one.after if other in models]
    return list(dict.fromkeys([*(one.source for one in tasks if one.kind == "model"), *shared]))


def _endpoints(tasks: Sequence[Seen], seen: Iterable[Seen]) -> list[str]:
    """The endpoints that have their tasks in the story, then those of earlier ones that it shares."""
    asked = [one for one in tasks if not one.requirements]  # else a requirement changes what is not the story's
    shared = [named_in("integrate", one.text).get("shared", "") for one in asked]
    parts = {part for text in shared for parts in text.split(", ") for part in parts.split(" and ")}
    tested = [one.source for one in tasks if one.kind == "contract"]
    built = [one.source for one in tasks if one.kind == "endpoint" and one.source]
    both = [*tested, *built] if set(built) <= set(tested) else [*built, *tested]
    own = dict.fromkeys(both)
    return [*own, *(one.source for one in seen if one.kind == "contract" and one.source in parts - own.keys())]


def _requirements(tasks: Iterable[Seen], known: Iterable[str]) -> tuple[str, ...]:
    """The requirements that the planned tasks of the story name."""
    ids = set(known)
    planned = (one for one in tasks if one.kind not in ("", LIST) or _is_in_service(one))
    named = {name for one in planned for name in one.requirements}
    return tuple(sorted(named & ids, key=natural))


def _journeys(tasks: Iterable[Seen], found: SpecStory) -> list[str]:
    """What the integration tests walk that is neither a scenario nor the title."""
    known = {scenario.words.replace('"', "'") for scenario in found.acceptance} | {found.title.replace('"', "'")}
    walked = [one.source for one in tasks if one.kind == "integration" and one.source]
    return [one for one in walked if one.replace('"', "'") not in known]


def _with_details(stories: Sequence[Story], items: FeatureItems, spec: Spec) -> list[Story]:
    """The stories with what spec.md says of their entities; of two that name one, the first says it."""
    described = {one.name: described_entity(one.name, one.description) for one in spec.entities}
    told = {one.name for story in items.stories for one in story.entities if one.description or one.fields}
    result = []
    for story in stories:
        entities = [one if one.name in told else described.get(one.name, one) for one in story.entities]
        told.update(one.name for one in entities)
        result.append(replace(story, entities=tuple(entities)))
    return result
