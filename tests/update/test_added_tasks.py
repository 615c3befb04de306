"""A task added by hand: its stub appears, and nothing else changes but the record."""

import re
import sys
from pathlib import Path

import pytest

from tests.conftest import Copier, git, plan_tool, report, run
from tests.update.conftest import PLAN, SERVICE_TEST, changed, commit, edit, updated


def test_update_without_a_change_changes_nothing(copier: Copier, project: Path) -> None:
    assert updated(copier, project) == {}
    assert updated(copier, project, None, "--vcs-ref=:current:") == {}


def test_task_added_by_hand_gets_its_stub_and_nothing_else_changes(copier: Copier, project: Path) -> None:
    lines = (project / PLAN).read_text(encoding="utf-8")
    line = next(one for one in lines.splitlines() if " Implement POST /sessions " in one)
    edit(project / PLAN, line, f"{line}\n- [ ] T100 [US1] Hash passwords in src/lib/passwords.py (depends on T006)")
    commit(project)
    stub = "tests/unit/lib/test_passwords.py"
    assert plan_tool(project, "check").status == 1
    assert updated(copier, project, None, "--vcs-ref=:current:") == {".copier-answers.yml": "M", stub: "??"}
    added = [
        one for one in git(project, "diff", "-U0").splitlines() if one[:1] in "+-" and one[:3] not in ("+++", "---")
    ]
    assert len(added) == 1
    assert "T100" in added[0]
    assert "def test_t100_hash_passwords" in (project / stub).read_text(encoding="utf-8")
    commit(project)
    assert updated(copier, project, None, "--vcs-ref=:current:") == {}
    assert plan_tool(project, "check").status == 0


def test_edited_stub_and_a_further_task_of_its_file_both_stand(copier: Copier, project: Path) -> None:
    (feature,) = report(project)["features"]
    task = next(one for one in feature["tasks"] if "Log session events" in one["text"])
    assert task["test"]["path"] == SERVICE_TEST
    edit(project / SERVICE_TEST, f'raise NotImplementedError("{task["id"]}")', "assert True  # SENTINEL")
    plan = (project / PLAN).read_text(encoding="utf-8")
    line = next(one for one in plan.splitlines() if f" {task['id']} [US1]" in one)
    edit(project / PLAN, line, f"{line}\n- [ ] T100 [US1] Lock accounts in src/services/session_service.py")
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M", SERVICE_TEST: "M"}
    text = (project / SERVICE_TEST).read_text(encoding="utf-8")
    assert "SENTINEL" in text
    assert "def test_t100_lock_accounts" in text
    assert "<<<<<<<" not in text


@pytest.mark.parametrize("version", ["v1.0.0", ":current:"])
def test_tests_in_another_order_stay_so_and_a_further_one_comes_last(
    copier: Copier, project: Path, version: str
) -> None:
    """A merge of two branches puts their tests one after the other, whatever their ids."""
    text = (project / SERVICE_TEST).read_text(encoding="utf-8")
    head, first, *others, last, end = re.split(r"^(?=@pytest\.mark\.skip|# Tests of further)", text, flags=re.MULTILINE)
    moved = "".join((head, *others, last, first))
    (project / SERVICE_TEST).write_text(moved + end, encoding="utf-8")
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T900 Lock accounts in src/services/session_service.py\n\n## Notes\n")
    commit(project)
    assert updated(copier, project, None, f"--vcs-ref={version}") == {".copier-answers.yml": "M", SERVICE_TEST: "M"}
    text = (project / SERVICE_TEST).read_text(encoding="utf-8")
    assert text.startswith(moved)
    assert "def test_t900_lock_accounts" in text.removeprefix(moved)


def test_task_that_is_renumbered_where_tests_are_in_another_order_is_no_conflict(copier: Copier, project: Path) -> None:
    stub, two = (
        project / "tests/unit/lib/test_bolts.py",
        "- [ ] T900 Cast src/lib/bolts.py\n- [ ] T901 Tighten src/lib/bolts.py",
    )
    edit(project / PLAN, "\n## Notes\n", f"\n{two}\n\n## Notes\n")
    commit(project)
    updated(copier, project)
    text = stub.read_text(encoding="utf-8")
    head, first, last, end = re.split(r"^(?=@pytest\.mark\.skip|# Tests of further)", text, flags=re.MULTILINE)
    stub.write_text("".join((head, last, first, end)), encoding="utf-8")
    edit(project / PLAN, "T900 Cast", "T902 Cast")
    commit(project)
    assert "UU" not in updated(copier, project).values()
    assert "def test_t902_cast" in stub.read_text(encoding="utf-8")


def test_task_that_the_record_lost_can_be_renumbered_beside_a_new_one(copier: Copier, project: Path) -> None:
    """After a merge that kept one side of the answers file: the stub alone says which task the line was."""
    stub, answers = project / "tests/unit/lib/test_bolts.py", project / ".copier-answers.yml"
    edit(
        project / PLAN,
        "\n## Notes\n",
        "\n- [ ] T900 Cast src/lib/bolts.py\n- [ ] T901 Tighten src/lib/bolts.py\n\n## Notes\n",
    )
    commit(project)
    updated(copier, project)
    lines = answers.read_text(encoding="utf-8").splitlines(keepends=True)
    answers.write_text("".join(line for line in lines if '"task":"T901"' not in line), encoding="utf-8")
    edit(project / PLAN, "- [ ] T901 Tighten", "- [ ] T902 Loosen src/lib/bolts.py\n- [ ] T903 Tighten")
    commit(project)
    assert "UU" not in updated(copier, project).values()
    names = re.findall(r"def test_(t90\d)_(?:cast|loosen|tighten)", stub.read_text(encoding="utf-8"))
    assert {"t900", "t902", "t903"} <= set(names)
    commit(project)
    assert updated(copier, project) == {}


def test_own_test_of_a_person_is_the_tasks_test(copier: Copier, project: Path) -> None:
    own = project / "tests/unit/lib/test_limits.py"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("def test_limits() -> None:\n    assert True  # SENTINEL\n", encoding="utf-8")
    line = next(
        one for one in (project / PLAN).read_text(encoding="utf-8").splitlines() if " Create User model " in one
    )
    edit(project / PLAN, line, f"{line}\n- [ ] T100 [US1] Limits in src/lib/limits.py")
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M"}
    (task,) = [one for one in report(project)["features"][0]["tasks"] if one["id"] == "T100"]
    assert task["test"] == {"path": "tests/unit/lib/test_limits.py", "name": None, "status": "unknown"}
    assert plan_tool(project, "check").status == 0


def test_make_sync_writes_stubs_and_asks_for_a_commit_first(copier: Copier, project: Path) -> None:
    command = Path(sys.executable).parent / "copier"
    with (project / PLAN).open("a", encoding="utf-8") as file:
        file.write("\n- [ ] T100 Mend src/lib/clock.py\n")
    refused = run(["make", "sync", f"COPIER={command}"], project)
    assert refused.status != 0
    assert "Commit first: sync starts from a clean folder." in refused.output
    commit(project)
    home = {"HOME": str(copier.folder), "GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.invalid"}
    home |= {"GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@example.invalid"}
    done = run(["make", "sync", f"COPIER={command}"], project, **home)
    assert done.status == 0, done.output
    assert changed(project) == {".copier-answers.yml": "M", "tests/unit/lib/test_clock.py": "??"}
