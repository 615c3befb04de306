"""The targets of a project's Makefile: those of each unit, and what they run in CI."""

import re
import shutil
from pathlib import Path

from tests.conftest import Render, run

UNITS = [
    {"root": "apps/api", "language": "go", "role": "service"},
    {"root": "apps-api", "language": "python", "role": "service"},
    {"root": "web", "role": "frontend", "framework": "vue"},
]


def dry(project: Path, target: str, **environment: str) -> str:
    done = run(["make", "-n", "--no-print-directory", target], project, **environment)
    assert done.status == 0, done.output
    return done.output


def test_targets_of_one_unit_run_nothing_of_another_nor_ask_for_its_tools(render: Render) -> None:
    project = render(project_type="web", language="go")
    for target in ("install", "test", "lint", "format", "types", "build", "coverage"):
        backend = dry(project, f"{target}-backend")
        assert "cd backend && " in backend and "frontend" not in backend and "node" not in backend
        frontend = dry(project, f"{target}-frontend")
        assert "cd frontend && npm " in frontend and "backend" not in frontend and "go env" not in frontend
        both = dry(project, target)
        assert {*backend.splitlines(), *frontend.splitlines()} == {*both.splitlines()}


def test_units_whose_names_look_alike_have_targets_of_their_own(render: Render) -> None:
    project = render(project_type="monorepo", units=UNITS)
    assert "cd apps/api && go test" in dry(project, "test-apps-api")
    assert "cd apps-api && .venv/bin/python -m pytest" in dry(project, "test-apps-api-2")
    listed = run(["make"], project).output
    assert "make test     run the tests" in listed and "make test-" not in listed


def test_ci_keeps_to_the_lock_file_if_it_is_committed(render: Render, tmp_path: Path) -> None:
    for answers, command, locked, file in (
        ({"language": "typescript"}, "npm install", "npm ci", "package-lock.json"),
        ({}, ".venv/bin/uv sync --inexact", ".venv/bin/uv sync --inexact --locked", "uv.lock"),
        ({"language": "rust"}, "cargo fetch", "cargo fetch --locked", "Cargo.lock"),
    ):
        project = tmp_path / file
        shutil.copytree(render(**answers), project)
        (project / file).unlink(missing_ok=True)
        assert f"\n{command}\n" in f"\n{dry(project, 'install', CI='true')}"
        (project / file).write_text("", encoding="utf-8")
        assert f"\n{locked}\n" in f"\n{dry(project, 'install', CI='true')}"
        assert f"\n{command}\n" in f"\n{dry(project, 'install', CI='')}"


def test_project_that_is_not_built_has_no_target_for_it(render: Render) -> None:
    assert "make build" not in run(["make"], render()).output
    assert "make build" in run(["make"], render(package_layout=True)).output
    assert "make coverage" in run(["make"], render()).output


def test_linter_that_is_missing_fails_in_ci_which_installs_it(render: Render, tmp_path: Path) -> None:
    project = render(language="go")
    steps = (project / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert re.search(r"- run: go install \S+/golangci-lint@v2\.\d+\.\d+\n      - run: make install\n", steps)
    for name in ("go", "gofmt"):
        (tmp_path / name).write_text("#!/bin/sh\ntest $1 != env || echo go9.0\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}:/usr/bin:/bin"
    here = run(["make", "lint"], project, PATH=path, CI="")
    assert here.status == 0 and "golangci-lint is not installed and was not run" in here.output
    assert run(["make", "lint"], project, PATH=path, CI="true").status != 0


def test_coverage_of_php_says_what_it_needs(render: Render, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(render(language="php"), project)
    programs = {
        tmp_path / "php": 'test "$1" = -m && echo "$MODULES" || printf 9.0.0',
        project / "vendor/bin/phpunit": 'echo "phpunit $*"',
    }
    for program, does in programs.items():
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        program.chmod(0o755)
    path = f"{tmp_path}:/usr/bin:/bin"
    without = run(["make", "coverage"], project, PATH=path, MODULES="pdo_pgsql")
    assert without.status != 0 and "phpunit" not in without.output
    assert without.output.startswith("coverage needs pcov or Xdebug; on Debian: apt-get install php-pcov\n")
    for driver in ("pcov", "Xdebug"):
        assert "phpunit --coverage-text" in run(["make", "coverage"], project, PATH=path, MODULES=driver).output
    assert "php -m" not in (project / "README.md").read_text(encoding="utf-8")
