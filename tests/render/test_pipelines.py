"""The CI of a project: it gives test results to `check`, and shows the report in the pull request."""

import os
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
    found = jobs(project, ci).values()
    if ci == "gitlab":
        return [line for job in found for line in (*job["script"], *job.get("after_script", ()))]
    steps = [step for job in found for step in job["steps"]]
    return [line for step in steps for line in str(step.get("run", "")).splitlines()]


def jobs(project: Path, ci: str) -> dict[str, Any]:
    """The jobs of a pipeline by their names."""
    path, key = (".gitlab-ci.yml", None) if ci == "gitlab" else (".github/workflows/ci.yml", "jobs")
    read = yaml.safe_load((project / path).read_text(encoding="utf-8"))
    found: dict[str, Any] = read[key] if key else read
    return found


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
    first = next(line for line in commands if line.startswith("make install"))
    assert commands.index(first) < min(map(commands.index, tests or ["make test"]))
    assert ("make test" in commands) == (name in ("go", "csharp", "other"))


@pytest.mark.parametrize(("platform", "machine"), [("ios", "macos-latest"), ("android", "ubuntu-latest")])
def test_app_is_built_where_its_screens_can_be(render: Render, platform: str, machine: str) -> None:
    found = jobs(render(project_type="mobile", mobile_platform=platform), "github")
    assert (found[platform]["runs-on"], found["api"]["runs-on"]) == (machine, "ubuntu-latest")


