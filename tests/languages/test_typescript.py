"""TypeScript projects under Vitest, Jest and node:test, Biome and tsc."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, plan_tool
from tests.languages.conftest import STORIES, Install, Installed, needs, task_ids

pytestmark = needs("node", "npm")
HOSTILE = yaml.safe_load((ROOT / "tests/hostile.yml").read_text(encoding="utf-8"))
ANSWERS = {"vitest": HOSTILE, "jest": STORIES, "node-test": STORIES}
SKIPPED = {"skipped", "pending"}


@pytest.fixture(scope="module", params=ANSWERS)
def project(request: pytest.FixtureRequest, install: Install) -> Installed:
    answers = {"language": "typescript", "testing": request.param} | ANSWERS[request.param]
    return install("npm install", **answers)


@dataclass(frozen=True)
class Report:
    """The file that a run has written, and its tests by name: the next run writes the file again."""

    file: Path
    outcomes: dict[str, str]


@pytest.fixture(scope="module")
def first(project: Installed) -> Report:
    return reported(project)


def reported(project: Installed) -> Report:
    """Run the command that the project's README gives for a report."""
    readme = (project.path / "README.md").read_text(encoding="utf-8")
    ((command, file),) = re.findall(r"^- `(.*)`: `(\S*report\.\S+)`$", readme, re.MULTILINE)
    project.run(command)
    report = project.path / str(file)
    return Report(report, outcomes_of(report))


def outcomes_of(report: Path) -> dict[str, str]:
    if report.suffix == ".json":
        suites = json.loads(report.read_text(encoding="utf-8"))["testResults"]
        return {test["title"]: test["status"] for suite in suites for test in suite["assertionResults"]}
    return {
        case.attrib["name"].rpartition(" > ")[2]: next(
            (child.tag for child in case if child.tag in ("skipped", "failure")), "passed"
        )
        for case in ET.parse(report).iter("testcase")
    }


def test_every_task_has_one_green_test_of_its_id_and_no_warning(project: Installed, first: Report) -> None:
    output, found = project.passes("npm test"), first.outcomes
    assert task_ids(list(found)) == [task["id"] for task in project.tasks()]
    assert {name.split()[0] for name, outcome in found.items() if outcome == "passed"} == {"T001", "T002", "T003"}
    assert {outcome for outcome in found.values() if outcome != "passed"} <= SKIPPED
    assert [line for line in output.splitlines() if re.search("warn", line, re.I) and "npm warn" not in line] == []


def test_lint_format_and_types_are_clean(project: Installed) -> None:
    project.passes("npm run lint")
    project.passes("npm run types")


def test_plan_tool_counts_every_stub_as_pending_whatever_a_report_says(project: Installed, first: Report) -> None:
    done = plan_tool(project.path, "report", "--json", "--results", str(first.file))
    tasks = json.loads(done.output)["features"][0]["tasks"]
    assert {task["test"]["status"] for task in tasks[3:]} == {"pending"}
    assert {task["test"]["status"] for task in tasks[:3]} == {"passing"}


def test_without_its_mark_one_test_fails_and_no_other(project: Installed) -> None:
    task = project.tasks()[7]
    file = project.path / task["test"]["path"]
    text = file.read_text(encoding="utf-8")
    assert text.count(f'test.skip("{task["test"]["name"]}"') == 1
    file.write_text(text.replace(f'test.skip("{task["id"]} ', f'test("{task["id"]} '), encoding="utf-8")
    try:
        found = reported(project).outcomes.items()
        assert [name for name, outcome in found if outcome in ("failed", "failure")] == [task["test"]["name"]]
        assert project.run("npm test").status != 0
        project.passes("npm run lint")
        project.passes("npm run types")
    finally:
        file.write_text(text, encoding="utf-8")


def test_the_test_of_one_task_is_selected_by_its_id(project: Installed) -> None:
    commands = re.findall(r"^- `(.*[ =]T001.*)`", (project.path / "README.md").read_text(encoding="utf-8"), re.M)
    assert len(commands) == 1
    assert re.search(r"\b1 passed|pass 1\b", re.sub("\x1b\\[[0-9;]*m", "", project.passes(commands[0])))
