"""The documents under combinations of answers: they parse, their parts agree, a linter has nothing to say."""

import itertools
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from extensions.plan.reading.lists import read_tasks

from tests.conftest import Render, example, run

STORY = {"title": "Sign in", "entities": ["User"], "endpoints": ["POST /sessions"]}
COMBINATIONS: list[dict[str, Any]] = [
    {"license": license_, "ci": ci, "task_list": task_list, "test_order": order, "stories": stories}
    for (license_, ci), (task_list, order), stories in itertools.product(
        [("none", "github"), ("MIT", "gitlab"), ("GPL-3.0-or-later", "none")],
        [("plan.md", "after"), ("tasks.md", "first")],
        [[], [STORY], [STORY, {"title": "Leave", "entities": ["User"]}]],
    )
]


def documents(project: Path) -> list[Path]:
    return [project / "README.md", project / "AGENTS.md", *project.glob("specs/*/*.md")]


@pytest.mark.parametrize("answers", COMBINATIONS, ids=lambda a: f"{a['ci']}-{a['task_list']}-{len(a['stories'])}")
def test_combination_of_answers_renders_whole(render: Render, answers: dict[str, Any]) -> None:
    project = render(**answers)
    assert (project / "LICENSE").exists() == (answers["license"] != "none")
    assert (project / ".github/workflows/ci.yml").exists() == (answers["ci"] == "github")
    assert (project / ".gitlab-ci.yml").exists() == (answers["ci"] == "gitlab")
    for path in [project / ".pre-commit-config.yaml", *project.glob(".git*/**/*.yml"), *project.glob(".gitlab-ci.yml")]:
        assert yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in documents(project):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\{\{|\{%|\n\n\n|[ \t]\n|Undefined", text), path
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
    tasks = [task for path in documents(project) for task in read_tasks(path.read_text(encoding="utf-8"), path.name)]
    assert {task.file for task in tasks} == {answers["task_list"]}


def test_markdown_linter_has_nothing_to_say(render: Render) -> None:
    wanted = [example("conduit"), example("todotxt"), *COMBINATIONS[:6]]
    paths = [path for answers in wanted for path in documents(render(**answers))]
    done = run([sys.executable, "-m", "pymarkdown", "-d", "line-length", "scan", *paths], paths[0].parent)
    assert (done.status, done.output) == (0, "")


def test_phases_are_consecutive_and_in_order(render: Render) -> None:
    for name in ("conduit", "todotxt"):
        plan = next(render(**example(name)).glob("specs/*/plan.md")).read_text(encoding="utf-8")
        headings = re.findall(r"^## Phase (\d+): (.*)$", plan, re.MULTILINE)
        assert [int(number) for number, _ in headings] == list(range(1, len(headings) + 1))
        assert [title for _, title in headings[:2]] == [
            "Setup (Shared Infrastructure)",
            "Foundational (Blocking Prerequisites)",
        ]
        assert headings[2][1].endswith(" (Priority: P1) 🎯 MVP")
        assert sum("🎯 MVP" in title for _, title in headings) == 1
        assert headings[-1][1] == "Polish & Cross-Cutting Concerns"


def test_what_stands_below_the_tasks_repeats_none_of_them(render: Render) -> None:
    """Hand-written tasks would make it stale: dependencies stand in the lines of tasks, `graph` draws them."""
    for name in ("conduit", "todotxt"):
        plan = next(render(**example(name)).glob("specs/*/plan.md")).read_text(encoding="utf-8")
        below = plan.split("## Dependencies & Execution Order")[1]
        assert "`python3 tools/plan graph`" in below
        assert not re.findall(r"\bT[0-9]+|mermaid", below)
