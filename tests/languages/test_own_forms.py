"""The forms of docs/forms.md in their real runners: every scenario is collected, pending, and told by its task's id."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from plan.languages import Framework
from plan.languages.python import PYTEST
from plan.languages.typescript import VITEST

from tests.conftest import DATE, EXAMPLES, Copier
from tests.languages.conftest import Installed, needs, run_of
from tests.update.conftest import commit

ANSWERS: dict[str, Any] = {
    "project_name": "Notes",
    "feature_name": "notes",
    "feature_date": DATE,
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


#: By example: the framework, the answers beside the common ones, and what marks a pending test, and does not.
CASES: dict[str, tuple[Framework, dict[str, Any], str, str]] = {
    "pytest": (PYTEST, {}, '@pytest.mark.skip(reason="{id} is pending")\n', ""),
    "gherkin-pytest": (
        PYTEST,
        {"primary_dependencies": ["pytest-bdd>=8"]},
        '@pytest.mark.skip(reason="{id} is pending")\n',
        "",
    ),
    "gherkin-cucumber": (
        VITEST,
        {"language": "typescript", "testing": "vitest", "primary_dependencies": ["@cucumber/cucumber@^12"]},
        'test.skip("{id} ',
        'test("{id} ',
    ),
}


NEEDED = {"gherkin-cucumber": needs("node", "npm")}


@pytest.fixture(scope="module", params=[pytest.param(one, marks=NEEDED.get(one, ())) for one in CASES])
def example(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def project(example: str, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp(example)
    (folder / "elsewhere").mkdir()
    forms = EXAMPLES / "forms" / example
    shutil.copytree(forms / "stubs", folder / "project/.groundplan/stubs")
    for other in forms.iterdir():
        if other.is_dir() and other.name != "stubs":
            shutil.copytree(other, folder / "project" / other.name)
        elif other.is_file():
            shutil.copy(other, folder / "project")
    done = Copier(folder / "elsewhere").copy(template, folder / "project", ANSWERS | CASES[example][1])
    assert done.status == 0, done.output
    commit(folder / "project", init=True)
    installed = Installed(folder / "project")
    installed.passes("make install")
    return installed


def test_every_test_of_an_own_form_is_pending_and_told_by_its_id(project: Installed, example: str) -> None:
    run = run_of(project, CASES[example][0])
    assert run.status == 0, run.output
    pending = [task["id"] for task in project.tasks() if task["test"]["status"] == "pending"]
    assert len(pending) > 5
    assert sorted(set(run.ids("skipped"))) == sorted(pending)
    project.passes("make lint types")
    if example.startswith("gherkin"):
        found = scenarios(project)
        assert len(found) == 3
        assert {one.split()[0] for one in found} <= set(pending)


def test_every_scenario_is_collected_by_its_runner(project: Installed, example: str) -> None:
    found = scenarios(project)
    if example == "gherkin-pytest":
        names = [name for name in run_of(project, PYTEST).outcomes if any(one[:4].lower() in name for one in found)]
        assert len(names) == len(found)
    elif example == "gherkin-cucumber":
        output = project.run("NODE_OPTIONS='--import tsx' npx cucumber-js").output  # pending is status 1 to Cucumber
        assert "3 scenarios (3 pending)" in output
        assert all(one in output for one in found)


def test_test_without_its_mark_fails(project: Installed, example: str) -> None:
    framework, _, mark, without = CASES[example]
    task = next(task for task in project.tasks() if "A user keeps notes" in task["text"])
    file = project.path / task["test"]["path"]
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(mark.format(id=task["id"]), without.format(id=task["id"])), encoding="utf-8")
    try:
        assert set(run_of(project, framework).ids("failed")) == {task["id"]}
    finally:
        file.write_text(before, encoding="utf-8")


def scenarios(project: Installed) -> list[str]:
    """The names of all scenarios; `T014 the list is empty`."""
    files = sorted((project.path / "tests").rglob("*.feature"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    return [title for text in texts for title in re.findall(r"^  Scenario: (.*)", text, re.MULTILINE)]
