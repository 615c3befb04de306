"""What templates see of a source root: its scaffold's names and folders, and the tests that stand in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..answers.answers import Answers
from ..answers.stack import AppProject, Stack
from ..answers.stacks import FRONTEND, LIBRARY, SERVICE
from ..answers.versions import ANDROID, npm, nuget, of_maven
from ..layout.dependencies import package_of
from ..layout.layouts import SINGLE_ROLE
from ..layout.packages import group_name, package_folder
from ..layout.paths import Folder, entry_folder, folders, kind_folder, role_folder
from ..layout.storage import StorageServer
from ..layout.units import frameworks_in, language_of, layout_of, library_of, role_of, stack_of, unit_of, version_of
from ..plan.items import Unit
from ..plan.languages import Framework, Language, id_forms
from ..text.names import manifest, snake, unique
from .stub_file import StubFile

#: The packages of test frameworks, and those with the types of a library.
RUNNERS = {
    "vitest": ("@vitest/coverage-v8", "vitest"),
    "jest": ("@jest/globals", "@swc/core", "@swc/jest", "jest"),
    "node-test": ("tsx",),
}
TYPES = {"express": "@types/express", "pg": "@types/pg"}


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
        """List the files as modules of one crate; one in a folder gets the folder's name before its own."""
        by_name: dict[str, Module] = {}
        for file in self.files:
            name = unique(snake(file.rpartition(".")[0]), set(by_name))
            by_name[name] = Module(name, file, "/" in file)
        return tuple(by_name.values())


@dataclass(frozen=True)
class Entry:
    """A folder of the command line, from the unit's root, and the module by which it is imported: `sample.cli`."""

    folder: str
    module: str


@dataclass(frozen=True)
class SwiftPackage:
    """A package by its address, with its lowest version and the one product that is used."""

    url: str
    version: str
    product: str

    @property
    def identity(self) -> str:
        return self.url.rpartition("/")[2].removesuffix(".git")


