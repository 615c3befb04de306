"""Adopting a repository whose lists are Kiro's or OpenSpec's: they are read, and stay as they are."""

from pathlib import Path

import pytest

from tests.conftest import Copier, git, plan_tool, report
from tests.update.conftest import changed, commit, updated
from tests.update.test_adopting import adopt

KIRO = ".kiro/specs/bell-tower/tasks.md"
OPENSPEC = "openspec/changes/add-bell/tasks.md"
FILES = {
    KIRO: (
        "# Implementation Plan\n\n- [x] 1. Hang the bell\n  - _Requirements: 1.1_\n- [ ] 2. Ring it\n"
        "  - [ ] 2.1 Pull the rope in src/rope.py\n  - [ ]* 2.2 Write unit tests in tests/unit/test_rope.py\n"
        "    - _Requirements: 1.2_\n  - [ ]* 2.2.1 Write web tests in web/tests/rope.test.ts\n"
    ),
    ".kiro/specs/bell-tower/requirements.md": (
        "### Requirement 1: Ring\n#### Acceptance Criteria\n1. WHEN a THEN b\n2. WHEN c THEN d\n"
    ),
    OPENSPEC: (
        "## 1. Bell\n- [ ] 1.1 Write tests/unit/test_bell.py\n- [ ] 1.2 Paint\n\n"
        "## 2. Rest\n- [ ] Extend tests/unit/test_end.py\n"
    ),
    "openspec/changes/archive/2026-01-02-old/tasks.md": "- [ ] 1.1 Write tests/unit/test_old.py\n",
    "openspec/specs/bells/spec.md": "### Requirement: Ring\nIt SHALL ring.\n",
    "web/package.json": '{"devDependencies": {"vitest": "^4"}}\n',
    "pyproject.toml": '[project]\nname = "bells"\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n',
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "bells"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    commit(folder, init=True)
    return folder


def test_lists_of_other_kinds_are_adopted_and_stay_as_they_are(
    template: Path, copier: Copier, repository: Path
) -> None:
    status = adopt(copier, template, repository)
    assert set(status.values()) == {"??"}
    assert {path for path in status if not path.startswith("tools/plan/")} == {
        ".copier-answers.yml",
        "tests/unit/test_bell.py",
        "tests/unit/test_end.py",
        "tests/unit/test_rope.py",
        "web/tests/rope.test.ts",
    }
    features = {one["id"]: one for one in report(repository)["features"]}
    assert {name: (one["kind"], one["archived"]) for name, one in features.items()} == {
        "bell-tower": ("kiro", False),
        "add-bell": ("openspec", False),
        "2026-01-02-old": ("openspec", True),
    }
    tests = {task["id"]: task["test"] for task in features["bell-tower"]["tasks"]}
    assert tests["2.2"] == {
        "path": "tests/unit/test_rope.py", "name": "test_t2_2_write_unit_tests", "status": "pending",
    }  # fmt: skip
    assert tests["2.2.1"]["status"] == "pending"
    assert "T1_" not in (repository / "tests/unit/test_rope.py").read_text(encoding="utf-8")
    assert plan_tool(repository, "check").status == 0
    commit(repository)
    assert updated(copier, repository) == {}


def test_task_added_to_a_list_of_kiro_gets_its_stub_with_the_next_update(
    template: Path, copier: Copier, repository: Path
) -> None:
    adopt(copier, template, repository)
    commit(repository)
    added = plan_tool(
        repository, "add", "Write a test in tests/unit/test_rope.py", "--phase", "Ring it", "--feature", "bell-tower"
    )
    assert "2.3 Write a test" in added.output
    commit(repository)
    assert updated(copier, repository) == {".copier-answers.yml": "M", "tests/unit/test_rope.py": "M"}
    stub = (repository / "tests/unit/test_rope.py").read_text(encoding="utf-8")
    assert "def test_t2_3_write_test() -> None:" in stub
    (repository / "tests/unit/test_rope.py").write_text(
        stub.replace('@pytest.mark.skip(reason="t2_2 is pending")\n', ""), encoding="utf-8"
    )
    assert plan_tool(repository, "done", "2.2", "--feature", "bell-tower").status == 0
    assert plan_tool(repository, "done", "2.3", "--feature", "bell-tower").status == 1


def test_change_that_is_archived_stays_the_same_feature(template: Path, copier: Copier, repository: Path) -> None:
    adopt(copier, template, repository)
    commit(repository)
    git(repository, "mv", "openspec/changes/add-bell", "openspec/changes/archive/2026-03-04-add-bell")
    git(repository, "commit", "-qm", "Archive")
    assert changed(repository) == {}
    findings = report(repository)["findings"]
    assert [one for one in findings if one["feature"].endswith("add-bell")] == []
    updated(copier, repository)
    assert plan_tool(repository, "check").status == 0
    assert (repository / "tests/unit/test_bell.py").is_file()


def test_line_that_shifts_counted_tasks_is_refused_until_they_have_their_numbers(
    template: Path, copier: Copier, repository: Path
) -> None:
    adopt(copier, template, repository)
    commit(repository)
    file = repository / OPENSPEC
    before = file.read_text(encoding="utf-8")
    shifted = before.replace("## 2. Rest\n", "## 2. Rest\n- [ ] Hang the rest\n")
    file.write_text(shifted, encoding="utf-8")
    commit(repository)
    done = copier("update", "--trust", "--defaults", "--vcs-ref=:current:", repository)
    assert done.status != 0
    assert "2.2 has the words of 2.1" in done.output
    assert "write 2.1 behind its box, the number that its test has" in done.output
    file.write_text(shifted.replace("- [ ] Extend", "- [ ] 2.1 Extend"), encoding="utf-8")
    commit(repository)
    assert updated(copier, repository) == {".copier-answers.yml": "M"}
    tests = {
        task["id"]: task["test"]
        for one in report(repository)["features"]
        for task in one["tasks"]
        if one["id"] == "add-bell"
    }
    assert tests["2.1"]["name"] == "test_t2_1_extend"
    assert tests["2.2"] is None
