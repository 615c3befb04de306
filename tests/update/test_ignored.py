"""What Git ignores: an update deletes what Git has no copy of, so that such a file is refused before."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Copier, git
from tests.update.conftest import PLAN, STORIES, changed, commit, edit, updated

SPEC = "specs/001-notes/spec.md"


def contents(project: Path) -> dict[Path, bytes]:
    """Every file of a project, those too that Git ignores."""
    files = (path for path in project.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path: path.read_bytes() for path in files}


def ignore(project: Path, rules: str, file: str = ".gitignore") -> None:
    """Add rules, and let Git forget its copies of what they ignore, as if it never had any."""
    path = project / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + rules, encoding="utf-8")
    git(project, "rm", "-rq", "--cached", ".")
    commit(project)


def refused(copier: Copier, project: Path, *lines: str, answers: dict[str, Any] | None = None) -> None:
    before = contents(project)
    done = copier.update(project, answers)
    assert done.status == 1
    assert tuple(done.output.strip().splitlines()[-len(lines) :]) == lines
    assert done.output.count("is ignored by Git") == len(lines)
    assert "Traceback" not in done.output
    assert changed(project) == {}
    assert contents(project) == before


def test_ignored_documents_are_not_deleted(copier: Copier, project: Path) -> None:
    rules = len((project / ".gitignore").read_text(encoding="utf-8").splitlines())
    ignore(project, "/specs/\n")
    edit(project / SPEC, "# Feature Specification", "# SENTINEL")
    line = f"{SPEC}: is ignored by Git (.gitignore:{rules + 1}: /specs/), and an update deletes such files; "
    line += "add !/specs/ at the end of .gitignore and commit"
    lines = (line.replace(SPEC, PLAN), line)
    refused(copier, project, *lines)
    refused(copier, project, *lines, answers={"stories": [*STORIES, "Leave"]})


def test_written_test_in_an_ignored_folder_is_not_deleted(copier: Copier, project: Path) -> None:
    """As `lib/` of the .gitignore that GitHub has for Python."""
    rules = len((project / ".gitignore").read_text(encoding="utf-8").splitlines())
    stub = "tests/unit/lib/test_settings.py"
    assert (project / stub).exists()
    ignore(project, "*.egg\nlib/\nlib64/\n")
    (project / stub).write_text("def test_t006_written() -> None:\n    assert True\n", encoding="utf-8")
    lines = [
        f"{path}: is ignored by Git (.gitignore:{rules + 2}: lib/), and an update deletes such files; "
        f"add !/{path.partition('lib/')[0]}lib/ at the end of .gitignore and commit"
        for path in sorted(path.relative_to(project).as_posix() for path in contents(project) if "lib" in path.parts)
    ]
    refused(copier, project, *lines)


RULES = {
    "specs/.gitignore": "specs/.gitignore:1: *.md",
    ".git/info/exclude": ".git/info/exclude:1: *.md",
    "../elsewhere/home/.config/git/ignore": "~/.config/git/ignore:1: *.md",
    "../elsewhere/home/rules": "~/rules:1: *.md",
}


@pytest.mark.parametrize("file", RULES)
def test_rule_may_stand_in_any_file_that_git_reads(copier: Copier, project: Path, file: str) -> None:
    home = copier.folder / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        '[core] ; mine\n\texcludesFile = "~/rules" # all\n' if file.endswith("rules") else "", encoding="utf-8"
    )
    git(project, "rm", "-rq", "--cached", "specs")
    git(project, "commit", "-qm", "Forget")
    (project / file).parent.mkdir(parents=True, exist_ok=True)
    (project / file).write_text("*.md\n", encoding="utf-8")
    if file.startswith("specs"):
        git(project, "add", file)
        git(project, "commit", "-qm", "Ignore")
    done = copier.update(project)
    assert done.status == 1
    assert f"is ignored by Git ({RULES[file]}), and" in done.output.strip().splitlines()[-1]
    assert (project / PLAN).exists()


def test_new_stub_in_an_ignored_folder_is_refused(copier: Copier, project: Path) -> None:
    """The next update would delete it."""
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T090 Draw src/gen/chart.py\n\n## Notes\n")
    ignore(project, "gen/\n")
    last = copier.update(project).output.strip().splitlines()[-1]
    assert re.match(r"tests/unit/gen/test_chart\.py: is ignored by Git \(\.gitignore:[0-9]+: gen/\)", last)
    assert "add !/tests/unit/gen/ at the end of .gitignore and commit" in last
    assert changed(project) == {}
    with (project / ".gitignore").open("a", encoding="utf-8") as file:
        file.write("!/tests/unit/gen/\n")
    commit(project)
    assert "tests/unit/gen/test_chart.py" in updated(copier, project)


def test_file_that_an_update_deletes_is_refused_too(copier: Copier, project: Path) -> None:
    """CI moves from GitHub to GitLab, and the settings of the former go."""
    ignore(project, ".github\n")
    edit(project / ".github/workflows/ci.yml", "name: CI", "name: SENTINEL")
    line = ".github/workflows/ci.yml: is ignored by Git (.gitignore:"
    done = copier.update(project, {"ci": "gitlab"})
    assert done.status == 1
    assert line in done.output.strip().splitlines()[-1]
    assert "SENTINEL" in (project / ".github/workflows/ci.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", ["2", "4"])
def test_tracked_files_may_be_ignored(copier: Copier, project: Path, version: str) -> None:
    git(project, "update-index", "--index-version", version)
    (project / ".gitignore").write_text("*\n", encoding="utf-8")
    git(project, "commit", "-qam", "Ignore all")
    edit(project / PLAN, "**Constraints**: NEEDS CLARIFICATION", "**Constraints**: SENTINEL")
    git(project, "commit", "-qam", "Edit")
    assert PLAN in updated(copier, project, {"target_platforms": "Linux"})
    assert "SENTINEL" in (project / PLAN).read_text(encoding="utf-8")


def test_work_tree_beside_the_repository_is_read_too(copier: Copier, project: Path, tmp_path: Path) -> None:
    git(project, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    assert updated(copier, tmp_path / "side") == {}
    (project / ".git/info/exclude").write_text("specs\n", encoding="utf-8")
    assert updated(copier, tmp_path / "side") == {}
    git(tmp_path / "side", "rm", "-rq", "--cached", "specs")
    git(tmp_path / "side", "commit", "-qm", "Forget")
    done = copier.update(tmp_path / "side")
    assert done.status == 1
    assert "info/exclude:1: specs)" in done.output
    assert (tmp_path / "side" / PLAN).exists()


def test_rule_of_the_repository_above_counts(copier: Copier, template: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "all")
    (tmp_path / "all/.gitignore").write_text("plan.md\n", encoding="utf-8")
    done = copier.copy(template, tmp_path / "all/apps/notes")
    assert done.status == 1
    assert done.output.strip().splitlines()[-1] == (
        "specs/001-initial-feature/plan.md: is ignored by Git (../../.gitignore:1: plan.md), and an update deletes "
        "such files; add !/apps/notes/specs/001-initial-feature/plan.md at the end of ../../.gitignore and commit"
    )
    assert not (tmp_path / "all/apps").exists()


def test_new_project_may_begin_in_an_ignored_folder(copier: Copier, template: Path, tmp_path: Path) -> None:
    """As below a home folder that is a repository itself: the project gets a repository of its own."""
    git(tmp_path, "init", "-q", "-b", "main", "home")
    (tmp_path / "home/.gitignore").write_text("*\n", encoding="utf-8")
    assert copier.copy(template, tmp_path / "home/notes").status == 0


def adopted(tmp_path: Path, rules: str) -> Path:
    repository = tmp_path / "harbour"
    (repository / "specs/001-harbour").mkdir(parents=True)
    task = "- [ ] T001 Contract test for GET /lamps in tests/contract/test_lamps.py\n"
    (repository / "specs/001-harbour/tasks.md").write_text(task, encoding="utf-8")
    (repository / ".gitignore").write_text(rules, encoding="utf-8")
    commit(repository, init=True)
    return repository


def adopt(copier: Copier, template: Path, repository: Path) -> Callable[[], str]:
    done = copier.copy(template, repository, {"project_type": "existing"})
    return lambda: done.output.strip().splitlines()[-1] if done.status else ""


def test_ignored_list_that_is_only_read_is_adopted(copier: Copier, template: Path, tmp_path: Path) -> None:
    repository = adopted(tmp_path, "specs/\n")
    assert adopt(copier, template, repository)() == ""
    assert (repository / "tests/contract/test_lamps.py").exists()
    commit(repository)
    assert updated(copier, repository) == {}
    done = copier.update(repository, {"feature_name": "fog", "stories": ["Sound"]})
    assert done.status == 1
    assert re.search(r"^specs/002-fog/\w+\.md: is ignored by Git \(\.gitignore:1: specs/\)", done.output, re.MULTILINE)


@pytest.mark.parametrize("rules", ["tools/\n", ".copier-answers.yml\n", "/tests/*\n!/tests/unit\n"])
def test_adoption_refuses_what_is_ignored(copier: Copier, template: Path, tmp_path: Path, rules: str) -> None:
    repository = adopted(tmp_path, rules)
    before = contents(repository)
    assert "is ignored by Git (.gitignore:1: " in adopt(copier, template, repository)()
    assert contents(repository) == before
