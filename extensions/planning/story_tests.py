"""The tests of one user story: its endpoints by contract, its journeys and scenarios as a whole."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..layout.paths import test_path
from ..plan.record import Story, Unit
from ..text.names import snake
from .kinds import text_of
from .planned_task import Key, PlannedTask, key
from .scenarios import run_through


@dataclass(frozen=True)
class Tested:
    """What is there before a story is planned: the tasks, and the scenarios that have one.

    `own` are those of which a line of the list is that the record has lost: no journey takes them.
    """

    tasks: Collection[Key] = frozenset()
    scenarios: Collection[str] = frozenset()
    own: Collection[str] = frozenset()


def story_tests(story: Story, earlier: list[Story], unit: Unit, there: Tested) -> Iterator[PlannedTask]:
    """A contract test for each endpoint, an integration test for each journey and each scenario that none has."""
    known = {endpoint for one in earlier for endpoint in one.endpoints}
    for endpoint in story.endpoints:
        if endpoint not in known:
            file = test_path(unit, "contract", snake(endpoint))
            yield PlannedTask("contract", endpoint, story.id, text_of("contract", source=endpoint), file, endpoint)
    scenarios = [one.words for one in story.acceptance]
    free = [words for words in scenarios if words not in there.scenarios]
    new = [one for one in story.journeys if key("integration", one, story.id) not in there.tasks]
    held = run_through(story, new, [words for words in free if words not in there.own])
    taken = {words for found in held.values() for words in found}
    for journey in story.journeys:
        yield _integration(story, unit, journey, journey, held.get(journey, ()))
    for words in scenarios:
        if words not in taken and (words in free or key("integration", words, story.id) in there.tasks):
            yield _integration(story, unit, words, words, (words,))
    if not story.journeys and not scenarios:
        yield _integration(story, unit, "", story.title, ())


def browser_journeys(story: Story) -> tuple[tuple[str, str], ...]:
    """Return what the tests in a browser are about, as (source, words): the story's journeys, else itself."""
    return tuple((journey, journey) for journey in story.journeys) or (("", story.title),)


def _integration(story: Story, unit: Unit, source: str, words: str, scenarios: tuple[str, ...]) -> PlannedTask:
    file = test_path(unit, "integration", snake(words))
    text = text_of("integration", source=words)
    return PlannedTask("integration", source, story.id, text, file, words, scenarios=scenarios)