def test_every_step_after_the_installation_runs_though_another_failed(render: Render) -> None:
    text = (render(stories=[STORY]) / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["check"]["steps"]
    names = [step.get("id", "") for step in steps]
    for step in steps[names.index("install") + 1 :]:
        assert step["if"].startswith("(!cancelled() && steps.install.outcome == 'success'")
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


UNITS = [
    {"root": "apps/web", "role": "frontend", "framework": "vue"},
    {"root": "apps/api", "language": "go", "role": "service"},
    {"root": "packages/core", "language": "python", "role": "library"},
]


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_each_unit_has_a_job_that_asks_for_nothing_of_another_and_the_plans_wait_for_all(
    render: Render, ci: str
) -> None:
    project = render(project_type="monorepo", units=UNITS, stories=[STORY], ci=ci)
    found = jobs(project, ci)
    assert found.keys() == {"apps-web", "apps-api", "packages-core", "plan"}
    assert sorted(found["plan"]["needs"]) == ["apps-api", "apps-web", "packages-core"]
    api = str(found["apps-api"])
    assert "make install-apps-api'" in api and "apps/web" not in api and "node" not in api and "python" not in api
    assert "make install-apps-web install-apps-api" in str(found["apps-web"]), "browser tests start the service"


def test_results_of_each_job_come_to_the_plans_where_they_were(render: Render) -> None:
    project = render(project_type="monorepo", units=UNITS, stories=[STORY])
    found = jobs(project, "github")
    handed = {
        step["with"]["name"]: step["with"]["path"].split()
        for name, job in found.items()
        for step in job["steps"]
        if name != "plan" and "upload-artifact" in step.get("uses", "")
    }
    taken = {
        step["with"]["name"]: step["with"]["path"]
        for step in found["plan"]["steps"]
        if "download-artifact" in step.get("uses", "")
    }
    assert handed.keys() == taken.keys() == {"results-apps-web", "results-apps-api", "results-packages-core"}
    for name, files in handed.items():  # GitHub keeps the paths below the folder that all have in common
        assert taken[name] == os.path.commonpath([os.path.dirname(file) for file in files])
    asked = next(step["run"] for step in found["plan"]["steps"] if step.get("name") == "Check the plans")
    assert {*asked.partition("--results ")[2].split()} == {file for files in handed.values() for file in files}


def test_packages_are_kept_between_jobs_by_the_lock_file(render: Render) -> None:
    steps = jobs(render(), "github")["check"]["steps"]
    (cache,) = [step["with"] for step in steps if "cache@" in step.get("uses", "")]
    assert (cache["path"], cache["key"]) == ("~/.cache/uv", "python-${{ hashFiles('**/uv.lock') }}")


#: By the answers, the folders that GitLab keeps for each job, and the variables by which tools use them.
KEPT: dict[str, tuple[dict[str, Any], dict[str, dict[str, str]]]] = {
    "python": ({}, {"check": {"UV_CACHE_DIR": ".cache/python"}}),
    "rust": ({"language": "rust"}, {"check": {"CARGO_HOME": ".cache/rust"}}),
    "java": ({"language": "java"}, {"check": {"MAVEN_OPTS": ".cache/java"}}),
    "php": ({"language": "php"}, {"check": {"COMPOSER_CACHE_DIR": ".cache/php"}}),
    "go": ({"language": "go"}, {"check": {}}),  # gofmt would read the folder
    "units": (
        {"project_type": "web", "language": "go"},
        {
            "backend": {"GOMODCACHE": ".cache/go"},
            "frontend": {"npm_config_cache": ".cache/typescript", "GOMODCACHE": ".cache/go"},
        },
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_gitlab_keeps_the_packages_of_each_unit(render: Render, name: str) -> None:
    answers, kept = KEPT[name]
    found = jobs(render(ci="gitlab", **answers), "gitlab")
    for job, expected in kept.items():
        paths = [path for cache in found[job].get("cache", []) for path in cache["paths"]]
        assert paths == list(expected.values())
        for variable, folder in expected.items():
            assert f"$CI_PROJECT_DIR/{folder}" in found[job]["variables"][variable]
    assert "cache" not in found.get("plan", {})


def test_gitlab_keeps_packages_by_the_lock_file_of_the_unit(render: Render) -> None:
    found = jobs(render(ci="gitlab", project_type="web", language="kotlin", storage="PostgreSQL"), "gitlab")
    assert [cache["key"] for cache in found["frontend"]["cache"]] == [
        {"prefix": "typescript", "files": ["frontend/package-lock.json"]},
        {"prefix": "kotlin", "files": ["backend/pom.xml"]},
    ]
    assert {"DATABASE_URL", "MAVEN_OPTS"} <= found["backend"]["variables"].keys()


def test_python_is_tested_on_its_floor_and_on_the_newest(render: Render) -> None:
    found = jobs(render(stories=[STORY], project_type="web"), "github")
    assert found["backend"]["strategy"] == {"fail-fast": False, "matrix": {"python": ["3.11", "3.15"]}}
    assert "strategy" not in found["frontend"] and "strategy" not in found["plan"]
    steps = {str(step.get("uses", step.get("run"))).partition("@")[0]: step for step in found["backend"]["steps"]}
    assert steps["actions/setup-python"]["with"] == {"python-version": "${{ matrix.python }}"}
    assert steps["actions/upload-artifact"]["if"].endswith(" && matrix.python == '3.11')"), "one name, one upload"
    assert "matrix" not in steps["make lint-backend"]["if"]
    started = {str(step.get("uses")).partition("@")[0]: step for step in found["frontend"]["steps"]}
    assert started["actions/setup-python"]["with"] == {"python-version": "3.11"}
    job = jobs(render(ci="gitlab"), "gitlab")["check"]
    assert (job["parallel"], job["image"]) == (
        {"matrix": [{"PYTHON_VERSION": ["3.11", "3.15"]}]},
        "python:$PYTHON_VERSION",
    )


@pytest.mark.parametrize("answers", [{"language_version": "3.15"}, {"language": "go"}, {"language": "typescript"}])
def test_one_version_needs_no_matrix(render: Render, answers: dict[str, str]) -> None:
    (job,) = jobs(render(**answers), "github").values()
    assert "strategy" not in job
    assert not [step for step in job["steps"] if "matrix" in str(step)]


def test_dependabot_looks_after_every_unit_and_the_actions(render: Render) -> None:
    project = render(project_type="monorepo", units=UNITS, stories=[STORY], storage="Redis")
    found = yaml.safe_load((project / ".github/dependabot.yml").read_text(encoding="utf-8"))
    assert {(one["package-ecosystem"], one["directory"]) for one in found["updates"]} == {
        *(("github-actions", "/"), ("npm", "/apps/web"), ("gomod", "/apps/api"), ("uv", "/packages/core")),
        ("docker-compose", "/"),
    }
    assert not (render(ci="gitlab") / ".github").exists()
