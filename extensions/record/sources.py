"""What calls for the tasks of a feature: its answers, its spec.md and its contracts, numbered and merged."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..plan import model
from ..plan.items import Contract, Criterion, Feature, Operation, Requirement, Statement, Story, natural
from ..plan.kinds import is_archived
from ..plan.model import Spec, SpecStatement
from ..plan.record import FeatureItems
from ..planning.criteria import is_measurable
from ..text.mentions import mentions
from . import numbering
from .edge_cases import edge_cases_of
from .operations import with_operations
from .situation import Situation
from .story_merging import merge_stories, overrides_of, with_requirements
from .story_sources import SOURCE, Taken, Written, read_stories, stories_of_people

S = TypeVar("S", bound=Statement)
N = TypeVar("N", bound=Statement | Story)


def number_sources(situation: Situation, stems: frozenset[str]) -> FeatureItems:
    """Return the items of a feature with what the answers and its documents now say; its tasks are the previous ones.

    `stems` are those of the stories of other features. Raises UserError for answers that contradict each other or the
    record.
    """
    items = replace(situation.previous, feature=situation.feature)
    spec = situation.spec or Spec()
    taken = replace(situation.taken, stems=stems)
    answered = situation.answers.stories if situation.is_current else ()
    written = read_stories(spec, items, answered, taken) if situation.spec else []
    if situation.is_current:
        items = _Answered(situation, items, spec, written, taken).numbered()
    operations = tuple(one for one in situation.contracts if isinstance(one, Operation))
    unread = tuple(one for one in situation.contracts if isinstance(one, Contract))
    items = replace(items, operations=operations, contracts=unread)
    if situation.spec is None and not operations:
        return items
    stories = merge_stories(situation.previous, items.stories, spec, written)
    stories = with_requirements(stories, all_requirements(spec, items), written, situation.previous.planned)
    if situation.spec:
        items = replace(items, feature=_with_spec(items.feature, situation.previous, spec))
    stories, _ = with_operations(stories, operations, items.tasks)
    return replace(items, overrides=overrides_of(stories, items.stories))


def base_entities(spec: Spec, names: Iterable[str], stories: Iterable[Story]) -> list[str]:
    """Return the entities that no story names: what they are for is there before any story."""
    planned = {entity.name for story in stories for entity in story.entities}
    return [
        name for name in names if name not in planned and not any(mentions(story.text, name) for story in spec.stories)
    ]


def all_requirements(spec: Spec, items: FeatureItems) -> list[Requirement]:
    """Return the requirements of the answers and of spec.md, with the words that they have there."""
    return _all(Requirement, items.requirements, spec.requirements, items.feature.id)


def all_criteria(spec: Spec, items: FeatureItems) -> list[Criterion]:
    """Return the success criteria of the answers and of spec.md, with the words that they have there."""
    return _all(Criterion, items.criteria, spec.criteria, items.feature.id)


def lacks_criteria(spec: Spec, items: FeatureItems) -> bool:
    """Return whether a measurable criterion that people wrote into spec.md has no test task yet; not in an archive."""
    known = {task.source for task in items.tasks if task.kind == "criterion"} | {one.id for one in items.criteria}
    missing = any(one.id not in known and is_measurable(one.text) for one in spec.criteria)
    return missing and bool(items.planned) and not is_archived(spec.path.rpartition("/")[0])


def uncovered(spec: Spec, items: FeatureItems, listed: Iterable[model.Task]) -> dict[str, list[Requirement]]:
    """Return by story the requirements that came to it after its tasks, and that no task of the feature names."""
    planned = {task.story for task in items.tasks}
    named = {one for task in items.tasks for one in (*task.requirements, *task.current_requirements)}
    named.update(one for line in listed for one in line.requirements)
    every = [one for one in all_requirements(spec, items) if one.id not in named]
    return {
        story.id: [one for one in every if one.id in story.served] for story in items.planned if story.id in planned
    }


@dataclass(frozen=True)
class _Answered:
    """The answers of a feature against what the record and spec.md have."""

    situation: Situation
    items: FeatureItems
    spec: Spec
    written: Sequence[Written]
    taken: Taken

    def numbered(self) -> FeatureItems:
        """Return the items with the requirements, criteria and stories of the answers.

        What people wrote in spec.md first keeps its number.
        """
        answers = self.situation.answers
        requirements, requirement_ids = self._statements(
            Requirement, answers.requirements, self.items.requirements, self.items.feature.requirements
        )
        criteria, criterion_ids = self._statements(
            Criterion, answers.success_criteria, self.items.criteria, self.items.feature.criteria
        )
        known = {one.id for one in requirements} | {one.id for one in self.spec.requirements} | self.taken.ids
        numbering.refuse_unknown_requirements(answers.stories, known)
        stories, story_ids = self._stories(answers.stories)
        spoken_of = with_requirements(stories, requirements, (), self.items.stories)
        stories = tuple(
            replace(one, requirements=tuple(dict.fromkeys((*one.requirements, *other.requirements))))
            for one, other in zip(stories, spoken_of)
        )
        feature = replace(self.items.feature, requirements=requirement_ids, criteria=criterion_ids, stories=story_ids)
        return replace(self.items, feature=feature, requirements=requirements, criteria=criteria, stories=stories)

    def _statements(
        self, kind: type[S], texts: Sequence[str], known: Sequence[S], places: Sequence[str]
    ) -> tuple[tuple[S, ...], tuple[str, ...]]:
        """Number the requirements or the criteria of the answers."""
        prefix, found = ("FR", self.spec.requirements) if kind is Requirement else ("SC", self.spec.criteria)
        feature = self.items.feature.id
        by_people = _of_people(found, known, feature, kind)

        def new(number: int, text: str) -> S:
            return kind(f"{prefix}-{number:03d}", feature, text)

        numbered, ids = numbering.number_statements(texts, [*known, *by_people], places, self.taken.ids, new)
        return tuple(_kept(numbered, known, by_people, ids)), ids

    def _stories(self, answered: Sequence[Story]) -> tuple[tuple[Story, ...], tuple[str, ...]]:
        """Number the stories of the answers."""
        feature = self.items.feature
        by_people: list[Story] = stories_of_people(self.written, self.items)
        stories = [replace(story, feature=feature.id) for story in answered]
        numbered, ids = numbering.number_stories(
            stories, [*self.items.stories, *by_people], feature.stories, self.taken.ids, self.taken.stems
        )
        return tuple(_kept(numbered, self.items.stories, by_people, ids)), ids


def _all(kind: type[S], known: Sequence[S], found: Sequence[SpecStatement], feature: str) -> list[S]:
    by_id = {one.id: one for one in known} | {one.id: kind(one.id, feature, one.text) for one in found}
    return sorted(by_id.values(), key=lambda one: natural(one.id))


def _of_people(found: Iterable[SpecStatement], known: Iterable[S], feature: str, kind: type[S]) -> list[S]:
    """The requirements or criteria of spec.md that no answer has brought there."""
    ids = {one.id for one in known}
    return [kind(one.id, feature, one.text, SOURCE) for one in found if one.id not in ids]


def _kept(items: Iterable[N], known: Sequence[N], by_people: Sequence[N], answered: Collection[str]) -> list[N]:
    """The items without those that only spec.md has.

    If people have added some below the printed ones, what is printed from now on is above.
    """
    ids = {one.id for one in known}
    later = bool(by_people) and any(not one.source for one in known)
    given = {*ids, *answered}
    kept = [one for one in items if one.id in given]
    return [replace(one, later=True) if later and one.id not in ids and not one.source else one for one in kept]


def _with_spec(feature: Feature, previous: FeatureItems, spec: Spec) -> Feature:
    """The feature with what only spec.md says: its entities, and the sections that a person filled in.

    In these a person wrote where the template had asked: its question stays in what it prints.
    """
    of_answers = [entity.name for story in previous.stories if not story.source for entity in story.entities]
    found = [entity.name for entity in spec.entities]
    renamed = numbering.renamed_in_place(of_answers, found) - {*previous.feature.key_entities}
    known = {*of_answers, *renamed}
    feature = replace(feature, key_entities=tuple(name for name in found if name not in known))
    feature = replace(feature, spec_edge_cases=edge_cases_of(feature, previous.feature, spec))
    if not previous.feature.task_list or SOURCE in feature.user_documents:
        return feature
    printed = [story for story in previous.stories if not story.source]
    sections: Mapping[str, tuple[Sequence[object], Sequence[object]]] = {
        "stories": (spec.stories, printed),
        "requirements": (spec.requirements, previous.requirements),
        "criteria": (spec.criteria, previous.criteria),
        "edge_cases": (spec.edge_cases, previous.feature.edge_cases),
        "entities": (spec.entities, [entity for story in printed for entity in story.entities]),
    }
    now = [name for name, (found, had) in sections.items() if found and not had]
    filled = tuple(dict.fromkeys([*previous.feature.sections_filled_by_user, *now]))
    return replace(feature, sections_filled_by_user=filled)
