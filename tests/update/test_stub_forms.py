"""The stub form of every framework keeps what a person did: the lines of a stub are parted, so that they merge.

A test whose line the record has lost is found again in every framework, whatever its task is called now.
"""

import json
from pathlib import Path

import pytest
import yaml
from extensions.plan.languages import LANGUAGES, Framework

from tests.conftest import DATE, Copier, report
from tests.update.conftest import commit, edit, updated

# Where boxes are the mark there is none to take out, and a source file has no suffix by which it would be known.
FRAMEWORKS = {
    one.name: (language, one) for language, facts in LANGUAGES.items() for one in facts.frameworks if not one.is_manual
}
PLAN = "specs/001-notes/plan.md"
STORY = {"title": "Keep notes", "entities": ["Note"], "endpoints": ["POST /notes", "GET /notes"]}


@pytest.fixture(params=FRAMEWORKS)
def framework(request: pytest.FixtureRequest) -> Framework:
    return FRAMEWORKS[request.param][1]


@pytest.fixture
def project(framework: Framework, template: Path, copier: Copier, tmp_path: Path) -> Path:
    language = FRAMEWORKS[framework.name][0]
    answers = {"project_name": "Notes", "feature_name": "notes", "feature_date": DATE, "stories": [STORY]}
    given = {"language": language, "testing": framework.name}
    assert copier.copy(template, tmp_path / "project", answers | given).status == 0
    commit(tmp_path / "project", init=True)
    return tmp_path / "project"


def test_written_stub_a_retitled_task_and_a_further_one_of_its_file_all_stand(
    framework: Framework, project: Path, copier: Copier
) -> None:
    tasks = report(project)["features"][0]["tasks"]
    task = next(one for one in tasks if "Configure error handling" in one["text"])  # its comment is one line
    stub = project / task["test"]["path"]
    before = stub.read_text(encoding="utf-8")
    take_mark_out(stub, framework, task["id"])
    line = (project / PLAN).read_text(encoding="utf-8").splitlines()[task["line"] - 1]
    edit(project / PLAN, line, f"{line.replace('Configure', 'Build')}\n- [ ] T100 Count notes in {task['paths'][0]}")
    commit(project)
    assert set(updated(copier, project).values()) == {"M"}
    text = stub.read_text(encoding="utf-8")
    assert framework.mark.format(id=task["id"]) not in text
    assert framework.mark.format(id="T100") in text
    assert f"{task['id']} Build error handling" in text
    assert "<<<<<<<" not in text
    assert set(before.splitlines()) - set(text.splitlines()) <= {
        one for one in before.splitlines() if "Configure" in one or framework.mark.format(id=task["id"]) in one
    }
    assert {one["id"]: one["test"]["status"] for one in report(project)["features"][0]["tasks"]}[
        task["id"]
    ] == "unknown"
    commit(project)
    before_loss = recorded_test(project, "T100")
    edit(project / PLAN, "T100 Count notes", "T100 Sum up notes")
    lose_line(project, "T100")
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M"}
    assert recorded_test(project, "T100") == before_loss


def recorded_test(project: Path, task_id: str) -> tuple[str, str]:
    """The file and the name of a task's test, as the record has them."""
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    items = map(json.loads, answers["groundplan_record"])
    return next((item["test"], item["name"]) for item in items if item.get("task") == task_id)


def lose_line(project: Path, task_id: str) -> None:
    file = project / ".copier-answers.yml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    left = [line for line in lines if f'"task":"{task_id}"' not in line]
    assert len(left) == len(lines) - 1
    file.write_text("".join(left), encoding="utf-8")


def take_mark_out(stub: Path, framework: Framework, task_id: str) -> None:
    """The line of the mark, or where it stands in the line that begins the test, what skips."""
    mark = framework.mark.format(id=task_id)
    lines = stub.read_text(encoding="utf-8").splitlines(keepends=True)
    (place,) = [index for index, line in enumerate(lines) if mark in line]
    lines[place] = lines[place].replace("test.skip(", "test(") if "test.skip(" in mark else ""
    stub.write_text("".join(lines), encoding="utf-8")
