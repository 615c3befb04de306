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
class Layout:
    """The folders of a unit as (role, what it holds), the kinds of its tests, and the role of each kind of code.

    `filled` are the roles in which the template puts files of its own.
    """

    roles: tuple[tuple[str, str], ...]
    tests: tuple[str, ...]
    homes: Mapping[str, str]
    stacks: Mapping[str, Stack] = field(default_factory=dict)  #: by language
    filled: frozenset[str] = frozenset()
    title: str = "One project"


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
    homes={
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
    homes={
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
    homes={"component": "components", "page": "pages", "client": "services"},
    stacks={"typescript": REACT},
    filled=frozenset({"components", "pages", "services"}),
)

#: By the roots of units.
LAYOUTS = {".": SINGLE, "backend": SERVER, "api": SERVER, "frontend": SCREEN}
#: What a person looks at, whose source files are components with names in PascalCase and a suffix of their own.
COMPONENTS = {"component": "View.tsx", "page": "Page.tsx"}
