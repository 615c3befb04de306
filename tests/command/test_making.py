"""`groundplan new` and `groundplan adopt`: what they make is what Copier makes, and what they refuse is one line."""

from pathlib import Path

import pytest
import yaml

from groundplan import copying
from tests.command.conftest import Command, files_in
from tests.conftest import Copier, git, plan_tool

DATA = {"project_name": "Bells", "storage": "SQLite", "stories": ["Ring a bell"], "feature_date": "2026-03-14"}


def data_file(folder: Path) -> Path:
    file = folder / "answers.yml"
    file.write_text(yaml.safe_dump(DATA), encoding="utf-8")
    return file


def test_project_is_that_of_copier_byte_for_byte(groundplan: Command, copier: Copier) -> None:
    done = groundplan.new("bells", "--data-file", data_file(groundplan.folder))
    assert done.status == 0, done.output
    assert copier.copy(groundplan.template, groundplan.folder / "theirs", DATA).status == 0
    assert files_in(groundplan.folder / "bells") == files_in(groundplan.folder / "theirs")
    assert len(files_in(groundplan.folder / "bells")) > 100


def test_each_can_be_updated_by_the_other(groundplan: Command, copier: Copier) -> None:
    ours = groundplan.made("ours")
    done = copier.update(ours, {"stories": ["Ring a bell"]})
    assert done.status == 0, done.output
    theirs = groundplan.folder / "theirs"
    assert copier.copy(groundplan.template, theirs, {}).status == 0
    git(theirs, "init", "-q")
    git(theirs, "add", "-A")
    git(theirs, "commit", "-q", "-m", "Begin")
    done = groundplan("update", "-d", "stories=[Ring a bell]", folder=theirs)
    assert done.status == 0, done.output
    # The project is named after its folder.
    mine, other = files_in(ours), files_in(theirs)
    assert mine.keys() == other.keys()
    assert mine["specs/001-initial-feature/plan.md"] == other["specs/001-initial-feature/plan.md"]


def test_new_project_is_committed_and_says_what_it_holds(groundplan: Command) -> None:
    done = groundplan.new("bells", "-d", "stories=[Ring a bell]")
    project = groundplan.folder / "bells"
    assert "Created bells: " in done.output
    assert "cd bells" in done.output
    assert git(project, "status", "--porcelain") == ""
    assert plan_tool(project, "check").status == 0
    tasks = plan_tool(project, "report").output.split(" of ", 1)[1].split(" ", 1)[0]
    assert f"{tasks} tasks, {len(files_in(project))} files, committed" in done.output


@pytest.mark.parametrize(
    ("answers", "is_there"),
    [
        (["language=python"], True),
        (["language=java"], False),
        (["language=rust"], False),
        (["language=rust", "primary_dependencies=serde"], True),
        (["language=go", "primary_dependencies=chi"], True),
        (["project_type=web", "language=java"], True),  # for the frontend's
    ],
)
def test_second_commit_is_printed_if_an_installation_leaves_something_to_commit(
    groundplan: Command, answers: list[str], is_there: bool
) -> None:
    done = groundplan.new("bells", *(word for answer in answers for word in ("-d", answer)))
    assert done.status == 0, done.output
    assert ("Lock the versions" in done.output) == is_there


def test_without_git_there_is_no_repository(groundplan: Command) -> None:
    project = groundplan.made("bells", "--no-git")
    assert not (project / ".git").exists()


def test_project_in_a_repository_is_left_to_be_committed_there(groundplan: Command) -> None:
    git(groundplan.folder, "init", "-q")
    done = groundplan.new("bells", "--defaults")
    assert done.status == 0
    assert f"{groundplan.folder}, and not committed" in done.output
    assert not (groundplan.folder / "bells/.git").exists()


