"""The tasks of one user story in the unit that people look at: its parts, and tests in a browser."""

from collections.abc import Container, Iterator
from dataclasses import replace

from ..layout.paths import source_file, test_path
from ..layout.units import layout_of
from ..plan.record import Story, Unit
from ..text.endpoints import is_http
from ..text.names import module, pascal, snake
from .kinds import text_of
from .planned_task import Key, PlannedTask, key


def frontend_tasks(story: Story, earlier: list[Story], unit: Unit, extended: Container[str]) -> Iterator[PlannedTask]:
    """The implementation; nothing in it waits for the backend, whose endpoints the plan has settled."""
    parts: list[Key] = []
    for task in _components(story, earlier, unit, extended):
        yield task
        parts.append(task.key)
    parts += [key("component", one.name, story.id) for one in story.entities if _is_known(one.name, earlier)]
    if any(map(is_http, story.endpoints)):
        client = _part("client", "", story, story.stem, unit)
        yield client
        parts.append(client.key)
    yield replace(_part("page", "", story, story.stem, unit), after=tuple(parts))


def browser_tests(journeys: tuple[tuple[str, str], ...], story: Story, unit: Unit) -> Iterator[PlannedTask]:
    """One end-to-end test for each journey."""
    for source, words in journeys:
        file = test_path(unit, "e2e", snake(words))
        yield PlannedTask("browser", source, story.id, text_of("browser", source=words), file, words)


def _components(story: Story, earlier: list[Story], unit: Unit, extended: Container[str]) -> Iterator[PlannedTask]:
    """One for each entity that the story brings in; one of its own for a story without, where that is shown."""
    for entity in story.entities:
        if not _is_known(entity.name, earlier):
            verb = "Extend" if entity.name in extended else "Create"
            yield _part("component", entity.name, story, entity.name, unit, verb)
    if not story.entities and "component" in layout_of(unit).without_entity:
        yield _part("component", "", story, story.stem, unit)


def _part(kind: str, source: str, story: Story, name: str, unit: Unit, verb: str = "Create") -> PlannedTask:
    part = layout_of(unit).parts[kind]
    names = {"verb": verb, "name": name.replace("_", " "), "Name": pascal(name)}
    file = source_file(unit, kind, module(name))
    return PlannedTask(kind, source, story.id, part.text.format(**names), file, part.subject.format(**names))


def _is_known(entity: str, earlier: list[Story]) -> bool:
    return any(entity == one.name for other in earlier for one in other.entities)
