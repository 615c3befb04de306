"""`make sync` in a project: which Copier it runs, and where it works."""

import os
import shlex
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Copier, Done, git, run
from tests.update.conftest import ANSWERS, PLAN, changed, commit, edit

STUB = "tests/unit/lib/test_clock.py"
PROGRAMS = ("make", "git", "sed", "awk", "sh", "env", "echo")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of what make sync needs, without any Copier."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in PROGRAMS:
        (folder / name).symlink_to(shutil.which(name) or "")
    return folder


def with_copier(programs: Path) -> Path:
    (programs / "copier").symlink_to(Path(sys.executable).parent / "copier")
    return programs


def script(file: Path, *lines: str) -> None:
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    file.chmod(0o755)


def sync(project: Path, programs: Path, *arguments: str) -> Done:
    identity = {"GIT_AUTHOR_NAME": "Tester", "GIT_COMMITTER_NAME": "Tester"}
    mails = {"GIT_AUTHOR_EMAIL": "tester@example.invalid", "GIT_COMMITTER_EMAIL": "tester@example.invalid"}
    path = os.pathsep.join([str(programs), os.environ["PATH"]]) if (programs / "copier").exists() else str(programs)
    home = str(programs.parent / "elsewhere")
    return run(["make", "-C", project, "sync", *arguments], project.parent, PATH=path, HOME=home, **identity, **mails)


def add_task(project: Path, plan: str = PLAN) -> None:
    edit(project / plan, "\n## Notes\n", "\n- [ ] T090 Read the clock in src/lib/clock.py\n\n## Notes\n")


def test_sync_writes_the_stub_of_a_new_task(project: Path, programs: Path) -> None:
    add_task(project)
    done = sync(project, with_copier(programs))
    assert done.status != 0
    assert "Commit first: sync starts from a clean folder." in done.output
    commit(project)
    done = sync(project, programs)
    assert done.status == 0, done.output
    assert changed(project) == {".copier-answers.yml": "M", STUB: "??"}


def test_sync_works_in_a_folder_of_a_repository_beside_changes_of_others(
    copier: Copier, template: Path, tmp_path: Path, programs: Path
) -> None:
    everything = tmp_path / "all"
    (everything / "other").mkdir(parents=True)
    for name in ("staged", "edited", "left"):
        (everything / "other" / name).write_text("a\n", encoding="utf-8")
    project = everything / "apps/notes"
    assert copier.copy(template, project, ANSWERS).status == 0
    add_task(project)
    commit(everything, init=True)
    (everything / "other/edited").write_text("b\n", encoding="utf-8")
    (everything / "other/staged").write_text("b\n", encoding="utf-8")
    (everything / "other/new").write_text("b\n", encoding="utf-8")
    git(everything, "add", "other/staged")
    done = sync(project, with_copier(programs))
    assert done.status == 0, done.output
    assert changed(everything) == {
        "other/edited": "M", "other/new": "??", "other/staged": "M",
        "apps/notes/.copier-answers.yml": "M", f"apps/notes/{STUB}": "??",
    }  # fmt: skip
    for name in ("edited", "staged", "new"):
        assert (everything / "other" / name).read_text(encoding="utf-8") == "b\n"


def test_sync_works_in_a_work_tree_beside_the_repository(project: Path, tmp_path: Path, programs: Path) -> None:
    git(project, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    add_task(tmp_path / "side")
    commit(tmp_path / "side")
    done = sync(tmp_path / "side", with_copier(programs))
    assert done.status == 0, done.output
    assert changed(tmp_path / "side") == {".copier-answers.yml": "M", STUB: "??"}
    assert changed(project) == {}


@pytest.mark.parametrize("name", [".copier-answers.plan.yml", "my 'bells' $(x) [1].yml"])
def test_sync_finds_another_answers_file(
    copier: Copier, template: Path, tmp_path: Path, programs: Path, name: str
) -> None:
    project = tmp_path / "project"
    done = copier.copy(template, project, ANSWERS, "--answers-file", name)
    assert done.status == 0, done.output
    add_task(project)
    commit(project, init=True)
    attributes = git(project, "check-attr", "linguist-generated", name, ".copier-answers.yml").splitlines()
    assert [one.rpartition(": ")[2] for one in attributes] == ["set", "unspecified"]
    done = sync(project, with_copier(programs))
    assert done.status == 0, done.output
    assert {path.strip('"'): state for path, state in changed(project).items()} == {name: "M", STUB: "??"}
    readme = (project / "README.md").read_text(encoding="utf-8")
    assert readme.count("copier update") == readme.count(f"--answers-file {shlex.quote(name)}")


def test_answers_that_are_not_merged_are_one_line(project: Path, programs: Path) -> None:
    """Copier itself reports them as broken YAML, with a traceback."""
    answers = project / ".copier-answers.yml"
    edit(answers, "groundplan_record:\n", "groundplan_record:\n<<<<<<< HEAD\n=======\n>>>>>>> side\n")
    number = answers.read_text(encoding="utf-8").splitlines().index("<<<<<<< HEAD") + 1
    commit(project)
    done = sync(project, with_copier(programs))
    assert done.status != 0
    line = f".copier-answers.yml:{number}: conflict marker <<<<<<<; keep either side, delete the markers"
    assert [one for one in done.output.splitlines() if not one.startswith(("make:", "make["))] == [line]


@pytest.mark.parametrize("first_line", ["#!/bin/sh", "#!/nowhere/python", f"#!{sys.executable} -S", "MZ\x00"])
def test_copier_without_the_extension_is_left_for_uvx(project: Path, programs: Path, first_line: str) -> None:
    script(programs / "copier", first_line, "echo wrong")
    script(programs / "uvx", "#!/bin/sh", 'echo "uvx $@"')
    path = str(programs)
    done = run(["make", "-C", project, "sync"], project.parent, PATH=path)
    assert done.status == 0, done.output
    wanted = "uvx --with copier-template-extensions copier update --trust --defaults --vcs-ref=:current:"
    assert wanted in done.output.splitlines()
    assert "wrong" not in done.output


def test_sync_without_any_copier_is_one_line(project: Path, programs: Path) -> None:
    done = run(["make", "-C", project, "sync"], project.parent, PATH=str(programs))
    assert done.status != 0
    (line,) = [one for one in done.output.splitlines() if not one.startswith(("make:", "make["))]
    assert "make sync needs uv, or Copier 9.19: pip install copier copier-template-extensions" in line


def test_sync_runs_the_copier_that_is_named(project: Path, programs: Path) -> None:
    done = run(["make", "-C", project, "sync", "COPIER=echo mine"], project.parent, PATH=str(programs))
    assert done.status == 0, done.output
    assert "mine update --trust --defaults --vcs-ref=:current:" in done.output.splitlines()


def test_makefile_asks_for_the_version_that_the_template_needs(project: Path) -> None:
    needed = yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))["_min_copier_version"]
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    assert f"< [{needed.replace('.', ', ')}])" in makefile
    assert f"Copier {needed}:" in makefile
