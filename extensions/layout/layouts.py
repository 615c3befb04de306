"""The layouts of a source root: its folders, where each kind of code belongs, and what it is built with."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Stack:
    """What a unit is built with beside its language. `name` is that of its folder in the template."""

    name: str
    label: str
    shown: tuple[str, ...]  #: the libraries that a plan names where no answer does
    dependencies: tuple[str, ...]  #: that its own files need, as the manifest has them
    commands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: beside those of the language
    frameworks: tuple[str, ...] = ()  #: beside the one that is chosen
    packages: frozenset[str] | None = None  #: those that its manifest may name; None: all that the language knows


@dataclass(frozen=True)
class Part:
    """One of what a unit that people look at is made of, by its name as `{name}` (todo item) or `{Name}` (TodoItem)."""

    text: str  #: of its task; a model that an earlier feature has is extended, the `{verb}`
    subject: str  #: of its test
    label: str  #: in a chart
    file: str = ""  #: with the language's `{suffix}`; blank where it is named as any other source file


@dataclass(frozen=True)
class Layout:
    """The folders of a unit as (role, what it holds), the kinds of its tests, and the role of each kind of code.

    `filled` are the roles in which the template puts files of its own. `parts` are those of what people look at, by the
    kind of code; a story that has no entity gets one of those `without_entity` for itself.
    """

    roles: tuple[tuple[str, str], ...]
    tests: tuple[str, ...]
    role_by_code: Mapping[str, str]
    stacks: Mapping[str, Stack] = field(default_factory=dict)  #: by language
    filled: frozenset[str] = frozenset()
    title: str = "One project"
    whose: str = "the {id}"  #: how a task calls it
    parts: Mapping[str, Part] = field(default_factory=dict)
    shared_part: str = ""  #: the words of the task that all parts stand on
    without_entity: frozenset[str] = frozenset()


FASTAPI = Stack("fastapi", "FastAPI", ("FastAPI",), ("fastapi>=0.165", "uvicorn>=0.54"))
EXPRESS = Stack("express", "Express", ("Express",), ("express@^5.3.0",))
REACT = Stack(
    name="react",
    label="React and Vite",
    shown=("React", "Vite"),
    dependencies=("react@^19.3.1", "react-dom@^19.3.1"),
    commands={"install": ("npm install", "npm run browser")},
    frameworks=("playwright",),
    packages=frozenset(
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
    filled=frozenset({"api"}),
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
    filled=frozenset({"components", "pages", "services"}),
    parts={
        "component": Part("{verb} {Name}View component", "{name} view", "component", "{Name}View.tsx"),
        "client": Part("Implement the {name} client", "{name} client", "client"),
        "page": Part("Build {Name}Page", "{name} page", "page", "{Name}Page.tsx"),
    },
    shared_part="Set up the routes and the API client of the frontend",
    without_entity=frozenset({"component"}),
)
APP = Layout(
    title="An app",
    whose="the {id} app",
    # What a platform adds, a project of Xcode's or an Android module, is the user's and stands beside these.
    roles=(("models", "What the API answers with"), ("services", "Calls of the API"), ("screens", "Screens")),
    tests=("integration", "unit"),
    role_by_code={"component": "models", "client": "services", "page": "screens"},
    parts={
        "component": Part("{verb} the {name} model of the app", "{name} model", "app model"),
        "client": Part("Implement the {name} client", "{name} client", "client", "{Name}Client{suffix}"),
        "page": Part("Build {Name}Screen", "{name} screen", "screen", "{Name}Screen{suffix}"),
    },
    shared_part="Set up the API client of the app",
)

#: By the roots of units.
LAYOUTS = {".": SINGLE, "backend": SERVER, "api": SERVER, "frontend": SCREEN, "ios": APP, "android": APP}
