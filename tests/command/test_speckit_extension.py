"""The spec-kit extension: what it holds an agent for, and that the real `specify` installs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from groundplan import __version__
from tests.conftest import ROOT, Done, git, run

EXTENSION = ROOT / "integrations/spec-kit"
SOUND = "# Tasks\n\n- [ ] T001 Cast it in src/bell.py\n"
BROKEN = f"{SOUND}- [ ] T002 Ring it in src/rope.py (depends on T009)\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A spec-kit repository whose list has an error; the command `groundplan` is below bin/."""
    (tmp_path / "specs/001-bells").mkdir(parents=True)
    (tmp_path / "specs/001-bells/tasks.md").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/groundplan"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m groundplan "$@"\n')
    program.chmod(0o755)
    return tmp_path


def checked(repository: Path, *arguments: str, event: str = "", path: str = "") -> Done:
    """Run the extension's script with an event on stdin."""
    command = [sys.executable, str(EXTENSION / "scripts/check.py"), *arguments]
    environment = os.environ | {"PATH": path or f"{repository / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=repository, input=event, env=environment, capture_output=True, encoding="utf-8")
    return Done(done.returncode, done.stderr if "--hold" in arguments else done.stdout)


def test_agent_is_held_for_errors_once(repository: Path) -> None:
    held = checked(repository, "--hold", event=json.dumps({"hook_event_name": "Stop", "stop_hook_active": False}))
    assert held.status == 2
    assert "T002 waits for T009" in held.output
    assert checked(repository, "--hold", event=json.dumps({"stop_hook_active": True})) == Done(0, "")
    (repository / "specs/001-bells/tasks.md").write_text(SOUND, encoding="utf-8")
    assert checked(repository, "--hold", event="{}") == Done(0, "")


def test_nobody_is_held_without_the_command_or_a_list(repository: Path) -> None:
    assert checked(repository, "--hold", event="{}", path=str(repository)) == Done(0, "")
    (repository / "specs/001-bells/tasks.md").unlink()
    assert checked(repository, "--hold", event="{}") == Done(0, "")


def test_command_has_the_exit_status_of_the_check(repository: Path) -> None:
    done = checked(repository)
    assert done.status == 1
    assert "T002 waits for T009" in done.output


def test_own_tool_of_the_project_comes_first(repository: Path) -> None:
    tool = repository / "tools/plan/__main__.py"
    tool.parent.mkdir(parents=True)
    tool.write_text("print('own'); raise SystemExit(1)\n", encoding="utf-8")
    assert checked(repository, "--hold", event="{}") == Done(2, "own\n")


def test_real_specify_installs_it_and_calls_it_when_an_agent_stops(repository: Path) -> None:
    venv, home = repository / "venv", str(repository / "home")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", venv / "bin/python"]
    installed = run([*pip, "install", "--quiet", "specify-cli>=1.0,<2"], repository)
    if installed.status != 0:
        pytest.skip(f"specify-cli cannot be installed: {installed.output.strip().splitlines()[-1:]}")
    git(repository, "init", "-q")
    specify = venv / "bin/specify"
    made = run([specify, "init", "--here", "--force", "--non-interactive", "--integration", "claude",
                "--ignore-agent-tools"], repository, HOME=home)  # fmt: skip
    assert made.status == 0, made.output
    added = run([specify, "extension", "add", "--dev", EXTENSION], repository, HOME=home)
    assert added.status == 0, added.output
    hooks = yaml.safe_load((repository / ".specify/extensions.yml").read_text(encoding="utf-8"))["hooks"]
    assert {name: entry[0]["command"] for name, entry in hooks.items()} == {
        "after_tasks": "speckit.groundplan.check",
        "after_implement": "speckit.groundplan.check",
    }
    (stop,) = json.loads((repository / ".claude/settings.json").read_text(encoding="utf-8"))["hooks"]["Stop"]
    (hook,) = stop["hooks"]
    environment = os.environ | {
        "PATH": f"{repository / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CLAUDE_PROJECT_DIR": str(repository),
    }
    done = subprocess.run(
        hook["command"], shell=True, cwd=repository, input="{}", env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 2
    assert "T002 waits for T009" in done.stderr


def test_extension_has_the_version_of_the_command() -> None:
    manifest = yaml.safe_load((EXTENSION / "extension.yml").read_text(encoding="utf-8"))
    assert manifest["extension"]["version"] == __version__
