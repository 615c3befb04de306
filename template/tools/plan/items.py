"""The items of the record: what has been written into a project so far, each with the number that it keeps."""

import sys
from dataclasses import field
from typing import Any

from .model import Scenario
from .regex import lazy
from .values import dataclass

HOUSE = ".groundplan"  #: where the team's own forms are if the answer `house_style` does not say otherwise
_DIGITS = lazy("([0-9]+)")


@dataclass(frozen=True)
class Form:
    """A version of one of the team's own forms. `id` is a hash of name and text, so that a version never changes.

    Former ones stay as long as a test file that another branch brings may be printed with them.
    """

    id: str
    name: str = ""  #: `stubs/pytest`
    path: str = ""  #: of its file
    number: int = 0  #: of the version
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class StubForms:
    """The team's own forms that a test file, or the one beside it, is printed with; `id` is its path."""

    id: str
    forms: tuple[str, ...] = ()  #: by their ids


@dataclass(frozen=True)
class Unit:
    """A source root with one language; `id` is the root, `.` for the project itself."""

    id: str
    language: str
    testing: str
    package: str = ""  #: under which its code is imported, where its paths or manifest have such a name
    former: tuple[str, ...] = ()  #: the packages that it had before, blank for none: code may still be there
    role: str = ""  #: service, frontend, app or library; blank where the root says it
    stack: str = ""  #: the web framework, or `none`; blank for the first of the role and language


@dataclass(frozen=True)
class Feature:
    """A folder under specs/. The lists of ids are those that the answers still hold, in the order of the answers."""

    id: str
    name: str = ""
    date: str = ""
    task_list: str = ""  #: the file that holds the tasks; blank where a person made the documents
    test_order: str = "after"
    summary: str = ""
    context: dict[str, str] = field(default_factory=dict)
    edge_cases: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    key_entities: tuple[str, ...] = ()  #: those that spec.md alone has, in its order
    sections_filled_by_user: tuple[str, ...] = ()  #: of spec.md, before any answer did
    user_documents: tuple[str, ...] = ()  #: those that a person brought; the template leaves them alone
    spec_source: str = ""  #: where its spec.md was copied from
    known_findings: tuple[str, ...] = ()  #: what was wrong on the day of adoption: see `rules.base.key_of`
    slug: str = ""  #: that its stubs name, if its folder was renamed to another since
    spec_edge_cases: tuple[str, ...] = ()  #: those that spec.md has, in its order, if the answers do not have all

    @property
    def all_edge_cases(self) -> tuple[str, ...]:
        """Return the edge cases that have tests: those of spec.md, else of the answers."""
        return self.spec_edge_cases or self.edge_cases


@dataclass(frozen=True)
class Statement:
    """A numbered sentence of a feature's specification."""

    id: str
    feature: str
    text: str
    source: str = ""  #: `spec.md` where a person wrote it there first, so that the template does not print it
    later: bool = False  #: printed above the earlier ones, for below these a person has added some


class Requirement(Statement):
    """FR-001, …"""


class Criterion(Statement):
    """SC-001, …"""


@dataclass(frozen=True)
class Entity:
    name: str
    description: str = ""
    fields: tuple[tuple[str, str], ...] = ()  #: name and type; the type may be blank


@dataclass(frozen=True)
class Link:
    """What an answer says that an endpoint or a journey, `source`, serves: requirements by id, scenarios by words."""

    source: str
    requirements: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """`stem` names the story's source files, and stays when the title changes."""

    id: str
    feature: str
    title: str
    priority: str = ""
    stem: str = ""
    goal: str = ""
    why: str = ""
    independent_test: str = ""
    acceptance: tuple[Scenario, ...] = ()
    entities: tuple[Entity, ...] = ()
    endpoints: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    source: str = ""  #: `spec.md` if a person wrote it there first, so that the template does not print it
    later: bool = False
    links: tuple[Link, ...] = ()  #: of its endpoints and journeys, where the answers say what these serve

    @property
    def served(self) -> frozenset[str]:
        """The requirements that the answers say it serves, those of its endpoints and journeys too."""
        return frozenset((*self.requirements, *(name for one in self.links for name in one.requirements)))

    def link(self, source: str) -> Link:
        """Return what the answers say of an endpoint or a journey; nothing if they do not."""
        return next((one for one in self.links if one.source == source), Link(source))


