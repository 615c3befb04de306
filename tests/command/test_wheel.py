"""The wheel in an environment of its own: it carries the template, and its projects can be updated by plain Copier."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, commit_working_tree, git, run

pytestmark = pytest.mark.xdist_group("wheel")  # it is built once


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    clone = folder / "clone"
    git(folder, "init", "-q", str(clone))
    commit_working_tree(clone, ".")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, clone], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    (wheel,) = folder.glob("groundplan-*.whl")
    programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([*pip, "--python", programs / "python", "install", wheel], check=True)
    return programs


def test_installed_wheel_makes_projects_that_plain_copier_updates(installed: Path, tmp_path: Path) -> None:
    identity = {"GIT_AUTHOR_NAME": "T", "GIT_COMMITTER_NAME": "T"}
    identity |= {"GIT_AUTHOR_EMAIL": "t@example.invalid", "GIT_COMMITTER_EMAIL": "t@example.invalid"}
    home = {"HOME": str(tmp_path / "home"), **identity}
    done = run([installed / "groundplan", "new", "bells", "--defaults"], tmp_path, **home)
    assert done.status == 0, done.output
    project = tmp_path / "bells"
    recorded = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    assert recorded["_src_path"] == "~/.local/share/groundplan/template"
    assert recorded["_commit"].startswith("v")
    update: list[str | Path] = [installed / "copier", "update", "--trust", "--defaults", "-d", "stories=[Ring a bell]"]
    done = run(update, project, **home)
    assert done.status == 0, done.output
    assert "Ring a bell" in (project / "specs/001-initial-feature/plan.md").read_text(encoding="utf-8")
    git(project, "commit", "-qam", "A story")
    done = run([installed / "groundplan", "check"], project, **home)
    assert done.status == 0, done.output


def test_newer_wheel_brings_its_version_to_the_project(installed: Path, tmp_path: Path) -> None:
    identity = {"GIT_AUTHOR_NAME": "T", "GIT_COMMITTER_NAME": "T"}
    identity |= {"GIT_AUTHOR_EMAIL": "t@example.invalid", "GIT_COMMITTER_EMAIL": "t@example.invalid"}
    home = {"HOME": str(tmp_path / "home"), **identity}
    command, project = installed / "groundplan", tmp_path / "bells"
    assert run([command, "new", "bells", "--defaults"], tmp_path, **home).status == 0
    module = next(installed.parent.glob("[Ll]ib/**/site-packages/groundplan/__init__.py"))
    text = module.read_text(encoding="utf-8")
    try:
        module.write_text(f"{text}__version__ = '77.0.0'\n", encoding="utf-8")
        done = run([command, "update"], project, **home)
        assert done.status == 0, done.output
        assert "_commit: v77.0.0\n" in (project / ".copier-answers.yml").read_text(encoding="utf-8")
        git(project, "commit", "-qam", "Update")
    finally:
        module.write_text(text, encoding="utf-8")
    done = run([command, "sync"], project, **{**home, "HOME": str(tmp_path / "another home")})
    assert done.status == 2
    assert "has no v77.0.0; run `groundplan answers` of version 77.0.0 once" in done.output
    assert len(done.output.splitlines()) == 1


def test_wheel_carries_what_git_tracks_of_the_template(installed: Path) -> None:
    carried = next(installed.parent.glob("[Ll]ib/**/site-packages/groundplan/_template"))
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    parts = ("copier.yml", "extensions/", "includes/", "template/", ".gitattributes")
    tracked = {
        name: (ROOT / name).read_bytes() for name in listed if name.startswith(parts) and (ROOT / name).is_file()
    }
    found = {
        path.relative_to(carried).as_posix(): path.read_bytes()
        for path in carried.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert found == tracked
    assert len(found) > 200


def test_other_version_of_the_wheel_is_another_tag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from groundplan import packaged

    monkeypatch.setattr(Path, "expanduser", lambda self: tmp_path / "template")
    files = tmp_path / "files"
    files.mkdir()
    (files / "copier.yml").write_text("one\n", encoding="utf-8")
    monkeypatch.setattr(packaged, "FILES", files)
    monkeypatch.setattr(packaged, "__version__", "1.0.0")
    assert packaged.repository()[1] == packaged.repository()[1] == "v1.0.0"
    (files / "copier.yml").write_text("two\n", encoding="utf-8")
    assert packaged.repository()[1] == "v1.0.0.post1"
    monkeypatch.setattr(packaged, "__version__", "1.1.0")
    assert packaged.repository()[1] == "v1.1.0"
    assert git(tmp_path / "template", "tag").split() == ["v1.0.0", "v1.0.0.post1", "v1.1.0"]
    assert git(tmp_path / "template", "show", "v1.0.0:copier.yml") == "one\n"
