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

    text: str  #: of its task, as a key of the words below `tasks`; `{verb}` is create, implement or extend
    subject: str  #: of its test
    label: str  #: in a chart
    called: str = "{name}"  #: in the text
    file: str = ""  #: with the language's `{suffix}`; blank where it is named as any other source file


@dataclass(frozen=True)
class Layout:
    """What a source root looks like: its folders, its tests, and what may be built in it."""

    roles: tuple[tuple[str, str], ...]  #: each with what its folder holds, as a key of the words below `plan.tree`
    tests: tuple[str, ...]  #: the kinds of tests, each with a folder
    role_by_code: Mapping[str, str]  #: by the kind of code; `lib/api` is a folder below that of a role
    stacks: Mapping[str, Stack] = field(default_factory=dict)  #: by language
    scaffolded: frozenset[str] = frozenset()  #: the roles in whose folders the template puts files
    structure: str = "project"  #: its sentence, as a key of the words below `plan.structure`
    name_in_tasks: str = "structure_unit"  #: as a key of the words below `tasks`
    parts: Mapping[str, Part] = field(default_factory=dict)  #: of what people look at, by the kind of code
    shared_part: str = ""  #: the task that all parts depend on, as a key of the words below `tasks`
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
        ("models", "models"),
        ("services", "services"),
        ("cli", "cli"),
        ("lib", "lib"),
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
    structure="backend",
    roles=(("models", "models"), ("services", "services"), ("api", "api")),
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
    structure="frontend",
    roles=(
        ("components", "components"),
        ("pages", "pages"),
        ("services", "calls_of_backend"),
    ),
    tests=("unit", "e2e"),
    role_by_code={"component": "components", "page": "pages", "client": "services"},
    stacks={"typescript": REACT},
    scaffolded=frozenset({"components", "pages", "services"}),
    parts={
        "component": Part("{verb}_component", "{name} view", "component", "{Name}View", "{Name}View.tsx"),
        "client": Part("{verb}_client", "{name} client", "client"),
        "page": Part("build_page", "{name} page", "page", "{Name}Page", "{Name}Page.tsx"),
    },
    shared_part="frontend",
    without_entity=frozenset({"component"}),
)
APP = Layout(
    structure="app",
    name_in_tasks="structure_app",
    # What a platform adds, a project of Xcode's or an Android module, is the user's and stands beside these.
    roles=(("models", "api_models"), ("services", "calls_of_api"), ("screens", "screens")),
    tests=("integration", "unit"),
    role_by_code={"component": "models", "client": "services", "page": "screens"},
    parts={
        "component": Part("{verb}_app_model", "{name} model", "app model"),
        "client": Part("{verb}_client", "{name} client", "client", file="{Name}Client{suffix}"),
        "page": Part("build_page", "{name} screen", "screen", "{Name}Screen", "{Name}Screen{suffix}"),
    },
    shared_part="app",
)

#: By the roots of units.
LAYOUTS = {".": SINGLE, "backend": SERVER, "api": SERVER, "frontend": SCREEN, "ios": APP, "android": APP}
