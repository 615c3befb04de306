"""The layouts of a source root: its folders, and where each kind of code belongs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..answers.stacks import APP, FRONTEND, LIBRARY, SERVICE


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
    """What a source root looks like: its folders and its tests."""

    roles: tuple[tuple[str, str], ...]  #: each with what its folder holds, as a key of the words below `plan.tree`
    tests: tuple[str, ...]  #: the kinds of tests, each with a folder
    role_by_code: Mapping[str, str]  #: by the kind of code; `lib/api` is a folder below that of a role
    structure: str = "project"  #: its sentence, as a key of the words below `plan.structure`
    name_in_tasks: str = "structure_unit"  #: as a key of the words below `tasks`
    parts: Mapping[str, Part] = field(default_factory=dict)  #: of what people look at, by the kind of code
    shared_part: str = ""  #: the task that all parts depend on, as a key of the words below `tasks`
    without_entity: frozenset[str] = frozenset()  #: the kinds of parts that a story without entities gets one of


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
    parts={
        "component": Part("{verb}_component", "{name} view", "component", "{Name}View", "{Name}View.tsx"),
        "client": Part("{verb}_client", "{name} client", "client"),
        "page": Part("build_page", "{name} page", "page", "{Name}Page", "{Name}Page.tsx"),
    },
    shared_part="frontend",
    without_entity=frozenset({"component"}),
)
APP_LAYOUT = Layout(
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

LIBRARY_LAYOUT = Layout(
    structure="library",
    name_in_tasks="structure_library",
    roles=(("models", "models"), ("services", "services"), ("lib", "lib")),
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

#: By the stacks of units that want other folders than their role.
LAYOUTS_BY_STACK = {
    "nextjs": replace(
        SCREEN,
        roles=(("components", "components"), ("app", "pages"), ("services", "calls_of_backend")),
        role_by_code={"component": "components", "page": "app", "client": "services"},
        parts={**SCREEN.parts, "page": replace(SCREEN.parts["page"], file="{name}/page.tsx")},
    ),
    "expo": replace(
        APP_LAYOUT,
        parts={
            **APP_LAYOUT.parts,
            "client": replace(APP_LAYOUT.parts["client"], file=""),
            "page": replace(APP_LAYOUT.parts["page"], file="{Name}Screen.tsx"),
        },
    ),
    "vue": replace(
        SCREEN,
        parts={
            **SCREEN.parts,
            "component": replace(SCREEN.parts["component"], file="{Name}View.vue"),
            "page": replace(SCREEN.parts["page"], file="{Name}Page.vue"),
        },
    ),
}
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
    "app": APP,
}
