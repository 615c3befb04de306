"""A source root as templates see it: its names, folders, tests and commands, whatever its manifest is."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..answers.stack import AppProject, Stack
from ..answers.stacks import FRONTEND, SERVICE
from ..layout.layouts import SINGLE_ROLE
from ..layout.paths import Folder
from ..layout.storage import StorageServer
from ..plan.languages import LANGUAGES, Framework, Language, id_forms
from ..text.names import snake, unique

KEYWORDS = LANGUAGES["rust"].reserved  #: no names of modules


@dataclass(frozen=True)
class Module:
    """A test file as a module of Rust; `has_path` if the compiler would not find it by the name alone."""

    name: str
    file: str
    has_path: bool


@dataclass(frozen=True)
class TestFolder:
    """The folder of a kind of tests, from the unit's root, and the test files that the record has in it, from there."""

    kind: str
    path: str
    files: tuple[str, ...]

    @property
    def modules(self) -> tuple[Module, ...]:
        """List the files as modules of one crate; one in a folder gets the folder's name before its own."""
        by_name: dict[str, Module] = {}
        for file in self.files:
            stem = snake(file.rpartition(".")[0])
            name = unique(f"_{stem}" if stem[:1].isdigit() else stem, {*KEYWORDS, *by_name})
            by_name[name] = Module(name, file, file != f"{name}.rs")
        return tuple(by_name.values())


@dataclass(frozen=True)
class Entry:
    """A folder of the command line, from the unit's root, and the module by which it is imported: `sample.cli`."""

    folder: str
    module: str


@dataclass(frozen=True)
class SourceRoot:
    """A source root with its scaffold; all paths are below `root`. `nested_roots` are the source roots inside it.

    `package` is what its code is imported by, `package_folder` the same in paths.
    """

    root: str
    role: str
    language: Language
    version: str
    package: str
    package_folder: str
    stack: Stack | None
    frameworks: tuple[Framework, ...]
    nested_roots: tuple[str, ...]
    dependencies: tuple[str, ...]
    folders: tuple[Folder, ...]
    kinds: tuple[TestFolder, ...]
    library: str  #: the root of the library that its code imports, from its own; blank if there is none
    has_contracts: bool  #: whether its tests hold answers against an OpenAPI file
    program: str  #: its name in the manifest
    group: str  #: before that name, where manifests have one
    entries: tuple[Entry, ...]  #: where it can be run, the first as it is laid out now
    storage: tuple[StorageServer, ...] = ()  #: the servers that its code stores data in
    migrates: StorageServer | None = None  #: the one of them whose schema its SQL files make

    @property
    def required_program(self) -> str:
        """Name what runs the unit's commands, with its lowest version."""
        program = self.language.required_program
        return " ".join(program) if program else self.language.versioned.format(version=self.version)

    @property
    def required_version(self) -> str:
        """Return that version."""
        return self.language.required_program[1] if self.language.required_program else self.version

    @property
    def select_commands(self) -> tuple[str, ...]:
        """List the commands that run the test of T001, one for each framework."""
        return tuple(one.select.format(**id_forms("T001")) for one in self.frameworks if one.select)

    @property
    def unlinted_folders(self) -> tuple[str, ...]:
        """List the folders inside the unit that its linter leaves out."""
        tool = (self.language.unlinted_tool,) if self.at_top else ()
        reports = (folder for framework in self.frameworks for folder in framework.build_folders)
        return (*self.nested_roots, *tool, *self.language.unlinted_folders, *reports, *self.generated)

    @property
    def suffix(self) -> str:
        """Return what the unit's manifest has after the project's name."""
        return "" if self.at_top else f"-{self.root.replace('/', '-').lower()}"

    @property
    def has_cli(self) -> bool:
        """Tell whether it has a command line."""
        return self.role == SINGLE_ROLE

    @property
    def app(self) -> AppProject | None:
        """Return the project in it that makes an app of its code."""
        return self.stack.app if self.stack else None

    @property
    def optional(self) -> frozenset[str]:
        """List the programs that its targets pass over where they are not installed."""
        return self.language.optional | ({self.app.program} if self.app else frozenset())

    @property
    def is_expo(self) -> bool:
        return self.stack_name == "expo"

    @property
    def generated(self) -> tuple[str, ...]:
        """List what the tools of its stack write, which Git leaves out."""
        return self.stack.generated if self.stack else ()

    @property
    def is_frontend(self) -> bool:
        return self.role == FRONTEND

    @property
    def is_service(self) -> bool:
        return self.role == SERVICE

    @property
    def versioned(self) -> str:
        """Return its language with the version, in words."""
        return self.language.versioned.format(version=self.version)

    @property
    def label(self) -> str:
        """Name what it is built with and tested by: `Vue and Vite, Vitest, Playwright`."""
        return ", ".join((*([self.stack.label] if self.stack else []), *(one.label for one in self.frameworks)))

    @property
    def path(self) -> str:
        """Return its root with a slash at the end; blank if that is the project's."""
        return "" if self.at_top else f"{self.root}/"

    @property
    def to_root(self) -> str:
        """Return the path from the unit to the project's root, with a slash at its end; blank at the root."""
        return "../" * (self.root.count("/") + 1) * (not self.at_top)

    @property
    def source_paths(self) -> tuple[str, ...]:
        """List the folders that its code is imported from."""
        return ("src", f"{self.library}/src") if self.library else ("src",)

    @property
    def stack_name(self) -> str:
        """Return the name of what it is built with, blank if that is nothing."""
        return self.stack.name if self.stack else ""

    @property
    def on_vitest(self) -> bool:
        return self.framework.name == "vitest"

    @property
    def on_jest(self) -> bool:
        return self.framework.name == "jest"

    @property
    def on_module_jest(self) -> bool:
        """Tell whether Jest reads ECMAScript modules, as it does but for Expo, which compiles them."""
        return self.on_jest and not self.is_expo

    @property
    def on_node_test(self) -> bool:
        return self.framework.name == "node-test"

    @property
    def framework(self) -> Framework:
        """Return the one that was chosen."""
        return self.frameworks[0]

    @property
    def at_top(self) -> bool:
        return self.root == "."

    @property
    def commands(self) -> Mapping[str, tuple[str, ...]]:
        """List what the common targets run in the unit, by target."""
        commands = {**self.language.commands, **(self.stack.commands if self.stack else {})}
        if self.package:
            commands |= self.language.packaged_commands
        if self.app:
            commands["test"] = (*commands["test"], self.app.test)
            commands["build"] = (*commands.get("build", ()), self.app.build)
        name = self.package_folder
        names = {"name": name, "executable": name.lower(), "program": self.program, "arguments": "{arguments}"}
        names["sources"] = ":".join(self.source_paths)
        run = tuple(line.format(**names) for line in commands.pop("run", ()))
        if self.language.name == "go" and self.dependencies:  # go.sum has a line for each only after this
            commands = {**commands, "install": ("go mod download all",)}
        is_runnable = self.has_cli or (self.stack is not None and self.stack.server is not None)
        return {**commands, "run": run} if is_runnable and run else commands
