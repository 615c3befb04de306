"""The record to what plan.md, tasks.md and spec.md print: phases with their tasks, entities, the trees."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .plan.record import Criterion, Entity, Feature, Record, Requirement, Story, Task, Unit
from .planning import GROUP_OF
from .tasks import LIST
from .units import TEST_KINDS, Folder, below, folders, language_of

SETUP_KINDS = ("structure", "project", "tools")  #: what the template does itself


@dataclass(frozen=True)
class Line:
    """A task as it is printed; `later` ones stand after a blank line, so that a merge finds its place."""

    id: str
    words: str
    done: bool
    later: bool


@dataclass(frozen=True)
class Phase:
    """A phase that has tasks. `story` is None outside the stories; `tests` is empty there too."""

    number: int
    name: str
    story: Story | None
    mvp: bool
    related: tuple[str, ...]  #: the earlier stories that this one integrates with
    tests: tuple[Line, ...]
    tasks: tuple[Line, ...]


@dataclass(frozen=True)
class DescribedEntity:
    """An entity with its description and fields in one sentence, blank where neither is known."""

    name: str
    described: str


@dataclass(frozen=True)
class Document:
    """A feature as its documents print it."""

    id: str
    feature: Feature
    stories: tuple[Story, ...]
    requirements: tuple[Requirement, ...]
    criteria: tuple[Criterion, ...]
    entities: tuple[DescribedEntity, ...]
    phases: tuple[Phase, ...]
    tree: tuple[str, ...]
    structure: str

    @property
    def tasks_apart(self) -> bool:
        """Whether the tasks stand in a document of their own."""
        return self.feature.task_list == "tasks.md"


def documents(record: Record) -> Iterator[Document]:
    """Each feature whose documents are the template's."""
    tree = tuple(drawn([folder for unit in record.units for folder in folders(unit)]))
    for feature in record.features:
        if feature.task_list:
            own = [one for one in record.tasks if one.feature == feature.id and one.kind != LIST]
            stories = tuple(one for one in record.stories if one.feature == feature.id)
            yield Document(
                id=feature.id,
                feature=feature,
                stories=stories,
                requirements=tuple(one for one in record.requirements if one.feature == feature.id),
                criteria=tuple(one for one in record.criteria if one.feature == feature.id),
                entities=tuple(_entities(stories)),
                phases=tuple(_phases(own, stories)),
                tree=tree,
                structure=" ".join(_structure(unit) for unit in record.units),
            )


def _phases(own: Sequence[Task], stories: Sequence[Story]) -> Iterator[Phase]:
    """Setup, then the stories by number; a phase without a task is left out and the numbers stay consecutive."""
    first = min(stories, key=lambda story: int(story.priority[1:]), default=None)
    number = 0
    for name, story in (("Setup", None), *((f"User Story {one.id[2:]}", one) for one in stories)):
        tasks = [one for one in own if one.story == (story.id if story else "")]
        if tasks:
            number += 1
            tests = tuple(map(_line, (one for one in tasks if GROUP_OF[one.kind] == "tests")))
            rest = tuple(map(_line, (one for one in tasks if GROUP_OF[one.kind] != "tests")))
            related = tuple(f"User Story {one.of[2:]}" for one in tasks if one.kind == "integrate")
            yield Phase(number, name, story, story is not None and story is first, related, tests, rest)


def _line(task: Task) -> Line:
    return Line(task.id, task.words, task.kind in SETUP_KINDS, task.later)


def _entities(stories: Iterable[Story]) -> Iterator[DescribedEntity]:
    """Each entity once, with the first description and the first fields that a story gives."""
    known: dict[str, Entity] = {}
    for entity in (entity for story in stories for entity in story.entities):
        first = known.get(entity.name, entity)
        known[entity.name] = Entity(entity.name, first.description or entity.description, first.fields or entity.fields)
    for entity in known.values():
        named = ", ".join(f"`{name}` ({kind})" if kind else f"`{name}`" for name, kind in entity.fields)
        parts = [entity.description.rstrip(".")] * bool(entity.description) + [f"fields {named}"] * bool(named)
        yield DescribedEntity(entity.name, "; ".join(parts))


def _structure(unit: Unit) -> str:
    """Which folder of the unit holds what, in a sentence or two."""
    language = language_of(unit)
    source, tests = below(unit, language.source_root), below(unit, language.test_root)
    held = [f"{one.comment[0].lower()}{one.comment[1:]} in `{one.path}/`" for one in folders(unit) if one.comment]
    return (
        f"One project with {language.label} sources under `{source}/`: {', '.join(held)}. "
        f"Its tests stand under `{tests}/` by kind: {', '.join(f'`{tests}/{kind}/`' for kind in TEST_KINDS)}."
    )


def drawn(paths: Sequence[Folder]) -> Iterator[str]:
    """The folders as a tree, roots parted by a blank line, comments in one column."""
    comments = {one.path: one.comment for one in paths}
    roots = list(dict.fromkeys(one.path.split("/")[0] for one in paths))
    for position, root in enumerate(roots):
        if position:
            yield ""
        lines = [(f"{root}/", ""), *_branches(root, list(comments), comments, "")]
        width = max(len(text) for text, _ in lines)
        yield from (f"{text.ljust(width)}  # {comment}" if comment else text for text, comment in lines)


def _branches(parent: str, paths: Sequence[str], comments: dict[str, str], indent: str) -> Iterator[tuple[str, str]]:
    below = [path for path in paths if path.startswith(f"{parent}/")]
    children = list(dict.fromkeys(path[len(parent) + 1 :].split("/")[0] for path in below))
    for child in children:
        last = child == children[-1]
        path = f"{parent}/{child}"
        yield f"{indent}{'└── ' if last else '├── '}{child}/", comments.get(path, "")
        yield from _branches(path, below, comments, indent + ("    " if last else "│   "))
