"""Projects in every language that has a compiler or a runner of its own here, under the tools that its people use.

What is run is what the facts of the language say: the commands of make, the one that writes a report, the one that
selects the test of a task. Python has tests/render/test_real_tools.py, TypeScript test_typescript.py.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from plan.languages import LANGUAGES, Framework, id_forms
from plan.results import Case, read_results

from tests.conftest import ROOT, plan_tool
from tests.languages.conftest import STORIES, Install, Installed, needs, task_ids

#: The programs without which a language's tests are skipped.
PROGRAMS = {
    "go": ("go", "gofmt"),
}
#: What the runner prints once for a test that it ran, when one alone is selected.
RAN = {
    "go": r"^--- PASS: TestT001_",
}
HOSTILE: dict[str, Any] = yaml.safe_load((ROOT / "tests/hostile.yml").read_text(encoding="utf-8"))
LANGUAGE = [pytest.param(name, marks=[needs(*PROGRAMS[name]), pytest.mark.xdist_group(name)]) for name in PROGRAMS]


@pytest.fixture(scope="module", params=LANGUAGE)
def project(request: pytest.FixtureRequest, install: Install) -> Installed:
    return install("make install", language=request.param, **STORIES)


@pytest.fixture(scope="module", params=LANGUAGE)
def hostile(request: pytest.FixtureRequest, install: Install) -> Installed:
    return install("true", **HOSTILE | {"language": request.param, "primary_dependencies": []})


def language_of(project: Installed) -> str:
    return str(yaml.safe_load((project.path / ".copier-answers.yml").read_text(encoding="utf-8"))["language"])


def framework_of(project: Installed) -> Framework:
    return LANGUAGES[language_of(project)].frameworks[0]


def outcomes(project: Installed) -> dict[str, str]:
    """The tests of a run by name, as tools/plan reads them from the report."""
    framework = framework_of(project)
    project.run(framework.report)
    files = sorted(project.path.glob(framework.results))
    assert files
    cases: list[Case] = [case for file in files for case in read_results(str(file))]
    assert len({case.name for case in cases}) == len(cases)
    return {case.name: case.outcome for case in cases}


def without_mark(project: Installed, task: dict[str, Any]) -> tuple[Path, str]:
    """The test file of a task with the mark of its stub taken out, and what it held before."""
    file = project.path / task["test"]["path"]
    text = file.read_text(encoding="utf-8")
    mark = framework_of(project).mark.format(**id_forms(task["id"]))
    assert text.count(f"{mark}\n") == 1
    file.write_text(text.replace(f"{mark}\n", ""), encoding="utf-8")
    return file, text


def warnings(output: str) -> list[str]:
    return [line for line in output.splitlines() if re.search(r"\bwarn", line, re.IGNORECASE)]


def test_every_task_has_one_green_test_of_its_id_and_no_warning(project: Installed) -> None:
    assert warnings(project.passes("make test")) == []
    found = outcomes(project)
    assert task_ids(list(found)) == [task["id"] for task in project.tasks()]
    assert task_ids([name for name, outcome in found.items() if outcome == "passed"]) == ["T001", "T002", "T003"]
    assert set(found.values()) == {"passed", "skipped"}


def test_plan_tool_reads_the_report(project: Installed) -> None:
    outcomes(project)
    files = [str(file) for file in project.path.glob(framework_of(project).results)]
    done = plan_tool(project.path, "check", "--results", *files)
    assert done.status == 0, done.output
    assert "belongs to a task" not in done.output
    assert {task["test"]["status"] for task in project.tasks()[3:]} == {"pending"}


def test_lint_and_types_are_clean(project: Installed) -> None:
    assert warnings(project.passes("make lint types")) == []


def test_format_changes_nothing(project: Installed) -> None:
    before = stub_texts(project)
    project.passes("make format")
    assert stub_texts(project) == before


def stub_texts(project: Installed) -> dict[str, str]:
    paths = {task["test"]["path"] for task in project.tasks()}
    return {path: (project.path / path).read_text(encoding="utf-8") for path in paths}


def test_without_its_mark_one_test_fails_and_no_other(project: Installed) -> None:
    task = project.tasks()[7]
    file, text = without_mark(project, task)
    try:
        failed = [name for name, outcome in outcomes(project).items() if outcome == "failed"]
        assert task_ids(failed) == [task["id"]]
        assert project.run("make test").status != 0
        project.passes("make lint types")
    finally:
        file.write_text(text, encoding="utf-8")


def test_the_test_of_one_task_is_selected_by_its_id(project: Installed) -> None:
    commands = re.findall(r"^- `(.*T001.*)`", (project.path / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) == 1
    output = re.sub("\x1b\\[[0-9;]*m", "", project.passes(commands[0]))
    assert len(re.findall(RAN[language_of(project)], output, re.MULTILINE)) == 1


def test_hostile_titles_compile_and_are_clean(hostile: Installed) -> None:
    assert warnings(hostile.passes("make lint types")) == []
    assert task_ids(list(outcomes(hostile))) == [task["id"] for task in hostile.tasks()]
    assert plan_tool(hostile.path, "check").status == 0


def test_folders_are_those_that_the_plan_draws(project: Installed) -> None:
    drift = [one for one in plan_tool(project.path, "check").output.splitlines() if "layout" in one]
    assert drift == []
    layout = re.findall(r"[├└]── (\w+)/", next(project.path.glob("specs/*/plan.md")).read_text(encoding="utf-8"))
    assert {"models", "services", "lib", "contract", "integration", "unit"} <= {name.lower() for name in layout}
