"""Adopting a repository that works spec-first already: nothing of its own is touched."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Copier, git, plan_tool, report
from tests.update.conftest import changed, commit, updated

TASKS = """# Tasks: harbour

## Phase 1: Setup

- [x] T001 Create pyproject.toml
- [ ] T002 [P] Configure the linter in .editorconfig

## Phase 3: User Story 1 - Light (Priority: P1)

- [ ] T003 [P] [US1] Contract test for GET /lamps in tests/contract/test_lamps.py
- [ ] T004 [US1] Keep lamps in src/lamps.py
- [ ] T005 [US1] Extend tests/unit/test_lamps.py with the leap year
- [ ] T006 [US1] Component test in web/tests/lamp.test.ts
- [ ] T007 [US1] Unit test in ../outside/test_x.py
- [ ] T008 [US1] Unit test in .git/hooks/test_x.py
- [ ] T009 [US1] Unit test in linked/test_x.py
- [x] T010 [US1] Fog horn
- [ ] T011 [US1] Unit test in test_bare.py
"""
FILES = {
    "specs/001-harbour/tasks.md": TASKS,
    "docs/specs/002-quay/tasks.md": "- [ ] T001 Unit test in tests/unit/test_quay.py\r\n",
    "tests/unit/test_lamps.py": "def test_lamps() -> None:\n    assert True\n",
    "README.md": "# Harbour\n",
    "Makefile": "all:\n",
    ".gitattributes": "* text=auto\n",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    (tmp_path / "outside").mkdir()
    (folder / "linked").symlink_to(tmp_path / "outside")
    commit(folder, init=True)
    return folder


def adopt(copier: Copier, template: Path, repository: Path, *more: str) -> dict[str, str]:
    done = copier("copy", "--trust", "--defaults", "-d", "project_type=existing", *more, template, repository)
    assert done.status == 0, done.output
    return changed(repository)


def test_adopting_only_adds_and_leaves_every_file_as_it_was(template: Path, copier: Copier, repository: Path) -> None:
    status = adopt(copier, template, repository)
    assert set(status.values()) == {"??"}
    added = {path for path in status if not path.startswith("tools/plan/")}
    assert added == {".copier-answers.yml", "tests/contract/test_lamps.py", "tests/unit/test_quay.py"}
    assert {name: (repository / name).read_bytes() for name in FILES} == {k: v.encode() for k, v in FILES.items()}
    assert not list((repository.parent / "outside").iterdir())


def test_report_tells_what_each_task_has(template: Path, copier: Copier, repository: Path) -> None:
    adopt(copier, template, repository)
    first, second = report(repository)["features"]
    assert (first["id"], second["id"]) == ("001-harbour", "002-quay")
    tests = {task["id"]: task["test"] and (task["test"]["path"], task["test"]["status"]) for task in first["tasks"]}
    assert tests["T001"] is None
    assert tests["T003"] == ("tests/contract/test_lamps.py", "pending")
    assert tests["T005"] == ("tests/unit/test_lamps.py", "unknown")
    assert tests["T006"] == ("web/tests/lamp.test.ts", "missing")
    assert second["tasks"][0]["file"] == "docs/specs/002-quay/tasks.md"
    assert second["tasks"][0]["test"]["status"] == "pending"


def test_second_update_of_an_adopted_repository_changes_nothing(
    template: Path, copier: Copier, repository: Path
) -> None:
    adopt(copier, template, repository)
    commit(repository)
    assert updated(copier, repository) == {}
    with (repository / "specs/001-harbour/tasks.md").open("a", encoding="utf-8") as file:
        file.write("- [ ] T012 Contract test for POST /lamps in tests/contract/test_lamps.py\n")
    commit(repository)
    assert updated(copier, repository) == {".copier-answers.yml": "M", "tests/contract/test_lamps.py": "M"}
    commit(repository)
    assert updated(copier, repository) == {}


def test_every_task_gets_a_stub_of_its_own_name_where_it_is_asked_for(
    template: Path, copier: Copier, repository: Path
) -> None:
    status = adopt(copier, template, repository, "-d", "stub_scope=every-task")
    assert "tests/unit/test_lamps_harbour_t004.py" in status
    assert "tests/unit/test_setup_harbour_t002.py" in status


def test_feature_can_be_planned_in_an_adopted_repository(template: Path, copier: Copier, repository: Path) -> None:
    adopt(copier, template, repository)
    commit(repository)
    status = updated(copier, repository, {"feature_name": "fog", "stories": ["Sound the horn"]})
    assert "specs/003-fog/plan.md" in status
    plan = (repository / "specs/003-fog/plan.md").read_text(encoding="utf-8")
    assert "## Phase 1: Foundational" in plan
    assert "**Structure Decisions**: The repository keeps its own layout.\n" in plan
    assert "make sync" not in plan
    assert not re.search(r"[ \t]\n|\n\n\n", plan)
    assert {mark for path, mark in status.items() if path != ".copier-answers.yml"} == {"??"}


def test_answers_of_another_template_are_not_written_over(template: Path, copier: Copier, repository: Path) -> None:
    (repository / ".copier-answers.yml").write_text("_src_path: elsewhere\n", encoding="utf-8")
    commit(repository)
    done = copier("copy", "--trust", "--defaults", "-d", "project_type=existing", template, repository)
    assert done.status == 1
    assert done.output == (
        ".copier-answers.yml: belongs to another template; add --answers-file .copier-answers.groundplan.yml\n"
    )
    assert changed(repository) == {}
    adopt(copier, template, repository, "--answers-file", ".copier-answers.groundplan.yml")
    assert plan_tool(repository, "report").status == 0
    assert (repository / ".copier-answers.yml").read_text(encoding="utf-8") == "_src_path: elsewhere\n"
    (repository / ".copier-answers.yml").unlink()
    commit(repository)
    again = copier("copy", "--trust", "--defaults", "-d", "project_type=existing", template, repository)
    assert again.status == 1
    assert "this project already exists" in again.output


def test_repository_without_a_list_gets_a_feature_only_if_one_is_named(
    template: Path, copier: Copier, repository: Path
) -> None:
    shutil.rmtree(repository / "specs")
    shutil.rmtree(repository / "docs")
    git(repository, "commit", "-qam", "None")
    added = adopt(copier, template, repository)
    assert {path for path in added if not path.startswith("tools/plan/")} == {".copier-answers.yml"}
    commit(repository)
    assert "specs/001-fog/plan.md" in updated(copier, repository, {"feature_name": "fog"})


def test_specification_without_a_list_is_recognised_and_planned_if_named(
    template: Path, copier: Copier, repository: Path
) -> None:
    spec = repository / "specs/003-fog/spec.md"
    spec.parent.mkdir()
    spec.write_text("### User Story 1 - Sound the horn (Priority: P1)\n\nA ship hears it.\n", encoding="utf-8")
    commit(repository)
    adopt(copier, template, repository)
    assert [one["title"] for one in report(repository)["features"][1]["stories"]] == ["Sound the horn"]
    commit(repository)
    status = updated(copier, repository, {"feature_name": "003-fog"})
    assert "specs/003-fog/plan.md" in status
    assert "specs/003-fog/spec.md" not in status


MANIFESTS = {
    "vitest": ('{"devDependencies": {"vitest": "^4"}}', 'import { test } from "vitest";'),
    "jest": ('{"dependencies": {"jest": "^30"}}', 'import { test } from "@jest/globals";'),
    "node-test": ('{"scripts": {"test": "node --test"}}', 'import { test } from "node:test";'),
}


@pytest.mark.parametrize("framework", MANIFESTS)
def test_typescript_stub_is_of_the_framework_that_the_repository_uses(
    template: Path, copier: Copier, repository: Path, framework: str
) -> None:
    manifest, imported = MANIFESTS[framework]
    (repository / "web").mkdir()
    (repository / "web/package.json").write_text(manifest, encoding="utf-8")
    (repository / "package.json").write_text('{"devDependencies": {"@playwright/test": "^1"}}', encoding="utf-8")
    commit(repository)
    adopt(copier, template, repository)
    stub = (repository / "web/tests/lamp.test.ts").read_text(encoding="utf-8")
    assert f"\n\n{imported}\n" in stub
    assert 'test.skip("T006 ' in stub
    commit(repository)
    assert updated(copier, repository) == {}


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"devDependencies": []}', '{"scripts": {"test": "mocha"}}'])
def test_no_typescript_stub_where_the_framework_is_unknown(
    template: Path, copier: Copier, repository: Path, manifest: str
) -> None:
    if manifest:
        (repository / "package.json").write_text(manifest, encoding="utf-8")
        commit(repository)
    assert "web/tests/lamp.test.ts" not in adopt(copier, template, repository)
    (finding,) = [one for one in report(repository)["findings"] if one["task"] == "T006"]
    assert (finding["rule"], finding["severity"]) == ("missing-test", "warning")


def test_what_was_wrong_on_the_day_of_adoption_is_a_warning(template: Path, copier: Copier, repository: Path) -> None:
    file = repository / "specs/001-harbour/tasks.md"
    file.write_text(f"{TASKS}- [ ] T003 Keep lamps again (depends on T099)\n", encoding="utf-8")
    commit(repository)
    adopt(copier, template, repository)
    assert plan_tool(repository, "check").status == 0
    commit(repository)
    with file.open("a", encoding="utf-8") as opened:
        opened.write("- [ ] T020 Trim wicks in src/wicks.py (depends on T098)\n")
    commit(repository)
    assert updated(copier, repository) == {".copier-answers.yml": "M"}
    errors = [one for one in report(repository)["findings"] if one["severity"] == "error"]
    assert [(one["rule"], one["task"]) for one in errors] == [("unknown-dependency", "T020")]


def test_nothing_is_made_up_of_a_repository_without_a_manifest(
    template: Path, copier: Copier, repository: Path
) -> None:
    done = copier("copy", "--trust", "--defaults", "-d", "project_type=existing", template, repository)
    assert "Found 2 features with 12 tasks in the form of spec-kit (2 done).\n" in done.output
    assert "Languages by manifest: none; test frameworks: none.\n" in done.output
    commit(repository)
    (repository / "package.json").write_text('{"devDependencies": {"vitest": "^4"}}\n', encoding="utf-8")
    commit(repository)
    updated(copier, repository, {"feature_name": "fog"})
    plan = (repository / "specs/003-fog/plan.md").read_text(encoding="utf-8")
    assert "**Languages/Versions**: TypeScript\n" in plan
    assert "**Testing**: Vitest\n" in plan
