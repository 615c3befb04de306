"""The app of a mobile project under the tools of its language; its API is like the backend of test_web.py."""

import pytest
from plan.languages import LANGUAGES, Language

from tests.languages.conftest import STORIES, Install, Installed, ShellOf, run_of, warnings

APPS = [("ios", "swift"), ("android", "kotlin")]


@pytest.fixture(scope="module", params=APPS, ids="-".join)
def app(request: pytest.FixtureRequest, install: Install, shell_of: ShellOf) -> tuple[Installed, str, Language]:
    """The project, and its app's folder and language."""
    platform, language = request.param
    project = install("true", shell_of(language), project_type="mobile", mobile_platform=platform, **STORIES)
    return project, platform, LANGUAGES[language]


def test_every_task_of_the_app_has_one_test_and_the_open_ones_wait(app: tuple[Installed, str, Language]) -> None:
    project, folder, language = app
    run = run_of(project, language.frameworks[0], folder)
    assert run.status == 0, run.output
    tasks = [task for task in project.tasks() if task["test"]["path"].startswith(f"{folder}/")]
    assert run.ids("passed") == [task["id"] for task in tasks if task["done"]]
    assert run.ids("skipped") == [task["id"] for task in tasks if not task["done"]]
    assert set(run.outcomes.values()) == {"passed", "skipped"}


def test_lint_and_types_of_the_app_are_clean(app: tuple[Installed, str, Language]) -> None:
    project, folder, language = app
    commands = (*language.commands["lint"], *language.commands["types"])
    assert commands
    for command in commands:
        assert warnings(project.passes(command, folder)) == []
