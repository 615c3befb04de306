"""Rust compiles the tests that a list names: no merge of two branches takes one out, and a deleted one stays out."""

import re
import shutil
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import Copier, git, plan_tool, run
from tests.update.conftest import ANSWERS, commit, edit, make, updated
from tests.update.test_branches import CONFLICT, SIDES, add_task, on_branches

pytestmark = pytest.mark.xdist_group("listed")  # the branches are made once
LIST = "tests/unit/main.rs"
WRITTEN = '#[path = "lib/{0}.rs"]\nmod lib_{0};\n'


@pytest.fixture(scope="module")
def _made(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(template, tmp_path_factory.mktemp("rust"), {**ANSWERS, "language": "rust"})


@pytest.fixture(scope="module")
def branches(_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def work(copier: Copier, project: Path, after: str, task: str, name: str) -> None:
        add_task(project, after, f"{task} Mend src/lib/{name}.rs")
        updated(copier, project)

    works = {
        "left": partial(work, after="T012", task="T901", name="bell"),
        "right": partial(work, after="T020", task="T902", name="clock"),
    }
    return on_branches(_made, tmp_path_factory.mktemp("branches"), works)


@pytest.mark.parametrize("side", ["ours", "theirs", "both"])
def test_list_that_a_merge_left_short_is_completed(copier: Copier, branches: Path, tmp_path: Path, side: str) -> None:
    project = shutil.copytree(branches, tmp_path / "project", symlinks=True)
    merge(project, "left", side)
    written = (project / LIST).read_text(encoding="utf-8")
    assert [WRITTEN.format(name) in written for name in ("bell", "clock")] == [side != "ours", side != "theirs"]
    updated(copier, project)
    git(project, "commit", "-qam", "Complete", "--allow-empty")
    written = (project / LIST).read_text(encoding="utf-8")
    assert [written.count(WRITTEN.format(name)) for name in ("bell", "clock")] == [1, 1]
    assert updated(copier, project) == {}


def test_test_outside_the_list_is_an_error_until_it_is_added(copier: Copier, branches: Path, tmp_path: Path) -> None:
    project = shutil.copytree(branches, tmp_path / "project", symlinks=True)
    edit(project / LIST, "\n" + WRITTEN.format("clock"), "")
    test = project / "tests/unit/lib/clock.rs"
    test.write_text(test.read_text(encoding="utf-8").replace('#[ignore = "T902 is pending"]\n', ""), encoding="utf-8")
    plan_tool(project, "done", "T902")
    done = plan_tool(project, "check")
    assert done.status == 1
    assert "T902 never runs; commit, then run 'make sync' to add it" in " ".join(done.output.split())
    commit(project)
    assert updated(copier, project) == {LIST: "M"}
    assert WRITTEN.format("clock") in (project / LIST).read_text(encoding="utf-8")
    assert plan_tool(project, "check").status == 0


def test_deleted_test_stays_out_of_the_list(copier: Copier, branches: Path, tmp_path: Path) -> None:
    project = shutil.copytree(branches, tmp_path / "project", symlinks=True)
    edit(project / LIST, '\n#[path = "lib/api/sessions.rs"]\nmod lib_api_sessions;\n', "")
    (project / "tests/unit/lib/api/sessions.rs").unlink()
    commit(project)
    add_task(project, "T012", "T903 Mend src/lib/tower.rs")
    assert "UU" not in updated(copier, project).values()
    written = (project / LIST).read_text(encoding="utf-8")
    assert "sessions" not in written.replace("session_service", "")
    assert WRITTEN.format("tower") in written


@pytest.mark.parametrize("own", ["mod lib;\n", "mod lib {\n    mod clock;\n}\n", None])
def test_list_of_a_persons_own_is_left_alone(copier: Copier, branches: Path, tmp_path: Path, own: str | None) -> None:
    project = shutil.copytree(branches, tmp_path / "project", symlinks=True)
    edit(project / LIST, "\n" + WRITTEN.format("clock"), f"\n{own}" if own else "")
    if own is None:
        footer = next(line for line in (project / LIST).read_text(encoding="utf-8").splitlines() if "above" in line)
        edit(project / LIST, f"{footer}\n", "")
    commit(project)
    assert updated(copier, project) == {}
    assert "never runs" not in plan_tool(project, "check").output


@pytest.mark.skipif(not shutil.which("rustc"), reason="rustc: not installed")
def test_file_of_any_name_is_compiled(copier: Copier, project: Path, tmp_path: Path) -> None:
    for number, name in enumerate(("my-clock", "type", "2fa", "main_clock", "Bell"), 901):
        add_task(project, "T012", f"T{number} Test the clock in tests/unit/{name}.rs")
    updated(copier, project)
    command: list[str | Path] = [
        "rustc",
        "--edition",
        "2024",
        "--test",
        "--emit",
        "metadata",
        "--out-dir",
        tmp_path,
        LIST,
    ]
    cargo = {f"CARGO_{name}": "1.85" for name in ("MANIFEST_DIR", "PKG_NAME", "PKG_RUST_VERSION")}
    done = run(command, project, **cargo)
    assert done.status == 0, done.output
    assert "T905" in (project / "tests/unit/Bell.rs").read_text(encoding="utf-8")
    assert "never runs" not in plan_tool(project, "check").output


def merge(project: Path, branch: str, side: str) -> None:
    """Merge a branch; of each conflict the same side is kept."""
    identity: list[str | Path] = ["-c", "user.name=Tester", "-c", "user.email=tester@example.invalid"]
    done = run(["git", *identity, "merge", "-q", "-m", "Merge", branch], project)
    conflicts = re.findall(r"conflict in (.*)", done.output)
    assert set(conflicts) <= {LIST, ".copier-answers.yml"}
    assert LIST in conflicts
    for file in conflicts:
        text = (project / file).read_text(encoding="utf-8")
        (project / file).write_text(CONFLICT.sub(SIDES[side], text), encoding="utf-8")
    commit(project)
    assert git(project, "status", "--porcelain") == ""
