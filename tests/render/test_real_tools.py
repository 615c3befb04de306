"""The generated project under its own tools: pytest, ruff, mypy."""

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Render, example, report, run

ANSWERS: dict[str, dict[str, Any]] = {
    "defaults": {},
    "conduit": example("conduit"),
    "todotxt": example("todotxt"),
    "package": {"package_layout": True, "stories": [{"title": "Sign in", "endpoints": ["log-in", "POST /sessions"]}]},
    "tests first": {
        "test_order": "first",
        "task_list": "tasks.md",
        "stories": [{"title": "Sign in", "entities": ["User"]}],
    },
}


@pytest.fixture(scope="module", params=ANSWERS, ids=str)
def project(request: pytest.FixtureRequest, render: Render, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tools") / "project"
    shutil.copytree(render(**ANSWERS[request.param]), folder)
    return folder


def tool(project: Path, *arguments: str) -> str:
    done = run([sys.executable, "-m", *arguments], project)
    assert done.status == 0, done.output
    return done.output


def test_every_task_has_one_green_test_of_its_id_and_no_warning(project: Path) -> None:
    (feature,) = report(project)["features"]
    output = tool(project, "pytest", "-v", "-W", "error", "-p", "no:cacheprovider")
    outcomes = re.findall(r"::test_(t\d+)_\w+ (PASSED|SKIPPED)", output)
    assert [task_id.upper() for task_id, _ in outcomes] and sorted(task_id.upper() for task_id, _ in outcomes) == [
        task["id"] for task in feature["tasks"]
    ]
    assert {task_id for task_id, outcome in outcomes if outcome == "PASSED"} == {"t001", "t002", "t003"}
    assert "warning" not in output.lower()


def test_lint_format_and_types_are_clean(project: Path) -> None:
    tool(project, "ruff", "check", "--no-cache")
    tool(project, "ruff", "format", "--check", "--no-cache")
    tool(project, "mypy", "--no-incremental")


def test_without_its_mark_one_test_fails_and_no_other(project: Path) -> None:
    tasks = [task for task in report(project)["features"][0]["tasks"] if not task["done"]]
    if not tasks:
        pytest.skip("the defaults have no story, so no stub is pending")
    task = tasks[len(tasks) // 2]
    file = project / task["test"]["path"]
    text = file.read_text(encoding="utf-8")
    assert text.count(f'@pytest.mark.skip(reason="{task["id"]} is pending")\n') == 1
    file.write_text(text.replace(f'@pytest.mark.skip(reason="{task["id"]} is pending")\n', ""), encoding="utf-8")
    try:
        done = run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], project)
        assert done.status == 1
        assert re.findall(r"^FAILED \S+::(\w+)", done.output, re.MULTILINE) == [task["test"]["name"]]
        assert tool(project, "ruff", "check", "--no-cache", task["test"]["path"])
    finally:
        file.write_text(text, encoding="utf-8")


def test_the_tests_of_one_task_are_selected_by_its_id(project: Path) -> None:
    output = tool(project, "pytest", "-q", "-k", "t002", "-p", "no:cacheprovider")
    assert "1 passed" in output
