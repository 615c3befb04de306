"""What stands in the way of a file that the template writes: one line that names it, and nothing is written."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Copier
from tests.update.conftest import PLAN, changed, commit, updated

LINKS: list[tuple[dict[str, Any], str]] = [
    ({"language": "go"}, "cmd"),
    ({"language": "go"}, "internal"),
    ({"language": "swift"}, "Sources"),
    ({"language": "rust"}, "tests/contract"),
    ({}, "src/models"),
    ({}, "tests/unit"),
    ({}, ".github"),
    ({}, "tools/plan/reading"),
    ({}, "specs/001-initial-feature"),
    ({"project_type": "web"}, "frontend/src/pages"),
    ({"project_type": "existing"}, "tools/plan/rules"),
]


def refuses_to_copy(copier: Copier, template: Path, folder: Path, answers: dict[str, Any], line: str) -> None:
    before = sorted(folder.rglob("*"))
    done = copier.copy(template, folder, answers)
    assert done.status == 1
    assert done.output.strip().splitlines()[-1] == line
    assert "Traceback" not in done.output
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(("answers", "path"), LINKS, ids=[path for _, path in LINKS])
def test_link_that_leads_out_of_any_folder_is_one_line(
    template: Path, copier: Copier, tmp_path: Path, answers: dict[str, Any], path: str
) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    (folder / path).parent.mkdir(parents=True)
    (folder / path).symlink_to(outside)
    line = f"{path}: is a link that leads out of the project; put a folder in its place"
    refuses_to_copy(copier, template, folder, answers, line)
    assert list(outside.iterdir()) == []


OBSTACLES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a file for a folder": (Path.touch, "src/services", "is not a folder; move it away"),
    "a folder for a file": (Path.mkdir, "README.md", "is not a regular file; move it away"),
    "a pipe for a file": (os.mkfifo, "Makefile", "is not a regular file; move it away"),
    "a device for a file": (lambda path: path.symlink_to("/dev/zero"), "pyproject.toml",
                            "is a link that leads out of the project; put a file in its place"),
    "a link to nothing for a folder": (lambda path: path.symlink_to("gone"), "tests/integration",
                                       "is not a folder; move it away"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "src/lib", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", OBSTACLES)
def test_what_cannot_be_written_into_is_one_line(template: Path, copier: Copier, tmp_path: Path, case: str) -> None:
    make, path, problem = OBSTACLES[case]
    (tmp_path / "folder" / path).parent.mkdir(parents=True)
    make(tmp_path / "folder" / path)
    if not problem:  # Python 3.13 resolves such a link, and earlier ones raise
        python_says = ("is not a folder; move it away", "cannot be read; check its permissions and links")
        problem = next(one for one in python_says if one in copier.copy(template, tmp_path / "folder").output)
    refuses_to_copy(copier, template, tmp_path / "folder", {}, f"{path}: {problem}")


def test_all_that_is_in_the_way_is_a_line_each(template: Path, copier: Copier, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "README.md").mkdir(parents=True)
    (folder / "tests").symlink_to(tmp_path)
    (folder / "src").touch()
    done = copier.copy(template, folder)
    assert done.status == 1
    assert sorted(done.output.strip().splitlines()[-3:]) == [
        "README.md: is not a regular file; move it away",
        "src: is not a folder; move it away",
        "tests: is a link that leads out of the project; put a folder in its place",
    ]
    assert done.output == copier.copy(template, folder).output


def test_folder_that_is_a_file_is_one_line(template: Path, copier: Copier, tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("mine", encoding="utf-8")
    done = copier.copy(template, tmp_path / "folder")
    assert done.status != 0
    assert f"{tmp_path / 'folder'}: is not a folder; choose another one" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("path", [".github/workflows", "src/cli", "specs/001-notes"])
def test_link_that_came_after_the_project_is_one_line_for_an_update(
    copier: Copier, project: Path, tmp_path: Path, path: str
) -> None:
    (project / path).rename(tmp_path / "outside")
    (project / path).symlink_to(tmp_path / "outside")
    commit(project)
    before = {file: file.read_bytes() for file in (tmp_path / "outside").iterdir()}
    done = copier.update(project, {"storage": "SQLite"})
    assert done.status == 1
    line = f"{path}: is a link that leads out of the project; put a folder in its place"
    assert done.output.strip().splitlines()[-1] == line
    assert changed(project) == {}
    assert {file: file.read_bytes() for file in (tmp_path / "outside").iterdir()} == before


def test_link_that_stays_inside_is_followed(copier: Copier, project: Path) -> None:
    (project / "src").rename(project / "code")
    (project / "src").symlink_to("code")
    commit(project)
    assert PLAN in updated(copier, project, {"storage": "SQLite"})


def test_adopted_repository_may_link_what_is_not_written(template: Path, copier: Copier, tmp_path: Path) -> None:
    outside, repository = tmp_path / "outside", tmp_path / "repository"
    outside.mkdir()
    (outside / "README.md").write_text("Of everybody.\n", encoding="utf-8")
    repository.mkdir()
    (repository / "README.md").symlink_to(outside / "README.md")
    for name in (".github", "src", "docs"):
        (repository / name).symlink_to(outside)
    done = copier.copy(template, repository, {"project_type": "existing"})
    assert done.status == 0, done.output
    assert [path.name for path in outside.iterdir()] == ["README.md"]
    assert (repository / "tools/plan/__main__.py").is_file()
