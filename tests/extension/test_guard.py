"""What the guard says of a folder or file that nobody may write into, without a file system that knows permissions."""

from pathlib import Path

import pytest
from extensions.plan.errors import UserError

from extensions.destination import refusals
from extensions.destination.refusals import refuse_unwritable

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
        refuse_unwritable(project, WRITTEN)
    assert caught.value.place == (name or str(project))
    assert caught.value.problem == "is not writable"


def test_folder_whose_files_are_all_there_may_be_locked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "access", lambda file, mode: file != project / "src/models")
    (project / "src/models/.gitkeep").touch()
    refuse_unwritable(project, WRITTEN)


def test_folder_that_nobody_may_look_into_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = Path.is_file

    def is_file(path: Path) -> bool:
        if path.name == "README.md":
            raise PermissionError(13, "Permission denied", str(path))
        return looks(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    with pytest.raises(UserError, match=r"README\.md: cannot be read; check its permissions and links"):
        refuse_unwritable(project, WRITTEN)
