"""A context answer, the language or the project type changed: the plan follows, and what people edited stays."""

from pathlib import Path

import pytest

from tests.conftest import DATE, Copier, report
from tests.update.conftest import PLAN, SERVICE_TEST, STORIES, commit, edit, make, updated


def test_changed_context_answer_follows_in_the_plan(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "**Constraints**: NEEDS CLARIFICATION", "**Constraints**: SENTINEL")
    commit(project)
    assert updated(copier, project, {"target_platforms": "Linux"}) == {".copier-answers.yml": "M", PLAN: "M"}
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert "**Target Platforms**: Linux\n" in plan
    assert "**Constraints**: SENTINEL\n" in plan


def test_hand_edited_field_and_a_changed_answer_show_both(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "**Target Platforms**: NEEDS CLARIFICATION", "**Target Platforms**: SENTINEL")
    commit(project)
    assert updated(copier, project, {"target_platforms": "Linux"})[PLAN] == "UU"
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert "SENTINEL" in plan
    assert "**Target Platforms**: Linux" in plan


def test_change_of_language_takes_its_default_version_and_framework(copier: Copier, project: Path) -> None:
    updated(copier, project, {"language": "typescript"})
    answers = (project / ".copier-answers.yml").read_text(encoding="utf-8")
    assert "\nlanguage_version: '24'\n" in answers
    assert "\ntesting: vitest\n" in answers
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert "**Languages/Versions**: TypeScript (Node.js 24)\n" in plan
    assert "**Testing**: Vitest\n" in plan
    assert (project / "package.json").is_file()


def test_stubs_of_a_former_language_stay_with_what_a_person_wrote(copier: Copier, project: Path) -> None:
    typescript = {"language": "typescript", "testing": "jest"}
    further = [{**STORIES[0], "endpoints": ["POST /sessions", "GET /sessions"]}, STORIES[1]]
    updated(copier, project, {**typescript, "stories": further})
    stub = project / "tests/contract/get-sessions.test.ts"
    stub.write_text(f"{stub.read_text(encoding='utf-8')}\n// SENTINEL\n", encoding="utf-8")
    commit(project)
    updated(copier, project, {"language": "python"})
    assert '\n\nimport { test } from "@jest/globals";\n' in stub.read_text(encoding="utf-8")
    assert stub.read_text(encoding="utf-8").endswith("\n// SENTINEL\n")
    commit(project)
    assert updated(copier, project) == {}


