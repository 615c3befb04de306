"""What macOS and Windows do differently, shown here by what stands in for them; docs/platforms.md has the list."""

import shutil
import sys
import unicodedata
from pathlib import Path, PurePath

import pytest
from plan.cli import main
from plan.project import read_project

from tests.conftest import ROOT, run

PLAN = "- [x] T001 [P] Läuten → 鐘 🔔\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = made(tmp_path / "project", "001-bell")
    shutil.copytree(ROOT / "template/tools/plan", folder / "tools/plan", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def made(root: Path, *features: str) -> Path:
    for feature in features:
        (root / "specs" / feature).mkdir(parents=True)
        (root / "specs" / feature / "plan.md").write_text(PLAN, encoding="utf-8")
    return root


@pytest.mark.parametrize("command", ["report --full", "report --json", "report --markdown", "graph", "next", "--help"])
@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "cp1252"},  # a pipe on Windows before Python 3.15
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=["cp1252", "ascii"],
)
def test_output_is_utf_8_whatever_the_system_says(project: Path, command: str, environment: dict[str, str]) -> None:
    (project / "specs/001-bell/plan.md").write_text(PLAN.replace("[x]", "[ ]"), encoding="utf-8")
    words: list[str | Path] = [sys.executable, project / "tools/plan", *command.split()]
    done = run(words, project, **environment)
    assert done == run(words, project)
    assert done.status == 0
    assert command == "--help" or not done.output.isascii()


def test_tool_names_an_encoding_wherever_it_reads_or_writes(project: Path) -> None:
    """Else Windows takes its own code page."""
    strict = ["-X", "warn_default_encoding", "-W", "error::EncodingWarning"]
    done = run([sys.executable, *strict, project / "tools/plan", "report", "--html", "page.html"], project)
    assert (done.status, done.output) == (0, "")


def test_settings_with_a_byte_order_mark_are_read(project: Path) -> None:
    """PowerShell and old editors of Windows write one."""
    (project / "tools/plan.toml").write_text("[rules]\n", encoding="utf-8-sig")
    assert main(["check"], project) == 0


def test_pattern_that_no_shell_has_expanded_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b", "a"):
        (project / f"TEST-{name}.xml").write_text("<testsuite/>", encoding="utf-8")
    assert main(["check", "--junit", f"{project}/TEST-*.xml"], project) == 0
    told = capsys.readouterr().err
    assert told.index("TEST-a.xml") < told.index("TEST-b.xml")
    assert main(["check", "--junit", f"{project}/JUNIT-*.xml"], project) == 2


def test_features_are_in_one_order_where_case_counts_in_paths_and_where_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = made(tmp_path, "B", "a", "C")
    usual = [one.id for one in read_project(project).features]
    monkeypatch.setattr(PurePath, "__lt__", lambda one, other: str(one).lower() < str(other).lower())
    assert [one.id for one in read_project(project).features] == usual == ["B", "C", "a"]


def test_name_that_macos_has_decomposed_is_the_one_that_git_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decomposed = unicodedata.normalize("NFD", "001-läuten")
    project = made(tmp_path, decomposed)
    assert [one.id for one in read_project(project).features] == [decomposed]  # here these are two names
    monkeypatch.setattr(Path, "exists", lambda path: True)
    monkeypatch.setattr(Path, "samefile", lambda path, other: True)
    (feature,) = read_project(project).features
    assert feature.id == unicodedata.normalize("NFC", decomposed)
    assert [one.id for one in feature.tasks] == ["T001"]
