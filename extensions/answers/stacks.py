"""What a unit is built with beside its language: web frameworks, and what frontends are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..plan.languages import LANGUAGES
from .versions import TYPESCRIPT_6, cargo, maven, npm

SERVICE, FRONTEND, APP, LIBRARY = ROLES = ("service", "frontend", "app", "library")
NONE = "none"  #: the answer of a unit that has no framework


@dataclass(frozen=True)
class Server:
    """The words of the commands that run a unit's server, and `watch` its files; what they need in the environment.

    `{sources}` are the folders that code is imported from.
    """

    serve: tuple[str, ...]
    watch: tuple[str, ...] = ()  #: blank if nothing watches
    env: Mapping[str, str] = field(default_factory=dict)


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
    scripts: Mapping[str, str] = field(default_factory=dict)  #: of a package.json, beside those of the language
    source_endings: Mapping[str, str] = field(default_factory=dict)  #: of file names: `.service`, by code


_OF_REACT = frozenset({"@tanstack/react-query", "react", "react-dom", "react-hook-form", "react-router", "zustand"})
_IN_A_BROWSER = _OF_REACT | {"axios", "date-fns", "rxjs", "zod"}

_WITH_A_BROWSER = {
    "install": ("npm install", "npm run browser"),
    "test": ("npm test", "npm run test:e2e"),
    "build": ("npm run build",),
}

FASTAPI = Stack(
    name="fastapi",
    label="FastAPI",
    role=SERVICE,
    language="python",
    default_libraries=("FastAPI",),
    dependencies=("fastapi>=0.165", "uvicorn>=0.54"),
    scaffolded=frozenset({"api"}),
    commands={"run": ("PYTHONPATH={sources} .venv/bin/python -m api",)},
    server=Server(
        serve=(".venv/bin/python", "-m", "api"),
        watch=(".venv/bin/python", "-m", "api", "--reload"),
        env={"PYTHONPATH": "{sources}", "PYTHONUNBUFFERED": "1"},
    ),
)
EXPRESS = Stack(
    name="express",
    label="Express",
    role=SERVICE,
    language="typescript",
    default_libraries=("Express",),
    dependencies=npm("express"),
    dev_dependencies=npm("tsx"),
    scaffolded=frozenset({"api"}),
    commands={"run": ("npm start --silent",)},
    server=Server(serve=("npm", "start"), watch=("node_modules/.bin/tsx", "watch", "src/server.ts")),
    unneeded_scripts=("esbuild",),
    scripts={"dev": "tsx watch src/server.ts", "start": "tsx src/server.ts"},
)
#: Nest injects by the types of constructors, which tsx leaves out of what it compiles.
_BY_SWC = "--import @swc-node/register/esm-register src/main.ts"
NESTJS = Stack(
    name="nestjs",
    label="NestJS",
    role=SERVICE,
    language="typescript",
    default_libraries=("NestJS",),
    dependencies=npm("@nestjs/common", "@nestjs/core", "@nestjs/platform-express", "reflect-metadata", "rxjs"),
    dev_dependencies=(
        *npm("@nestjs/testing", "@swc-node/register", "@swc/core", "@types/supertest", "supertest"),
        TYPESCRIPT_6,
    ),
    testing=("vitest", "jest"),
    scaffolded=frozenset({"api"}),
    commands={"run": ("npm start --silent",)},
    server=Server(serve=("npm", "start"), watch=("npm", "run", "dev")),
    unneeded_scripts=("@swc/core",),
    scripts={"dev": f"node --watch {_BY_SWC}", "start": f"node {_BY_SWC}"},
    source_endings={"endpoint": ".controller", "endpoint app": ".module", "service": ".service"},
)
REACT = Stack(
    name="react",
    label="React and Vite",
    role=FRONTEND,
    language="typescript",
    default_libraries=("React", "Vite"),
    dependencies=npm("react", "react-dom"),
    dev_dependencies=npm(
        *("@playwright/test", "@testing-library/dom", "@testing-library/react", "@types/react", "@types/react-dom"),
        *("@vitejs/plugin-react", "vite"),
    ),
    scaffolded=frozenset({"components", "pages", "services"}),
    commands=_WITH_A_BROWSER,
    server=Server(serve=("npm", "run", "dev"), watch=("node_modules/.bin/vite",)),
    extra_frameworks=("playwright",),
    allowed_packages=_IN_A_BROWSER,
)

NET_HTTP = Stack(
    name="net-http",
    label="net/http",
    role=SERVICE,
    language="go",
    default_libraries=(),
    dependencies=(),
    scaffolded=frozenset({"api"}),
    entry_folder="cmd/server",
    commands={"run": ("go run ./cmd/server",)},
    server=Server(serve=("go", "run", "./cmd/server")),
)
SPRING_BOOT = Stack(
    name="spring-boot",
    label="Spring Boot",
    role=SERVICE,
    language="java",
    default_libraries=("Spring Boot",),
    boms=maven("org.springframework.boot:spring-boot-dependencies"),
    dependencies=("org.springframework.boot:spring-boot-starter-webmvc",),
    dev_dependencies=("org.springframework.boot:spring-boot-starter-webmvc-test",),
    scaffolded=frozenset({"api"}),
    commands={
        "run": ("mvn -B -q spring-boot:run",),
        "build": ("mvn -B -q package spring-boot:repackage -DskipTests",),
    },
    server=Server(serve=("mvn", "-B", "-q", "spring-boot:run")),
)
KTOR = Stack(
    name="ktor",
    label="Ktor",
    role=SERVICE,
    language="kotlin",
    default_libraries=("Ktor",),
    boms=maven("io.ktor:ktor-bom"),
    dependencies=("io.ktor:ktor-server-netty-jvm", *maven("ch.qos.logback:logback-classic")),
    dev_dependencies=("io.ktor:ktor-server-test-host-jvm",),
    scaffolded=frozenset({"api"}),
    commands={"run": ("mvn -B -q compile exec:java",)},
    server=Server(serve=("mvn", "-B", "-q", "compile", "exec:java")),
)
AXUM = Stack(
    name="axum",
    label="axum",
    role=SERVICE,
    language="rust",
    default_libraries=("axum",),
    dependencies=cargo("axum", "serde_json", "tokio[macros,net,rt-multi-thread,signal]"),
    dev_dependencies=cargo("tower[util]"),
    scaffolded=frozenset({"api"}),
    commands={"run": ("cargo run --quiet",)},
    server=Server(serve=("cargo", "run", "--quiet")),
)

VUE = Stack(
    name="vue",
    label="Vue and Vite",
    role=FRONTEND,
    language="typescript",
    default_libraries=("Vue", "Vite"),
    dependencies=npm("vue"),
    dev_dependencies=(
        *npm("@playwright/test", "@testing-library/vue", "@vitejs/plugin-vue", "vite", "vue-tsc"),
        TYPESCRIPT_6,
    ),
    testing=("vitest",),
    scaffolded=frozenset({"components", "pages", "services"}),
    commands=_WITH_A_BROWSER,
    server=Server(serve=("npm", "run", "dev"), watch=("node_modules/.bin/vite",)),
    extra_frameworks=("playwright",),
    allowed_packages=frozenset({*_IN_A_BROWSER - _OF_REACT, "pinia", "vue", "vue-router"}),
)
NEXTJS = Stack(
    name="nextjs",
    label="Next.js",
    role=FRONTEND,
    language="typescript",
    default_libraries=("Next.js", "React"),
    dependencies=npm("next", "react", "react-dom"),
    dev_dependencies=npm(
        *("@playwright/test", "@testing-library/dom", "@testing-library/react", "@types/react", "@types/react-dom"),
    ),
    testing=("vitest",),
    scaffolded=frozenset({"app", "components", "services"}),
    commands=_WITH_A_BROWSER,
    server=Server(serve=("npm", "run", "dev")),
    extra_frameworks=("playwright",),
    allowed_packages=frozenset({*_IN_A_BROWSER, "next"}),
    generated=(".next", "next-env.d.ts", "tsconfig.tsbuildinfo"),
    unneeded_scripts=("sharp",),
)

_SERVICES = (FASTAPI, EXPRESS, NESTJS, NET_HTTP, SPRING_BOOT, KTOR, AXUM)
STACKS = {stack.name: stack for stack in (*_SERVICES, REACT, NEXTJS, VUE)}


def stacks_for(role: str, language: str) -> tuple[Stack, ...]:
    """List what a unit of a role and language may be built with, the default first."""
    return tuple(stack for stack in STACKS.values() if (stack.role, stack.language) == (role, language))


def framework_names(role: str, language: str) -> tuple[str, ...]:
    """List the answers that name a framework: that of a service may be `none`."""
    names = tuple(stack.name for stack in stacks_for(role, language))
    return (*names, NONE) if role == SERVICE else names or (NONE,)


def testing_names(language: str, framework: str) -> tuple[str, ...]:
    """List the test frameworks of a unit, the default first: those of its framework, else all of its language."""
    stack = STACKS.get(framework)
    return (stack and stack.testing) or tuple(one.name for one in LANGUAGES[language].frameworks)


def languages_for(role: str) -> tuple[str, ...]:
    """List the languages in which a role has a framework."""
    return tuple(dict.fromkeys(stack.language for stack in STACKS.values() if stack.role == role))
