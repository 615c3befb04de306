"""A story or an endpoint added to the answers: new tasks with new ids; old lines, ticks and edits stay."""

from pathlib import Path

from tests.conftest import DATE, Copier, report
from tests.update.conftest import PLAN, STORIES, commit, edit, make, updated


def test_story_added_to_the_answers_gets_new_ids_and_old_lines_stay(copier: Copier, project: Path) -> None:
    before = {task["id"]: task["text"] for task in report(project)["features"][0]["tasks"]}
    plan = (project / PLAN).read_text(encoding="utf-8")
    ticked = next(one for one in plan.splitlines() if " Create User model " in one)
    edit(project / PLAN, ticked, ticked.replace("- [ ]", "- [x]"))
    edit(project / PLAN, "T002 Initialize", "T002 SENTINEL: initialize")
    commit(project)
    stories = [*STORIES, {"title": "Leave", "priority": "P1", "endpoints": ["DELETE /users"], "entities": ["User"]}]
    stories[0] = STORIES[0] | {"endpoints": ["POST /sessions", "DELETE /sessions"]}
    marks = set(updated(copier, project, {"stories": stories}).values())
    assert marks == {"M", "??"}
    (feature,) = report(project)["features"]
    after = {task["id"]: task["text"] for task in feature["tasks"]}
    assert before.items() - after.items() == {("T002", before["T002"])}
    assert after["T002"].startswith("SENTINEL")
    new = [task for task in feature["tasks"] if task["id"] not in before]
    assert min(task["id"] for task in new) == f"T{len(before) + 1:03d}"
    assert {tuple(task["stories"]) for task in new} == {("US1",), ("US3",)}
    assert {task["phase"] for task in new} == {"User Story 1", "User Story 3"}
    assert all(task["test"]["status"] == "pending" for task in new)
    assert [task["id"] for task in feature["tasks"] if task["done"]] == ["T001", "T002", "T003", ticked.split()[3]]
    assert "## Phase 5: User Story 3 - Leave (Priority: P1)" in (project / PLAN).read_text(encoding="utf-8")
    errors = [one for one in report(project)["findings"] if one["severity"] == "error"]
    assert [(one["rule"], one["task"]) for one in errors] == [("phantom-completion", ticked.split()[3])]
    commit(project)
    assert updated(copier, project) == {}


def test_renamed_story_and_endpoint_keep_their_tasks(copier: Copier, project: Path) -> None:
    before = [task["id"] for task in report(project)["features"][0]["tasks"]]
    stories = [STORIES[0] | {"title": "Log in", "endpoints": ["POST /logins"]}, STORIES[1]]
    updated(copier, project, {"stories": stories})
    (feature,) = report(project)["features"]
    assert [task["id"] for task in feature["tasks"]] == before
    assert feature["stories"][0]["title"] == "Log in"


def test_what_leaves_the_answers_is_told_and_kept(copier: Copier, project: Path) -> None:
    done = copier.update(project, {"stories": STORIES[:1]})
    assert "No longer in the answers, and kept in the plan:\n\n  US2 Write a note\n" in done.output
    assert "User Story 2 - Write a note" in (project / PLAN).read_text(encoding="utf-8")


def test_edited_last_line_of_a_phase_and_a_new_story_both_stand(copier: Copier, project: Path) -> None:
    plan = project / PLAN
    lines = plan.read_text(encoding="utf-8").splitlines()
    line = next(one for one in lines if one.startswith("**Checkpoint**: User Story 2 "))
    edit(plan, line, f"{line} SENTINEL")
    commit(project)
    assert "UU" not in updated(copier, project, {"stories": [*STORIES, "Leave"]}).values()
    assert "SENTINEL" in plan.read_text(encoding="utf-8")


def test_edited_last_items_of_specification_and_readme_and_new_ones_stand(copier: Copier, project: Path) -> None:
    spec, readme = project / "specs/001-notes/spec.md", project / "README.md"
    one = {**STORIES[0], "acceptance": ["One"]}
    updated(copier, project, {"stories": [one, STORIES[1]]})
    edit(spec, "1. One\n", "1. One SENTINEL\n")
    edit(spec, "- **Note**: [NEEDS CLARIFICATION: which fields does it have?]", "- **Note**: fields `text` SENTINEL")
    readme.write_text(f"{readme.read_text(encoding='utf-8')}\n## Mine\n\nSENTINEL\n", encoding="utf-8")
    commit(project)
    more = {**one, "acceptance": ["One", "Two"], "entities": ["User", "Session"]}
    status = updated(copier, project, {"stories": [more, STORIES[1]], "license": "MIT"})
    assert "UU" not in status.values()
    text = spec.read_text(encoding="utf-8")
    assert "1. One SENTINEL\n\n2. Two\n" in text
    assert text.index("**Note**: fields `text` SENTINEL") < text.index("**Session**:")
    assert "SENTINEL" in readme.read_text(encoding="utf-8")
    assert "## Licence" in readme.read_text(encoding="utf-8")


def test_first_command_leaves_the_program_that_a_person_wrote(copier: Copier, template: Path, tmp_path: Path) -> None:
    (tmp_path / "rust").mkdir()
    project = make(template, tmp_path / "rust", {"project_name": "Bell", "language": "rust", "feature_date": DATE})
    program = project / "src/main.rs"
    program.write_text('fn main() {\n    println!("SENTINEL");\n}\n', encoding="utf-8")
    commit(project)
    marks = updated(copier, project, {"stories": [{"title": "Ring", "endpoints": ["ring"]}]})
    assert "src/main.rs" not in marks
    assert "SENTINEL" in program.read_text(encoding="utf-8")
    (feature,) = report(project)["features"]
    assert [task["paths"] for task in feature["tasks"] if "entry point" in task["text"]] == [["src/main.rs"]]
