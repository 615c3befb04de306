"""Whatever goes wrong in the tool is one line: a mistake with its remedy, or an unexpected error with its place."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from plan import cli
from plan.errors import UserError, join_choices, refuse, show

from tests.conftest import ROOT, plan_tool, report


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "template/tools/plan", folder / "tools/plan", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "specs/001-x").mkdir(parents=True)
    (folder / "specs/001-x/plan.md").write_text("- [ ] T001 Dig\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (UserError("a.md:3", "is blank", "write one sentence"), "a.md:3: is blank; write one sentence"),
        (UserError("", "no task can be started", "all wait"), "no task can be started; all wait"),
        (UserError("--story 'US9'", "no such story"), "--story 'US9': no such story"),
    ],
)
def test_error_has_its_place_problem_and_remedy(error: UserError, text: str) -> None:
    assert str(error) == text


def test_several_errors_are_raised_at_once_a_line_each() -> None:
    refuse([])
    first, second = UserError("a.md:3", "is blank", "write one sentence"), UserError("b.md", "is a link")
    with pytest.raises(UserError, match=r"^a\.md:3: is blank; write one sentence$"):
        refuse([first])
    with pytest.raises(UserError) as raised:
        refuse([first, second])
    assert str(raised.value).splitlines() == [str(first), str(second)]
    assert raised.value.place == "a.md:3"


def test_choices_end_in_or() -> None:
    assert [join_choices(one) for one in ([], ["a"], ["a", "b"], "abc")] == ["", "a", "a or b", "a, b or c"]


def test_value_is_shown_in_one_short_line() -> None:
    endless: list[object] = []
    endless.append(endless)
    assert show("a\nb") == '"a\\nb"'
    assert len(show("a" * 999)) == 60
    assert show(endless) == "list"
    assert show({(1, 2): 3}) == "dict"


def fails(kind: type[BaseException], *words: object) -> object:
    def fail(*_: object) -> None:
        raise kind(*words)

    return fail


@pytest.mark.parametrize(
    ("kind", "words", "line"),
    [
        (KeyError, ("US1",), "(KeyError: 'US1')"),
        (ValueError, ("two\nlines and \x1b[31m",), "(ValueError: two lines and  [31m)"),
        (AssertionError, (), "(AssertionError)"),
        (RecursionError, ("too deep",), "(RecursionError: too deep)"),
    ],
)
def test_error_that_nobody_expected_is_one_line_that_asks_to_report_it(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: type[Exception],
    words: tuple[str, ...],
    line: str,
) -> None:
    monkeypatch.setattr("plan.project._feature", fails(kind, *words))
    assert cli.main(["graph"], project) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    start, _, rest = shown.err.partition(" (")
    assert start.startswith("plan: internal error in project.py:")
    assert start.rpartition(":")[2].isdigit()
    assert f"({rest}" == f"{line}; please report it to the maintainers of Groundplan\n"


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("none/page.html", "none/page.html: cannot be written: no such file or directory"),
        ("specs", "specs: cannot be written: is a directory"),
        ("a\0b", "a\0b: cannot be written: this is no name of a file"),
        ("", "--html: is blank; name a file"),
    ],
)
def test_page_that_cannot_be_written_is_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: str, line: str
) -> None:
    monkeypatch.chdir(project)
    assert cli.main(["report", "--html", file], project) == 2
    assert capsys.readouterr() == ("", f"plan: {line}\n")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="/dev/zero: this system has none")
def test_results_without_an_end_are_one_line(project: Path) -> None:
    done = plan_tool(project, "check", "--junit", "/dev/zero")
    line = "/dev/zero: cannot be read as test results: it is larger than 200 MB; give the reports one by one"
    assert (done.status, done.output) == (2, f"plan: {line}\n")


def test_interrupt_is_exit_130_without_a_word(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("plan.cli.read_project", fails(KeyboardInterrupt))
    assert cli.main(["check"], project) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("module", ["graph.py", "cli.py"])
def test_interrupt_while_the_tool_is_loaded_is_exit_130(project: Path, module: str) -> None:
    (project / "tools/plan" / module).write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    done = plan_tool(project, "check")
    assert (done.status, done.output) == (130, "")


def test_file_that_is_missing_in_the_tool_is_one_line(project: Path) -> None:
    (project / "tools/plan/grouping.py").unlink()
    (project / "tools/plan/graph.py").unlink()
    done = plan_tool(project, "check")
    line = "plan: tools/plan is incomplete (No module named 'plan.graph'); restore it from Git, or run copier update\n"
    assert (done.status, done.output) == (2, line)


UNREADABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, "a folder, a device or a pipe"),
    "a folder": (Path.mkdir, "a folder, a device or a pipe"),
    "a link to a pipe": (lambda path: path.symlink_to(path.parents[2] / "pipe"), "a folder, a device or a pipe"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "a link that leads out of the project"),
    "a file outside": (lambda path: path.symlink_to(sys.executable), "a link that leads out of the project"),
    "a large file": (lambda path: path.write_bytes(b" " * 16_000_001), "larger than 16 MB"),
}


@pytest.mark.parametrize("make", UNREADABLE)
def test_document_or_test_that_is_no_file_of_the_project_is_not_read(project: Path, make: str) -> None:
    made, reason = UNREADABLE[make]
    os.mkfifo(project / "pipe")
    made(project / "specs/001-x/spec.md")
    (project / "tests/unit").mkdir(parents=True)
    made(project / "tests/unit/test_a.py")
    (project / "specs/001-x/plan.md").write_text("- [ ] T001 Unit test in `tests/unit/test_a.py`\n", encoding="utf-8")
    output = plan_tool(project, "check").output
    assert f"spec.md:1: error: the document cannot be read: this is {reason}" in output
    assert "the test of T001 is not in tests/unit/test_a.py" in output


@pytest.mark.parametrize("target", ["..", "../specs", "001-x", "../specs/001-x", "."])
def test_link_that_leads_round_is_no_feature(project: Path, target: str) -> None:
    (project / "specs/002-loop").symlink_to(target)
    assert [one["id"] for one in report(project)["features"]] == ["001-x"]


def test_linked_folder_of_the_project_is_a_feature(project: Path) -> None:
    (project / "packages/api").mkdir(parents=True)
    (project / "specs/001-x").rename(project / "packages/api/plans")
    (project / "specs/002-api").symlink_to("../packages/api/plans")
    assert [(one["id"], len(one["tasks"])) for one in report(project)["features"]] == [("002-api", 1)]


@pytest.mark.parametrize("name", ["003-a\a", "003-\udcff"], ids=["control", "no UTF-8"])
def test_folder_whose_name_is_no_text_is_no_feature(project: Path, name: str) -> None:
    (project / "specs" / name).mkdir(parents=True)
    (project / "specs" / name / "plan.md").write_text("- [ ] T001 a\n", encoding="utf-8")
    done = plan_tool(project, "report", "--json")
    assert done.status == 0
    assert "003-" not in done.output
