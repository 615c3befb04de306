"""Small projects compared whole, so that a change of a template is seen as the person who gets it sees it.

`pytest tests/render/test_golden.py --remake-golden` writes the files anew; read their diff before it is committed.
One is the single layout, one the two units of a web project, one a language whose stubs have a form of their own; of
the others the files that no other has.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from extensions.plan import languages

from extensions.answers.stack import Stack
from extensions.answers.stacks import APP, FRONTEND, SERVICE, STACKS
from extensions.layout.units import APPS
from tests.conftest import Render

GOLDEN = Path(__file__).parent / "golden"
PROJECTS: dict[str, dict[str, str]] = {
    "single-python": {},
    "single-typescript": {"language": "typescript"},
    "web": {"project_type": "web"},
}
#: Of these what stands in the plan and the documents is as in Python's.
ROOTS: dict[str, dict[str, Any]] = {
    **{name: {"language": name} for name in languages.LANGUAGES if f"single-{name}" not in PROJECTS},
    "python-package": {"package_layout": True},
}
ANSWERS = {
    "project_name": "Bell",
    "project_description": "Rings at the full hour.",
    "author_name": "The keepers of the bell",
    "license": "BSD-3-Clause",
    "feature_name": "ring the bell",
    "requirements": ["The bell must ring at the full hour"],
    "stories": [
        {
            "title": "Ring the bell",
            "goal": "A keeper hears the hour.",
            "acceptance": [{"given": "a full hour", "when": "it begins", "then": "the bell rings"}],
            "entities": [{"name": "Bell", "fields": {"tone": "Hz"}}],
            "endpoints": ["POST /rings", "silence"],
            "requirements": ["FR-001"],
        }
    ],
}


def as_text(project: Path) -> str:
    """Every file but the tool, which is copied as it is, and the answers, which name the template's place."""
    files = [path for path in sorted(project.rglob("*")) if path.is_file()]
    shown = [(path.relative_to(project).as_posix(), path.read_text(encoding="utf-8")) for path in files]
    left_out = ("tools/", ".copier-answers.yml")
    return "".join(f"======== {name}\n{text}" for name, text in shown if not name.startswith(left_out))


def hold(name: str, text: str, config: pytest.Config) -> None:
    golden = GOLDEN / f"{name}.txt"
    if config.getoption("--remake-golden"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def parts_of(project: Path) -> list[str]:
    """Each file with its name before it."""
    return as_text(project).split("======== ")[1:]


def joined(parts: Iterable[str]) -> str:
    return "".join(f"======== {part}" for part in parts)


@pytest.mark.parametrize("name", PROJECTS)
def test_project_is_the_golden_one(render: Render, pytestconfig: pytest.Config, name: str) -> None:
    hold(name, as_text(render(**ANSWERS, **PROJECTS[name])), pytestconfig)


@pytest.mark.parametrize("name", ROOTS)
def test_source_root_is_the_golden_one(render: Render, pytestconfig: pytest.Config, name: str) -> None:
    common = ("specs/", "LICENSE", "AGENTS.md", ".git", ".pre-commit", "README.md")
    parts = parts_of(render(**ANSWERS, **ROOTS[name]))
    hold(name, joined(one for one in parts if one.startswith(".gitignore") or not one.startswith(common)), pytestconfig)


@pytest.mark.parametrize(
    "stack", [one for one in STACKS.values() if one.name not in ("fastapi", "react")], ids=lambda one: one.name
)
def test_framework_is_the_golden_one(render: Render, pytestconfig: pytest.Config, stack: Stack) -> None:
    """All of its unit but the stubs, which are those of its language."""
    platform = {"compose": "android", "swiftui": "ios"}.get(stack.name, stack.name)
    app = {"project_type": "mobile", "mobile_platform": platform}
    root, answers = {
        SERVICE: ("backend/", {"project_type": "web", "language": stack.language, "backend_framework": stack.name}),
        FRONTEND: ("frontend/", {"project_type": "web", "frontend_framework": stack.name}),
        APP: (f"{APPS[platform][0] if stack.role == APP else APP}/", app),
    }[stack.role]
    parts = (one for one in parts_of(render(**ANSWERS, **answers)) if one.startswith(root))
    hold(f"stack-{stack.name}", joined(one for one in parts if "for the tasks of" not in one), pytestconfig)
