"""Projects in every language that has a compiler or a runner of its own here, under the tools that its people use.

What is run is what the facts of the language say: the commands of make, the one that writes a report, the one that
selects the test of a task. Python has tests/render/test_real_tools.py, TypeScript test_typescript.py.
"""

import json
import re
from typing import Any

import pytest
import yaml
from plan.languages import LANGUAGES, Framework, Language, id_forms

from tests.conftest import ROOT, Render, git, plan_tool
from tests.languages.conftest import PROGRAMS, Install, Installed, Run, ShellOf, run_of, warnings

#: What the runner prints once for a test that it ran, when one alone is selected.
RAN = {
    "go-test": r"^--- PASS: TestT001_",
    "gtest": r"100% tests passed, 0 tests failed out of 1$",
    "cargo": r"^test result: ok. 1 passed; 0 failed; 0 ignored",
    "junit5": r"Tests run: 1, Failures: 0, Errors: 0, Skipped: 0$",
    "xctest": r"^Test Case '.*testT001\w+\]?' passed",
    "swift-testing": r" Test t001\w+\(\) passed",
    "phpunit": r"^OK \(1 test, ",
}
#: What makes a project ready where that is not to be left to `make test`.
INSTALL = {
    "cpp": "cmake --preset default -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=0",  # a second a file else
    # Debian's programs take the place of what Composer would fetch from where no test machine may go.
    "php": "composer dump-autoload --quiet && mkdir -p vendor/bin && "
    "for one in phpunit phpcs phpcbf; do ln -s $(command -v $one) vendor/bin/$one; done",
}
HOSTILE: dict[str, Any] = yaml.safe_load((ROOT / "tests/hostile.yml").read_text(encoding="utf-8"))
#: Every framework of these languages.
CASES = [(name, framework.name) for name in PROGRAMS for framework in LANGUAGES[name].frameworks]


#: Those that are run elsewhere, and the one that nobody has run.
ELSEWHERE = {"python", "typescript", "other", "csharp"}


def test_every_language_is_run_here_or_elsewhere() -> None:
    assert PROGRAMS.keys() == LANGUAGES.keys() - ELSEWHERE
    assert RAN.keys() == {framework for _, framework in CASES}


def test_warnings_of_a_runner_are_found() -> None:
    found = ["lamp.c:3:5: warning: unused variable 'wick'", "[WARNING] The lamp burns low", "Warning: deprecated"]
    assert warnings("\n".join([*found, "0 warnings generated.", "[INFO] BUILD SUCCESS"])) == found


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def project(request: pytest.FixtureRequest, install: Install, shell_of: ShellOf) -> Installed:
    """The most hostile titles that are taken, in five stories."""
    language, framework = request.param
    return install(INSTALL.get(language, "true"), shell_of(language), **answers_for(language, framework))


@pytest.fixture(scope="module")
def first(project: Installed) -> Run:
    return run_of(project, framework_of(project))


def answers_for(language: str, framework: str) -> dict[str, Any]:
    return HOSTILE | {"language": language, "testing": framework, "primary_dependencies": []}


def answers_of(project: Installed) -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load((project.path / ".copier-answers.yml").read_text(encoding="utf-8"))
    return value


def language_of(project: Installed) -> Language:
    return LANGUAGES[answers_of(project)["language"]]


def framework_of(project: Installed) -> Framework:
    name = answers_of(project)["testing"]
    return next(one for one in language_of(project).frameworks if one.name == name)


def test_every_task_has_one_green_test_of_its_id_and_no_warning(project: Installed, first: Run) -> None:
    assert first.status == 0, first.output
    assert first.ids("passed", "skipped", "failed") == [task["id"] for task in project.tasks()]
    assert first.ids("passed") == ["T001", "T002", "T003"]
    assert set(first.outcomes.values()) == {"passed", "skipped"}
    output = first.output if framework_of(project).report in language_of(project).commands["test"] else ""
    assert warnings(output or project.passes("make test")) == []


def test_plan_tool_reads_the_report(project: Installed, first: Run) -> None:
    files = [str(file) for file in project.path.glob(framework_of(project).results)]
    done = plan_tool(project.path, "report", "--json", "--results", *files)
    tasks = json.loads(done.output)["features"][0]["tasks"]
    assert {task["test"]["status"] for task in tasks[:3]} == {"passing"}
    assert {task["test"]["status"] for task in tasks[3:]} == {"pending"}
    assert plan_tool(project.path, "check").status == 0


def test_lint_and_types_are_clean(project: Installed) -> None:
    assert warnings(project.passes("make lint types")) == []


def test_coverage_is_told_and_the_program_built(project: Installed) -> None:
    language = language_of(project)
    for target in sorted({"coverage", "build"} & language.commands.keys()):
        done = project.run(f"make {target}")
        _, needed = language.conditions.get(target, ("", None))  # of the machine, which may not have it
        assert done.status == 0 or (needed and needed in done.output), done.output


def test_program_runs_and_says_how_it_is_called(project: Installed) -> None:
    assert re.search(r"(?i)usage(?::| of) \S*bells", project.passes("make run ARGS=--help"))


def test_the_test_of_one_task_is_selected_by_its_id(project: Installed) -> None:
    readme = (project.path / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?mi)^- `(.*T001.*)`", readme)
    assert len(commands) == 1
    output = re.sub("\x1b\\[[0-9;]*m", "", project.passes(commands[0]))
    assert len(re.findall(RAN[framework_of(project).name], output, re.MULTILINE)) == 1


def test_without_its_mark_one_test_fails_and_no_other(project: Installed, first: Run) -> None:
    task = project.tasks()[7]
    file = project.path / task["test"]["path"]
    text = file.read_text(encoding="utf-8")
    mark = framework_of(project).mark.format(**id_forms(task["id"]))
    assert text.count(f"{mark}\n") == 1
    file.write_text(text.replace(f"{mark}\n", ""), encoding="utf-8")
    try:
        run = run_of(project, framework_of(project))
        assert run.status != 0
        assert run.ids("failed") == [task["id"]]
        assert run.ids("skipped") == [one for one in first.ids("skipped") if one != task["id"]]
        project.passes("make lint")
    finally:
        file.write_text(text, encoding="utf-8")


def test_folders_are_those_that_the_plan_draws(project: Installed) -> None:
    rules = {one["rule"] for one in json.loads(plan_tool(project.path, "check", "--json").output)["findings"]}
    assert "needs-clarification" in rules
    assert "layout-drift" not in rules
    drawn = re.findall(r"[├└]── (\w+)/", next(project.path.glob("specs/*/plan.md")).read_text(encoding="utf-8"))
    assert {"models", "services", "lib", "contract", "integration", "unit"} <= {name.lower() for name in drawn}


def test_what_the_tools_make_is_ignored(project: Installed, first: Run, render: Render) -> None:
    """`copier update` refuses a tree that is not clean."""
    assert first.status == 0
    git(project.path, "init", "-q")
    git(project.path, "add", "--all")
    fresh = render(**answers_for(language_of(project).name, framework_of(project).name))
    names = {path.relative_to(fresh).as_posix() for path in fresh.rglob("*") if path.is_file()}
    assert sorted(git(project.path, "ls-files", "-z").split("\0")[:-1]) == sorted(names)
