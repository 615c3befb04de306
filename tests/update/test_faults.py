"""What a person's machine and repository may do to an update: links, line ends, modes, no Git; nothing is lost."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import Copier, git, plan_tool, report, run
from tests.update.conftest import ANSWERS, PLAN, SERVICE_TEST, STORIES, changed, commit, edit, updated


@pytest.mark.parametrize("linked", ["specs", "tools", "tools/plan"])
def test_link_that_leads_out_is_refused_in_a_line(template: Path, copier: Copier, tmp_path: Path, linked: str) -> None:
    outside, repository = tmp_path / "outside", tmp_path / "repository"
    outside.mkdir()
    (repository / linked).parent.mkdir(parents=True)
    (repository / linked).symlink_to(outside)
    done = copier("copy", "--trust", "--defaults", "-d", "project_type=existing", template, repository)
    assert done.status != 0
    assert f"{linked}: is a link that leads out of the project; put a folder in its place" in done.output
    assert "Traceback" not in done.output
    assert list(outside.iterdir()) == []
    assert [path for path in repository.rglob("*") if path.is_file()] == []


@pytest.fixture
def windows_line_ends(copier: Copier) -> None:
    """What Git for Windows is installed with, and what Copier's own calls of Git follow then."""
    (copier.folder / "home").mkdir()
    (copier.folder / "home/.gitconfig").write_text("[core]\n\tautocrlf = true\n", encoding="utf-8")


@pytest.mark.usefixtures("windows_line_ends")
def test_template_cloned_with_windows_line_ends_makes_the_same_project(
    template: Path, copier: Copier, project: Path, tmp_path: Path
) -> None:
    done = copier.copy(template, tmp_path / "made", ANSWERS)
    assert done.status == 0, done.output
    names = git(project, "ls-files").splitlines()
    assert len(names) > 50
    assert [name for name in names if b"\r" in (tmp_path / "made" / name).read_bytes()] == []


def test_checkout_of_a_project_has_no_windows_line_ends(project: Path) -> None:
    check_out_as_on_windows(project)
    names = git(project, "ls-files").splitlines()
    assert len(names) > 50
    assert [name for name in names if b"\r" in (project / name).read_bytes()] == []


@pytest.mark.usefixtures("windows_line_ends")
def test_windows_line_ends_of_a_project_change_nothing_but_what_is_new(copier: Copier, project: Path) -> None:
    """As in an adopted repository, whose .gitattributes are its own."""
    edit(project / ".gitattributes", "* text=auto eol=lf\n", "")
    commit(project)
    check_out_as_on_windows(project)
    text = (project / PLAN).read_bytes()
    assert b"\r\n" in text
    line = b"- [ ] T100 Unit test in tests/unit/test_clock.py\r\n"
    place = text.index(b"- [ ] T008")
    (project / PLAN).write_bytes(text[:place] + line + text[place:])
    commit(project)
    updated(copier, project)
    assert staged(project) == {".copier-answers.yml", "tests/unit/test_clock.py"}
    commit(project)
    updated(copier, project)
    assert staged(project) == set()


def check_out_as_on_windows(project: Path) -> None:
    git(project, "config", "core.autocrlf", "true")
    git(project, "rm", "-q", "--cached", "-r", ".")
    git(project, "reset", "-q", "--hard")


def staged(project: Path) -> set[str]:
    """What has changed, line ends apart: the status compares sizes until a file is added."""
    git(project, "add", "-A")
    return set(git(project, "diff", "--cached", "--name-only").split())


def test_file_modes_that_git_does_not_keep_change_nothing(copier: Copier, project: Path) -> None:
    git(project, "config", "core.fileMode", "false")
    (project / "Makefile").chmod(0o755)
    assert updated(copier, project) == {}


