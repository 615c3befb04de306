"""The app of a mobile project under the tools of its language; its API is like the backend of test_web.py.

The screens of `ios` and `android` are in a project that takes Xcode, or Android's SDK: no test builds it.
"""

import pytest
from plan.languages import LANGUAGES, Language
from plan.record import load_answers

from tests.languages.conftest import HERE, STORIES, Install, Installed, ShellOf, free_port, needs, run_of, warnings
from tests.languages.test_web import dev_runs_and_stops

APPS = [
    pytest.param(("ios", "swift"), id="ios-swift"),
    pytest.param(("android", "kotlin"), id="android-kotlin"),
    pytest.param(("expo", "typescript"), marks=needs("node", "npm"), id="expo-typescript"),
]
#: What the core of an app is built without.
APP_PROJECTS = {"ios": "ios/App/", "android": "android/app/"}


@pytest.fixture(scope="module", params=APPS)
def app(request: pytest.FixtureRequest, install: Install, shell_of: ShellOf) -> tuple[Installed, str, Language]:
    """The project, and its app's folder and language."""
    platform, language = request.param
    command, shell = ("npm install --prefix app", HERE) if platform == "expo" else ("true", shell_of(language))
    project = install(command, shell, project_type="mobile", mobile_platform=platform, **STORIES)
    return project, "app" if platform == "expo" else platform, LANGUAGES[language]


def test_every_task_of_the_app_has_one_test_and_the_open_ones_wait(app: tuple[Installed, str, Language]) -> None:
    project, folder, language = app
    units = load_answers((project.path / ".copier-answers.yml").read_text(encoding="utf-8")).units
    testing = next(one.testing for one in units if one.id == folder)
    run = run_of(project, next(one for one in language.frameworks if one.name == testing), folder)
    assert run.status == 0, run.output
    inside = [task for task in project.tasks() if task["test"]["path"].startswith(f"{folder}/")]
    screens = [task for task in inside if task["test"]["path"].startswith(APP_PROJECTS.get(folder, "none"))]
    assert bool(screens) == (folder in APP_PROJECTS)
    tasks = [task for task in inside if task not in screens]
    assert run.ids("passed") == [task["id"] for task in tasks if task["done"]]
    assert run.ids("skipped") == [task["id"] for task in tasks if not task["done"]]
    assert set(run.outcomes.values()) == {"passed", "skipped"}


def test_lint_and_types_of_the_app_are_clean(app: tuple[Installed, str, Language]) -> None:
    project, folder, language = app
    commands = (*language.commands["lint"], *language.commands["types"])
    assert commands
    for command in commands:
        assert warnings(project.passes(command, folder)) == []


def test_dev_runs_the_api_and_expo_and_stops_both(app: tuple[Installed, str, Language]) -> None:
    project, folder, _ = app
    is_expo = folder == "app"
    assert ("\ndev: " in (project.path / "Makefile").read_text(encoding="utf-8")) == is_expo
    if not is_expo:
        return
    project.passes("make install-api")
    ports = {"BACKEND_PORT": free_port(), "METRO_PORT": free_port()}
    health, metro = f"http://127.0.0.1:{ports['BACKEND_PORT']}/health", f"http://127.0.0.1:{ports['METRO_PORT']}/status"
    dev_runs_and_stops(project, ports, {"api": health, "app": metro})
