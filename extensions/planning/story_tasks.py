"""The tasks of one user story: its tests, and its implementation from model to integration."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from ..layout.paths import source_file
from ..layout.units import layout_of
from ..plan.record import Requirement, Story, Unit
from ..text.endpoints import is_http
from ..text.names import joined, module, pascal
from .frontend_tasks import browser_tests, frontend_tasks
from .kinds import text_of
from .planned_task import Key, PlannedTask, key
from .story_tests import Tested, browser_journeys, story_tests


@dataclass(frozen=True)
class Around:
    """What the stories of a feature are planned in.

    `screen` is the unit that people look at, if there is one apart; `extended` are the entities whose model an earlier
    feature has.
    """

    unit: Unit
    screen: Unit | None
    extended: Container[str]
    tests_first: bool


def story_tasks(story: Story, earlier: list[Story], around: Around, there: Tested) -> Iterator[PlannedTask]:
    """Tests first in the document, whatever the order of work; the edges tell that order."""
    unit, screen, extended, tests_first = around.unit, around.screen, around.extended, around.tests_first
    implementation = list(_implementation(story, earlier, unit, extended))
    tests = list(story_tests(story, earlier, unit, there))
    built = {task.source: task.key for task in implementation if task.kind == "endpoint"}
    last = next(task.key for task in reversed(implementation) if task.kind in ("integrate", "validation"))
    shown = list(frontend_tasks(story, earlier, screen, extended)) if screen else []
    if screen and "e2e" in layout_of(screen).tests:
        tests += browser_tests(browser_journeys(story), story, screen)
    for task in tests:
        after = [built.get(task.source, last) if task.kind == "contract" else last]
        after += [one.key for one in shown if task.kind == "browser" and one.kind == "page"]
        yield replace(task, after=() if tests_first else tuple(after))
    written = tuple(task.key for task in tests) if tests_first else ()
    begins = _beginnings(implementation) | _beginnings(shown)
    for task in (*implementation, *shown):
        yield replace(task, after=(*(written if task.key in begins else ()), *task.after))


def requirement_tasks(story: Story, requirements: Iterable[Requirement], unit: Unit) -> Iterator[PlannedTask]:
    """What a requirement adds to a story that was planned without it."""
    file = source_file(unit, "service", f"{story.stem}_service")
    for one in requirements:
        text = text_of("feature", source=one.text)
        yield PlannedTask(
            "requirement", one.id, story.id, text, file, f"{one.id} {one.text}", (key("validation", "", story.id),),
            (one.id,),
        )  # fmt: skip


def _beginnings(tasks: list[PlannedTask]) -> set[Key]:
    """Those that wait for no other of the tasks."""
    keys = {task.key for task in tasks}
    return {task.key for task in tasks if not keys.intersection(task.after)}


def _implementation(story: Story, earlier: list[Story], unit: Unit, extended: Container[str]) -> Iterator[PlannedTask]:
    modelled = {entity.name: one for one in earlier for entity in one.entities}
    service_file = source_file(unit, "service", f"{story.stem}_service")
    models: list[Key] = []
    for entity in story.entities:
        if entity.name not in modelled:
            file = source_file(unit, "model", module(entity.name))
            verb = "Extend" if entity.name in extended else "Create"
            task = PlannedTask(
                "model",
                entity.name,
                story.id,
                text_of("model", verb=verb, source=entity.name),
                file,
                f"{entity.name} model",
            )
            yield task
            models.append(task.key)
        else:
            models.append(key("model", entity.name, story.id))
    service = PlannedTask(
        "service", "", story.id, f"Implement {pascal(story.stem)}Service", service_file, f"{story.stem} service",
        tuple(models),
    )  # fmt: skip
    yield service
    built = [service.key]
    for task in _endpoints(story, earlier, unit):
        yield PlannedTask(task.kind, task.source, task.story, task.text, task.file, task.subject, (service.key,))
        built.append(task.key)
    number = story.id.removeprefix("US")
    checked = PlannedTask(
        "validation", "", story.id, f"Add validation and error handling for user story {number}", service_file,
        "validation and error handling", tuple(built[1:] or built),
    )  # fmt: skip
    yield checked
    yield PlannedTask(
        "logging", "", story.id, f"Add logging for user story {number} operations", service_file, "logging",
        (checked.key,),
    )  # fmt: skip
    yield from _integrations(story, earlier, service_file)


def _endpoints(story: Story, earlier: list[Story], unit: Unit) -> Iterator[PlannedTask]:
    known = {endpoint for one in earlier for endpoint in one.endpoints}
    for endpoint in story.endpoints:
        if endpoint in known:
            continue
        if is_http(endpoint):
            file, words = source_file(unit, "endpoint", story.stem), text_of("http", source=endpoint)
        else:
            file, words = source_file(unit, "command", module(endpoint)), text_of("command", source=endpoint)
        yield PlannedTask("endpoint", endpoint, story.id, words, file, f"implement {endpoint}")
    if not story.endpoints:
        file = source_file(unit, "feature", story.stem)
        yield PlannedTask(
            "endpoint", "", story.id, text_of("feature", source=story.title), file, f"implement {story.stem}"
        )


def _integrations(story: Story, earlier: list[Story], service_file: str) -> Iterator[PlannedTask]:
    """One task for each earlier story that brought in an entity or an endpoint which this story shares."""
    owners: dict[str, str] = {}
    for other in reversed(earlier):
        owners |= dict.fromkeys(_shareable(other), other.id)
    previous = key("logging", "", story.id)
    for other in earlier:
        shared = [one for one in _shareable(story) if owners.get(one) == other.id]
        if shared:
            task = PlannedTask(
                kind="integrate",
                source=other.id,
                story=story.id,
                text=text_of("integrate", number=other.id.removeprefix("US"), shared=joined(shared)),
                file=service_file,
                subject=f"integrate with {other.id}",
                after=(previous, key("validation", "", other.id)),
            )
            yield task
            previous = task.key


def _shareable(story: Story) -> list[str]:
    return [*(entity.name for entity in story.entities), *story.endpoints]
