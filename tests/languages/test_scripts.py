"""Projects in any other language: test scripts that a person carries out, and whose boxes tell the status."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.conftest import ROOT, Render, plan_tool, report, run

HOSTILE: dict[str, Any] = yaml.safe_load((ROOT / "tests/hostile.yml").read_text(encoding="utf-8"))


@pytest.fixture
def project(render: Render, tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(render(**HOSTILE, language="other"), folder)
    return folder


def statuses(project: Path) -> dict[str, str]:
    (feature,) = report(project)["features"]
    return {task["id"]: task["test"]["status"] for task in feature["tasks"]}


def script_of(project: Path, task: str) -> tuple[Path, str]:
    """The file of a task's script, and the part of it that is the task's."""
    (feature,) = report(project)["features"]
    file = project / next(one["test"]["path"] for one in feature["tasks"] if one["id"] == task)
    text = file.read_text(encoding="utf-8")
    return file, text[text.index(f"## {task} ") :].split("\n## ")[0]


def test_every_task_has_its_script_and_the_check_is_clean(project: Path) -> None:
    found = statuses(project)
    assert {found.pop(task) for task in ("T001", "T002", "T003")} == {"passing"}
    assert set(found.values()) == {"pending"}
    assert plan_tool(project, "check").status == 0
    for command in ("install", "test", "lint", "format", "types", "check"):
        assert run(["make", command], project).status == 0


def test_boxes_tell_the_status(project: Path) -> None:
    task = next(one for one, status in statuses(project).items() if script_of(project, one)[1].count("- [ ]") > 2)
    file, script = script_of(project, task)
    text = file.read_text(encoding="utf-8")
    for boxes, status in ((1, "unknown"), (script.count("- [ ]"), "passing")):
        file.write_text(text.replace(script, script.replace("- [ ]", "- [x]", boxes)), encoding="utf-8")
        found = statuses(project)
        assert found.pop(task) == status
        assert set(found.values()) == {"pending", "passing"}
    file.write_text(text.replace(script, ""), encoding="utf-8")
    assert statuses(project)[task] == "missing"


def test_acceptance_scenarios_are_its_steps(render: Render) -> None:
    scenario = {"given": "a full hour", "when": "it begins", "then": "the bell rings"}
    project = render(language="other", stories=[{"title": "Ring", "acceptance": [scenario, "It is heard."]}])
    scripts = [path.read_text(encoding="utf-8") for path in sorted(project.glob("tests/integration/*.md"))]
    steps = [[line for line in script.splitlines() if line.startswith("- [ ] ")] for script in scripts]
    assert steps == [
        ["- [ ] Given a full hour", "- [ ] When it begins", "- [ ] Then the bell rings"],
        ["- [ ] It is heard."],
    ]


def test_hostile_titles_are_shown_as_they_are(project: Path) -> None:
    parser = MarkdownIt("commonmark", {"html": True})
    shown = ""
    for file in sorted(project.glob("tests/*/**/*.md")):
        text, footer, _ = file.read_text(encoding="utf-8").partition("_Tests of further tasks")
        assert footer
        tokens = parser.parse(text)
        kinds = {child.type for token in tokens for child in token.children or ()}
        assert kinds <= {"text", "softbreak", "text_special"}, file
        assert {token.type for token in tokens} & {"html_block", "fence", "code_block", "blockquote_open"} == set()
        shown += "".join(child.content for token in tokens for child in token.children or ())
    for text in ("POST /{{7*191}}", '<script>alert("x")</script> {% endif %} \\', "She said 'ring' \\", "''' y"):
        assert text in shown
