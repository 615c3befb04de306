"""What Python and Jinja compile is kept from run to run, for each version of the template."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Copier
from tests.update.conftest import commit

TEMPLATE = "__jinja2_"  #: what the names of compiled templates begin with


@pytest.fixture(autouse=True)
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start a new process for each command, so that it has to load the template."""
    monkeypatch.setenv("COLD_COPIER", "1")


def kept(copier: Copier) -> dict[str, tuple[int, int]]:
    """The compiled modules and templates in the cache below a home, with what changes if one is written again."""
    files: Iterator[Path] = (copier.folder / "home").rglob("groundplan/*.*")
    return {file.name.partition(".cpython")[0]: (file.stat().st_ino, file.stat().st_mtime_ns) for file in files}


def test_modules_are_compiled_once(copier: Copier, template: Path, tmp_path: Path) -> None:
    assert copier.copy(template, tmp_path / "one").status == 0
    first = kept(copier)
    assert {"session", "text.names", "plan", "plan.record", "views.project"} <= first.keys()
    assert len([name for name in first if name.startswith(TEMPLATE)]) > 10
    assert copier.copy(template, tmp_path / "two").status == 0
    assert kept(copier) == first


def test_another_version_is_not_taken_for_the_one_that_was_compiled(
    copier: Copier, project: Path, newer: Callable[[str, str, str], None]
) -> None:
    assert "Nothing to add." in copier.update(project).output
    before = kept(copier)
    newer("extensions/summary.py", 'NOTHING = "Nothing to add."', 'NOTHING = "NOTHING TO ADD."')  # as many bytes
    assert "Changed .copier-answers.yml." in copier.update(project).output
    after = kept(copier)
    assert after["summary"] != before["summary"]
    assert all(after[name] != state for name, state in before.items() if name.startswith(TEMPLATE))
    commit(project)
    assert "NOTHING TO ADD." in copier.update(project).output


def test_compiled_templates_that_are_broken_are_compiled_again(copier: Copier, template: Path, tmp_path: Path) -> None:
    assert copier.copy(template, tmp_path / "one").status == 0
    files = [*(copier.folder / "home").rglob("groundplan/__jinja2_*")]
    for number, file in enumerate(files):
        broken = (file.read_bytes()[:60], b"j2", bytes(200), b"j2\x80\x04K\x05.")
        file.write_bytes(broken[number % len(broken)])
    done = copier.copy(template, tmp_path / "two")
    assert done.status == 0, done.output
    assert all(file.stat().st_size > 200 for file in files)


def test_cache_that_cannot_be_written_does_no_harm(copier: Copier, template: Path, tmp_path: Path) -> None:
    (copier.folder / "home").mkdir()
    (copier.folder / "home/.cache").write_text("in the way", encoding="utf-8")
    done = copier.copy(template, tmp_path / "made")
    assert done.status == 0, done.output
    assert (tmp_path / "made/.copier-answers.yml").exists()
