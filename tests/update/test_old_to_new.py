"""A project of the first released state, edited by a person, is brought to the template as it stands here."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Copier, commit_working_tree, git, report, run
from tests.update.conftest import ANSWERS, PLAN, SERVICE_TEST, commit, edit, updated

RELEASED = "c7dc9e0"  #: the first state that was given to users


@pytest.fixture
def template_of_then(tmp_path: Path) -> Path:
    """A clone whose only version is the first one."""
    if run(["git", "cat-file", "-e", f"{RELEASED}^{{commit}}"], ROOT).status != 0:
        pytest.skip(f"this clone is shallow, so it has no {RELEASED}")
    folder = tmp_path / "template"
    git(tmp_path, "clone", "-q", str(ROOT), str(folder))
    git(folder, "checkout", "-q", "-B", "main", RELEASED)
    git(folder, "tag", "v0.1.0")
    return folder


@pytest.mark.parametrize("task_list", ["plan.md", "tasks.md"])
def test_nothing_is_lost_on_the_way_from_the_first_version(
    template_of_then: Path, copier: Copier, tmp_path: Path, task_list: str
) -> None:
    project = tmp_path / "project"
    done = copier.copy(template_of_then, project, {**ANSWERS, "task_list": task_list})
    assert done.status == 0, done.output
    commit(project, init=True)
    listed = project / PLAN.replace("plan.md", task_list)
    stub = project / SERVICE_TEST
    task_id = next(one["id"] for one in tasks_of(project) if one["test"]["path"] == SERVICE_TEST)
    edit(listed, "- [ ] T004", "- [x] T004")
    edit(
        listed, f"- [ ] {task_id} [US1] Implement", f"- [ ] T100 Mend SENTINEL in src/x.py\n- [ ] {task_id} [US1] Build"
    )
    edit(stub, f'@pytest.mark.skip(reason="{task_id} is pending")\n', "")
    edit(stub, f'    raise NotImplementedError("{task_id}")\n', "    assert 2 == 1 + 1  # SENTINEL\n")
    for name in ("README.md", "Makefile", "pyproject.toml", "specs/001-notes/spec.md"):
        with (project / name).open("a", encoding="utf-8") as file:
            file.write("\n# SENTINEL\n")
    (project / "src/models/user.py").write_text("class User: ...  # SENTINEL\n", encoding="utf-8")
    before = {one["id"]: one["test"] for one in tasks_of(project)}
    edited = [path for path in git(project, "ls-files", "-m", "-o").split() if path]
    assert {"README.md", "Makefile", "pyproject.toml", SERVICE_TEST} < set(edited)
    commit(project)

    # What has been removed from the template since then must go from its clone, too.
    for path in template_of_then.iterdir():
        if path.name != ".git":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    commit_working_tree(template_of_then)
    git(template_of_then, "tag", "v1.0.0")
    assert "UU" not in updated(copier, project).values()

    after = {one["id"]: one["test"] for one in tasks_of(project)}
    assert {one: (after[one]["path"], after[one]["name"]) for one in before if one != "T100"} == {
        one: (test["path"], test["name"]) for one, test in before.items() if one != "T100"
    }
    assert after["T100"]["status"] == "pending"
    for name in edited:
        assert "SENTINEL" in (project / name).read_text(encoding="utf-8"), name
    assert "- [x] T004" in listed.read_text(encoding="utf-8")
    assert f"{task_id} Build UserService" in stub.read_text(encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {}


def tasks_of(project: Path) -> list[dict[str, Any]]:
    (feature,) = report(project)["features"]
    tasks: list[dict[str, Any]] = feature["tasks"]
    return tasks
