"""What each language's own people would write, and a reader of theirs looks at first."""

from pathlib import Path

import pytest

from tests.conftest import Render


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


def _read(project: Path, path: str) -> str:
    return (project / path).read_text(encoding="utf-8")
