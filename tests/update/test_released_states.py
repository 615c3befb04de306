"""A project of every released state is updated to the working tree: no conflict, no lost line, no error of `check`.

`release/states/` has a Git bundle for each, see its README.md.
"""

import shutil
from pathlib import Path

import pytest

from tests.conftest import DATE, ROOT, Copier, commit_working_tree, git, plan_tool, report, run
from tests.update.conftest import edit

STATES = sorted((ROOT / "release/states").glob("*.bundle"))
ANSWERS = {
    "project_name": "Notes",
    "feature_name": "notes",
    "feature_date": DATE,
    "requirements": ["A user must be able to write a note"],
    "stories": [
        {
            "title": "Write a note",
            "acceptance": [{"given": "a user", "when": "they write a note", "then": "it is in their list"}],
            "entities": ["Note"],
            "endpoints": ["POST /notes"],
            "requirements": ["FR-001"],
        }
    ],
}
PLAN = "specs/001-notes/plan.md"
MODEL_TEST = "tests/unit/models/test_note.py"


def test_there_is_a_state() -> None:
    assert STATES


@pytest.mark.parametrize("bundle", STATES, ids=lambda bundle: bundle.stem)
def test_project_of_a_released_state_is_updated(bundle: Path, copier: Copier, tmp_path: Path) -> None:
    template, project = tmp_path / "template", tmp_path / "project"
    git(tmp_path, "clone", "-q", str(bundle), str(template))
    done = copier.copy(template, project, ANSWERS, "--vcs-ref", bundle.stem)
    assert done.status == 0, done.output
    before = report(project)["features"][0]["tasks"]
    people_work(project)
    release_working_tree(template)
    done = copier.update(project)
    assert done.status == 0, done.output
    assert git(project, "diff", "--name-only", "--diff-filter=U") == ""
    assert "_commit: v9999.0.0\n" in (project / ".copier-answers.yml").read_text(encoding="utf-8")
    assert "- [ ] T900 Oil the hinges in src/lib/hinge.py\n" in (project / PLAN).read_text(encoding="utf-8")
    assert "\nAsk before you add a dependency.\n" in (project / "AGENTS.md").read_text(encoding="utf-8")
    assert "assert Note() is not None" in (project / MODEL_TEST).read_text(encoding="utf-8")
    after = report(project)["features"][0]["tasks"]
    assert {task["id"]: task["test"]["path"] for task in before}.items() <= {
        task["id"]: task["test"]["path"] for task in after
    }.items()
    checked = plan_tool(project, "check")
    assert checked.status == 0, checked.output
    git(project, "add", "-A")
    git(project, "commit", "-q", "--allow-empty", "-m", "Update")
    again = copier.update(project)
    assert "Nothing to add." in again.output


def people_work(project: Path) -> None:
    """Write a test, add a task and a line to AGENTS.md, and commit."""
    plan = project / PLAN
    model = next(line for line in plan.read_text(encoding="utf-8").splitlines() if "Create Note model" in line)
    task = model.split()[3]
    edit(project / MODEL_TEST, f'@pytest.mark.skip(reason="{task} is pending")\n', "")
    edit(project / MODEL_TEST, f'raise NotImplementedError("{task}")', "assert Note() is not None")
    edit(plan, f"{model}\n", f"{model}\n- [ ] T900 Oil the hinges in src/lib/hinge.py\n")
    edit(project / "AGENTS.md", "\n## Layout\n", "\nAsk before you add a dependency.\n\n## Layout\n")
    assert run(["git", "init", "-q"], project).status == 0
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "Work")


def release_working_tree(template: Path) -> None:
    """Make the template of the working tree the newest version of the clone."""
    for path in template.iterdir():
        if path.name != ".git":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    commit_working_tree(template)
    git(template, "tag", "v9999.0.0")
