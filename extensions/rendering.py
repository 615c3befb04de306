"""What templates see: one `Project`, made of the answers and the record, that they print and do not question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .answers import Answers
from .documents import Document, documents
from .layouts import EXPRESS, FASTAPI, REACT, Stack
from .names import manifest
from .plan.languages import Framework, Language
from .plan.languages.typescript import TYPESCRIPT
from .plan.record import Record, Unit
from .stubs import StubFile, stub_files
from .units import (
    Folder,
    folders,
    frameworks_in,
    language_of,
    layout_of,
    manifest_lines,
    stack_of,
    unit_of,
    version_of,
)

TARGETS = {
    "install": "install what the project depends on",
    "test": "run the tests",
    "lint": "look for mistakes, and for files that are not formatted",
    "format": "mend what can be mended, and format the files",
    "types": "check the types",
}


@dataclass(frozen=True)
class UnitView:
    """A source root with its scaffold; all paths are below `root`. `others` are the source roots inside it."""

    root: str
    language: Language
    version: str
    stack: Stack | None
    frameworks: tuple[Framework, ...]
    others: tuple[str, ...]
    dependencies: tuple[str, ...]
    folders: tuple[Folder, ...]
    empty_folders: tuple[str, ...]
    has_contracts: bool  #: whether its tests hold answers against an OpenAPI file

    @property
    def needs(self) -> str:
        """What the unit's tools are called, with their lowest version."""
        return self.language.versioned.format(version=self.version)

    @property
    def selects(self) -> tuple[str, ...]:
        """The commands that run the test of T001, one for each framework."""
        return tuple(one.select.format(id="T001", key="t001") for one in self.frameworks)

    @property
    def left_alone(self) -> tuple[str, ...]:
        """The folders inside the unit that its linter has nothing to say about."""
        made = ("coverage", "dist", *(("playwright-report", "test-results") if self.is_react else ()))
        return (*self.others, *(("tools",) if self.at_top else ()), *(made if self.language is TYPESCRIPT else ()))

    @property
    def unneeded_scripts(self) -> tuple[str, ...]:
        """The packages whose scripts npm need not run: what they would build comes ready with them."""
        jest = ("@parcel/watcher", "@swc/core") if self.on_jest else ()
        return (*jest, *(("esbuild",) if self.is_express or self.on_node_test else ()))

    @property
    def suffix(self) -> str:
        """What the unit's manifest has after the project's name."""
        return "" if self.at_top else f"-{self.root}"

    @property
    def is_react(self) -> bool:
        return self.stack is REACT

    @property
    def is_express(self) -> bool:
        return self.stack is EXPRESS

    @property
    def is_fastapi(self) -> bool:
        return self.stack is FASTAPI

    @property
    def on_vitest(self) -> bool:
        return self.framework.name == "vitest"

    @property
    def on_jest(self) -> bool:
        return self.framework.name == "jest"

    @property
    def on_node_test(self) -> bool:
        return self.framework.name == "node-test"

    @property
    def framework(self) -> Framework:
        """The one that was chosen."""
        return self.frameworks[0]

    @property
    def at_top(self) -> bool:
        return self.root == "."

    @property
    def commands(self) -> Mapping[str, tuple[str, ...]]:
        """What the common targets run, in the unit."""
        return {**self.language.commands, **(self.stack.commands if self.stack else {})}


@dataclass(frozen=True)
class Target:
    """One of the commands that every project answers to, with the plain ones that it runs."""

    name: str
    does: str
    runs: tuple[str, ...]


@dataclass(frozen=True)
class Project:
    """`units` are by language and by stack, whose folders in the template are rendered at each of their roots."""

    answers: Answers
    manifest_name: str
    documents: tuple[Document, ...]
    units: dict[str, tuple[UnitView, ...]]
    stubs: tuple[StubFile, ...]
    targets: tuple[Target, ...]
    tree: tuple[str, ...]
    year: str

    @property
    def all_units(self) -> tuple[UnitView, ...]:
        """Each once."""
        return tuple({view.root: view for views in self.units.values() for view in views}.values())

    @property
    def has_servers(self) -> bool:
        """Whether there is something to run in a browser."""
        return bool(self.units.get(REACT.name))

    @property
    def licensed(self) -> bool:
        return self.answers.license != "none"

    @property
    def holder(self) -> str:
        """Who holds the copyright."""
        return self.answers.author_name or f"The {self.answers.project_name} authors"

    @property
    def on_github(self) -> bool:
        return self.answers.ci == "github"

    @property
    def on_gitlab(self) -> bool:
        return self.answers.ci == "gitlab"


def project_view(answers: Answers, record: Record, copied: Mapping[str, str]) -> Project:
    stubs = tuple(stub_files(record))
    views = [_unit(answers, unit, stubs, record.units) for unit in record.units]
    made = tuple(documents(record, copied))
    return Project(
        answers=answers,
        manifest_name=manifest(answers.project_name),
        documents=made,
        units=_by_name(views),
        stubs=stubs,
        targets=tuple(_targets(views)),
        tree=made[0].tree if made else (),
        year=record.features[0].date[:4] if record.features else "",
    )


def _targets(views: Sequence[UnitView]) -> Iterator[Target]:
    for name, does in TARGETS.items():
        runs = (
            f"cd {view.root} && {line}" if view.root != "." else line for view in views for line in view.commands[name]
        )
        yield Target(name, does, tuple(runs))
    yield Target("check", "check the plans: exit 1 where one breaks a rule", ("python3 tools/plan check",))


def _by_name(views: Sequence[UnitView]) -> dict[str, tuple[UnitView, ...]]:
    found: dict[str, tuple[UnitView, ...]] = {}
    for view in views:
        for name in (view.language.name, *([view.stack.name] if view.stack else ())):
            found[name] = (*found.get(name, ()), view)
    return found


def _unit(answers: Answers, unit: Unit, stubs: Sequence[StubFile], units: Sequence[Unit]) -> UnitView:
    prefix = "" if unit.id == "." else f"{unit.id}/"
    drawn = folders(unit)
    filled = {f"{language_of(unit).source_root}/{role}" for role in layout_of(unit).filled}
    empty = [path for one in drawn if (path := one.path.removeprefix(prefix)) not in filled]
    return UnitView(
        root=unit.id,
        language=language_of(unit),
        version=version_of(answers, unit),
        stack=stack_of(unit),
        frameworks=frameworks_in(unit),
        others=tuple(one.id for one in units if one.id != "." and unit.id == "."),
        dependencies=manifest_lines(unit, answers.primary_dependencies),
        folders=tuple(Folder(one.path.removeprefix(prefix), one.comment) for one in drawn),
        empty_folders=tuple(path for path in empty if not _holds_a_file(f"{prefix}{path}", stubs)),
        has_contracts=any(stub.has_answer and unit_of(stub.path, units) == unit for stub in stubs),
    )


def _holds_a_file(folder: str, stubs: Sequence[StubFile]) -> bool:
    return any(stub.path.startswith(f"{folder}/") for stub in stubs)