class StoryOverride(Story):
    """A story as spec.md in the project has it, where that differs from the answers; the plan goes by it."""


@dataclass(frozen=True)
class Operation:
    """An operation of a contract, `POST /users`; `schema` is the place in the file of what it answers in success."""

    id: str
    feature: str
    file: str
    name: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    responses: tuple[tuple[str, str], ...] = ()  #: status and the name of the schema, which may be blank
    schema: str = ""
    version: str = ""


@dataclass(frozen=True)
class Contract:
    """A contract that is left out, `id` its path; the tool reads no YAML, so it knows by this alone."""

    id: str
    feature: str
    line: int
    problem: str


@dataclass(frozen=True)
class Task:
    """A task and the place of its test.

    What the line of a planned task says is data, from `text` to `parallel`, as it was first written: see
    `writing.words_of`. What a person has made of the line since then is in `current_text` and
    `current_requirements`. A task that a person added has its present words in `text` and the fields below.
    """

    id: str
    feature: str
    kind: str  #: contract, integration, model, …; `list` for a task that a person added
    source: str = ""  #: the endpoint, journey, entity or scenario that called for it, as it is called now
    story: str = ""
    text: str = ""
    file: str = ""  #: which the task writes; printed behind the text
    requirements: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()  #: the words of those that it tests
    after: tuple[str, ...] = ()  #: the ids of the tasks that it depends on
    parallel: bool = False
    current_text: str = ""  #: blank as long as the line is the first one
    current_requirements: tuple[str, ...] = ()
    added_later: bool = False  #: to a group that had been written before
    deleted: bool = False  #: whether it has left the list; its id stays its own
    test: str = ""  #: path of its test file from the project's root; blank if it has none
    name: str = ""  #: of the test in that file
    written_from: tuple[str, ...] = ()  #: hashes of the words that its test was written from: see `digests.digests`
    testing: str = ""  #: its framework, if no unit of the record says it
    package: str = ""  #: of its test, if the files beside it say it


@dataclass(frozen=True)
class Context:
    """The answers of the last run, so that the next one knows which have changed; `id` is `.`."""

    id: str
    feature: str = ""  #: the feature that was planned last
    language: str = ""
    version: str = ""  #: of the language
    answers: dict[str, str] = field(default_factory=dict)  #: the technical context, as a plan prints it
    house: str = HOUSE  #: the folder of the team's own forms


OfFeature = Feature | Requirement | Criterion | Story | StoryOverride | Operation | Contract | Task
Item = Form | StubForms | Context | Unit | OfFeature
KINDS: dict[str, type[Any]] = {
    "form": Form,
    "stub": StubForms,
    "unit": Unit,
    "context": Context,
    "feature": Feature,
    "requirement": Requirement,
    "criterion": Criterion,
    "story": Story,
    "override": StoryOverride,
    "operation": Operation,
    "contract": Contract,
    "task": Task,
}


def beside(path: str) -> tuple[str, str]:
    """Return a test file and the one beside it: `tests/test_a.py` and `tests/test_a.feature`."""
    folder, slash, name = path.rpartition("/")
    return path, f"{folder}{slash}{name.partition('.')[0]}.feature"


def story_number(story_id: str) -> int:
    """`US12` → 12; 0 if it is no story's."""
    return int(story_id[2:]) if story_id[2:].isdecimal() else 0


def rank(story: Story) -> int:
    """Return the number of a story's priority: 1 is done first; a story without one comes last."""
    return int(story.priority[1:] or sys.maxsize)


def natural(item_id: str) -> list[tuple[int, str]]:
    """The order of ids: `T9` before `T10`, `T010a` after `T010`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(item_id)]
