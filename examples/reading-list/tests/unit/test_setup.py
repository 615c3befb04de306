"""Unit tests for the tasks of keep-a-list."""

import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]


def test_t001_project_structure() -> None:
    """T001 Create the source and test folders for the project"""

    folders = [
        "src/models",
        "src/services",
        "src/cli",
        "src/lib",
        "tests/contract",
        "tests/integration",
        "tests/unit",
    ]
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_t002_project() -> None:
    """T002 Initialize the Python 3.11 project with the dependencies platformdirs>=4 in
    pyproject.toml
    """

    manifest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {"name", "requires-python", "dependencies"} <= manifest["project"].keys()
    expected = [
        "platformdirs",
    ]
    lines = [line.lower() for line in manifest["project"]["dependencies"]]
    assert [name for name in expected if not any(line.startswith(name) for line in lines)] == []


def test_t003_tools() -> None:
    """T003 Configure linting, formatting and types with ruff and mypy in pyproject.toml"""

    manifest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {"mypy", "pytest", "ruff"} <= manifest["tool"].keys()


# Tests of further tasks are added above this line.
