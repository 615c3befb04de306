"""The commands of the tutorial and of the how-tos work, and print what the pages show.

`pytest tests/docs --remake-golden` writes what they print into the pages; read the diff.
"""

import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT, Render, example, git, make_template
from tests.docs.following import Shell, follow, reader

DOCS = ROOT / "docs"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the pages are for a shell, such as that of WSL")
#: A repository of spec-kit's that has never seen Groundplan. One task waits for another that is not there.
BELLS = {
    "specs/001-bells/tasks.md": """\
# Tasks: Bells

## Phase 1: Setup

- [x] T001 Create the structure
- [ ] T002 [P] Contract test of ringing in tests/contract/test_ring.py
- [ ] T003 Write the ringer in src/ring.py (depends on T009)
""",
    "pyproject.toml": '[project]\nname = "bells"\nversion = "1"\n\n[tool.pytest.ini_options]\n',
    "src/ring.py": "RING = 1\n",
}


def hold(
    page: str, shell: Shell, config: pytest.Config, before: Mapping[str, Callable[[Path], None]] | None = None
) -> None:
    """Assert that a page shows what its commands print; `before` happens before a heading."""
    file = DOCS / page
    text = file.read_text(encoding="utf-8")
    real = follow(text, shell, before)
    if config.getoption("--remake-golden"):
        file.write_text(real, encoding="utf-8")
        text = real
    assert text == real


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of this repository, for it brings the command too."""
    folder = tmp_path_factory.mktemp("repository")
    make_template(folder, ".")
    return folder


def test_tutorial(repository: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    clone = tmp_path / "template"
    shutil.copytree(repository, clone, symlinks=True)

    def release(_: Path) -> None:
        file = clone / "template/AGENTS.md.jinja"
        old, new = (
            "## Rules of the T### ids\n",
            "## Rules of the T### ids\n\n- Name the task in your commit: `(T012)`.\n",
        )
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(f"{old}\n", new), encoding="utf-8")
        git(clone, "commit", "-qam", "Improve")
        git(clone, "tag", "v1.1.0")

    hold("tutorial.md", reader(tmp_path / "here", clone), pytestconfig, {"Your first update": release})


def committed(folder: Path) -> None:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")


@pytest.mark.parametrize("page", ["branches.md", "agents.md", "forms.md", "leaving.md"])
def test_how_to_in_a_project(
    render: Render, repository: Path, tmp_path: Path, pytestconfig: pytest.Config, page: str
) -> None:
    project = tmp_path / "reading-list"
    shutil.copytree(render(**example("reading-list")), project, symlinks=True)
    committed(project)
    hold(page, reader(project, repository), pytestconfig)


@pytest.mark.parametrize("page", ["adopting.md", "gate.md"])
def test_how_to_in_another_repository(repository: Path, tmp_path: Path, pytestconfig: pytest.Config, page: str) -> None:
    other = tmp_path / "bells"
    for name, text in BELLS.items():
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_text(text, encoding="utf-8")
    committed(other)
    hold(page, reader(other, repository), pytestconfig)


def test_how_to_without_a_project(repository: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    hold("monorepo.md", reader(tmp_path / "work", repository), pytestconfig)


def test_how_tos_hold_every_command_that_they_show() -> None:
    """Only these fences may hold commands, and only pages of this file may hold these fences."""
    followed = {
        "tutorial.md",
        "branches.md",
        "agents.md",
        "forms.md",
        "leaving.md",
        "adopting.md",
        "gate.md",
        "monorepo.md",
    }
    pages = {page.name: page.read_text(encoding="utf-8") for page in DOCS.glob("*.md")}
    assert {name for name, text in pages.items() if "```console\n$ " in text} == followed
    assert [name for name, text in pages.items() if "```console\n" in text.replace("```console\n$ ", "")] == [
        "checker.md"
    ]
