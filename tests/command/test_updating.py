"""`groundplan sync`, `update` and `feature`: Copier's update, tried out on a clone, its conflicts as exit status."""

import shutil
from pathlib import Path

from tests.command.conftest import Command, files_in
from tests.conftest import git

TASK = "- [ ] T900 Ring the bell in src/lib/bell.py\n"


def add_task(project: Path) -> None:
    plan = project / "specs/001-initial-feature/plan.md"
    plan.write_text(plan.read_text(encoding="utf-8") + TASK, encoding="utf-8")
    git(project, "commit", "-qam", "Add a task")


def test_sync_is_tried_out_and_done(groundplan: Command) -> None:
    project = groundplan.made("bells")
    add_task(project)
    before = files_in(project)
    done = groundplan("sync", "--dry-run", folder=project / "src/lib")
    assert done.status == 0, done.output
    assert "tests/unit/lib/test_bell.py" in done.output
    assert files_in(project) == before
    done = groundplan("sync", folder=project / "src/lib")
    assert done.status == 0, done.output
    assert "Added 1 stub." in done.output
    assert (project / "tests/unit/lib/test_bell.py").is_file()
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Sync")
    assert groundplan("sync", "--dry-run", folder=project).output == "Nothing would change.\n"


def test_sync_clones_the_template_once(groundplan: Command, cloned: list[str]) -> None:
    project = groundplan.made("bells")
    add_task(project)
    cloned.clear()
    assert groundplan("sync", folder=project).status == 0
    assert cloned == ["v1.0.0"]


def test_project_below_a_repository_is_tried_out_too(groundplan: Command) -> None:
    git(groundplan.folder, "init", "-q")
    project = groundplan.made("bells")
    git(groundplan.folder, "add", "-A")
    git(groundplan.folder, "commit", "-qm", "Begin")
    done = groundplan("update", "-d", "storage=SQLite", "--dry-run", folder=project)
    assert done.status == 0, done.output
    assert "plan.md" in done.output
    assert git(project, "status", "--porcelain") == ""


def test_conflicts_are_named_and_fail(groundplan: Command) -> None:
    project = groundplan.made("bells")
    plan = project / "specs/001-initial-feature/plan.md"
    text = plan.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("**Storage**"))
    plan.write_text(text.replace(line, "**Storage**: a shoe box"), encoding="utf-8")
    git(project, "commit", "-qam", "Say where")
    done = groundplan("update", "-d", "storage=SQLite", "--dry-run", folder=project)
    assert done.status == 1
    assert "conflict: specs/001-initial-feature/plan.md" in done.output
    assert git(project, "status", "--porcelain") == ""
    done = groundplan("update", "-d", "storage=SQLite", folder=project)
    assert done.status == 1
    assert "specs/001-initial-feature/plan.md" in done.output.split("Conflicts in 1 file")[1]


def test_next_feature_is_planned(groundplan: Command) -> None:
    project = groundplan.made("bells")
    done = groundplan("feature", "search bells", "-d", "stories=[Find a bell]", folder=project)
    assert done.status == 0, done.output
    assert "Find a bell" in (project / "specs/002-search-bells/plan.md").read_text(encoding="utf-8")


def test_spec_of_a_feature_comes_from_a_file(groundplan: Command) -> None:
    project = groundplan.made("bells")
    spec = groundplan.folder / "spec.md"
    spec.write_text("# Search\n\n### User Story 1 - Find a bell (Priority: P1)\n\nBy its tone.\n", encoding="utf-8")
    done = groundplan("feature", "search", "--defaults", "--spec", str(spec), folder=project)
    assert done.status == 0, done.output
    assert (project / "specs/002-search/spec.md").read_text(encoding="utf-8") == spec.read_text(encoding="utf-8")
    assert "Find a bell" in (project / "specs/002-search/plan.md").read_text(encoding="utf-8")


def test_what_cannot_be_updated_is_refused_in_one_line(groundplan: Command, specs: Path) -> None:
    dirty, loose, orphan = (groundplan.made(name) for name in ("dirty", "loose", "orphan"))
    (dirty / "new.txt").touch()
    shutil.rmtree(loose / ".git")
    answers = orphan / ".copier-answers.yml"
    answers.write_text(
        answers.read_text(encoding="utf-8").replace(f"_src_path: {groundplan.template}", "_src_path: /gone/away"),
        encoding="utf-8",
    )
    git(orphan, "commit", "-qam", "Lose it")
    for folder, said in (
        (dirty, "commit or stash your changes first: `groundplan sync` starts from a clean tree (new.txt)"),
        (loose, "is not in a Git repository; run `git init`"),
        (orphan, "its template, /gone/away, is not there; set _src_path to a clone of it and commit"),
        (specs, "is not a Groundplan project, which `groundplan sync` needs; run `groundplan adopt` first"),
        (groundplan.folder, "is not a Groundplan project, which `groundplan sync` needs; make one with"),
    ):
        before = files_in(folder)
        done = groundplan("sync", folder=folder)
        assert (done.status, said in done.output) == (2, True), done.output
        assert len(done.output.splitlines()) == 1
        assert files_in(folder) == before


def test_old_version_that_the_template_has_lost_is_one_line(groundplan: Command) -> None:
    project = groundplan.made("bells")
    answers = project / ".copier-answers.yml"
    text = answers.read_text(encoding="utf-8").replace("_commit: v1.0.0", "_commit: v0.0.1")
    answers.write_text(text, encoding="utf-8")
    git(project, "commit", "-qam", "Lose it")
    for command in ("sync", "update"):
        done = groundplan(command, folder=project)
        assert done.status == 2
        assert "v0.0.1" in done.output
        assert "Traceback" not in done.output
        assert git(project, "status", "--porcelain") == ""
