"""What templates see: one `Project`, made of the answers and the record, that they print and do not question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .answers import Answers
from .documents import Document, documents
from .layouts import EXPRESS, FASTAPI, REACT, Stack
from .names import manifest, snake, unique
from .packages import package_folder
from .plan.languages import Framework, Language, id_forms
from .plan.languages.typescript import TYPESCRIPT
from .plan.record import Record, Unit
from .stubs import StubFile, stub_files
from .units import (
    Folder,
    folders,
    frameworks_in,
    kind_folder,
    language_of,
    layout_of,
    manifest_lines,
    role_folder,
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
class Module:
    """A test file as a module; `nested` in a folder below that of its kind."""

    name: str
    file: str
    nested: bool


@dataclass(frozen=True)
class TestFolder:
    """The folder of a kind of tests, from the unit's root, and the test files that the record has in it, from there."""

    kind: str
    path: str
    files: tuple[str, ...]

    @property
    def modules(self) -> tuple[Module, ...]:
        """The files as modules of one crate; one in a folder gets the folder's name before its own."""
        found: dict[str, Module] = {}
        for file in self.files:
            name = unique(snake(file.rpartition(".")[0]), set(found))
            found[name] = Module(name, file, "/" in file)
        return tuple(found.values())


@dataclass(frozen=True)
class UnitView:
    """A source root with its scaffold; all paths are below `root`. `others` are the source roots inside it.

    `package` is what its code is imported by, `package_folder` the same in paths.
    """

    root: str
    language: Language
    version: str
    package: str
    package_folder: str
    stack: Stack | None
    frameworks: tuple[Framework, ...]
    others: tuple[str, ...]
    dependencies: tuple[str, ...]
    folders: tuple[Folder, ...]
    empty_folders: tuple[str, ...]
    kinds: tuple[TestFolder, ...]
    has_contracts: bool  #: whether its tests hold answers against an OpenAPI file

    @property
    def needs(self) -> str:
        """What runs the unit's commands, with its lowest version."""
        own = self.language.versioned.format(version=self.version)
        return " ".join(self.language.needs) if self.language.needs else own

    @property
    def lowest(self) -> str:
        """That version."""
        return self.language.needs[1] if self.language.needs else self.version

    @property
    def selects(self) -> tuple[str, ...]:
        """The commands that run the test of T001, one for each framework."""
        return tuple(one.select.format(**id_forms("T001")) for one in self.frameworks if one.select)

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
    def has_cli(self) -> bool:
        """Whether it has a command line."""
        return self.at_top

    @property
    def is_android(self) -> bool:
        return self.root == "android"

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
    """One of the commands that every project answers to, with the plain ones that it runs, and these in a Makefile."""

    name: str
    does: str
    runs: tuple[str, ...]
    recipe: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The command that writes test results, the folder in which it does where that is not the root, and the files."""

    command: str
    root: str
    files: str


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
    def written(self) -> tuple[str, ...]:
        """The files that a person has most to do with, from the project's root: documents, tests, settings."""
        documents = (f"specs/{one.id}/{name}" for one in self.documents for name in one.printed)
        facts = ((view.root, view.language) for view in self.all_units)
        settings = (f"{root}/{name}" for root, one in facts for name in (one.manifest, one.tools_file))
        return (*documents, *(stub.path for stub in self.stubs), *settings, "Makefile", "README.md")

    @property
    def has_servers(self) -> bool:
        """Whether there is something to run in a browser."""
        return bool(self.units.get(REACT.name))

    @property
    def checks_tools(self) -> bool:
        """Whether there is a version to ask for before anything is run."""
        return any(view.language.prints_version for view in self.all_units)

    @property
    def has_scripts(self) -> bool:
        """Whether its tests are carried out by people."""
        return any(one.boxes for view in self.all_units for one in view.frameworks)

    @property
    def unverified(self) -> tuple[str, ...]:
        """The languages whose part of the template nobody has run."""
        return tuple(view.language.label for view in self.all_units if not view.language.verified)

    @property
    def reports(self) -> tuple[Report, ...]:
        """How each framework of which it is known writes test results."""
        return tuple(
            Report(
                one.report,
                "" if view.at_top else view.root,
                one.results if view.at_top else f"{view.root}/{one.results}",
            )
            for view in self.all_units
            for one in view.frameworks
            if one.report
        )

    @property
    def has_optional_programs(self) -> bool:
        return any(view.language.optional for view in self.all_units)

    @property
    def ci_steps(self) -> tuple[tuple[str, ...], ...]:
        """The steps of a GitHub workflow that set the languages up, each line by line."""
        views = {view.language.name: view for view in self.all_units if view.language.ci.github}.values()
        return tuple(tuple(line.format(version=view.version) for line in view.language.ci.github) for view in views)

    @property
    def ci_image(self) -> str:
        """That of the first unit's language."""
        first = self.all_units[0] if self.all_units else None
        return first.language.ci.image.format(version=first.version) if first else ""

    @property
    def ci_setup(self) -> tuple[str, ...]:
        """The commands that bring what is missing into that image."""
        first, *others = self.all_units
        wanted = set(first.language.ci.lacks).union(*(one.language.ci.packages for one in others))
        packages = sorted(wanted | ({"chromium"} if self.has_servers else set()))
        installs = [f"apt-get update && apt-get install --yes {' '.join(packages)}"] * bool(packages)
        return (*installs, *first.language.ci.before)

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
        runs = [(view, line) for view in views for line in view.commands.get(name, ())]
        plain = tuple(f"cd {view.root} && {line}" if view.root != "." else line for view, line in runs)
        recipe = tuple(_recipe(view, line) for (view, _), line in zip(runs, plain))
        yield Target(name, does, plain, recipe or (f'@echo "Nothing yet: write here what make {name} is to run."',))
    check = ("python3 tools/plan check",)
    yield Target("check", "check the plans: exit 1 where one breaks a rule", check, check)


