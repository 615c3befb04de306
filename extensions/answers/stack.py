"""What is said of a stack, beside the language of its unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Server:
    """The words of the commands that run a unit's server, and `watch` its files; what they need in the environment.

    `{sources}` are the folders that code is imported from, `{name}` is that of its package.
    """

    serve: tuple[str, ...]
    watch: tuple[str, ...] = ()  #: blank if nothing watches
    env: Mapping[str, str] = field(default_factory=dict)
    reads: str = ""  #: the variable with its port; blank for the usual one of its role


@dataclass(frozen=True)
class AppProject:
    """The project in a folder of a unit that makes an app of its code; the screens are there, which no other build has.

    `program` builds it. The commands run in the unit, and are skipped if the program is not installed.
    """

    folder: str
    program: str
    test: str
    build: str
    github: tuple[tuple[str, ...], ...] = ()  #: the steps of a workflow that bring the program, line by line
    dependabot: str = ""  #: what GitHub's Dependabot calls its packages


@dataclass(frozen=True)
class Stack:
    """What a unit is built with beside its language. `name` is that of its folder in the template."""

    name: str
    label: str
    role: str
    language: str
    default_libraries: tuple[str, ...]  #: those that a plan names if no answer does
    dependencies: tuple[str, ...]  #: that its own files need, as the manifest has them
    boms: tuple[str, ...] = ()  #: Maven's lists of versions, from which the rest takes its own
    dev_dependencies: tuple[str, ...] = ()  #: that its tests and tools need, as the manifest has them
    scaffolded: frozenset[str] = frozenset()  #: the roles in whose folders its files are
    entry_folder: str = ""  #: where its program begins, if that is in the folder of no role
    commands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: beside those of the language
    server: Server | None = None  #: how it is run
    testing: tuple[str, ...] = ()  #: the test frameworks that may be chosen; blank for all of the language
    generated: tuple[str, ...] = ()  #: files and folders that its tools write, which Git and the linter leave out
    extra_frameworks: tuple[str, ...] = ()  #: beside the one that is chosen
    allowed_packages: frozenset[str] | None = None  #: those that its manifest may name; None: all of the language
    unneeded_scripts: tuple[str, ...] = ()  #: packages whose scripts npm need not run: what they build comes with them
    runner: tuple[str, ...] = ()  #: what its test framework needs, where that is not the usual
    scripts: Mapping[str, str] = field(default_factory=dict)  #: of a package.json, beside those of the language
    has_decorators: bool = False  #: whether compilers must keep the metadata of its decorators
    app: AppProject | None = None  #: what nobody could build here, beside what the commands of the language do
    source_endings: Mapping[str, str] = field(default_factory=dict)  #: of file names: `.service`, by code
