"""A folder that has the tool and nothing else, and what writes documents into it."""

import io
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from plan.cli import main

from tests.conftest import ROOT, Done

Write = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def _not_in_github_actions(monkeypatch: pytest.MonkeyPatch) -> None:
    """There `check` would print annotations."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A project with `tools/plan` alone."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "template/tools/plan", folder / "tools/plan", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def write(bare: Path) -> Write:
    return writer(bare)


def writer(root: Path) -> Write:
    """`write("specs/001-a/plan.md", text)` writes a file, byte for byte."""

    def written(name: str, text: str) -> Path:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    return written


def tool(project: Path, *arguments: str) -> Done:
    """The command line in this process, both streams in one."""
    shown = io.StringIO()
    with redirect_stdout(shown), redirect_stderr(shown):
        try:
            status = main(arguments, project)
        except SystemExit as end:  # options that argparse refuses
            status = int(end.code or 0)
    return Done(status, shown.getvalue())


def texts(project: Path) -> dict[str, bytes]:
    """All files but those of the tool, by path."""
    files = (path for path in project.rglob("*") if path.is_file() and "tools" not in path.parts)
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


def record(*items: str) -> str:
    """An answers file with these lines in its record."""
    return "_commit: v1\ngroundplan_record:\n" + "".join(f"- '{one}'\n" for one in items) + "project_name: a\n"
