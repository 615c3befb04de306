"""A mobile project: the API like a web project's backend, and beside it the core of an app and its project."""

import os
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from extensions.plan.record import Record

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY
from extensions.record.pipeline import next_record
from tests.conftest import DATE, Render, plan_tool, report, run
from tests.languages.conftest import STORIES

FOLDERS = {
    "ios": ("Sources/Sample/Models", "Sources/Sample/Services", "App/Sources/Screens", "tests"),
    "android": ("src/main/kotlin/sample/models", "src/main/kotlin/sample/services",
                "app/src/main/kotlin/sample/screens", "src/test/kotlin/sample"),
}  # fmt: skip
FILES = {
    "ios": ("tests/unit/Models/UserTests.swift", "tests/unit/Services/SessionClientTests.swift",
            "App/Tests/Screens/UserScreenTests.swift"),
    "android": ("src/test/kotlin/sample/unit/models/UserTest.kt",
                "src/test/kotlin/sample/unit/services/SessionClientTest.kt",
                "app/src/test/kotlin/sample/screens/UserScreenTest.kt"),
}  # fmt: skip
#: The folder of the app project, its files, and the programs that build it.
APPS = {
    "ios": ("App", {"project.yml", "xcode.sh", "Sources/SampleApp.swift", "Tests/Support.swift"}, "xcodegen"),
    "android": ("app", {"build.gradle.kts", "src/main/AndroidManifest.xml", "src/main/res/values/strings.xml",
                        "src/main/kotlin/sample/MainActivity.kt"}, "gradle"),
}  # fmt: skip


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


def test_screens_and_their_tests_are_in_the_app_project_alone(project: Path, platform: str) -> None:
    """The core is built without the toolkit of the platform, so that no file of it may need that."""
    folder, files, _ = APPS[platform]
    assert [one for one in files if not (project / platform / folder / one).is_file()] == []
    (feature,) = report(project)["features"]
    paths = {path for task in feature["tasks"] for path in (*task["paths"], task["test"]["path"])}
    screens = {path for path in paths if "screen" in path.rpartition("/")[2].lower()}
    assert len(screens) == 4
    assert [path for path in screens if not path.startswith(f"{platform}/{folder}/")] == []
    app = {path for path in paths if path.startswith(f"{platform}/{folder}/")}
    assert [path for path in app if "screen" not in path.lower()] == []


def test_app_project_is_passed_over_without_its_program_and_built_in_ci(render: Render, platform: str) -> None:
    folder, _, program = APPS[platform]
    project = render(project_type="mobile", mobile_platform=platform)
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    for target in ("test", "build"):
        recipe = makefile.split(f"\n{target}-{platform}:")[1].split("\n\n")[0]
        assert f"$(call where-installed,{program},cd {platform} && {program} " in recipe
    jobs = yaml.safe_load((project / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]
    steps = " ".join(str(step.get("run", step.get("uses"))) for step in jobs[platform]["steps"])
    assert {"ios": "brew install xcodegen", "android": "gradle/actions/setup-gradle@"}[platform] in steps
    assert {"ios": "make test-ios", "android": "(cd android && gradle --quiet :app:test"}[platform] in steps
    assert jobs[platform]["runs-on"] == {"ios": "macos-latest", "android": "ubuntu-latest"}[platform]
    project = render(project_type="mobile", mobile_platform=platform, ci="gitlab")
    lines = yaml.safe_load((project / ".gitlab-ci.yml").read_text(encoding="utf-8"))[platform]["script"]
    assert f"make build-{platform} CI=" in lines
    assert [line for line in lines if f"cd {platform} && {program}" in line] == []
    readme = (project / "README.md").read_text(encoding="utf-8")
    assert f"`{platform}/{folder}/`" in readme
    assert "could not build this project" in " ".join(readme.split())


@pytest.mark.parametrize("name", ['@Bell\'s \\ "1" & <2>', "?Bell", "${HOME} $(SRCROOT)"])
def test_name_of_the_app_is_text(render: Render, platform: str, name: str) -> None:
    project = render(project_type="mobile", mobile_platform=platform, project_name=name)
    if platform == "android":
        text = (project / "android/app/src/main/res/values/strings.xml").read_text(encoding="utf-8")
        found = ElementTree.fromstring(text).findtext("string") or ""
        assert not found.startswith(("@", "?"))
        assert re.sub(r"\\(.)", r"\1", found) == name
        assert re.search(r"(?<!\\)(?:\\\\)*['\"]", found) is None
    else:
        spec = yaml.safe_load((project / "ios/App/project.yml").read_text(encoding="utf-8"))
        target = next(one for one in spec["targets"].values() if one["type"] == "application")
        found = target["settings"]["base"]["INFOPLIST_KEY_CFBundleDisplayName"]
        assert "${" not in found
        assert "$(" not in found
        assert found.replace("$ ", "$") == name


def test_script_of_the_ios_app_takes_the_first_iphone_that_is_there(render: Render, tmp_path: Path) -> None:
    """Stand-ins for Xcode's programs, which no test machine has: they print their arguments, and what simctl prints."""
    devices = ["== Devices ==", "-- iOS 26.1 --", f"    iPad Air ({'0' * 36}) (Shutdown)"]
    devices += [f"    iPhone {name} (3B2A7D5E-0C1F-4B6A-9D8E-{number:012X}) (Booted)" for name, number in
                (("17 Pro", 10), ("16e", 11))]  # fmt: skip
    for name, line in (("xcrun", "\n".join(devices)), ("xcodebuild", "")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\ncat <<'END'\n{line}\nEND\necho \"$PWD $*\"\n", encoding="utf-8")
        program.chmod(0o755)
    project = render(project_type="mobile", project_name="Sample")
    path = f"{tmp_path}:{os.environ['PATH']}"
    first = "3B2A7D5E-0C1F-4B6A-9D8E-00000000000A"
    for simulator, wanted in (({}, first), ({"SIMULATOR": "mine"}, "mine")):
        done = run(["sh", "ios/App/xcode.sh", "test"], project, PATH=path, **simulator)
        assert done.status == 0, done.output
        assert f"{project}/ios/App test -quiet -project SampleApp.xcodeproj -scheme SampleApp " in done.output
        assert f"-destination id={wanted} " in done.output


@pytest.mark.parametrize(
    ("url", "name"),
    [("", "com.example.sample"), ("https://github.com/acme/2d-quay", "io.github.acme.x_2dquay")],
)
def test_android_app_has_an_id_of_two_parts_that_begin_with_letters(render: Render, url: str, name: str) -> None:
    project = render(project_type="mobile", mobile_platform="android", project_name="Sample", repository_url=url)
    build = (project / "android/app/build.gradle.kts").read_text(encoding="utf-8")
    assert f'applicationId = "{name}"' in build
    assert f'namespace = "{name}"' in build


def test_each_task_of_a_story_has_its_test_in_its_unit(project: Path, platform: str) -> None:
    tasks = report(project)["features"][0]["tasks"]
    tests = [task["test"]["path"] for task in tasks]
    assert [one for one in tests if not (project / one).is_file()] == []
    assert {one.split("/")[0] for one in tests} == {"api", platform}
    assert {"api/tests/contract/test_post_api_sessions.py", "api/tests/unit/models/test_user.py"} <= set(tests)
    assert {f"{platform}/{one}" for one in FILES[platform]} <= set(tests)
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