def test_single_project_becomes_a_web_project_and_one_again(copier: Copier, project: Path) -> None:
    """New folders appear, what a person wrote in the old ones stays, and check names what is no longer in use."""
    source, test = project / "src/models/user.py", project / SERVICE_TEST
    source.write_text("class User: ...  # SENTINEL\n", encoding="utf-8")
    edit(test, "Tests of further tasks", "SENTINEL: tests of further tasks")
    edit(project / PLAN, "- [ ] T004", "- [x] T004")
    commit(project)
    old = {task["id"]: task["test"] for task in report(project)["features"][0]["tasks"]}
    new = updated(copier, project, {"project_type": "web"}).keys()
    assert {"backend/src/api/app.py", "frontend/package.json"} <= new
    tasks = {task["id"]: task for task in report(project)["features"][0]["tasks"]}
    assert {one: tasks[one]["test"] for one in old} == old
    assert tasks["T004"]["done"]
    assert {task["test"]["path"].split("/")[0] for one, task in tasks.items() if one not in old} == {
        "backend",
        "frontend",
    }
    assert "**Project Type**: web\n" in (project / PLAN).read_text(encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {}
    assert idle_units(project) == ["the unit at the project's root"]
    assert set(updated(copier, project, {"project_type": "single"}).values()) == {"M"}
    assert idle_units(project) == ["the unit at backend/", "the unit at frontend/"]
    assert "SENTINEL" in source.read_text(encoding="utf-8")
    assert "SENTINEL" in test.read_text(encoding="utf-8")
    commit(project)
    further = updated(copier, project, {"stories": [{**STORIES[0], "journeys": ["A user signs in", "Again"]}]})
    assert PLAN in further
    assert [path for path in further if path.startswith(("backend/", "frontend/"))] == []


def idle_units(project: Path) -> list[str]:
    findings = report(project)["findings"]
    return [one["message"].partition(" is no longer")[0] for one in findings if one["rule"] == "unused-unit"]


def test_single_project_becomes_a_package_and_one_without_again(copier: Copier, project: Path) -> None:
    """What people wrote stays where it is, and what is planned from then on goes to the other folders."""
    edit(project / "src/cli/main.py", '"""The command line."""', '"""SENTINEL: the command line."""')
    (project / "src/models/user.py").write_text("class User: ...  # SENTINEL\n", encoding="utf-8")
    commit(project)
    tasks = [line for line in (project / PLAN).read_text(encoding="utf-8").splitlines() if line.startswith("- [")]
    assert {"src/notes/__init__.py", "src/notes/cli/main.py"} <= updated(
        copier, project, {"package_layout": "true"}
    ).keys()
    assert "SENTINEL" in (project / "src/cli/main.py").read_text(encoding="utf-8")
    assert "SENTINEL" in (project / "src/models/user.py").read_text(encoding="utf-8")
    assert set(tasks) <= set((project / PLAN).read_text(encoding="utf-8").splitlines())
    assert 'packages = ["src/notes"]' in (project / "pyproject.toml").read_text(encoding="utf-8")
    edit(project / "src/notes/cli/main.py", '"""The command line."""', '"""SENTINEL: another one."""')
    commit(project)
    assert updated(copier, project) == {}
    pen, ink = ({"title": title, "entities": [entity]} for title, entity in (("Lend a pen", "Pen"), ("Fill it", "Ink")))
    updated(copier, project, {"stories": [*STORIES, pen]})
    assert "Create Pen model in src/notes/models/pen.py" in (project / PLAN).read_text(encoding="utf-8")
    assert (project / "tests/unit/models/test_pen.py").is_file()
    commit(project)
    updated(copier, project, {"package_layout": "false", "stories": [*STORIES, pen, ink]})
    assert "Create Ink model in src/models/ink.py" in (project / PLAN).read_text(encoding="utf-8")
    assert "SENTINEL" in (project / "src/notes/cli/main.py").read_text(encoding="utf-8")
    assert "SENTINEL" in (project / "src/cli/main.py").read_text(encoding="utf-8")
    assert "[build-system]" not in (project / "pyproject.toml").read_text(encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {}


def test_package_is_still_one_after_a_web_project(copier: Copier, project: Path) -> None:
    updated(copier, project, {"package_layout": "true"})
    commit(project)
    updated(copier, project, {"project_type": "web"})
    commit(project)
    assert set(updated(copier, project, {"project_type": "single"}).values()) == {"M"}
    assert "package_layout: true\n" in (project / ".copier-answers.yml").read_text(encoding="utf-8")
    assert 'packages = ["src/notes"]' in (project / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("first", ["", "https://github.com/acme/quay"])
def test_address_of_a_repository_that_comes_or_changes_later_moves_no_code(
    copier: Copier, template: Path, tmp_path: Path, first: str
) -> None:
    """Also if the record is lost afterwards: the package of the code is what the paths in the plan say."""
    answers = {"project_name": "Quay", "language": "java", "feature_date": DATE, "feature_name": "notes"}
    (tmp_path / "made").mkdir()
    project = make(template, tmp_path / "made", {**answers, "stories": STORIES, "repository_url": first})
    package = "io/github/acme/quay" if first else "quay"
    source = project / f"src/main/java/{package}/models/User.java"
    source.write_text(f"package {package.replace('/', '.')}.models;\n\npublic class User {{}}\n", encoding="utf-8")
    commit(project)
    before = {path: path.read_bytes() for path in project.rglob("*.java")}
    changed = updated(copier, project, {"repository_url": "https://git.example/team/harbour"})
    assert changed == {".copier-answers.yml": "M", "pom.xml": "M"}
    assert {path: path.read_bytes() for path in project.rglob("*.java")} == before
    pom = (project / "pom.xml").read_text(encoding="utf-8")
    assert f"<groupId>{'io.github.acme' if first else 'com.example'}</groupId>" in pom
    commit(project)
    record = project / ".copier-answers.yml"
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if '{"unit":' not in line]
    assert len(kept) == len(lines) - 1
    record.write_text("".join(kept), encoding="utf-8")
    commit(project)
    lamp = {"title": "Light a lamp", "entities": ["Lamp"]}
    further = updated(copier, project, {"stories": [*STORIES, lamp]})
    assert f"src/test/java/{package}/unit/models/LampTest.java" in further
    assert [path for path in further if path.endswith(".java") and f"/{package}/" not in path] == []
