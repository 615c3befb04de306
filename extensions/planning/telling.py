"""The test of a journey or of scenarios as its words tell it, part by part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.endpoints import is_http
from ..text.speech import Speech, heard
from .planned_task import PlannedTask
from .walking import Walk

_STEPS = re.compile(r",|\b(?:and|then)\b")


@dataclass(frozen=True)
class Part:
    """A scenario, a journey or a step of one: the endpoints that it goes through, and all that it says."""

    endpoints: frozenset[str]
    all: Speech

    @property
    def stems(self) -> frozenset[str]:
        """All words: what a scenario negates is what it is about."""
        return self.all.stems | self.all.negated


@dataclass(frozen=True)
class Told:
    """A test with its parts."""

    task: PlannedTask
    parts: tuple[Part, ...]


def told(walk: Walk, task: PlannedTask) -> Told:
    """Return what a test of a story tells; `walk` is through the story."""
    return Told(task, tuple(_parts(walk, task)))


def _parts(walk: Walk, task: PlannedTask) -> Iterator[Part]:
    """The journey, then its scenarios; all of them go through the only endpoint of a story."""
    story = walk.story
    only = frozenset(story.endpoints if len(story.endpoints) == 1 else ())
    if task.source not in task.scenarios:
        journey = heard(task.source or story.title)
        yield Part(walk.gone(journey) | only, journey)
        if not all(map(is_http, story.endpoints)):
            steps = map(heard, _STEPS.split(task.source))
            yield from (Part(frozenset(), step) for step in steps if not walk.gone(step))
    for one in story.acceptance:
        if one.words in task.scenarios:
            yield Part(walk.gone(heard(one.text or one.when)) | only, heard(one.words))
