"""The values that the readers make and the commands show. No logic."""

from dataclasses import field

from .values import dataclass

SCHEMA = 2  #: of the JSON that `check` and `report` print


@dataclass(frozen=True)
class Task:
    """One task as it stands in a list. `line` counts from 1; `state` is the character in the box."""

    id: str
    line: int
    file: str
    state: str
    parallel: bool = False
    stories: tuple[str, ...] = ()
    phase: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()  #: those of the paths that its words only refer to
    depends_on: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    writes_test: bool = False
    test_path: str | None = None  #: the test file that the task's own words name, where it writes one
    marked: tuple[str, ...] = ()  #: the stories that the task's own marker names
    under: tuple[str, ...] = ()  #: those of the nearest story heading
    section: str = ""  #: the headings round the task, innermost last
    parent: str = ""  #: the id of the task that it is a part of
    is_counted: bool = False  #: whether its id is its place in the list, which nobody has written
    line_words: str = ""  #: what follows the id, as it is in the list, on one line

    @property
    def done(self) -> bool:
        return self.state in ("x", "X")


@dataclass(frozen=True)
class Taken:
    """A line whose id belongs to another task."""

    task: Task
    how: str  #: `duplicate` and, with the same words, `repeated`: a second one of the list; `reused`; `shifted`
    other: str  #: the place of the other task if it is in a list, else its id


@dataclass(frozen=True)
class Story:
    id: str
    title: str
    priority: str


@dataclass(frozen=True)
class Scenario:
    """An acceptance scenario: the three parts, or `text` if it is one sentence.

    `line` is its place in a document, 0 if it is in none; the same words in another line are the same scenario.
    """

    given: str = ""
    when: str = ""
    then: str = ""
    text: str = ""
    line: int = field(default=0, compare=False)

    @property
    def words(self) -> str:
        """The scenario as one sentence."""
        return self.text or f"given {self.given}, when {self.when}, then {self.then}"


@dataclass(frozen=True)
class SpecStory:
    """A story as it stands in the document. `number` is that of its heading; what nobody has written is blank."""

    number: int
    line: int
    title: str
    priority: str
    goal: str = ""
    why: str = ""
    independent_test: str = ""
    acceptance: tuple[Scenario, ...] = ()
    requirements: tuple[str, ...] = ()  #: that its words name
    text: str = ""  #: its title and all its words, for what else they name

    @property
    def id(self) -> str:
        """What its heading calls it."""
        return f"US{self.number}"


@dataclass(frozen=True)
class SpecStatement:
    """A numbered sentence: a requirement or a criterion. One of OpenSpec has its name for an id, and its scenarios."""

    id: str
    line: int
    text: str
    file: str = ""  #: if the specification has several documents
    scenarios: tuple[Scenario, ...] = ()


@dataclass(frozen=True)
class SpecEntity:
    name: str
    line: int
    description: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Spec:
    path: str = ""
    stories: tuple[SpecStory, ...] = ()
    requirements: tuple[SpecStatement, ...] = ()
    criteria: tuple[SpecStatement, ...] = ()
    entities: tuple[SpecEntity, ...] = ()
    edge_cases: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()  #: the ids of requirements that stand anywhere in the document
    repeated: tuple[SpecStatement, ...] = ()  #: those with other words under an id that stands in the section already


@dataclass(frozen=True)
class PlannedStory:
    """A story as the record has it. `acceptance` are the words of its scenarios, in their order.

    `scenarios` are the tasks that test a scenario, by these words.
    """

    id: str
    title: str
    in_spec: bool  #: whether spec.md had it: a person's story, or one that the template printed
    acceptance: tuple[str, ...]
    scenarios: dict[str, str]


@dataclass(frozen=True)
class TestedScenario:
    """A scenario of spec.md with its story's id and the task that tests it, blank if none does.

    `first` are the words that the record has for it, blank if it has none.
    """

    story: str
    scenario: Scenario
    first: str
    task: str


@dataclass(frozen=True)
class Reworded:
    """What changed after a test was written from it: a requirement, or a scenario, whose `id` is blank."""

    id: str
    text: str
    file: str
    line: int

    @property
    def name(self) -> str:
        """What a report calls it."""
        return self.id or self.text


@dataclass(frozen=True)
class PlannedOperation:
    """An operation that a contract has, and the recorded task that tests it; blank where there is none."""

    id: str
    file: str
    task: str


@dataclass(frozen=True)
class Document:
    """One Markdown file of a feature; `path` is relative to the project, with forward slashes."""

    path: str
    text: str
    control_line: int = 0  #: of the first control character in it, which `text` has no more; 0 if there is none
    control: int = 0  #: that character's code