@pytest.mark.parametrize(
    "settings",
    [
        {"apply.whitespace": "error", "core.whitespace": "tab-in-indent"},
        {"apply.whitespace": "fix"},
        {"core.attributesFile": "~/attributes"},
    ],
    ids=["whitespace is an error", "whitespace is fixed", "no text"],
)
def test_what_a_person_wrote_stays_whatever_git_is_set_to(
    copier: Copier, project: Path, settings: dict[str, str]
) -> None:
    """Copier brings edits back with `git diff-tree` and `git apply`, which find none, take none, or change them."""
    home = copier.folder / "home"
    home.mkdir()
    (home / "attributes").write_text("*.md -diff\n", encoding="utf-8")
    for key, value in settings.items():
        git(project, "config", "--file", str(home / ".gitconfig"), key, value)
    verse, spec = "\n\tA line of verse  \nand the next\n", project / PLAN.replace("plan.md", "spec.md")
    edit(project / PLAN, "\n## Notes\n", f"{verse}\n## Notes\n")
    edit(spec, "### Edge Cases\n", f"### Edge Cases\n{verse}")
    commit(project)
    assert "UU" not in updated(copier, project, {"constraints": "No tide"}).values()
    assert verse in spec.read_text(encoding="utf-8")
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert verse in plan
    assert "No tide" in plan


def test_update_that_is_killed_is_taken_back_by_git(copier: Copier, project: Path, tmp_path: Path) -> None:
    edit(project / PLAN, "**Constraints**: NEEDS CLARIFICATION", "**Constraints**: SENTINEL")
    commit(project)
    before = contents(project)
    outside = set(tmp_path.iterdir())
    answers = tmp_path / "elsewhere/answers.yml"
    answers.write_text(yaml.safe_dump({"stories": [*STORIES, "Leave", "Stay"], "storage": "SQLite"}), encoding="utf-8")
    update: list[str | Path] = ["update", "--trust", "--defaults", "--data-file", answers, project]
    left = []
    for written in (0, 1, 3, 6, 10):  # the files that Copier has written when it is killed
        process = subprocess.Popen(
            [sys.executable, "-m", "copier", *update],
            cwd=tmp_path / "elsewhere",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.4)
        while process.poll() is None and len(contents(project).items() - before.items()) < written:
            time.sleep(0.001)
        process.kill()
        process.wait()
        left.append(contents(project))
        (project / ".git/index.lock").unlink(missing_ok=True)
        git(project, "reset", "-q", "--hard")
        git(project, "clean", "-qfd")
        assert contents(project) == before
    assert set(tmp_path.iterdir()) == outside
    done = copier(*update)
    assert done.status == 0, done.output
    finished = contents(project)
    assert [state for state in left if state not in (before, finished)], "no kill came while Copier was writing"


def contents(project: Path) -> dict[Path, bytes]:
    """The project's files, read while Copier may be replacing them."""
    files: dict[Path, bytes] = {}
    for path in sorted(project.rglob("*")):
        if path.is_file() and ".git" not in path.parts:
            with contextlib.suppress(FileNotFoundError):
                files[path] = path.read_bytes()
    return files


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if run(["mount", "-t", "tmpfs", "-o", "size=300k", "none", folder], tmp_path).status != 0:
        pytest.skip("a small disk can be mounted by root alone")
    yield folder
    run(["umount", "-l", folder], tmp_path)


def test_full_disk_leaves_no_half_a_project(template: Path, copier: Copier, small_disk: Path) -> None:
    done = copier.copy(template, small_disk / "project", ANSWERS)
    assert done.status != 0
    assert "No space left on device" in done.output
    assert not (small_disk / "project").exists()


@pytest.fixture
def locked(project: Path) -> Iterator[Path]:
    """The plan of a project, which nobody may write to; root neither, where the file system can say so."""
    plan = project / PLAN
    plan.chmod(0o444)
    attributes = shutil.which("chattr")  # of ext2 and its like
    if os.access(plan, os.W_OK) and (not attributes or run([attributes, "+i", plan], project).status != 0):
        pytest.skip("root may write to every file here")
    yield plan
    if attributes:
        run([attributes, "-i", plan], project)


def test_file_that_cannot_be_written_is_told_before_anything_is(copier: Copier, project: Path, locked: Path) -> None:
    done = copier.update(project, {"storage": "SQLite", "stories": [*STORIES, "Leave"]})
    assert done.status != 0
    assert done.output.strip().splitlines()[-1] == (
        f"{PLAN}: is not writable; change its permissions; nothing has been changed"
    )
    assert "Traceback" not in done.output
    assert changed(project) == {}


@pytest.fixture
def locked_folders(project: Path) -> Iterator[list[Path]]:
    """Folders in which nobody may make or delete a file, root neither."""
    folders = [project / ".github/workflows", project / "specs/001-notes"]
    attributes = shutil.which("chattr")
    for folder in folders:
        folder.chmod(0o555)
        if os.access(folder, os.W_OK) and (not attributes or run([attributes, "+i", folder], project).status != 0):
            pytest.skip("root may write to every folder here")
    yield folders
    for folder in folders:
        if attributes:
            run([attributes, "-i", folder], project)
        folder.chmod(0o755)


