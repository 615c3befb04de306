"""What the guard says of a folder or file that nobody may write into, without a file system that knows permissions."""

from pathlib import Path

import pytest
from extensions.plan.errors import UserError, refuse

from extensions.destination import refusals
from extensions.destination.refusals import unwritable

WRITTEN = ["src/", "src/models/", "src/models/.gitkeep", "src/cli/main.py", "README.md"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "src/models").mkdir(parents=True)
    (tmp_path / "README.md").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("locked", "name"),
    [
        ("src/models", "src/models"),  # where .gitkeep would be made
        ("src", "src"),  # where cli/ would be made
        ("README.md", "README.md"),
        (".", ""),
    ],
)
def test_what_nobody_may_write_into_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch, locked: str, name: str
) -> None:
    monkeypatch.setattr(refusals, "access", lambda file, mode: file != project / locked)
    with pytest.raises(UserError) as caught:
        refuse(unwritable(project, WRITTEN))
    assert caught.value.place == (name or str(project))
    assert caught.value.problem == "is not writable"


def test_folder_whose_files_are_all_there_must_be_writable(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git puts a new file in the place of one with edits; if it cannot, the edits are gone."""
    monkeypatch.setattr(refusals, "access", lambda file, mode: file != project / "src/models")
    (project / "src/models/.gitkeep").touch()
    with pytest.raises(UserError, match="src/models: is not writable"):
        refuse(unwritable(project, WRITTEN))


def test_folder_of_a_deleted_file_must_be_writable(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "ci").mkdir()
    (project / "ci/build.yml").touch()
    monkeypatch.setattr(refusals, "access", lambda file, mode: file != project / "ci")
    refuse(unwritable(project, WRITTEN, ["ci/deleted-by-a-person.yml"]))
    with pytest.raises(UserError, match="ci: is not writable"):
        refuse(unwritable(project, WRITTEN, ["ci/build.yml"]))


def test_folder_that_nobody_may_look_into_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = Path.is_file

    def is_file(path: Path) -> bool:
        if path.name == "README.md":
            raise PermissionError(13, "Permission denied", str(path))
        return looks(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    with pytest.raises(UserError, match=r"README\.md: cannot be read; check its permissions and links"):
        refuse(unwritable(project, WRITTEN))
