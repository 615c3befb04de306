"""The paths that are looked at before anything is written are those that Copier writes."""

from typing import Any

import pytest
import yaml
from extensions.plan.record import load

from extensions.answers.answers import read_answers
from extensions.template_paths import written_paths
from extensions.views.project import LEFT_TO_ADOPTERS, project_view
from tests.conftest import ROOT, Render

TEMPLATE = ROOT / "template"
STORIES = [{"title": "Sign in", "entities": ["User"], "endpoints": ["POST /sessions"], "journeys": ["A user signs in"]}]
CASES: list[dict[str, Any]] = [
    {"language": "python", "license": "MIT", "task_list": "tasks.md"},
    {"language": "go", "ci": "gitlab"},
    {"language": "swift", "ci": "none"},
    {"language": "rust"},
    {"language": "typescript", "testing": "jest"},
    {"project_type": "web", "language": "typescript", "testing": "node-test", "frontend_testing": "jest"},
    {"project_type": "mobile", "mobile_platform": "android"},
    {"project_type": "existing", "ci": "gitlab", "license": "MIT"},
]


@pytest.mark.parametrize("case", CASES, ids=[" ".join(map(str, one.values())) for one in CASES])
def test_paths_are_those_that_are_written(render: Render, case: dict[str, Any]) -> None:
    made = render(**case, stories=STORIES)
    answers = yaml.safe_load((made / ".copier-answers.yml").read_text(encoding="utf-8"))
    project = project_view(read_answers(answers), load(answers["groundplan_record"]), {})
    paths = list(written_paths(TEMPLATE, project, ".copier-answers.yml"))
    if case.get("project_type") == "existing":
        paths = [path for path in paths if path.partition("/")[0] not in LEFT_TO_ADOPTERS]
    there = {path.relative_to(made).as_posix(): path for path in made.rglob("*") if "__pycache__" not in path.parts}
    files = {name for name, path in there.items() if path.is_file()}
    assert len(files) > 40
    assert {path for path in paths if not path.endswith("/")} == files
    folders = {path.rstrip("/") for path in paths if path.endswith("/")}
    assert folders <= {name for name, path in there.items() if path.is_dir()}
    assert len(paths) == len(set(paths))


def test_file_of_answers_may_have_another_name(render: Render) -> None:
    made = render(ci="none")
    answers = yaml.safe_load((made / ".copier-answers.yml").read_text(encoding="utf-8"))
    project = project_view(read_answers(answers), load(answers["groundplan_record"]), {})
    paths = set(written_paths(TEMPLATE, project, ".answers/mine.yml"))
    assert ".answers/mine.yml" in paths
    assert ".copier-answers.yml" not in paths
