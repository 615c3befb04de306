"""`next`, `graph`, settings and test results, through the command line."""

import json
import re
import shutil
from pathlib import Path

import pytest
from plan.model import Feature
from plan.output.charts import graph_as_markdown
from plan.reading.lists import read_tasks

from tests.conftest import ROOT
from tests.tool.conftest import tool

PLAN = """# Implementation Plan: harbour

## Phase 1: Setup

- [x] T001 Dig the harbour

## Phase 2: User Story 1 - Light (Priority: P1) 🎯 MVP

- [ ] T002 [P] [US1] Hang the lamp in src/lamp.py (FR-001) (depends on T001)
- [ ] T003 [P] [US1] Lay the wick in src/wick.py (depends on T001)
- [ ] T004 [P] [US1] Trim the wick in src/wick.py (depends on T001)
- [ ] T005 [US1] Light it in src/lamp.py (depends on T002, T003)

## Phase 3: User Story 2 - Bell (Priority: P2)

- [ ] T006 [US2] Cast the bell in src/bell.py
- [ ] T007 [US2] Hang the bell (depends on T009)
"""
SPEC = """# Feature Specification: harbour

### User Story 1 - Light (Priority: P1)

**Independent Test**: Look from the sea.

**Acceptance Scenarios**:

1. **Given** a dark night, **When** a ship comes, **Then** the lamp burns
2. The lamp can be put out

### Edge Cases

- Fog

## Requirements

- **FR-001**: The lamp must burn at night.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "template/tools/plan", folder / "tools/plan", ignore=shutil.ignore_patterns("__pycache__"))
    write(folder, "specs/001-harbour/plan.md", PLAN)
    write(folder, "specs/001-harbour/spec.md", SPEC)
    return folder


def write(project: Path, name: str, text: str) -> None:
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text(text, encoding="utf-8")


def test_next_puts_parallel_tasks_together_that_share_no_file(project: Path) -> None:
    assert json.loads(tool(project, "next", "--json").output) == {
        "schema": 2,
        "ready": [{"feature": "001-harbour", "parallel": [["T002", "T003"], ["T004"], ["T006"]]}],
    }
    lines = tool(project, "next").output.splitlines()
    assert lines[:2] == [
        "001-harbour: 4 tasks can be started, 2 must wait",
        "  side by side, for they share no file:",
    ]
    assert lines[-1] == "  T007 waits for T009, which is no task; see check"


@pytest.mark.parametrize("name", ["US2", "us2", "2"])
def test_next_of_one_story(project: Path, name: str) -> None:
    (ready,) = json.loads(tool(project, "next", "--json", "--story", name).output)["ready"]
    assert ready["parallel"] == [["T006"]]


def test_next_of_an_unknown_story_exits_2_with_the_choices(project: Path) -> None:
    done = tool(project, "next", "--story", "US7")
    assert (done.status, done.output) == (2, "plan: --story 'US7': no such story; use US1 or US2\n")


def test_document_that_several_tasks_read_is_no_shared_file(project: Path) -> None:
    read = "after specs/001-harbour/plan.md"
    plan = f"- [ ] T001 [P] a {read}\n- [ ] T002 [P] b {read}\n- [ ] T003 [P] in src/a.py\n- [ ] T004 [P] in src/a.py\n"
    write(project, "specs/001-harbour/plan.md", plan)
    (ready,) = json.loads(tool(project, "next", "--json").output)["ready"]
    assert ready["parallel"] == [["T001", "T002", "T003"], ["T004"]]


def test_feature_without_ready_tasks_is_not_in_the_json(project: Path) -> None:
    write(project, "specs/002-done/plan.md", "- [x] T001 a\n")
    assert json.loads(tool(project, "next", "--json", "--feature", "2").output)["ready"] == []
    assert tool(project, "next", "--feature", "2").output == "002-done: 0 tasks can be started, 0 must wait\n"
    done = tool(project, "next", "--feature", "2", "--format", "prompt")
    assert (done.status, done.output) == (2, "plan: no task can be started; all are done or wait for others\n")


def test_prompt_holds_what_one_needs_to_begin(project: Path) -> None:
    brief = tool(project, "next", "--format", "prompt").output
    assert brief.startswith("# T002 Hang the lamp in src/lamp.py\n")
    for part in (
        "specs/001-harbour/plan.md, line 9",
        "## Story US1 Light",
        "- Independent test: Look from the sea.",
        "## Acceptance of US1\n\n- **Given** a dark night, **When** a ship comes, **Then** the lamp burns\n"
        "- The lamp can be put out\n\n",
        "- FR-001: The lamp must burn at night.",
        "## Files\n\n- src/lamp.py",
        "- T001 Dig the harbour",
        "- T003 Lay the wick in src/wick.py",
    ):
        assert part in brief
    assert "Fog" not in brief


def test_prompt_names_the_test_to_turn_green(project: Path) -> None:
    record = '{"task":"T002","feature":"001-harbour","kind":"list","test":"tests/test_lamp.py","name":"test_t002_lamp"}'
    write(project, ".copier-answers.yml", f"groundplan_record:\n- '{record}'\n")
    stub = '@pytest.mark.skip(reason="T002 is pending")\ndef test_t002_lamp() -> None: ...\n'
    write(project, "tests/test_lamp.py", stub)
    brief = tool(project, "next", "--format", "prompt").output
    assert "- `test_t002_lamp` in tests/test_lamp.py; its status is pending" in brief
    assert '`@pytest.mark.skip(reason="T002 is pending")`' in brief


def test_graph_json_has_nodes_and_edges(project: Path) -> None:
    value = json.loads(tool(project, "graph", "--json").output)
    assert value.keys() == {"schema", "nodes", "edges"}
    assert value["nodes"][0] == {
        "feature": "001-harbour",
        "id": "T001",
        "text": "Dig the harbour",
        "done": True,
        "parallel": False,
        "stories": [],
        "phase": "Setup",
    }
    assert {"feature": "001-harbour", "from": "T002", "to": "T005"} in value["edges"]
    assert len(value["edges"]) == 5


def test_graph_has_a_chart_for_each_story_with_title_and_description(project: Path) -> None:
    text = tool(project, "graph").output
    assert re.findall(r"^### (.*)", text, re.MULTILINE) == [
        "001-harbour: Setup",
        "001-harbour: US1 Light",
        "001-harbour: US2 Bell",
    ]
    assert text.count("flowchart LR\n    accTitle: ") == text.count("\n    accDescr: ") == 3
    assert "    T001 --> T002" in text


LARGE = {
    "many tasks": [f"- [ ] T{number:04d} {'a' * 60}" for number in range(1500)],
    "signs that are escaped": [f"- [ ] T{number:04d} {'{' * 60}" for number in range(400)],
    "many edges": [f"- [ ] T{number:03d} a (depends on T000-T{number - 1:03d})" for number in range(2, 60)],
    "a task of many edges": ["- [ ] T9999 a (depends on T0000-T0499, T0500-T0999)"],
}
LARGE["many edges"] += ["- [ ] T000 a", "- [ ] T001 a"]
LARGE["a task of many edges"] += [f"- [ ] T{number:04d} a" for number in range(1000)]


@pytest.mark.parametrize("name", LARGE)
def test_charts_stay_below_the_limits_of_github(name: str) -> None:
    tasks = read_tasks("\n".join(LARGE[name]), "plan.md")
    lines = list(graph_as_markdown([Feature("001-a", (), (), tasks, {}, frozenset())]))
    charts = re.findall(r"```mermaid\n(.*?)```", "\n".join(lines), re.DOTALL)
    assert len(charts) > 1
    assert max(map(len, charts)) < 50_000
    assert max(chart.count(" --> ") for chart in charts) < 500
    assert sum(chart.count(" --> ") for chart in charts) == sum(len(task.depends_on) for task in tasks)
    assert "part 2 of" in "".join(lines)


def test_ids_that_differ_in_a_sign_alone_are_two_nodes(project: Path) -> None:
    write(project, "specs/001-harbour/plan.md", "- [ ] T-12 a\n- [ ] T_12 b (depends on T-12)\n")
    (edge,) = re.findall(r"^ +(\w+) --> (\w+)$", tool(project, "graph").output, re.MULTILINE)
    assert edge[0] != edge[1]


def test_plan_toml_sets_severities(project: Path) -> None:
    assert tool(project, "check").status == 1
    write(
        project,
        "tools/plan.toml",
        '[rules]\nmissing-test = "off"\nparallel-conflict = "off"\nunknown-dependency = "warning"\n',
    )
    done = tool(project, "check")
    assert done.status == 0
    assert done.output.endswith("0 errors, 1 warning\n")
    assert tool(project, "check", "--strict").status == 1


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('[rules]\nmising-test = "off"\n', "unknown rule 'mising-test'; did you mean missing-test?"),
        ('[rules]\nmissing-test = "loud"\n', "missing-test: 'loud' is not a severity; use error, warning or off"),
        ("[rules]\nmissing-test = []\n", "missing-test: [] is not a severity; use error, warning or off"),
        ("[rule]\n", "unknown key 'rule'; did you mean rules?"),
        ("[colours]\n", "unknown key 'colours'; use rules"),
        ("rules = 3\n", "rules: is not a table; write [rules] above the names of the rules"),
        ("rules\n", "is not valid TOML: "),
    ],
)
def test_settings_that_nobody_knows_exit_2_with_one_line(project: Path, settings: str, message: str) -> None:
    write(project, "tools/plan.toml", settings)
    done = tool(project, "check")
    assert done.status == 2
    assert done.output.startswith("plan: tools/plan.toml")
    assert message in done.output
    assert done.output.count("\n") == 1


JUNIT = '<testsuite name="s"><testcase classname="tests.test_lamp" name="test_t001_dig">{}</testcase></testsuite>'


@pytest.fixture
def tested(project: Path) -> Path:
    """The project with an edited test behind T001."""
    record = '{"task":"T001","feature":"001-harbour","kind":"list","test":"tests/test_lamp.py","name":"test_t001_dig"}'
    write(project, ".copier-answers.yml", f"groundplan_record:\n- '{record}'\n")
    write(project, "tests/test_lamp.py", "def test_t001_dig() -> None: ...\n")
    write(
        project,
        "tools/plan.toml",
        '[rules]\nmissing-test = "off"\nparallel-conflict = "off"\nunknown-dependency = "off"\n',
    )
    return project


def test_ticked_task_whose_test_fails_is_an_error(tested: Path) -> None:
    results = tested / "junit.xml"
    for inside, status, shown in (("", 0, "(passing)"), ("<failure/>", 1, "(failing)"), ("<skipped/>", 0, "(skipped)")):
        results.write_text(JUNIT.format(inside), encoding="utf-8")
        assert tool(tested, "check", "--junit", str(results)).status == status
        done = tool(tested, "report", "--full", "--results", str(results))
        assert (done.status, shown in done.output) == (0, True)
    results.write_text(JUNIT.format("<failure/>"), encoding="utf-8")
    assert "T001 is ticked, but its test test_t001_dig" in tool(tested, "check", "--junit", str(results)).output


def test_results_of_several_files_and_options_count_together(tested: Path) -> None:
    write(tested, "a.xml", JUNIT.format(""))
    write(tested, "b.xml", JUNIT.format("<failure/>"))
    files = [str(tested / name) for name in ("a.xml", "b.xml")]
    for options in (["--junit", *files], ["--junit", files[0], "--junit", files[1]],
                    ["--junit", files[0], "--results", files[1]]):  # fmt: skip
        assert "(failing)" in tool(tested, "report", "--full", *options).output


@pytest.mark.parametrize("command", ["check", "report"])
def test_results_that_cannot_be_read_exit_2_with_one_line(tested: Path, command: str) -> None:
    for name, text in (("bomb.xml", '<!DOCTYPE a [<!ENTITY b "c">]><testsuite/>'), ("not.xml", "hello")):
        write(tested, name, text)
        done = tool(tested, command, "--junit", str(tested / name))
        assert done.status == 2
        assert done.output.startswith("plan: ")
        assert done.output.count("\n") == 1


def test_what_a_report_cannot_tell_goes_to_stderr_and_into_the_page(tested: Path) -> None:
    write(tested, "tests/test_lamp.py", '@pytest.mark.skip(reason="T001 is pending")\ndef test_t001_dig(): ...\n')
    write(tested, "junit.xml", JUNIT.format(""))
    note = "T001 passed in it, though the mark of the stub stands; they stay pending"
    done = tool(tested, "report", "--junit", str(tested / "junit.xml"), "--html", str(tested / "page.html"))
    assert (done.status, note in done.output) == (0, True)
    assert note in (tested / "page.html").read_text(encoding="utf-8")
    assert note in tool(tested, "report", "--junit", str(tested / "junit.xml"), "--markdown").output


def test_every_command_has_a_help_with_an_example_or_an_explanation(project: Path) -> None:
    for command in ("check", "report", "graph", "next"):
        text = tool(project, command, "--help").output
        assert "--feature" in text
        assert "--json" in text
        assert len(text.splitlines()) > 10
    for command in ("add", "done", "reviewed", "renumber"):
        assert f"python3 tools/plan {command} " in tool(project, command, "--help").output.partition("\n\n")[2]
    assert tool(project, "chekc").status == 2
    assert tool(project).status == 2


def test_control_characters_of_a_document_do_not_reach_the_terminal(project: Path) -> None:
    write(project, "specs/001-harbour/plan.md", "- [ ] T001 a \x1b[31mred\x07\n")
    for command in (["next"], ["report", "--full"], ["graph"], ["next", "--format", "prompt"]):
        shown = tool(project, *command).output
        assert "red" in shown
        assert "\x1b" not in shown


def test_reader_that_closes_the_pipe_is_no_error(project: Path) -> None:
    import subprocess
    import sys

    write(project, "specs/001-harbour/plan.md", "".join(f"- [ ] T{number} a\n" for number in range(9999)))
    shown = subprocess.Popen(
        [sys.executable, project / "tools/plan", "report", "--full"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert shown.stdout and shown.stderr
    shown.stdout.readline()
    shown.stdout.close()
    assert shown.stderr.read() == b""
    shown.stderr.close()
    assert shown.wait() == 0