def _recipe(view: UnitView, line: str) -> str:
    """A command as a line of a Makefile; one whose program need not be installed says so where it is not."""
    escaped = line.replace("$", "$$")
    program = next((one for one in line.split() if one in view.language.optional), "")
    return f"$(call where-installed,{program},{escaped})" if program else escaped


def _by_name(views: Sequence[UnitView]) -> dict[str, tuple[UnitView, ...]]:
    found: dict[str, tuple[UnitView, ...]] = {}
    for view in views:
        for name in (view.language.name, *([view.stack.name] if view.stack else ())):
            found[name] = (*found.get(name, ()), view)
    return found


def _unit(answers: Answers, unit: Unit, stubs: Sequence[StubFile], units: Sequence[Unit]) -> UnitView:
    prefix = "" if unit.id == "." else f"{unit.id}/"
    drawn = folders(unit)
    language, layout = language_of(unit), layout_of(unit)
    filled = {role_folder(unit, role) for role in {*layout.filled, *language.filled} - set(layout.tests)}
    filled |= {kind_folder(unit, kind) for kind in language.filled.intersection(layout.tests)}
    empty = [one.path.removeprefix(prefix) for one in drawn if one.path not in filled]
    return UnitView(
        root=unit.id,
        language=language,
        version=version_of(answers, unit),
        package=unit.package,
        package_folder=package_folder(unit, language),
        stack=stack_of(unit),
        frameworks=frameworks_in(unit),
        others=tuple(one.id for one in units if one.id != "." and unit.id == "."),
        dependencies=manifest_lines(unit, answers.primary_dependencies),
        folders=tuple(Folder(one.path.removeprefix(prefix), one.comment) for one in drawn),
        empty_folders=tuple(path for path in empty if not _holds_a_file(f"{prefix}{path}", stubs)),
        kinds=tuple(
            TestFolder(kind, path.removeprefix(prefix), tuple(_files_below(path, stubs)))
            for kind in layout.tests
            if (path := kind_folder(unit, kind))
        ),
        has_contracts=any(stub.has_answer and unit_of(stub.path, units) == unit for stub in stubs),
    )


def _files_below(folder: str, stubs: Sequence[StubFile]) -> Iterator[str]:
    return (one.path.removeprefix(f"{folder}/") for one in stubs if one.path.startswith(f"{folder}/"))


def _holds_a_file(folder: str, stubs: Sequence[StubFile]) -> bool:
    return any(stub.path.startswith(f"{folder}/") for stub in stubs)