@dataclass(frozen=True)
class Test:
    """A task's test. `status`: missing, pending, skipped, failing, passing or unknown."""

    path: str
    name: str | None
    status: str
    missing_in: str = ""  #: the list that does not name its file, so that no build compiles it


@dataclass(frozen=True)
class Unreadable:
    """A document that cannot be taken as text; `line` is the first that holds something else."""

    path: str
    line: int
    reason: str


@dataclass(frozen=True)
class UnreadLine:
    """A line of a task list that looks like a task and is none; `form` says what it is, `task` is the id it shows."""

    line: int
    form: str
    task: str


@dataclass(frozen=True)
class Drift:
    """A difference between the tree that a plan draws and the disk; `drawn` says on which side the path is."""

    file: str
    line: int
    path: str
    drawn: bool


@dataclass(frozen=True)
class Feature:
    id: str
    documents: tuple[Document, ...]
    stories: tuple[Story, ...]
    tasks: tuple[Task, ...]
    tests: dict[str, Test]  #: by task id; a task without a test has no entry
    recorded: frozenset[str]  #: the ids that the record has seen, with or without a test
    unreadable: tuple[Unreadable, ...] = ()
    unread: tuple[tuple[str, UnreadLine], ...] = ()  #: each with the path of its list
    drift: tuple[Drift, ...] = ()
    sync: str = "copier update"  #: the command that plans what is new, and writes stubs
    scenarios: tuple[TestedScenario, ...] = ()  #: those of spec.md, in its order
    suspects: dict[str, tuple[Reworded, ...]] = field(default_factory=dict)  #: by task, what its test may no longer fit
    spec: Spec = Spec()
    spec_ids: tuple[
        str, ...
    ] = ()  #: those of the stories of spec.md, in its order; blank where one is not numbered yet
    planned: tuple[PlannedStory, ...] = ()
    operations: tuple[PlannedOperation, ...] = ()
    contracts: tuple[Unreadable, ...] = ()  #: those that the last update could not read
    is_ours: bool = False  #: whether the plan is the template's, and follows with an update
    is_archived: bool = False
    kind: str = "spec-kit"  #: of its documents: spec-kit, kiro or openspec
    known_findings: frozenset[str] = frozenset()  #: what was wrong on the day of adoption
    taken: tuple[Taken, ...] = ()  #: the lines whose ids belong to other tasks
    measured: dict[str, tuple[str, ...]] = field(default_factory=dict)  #: by criterion, the tasks that test it

    @property
    def is_finished(self) -> bool:
        """Whether it has tasks, and all of them are ticked."""
        return bool(self.tasks) and all(task.done for task in self.tasks)

    @property
    def requirements(self) -> tuple[SpecStatement, ...]:
        """Those of spec.md."""
        return self.spec.requirements


@dataclass(frozen=True)
class Touched:
    """A requirement, a criterion or a scenario whose words differ. `id` is that of the story for a scenario.

    `before` and `text` are its words then and now, blank where it was not there.
    """

    feature: str
    id: str
    kind: str  #: requirement, criterion or scenario
    how: str
    before: str
    text: str
    file: str
    line: int  #: 0 if it is gone
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Orphan:
    """A test that the record knows and that still stands, though its task has left the lists."""

    feature: str
    task: str
    path: str
    line: int


@dataclass(frozen=True)
class IdleUnit:
    """A recorded source root that the present answers do not ask for; `file` and `line` are those of the record."""

    root: str
    project_type: str
    file: str
    line: int


@dataclass(frozen=True)
class Project:
    root: str
    features: tuple[Feature, ...]
    orphans: tuple[Orphan, ...] = ()
    idle_units: tuple[IdleUnit, ...] = ()
    torn: tuple[Document, ...] = ()  #: test and answers files that may hold conflict markers
    name: str = ""  #: by its answers, else its folder's
    has_results: bool = False  #: whether test results were given
    house: str = ""  #: the folder of the team's own forms
    outdated: tuple[tuple[str, int], ...] = ()  #: those of them that were made for an older contract, each with that
    frameworks: frozenset[tuple[str, str]] = frozenset()  #: the languages and frameworks that tests are written with


@dataclass(frozen=True)
class Replaceable:
    """A form that the team may replace. `contract` is that of the team's own, None if it has none."""

    name: str
    path: str
    contract: int | None
    in_use: bool  #: whether the project has tests of its framework, or the team has replaced it


@dataclass(frozen=True)
class Finding:
    rule: str
    severity: str  #: error or warning
    feature: str
    task: str | None
    file: str
    line: int
    message: str
