"""The tasks of one user story in the unit that people look at: components, a client, a page, tests in the browser."""

from collections.abc import Container, Iterator

from .names import module, pascal, snake
from .plan.record import Story, Unit
from .stories import is_http
from .units import source_file, test_path
from .wanted import Key, Wanted, key


def screen_tasks(story: Story, earlier: list[Story], unit: Unit, extended: Container[str]) -> Iterator[Wanted]:
    """The implementation; nothing in it waits for the backend, whose endpoints the plan has settled."""
    parts: list[Key] = []
    for task in _components(story, earlier, unit, extended):
        yield task
        parts.append(task.key)
    parts += [key("component", one.name, story.id) for one in story.entities if _is_known(one.name, earlier)]
    if any(map(is_http, story.endpoints)):
        file = source_file(unit, "client", story.stem)
        text = f"Implement the {story.stem.replace('_', ' ')} client"
        client = Wanted("client", "", story.id, text, file, f"{story.stem} client")
        yield client
        parts.append(client.key)
    file = source_file(unit, "page", story.stem)
    yield Wanted("page", "", story.id, f"Build {pascal(story.stem)}Page", file, f"{story.stem} page", tuple(parts))


def browser_tests(journeys: tuple[tuple[str, str], ...], story: Story, unit: Unit) -> Iterator[Wanted]:
    """One end-to-end test for each journey."""
    for of, words in journeys:
        file = test_path(unit, "e2e", snake(words))
        yield Wanted("browser", of, story.id, f'End-to-end test for "{words}"', file, words)


def _components(story: Story, earlier: list[Story], unit: Unit, extended: Container[str]) -> Iterator[Wanted]:
    """One for each entity that the story brings in; one of its own for a story without entities."""
    for entity in story.entities:
        if not _is_known(entity.name, earlier):
            verb = "Extend" if entity.name in extended else "Create"
            text = f"{verb} {pascal(entity.name)}View component"
            file = source_file(unit, "component", module(entity.name))
            yield Wanted("component", entity.name, story.id, text, file, f"{entity.name} view")
    if not story.entities:
        file = source_file(unit, "component", story.stem)
        text = f"Create {pascal(story.stem)}View component"
        yield Wanted("component", "", story.id, text, file, f"{story.stem} view")


def _is_known(entity: str, earlier: list[Story]) -> bool:
    return any(entity == one.name for other in earlier for one in other.entities)
