"""The tasks of one user story in the unit that people look at: its parts, and tests in a browser."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from ..layout.paths import source_file, test_path
from ..layout.units import language_of, layout_of
from ..plan.items import Story, Unit
from ..text.endpoints import is_http
from ..text.names import module, pascal
from ..text.naming import short_name
from .kinds import text_of
from .planned_task import Key, PlannedTask, key
from .resources import Share


def frontend_tasks(
    story: Story, earlier: Sequence[Story], shares: Sequence[Share], unit: Unit, extended: Container[str]
) -> Iterator[PlannedTask]:
    """The implementation; nothing in it waits for the backend, whose endpoints the plan has settled."""
    parts: list[Key] = []
    for task in _components(story, earlier, unit, extended):
        yield task
        parts.append(task.key)
    parts += [key("component", one.name, story.id) for one in story.entities if _is_known(one.name, earlier)]
    for share in shares:
        if any(map(is_http, share.endpoints)):
            client = _client(share, story, unit)
            yield client
            parts.append(client.key)
    yield replace(_part("page", "", story, story.stem, unit), after=tuple(parts))


def _client(share: Share, story: Story, unit: Unit) -> PlannedTask:
    """The calls of a resource's endpoints; an earlier story's are extended, with a test of its own."""
    part = layout_of(unit).parts["client"]
    name = share.resource.one if part.file else share.resource.many
    verb = "extend" if share.has_module else "implement"
    task = _part("client", share.source, story, name, unit, verb, operations=", ".join(share.operations))
    after = (key("client", share.previous[1], share.previous[0]),) if share.previous else ()
    ends = story.stem if share.has_module else ""
    return replace(task, subject=f"{task.subject} {ends}".strip(), after=after, ends=ends)


def browser_tests(journeys: tuple[tuple[str, str], ...], story: Story, unit: Unit) -> Iterator[PlannedTask]:
    """One end-to-end test for each journey."""
    for source, words in journeys:
        file = test_path(unit, "e2e", short_name(words))
        yield PlannedTask("browser", source, story.id, text_of("browser", source=words), file, short_name(words))


def _components(story: Story, earlier: Sequence[Story], unit: Unit, extended: Container[str]) -> Iterator[PlannedTask]:
    """One for each entity that the story brings in; one of its own for a story without, where that is shown."""
    for entity in story.entities:
        if not _is_known(entity.name, earlier):
            verb = "extend" if entity.name in extended else "create"
            yield _part("component", entity.name, story, entity.name, unit, verb)
    if not story.entities and "component" in layout_of(unit).without_entity:
        yield _part("component", "", story, story.stem, unit)


def _part(
    kind: str, source: str, story: Story, name: str, unit: Unit, verb: str = "create", **fields: str
) -> PlannedTask:
    part = layout_of(unit).parts[kind]
    names = {"name": name.replace("_", " "), "Name": pascal(name, language_of(unit).initialisms)}
    text = text_of(part.text.format(verb=verb), name=part.called.format(**names), **fields)
    file = source_file(unit, kind, module(name))
    return PlannedTask(kind, source, story.id, text, file, part.subject.format(**names))


def _is_known(entity: str, earlier: Sequence[Story]) -> bool:
    return any(entity == one.name for other in earlier for one in other.entities)
