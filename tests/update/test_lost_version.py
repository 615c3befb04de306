"""A template that no longer has the version of a project: its tag was moved, or its history was written anew."""

import shutil
from pathlib import Path

from tests.conftest import Copier, git
from tests.update.conftest import ANSWERS, PLAN, STORIES, changed, commit, edit, updated


def test_project_goes_on_from_another_version(copier: Copier, template: Path, tmp_path: Path) -> None:
    """The way out that docs/faults.md tells: `_commit` names a version that is there."""
    clone, project = tmp_path / "template", tmp_path / "project"
    shutil.copytree(template, clone)
    assert copier.copy(clone, project, ANSWERS).status == 0
    edit(project / PLAN, "**Constraints**: NEEDS CLARIFICATION", "**Constraints**: SENTINEL")
    (project / "src/lib/note.py").write_text("SENTINEL = 1\n", encoding="utf-8")
    commit(project, init=True)
    for tag, heading in (("v1.1.0", "# Working here"), ("v1.2.0", "# Working in this repository")):
        agents = clone / "template/AGENTS.md.jinja"
        first, rest = agents.read_text(encoding="utf-8").split("\n", 1)
        assert first != heading
        agents.write_text(f"{heading}\n{rest}", encoding="utf-8")
        commit(clone)
        git(clone, "tag", tag)
    git(clone, "tag", "-d", "v1.0.0")

    done = copier.update(project)
    assert done.status != 0
    assert "Unknown revision: 'v1.0.0'" in done.output.splitlines()[-1]
    done = copier("recopy", "--trust", "--defaults", project)
    assert "this project already exists" in done.output
    assert changed(project) == {}

    edit(project / ".copier-answers.yml", "_commit: v1.0.0", "_commit: v1.1.0")
    commit(project)
    status = updated(copier, project, {"stories": [*STORIES, "Leave"]})
    assert status["AGENTS.md"] == "UU"  # v1.1.0 is not what the project was made of
    assert set(status.values()) <= {"M", "??", "UU"}
    assert "SENTINEL" in (project / PLAN).read_text(encoding="utf-8")
    assert (project / "src/lib/note.py").exists()
    assert "User Story 3 - Leave" in (project / PLAN).read_text(encoding="utf-8")
    git(project, "checkout", "-q", "--theirs", "AGENTS.md")
    assert "# Working in this repository" in (project / "AGENTS.md").read_text(encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {}
