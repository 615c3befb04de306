"""docs/leaving.md, done word by word: what it says stays, stays and works."""

import re
import shutil
import sys
from pathlib import Path

from tests.conftest import ROOT, Render, git, plan_tool, run

COMMANDS = re.findall(r"^\$ (git rm .*)$", (ROOT / "docs/leaving.md").read_text(encoding="utf-8"), re.MULTILINE)
STORY = {"title": "Sign in", "entities": ["User"], "endpoints": ["POST /sessions"]}


def copy_of(render: Render, tmp_path: Path) -> Path:
    shutil.copytree(render(stories=[STORY]), tmp_path / "project")
    git(tmp_path / "project", "init", "-q")
    git(tmp_path / "project", "add", "-A")
    git(tmp_path / "project", "commit", "-qm", "Begin")
    return tmp_path / "project"


def take_out(file: Path, pattern: str) -> None:
    text = file.read_text(encoding="utf-8")
    changed = re.sub(pattern, "", text, flags=re.MULTILINE | re.DOTALL)
    assert changed != text, file
    file.write_text(changed, encoding="utf-8")


def test_project_works_without_groundplan_and_keeps_documents_and_tests(render: Render, tmp_path: Path) -> None:
    project = copy_of(render, tmp_path)
    kept = {path: path.read_bytes() for folder in ("specs", "src", "tests") for path in (project / folder).rglob("*.*")}
    assert {path.relative_to(project).parts[0] for path in kept} == {"specs", "src", "tests"}
    assert len(COMMANDS) == 2
    for command in COMMANDS:
        assert run(["sh", "-c", command], project).status == 0
    take_out(project / "Makefile", r"^check:.*?\n\n|^sync:.*|(?<=types) check sync")
    take_out(project / ".github/workflows/ci.yml", r"^ *- name: Check the plans\n.*")
    take_out(project / ".pre-commit-config.yaml", r"^ *- id: check\n.*?pass_filenames: false\n")
    take_out(project / ".gitattributes", r"^# Reviews fold.*")
    take_out(project / "pyproject.toml", r'^extend-exclude = \["tools/plan"\]\n|, "\^tools/plan/"')
    left = [path for path in project.rglob("*") if path.is_file() and ".git" not in path.parts]
    told = [path.name for path in left if b"tools/plan" in path.read_bytes()]
    assert sorted(told) == ["AGENTS.md", "README.md", "plan.md"]  # for the person to reword
    assert {path: path.read_bytes() for path in kept} == kept
    for module in ("pytest -q", "ruff check --no-cache", "ruff format --check --no-cache", "mypy --no-incremental"):
        done = run([sys.executable, "-m", *module.split()], project)
        assert done.status == 0, done.output
    assert run(["make", "-n", "install", "test", "lint", "format", "types"], project).status == 0


def test_tool_works_without_the_answers(render: Render, tmp_path: Path) -> None:
    project = copy_of(render, tmp_path)
    (project / ".copier-answers.yml").unlink()
    assert plan_tool(project, "check").status in (0, 1)
    assert "Traceback" not in plan_tool(project, "report").output
