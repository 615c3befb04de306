"""Which story each edge case belongs to: the one that shares most words with it, those of its title above all."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..plan.items import Requirement, Story
from ..text.naming import first_sentence
from ..text.speech import heard
from .walking import Walk

_LEAST = 1.0  #: weight of the words that an edge case shares with its story
_ENDPOINT = 2.0  #: what it counts that an edge case asks for an endpoint of the story
_TESTED = 0.8  #: of the words of an edge case, in the scenario that tests it


def edge_cases_by_story(
    cases: Iterable[str], stories: Sequence[Story], requirements: Iterable[Requirement]
) -> Mapping[str, tuple[str, ...]]:
    """Return the edge cases by the id of their story, of several the first; by the blank id those of none."""
    texts = {one.id: one.text for one in requirements}
    stems = {story.id: _stems(story, texts) for story in stories}
    titles = {story.id: heard(story.title).stems & stems[story.id] for story in stories}
    walks = {story.id: Walk(story) for story in stories}
    having = Counter(word for found in stems.values() for word in found)
    weights = {word: math.log((len(stories) + 1) / count) for word, count in having.items()}
    result: dict[str, list[str]] = {}
    for case in cases:
        speech = heard(case)
        said, done = speech.stems | speech.negated, heard(first_sentence(case)).main
        scores = {
            one: _weigh(said & stems[one], weights)
            + _weigh(said & titles[one], weights)
            + _ENDPOINT * bool(walk.asked(done))
            for one, walk in walks.items()
        }
        best = max(scores, key=lambda one: scores[one], default="")
        belongs = best and (scores[best] >= _LEAST or len(stories) == 1)
        result.setdefault(best if belongs else "", []).append(case)
    return {story_id: tuple(found) for story_id, found in result.items()}


def _weigh(shared: Iterable[str], weights: Mapping[str, float]) -> float:
    """How much the shared words say: a word says less, the more stories have it."""
    return math.fsum(weights[word] for word in shared)


def is_tested(case: str, story: Story) -> bool:
    """Tell whether a scenario of the story says nearly all that an edge case says."""
    speech = heard(case)
    said = speech.stems | speech.negated
    scenarios = [heard(one.words) for one in story.acceptance]
    return any(len(said & (one.stems | one.negated)) >= _TESTED * len(said) for one in scenarios if said)


def _stems(story: Story, texts: Mapping[str, str]) -> frozenset[str]:
    """The stems of all that a story and its requirements say."""
    parts = [story.title, story.goal, *story.journeys, *(one.words for one in story.acceptance)]
    parts += [f"{one.name} {one.description} {' '.join(name for name, _ in one.fields)}" for one in story.entities]
    parts += [texts[one] for one in sorted(story.served) if one in texts]
    return frozenset().union(*(heard(one).stems | heard(one).negated for one in parts if one))
