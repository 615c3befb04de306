"""The lowest versions of what manifests name: current ones on the day of `LOOKED_UP`."""

from collections.abc import Mapping
from dataclasses import dataclass

LOOKED_UP = "2026-11-26"

NPM = {
    "@biomejs/biome": "^2.6.8",
    "@jest/globals": "^30.5.2",
    "@jest/globals@29": "^29.7.0",
    "@nestjs/common": "^12.5.1",
    "@nestjs/core": "^12.5.1",
    "@nestjs/platform-express": "^12.5.1",
    "@nestjs/testing": "^12.1.1",
    "@playwright/test": "^1.65.1",
    "@react-native/jest-preset": "0.85.3",
    "@swc-node/register": "^1.12.1",
    "@swc/core": "^1.16.22",
    "@swc/jest": "^0.2.39",
    "@testing-library/dom": "^10.4.2",
    "@testing-library/react": "^16.3.3",
    "@testing-library/react-native": "^13.3.3",
    "@testing-library/vue": "^8.1.0",
    "@types/express": "^5.0.6",
    "@types/pg": "^8.23.1",
    "@types/react": "^19.3.0",
    "@types/react@19.2": "~19.2.0",
    "@types/react-dom": "^19.3.0",
    "@types/supertest": "^7.2.1",
    "@vitejs/plugin-react": "^6.3.0",
    "@vitejs/plugin-vue": "^6.0.11",
    "@vitest/coverage-v8": "^5.1.1",
    "ajv": "^8.20.0",
    "babel-preset-expo": "~56.0.10",
    "expo": "~56.0.23",
    "express": "^5.3.0",
    "jest": "^30.5.2",
    "jest@29": "^29.7.0",
    "jest-expo": "~56.0.5",
    "jest-environment-jsdom": "^30.5.2",
    "jsdom": "^29.1.1",
    "next": "^16.4.6",
    "react": "^19.3.1",
    "react@19.2": "19.2.3",
    "react-dom": "^19.3.1",
    "react-native": "0.85.3",
    "react-test-renderer": "19.2.3",
    "reflect-metadata": "^0.2.2",
    "rxjs": "^7.8.2",
    "supertest": "^7.3.2",
    "tsx": "^4.23.15",
    "typescript": "~7.0.2",
    "vite": "^8.3.8",
    "vitest": "^5.1.1",
    "vue": "^3.5.45",
    "vue-tsc": "^3.3.14",
    "yaml": "^2.9.1",
}
#: Plugins run on Maven 3.8, which exec-maven-plugin 3.7 does not.
MAVEN = {
    "ch.qos.logback:logback-classic": "1.6.6",
    "com.diffplug.spotless:spotless-maven-plugin": "3.11.0",
    "com.google.googlejavaformat:google-java-format": "2.0.0",
    "com.pinterest.ktlint:ktlint-cli": "1.8.0",
    "io.ktor:ktor-bom": "3.5.2",
    "org.apache.maven.plugins:maven-compiler-plugin": "3.16.0",
    "org.apache.maven.plugins:maven-resources-plugin": "3.5.0",
    "org.apache.maven.plugins:maven-surefire-plugin": "3.6.1",
    "org.codehaus.mojo:exec-maven-plugin": "3.6.3",
    "org.jacoco:jacoco-maven-plugin": "0.8.14",
    "org.junit:junit-bom": "6.1.3",
    "org.springframework.boot:spring-boot-dependencies": "4.1.2",
}
#: For Android's app project, which nobody could build here. `gradle` is the lowest that the plugin's notes allow.
ANDROID = {
    "androidx.activity:activity-compose": "1.13.0",
    "androidx.compose:compose-bom": "2026.09.00",
    "com.android.application:com.android.application.gradle.plugin": "9.4.1",
    "gradle": "9.6.0",
    "sdk": "37",
}
#: What a unit has below a version of Java.
FOR_OLDER_JAVA = {
    "com.google.googlejavaformat:google-java-format": ("21", "1.28.0"),
    "org.junit:junit-bom": ("17", "5.14.4"),
}
#: What a unit has below a version of Node.js.
FOR_OLDER_NODE = {
    "@vitest/coverage-v8": ("22.12", "^4.1.12"),
    "vitest": ("22.12", "^4.1.12"),
}
#: For tools that call the compiler from JavaScript, which TypeScript 7 has no interface for.
TYPESCRIPT_6 = "typescript@~6.0.3"
#: Actions of GitHub's. They cannot be run here: their inputs were read in the repositories.
ACTIONS = {
    "actions/cache": "v5",
    "actions/checkout": "v7",
    "actions/download-artifact": "v8",
    "actions/setup-dotnet": "v6",
    "actions/setup-go": "v7",
    "actions/setup-java": "v5",
    "actions/setup-node": "v7",
    "actions/setup-python": "v7",
    "actions/upload-artifact": "v7",
    "gradle/actions/setup-gradle": "v6",
    "shivammathur/setup-php": "v2",
}
#: Programs that CI installs, by the module of Go that they come in.
PROGRAMS = {"golangci-lint": ("github.com/golangci/golangci-lint/v2", "v2.15.0")}
CARGO = {
    "axum": "0.8",
    "serde_json": "1",
    "tokio": "1.54",
    "tower": "0.5",
}
#: Nobody has run C# here: the test packages are a set that public projects build with, not the newest of each.
NUGET = {
    "Microsoft.AspNetCore.Mvc.Testing": "10.0.15",
    "Microsoft.NET.Test.Sdk": "18.8.1",
    "xunit.runner.visualstudio": "3.1.5",
    "xunit.v3": "3.2.2",
}


