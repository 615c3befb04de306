"""Frontends other than React, before services in Go and with NestJS: tests, the browser, build, the planned paths."""

import urllib.request

import pytest

from tests.conftest import plan_tool
from tests.languages.conftest import PROGRAMS, STORIES, Install, Installed, needs
from tests.languages.test_web import dev, in_a_browser, ports, wait_for

__all__ = ["ports"]

pytestmark = needs("node", "npm", "make", *PROGRAMS["go"])


BACKENDS = {
    "vue": {"language": "typescript", "backend_framework": "nestjs", "testing": "jest"},
    "nextjs": {"language": "go"},
}


@pytest.fixture(scope="module", params=BACKENDS)
def project(request: pytest.FixtureRequest, install: Install) -> Installed:
    answers = {"project_type": "web", "frontend_framework": request.param, **BACKENDS[request.param]}
    return install("make install", **answers, **STORIES)


@in_a_browser
def test_all_tests_pass_in_both_units_and_in_the_browser(project: Installed, ports: dict[str, str]) -> None:
    output = project.passes("make test", **{f"E2E_{name}": port for name, port in ports.items()})
    assert "1 passed" in output, "the test of the page in the browser"


def test_lint_types_build_and_plan_are_clean(project: Installed) -> None:
    project.passes("make lint types")
    project.passes("npm run build", "frontend")
    assert plan_tool(project.path, "check").status == 0


def test_planned_paths_reach_the_service_and_a_browser_gets_the_page(project: Installed, ports: dict[str, str]) -> None:
    page = f"http://127.0.0.1:{ports['FRONTEND_PORT']}"
    with dev(project, ports):
        wait_for(f"http://127.0.0.1:{ports['BACKEND_PORT']}/health")
        wait_for(f"{page}/health")
        for path, accept, beginning in (("/health", "*/*", b'{"status"'), ("/", "text/html", b"<!doctype html>")):
            request = urllib.request.Request(f"{page}{path}", headers={"Accept": accept})
            with urllib.request.urlopen(request, timeout=30) as response:
                assert response.read().lower().startswith(beginning), path
