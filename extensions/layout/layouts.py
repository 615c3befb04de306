"""The layouts of a source root: its folders, and where each kind of code belongs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..answers.stacks import APP, FRONTEND, LIBRARY, SERVICE


@dataclass(frozen=True)
class Part:
    """One of what a unit that people look at is made of, by its name as `{name}` (todo item) or `{Name}` (TodoItem)."""

    text: str  #: of its task; a model that an earlier feature has is extended, the `{verb}`
    subject: str  #: of its test
    label: str  #: in a chart
    file: str = ""  #: with the language's `{suffix}`; blank where it is named as any other source file


@dataclass(frozen=True)
class Layout:
    """What a source root looks like: its folders and its tests."""

    roles: tuple[tuple[str, str], ...]  #: each with what its folder holds
    tests: tuple[str, ...]  #: the kinds of tests, each with a folder
    role_by_code: Mapping[str, str]  #: by the kind of code; `lib/api` is a folder below that of a role
    title: str = "One project"
    name_in_tasks: str = "the {id}"
    parts: Mapping[str, Part] = field(default_factory=dict)  #: of what people look at, by the kind of code
    shared_part: str = ""  #: the words of the task that all parts depend on
    without_entity: frozenset[str] = frozenset()  #: the kinds of parts that a story without entities gets one of


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
    parts={
        "component": Part("{verb} {Name}View component", "{name} view", "component", "{Name}View.tsx"),
        "client": Part("{verb} the {name} client", "{name} client", "client"),
        "page": Part("Build {Name}Page", "{name} page", "page", "{Name}Page.tsx"),
    },
    shared_part="Set up the routes and the API client of the frontend",
    without_entity=frozenset({"component"}),
)
APP_LAYOUT = Layout(
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

LIBRARY_LAYOUT = Layout(
    title="A library",
    name_in_tasks="the {id} library",
    roles=(("models", "Data models"), ("services", "Core business logic"), ("lib", "What units share")),
    tests=("contract", "integration", "unit"),
    role_by_code={
        "model": "models",
        "service": "services",
        "command": "services",
        "endpoint": "lib/api",
        "feature": "lib",
        "shared": "lib",
    },
)

SINGLE_ROLE = "single"  #: of the one unit of a project that has no others
#: By the roles of units.
LAYOUTS = {
    SINGLE_ROLE: SINGLE,
    SERVICE: SERVER,
    FRONTEND: SCREEN,
    APP: APP_LAYOUT,
    LIBRARY: LIBRARY_LAYOUT,
}
#: The roles of units whose root says it.
ROLE_BY_ROOT = {
    ".": SINGLE_ROLE,
    "backend": SERVICE,
    "api": SERVICE,
    "frontend": FRONTEND,
    "ios": APP,
    "android": APP,
}