@dataclass(frozen=True)
class Archive:
    """Sources that CMake fetches if a machine has not got them: a release of a repository at GitHub, and its hash."""

    repository: str
    version: str
    sha256: str

    @property
    def url(self) -> str:
        name = self.repository.rpartition("/")[2]
        return f"https://github.com/{self.repository}/releases/download/v{self.version}/{name}-{self.version}.tar.gz"


ARCHIVES = {
    "googletest": Archive(
        "google/googletest", "1.17.0", "65fab701d9829d38cb77c14acdc431d2108bfdbf8979e40eb8ae567edf10b27c"
    ),
}


def npm(*names: str, node: str = "") -> tuple[str, ...]:
    """Write packages as package.json has them: `react@^19.3.1`; `node` is the lowest Node.js that they run on.

    `react@19.2` is that of another line of versions.
    """
    lines = {name: _chosen(name, NPM, FOR_OLDER_NODE, node) for name in names}
    return tuple(f"{name[0]}{name[1:].partition('@')[0]}@{version}" for name, version in lines.items())


def _chosen(name: str, newest: Mapping[str, str], older: Mapping[str, tuple[str, str]], runs_on: str) -> str:
    """Choose the version of a package for the lowest version of what it runs on; blank for any."""
    since, version = older.get(name, ("", ""))
    return version if since and runs_on and is_older(runs_on, since) else newest[name]


def is_older(version: str, other: str) -> bool:
    """Tell whether a version comes before another one: `5.9` before `6`, `6` before `6.1`, but not before `6.0`."""
    own, others = ([int(part) for part in one.split(".") if part.isdecimal()] for one in (version, other))
    return own + [0] * (len(others) - len(own)) < others


def maven(*names: str) -> tuple[str, ...]:
    """Write packages as a pom.xml has them: `io.ktor:ktor-bom:3.5.2`."""
    return tuple(f"{name}:{MAVEN[name]}" for name in names)


def of_maven(name: str, java: str) -> str:
    """Return the version of an artifact for a lowest version of Java."""
    return _chosen(name, MAVEN, FOR_OLDER_JAVA, java)


def nuget(*names: str) -> tuple[str, ...]:
    """Write packages with their versions, as `dotnet package add` takes them: `xunit.v3@3.2.2`."""
    return tuple(f"{name}@{NUGET[name]}" for name in names)


def cargo(*names: str) -> tuple[str, ...]:
    """Write crates with their versions, and the features in brackets: `tokio@1.54[net]`."""
    parts = (name.partition("[") for name in names)
    return tuple(f"{name}@{CARGO[name]}{bracket}{features}" for name, bracket, features in parts)
