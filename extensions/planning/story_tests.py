"""The tests of one user story: its endpoints by contract, its journeys and scenarios as a whole."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..layout.paths import test_path
from ..plan.items import Story, Unit
from ..plan.model import Scenario
from ..text.names import snake
from ..text.naming import first_sentence, scenario_name, short_name
from ..text.speech import heard
from .edge_cases import is_tested
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


def story_tests(
    story: Story, earlier: Sequence[Story], unit: Unit, there: Tested, cases: Sequence[str]
) -> Iterator[PlannedTask]:
    """A contract test for each endpoint, an integration test for each journey and each scenario that none has.

    Then a unit test for each edge case that no scenario says.
    """
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
    names = {one: short_name(one) for one in story.journeys}
    for journey in story.journeys:
        yield _integration(story, unit, journey, names[journey], held.get(journey, ()))
    for one in story.acceptance:
        names[one.words] = name_of_scenario(one, list(names.values()))
        if one.words not in taken and (one.words in free or key("integration", one.words, story.id) in there.tasks):
            yield _integration(story, unit, one.words, names[one.words], (one.words,))
    if not story.journeys and not scenarios:
        yield _integration(story, unit, "", short_name(story.title), ())
    yield from edge_tests([one for one in cases if not is_tested(one, story)], story.stem, story.id, unit)


def edge_tests(cases: Iterable[str], stem: str, story_id: str, unit: Unit) -> Iterator[PlannedTask]:
    """A unit test for each edge case, those of a story in one file."""
    for case in cases:
        file = test_path(unit, "unit", "_".join(filter(None, (stem, "edge_cases"))))
        name = short_name(first_sentence(case))
        yield PlannedTask("edge", case, story_id, text_of("edge", source=case), file, name)


def name_of_scenario(scenario: Scenario, taken: Sequence[str]) -> str:
    """Name the test of a scenario."""
    if scenario.text:
        return short_name(scenario.text)
    status = min(heard(scenario.then).statuses, default="")
    return scenario_name(scenario.given, scenario.when, status, taken)


def browser_journeys(story: Story) -> tuple[tuple[str, str], ...]:
    """Return what the tests in a browser are about, as (source, words): the story's journeys, else itself."""
    return tuple((journey, journey) for journey in story.journeys) or (("", story.title),)


def _integration(story: Story, unit: Unit, source: str, name: str, scenarios: tuple[str, ...]) -> PlannedTask:
    file = test_path(unit, "integration", name)
    text = text_of("integration", source=source or story.title)
    return PlannedTask("integration", source, story.id, text, file, name, scenarios=scenarios)
