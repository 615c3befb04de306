"""Copier's question to Git about executable bits, which it would ask after each file that it writes."""

import os
import shutil
from collections import Counter
from pathlib import Path

from tests.conftest import Copier, git, run
from tests.update.conftest import commit, edit, updated


def test_git_is_asked_once_a_folder(copier: Copier, project: Path, tmp_path: Path) -> None:
    log, programs = tmp_path / "asked", tmp_path / "programs"
    programs.mkdir()
    (programs / "git").write_text(
        f'#!/bin/sh\ncase "$*" in *core.fileMode*) pwd >> "{log}";; esac\nexec "{shutil.which("git")}" "$@"\n'
    )
    (programs / "git").chmod(0o755)
    edit(project / "specs/001-notes/plan.md", "\n## Notes\n", "\n- [ ] T900 Dredge in src/lib/mud.py\n\n## Notes\n")
    commit(project)
    done = run([copier.command, "update", "--trust", "--defaults", project], tmp_path, HOME=str(tmp_path),
               PATH=f"{programs}{os.pathsep}{os.environ['PATH']}")  # fmt: skip
    assert done.status == 0, done.output
    asked = Counter(log.read_text().split())
    assert str(project) in asked
    assert set(asked.values()) == {1}, asked


def test_executable_bit_reaches_the_index_of_a_repository_that_keeps_none(
    copier: Copier, project: Path, template: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "template"
    shutil.copytree(template, clone, symlinks=True)
    git(clone, "update-index", "--chmod=+x", "template/tools/plan/graph.py")
    git(clone, "commit", "-qm", "Make it executable")
    git(clone, "tag", "v1.1.0")
    edit(project / ".copier-answers.yml", f"_src_path: {template}", f"_src_path: {clone}")
    commit(project)
    git(project, "config", "core.fileMode", "false")
    updated(copier, project)
    assert git(project, "ls-files", "--stage", "tools/plan/graph.py").startswith("100755")
    assert git(project, "ls-files", "--stage", "tools/plan/disk.py").startswith("100644")
