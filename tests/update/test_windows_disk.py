"""A project on a disk that tells no case apart, and on one that takes no name which Windows does not take."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Copier, plan_tool, run
from tests.update.conftest import commit, updated

HOSTILE = yaml.safe_load((ROOT / "tests/hostile.yml").read_text(encoding="utf-8"))
DEVICES = ["aux", "con", "nul", "prn", "com1", "lpt9"]
STORIES = [
    {"title": "con", "entities": [one.upper() for one in DEVICES], "endpoints": DEVICES, "journeys": DEVICES},
    {"title": "Aux", "entities": ["DataBase"], "endpoints": ["sign up"]},
    {"title": "Prn", "entities": ["Database"], "endpoints": ["signup"]},
]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator["Disk"]:
    one = Disk(tmp_path / "image", tmp_path / "disk")
    one.folder.mkdir()
    with one.image.open("wb") as file:
        file.truncate(64_000_000)
    yield one
    run(["umount", "-l", one.folder], tmp_path)
    if one.device:
        run(["losetup", "-d", one.device], tmp_path)


@dataclass
class Disk:
    """A file as a disk; both systems run as programs, for kernels need not have them."""

    image: Path
    folder: Path
    device: str = ""

    def ntfs(self) -> Path:
        """Takes no name that Windows does not take."""
        self._command("mkntfs", "-q", "-F", "-f", self.image)
        return self._mounted("ntfs-3g", "-o", "windows_names", self.image, self.folder)

    def exfat(self) -> Path:
        """Keeps case and does not tell it apart, as macOS and Windows do."""
        self.device = self._command("losetup", "-f", "--show", self.image).strip()
        self._command("mkfs.exfat", self.device)
        return self._mounted("mount.exfat-fuse", self.device, self.folder)

    def _command(self, program: str, *arguments: str | Path) -> str:
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed (Debian's packages ntfs-3g, exfat-fuse and exfatprogs)")
        done = run([program, *arguments], self.image.parent)
        if done.status != 0:
            pytest.skip(f"no disk can be made here: {done.output}")
        return done.output

    def _mounted(self, *command: str | Path) -> Path:
        self._command(str(command[0]), *command[1:])
        return self.folder / "project"


def test_project_stands_where_names_are_those_of_windows(template: Path, copier: Copier, disk: Disk) -> None:
    stands(template, copier, disk.ntfs(), "typescript")


def test_project_stands_where_case_is_no_difference(template: Path, copier: Copier, disk: Disk) -> None:
    stands(template, copier, disk.exfat(), "java")


def stands(template: Path, copier: Copier, project: Path, language: str) -> None:
    stories = [*HOSTILE["stories"], *STORIES]
    answers = {**HOSTILE, "project_name": "Con", "primary_dependencies": [], "stories": stories, "language": language}
    done = copier.copy(template, project, answers)
    assert done.status == 0, done.output
    commit(project, init=True)
    checked = plan_tool(project, "check")
    assert checked.status == 0, checked.output
    assert updated(copier, project) == {}
