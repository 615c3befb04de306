"""The tool's commands: a project's own, or the packaged ones, which write nothing, in any other repository."""

import json
from pathlib import Path

import pytest

from tests.command.conftest import LIST, Command, files_in
from tests.conftest import git


def test_repository_is_checked_and_nothing_written(groundplan: Command, specs: Path) -> None:
    before = files_in(specs)
    done = groundplan("check", folder=specs / "src/deep")
    assert done.status == 0, done.output
    assert done.output.splitlines() == [
        "0 errors, 0 warnings",
        "2 of 2 open tasks without a test. Nothing was written; "
        "`groundplan adopt` would add tools/plan, .copier-answers.yml and 1 test stub.",
    ]
    assert files_in(specs) == before


def test_errors_are_one(groundplan: Command, specs: Path) -> None:
    tasks = specs / "specs/001-bells/tasks.md"
    tasks.write_text(LIST.replace("depends on T002", "depends on T009"), encoding="utf-8")
    done = groundplan("check", folder=specs)
    assert done.status == 1
    assert "specs/001-bells/tasks.md:7: error: " in done.output
    assert groundplan("check", "--json", folder=specs).status == 1


def test_json_stays_json(groundplan: Command, specs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    groundplan.monkeypatch.chdir(specs)
    from groundplan.cli import main

    capfd.readouterr()
    assert main(["check", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["features"][0]["id"] == "001-bells"


def test_what_promised_is_what_adopting_adds(groundplan: Command, specs: Path) -> None:
    promised = groundplan("check", folder=specs).output
    groundplan("adopt", "--yes", "--template", groundplan.template, folder=specs)
    stubs = [name for name in files_in(specs) if name.startswith("tests/")]
    assert f"and {len(stubs)} test stub" in promised
    assert groundplan("check", folder=specs).status == 0


@pytest.mark.parametrize("command", ["report", "next", "graph"])
def test_other_commands_that_read_work_too(groundplan: Command, specs: Path, command: str) -> None:
    before = files_in(specs)
    done = groundplan(command, folder=specs)
    assert done.status == 0, done.output
    assert "T002" in done.output
    assert files_in(specs) == before


@pytest.mark.parametrize("command", [["add", "Ring"], ["done", "T002"], ["renumber", "1"]])
def test_commands_that_write_name_adopting(groundplan: Command, specs: Path, command: list[str]) -> None:
    before = files_in(specs)
    done = groundplan(*command, folder=specs)
    assert (done.status, "run `groundplan adopt` first" in done.output) == (2, True), done.output
    assert files_in(specs) == before


def test_folder_without_a_list_cannot_be_checked(groundplan: Command) -> None:
    git(groundplan.folder, "init", "-q")
    done = groundplan("check")
    assert done.status == 2
    assert "no task list found" in done.output
    assert len(done.output.splitlines()) == 1


def test_project_uses_its_own_tool(groundplan: Command) -> None:
    project = groundplan.made("bells")
    assert groundplan("check", folder=project / "src/lib").status == 0
    assert groundplan("add", "Ring it in src/bell.py", folder=project / "src").status == 0
    assert "T004" in groundplan("next", folder=project).output
    (project / "tools/plan/__main__.py").write_text("print('my own')\n", encoding="utf-8")
    assert groundplan("check", folder=project).output == "my own\n"
    (project / "tools/plan/__main__.py").unlink()
    done = groundplan("check", folder=project)
    assert (done.status, "is gone; restore it from Git" in done.output) == (2, True), done.output


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".kiro/specs/bells/tasks.md", "- [x] 1. Hang the bell\n- [ ] 1.1 Ring it in tests/test_bell.py\n"),
        ("openspec/changes/add-bells/tasks.md", "## 1. Bell\n- [x] Hang it\n- [ ] Ring it in tests/test_bell.py\n"),
        (".specify/specs/001-bells/tasks.md", "- [ ] T001 Test of ringing in tests/test_bell.py\n"),
        ("specs/001-bells/tasks.md", "- [ ] Ring the bell\n"),
    ],
)
def test_lists_of_every_kind_are_checked(groundplan: Command, path: str, text: str) -> None:
    git(groundplan.folder, "init", "-q")
    file = groundplan.folder / path
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    done = groundplan("check")
    assert done.status == 0, done.output
    assert "Nothing was written; `groundplan adopt` would add tools/plan" in done.output
