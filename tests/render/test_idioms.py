"""What each language's own people would write, and a reader of theirs looks at first."""

import json
import re
from pathlib import Path

import pytest

from extensions.answers.versions import NUGET
from tests.conftest import Render, report

XUNIT = ("Microsoft.NET.Test.Sdk", "xunit.runner.visualstudio", "xunit.v3")


@pytest.mark.parametrize("framework", ["vitest", "jest", "node-test"])
def test_typescript_asserts_as_its_framework_does(render: Render, framework: str) -> None:
    project = render(language="typescript", testing=framework, primary_dependencies=["pg@^8.23.1"])
    texts = [path.read_text(encoding="utf-8") for path in sorted(project.glob("tests/**/*.test.ts"))]
    (setup,) = [text for text in texts if "existsSync(" in text]
    has_expect = framework != "node-test"
    assert ("import { expect, test } from " in setup, "node:assert" in setup) == (has_expect, not has_expect)
    asserted = 'toHaveProperty(["pg"])' if has_expect else 'assert.ok("pg" in manifest.dependencies)'
    assert asserted in setup
    assert not [text for text in texts if text != setup and ("expect" in text or "assert" in text)]


@pytest.mark.parametrize(
    ("answers", "test"),
    [
        ({"frontend_framework": "react"}, "frontend/tests/health.test.tsx"),
        ({"frontend_framework": "react", "frontend_testing": "jest"}, "frontend/tests/health.test.tsx"),
        ({"frontend_framework": "nextjs"}, "frontend/tests/health.test.tsx"),
        ({"frontend_framework": "vue"}, "frontend/tests/health.test.ts"),
        ({"language": "typescript", "testing": "vitest"}, "backend/tests/health.test.ts"),
        ({"language": "typescript", "testing": "jest"}, "backend/tests/health.test.ts"),
    ],
)
def test_scaffolded_tests_of_typescript_expect(render: Render, answers: dict[str, str], test: str) -> None:
    text = _read(render(project_type="web", **answers), test)
    assert "import { expect, test } from " in text
    assert "assert" not in text


def test_a_service_under_node_test_asserts(render: Render) -> None:
    project = render(project_type="web", language="typescript", testing="node-test")
    text = _read(project, "backend/tests/health.test.ts")
    assert 'import assert from "node:assert/strict";' in text
    assert "expect" not in text


def test_program_of_a_crate_is_the_usual_one_and_its_command_line_is_in_the_library(render: Render) -> None:
    project = render(language="rust", project_name="Bell Tower", stories=[{"title": "Ring", "endpoints": ["ring"]}])
    assert "[[bin]]" not in _read(project, "Cargo.toml")
    assert "    bell_tower::cli::run(&arguments)\n" in _read(project, "src/main.rs")
    assert "pub fn run(arguments: &[String]) -> ExitCode {" in _read(project, "src/cli/mod.rs")
    assert not (project / "src/cli/main.rs").exists()


def test_a_crate_without_a_command_line_has_no_program(render: Render) -> None:
    units = [{"root": "core", "language": "rust", "role": "library"}]
    project = render(project_type="monorepo", language="rust", units=units)
    assert (project / "core/src/lib.rs").is_file()
    assert not (project / "core/src/main.rs").exists()
    assert not (project / "core/src/cli").exists()


def test_test_project_of_csharp_is_a_program_of_xunit_v3(render: Render) -> None:
    project = render(project_type="web", language="csharp")
    (text,) = [path.read_text(encoding="utf-8") for path in project.glob("backend/tests/*/*.csproj")]
    named = dict(re.findall('<PackageReference Include="(.*)" Version="(.*)" />', text))
    assert named == {name: NUGET[name] for name in (*XUNIT, "Microsoft.AspNetCore.Mvc.Testing")}
    assert "<OutputType>Exe</OutputType>" in text
    (health,) = [path.read_text(encoding="utf-8") for path in project.glob("backend/tests/*/HealthEndpointsTests.cs")]
    assert "TestContext.Current.CancellationToken" in health


def test_cmake_has_presets_that_make_uses_and_options_by_target(render: Render) -> None:
    project = render(language="cpp")
    presets = json.loads(_read(project, "CMakePresets.json"))
    names = {one["name"] for one in presets["configurePresets"]}
    makefile = _read(project, "Makefile")
    assert {*re.findall(r"--preset (\w+)", makefile)} == names == {"default", "lint", "release"}
    assert "cmake -S" not in makefile
    main = _read(project, "CMakeLists.txt")
    assert "add_compile_options" not in main
    assert "target_compile_options(sample_warnings INTERFACE" in main
    tests = _read(project, "tests/CMakeLists.txt")
    assert re.search(r"URL_HASH SHA256=[0-9a-f]{64}\n", tests)
    assert "target_precompile_headers(${kind}_tests PRIVATE <gtest/gtest.h>)" in tests


KEYS = [{"title": "Ask", "entities": ["API key"], "endpoints": ["POST /api-keys"], "journeys": ["A user asks"]}]


@pytest.mark.parametrize(
    ("answers", "paths", "text"),
    [
        (
            {"language": "swift", "project_name": "bell api"},
            ["Sources/BellAPI/Models/APIKey.swift", "Sources/BellAPI/Lib/API/APIKeyRoutes.swift"],
            "Implement APIKeyService (",
        ),
        (
            {"project_type": "mobile"},
            ["ios/App/Sources/Screens/APIKeyScreen.swift", "ios/Sources/Sample/Services/APIKeyClient.swift"],
            "Build APIKeyScreen ",
        ),
        ({"language": "go"}, ["internal/models/api_key.go"], "Implement APIKeyService ("),
        ({"language": "csharp"}, ["src/Sample/Models/ApiKey.cs"], "Implement ApiKeyService ("),
    ],
)
def test_initialisms_are_in_capitals_where_the_language_has_them_so(
    render: Render, answers: dict[str, str], paths: list[str], text: str
) -> None:
    tasks = report(render(stories=KEYS, **answers))["features"][0]["tasks"]
    assert {*paths} <= {path for task in tasks for path in task["paths"]}
    assert [task for task in tasks if text in task["text"]]


@pytest.mark.parametrize(
    ("answers", "test", "module"),
    [
        ({"language": "swift"}, "tests/unit/SetupTests.swift", "Testing"),
        ({"language": "swift", "language_version": "5.10"}, "tests/unit/SetupTests.swift", "XCTest"),
        ({"language": "swift", "testing": "xctest"}, "tests/unit/SetupTests.swift", "XCTest"),
        ({"project_type": "mobile"}, "ios/tests/unit/SetupTests.swift", "Testing"),
    ],
)
def test_swift_testing_is_the_default_since_swift_6(
    render: Render, answers: dict[str, str], test: str, module: str
) -> None:
    assert f"\nimport {module}\n" in _read(render(**answers), test)


def _read(project: Path, path: str) -> str:
    return (project / path).read_text(encoding="utf-8")
