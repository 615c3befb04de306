"""What `tools/plan` writes into a project is what an update takes for its own: the next one changes nothing."""

from pathlib import Path

from tests.conftest import Copier, plan_tool, report
from tests.update.conftest import STORIES, commit, updated


def test_renumbered_feature_is_the_same_feature_to_an_update(copier: Copier, project: Path) -> None:
    found = [{"title": "Find", "endpoints": ["GET /found"]}]
    updated(copier, project, {"feature_name": "search", "stories": found})
    commit(project)
    tests = [one["test"] for one in report(project)["features"][1]["tasks"]]
    assert plan_tool(project, "renumber", "1").output.startswith("moved specs/001-notes to specs/003-notes\n")
    assert plan_tool(project, "renumber", "2").output.startswith("moved specs/002-search to specs/004-search\n")
    commit(project)
    assert updated(copier, project) == {}
    features = report(project)["features"]
    assert [one["id"] for one in features] == ["003-notes", "004-search"]
    assert [one["test"] for one in features[1]["tasks"]] == tests
    status = updated(copier, project, {"feature_name": "search", "stories": [*found, "Sort"]})
    assert status["specs/004-search/plan.md"] == "M"
    assert not [path for path in status if path.startswith(("specs/003", "specs/005"))]


def test_task_of_a_renumbered_feature_can_be_reworded(copier: Copier, project: Path) -> None:
    """The plan, the record and the test all name the folder, and an update merges all three."""
    stub = project / "tests/unit/test_polish.py"
    assert "docs/001-notes.md" in stub.read_text(encoding="utf-8")
    updated(copier, project, {"feature_name": "search", "stories": ["Find"]})
    commit(project)
    assert plan_tool(project, "renumber", "1").status == 0
    commit(project)
    plan = project / "specs/003-notes/plan.md"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("Document the ", "Describe all ", 1), encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M", "tests/unit/test_polish.py": "M"}
    assert "docs/003-notes.md" in stub.read_text(encoding="utf-8")
    assert "Describe all " in stub.read_text(encoding="utf-8")


def test_added_task_gets_its_stub_and_can_be_done_when_it_is_written(copier: Copier, project: Path) -> None:
    assert plan_tool(project, "add", "Count notes in src/lib/count.py", "--story", "US2").status == 0
    commit(project)
    status = updated(copier, project)
    assert status == {".copier-answers.yml": "M", "tests/unit/lib/test_count.py": "??"}
    stub = project / "tests/unit/lib/test_count.py"
    task_id = plan_tool(project, "next", "--id").output.strip()
    added = f"T{int(task_id[1:]) - 1:03d}"
    assert "is pending" in plan_tool(project, "done", added).output
    text = stub.read_text(encoding="utf-8")
    stub.write_text(text.replace(f'@pytest.mark.skip(reason="{added} is pending")\n', ""), encoding="utf-8")
    assert plan_tool(project, "done", added).status == 0
    commit(project)
    assert updated(copier, project) == {}


def test_story_added_after_a_task_finds_its_place(copier: Copier, project: Path) -> None:
    for options in (("--story", "US1"), ("--story", "US2"), ("--phase", "polish")):
        assert plan_tool(project, "add", "Count notes", *options).status == 0
    commit(project)
    updated(copier, project, {"stories": [*STORIES, "Sort notes"]})
    plan = (project / "specs/001-notes/plan.md").read_text(encoding="utf-8")
    assert "<<<<<<<" not in plan
    assert plan.count(" Count notes\n") == 3


def test_example_of_the_readme_is_no_reference_to_a_feature(copier: Copier, project: Path) -> None:
    """`renumber` rewrites every reference in Markdown: that of an example would be a person's edit ever after."""
    updated(copier, project, {"feature_name": "search", "stories": ["Find"]})
    commit(project)
    moved = plan_tool(project, "renumber", "002-search")
    assert "specs/003-search" in moved.output
    assert "README.md" not in moved.output
    assert "AGENTS.md" not in moved.output
