"""What templates see of a source root: its scaffold's names and folders, and the tests that stand in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..answers.answers import Answers
from ..layout.dependencies import manifest_lines
from ..layout.layouts import EXPRESS, FASTAPI, REACT, Stack
from ..layout.packages import package_folder
from ..layout.paths import Folder, folders, kind_folder, role_folder
from ..layout.units import frameworks_in, language_of, layout_of, stack_of, unit_of, version_of
from ..plan.languages import Framework, Language, id_forms
from ..plan.languages.typescript import TYPESCRIPT
from ..plan.record import Unit
from ..text.names import snake, unique
from .stubs import StubFile


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


def unit_view(answers: Answers, unit: Unit, stubs: Sequence[StubFile], units: Sequence[Unit]) -> UnitView:
    prefix = "" if unit.id == "." else f"{unit.id}/"
    drawn = folders(unit)
    language, layout = language_of(unit), layout_of(unit)
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
        kinds=tuple(
            TestFolder(kind, path.removeprefix(prefix), tuple(_files_below(path, stubs)))
            for kind in layout.tests
            if (path := kind_folder(unit, kind))
        ),
        has_contracts=any(stub.has_answer and unit_of(stub.path, units) == unit for stub in stubs),
    )


def empty_folders(unit: Unit, stubs: Sequence[StubFile]) -> Iterator[str]:
    """Yield the drawn folders, from the project's root, in which neither the scaffold nor a stub puts a file."""
    language, layout = language_of(unit), layout_of(unit)
    filled = {role_folder(unit, role) for role in {*layout.filled, *language.filled} - set(layout.tests)}
    filled |= {kind_folder(unit, kind) for kind in language.filled.intersection(layout.tests)}
    for folder in folders(unit):
        if folder.path not in filled and not any(stub.path.startswith(f"{folder.path}/") for stub in stubs):
            yield folder.path


def _files_below(folder: str, stubs: Sequence[StubFile]) -> Iterator[str]:
    return (one.path.removeprefix(f"{folder}/") for one in stubs if one.path.startswith(f"{folder}/"))
