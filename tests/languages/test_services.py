"""Each web framework of a service in a monorepo: its health route, its tests and its linter, as a user runs them."""

import os
import re
import signal
import subprocess
import time
import urllib.request

import pytest
from plan.languages import LANGUAGES

from extensions.answers.stack import Stack
from extensions.answers.stacks import SERVICE, STACKS
from tests.conftest import plan_tool
from tests.languages.conftest import (
    CACHES,
    PROGRAMS,
    STORIES,
    Install,
    Installed,
    free_port,
    needs,
    read_run,
    run_of,
    task_ids,
)

#: Those whose language has no case elsewhere; FastAPI and Express are tested in web projects, .NET is on no machine.
CASES = [
    pytest.param(one.name, marks=needs("make", *PROGRAMS.get(one.language, ("node", "npm"))), id=one.name)
    for one in STACKS.values()
    if one.role == SERVICE and one.name not in ("fastapi", "express", "aspnet")
]


@pytest.fixture(scope="module", params=CASES)
def stack(request: pytest.FixtureRequest) -> Stack:
    return STACKS[request.param]


@pytest.fixture(scope="module")
def project(stack: Stack, install: Install) -> Installed:
    unit = {"root": "apps/api", "language": stack.language, "framework": stack.name}
    address = {"repository_url": "https://github.com/left-bank/sample"}  # after which packages are named
    return install("make install", project_type="monorepo", units=[unit], **address, **STORIES)


def test_every_task_has_one_test_of_its_id_and_the_health_route_has_its_own(stack: Stack, project: Installed) -> None:
    framework, folder = LANGUAGES[stack.language].frameworks[0], project.path / "apps/api"
    done = project.run("make test")
    assert done.status == 0, done.output
    reports = any(folder.glob(framework.results))  # as Maven does
    found = read_run(done, folder, framework) if reports else run_of(project, framework, "apps/api")
    assert task_ids(list(found.outcomes)) == [task["id"] for task in project.tasks()]
    (health,) = [name for name in found.outcomes if not re.search("[Tt][0-9]{3}", name)]
    assert found.outcomes[health] == "passed", found.output


def test_lint_types_build_and_plan_are_clean(stack: Stack, project: Installed) -> None:
    """What is built as in any project of the language is built in test_runners.py, once."""
    project.passes(f"make lint types{' build' * ('build' in stack.commands)}")
    assert plan_tool(project.path, "check").status == 0


def test_service_runs_and_stops(project: Installed) -> None:
    port = free_port()
    process = subprocess.Popen(
        ["make", "run"],
        cwd=project.path,
        env=os.environ | CACHES | {"BACKEND_PORT": port},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert _answer(f"http://127.0.0.1:{port}/health") == b'{"status":"ok"}'
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _answer(address: str) -> bytes:
    """What a server answers that is still starting."""
    deadline = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                body: bytes = response.read()
                return body.strip()
        except OSError:
            assert time.monotonic() < deadline, f"{address} does not answer"
            time.sleep(0.3)
