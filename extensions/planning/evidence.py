"""The requirements that each task of a story serves, by evidence: explicit ones, else what the words are about.

- A contract test and an endpoint serve the requirements that speak of that endpoint (see `walking.py`).
- A model serves the requirements that create or change its entity.
- The test of a journey or a scenario serves the requirements that speak of an endpoint which it goes through, or that
  share the words by which they differ from the others of the story.
- The validation of a story serves the requirements that speak of errors and of no endpoint; in an API the foundation's
  error handling does.
- A requirement that no test of the story serves is put on one: that of the nearest scenario, else the first.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..plan.items import Requirement, Story
from ..text.endpoints import is_http
from ..text.speech import Speech, heard, phrase
from .kinds import WRITE_TESTS
from .planned_task import PlannedTask
from .serving import speaks_of
from .telling import Part, Told, told
from .walking import Walk

_TESTS = ("integration", "browser")
_NEAR = 0.8  #: of the weight of the nearest requirement
_LEAST = 1.0  #: weight of the words that a test shares with a requirement


@dataclass(frozen=True)
class Heard:
    """A requirement as it is understood in a story."""

    id: str
    speech: Speech
    endpoints: frozenset[str]
    direct: frozenset[str]  #: those endpoints that it asks for, not only on a condition
    written: frozenset[tuple[str, ...]]  #: the entities that it creates or changes

    @property
    def is_refusal(self) -> bool:
        """Whether all that it asks for is an error."""
        return self.speech.refuses and not self.direct

    @property
    def is_for_all(self) -> bool:
        """Whether it asks for an error, whatever the endpoint."""
        return self.speech.refuses and not self.endpoints

    def fits(self, part: Part) -> bool:
        """Return whether nothing speaks against it: who asks for 403 is not shown by what answers 204."""
        if self.speech.statuses and part.all.statuses and not self.speech.statuses & part.all.statuses:
            return False
        return part.all.refuses or not self.is_refusal


@dataclass(frozen=True)
class StoryEvidence:
    """The evidence in one story for its requirements."""

    story: Story
    requirements: Sequence[Requirement]

    @cached_property
    def _order(self) -> dict[str, int]:
        return {one.id: index for index, one in enumerate(self.requirements)}

    @cached_property
    def heard(self) -> tuple[Heard, ...]:
        walk = Walk(self.story)
        speeches = {one.id: heard(one.text) for one in self.requirements}
        return tuple(
            Heard(name, one, walk.asked(one), walk.asked(one.main), walk.written(one)) for name, one in speeches.items()
        )

    @property
    def with_endpoint(self) -> set[str]:
        """The requirements that speak of an endpoint of the story."""
        linked = {name for link in self.story.links for name in link.requirements}
        return linked | {one.id for one in self.heard if one.endpoints}

    def serve(self, tasks: Sequence[PlannedTask]) -> list[PlannedTask]:
        """Return the tasks of the story with the requirements that they serve."""
        walk = Walk(self.story)
        tests = [told(walk, one) for one in tasks if one.kind in _TESTS]
        served = {one.key: self._served(one) | {*one.requirements} for one in tasks if one.kind not in _TESTS}
        served |= {one.task.key: self._tested(one) for one in tests}
        for one in self.heard:
            named = [task for task in tasks if task.kind in WRITE_TESTS and one.id in served[task.key]]
            if not named and tests:
                unlinked = [test for test in tests if not self._linked(test.task)]
                served[self._nearest(one, unlinked or tests).task.key].add(one.id)
        return [replace(one, requirements=tuple(sorted(served[one.key], key=self._order.__getitem__))) for one in tasks]

    def _served(self, task: PlannedTask) -> set[str]:
        """The requirements of a task that is no test of a journey or a scenario."""
        if task.kind in ("contract", "endpoint") and self._linked(task):
            return set(self._linked(task))
        by_http = any(map(is_http, self.story.endpoints))
        return {one.id for one in self.heard if _is_served(task, one, by_http)}

    def _linked(self, task: PlannedTask) -> tuple[str, ...]:
        """The requirements that the answers say the endpoint or the journey of a task serves."""
        found = self.story.link(task.source).requirements if task.source else ()
        return tuple(one for one in found if one in self._order)

    def _tested(self, test: Told) -> set[str]:
        """The requirements of a test: explicit ones, else those that one of its parts shows."""
        return set(self._linked(test.task)) or {
            one.id for part in test.parts for one in self._shown(part) if not one.is_for_all
        }

    def _shown(self, part: Part) -> Sequence[Heard]:
        """The requirements that a part shows: of a refusal those that ask for it, then those of its endpoints."""
        fitting = [one for one in self.heard if not one.is_for_all and one.fits(part)]
        through = [one for one in fitting if one.endpoints & part.endpoints]
        through = [one for one in through if self._differs(one, through, part)] or through
        if part.all.refuses:
            asked = [one for one in self.heard if one.speech.refuses and self._is_near(one, part)]
            if any(not one.is_for_all or one.speech.statuses & part.all.statuses for one in asked):
                return asked
            if asked:
                return through
        if through or (part.endpoints and all(map(is_http, part.endpoints))):
            return through
        weights = {one.id: self._weight(one, part) for one in fitting}
        least = max(_LEAST, _NEAR * max(weights.values(), default=0))
        return [one for one in fitting if weights[one.id] >= least]

    def _differs(self, one: Heard, among: Sequence[Heard], part: Part) -> bool:
        """Whether a part has words of a requirement that no other has which speaks of the same endpoints."""
        rivals = [other for other in among if other is not one and other.is_refusal == one.is_refusal]
        others = [other.speech.stems for other in rivals if other.endpoints & one.endpoints]
        return not others or bool(part.stems & one.speech.stems - frozenset().union(*others))

    def _is_near(self, one: Heard, part: Part) -> bool:
        if one.speech.statuses and part.all.statuses:
            return bool(one.speech.statuses & part.all.statuses)
        return self._weight(one, part) >= _LEAST

    def _weight(self, one: Heard, part: Part) -> float:
        """How much the shared words say: a word says less, the more requirements of the story have it."""
        return math.fsum(self._weights[word] for word in one.speech.stems & part.stems)

    @cached_property
    def _weights(self) -> dict[str, float]:
        having = Counter(word for one in self.heard for word in one.speech.stems)
        return {word: math.log((len(self.heard) + 1) / count) for word, count in having.items()}

    def _nearest(self, one: Heard, tests: Sequence[Told]) -> Told:
        """The test with the nearest part; the first test if none is near."""
        ranked = [
            (bool(one.speech.statuses & part.all.statuses), self._weight(one, part), test)
            for test in tests
            for part in test.parts
            if test.task.kind == "integration" and one.fits(part) and self._is_near(one, part)
        ]
        return max(ranked, key=lambda pair: pair[:2])[2] if ranked else tests[0]


def _is_served(task: PlannedTask, one: Heard, by_http: bool) -> bool:
    match task.kind:
        case "contract":
            return task.source in one.endpoints
        case "endpoint":  # without a source it is what the whole story does
            return task.source in one.endpoints if task.source else not one.is_for_all
        case "model" | "component":
            return phrase(task.source) in one.written
        case "validation":  # an API answers errors in one place, which the foundation sets up
            return not by_http and one.is_for_all and not speaks_of("authentication", one.speech)
        case _:
            return False