def test_empty_repository_is_filled(groundplan: Command) -> None:
    git(groundplan.folder, "init", "-q", "bells")
    assert "committed" in groundplan.new("bells", "--defaults").output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--defaults", "-d", "project_type=castle"], "project_type"),
        (["--defaults", "-d", "storge=SQLite"], "storge: is not a question; did you mean storage?"),
        (["--defaults", "-d", "zebra=1"], "zebra: is not a question; delete it"),
        (["--defaults", "-d", "stories"], "-d stories: has no value; write -d KEY=VALUE"),
        (["--data-file", "missing.yml"], "missing.yml: no such file"),
        (["--data-file", "list.yml"], "list.yml: expected answers"),
        (["--data-file", "broken.yml"], "broken.yml:2: is not valid YAML"),
        (["--data-file", "binary.yml"], "binary.yml: is not YAML in UTF-8"),
        (["--defaults", "--template", "nowhere"], "nowhere: no such folder"),
        (["--defaults", "--template", "."], "is not a Git repository"),
        (["--defaults", "--vcs-ref", "v77"], "v77"),
        ([], "there is no terminal to ask in; give --data-file, -d KEY=VALUE or --defaults"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(groundplan: Command, arguments: list[str], said: str) -> None:
    (groundplan.folder / "list.yml").write_text("- a\n", encoding="utf-8")
    (groundplan.folder / "broken.yml").write_text("a: 1\nb: [}\n", encoding="utf-8")
    (groundplan.folder / "binary.yml").write_bytes(b"a: \xff\xfe\n")
    before = files_in(groundplan.folder)
    done = groundplan.new("bells", *arguments)
    assert done.status == 2
    assert said in done.output
    assert done.output.startswith("groundplan: ")
    assert len(done.output.splitlines()) == 1, done.output
    assert files_in(groundplan.folder) == before
    assert not (groundplan.folder / "bells").exists()


def test_folder_that_is_used_is_left_alone(groundplan: Command) -> None:
    (groundplan.folder / "full").mkdir()
    (groundplan.folder / "full/mine.txt").write_text("mine\n", encoding="utf-8")
    (groundplan.folder / "file").write_text("mine\n", encoding="utf-8")
    groundplan.made("project")
    before = files_in(groundplan.folder)
    for name, said in (
        ("full", "is not empty; choose another folder, or run `groundplan adopt` in it"),
        ("file", "is a file; choose another name"),
        ("project", "is a project already; use `groundplan update` or `groundplan feature` in it"),
    ):
        done = groundplan.new(name, "--defaults")
        assert (done.status, said in done.output) == (2, True), done.output
    assert files_in(groundplan.folder) == before


def test_without_git_on_the_machine_it_says_so(groundplan: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(groundplan.folder))
    done = groundplan.new("bells", "--defaults")
    assert (done.status, done.output) == (2, "groundplan: Git is not installed; install it and try again\n")


@pytest.mark.parametrize(
    ("question", "said"),
    [("name", "is not a Groundplan template"), ("groundplan_record", "is older than the interview; run")],
)
def test_another_template_and_an_old_one_are_refused(
    groundplan: Command, tmp_path: Path, question: str, said: str
) -> None:
    other = tmp_path / "other"
    git(tmp_path, "init", "-q", str(other))
    (other / "copier.yml").write_text(f"{question}: {{type: str, default: x}}\n", encoding="utf-8")
    git(other, "add", "-A")
    git(other, "commit", "-q", "-m", "Begin")
    done = groundplan("new", "bells", "--template", other, "--plain", typed="\n")
    assert (done.status, said in done.output) == (2, True), done.output


def test_interrupted_copy_leaves_nothing(groundplan: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(source: str, folder: Path, *_: object, **__: object) -> None:
        folder.mkdir()
        (folder / "half.txt").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(copying, "run_copy", interrupted)
    done = groundplan.new("bells", "--defaults")
    assert done.status == 130
    assert "was not made" in done.output
    assert not (groundplan.folder / "bells").exists()


def test_adopting_shows_what_it_adds_and_asks(groundplan: Command, specs: Path) -> None:
    before = files_in(specs)
    done = groundplan("adopt", "--template", groundplan.template, folder=specs)
    assert done.status == 2
    assert "Found 1 feature with 3 tasks in the form of spec-kit (1 done)." in done.output
    assert "tests/contract/test_ring.py" in done.output
    assert "give --yes to add these files" in done.output
    assert files_in(specs) == before
    done = groundplan("adopt", "--yes", "--template", groundplan.template, folder=specs)
    assert done.status == 0, done.output
    after = files_in(specs)
    assert before.items() <= after.items()
    assert {"tools/plan/__main__.py", ".copier-answers.yml", "tests/contract/test_ring.py"} <= after.keys()


def test_adopting_needs_a_clean_repository_that_is_none_of_ours(groundplan: Command, specs: Path) -> None:
    project = groundplan.made("project")
    (specs / "new.txt").touch()
    (groundplan.folder / "plain").mkdir()
    for folder, said in (
        (specs, "commit or stash your changes first"),
        (project, "is a Groundplan project already"),
        (groundplan.folder / "plain", "is not in a Git repository"),
    ):
        done = groundplan("adopt", "--yes", "--template", groundplan.template, folder=folder)
        assert (done.status, said in done.output) == (2, True), done.output
