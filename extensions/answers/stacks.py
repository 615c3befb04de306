"""What a unit is built with beside its language: web frameworks, and what frontends are made of."""

from ..plan.languages import LANGUAGES
from .stack import AppProject, Server, Stack
from .versions import ANDROID, TYPESCRIPT_6, cargo, is_older, maven, npm, nuget

SERVICE, FRONTEND, APP, LIBRARY = ROLES = ("service", "frontend", "app", "library")
NONE = "none"  #: the answer of a unit that has no framework

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
    commands={"run": ("npm start --silent",), "build": ("npm run build",)},
    server=Server(serve=("npm", "start"), watch=("npm", "run", "dev")),
    unneeded_scripts=("@swc/core",),
    scripts={
        "dev": f"node --watch {_BY_SWC}",
        "start": f"node {_BY_SWC}",
        "build": "tsc -p tsconfig.build.json",
        "start:prod": "node dist/main.js",
    },
    has_decorators=True,
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
ASPNET = Stack(
    name="aspnet",
    label="ASP.NET Core",
    role=SERVICE,
    language="csharp",
    default_libraries=("ASP.NET Core",),
    dependencies=(),
    dev_dependencies=nuget("Microsoft.AspNetCore.Mvc.Testing"),
    scaffolded=frozenset({"api"}),
    commands={"run": ("dotnet run --project src/{name}",)},
    server=Server(serve=("dotnet", "run", "--project", "src/{name}")),
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

EXPO = Stack(
    name="expo",
    label="Expo",
    role=APP,
    language="typescript",
    default_libraries=("Expo", "React Native"),
    dependencies=npm("expo", "react@19.2", "react-native"),
    runner=npm("@jest/globals@29", "@react-native/jest-preset", "jest@29", "jest-expo", "react-test-renderer"),
    dev_dependencies=(
        *npm("@testing-library/react-native", "@types/react@19.2", "babel-preset-expo"),
        TYPESCRIPT_6,  # the SDK is made for it
    ),
    testing=("jest",),
    scaffolded=frozenset({"screens", "services"}),
    allowed_packages=frozenset({*_OF_REACT - {"react-dom", "react-router"}, "axios", "date-fns", "rxjs", "zod"}),
    generated=(".expo", "expo-env.d.ts"),
    commands={"build": ("npm run build",)},
    scripts={
        "dev": "EXPO_PUBLIC_API_URL=${EXPO_PUBLIC_API_URL:-http://127.0.0.1:${BACKEND_PORT:-8000}} expo start",
        "start": "expo start",
        "build": "expo export",
    },
    server=Server(
        serve=("npm", "start"),
        watch=("npm", "run", "dev"),
        reads="RCT_METRO_PORT",
    ),
)

COMPOSE = Stack(
    name="compose",
    label="Jetpack Compose",
    role=APP,
    language="kotlin",
    default_libraries=("Jetpack Compose",),
    dependencies=(),
    generated=("/.gradle/", "/.kotlin/", "/app/build/", "/build/", "/local.properties"),
    app=AppProject(
        folder="app",
        program="gradle",
        test="gradle --quiet :app:testDebugUnitTest",
        build="gradle --quiet :app:assembleDebug",
        github=(("uses: gradle/actions/setup-gradle", "with:", f'  gradle-version: "{ANDROID["gradle"]}"'),),
        dependabot="gradle",
    ),
)
_SWIFT = LANGUAGES["swift"].commands
SWIFTUI = Stack(
    name="swiftui",
    label="SwiftUI",
    role=APP,
    language="swift",
    default_libraries=("SwiftUI",),
    dependencies=(),
    generated=("/App/*.xcodeproj/",),
    commands={
        name: tuple(line.replace(" Sources ", " App Sources ") for line in _SWIFT[name]) for name in ("lint", "format")
    },
    app=AppProject(
        folder="App",
        program="xcodegen",
        test="xcodegen --quiet --spec App/project.yml && sh App/xcode.sh test",
        build="xcodegen --quiet --spec App/project.yml && sh App/xcode.sh build",
        github=(("run: brew install xcodegen",),),
    ),
)

_SERVICES = (FASTAPI, EXPRESS, NESTJS, NET_HTTP, SPRING_BOOT, KTOR, AXUM, ASPNET)
STACKS = {stack.name: stack for stack in (*_SERVICES, REACT, NEXTJS, VUE, EXPO, COMPOSE, SWIFTUI)}


def stacks_for(role: str, language: str) -> tuple[Stack, ...]:
    """List what a unit of a role and language may be built with, the default first."""
    return tuple(stack for stack in STACKS.values() if (stack.role, stack.language) == (role, language))


def framework_names(role: str, language: str) -> tuple[str, ...]:
    """List the answers that name a framework: that of a service may be `none`."""
    names = tuple(stack.name for stack in stacks_for(role, language))
    return (*names, NONE) if role == SERVICE else names or (NONE,)


def testing_names(language: str, framework: str, version: str) -> tuple[str, ...]:
    """List the test frameworks of a unit, the default first: those of its framework, else all of its language.

    Those that are made for a later version of the language come last; a blank `version` is its usual one.
    """
    stack, facts = STACKS.get(framework), LANGUAGES[language]
    frameworks = sorted(facts.frameworks, key=lambda one: is_older(version or facts.version, one.since))
    return (stack and stack.testing) or tuple(one.name for one in frameworks)


def languages_for(role: str) -> tuple[str, ...]:
    """List the languages in which a role has a framework."""
    return tuple(dict.fromkeys(stack.language for stack in STACKS.values() if stack.role == role))
