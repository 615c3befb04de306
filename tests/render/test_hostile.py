"""The most hostile legal answers: shown as they are, evaluated by nobody, and the project is clean."""

import html
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.conftest import ROOT, Render, plan_tool, report, run

HOSTILE: dict[str, Any] = yaml.safe_load((ROOT / "tests/hostile.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project(render: Render) -> Path:
    return render(**HOSTILE)


def test_its_own_tests_lint_and_types_pass(project: Path) -> None:
    for command in (["pytest", "-q", "-W", "error", "-p", "no:cacheprovider"], ["ruff", "check", "--no-cache"],
                    ["ruff", "format", "--check", "--no-cache"], ["mypy", "--no-incremental"]):  # fmt: skip
        done = run([sys.executable, "-m", *command], project)
        assert done.status == 0, done.output


def test_every_task_is_read_back_and_has_a_test(project: Path) -> None:
    assert plan_tool(project, "check").status == 0
    # Most stories say nothing of a goal, and no story names FR-002.
    assert {one["rule"] for one in report(project)["findings"]} == {"needs-clarification", "uncovered-requirement"}
    (feature,) = report(project)["features"]
    assert [task["id"] for task in feature["tasks"]] == [
        f"T{number:03d}" for number in range(1, len(feature["tasks"]) + 1)
    ]
    assert {task["test"]["status"] for task in feature["tasks"][3:]} == {"pending"}


def test_files_parse_and_hold_the_text(project: Path) -> None:
    manifest = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert manifest["description"] == " ".join(HOSTILE["project_description"].split())
    assert manifest["authors"] == [{"name": HOSTILE["author_name"]}]
    assert manifest["dependencies"] == ["httpx >= 0.27, < 1"]
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    (line,) = [one for one in answers["groundplan_record"] if one.startswith('{"story":"US1"')]
    assert json.loads(line)["title"] == HOSTILE["stories"][0]["title"]
    assert (project / "LICENSE").read_text(encoding="utf-8").count(HOSTILE["author_name"]) == 1
    workflow = yaml.safe_load((project / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    assert workflow["jobs"]["check"]["steps"]


def test_rendered_documents_show_the_text_and_run_no_markup(project: Path) -> None:
    for document in [project / "README.md", *project.glob("specs/*/*.md")]:
        shown = MarkdownIt("commonmark", {"html": True}).render(document.read_text(encoding="utf-8"))
        assert not re.search(r"<(?:script|img|b>|!--)", shown), document
        assert "&lt;" in shown or document.name == "README.md"
        assert "1337" not in shown
    spec = next(project.glob("specs/*/spec.md")).read_text(encoding="utf-8")
    for text in ("{{ 7 * 191 }}", "'''", "{{ 'x' * 3 }}", "العربية", "100 % {% raw %}", "日本"):
        assert text in spec


def test_headings_and_lists_of_a_person_begin_nothing(project: Path) -> None:
    shown = MarkdownIt("commonmark").render(next(project.glob("specs/*/plan.md")).read_text(encoding="utf-8"))
    assert "<h1>Implementation Plan:" in shown
    assert shown.count("<h1>") == 1
    assert "not a heading" in shown


@pytest.mark.parametrize("language", ["java", "kotlin"])
def test_maven_finds_no_value_to_put_in(render: Render, language: str) -> None:
    """It has no escape, so that a space stands between; `tests/languages/` builds the same."""
    project = render(**HOSTILE | {"language": language, "testing": "junit5"})
    pom = (project / "pom.xml").read_text(encoding="utf-8")
    assert re.findall(r"\$\{(?!project\.basedir|[a-z.]*version\})[^}]*\}", pom) == []
    description = ElementTree.fromstring(pom).findtext("{*}description")
    assert description == " ".join(HOSTILE["project_description"].split()).replace("${", "$ {")


def test_vite_finds_no_value_to_put_in(render: Render) -> None:
    project = render(**HOSTILE | {"project_type": "web"})
    page = (project / "frontend/index.html").read_text(encoding="utf-8")
    assert "%" not in page
    assert f"<title>{html.unescape(HOSTILE['project_name'])}</title>" in html.unescape(page)
