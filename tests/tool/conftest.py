"""A folder that has the tool and nothing else, and what writes documents into it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Write = Callable[[str, str], Path]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A project with `tools/plan` alone."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "template/tools/plan", folder / "tools/plan", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def write(bare: Path) -> Write:
    """`write("specs/001-a/plan.md", text)` writes a file, byte for byte."""

    def written(name: str, text: str) -> Path:
        path = bare / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    return written


def record(*items: str) -> str:
    """An answers file with these lines in its record."""
    return "_commit: v1\ngroundplan_record:\n" + "".join(f"- '{one}'\n" for one in items) + "project_name: a\n"
