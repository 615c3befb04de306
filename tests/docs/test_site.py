"""The documentation site is built without a warning, and has all pages; pictures are small, and as programs print."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from docs.pictures.make import LARGEST, drawn_tick
from tests.conftest import ROOT, Render, example, git, run
from tests.docs.following import reader

DOCS = ROOT / "docs"
PICTURES = sorted(path for path in (DOCS / "pictures").iterdir() if path.suffix in (".svg", ".png"))


def test_site_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="the documentation group is not installed")
    options: list[str | Path] = [
        "-q",
        "-W",
        "-n",
        "--keep-going",
        "-b",
        "html",
        "-d",
        tmp_path / "doctrees",
        "-c",
        "docs",
    ]
    done = run([sys.executable, "-m", "sphinx", *options, ".", tmp_path / "site"], ROOT)
    assert (done.status, done.output) == (0, "")
    pages = {path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")}
    assert pages == {
        path.relative_to(tmp_path / "site/docs").with_suffix("").as_posix()
        for path in (tmp_path / "site/docs").rglob("*.html")
    }


def test_readme_leads_to_every_part_of_the_documentation() -> None:
    menu = re.findall(r"^:caption: (.*)$", (DOCS / "index.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert menu == ["Tutorial", "How to", "Reference", "Explanation", "Contributing"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = {f"docs/{path.name}" for path in DOCS.glob("*.md")} - {"docs/index.md"}
    assert pages <= set(re.findall(r"\]\((docs/[\w-]+\.md)", readme))


def test_pictures_are_small_and_shown() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *DOCS.rglob("*.md"))]
    assert len(PICTURES) >= 5
    for picture in PICTURES:
        assert picture.stat().st_size < LARGEST, picture.name
        assert any(f"pictures/{picture.name})" in text for text in texts), picture.name


@pytest.mark.skipif(sys.platform == "win32", reason="the recording is of a shell")
def test_recording_shows_what_the_commands_print(render: Render, template: Path, tmp_path: Path) -> None:
    project = tmp_path / "reading-list"
    shutil.copytree(render(**example("reading-list")), project)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "Begin")
    assert (DOCS / "pictures/tick.svg").read_text(encoding="utf-8") == drawn_tick(reader(project, template))
