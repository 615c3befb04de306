"""The forms of docs/forms.md in their real runners: every scenario is collected, pending, and told by its task's id."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from plan.languages.python import PYTEST

from tests.conftest import DATE, EXAMPLES, Copier
from tests.languages.conftest import Installed, run_of
from tests.update.conftest import commit

ANSWERS: dict[str, Any] = {
    "project_name": "Notes",
    "feature_name": "notes",
    "feature_date": DATE,
    "primary_dependencies": ["pytest-bdd>=8"],
    "stories": [
        {
            "title": "Keep notes",
            "entities": ["Note"],
            "endpoints": ["list"],
            "acceptance": [
                {"given": 'a "first" note', "when": "a user lists them", "then": "it stands first"},
                {"given": "no notes", "when": "a user lists them", "then": "the list is empty"},
                "A note of # signs and <tags> is shown as it is",
            ],
            "journeys": [{"journey": "A user keeps notes", "scenarios": [1, 2]}],
        }
    ],
}


@pytest.fixture(scope="module", params=["pytest", "gherkin-pytest"])
def project(request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "elsewhere").mkdir()
    shutil.copytree(EXAMPLES / "forms" / request.param, folder / "project/.groundplan")
    done = Copier(folder / "elsewhere").copy(template, folder / "project", ANSWERS)
    assert done.status == 0, done.output
    commit(folder / "project", init=True)
    installed = Installed(folder / "project")
    installed.passes("make install")
    return installed


def test_every_test_of_an_own_form_is_pending_and_told_by_its_id(project: Installed) -> None:
    scenarios = {
        f"{path.name}: {title}"
        for path in (project.path / "tests").rglob("*.feature")
        for title in re.findall(r"^  Scenario: (.*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    run = run_of(project, PYTEST)
    assert run.status == 0, run.output
    tasks = project.tasks()
    pending = [task["id"] for task in tasks if task["test"]["status"] == "pending"]
    assert len(pending) > 5
    assert sorted(set(run.ids("skipped"))) == sorted(pending)
    if scenarios:
        assert len(scenarios) == 3
        told = {re.findall(r"T[0-9]+", one)[0] for one in scenarios}
        assert told <= set(pending)
        assert len([name for name in run.outcomes if any(one.lower() in name for one in told)]) == 3
    project.passes("make lint")


def test_test_without_its_mark_fails(project: Installed) -> None:
    task = next(task for task in project.tasks() if "A user keeps notes" in task["text"])
    file = project.path / task["test"]["path"]
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(f'@pytest.mark.skip(reason="{task["id"]} is pending")\n', ""), encoding="utf-8")
    try:
        run = run_of(project, PYTEST)
        assert set(run.ids("failed")) == {task["id"]}
        assert task["id"] in "".join(run.output)
    finally:
        file.write_text(before, encoding="utf-8")
