"""The record to what plan.md, tasks.md and spec.md print: phases with their tasks, entities, the trees."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..layout.paths import Folder, below, folders, source_file, source_roots, test_root
from ..layout.units import language_of, layout_of
from ..plan.items import Criterion, Entity, Feature, Requirement, Story, Task, Unit, rank
from ..plan.planned import LIST
from ..plan.record import Record
from ..plan.writing import line_of
from ..planning.kinds import GROUP_OF, SETUP_KINDS, group_of
from ..text.endpoints import is_http
from ..text.names import joined
from ..text.story_writer import story_block
from ..text.words import say
from .tree import drawn

S = TypeVar("S", Requirement, Criterion, Story)


@dataclass(frozen=True)
class Line:
    """A task as it is printed; `later` ones stand after a blank line, so that a merge finds its place."""

    id: str
    line: str
    later: bool


@dataclass(frozen=True)
class Phase:
    """A phase that has tasks. `story` is None outside the stories, and `tests` is empty there."""

    number: int
    group: str  #: setup, foundational, story, contracts or polish
    name: str
    story: Story | None
    mvp: bool
    tests: tuple[Line, ...]
    tasks: tuple[Line, ...]


@dataclass(frozen=True)
class DescribedEntity:
    """An entity with its description and fields in one sentence."""

    name: str
    described: str


@dataclass(frozen=True)
class Document:
    """A feature as its documents print it: spec.md from the answers alone, so that it is a person's to edit.

    The phases are of all stories, those too that a person wrote in spec.md.
    """

    id: str
    feature: Feature
    stories: tuple[Story, ...]
    story_blocks: tuple[str, ...]  #: these as spec.md has them
    requirements: tuple[Requirement, ...]
    criteria: tuple[Criterion, ...]
    entities: tuple[DescribedEntity, ...]
    phases: tuple[Phase, ...]
    tree: tuple[str, ...]
    structure: str
    adopted: bool  #: planned in a repository that keeps its own layout
    assumptions: tuple[str, ...]
    copied: str  #: the text that spec.md begins with, where the feature is begun with one

    @property
    def prints_spec(self) -> bool:
        return bool(self.copied) or "spec.md" not in self.feature.user_documents

    @property
    def prints_plan(self) -> bool:
        return "plan.md" not in self.feature.user_documents

    @property
    def asks(self) -> dict[str, bool]:
        """The sections of spec.md that ask what they are to say: those without an answer.

        The question stays where a person wrote in its place before there was an answer; a merge goes by it.
        """
        printed = {
            "stories": self.stories,
            "requirements": self.requirements,
            "criteria": self.criteria,
            "edge_cases": self.feature.edge_cases,
        }
        return {name: not items or name in self.feature.sections_filled_by_user for name, items in printed.items()}

    @property
    def tasks_apart(self) -> bool:
        """Whether the tasks stand in a document of their own."""
        return self.feature.task_list == "tasks.md"


def documents(record: Record, copied: Mapping[str, str], migrated: str = "") -> Iterator[Document]:
    """Each feature whose documents are the template's; `copied` are the specifications that features begin with.

    `migrated` is the root of the unit that has the database's migrations, if any does.
    """
    tree = tuple(drawn([folder for unit in record.units for folder in _drawn_folders(unit, migrated)]))
    for name, items in record.by_feature.items():
        feature = items.feature
        if feature.task_list:
            tasks = [task for task in items.tasks if task.kind != LIST]
            printed = tuple(_printed(items.stories))
            yield Document(
                id=name,
                feature=feature,
                stories=printed,
                story_blocks=tuple(map(story_block, printed)),
                requirements=tuple(_printed(items.requirements)),
                criteria=tuple(_printed(items.criteria)),
                entities=tuple(_entities(printed, tasks)) if "entities" not in feature.sections_filled_by_user else (),
                phases=tuple(_phases(tasks, items.planned)),
                tree=tree,
                structure=_structures(record.units, items.planned),
                adopted=not record.units,
                assumptions=tuple(_assumptions(feature)),
                copied=copied.get(name, ""),
            )


def _drawn_folders(unit: Unit, migrated: str) -> Iterator[Folder]:
    """Yield the folders of a unit in the order of the drawing, with the one that its storage brings."""
    yield from folders(unit)
    if unit.id == migrated:
        yield Folder(below(unit, "migrations"), say("plan.tree.migrations"))


def _printed(items: Iterable[S]) -> list[S]:
    """What spec.md has from the answers, in its order."""
    return sorted((one for one in items if not one.source), key=lambda one: not one.later)


def _phases(own: Sequence[Task], stories: Sequence[Story]) -> Iterator[Phase]:
    """In the order of the document; a phase without a task is left out and the numbers stay consecutive."""
    sections: list[tuple[str, str, Story | None]] = [("setup", "Setup", None), ("foundational", "Foundational", None)]
    sections += [("story", f"User Story {story.id[2:]}", story) for story in stories]
    sections += [("contracts", "Contracts", None), ("polish", "Polish", None)]
    first = min(stories, key=rank, default=None)
    number = 0
    for group, name, story in sections:
        tasks = [task for task in own if _phase_name(task) == name]
        if tasks:
            number += 1
            yield Phase(
                number=number,
                group=group,
                name=name,
                story=story,
                mvp=story is not None and story is first,
                tests=tuple(_line(one) for one in tasks if _is_among_tests(one, group)),
                tasks=tuple(_line(one) for one in tasks if not _is_among_tests(one, group)),
            )


def _is_among_tests(task: Task, group: str) -> bool:
    """Whether a task stands under the tests of its phase; Polish has one list for all."""
    return group != "polish" and GROUP_OF[task.kind] == "tests"


def _phase_name(task: Task) -> str:
    return f"User Story {task.story[2:]}" if task.story else group_of(task.kind, "").capitalize()


def _line(task: Task) -> Line:
    line = line_of(task, done=task.kind in SETUP_KINDS)
    return Line(task.id, line, task.added_later)


def _entities(stories: Iterable[Story], tasks: Iterable[Task]) -> Iterator[DescribedEntity]:
    """Each entity once, with the first description and the first fields that a story gives.

    In the order in which their models were planned: what comes later stands below, not between lines of a person.
    """
    known: dict[str, Entity] = {}
    for entity in (entity for story in stories for entity in story.entities):
        first = known.get(entity.name, entity)
        known[entity.name] = Entity(entity.name, first.description or entity.description, first.fields or entity.fields)
    planned = [task.source for task in tasks if task.kind == "model"]
    later = [name for name in known if name not in planned]
    for entity in (known[name] for name in dict.fromkeys([*planned, *later]) if name in known):
        named = ", ".join(f"{_code(name)} ({kind})" if kind else _code(name) for name, kind in entity.fields)
        parts = [entity.description.rstrip("."), say("spec.fields", fields=named) if named else ""]
        described = "; ".join(filter(None, parts)) or f"[NEEDS CLARIFICATION: {say('spec.questions.fields')}]"
        yield DescribedEntity(entity.name, described)


def _code(name: str) -> str:
    return name if "`" in name else f"`{name}`"


def _assumptions(feature: Feature) -> Iterator[str]:
    """What the answers take for granted."""
    authentication, constraints = feature.context["authentication"], feature.context["constraints"]
    if authentication:
        yield say("spec.assumptions.authenticated", method=authentication)
    else:
        yield say("spec.assumptions.anonymous")
    if feature.context["storage"]:
        yield say("spec.assumptions.storage", storage=feature.context["storage"])
    if constraints:
        yield say("spec.assumptions.constraints", constraints=constraints)


def _structures(units: Sequence[Unit], stories: Sequence[Story]) -> str:
    """Say where sources and tests are, unit by unit."""
    return " ".join(_structure(unit, stories) for unit in units) or say("plan.structure.adopted")


def _structure(unit: Unit, stories: Sequence[Story]) -> str:
    """Name the layout of the unit, and the folders that its tree does not tell."""
    language = language_of(unit)
    sources = say("plan.structure.sources_unnamed")
    if language.version:
        sources = say("plan.structure.sources", language=language.label)
    roots = joined([f"`{one}/`" for one in source_roots(unit)])
    structure = layout_of(unit).structure
    sentences = [say(f"plan.structure.{structure}", sources=sources, folders=roots, tests=test_root(unit))]
    if unit.id == "." and any(is_http(endpoint) for story in stories for endpoint in story.endpoints):
        folder = source_file(unit, "endpoint", "").rpartition("/")[0]
        sentences.append(say("plan.structure.routes", folder=folder))
    return " ".join(sentences)