@dataclass(frozen=True)
class UnitView:
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

    def of_maven(self, name: str) -> str:
        """Return the version of an artifact of Maven's that runs on the unit's Java."""
        return of_maven(name, self.required_version)

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
    def unneeded_scripts(self) -> tuple[str, ...]:
        """List the packages whose scripts npm need not run: what they would build comes with them."""
        of_stack = self.stack.unneeded_scripts if self.stack else ()
        usual = () if self.stack and self.stack.runner else self.frameworks
        of_frameworks = (package for framework in usual for package in framework.unneeded_scripts)
        return tuple(dict.fromkeys((*of_frameworks, *of_stack, *self.language.unneeded_scripts * self.has_cli)))

    @property
    def scripts(self) -> tuple[tuple[str, str], ...]:
        """List the scripts that the stack adds to a package.json, each with its name."""
        return tuple(self.stack.scripts.items()) if self.stack else ()

    @property
    def has_decorators(self) -> bool:
        """Tell whether its code is written with decorators, whose metadata compilers must keep."""
        return self.stack is not None and self.stack.has_decorators

    @property
    def suffix(self) -> str:
        """Return what the unit's manifest has after the project's name."""
        return "" if self.at_top else f"-{self.root.replace('/', '-').lower()}"

    @property
    def has_cli(self) -> bool:
        """Tell whether it has a command line."""
        return self.role == SINGLE_ROLE

    @property
    def packages(self) -> tuple[str, ...]:
        """List the folders that are packages with a file of their own, from the unit's root."""
        return tuple(one.folder.removesuffix("/cli") for one in self.entries if "." in one.module)

    @property
    def has_test_client(self) -> bool:
        """Tell whether its tests call a web framework of Python's, whose client is a package of its own."""
        names = (self.language.requirement_name.match(line) for line in self.dependencies)
        packages = {match[0].lower() for match in names if match}
        return self.language.name == "python" and bool(packages & {"fastapi", "starlette"})

    @property
    def dev_dependencies(self) -> tuple[str, ...]:
        """List what a package.json names beside the dependencies: what tests and tools need."""
        named = {line.rpartition("@")[0] for line in self.dependencies}
        runner = self.stack.runner if self.stack else ()
        packages = {"@biomejs/biome", "typescript", *(() if runner else RUNNERS[self.framework.name])}
        packages |= {"ajv", "yaml"} - named if self.has_contracts else set()
        packages |= {types for package, types in TYPES.items() if package in named}
        packages |= {"tsx"} if self.has_cli else set()
        if self.is_frontend:
            packages.add("jest-environment-jsdom" if self.on_jest else "jsdom")
        of_stack = self.stack.dev_dependencies if self.stack else ()
        lines = (*npm(*packages, node=self.version), *runner, *of_stack)
        by_name = {line.rpartition("@")[0]: line for line in lines}  # what the stack says goes before the rest
        by_name["@types/node"] = f"@types/node@^{self.version.partition('.')[0]}"
        return tuple(sorted(by_name.values()))

    @property
    def app(self) -> AppProject | None:
        """Return the project in it that makes an app of its code."""
        return self.stack.app if self.stack else None

    @property
    def optional(self) -> frozenset[str]:
        """List the programs that its targets pass over where they are not installed."""
        return self.language.optional | ({self.app.program} if self.app else frozenset())

    @property
    def app_id(self) -> str:
        """Name the app as shops of apps do: by two parts at the least, each beginning with a letter."""
        name = self.package.lower() if "." in self.package else f"{self.group}.{self.package.lower()}"
        return ".".join(part if part[0].isalpha() else f"x{part}" for part in name.split("."))

    @property
    def android(self) -> Mapping[str, str]:
        """Return the versions of what Android's app project needs."""
        return ANDROID

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
    def crates(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """List the tables of a Cargo.toml, with what each names."""
        own = (("dependencies", self.dependencies),)
        return (*own, ("dev-dependencies", self.stack.dev_dependencies)) if self.stack else own

    @property
    def test_packages(self) -> tuple[str, ...]:
        """List the packages that a test project of .NET's names, each with its version."""
        of_stack = self.stack.dev_dependencies if self.stack else ()
        return (*of_stack, *nuget("Microsoft.NET.Test.Sdk", "xunit.runner.visualstudio", "xunit.v3"))

    @property
    def modules(self) -> tuple[tuple[str, str], ...]:
        """List what pkg-config finds for it, each with the name that CMake has for it: `libmongoc_1_0`."""
        return tuple((re.sub(r"\W", "_", line.partition(">=")[0]), line) for line in self.dependencies)

    @property
    def swift_packages(self) -> tuple[SwiftPackage, ...]:
        """List the packages that it depends on, as a Package.swift has them."""
        return tuple(SwiftPackage(*re.split("[@[]", line.rstrip("]"))) for line in self.dependencies)

    @property
    def system_packages(self) -> tuple[str, ...]:
        """List Debian's packages that its libraries need."""
        known = self.language.system_packages
        packages = (known.get(package_of(self.language, line), ()) for line in self.dependencies)
        return tuple(sorted({one for names in packages for one in names}))

    @property
    def has_lib(self) -> bool:
        return "lib" in self.rust_modules

    @property
    def rust_modules(self) -> tuple[str, ...]:
        """List the modules of a crate: those in whose folders the scaffold puts one."""
        made = self.language.scaffolded | (self.stack.scaffolded if self.stack else frozenset())
        roles = (folder.path.rpartition("/")[2] for folder in self.folders if folder.path.startswith("src/"))
        return tuple(sorted(made.intersection(roles)))

    @property
    def on_vite(self) -> bool:
        return self.stack_name in ("react", "vue")

    @property
    def type_checker(self) -> str:
        return {"vue": "vue-tsc", "nextjs": "next typegen && tsc"}.get(self.stack_name, "tsc")

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


def unit_view(
    answers: Answers, unit: Unit, stubs: Sequence[StubFile], units: Sequence[Unit], dependencies: tuple[str, ...]
) -> UnitView:
    """Prepare a unit for templates, with the test files of `stubs` that lie in it; `units` are all of the project.

    `dependencies` are the lines of its manifest.
    """
    prefix = "" if unit.id == "." else f"{unit.id}/"
    language, layout = language_of(unit), layout_of(unit)
    library = library_of(unit, units) if role_of(unit) != LIBRARY else None
    return UnitView(
        root=unit.id,
        role=role_of(unit),
        language=language,
        version=version_of(answers, unit),
        package=unit.package,
        package_folder=package_folder(unit, language),
        stack=stack_of(unit),
        frameworks=frameworks_in(unit),
        nested_roots=tuple(
            other.id.removeprefix(prefix) for other in units if other.id != unit.id and other.id.startswith(prefix)
        ),
        dependencies=dependencies,
        folders=tuple(Folder(folder.path.removeprefix(prefix), folder.comment) for folder in folders(unit)),
        kinds=tuple(
            TestFolder(kind, path.removeprefix(prefix), tuple(_files_below(path, stubs)))
            for kind in layout.tests
            if (path := kind_folder(unit, kind))
        ),
        library=f"{'../' * (unit.id.count('/') + 1) if prefix else ''}{library.id}" if library else "",
        has_contracts=any(stub.has_answer and unit_of(stub.path, units) == unit for stub in stubs),
        program=manifest(answers.project_name),
        group=group_name(unit, language, answers),
        entries=tuple(_entries(unit)) if role_of(unit) == SINGLE_ROLE else (),
    )


def _entries(unit: Unit) -> Iterator[Entry]:
    """Yield where a unit is run: code that was written for another layout stays where it is."""
    for package in (unit.package, *unit.former):
        folder = role_folder(replace(unit, package=package), "cli")
        yield Entry(folder, f"{package}.cli" if package else "cli")


def empty_folders_of(unit: Unit, stubs: Sequence[StubFile]) -> Iterator[str]:
    """Yield the drawn folders, from the project's root, in which neither the scaffold nor a stub puts a file."""
    language, layout = language_of(unit), layout_of(unit)
    stack = stack_of(unit)
    roles = {*(stack.scaffolded if stack else ()), *language.scaffolded}.intersection(dict(layout.roles))
    scaffolded = {role_folder(unit, role) for role in roles}
    scaffolded |= {
        entry_folder(unit),
        *(kind_folder(unit, kind) for kind in language.scaffolded.intersection(layout.tests)),
    }
    for folder in folders(unit):
        if folder.path not in scaffolded and not any(stub.path.startswith(f"{folder.path}/") for stub in stubs):
            yield folder.path


def _files_below(folder: str, stubs: Sequence[StubFile]) -> Iterator[str]:
    return (stub.path.removeprefix(f"{folder}/") for stub in stubs if stub.path.startswith(f"{folder}/"))
