"""`groundplan` for the command in this process, with the template that the tests share."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from groundplan.cli import main
from tests.conftest import Done, git

LIST = """\
# Tasks: Bells

## Phase 1: Setup

- [x] T001 Create the structure
- [ ] T002 [P] Contract test of ringing in tests/contract/test_ring.py
- [ ] T003 Write the ringer in src/ring.py (depends on T002)
"""


@dataclass(frozen=True)
class Command:
    """The command, run in a folder."""

    folder: Path
    template: Path
    monkeypatch: pytest.MonkeyPatch
    capfd: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path, typed: str = "", folder: Path | None = None) -> Done:
        """Run it; `typed` are the lines that it reads."""
        self.monkeypatch.chdir(folder or self.folder)
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        self.capfd.readouterr()
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as stop:  # argparse
            status = int(stop.code or 0)
        out, err = self.capfd.readouterr()
        return Done(status, out + err)

    def new(self, name: str, *arguments: str | Path, typed: str = "") -> Done:
        return self("new", name, "--template", self.template, *arguments, typed=typed)

    def made(self, name: str, *arguments: str | Path) -> Path:
        """Return a project that is made and committed."""
        done = self.new(name, "--defaults", *arguments)
        assert done.status == 0, done.output
        return self.folder / name


@pytest.fixture
def groundplan(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Command:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Tester")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "tester@example.invalid")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return Command(folder, template, monkeypatch, capfd)


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """A repository with a list of spec-kit's, which has never seen Groundplan."""
    folder = tmp_path / "bells"
    (folder / "specs/001-bells").mkdir(parents=True)
    (folder / "specs/001-bells/tasks.md").write_text(LIST, encoding="utf-8")
    (folder / "src/deep").mkdir(parents=True)
    (folder / "src/deep/ring.py").write_text("RING = 1\n", encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder


Snapshot = dict[str, bytes]


def files_in(folder: Path) -> Snapshot:
    """Return every file of a folder but Git's own, with its content."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
