"""A mobile project: the API like a web project's backend, and the core of an app beside it."""

import re
import sys
from pathlib import Path

import pytest
from extensions.plan.record import Record

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY
from extensions.record.pipeline import next_record
from tests.conftest import DATE, Render, plan_tool, report, run
from tests.languages.conftest import STORIES

FOLDERS = {
    "ios": ("Sources/Sample/Models", "Sources/Sample/Services", "Sources/Sample/Screens", "tests"),
    "android": ("src/main/kotlin/sample/models", "src/main/kotlin/sample/services", "src/main/kotlin/sample/screens",
                "src/test/kotlin/sample"),
}  # fmt: skip
FILES = {
    "ios": ("Models/User", "Services/SessionClient", "Screens/UserScreen"),
    "android": ("models/User", "services/SessionClient", "screens/UserScreen"),
}


@pytest.fixture(params=FOLDERS)
def platform(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def project(render: Render, platform: str) -> Path:
    return render(project_type="mobile", mobile_platform=platform, **STORIES)


def test_folders_are_those_of_the_platform(project: Path, platform: str) -> None:
    assert {path.name for path in project.iterdir() if path.is_dir()} >= {"api", platform, "specs", "tools"}
    folders = [f"api/src/{one}" for one in ("models", "services", "api")]
    folders += [f"{platform}/{one}" for one in FOLDERS[platform]]
    assert [one for one in folders if not (project / one).is_dir()] == []
    assert not (project / f"{platform}/Sources/SampleCLI").exists()
    assert (project / "android/build.gradle.kts").exists() == (platform == "android")


def test_each_task_of_a_story_has_its_test_in_its_unit(project: Path, platform: str) -> None:
    tasks = report(project)["features"][0]["tasks"]
    tests = [task["test"]["path"] for task in tasks]
    assert [one for one in tests if not (project / one).is_file()] == []
    assert {one.split("/")[0] for one in tests} == {"api", platform}
    assert {"api/tests/contract/test_post_api_sessions.py", "api/tests/unit/models/test_user.py"} <= set(tests)
    kind, end = FOLDERS[platform][-1], "Tests.swift" if platform == "ios" else "Test.kt"
    kind = kind if kind.endswith("sample") else "tests"
    assert {f"{platform}/{kind}/unit/{one}{end}" for one in FILES[platform]} <= set(tests)
    assert {task["test"]["status"] for task in tasks if task["done"]} == {"unknown"}
    assert {task["test"]["status"] for task in tasks if not task["done"]} == {"pending"}


def test_check_finds_no_error_and_asks_for_clarification_alone(project: Path) -> None:
    done = plan_tool(project, "check")
    assert done.status == 0, done.output
    rules = set(re.findall(r"(?m)\[([a-z-]+)\]$", done.output))
    assert "needs-clarification" in rules
    assert rules <= {"needs-clarification", "uncovered-requirement"}


def test_stubs_of_the_api_are_green(project: Path) -> None:
    done = run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--ignore=tests/test_health.py"],
               project / "api")  # fmt: skip
    assert done.status == 0, done.output
    assert re.search(r"^3 passed, [0-9]+ skipped", done.output, re.MULTILINE)


def test_second_run_changes_nothing_and_the_other_platform_only_adds(platform: str) -> None:
    answers = {"project_type": "mobile", "project_name": "Sample", **STORIES}
    wanted = read_answers(answers | {"mobile_platform": platform})
    record = next_record(wanted, Record(), EMPTY, DATE)
    assert next_record(wanted, record, EMPTY, "2027-01-01") == record
    (other,) = FOLDERS.keys() - {platform}
    both = next_record(read_answers(answers | {"mobile_platform": other}), record, EMPTY, DATE)
    places = {one.id: one.test for one in record.tasks}
    assert {one.id: one.test for one in both.tasks if one.id in places} == places
    assert {one.test.split("/")[0] for one in both.tasks if one.id not in places} == {other}


def test_defaults_make_an_app_for_ios(render: Render) -> None:
    project = render(project_type="mobile")
    assert (project / "ios/Package.swift").is_file()
    assert plan_tool(project, "check").status == 0


def test_make_dev_starts_the_api_and_the_app_with_expo(render: Render) -> None:
    project = render(project_type="mobile", mobile_platform="expo", **STORIES)
    makefile, readme = ((project / name).read_text(encoding="utf-8") for name in ("Makefile", "README.md"))
    assert "\t@cd app && exec node dev.mjs\n" in makefile
    assert "run `node dev.mjs` in app/." in readme and "`METRO_PORT` sets another port" in readme
    assert "Playwright" not in readme
    script = (project / "app/dev.mjs").read_text(encoding="utf-8")
    assert re.findall(r'    name: "(.*)"', script) == ["api", "app"]
    assert "make dev" not in (render(project_type="mobile") / "README.md").read_text(encoding="utf-8")


def test_make_dev_of_a_frontend_starts_the_app_with_expo_too(render: Render) -> None:
    units = [
        {"root": "apps/api", "language": "go", "role": "service"},
        {"root": "apps/web", "role": "frontend", "framework": "vue"},
        {"root": "apps/phone", "framework": "expo", "language": "typescript"},
    ]
    project = render(project_type="monorepo", units=units)
    script = (project / "apps/web/dev.js").read_text(encoding="utf-8")
    assert re.findall(r'    (?:name|cwd): "(.*)"', script) == [
        *("apps/api", "../../apps/api", "apps/web", ".", "apps/phone", "../../apps/phone"),
    ]
    assert not (project / "apps/phone/dev.mjs").exists()
