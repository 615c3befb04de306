"""Which scenarios of a story its journeys run through; each of the others gets a test of its own.

A journey runs through a scenario if the answers say so; else if it goes through the endpoints of the scenario, or says
most of its words, names whoever acts in it, and the outcome is not an exception that the journey does not speak of.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..plan.items import Story
from ..plan.model import Scenario
from ..text.speech import Speech, heard
from .walking import Walk

_MOST = 0.6  #: of the words of what a scenario does
_NOTHING_GIVEN = re.compile(r"(?:no|nobody|nothing|none)\b", re.IGNORECASE)
_NOTHING_THEN = re.compile(r"\b(?:empty|nothing|nobody|there is no|0)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Act:
    """What a scenario does."""

    scenario: Scenario
    does: Speech
    actor: frozenset[str]  #: whoever acts, if that is told here first
    said: frozenset[str]  #: the words of what is given and done

    @cached_property
    def is_exception(self) -> bool:
        one = self.scenario
        is_nothing = _NOTHING_GIVEN.match(one.given) or _NOTHING_THEN.search(one.then or one.text)
        return heard(one.words).refuses or is_nothing is not None


def run_through(story: Story, journeys: Sequence[str], free: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return by journey the words of the `free` scenarios that it runs through, each with one journey at most."""
    explicit = {words: one.source for one in story.links for words in one.scenarios if one.source in journeys}
    told = {one.source for one in story.links if one.scenarios}
    found: dict[str, list[str]] = {one: [] for one in journeys}
    walk = Walk(story)
    for scenario in (one for one in story.acceptance if one.words in free):
        others = [one for one in journeys if one not in told]
        journey = explicit.get(scenario.words) or _best(walk, scenario, others)
        if journey:
            found[journey].append(scenario.words)
    return {journey: tuple(words) for journey, words in found.items()}


def _best(walk: Walk, scenario: Scenario, journeys: Iterable[str]) -> str:
    """The journey that runs through a scenario and shares most words with it, of several the first; blank if none."""
    does = heard(scenario.text or scenario.when)
    verbs = [index for index, word in enumerate(does.words) if word.verb]
    leading = frozenset(word.stem for word in does.words[: verbs[0]]) if verbs else frozenset()
    said = does.stems | heard(scenario.given).stems
    act = _Act(scenario, does, leading & does.stems - heard(scenario.given).stems, said)
    stems = heard(scenario.words).stems
    gone = walk.gone_in(scenario.text or scenario.when)
    fitting = [one for one in journeys if _runs(act, heard(one)) and _leads(walk, act, gone, one)]
    return max(fitting, key=lambda one: len(stems & heard(one).stems), default="")


def _runs(act: _Act, journey: Speech) -> bool:
    """Whether a journey names who acts, and does not leave out what is an exception."""
    return act.actor <= journey.stems and (journey.refuses or not act.is_exception)


def _leads(walk: Walk, act: _Act, gone: frozenset[str], journey: str) -> bool:
    """Whether a journey goes through the endpoints of a scenario, `gone`, or says most of its words."""
    if len(walk.story.endpoints) > 1 and gone and gone <= walk.gone_in(journey):
        return True
    stems = heard(journey).stems
    return any(len(said & stems) >= max(2, _MOST * len(said)) for said in (act.does.stems, act.said))
