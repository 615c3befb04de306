"""The CI of a project: it gives test results to `check`, and shows the report in the pull request."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Render

STORY = {"title": "Sign in", "endpoints": ["POST /sessions"]}
#: By the answers, the results that `tools/plan` is given.
RESULTS: dict[str, tuple[dict[str, Any], str]] = {
    "python": ({}, "report.xml"),
    "web": ({"project_type": "web"}, "backend/report.xml frontend/report.xml frontend/e2e.xml"),
    "go": ({"language": "go"}, "report.json"),
    "csharp": ({"language": "csharp"}, ""),
    "other": ({"language": "other"}, ""),
}


def lines(project: Path, ci: str) -> list[str]:
    """The commands that a pipeline runs, in their order."""
    if ci == "gitlab":
        job = yaml.safe_load((project / ".gitlab-ci.yml").read_text(encoding="utf-8"))["check"]
        return [*job["script"], *job["after_script"]]
    steps = yaml.safe_load((project / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
    return [line for step in steps for line in str(step.get("run", "")).splitlines()]


@pytest.mark.parametrize("ci", ["github", "gitlab"])
@pytest.mark.parametrize("name", RESULTS)
def test_check_and_report_are_given_the_results(render: Render, name: str, ci: str) -> None:
    answers, results = RESULTS[name]
    commands = lines(render(stories=[STORY], ci=ci, **answers), ci)
    asked = [line for line in commands if line.startswith("python3 tools/plan")]
    assert len(asked) == 3
    for line in asked:
        assert (f" --results {results}" in line) == bool(results), line
    tests = [line for line in commands if results and any(file.rpartition("/")[2] in line for file in results.split())]
    assert commands.index("make install") < min(map(commands.index, tests or ["make test"]))
    assert ("make test" in commands) == (name in ("go", "csharp", "other"))


def test_every_step_after_the_installation_runs_though_another_failed(render: Render) -> None:
    text = (render(stories=[STORY]) / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["check"]["steps"]
    names = [step.get("id", "") for step in steps]
    for step in steps[names.index("install") + 1 :]:
        assert step["if"] == "(!cancelled() && steps.install.outcome == 'success')"
    assert re.search(r'report --markdown --results report.xml >> "\$GITHUB_STEP_SUMMARY"', text)
    assert steps[-1]["with"] == {"name": "plan", "path": "plan.html"}


def test_merge_request_shows_page_tests_and_findings(render: Render) -> None:
    project = render(stories=[STORY], ci="gitlab")
    job = yaml.safe_load((project / ".gitlab-ci.yml").read_text(encoding="utf-8"))["check"]
    assert job["artifacts"] == {
        "when": "always",
        "expose_as": "Plan",
        "paths": ["plan.html"],
        "reports": {"codequality": "gl-code-quality-report.json", "junit": ["report.xml"]},
    }


def test_failing_command_that_writes_results_does_not_hide_make_test(render: Render) -> None:
    commands = lines(render(stories=[STORY], language="go"), "github")
    at = commands.index("make test")
    assert commands[at - 1] == "go test -json ./... > report.json || true"