def test_folder_of_edited_or_deleted_files_that_is_locked_is_told(
    copier: Copier, project: Path, locked_folders: list[Path]
) -> None:
    """Git would put a new file in the place of the edited one, and Copier delete the workflow."""
    edit(project / PLAN, "**Constraints**: NEEDS CLARIFICATION", "**Constraints**: SENTINEL")
    commit(project)
    done = copier.update(project, {"storage": "SQLite", "ci": "none"})
    assert done.status == 1
    assert sorted(done.output.strip().splitlines()[-2:]) == [
        f"{folder.relative_to(project).as_posix()}: is not writable; change its permissions; nothing has been changed"
        for folder in locked_folders
    ]
    assert changed(project) == {}


def test_control_characters_of_documents_reach_no_test(copier: Copier, project: Path) -> None:
    tasks = "- [ ] T100 Unit test in tests/unit/test_bell\aring.py\n- [ ] T101 Ring\x1b[31m the\b bell\n"
    edit(project / PLAN, "\n## Notes\n", f"\n{tasks}\n## Notes\n")
    spec = project / "specs/001-notes/spec.md"
    edit(spec, "## Requirements", "### User Story 3 - Ring\a a bell (Priority: P3)\n\nIt rings.\n\n## Requirements")
    commit(project)
    new = [name for name, letters in updated(copier, project).items() if letters == "??"]
    assert any("t101" in (project / name).read_text(encoding="utf-8") for name in new)
    for name in new:
        assert name.isprintable()
        compile((project / name).read_text(encoding="utf-8"), name, "exec")
    assert tasks in (project / PLAN).read_text(encoding="utf-8")
    found = plan_tool(project, "check", "--json").output
    assert '"the document has the control character U+0007; delete it"' in found


@pytest.mark.parametrize(("file", "encoding"), [(PLAN, "utf-8"), (PLAN, "utf-16"), (SERVICE_TEST, "utf-8")])
def test_file_that_git_takes_for_binary_is_refused(copier: Copier, project: Path, file: str, encoding: str) -> None:
    """Git merges no binary file: the update would write over the edits in it."""
    text = (project / file).read_text(encoding="utf-8")
    written = f"{text}\nMine\0\n".encode(encoding)
    (project / file).write_bytes(written)
    commit(project)
    done = copier.update(project, {"storage": "SQLite"})
    assert done.status == 1
    last = done.output.strip().splitlines()[-1]
    assert last.startswith(f"{file}:")
    assert "Git takes it for binary" in last
    assert (project / file).read_bytes() == written


def test_lock_that_a_killed_git_left_is_one_line(copier: Copier, project: Path) -> None:
    (project / ".git/index.lock").touch()
    done = copier.update(project, {"storage": "SQLite"})
    assert done.status == 1
    assert done.output.strip().splitlines()[-1] == (
        ".git/index.lock: another Git process is running here, or one was killed; wait for it to end; "
        "delete this file if none is running"
    )
    assert "Traceback" not in done.output
    (project / ".git/index.lock").unlink()
    assert changed(project) == {}


def test_folder_that_cannot_be_written_is_told(template: Path, copier: Copier, tmp_path: Path) -> None:
    if run(["mount", "-t", "tmpfs", "-o", "ro", "none", tmp_path / "elsewhere"], tmp_path).status != 0:
        pytest.skip("a disk that is read alone can be mounted by root alone")
    done = Copier(tmp_path).copy(template, tmp_path / "elsewhere/project", ANSWERS)
    run(["umount", "-l", tmp_path / "elsewhere"], tmp_path)
    assert done.status != 0
    assert "elsewhere: is not writable" in done.output
    assert "Traceback" not in done.output


def test_template_without_git_makes_a_project(copier: Copier, tmp_path: Path, template: Path) -> None:
    plain = tmp_path / "plain"
    shutil.copytree(template, plain, ignore=shutil.ignore_patterns(".git"))
    assert copier.copy(plain, tmp_path / "project", ANSWERS).status == 0
    assert len(report(tmp_path / "project")["features"][0]["tasks"]) > 3
