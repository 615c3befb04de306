"""The team's own forms through updates: untouched stubs follow them, edited ones merge, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

from copier import VcsRef, run_update

from tests.conftest import ROOT, Copier, git, plan_tool, report
from tests.update.conftest import PLAN, SERVICE_TEST, changed, commit, edit, first_task_of, updated

FORM = ".groundplan/stubs/pytest.jinja"
UNTOUCHED = "tests/unit/models/test_user.py"
SYNC = "--vcs-ref=:current:"
OURS = (ROOT / "includes/stubs/pytest.jinja").read_text(encoding="utf-8")


def form(header: str) -> str:
    """The template's form with a header of the team, and a fixture in each test."""
    text = OURS.replace("import pytest\n", f"import pytest\n\nTEAM = {header!r}\n", 1)
    return "{# form: 1 #}\n" + text.replace("def {{ stub.name }}() -> None:", "def {{ stub.name }}(team: str) -> None:")


def write(project: Path, text: str, path: str = FORM) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, encoding="utf-8")


def text(project: Path, path: str = UNTOUCHED) -> str:
    return (project / path).read_text(encoding="utf-8")


def sync(project: Path) -> dict[str, str]:
    """Sync, and again: the second changes nothing. What the first has changed."""
    run_update(project, vcs_ref=VcsRef.CURRENT, defaults=True, overwrite=True, unsafe=True, quiet=True)
    found = changed(project)
    commit_if_changed(project)
    run_update(project, vcs_ref=VcsRef.CURRENT, defaults=True, overwrite=True, unsafe=True, quiet=True)
    assert changed(project) == {}
    return found


def commit_if_changed(project: Path) -> None:
    if changed(project):
        commit(project)


def test_stubs_follow_a_form_that_comes_changes_and_goes(project: Path) -> None:
    task_id = first_task_of(project, SERVICE_TEST)
    edit(project / SERVICE_TEST, f'raise NotImplementedError("{task_id}")', "assert True  # SENTINEL")
    (project / "tests/unit/models/test_note.py").unlink()
    commit(project)
    ours = text(project)
    statuses = {task["id"]: task["test"]["status"] for task in report(project)["features"][0]["tasks"]}

    write(project, form("Amber"))
    commit(project)
    assert set(sync(project).values()) == {"M"}
    assert "TEAM = 'Amber'" in text(project)
    assert "(team: str)" in text(project, SERVICE_TEST)

    write(project, form("Birch"))
    write(project, '{# form: 1 #}\n    assert "{{ stub.setup }}"\n', ".groundplan/stubs/pytest-setup.jinja")
    commit(project)
    assert set(sync(project).values()) == {"M"}
    assert "TEAM = 'Birch'" in text(project)
    assert 'assert "structure"' in text(project, "tests/unit/test_setup.py")
    edited = text(project, SERVICE_TEST)
    assert "TEAM = 'Birch'" in edited
    assert "SENTINEL" in edited
    assert "<<<<<<<" not in edited
    now = {task["id"]: task["test"]["status"] for task in report(project)["features"][0]["tasks"]}
    assert now == statuses

    git(project, "rm", "-rq", ".groundplan")
    commit(project)
    assert set(sync(project).values()) == {"M"}
    assert text(project) == ours
    assert "SENTINEL" in text(project, SERVICE_TEST)
    assert "TEAM" not in text(project, SERVICE_TEST)
    assert not (project / "tests/unit/models/test_note.py").exists()
