"""The layouts of a source root: its folders, where each kind of code belongs, and what it is built with."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Stack:
    """What a unit is built with beside its language. `name` is that of its folder in the template."""

    name: str
    label: str
    default_libraries: tuple[str, ...]  #: those that a plan names if no answer does
    dependencies: tuple[str, ...]  #: that its own files need, as the manifest has them
    commands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: beside those of the language
    extra_frameworks: tuple[str, ...] = ()  #: beside the one that is chosen
    allowed_packages: frozenset[str] | None = None  #: those that its manifest may name; None: all of the language
    unneeded_scripts: tuple[str, ...] = ()  #: packages whose scripts npm need not run: what they build comes with them


@dataclass(frozen=True)
class Part:
    """One of what a unit that people look at is made of, by its name as `{name}` (todo item) or `{Name}` (TodoItem)."""

    text: str  #: of its task; a model that an earlier feature has is extended, the `{verb}`
    subject: str  #: of its test
    label: str  #: in a chart
    file: str = ""  #: with the language's `{suffix}`; blank where it is named as any other source file


@dataclass(frozen=True)
class Layout:
    """What a source root looks like: its folders, its tests, and what may be built in it."""

    roles: tuple[tuple[str, str], ...]  #: each with what its folder holds
    tests: tuple[str, ...]  #: the kinds of tests, each with a folder
    role_by_code: Mapping[str, str]  #: by the kind of code; `lib/api` is a folder below that of a role
    stacks: Mapping[str, Stack] = field(default_factory=dict)  #: by language
    scaffolded: frozenset[str] = frozenset()  #: the roles in whose folders the template puts files
    title: str = "One project"
    name_in_tasks: str = "the {id}"
    parts: Mapping[str, Part] = field(default_factory=dict)  #: of what people look at, by the kind of code
    shared_part: str = ""  #: the words of the task that all parts depend on
    without_entity: frozenset[str] = frozenset()  #: the kinds of parts that a story without entities gets one of


FASTAPI = Stack("fastapi", "FastAPI", ("FastAPI",), ("fastapi>=0.165", "uvicorn>=0.54"))
EXPRESS = Stack("express", "Express", ("Express",), ("express@^5.3.0",), unneeded_scripts=("esbuild",))
REACT = Stack(
    name="react",
    label="React and Vite",
    default_libraries=("React", "Vite"),
    dependencies=("react@^19.3.1", "react-dom@^19.3.1"),
    commands={"install": ("npm install", "npm run browser")},
    extra_frameworks=("playwright",),
    allowed_packages=frozenset(
        {
            *("@tanstack/react-query", "axios", "date-fns", "react", "react-dom", "react-hook-form", "react-router"),
            *("rxjs", "zod", "zustand"),
        }
    ),
)
SINGLE = Layout(
    roles=(
        ("models", "Data models"),
        ("services", "Core business logic"),
        ("cli", "Command-line interface"),
        ("lib", "Shared libraries and utilities"),
    ),
    tests=("contract", "integration", "unit"),
    # The source document draws no folder for HTTP in a single project, so routes are a part of lib.
    role_by_code={
        "model": "models",
        "service": "services",
        "command": "cli",
        "endpoint": "lib/api",
        "feature": "lib",
        "shared": "lib",
    },
)
SERVER = Layout(
    title="A backend",
    roles=(("models", "Data models"), ("services", "Core business logic"), ("api", "Routes of the HTTP API")),
    tests=("contract", "integration", "unit"),
    role_by_code={
        "model": "models",
        "service": "services",
        "command": "services",
        "endpoint": "api",
        "feature": "api",
        "shared": "services",
    },
    stacks={"python": FASTAPI, "typescript": EXPRESS},
    scaffolded=frozenset({"api"}),
)
SCREEN = Layout(
    title="A frontend",
    roles=(
        ("components", "Parts of pages"),
        ("pages", "Whole pages"),
        ("services", "Calls of the backend"),
    ),
    tests=("unit", "e2e"),
    role_by_code={"component": "components", "page": "pages", "client": "services"},
    stacks={"typescript": REACT},
    scaffolded=frozenset({"components", "pages", "services"}),
    parts={
        "component": Part("{verb} {Name}View component", "{name} view", "component", "{Name}View.tsx"),
        "client": Part("{verb} the {name} client", "{name} client", "client"),
        "page": Part("Build {Name}Page", "{name} page", "page", "{Name}Page.tsx"),
    },
    shared_part="Set up the routes and the API client of the frontend",
    without_entity=frozenset({"component"}),
)
APP = Layout(
    title="An app",
    name_in_tasks="the {id} app",
    # What a platform adds, a project of Xcode's or an Android module, is the user's and stands beside these.
    roles=(("models", "What the API answers with"), ("services", "Calls of the API"), ("screens", "Screens")),
    tests=("integration", "unit"),
    role_by_code={"component": "models", "client": "services", "page": "screens"},
    parts={
        "component": Part("{verb} the {name} model of the app", "{name} model", "app model"),
        "client": Part("{verb} the {name} client", "{name} client", "client", "{Name}Client{suffix}"),
        "page": Part("Build {Name}Screen", "{name} screen", "screen", "{Name}Screen{suffix}"),
    },
    shared_part="Set up the API client of the app",
)

#: By the roots of units.
LAYOUTS = {".": SINGLE, "backend": SERVER, "api": SERVER, "frontend": SCREEN, "ios": APP, "android": APP}
