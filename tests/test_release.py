"""What `make release` refuses, and what it compares."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import groundplan
from extensions import plan
from release import release, state
from tests.conftest import ROOT, git, plan_tool

TRACKED = {"README.md", "groundplan/cli.py", "copier.yml", "template/Makefile.jinja", "release/states/v1.0.0.bundle"}


def test_version_is_written_once() -> None:
    pattern = re.compile(rf"""version(?:__)?["']?\s*[:=]\s*["']?v?{re.escape(plan.__version__)}\b""")
    places = ("pyproject.toml", "docs/conf.py", "groundplan", "release", "template/tools")
    listed = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "--", *places).split()
    listed = [name for name in listed if not name.endswith(".bundle")]
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in listed if (ROOT / name).is_file()}
    assert [name for name, text in texts.items() if pattern.search(text)] == ["template/tools/plan/__init__.py"]
    assert groundplan.__version__ == plan.__version__


def test_tool_and_command_print_it(tmp_path: Path) -> None:
    said = f"groundplan {plan.__version__}\n"
    assert plan_tool(ROOT / "template", "--version").output == said
    command = [sys.executable, "-m", "groundplan", "--version"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout == said


def test_everything_that_stops_a_release_is_said_at_once() -> None:
    said = release.problems("77.0.0", "", " M README.md", ["v77.0.0"])
    assert len(said) == 4
    assert all("; " in one for one in said)
    (last,) = release.problems("77.0.0", "What is new.", "", [])
    assert last.startswith("release/states/v77.0.0.bundle is missing")


def test_notes_are_the_section_of_the_version() -> None:
    text = "# Changelog\n\n## Unreleased\n\n- c\n\n## 1.2.0, 2026-03-14\n\n- b\n\n## 1.1.0\n\n- a\n"
    assert release.notes_of("1.2.0", text) == "- b"
    assert release.notes_of("1.1.0", text) == "- a"
    assert release.notes_of("1.1", text) == release.notes_of("3.0.0", text) == ""


def test_wheel_holds_the_command_and_the_template_and_nothing_else() -> None:
    right = {"groundplan/cli.py", "groundplan/_template/copier.yml", "groundplan/_template/template/Makefile.jinja"}
    assert release.wrong_in_wheel({*right, "groundplan-1.0.0.dist-info/METADATA"}, TRACKED) == []
    wrong = {*(right - {"groundplan/cli.py"}), "groundplan/_template/template/x.pyc"}
    assert release.wrong_in_wheel(wrong, TRACKED) == [
        "the wheel lacks groundplan/cli.py",
        "the wheel holds groundplan/_template/template/x.pyc, which Git does not track",
    ]


def test_source_distribution_holds_what_git_tracks_but_the_states() -> None:
    right = {*(TRACKED - {"release/states/v1.0.0.bundle"}), "PKG-INFO"}
    assert release.wrong_in_source(right, TRACKED) == []
    assert release.wrong_in_source({*right, "notes.txt"}, TRACKED) == [
        "the source distribution holds notes.txt, which Git does not track"
    ]


@pytest.mark.parametrize("version", ["", "1.2", "v1.2.3", "1.2.3; ls"])
def test_state_of_no_version_is_refused(version: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"is not a version; give one such as VERSION=1\.2\.3"):
        state.keep(version, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_state_that_is_there_never_changes(tmp_path: Path) -> None:
    (tmp_path / "v1.2.3.bundle").write_text("kept", encoding="utf-8")
    with pytest.raises(SystemExit, match="a released state never changes"):
        state.keep("1.2.3", tmp_path)
    assert (tmp_path / "v1.2.3.bundle").read_text(encoding="utf-8") == "kept"


def test_state_is_a_bundle_of_the_template_alone(tmp_path: Path) -> None:
    bundle = state.keep("1.2.3", tmp_path)
    git(tmp_path, "clone", "-q", str(bundle), "clone")
    names = git(tmp_path / "clone", "ls-tree", "-r", "--name-only", "v1.2.3").split("\n")
    assert {name.partition("/")[0] for name in filter(None, names)} == set(state.PARTS)
    assert bundle.stat().st_size < 1_000_000
