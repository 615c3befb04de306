"""What templates see of a source root: its files and folders, and what its manifest lists."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..answers.answers import Answers
from ..answers.stacks import LIBRARY
from ..answers.versions import ANDROID, npm, nuget, of_maven
from ..layout.dependencies import package_of
from ..layout.layouts import SINGLE_ROLE
from ..layout.packages import group_name, package_folder
from ..layout.paths import Folder, entry_folder, folders, kind_folder, role_folder
from ..layout.units import frameworks_in, language_of, layout_of, library_of, role_of, stack_of, unit_of, version_of
from ..plan.items import Unit
from ..text.names import manifest
from .source_root import Entry, SourceRoot, TestFolder
from .stub_file import StubFile

#: The packages of test frameworks, and those with the types of a library.
RUNNERS = {
    "vitest": ("@vitest/coverage-v8", "vitest"),
    "jest": ("@jest/globals", "@swc/core", "@swc/jest", "jest"),
    "node-test": ("tsx",),
}
TYPES = {"express": "@types/express", "pg": "@types/pg"}


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
class UnitView(SourceRoot):
    """A source root, with what its manifest and its tools' configuration list."""

    def of_maven(self, name: str) -> str:
        """Return the version of an artifact of Maven's that runs on the unit's Java."""
        return of_maven(name, self.required_version)

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
    def app_id(self) -> str:
        """Name the app as shops of apps do: by two parts at the least, each beginning with a letter."""
        name = self.package.lower() if "." in self.package else f"{self.group}.{self.package.lower()}"
        return ".".join(part if part[0].isalpha() else f"x{part}" for part in name.split("."))

    @property
    def android(self) -> Mapping[str, str]:
        """Return the versions of what Android's app project needs."""
        return ANDROID

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
