"""Web projects: both units under their own runners, the page in a browser, the servers."""

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import plan_tool
from tests.languages.conftest import CACHES, STORIES, Install, Installed, free_port, needs, task_ids

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
pytestmark = needs("node", "npm", "make")
ANSWERS = {
    "fastapi": {"testing": "pytest"},
    "express": {"language": "typescript", "testing": "node-test", "frontend_testing": "jest"},
}


@pytest.fixture(scope="module", params=ANSWERS)
def project(request: pytest.FixtureRequest, install: Install) -> Installed:
    return install("make install", project_type="web", **ANSWERS[request.param], **STORIES)


@pytest.fixture
def ports() -> dict[str, str]:
    """Free ports, so that two runs of this suite do not meet."""
    return {"BACKEND_PORT": free_port(), "FRONTEND_PORT": free_port()}


def is_express(project: Installed) -> bool:
    return (project.path / "backend/package.json").exists()


def has_browser() -> bool:
    return bool(os.environ.get("CHROMIUM_PATH")) or any(Path(f"/usr/bin/{one}").exists() for one in BROWSERS)


in_a_browser = pytest.mark.skipif(not has_browser(), reason=f"{' or '.join(BROWSERS)}: not installed")


def backend_names(project: Installed) -> list[str]:
    runner = ".venv/bin/python -m pytest -W error --junitxml=coverage/junit.xml"
    if is_express(project):
        runner = "node --import tsx --test-reporter=junit tests/run.ts > coverage/junit.xml"
    project.passes(f"mkdir -p coverage; {runner}", "backend")
    cases = ET.parse(project.path / "backend/coverage/junit.xml").iter("testcase")
    return [case.attrib["name"] for case in cases]


def frontend_names(project: Installed) -> list[str]:
    runner = "jest --json --outputFile" if is_express(project) else "vitest run --reporter=json --outputFile"
    project.passes(f"mkdir -p coverage; npx {runner}=coverage/report.json", "frontend")
    suites = json.loads((project.path / "frontend/coverage/report.json").read_text(encoding="utf-8"))["testResults"]
    return [test["title"] for suite in suites for test in suite["assertionResults"]]


def browser_names(project: Installed) -> list[str]:
    listed = project.passes("npx playwright test --list --reporter=json", "frontend")
    suites = json.loads(listed[listed.index("{") :])["suites"]
    return [spec["title"] for suite in suites for spec in suite["specs"]]


def test_every_task_has_one_test_of_its_id_in_the_reports_of_the_runners(project: Installed) -> None:
    names = [*backend_names(project), *frontend_names(project), *browser_names(project)]
    tasks = project.tasks()
    assert task_ids(names) == [task["id"] for task in tasks]
    assert sum("T0" not in name.upper() for name in names) == 5, "the health of the backend, thrice the page's, the e2e"
    assert {task["test"]["status"] for task in tasks if not task["done"]} == {"pending"}
    assert plan_tool(project.path, "check").status == 0


@in_a_browser
def test_all_tests_pass_in_both_units_and_in_the_browser(project: Installed, ports: dict[str, str]) -> None:
    output = project.passes("make test", **{f"E2E_{name}": port for name, port in ports.items()})
    assert re.search(r"\b1 passed\b", output), "the test of the page in the browser"
    warnings = [line for line in output.splitlines() if re.search("warn", line, re.I) and "npm warn" not in line]
    assert warnings == []


def test_lint_format_types_and_build_are_clean(project: Installed) -> None:
    project.passes("make lint types build coverage")


def test_folders_are_those_of_the_source_document(project: Installed) -> None:
    roots = {"backend": ("src/models", "src/services", "src/api", "tests"),
             "frontend": ("src/components", "src/pages", "src/services", "tests")}  # fmt: skip
    assert [
        f"{root}/{one}" for root, below in roots.items() for one in below if not (project.path / root / one).is_dir()
    ] == []


@contextmanager
def dev(project: Installed, ports: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """`make dev` in a session of its own, as a terminal has it."""
    process = subprocess.Popen(
        ["make", "dev"],
        cwd=project.path,
        env=os.environ | CACHES | ports,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)  # not SIGKILL: nobody would stop the servers
            process.communicate(timeout=30)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while not answers(address):
        assert time.monotonic() < deadline, f"{address} does not answer"
        time.sleep(0.2)


def dev_runs_and_stops(project: Installed, ports: dict[str, str], servers: dict[str, str]) -> None:
    """Assert that `make dev` starts servers, by name and address, logs each under its name, and stops them."""
    with dev(project, ports) as process:
        for address in servers.values():
            wait_for(address)
        os.killpg(process.pid, signal.SIGINT)
        output = process.communicate(timeout=30)[0]
    assert servers.keys() <= {line.partition("|")[0].strip() for line in output.splitlines() if "|" in line}
    time.sleep(0.5)
    assert [name for name, address in servers.items() if answers(address)] == []


def test_dev_runs_both_servers_and_stops_both(project: Installed, ports: dict[str, str]) -> None:
    health = f"http://127.0.0.1:{ports['BACKEND_PORT']}/health"
    through_the_page = f"http://127.0.0.1:{ports['FRONTEND_PORT']}/health"
    dev_runs_and_stops(project, ports, {"backend": health, "frontend": through_the_page})


@pytest.mark.parametrize("name", ["BACKEND_PORT", "FRONTEND_PORT"])
def test_taken_port_is_told_in_a_line(project: Installed, ports: dict[str, str], name: str) -> None:
    with closing(socket.create_server(("127.0.0.1", int(ports[name])))), dev(project, ports) as process:
        output = process.communicate(timeout=60)[0]
    assert process.returncode != 0
    (line,) = [line for line in output.splitlines() if "make" not in line]
    assert line == f"Port {ports[name]} is taken: stop what uses it, or set {name} to another one."


def test_too_old_node_is_told_in_a_line(project: Installed, tmp_path: Path) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho 18.1.0\n", encoding="utf-8")
    node.chmod(0o755)
    done = project.run("make test", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.status != 0
    (line,) = [line for line in done.output.splitlines() if "make" not in line]
    assert line == "TypeScript (Node.js 24) is needed, or a later one; found 18.1.0: https://nodejs.org"
