"""What a fresh project holds."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from extensions.plan.languages import LANGUAGES
from extensions.plan.reading.lists import read_tasks

from extensions.answers.stack import Stack
from extensions.answers.stacks import SERVICE, STACKS
from tests.conftest import EXAMPLES, Copier, Render, example, plan_tool, report, run

SINGLE_FOLDERS = {
    "src/models",
    "src/services",
    "src/cli",
    "src/lib",
    "tests/contract",
    "tests/integration",
    "tests/unit",
}
FIELDS = [
    "Languages/Versions", "Primary Dependencies", "Storage", "Testing", "Target Platforms", "Project Type",
    "Performance Goals", "Constraints", "Scale/Scope",
]  # fmt: skip


def plan_of(project: Path) -> str:
    return next(project.glob("specs/*/plan.md")).read_text(encoding="utf-8")


def test_package_is_named_after_the_folder_if_the_name_is_not_given(
    template: Path, copier: Copier, tmp_path: Path
) -> None:
    assert copier.copy(template, tmp_path / "bells", {"language": "go"}).status == 0
    assert "module example.com/bells\n" in (tmp_path / "bells/go.mod").read_text(encoding="utf-8")


def test_defaults_make_a_project_from_a_template_without_tags(template: Path, copier: Copier, tmp_path: Path) -> None:
    untagged = tmp_path / "untagged"
    assert copier("copy", "--help").status == 0
    from tests.conftest import git

    git(tmp_path, "clone", "-q", str(template), str(untagged))
    git(untagged, "tag", "-d", "v1.0.0")
    done = copier.copy(untagged, tmp_path / "made")
    assert done.status == 0, done.output
    assert (tmp_path / "made/specs/001-initial-feature/plan.md").is_file()


def test_single_layout_is_exactly_as_drawn(render: Render) -> None:
    project = render()
    roots = [path for root in ("src", "tests") for path in (project / root).iterdir()]
    assert {path.relative_to(project).as_posix() for path in roots} == SINGLE_FOLDERS
    drawn = re.search(r"```text\nsrc/\n(.*?)```", plan_of(project), re.DOTALL)
    assert drawn
    names = re.findall(r"[├└]── (\w+)/", drawn[1])
    assert names == ["models", "services", "cli", "lib", "contract", "integration", "unit"]


def test_plan_has_the_nine_fields_and_no_invented_value(render: Render) -> None:
    plan = plan_of(render())
    assert (
        re.findall(r"^\*\*([^*]+)\*\*: ", plan.split("## Technical Context")[1].split("## ")[0], re.MULTILINE) == FIELDS
    )
    assert "**Storage**: NEEDS CLARIFICATION" in plan
    assert "**Languages/Versions**: Python 3.11" in plan
    assert "**Date**: 2026-03-14" in plan
    assert "<!--" not in plan


def test_context_answers_stand_in_their_fields(render: Render) -> None:
    plan = plan_of(render(storage="PostgreSQL 17", primary_dependencies="fastapi, a message queue"))
    assert "**Storage**: PostgreSQL 17\n" in plan
    assert "**Primary Dependencies**: fastapi, a message queue\n" in plan


def test_manifest_holds_what_is_a_requirement_and_no_other(render: Render) -> None:
    project = render(primary_dependencies=["FastAPI", "httpx>=0.27", "a message queue", "redis; os.system('x')"])
    manifest = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    assert manifest["project"]["dependencies"] == ["fastapi>=0.163", "httpx>=0.27", "uvicorn>=0.54"]


@pytest.mark.parametrize("name", ["conduit", "todotxt"])
def test_spec_says_all_that_the_answers_say(render: Render, name: str) -> None:
    answers = example(name)
    spec = next(render(**answers).glob("specs/*/spec.md")).read_text(encoding="utf-8")
    assert answers["requirements"] and answers["success_criteria"] and answers["stories"]
    for number, requirement in enumerate(answers["requirements"], start=1):
        assert f"- **FR-{number:03d}**: {requirement}" in spec
    for number, criterion in enumerate(answers["success_criteria"], start=1):
        assert f"- **SC-{number:03d}**: {criterion}" in spec
    for story in answers["stories"]:
        assert re.search(
            rf"^### User Story \d+ - {re.escape(story['title'])} \(Priority: {story['priority']}\)$", spec, re.M
        )
        assert story["acceptance"], story["title"]
        for scenario in story["acceptance"]:
            assert f"**Given** {scenario['given']}, **When** {scenario['when']}, **Then** {scenario['then']}" in spec


@pytest.mark.parametrize("name", ["conduit", "todotxt"])
def test_every_endpoint_entity_and_journey_has_its_tasks(render: Render, name: str) -> None:
    answers = example(name)
    texts = [task.text for task in read_tasks(plan_of(render(**answers)), "plan.md")]
    for key in ("endpoints", "entities", "journeys"):
        assert any(story[key] for story in answers["stories"]), key
    for story in answers["stories"]:
        for endpoint in story["endpoints"]:
            assert sum(text.startswith(f"Contract test for {endpoint} in ") for text in texts) == 1
        for journey in story["journeys"]:
            assert sum(text.startswith(f'Integration test for "{journey}" in ') for text in texts) == 1
    entities = {e if isinstance(e, str) else e["name"] for story in answers["stories"] for e in story["entities"]}
    for entity in entities:
        assert sum(text.startswith(f"Create {entity} model in src/models/") for text in texts) == 1


def test_tasks_md_holds_the_tasks_where_it_is_asked_for(render: Render) -> None:
    project = render(task_list="tasks.md", stories=["Ring the bell"])
    folder = project / "specs/001-initial-feature"
    assert "- [x] T001" in (folder / "tasks.md").read_text(encoding="utf-8")
    plan = (folder / "plan.md").read_text(encoding="utf-8")
    assert "T001" not in plan
    assert "[tasks.md](tasks.md)" in plan
    assert "tasks.md" not in plan_of(render(stories=["Ring the bell"]))


def test_links_of_the_documents_resolve(render: Render) -> None:
    for answers in (example("conduit"), {"task_list": "tasks.md", "stories": ["Ring the bell"]}):
        project = render(**answers)
        for document in [project / "README.md", *project.glob("specs/*/*.md")]:
            links = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
            assert links
            assert [link for link in links if not (document.parent / link).exists()] == []


def test_nothing_of_jinja_and_no_compiled_file_is_left(render: Render) -> None:
    project = render(**example("conduit"))
    files = [path for path in project.rglob("*") if path.is_file() and ".git" not in path.parts]
    assert len(files) > 50
    assert not [path for path in files if path.suffix in (".pyc", ".jinja")]
    for path in files:
        if "tools" not in path.parts and path.name != ".copier-answers.yml":  # the record is JSON, which has braces
            text = re.sub(r"\$\{\{ .*? \}\}", "", path.read_text(encoding="utf-8"))  # an expression of GitHub's
            assert not re.search(r"\{[{%]|[%}]\}", text), path


@pytest.mark.parametrize("service", [one for one in STACKS.values() if one.role == SERVICE], ids=lambda one: one.name)
def test_the_tool_finds_only_open_questions_in_every_framework(render: Render, service: Stack) -> None:
    project = render(project_type="web", language=service.language, backend_framework=service.name)
    assert {one["rule"] for one in report(project)["findings"]} == {"needs-clarification"}


@pytest.mark.parametrize("name", ["conduit", "todotxt"])
def test_the_tool_finds_only_open_questions_and_every_task_has_a_test(render: Render, name: str) -> None:
    project = render(**example(name))
    assert plan_tool(project, "check").status == 0
    assert {one["rule"] for one in report(project)["findings"]} == {"needs-clarification"}
    (feature,) = report(project)["features"]
    assert len(feature["tasks"]) > 90
    assert {task["test"]["status"] for task in feature["tasks"] if task["done"]} == {"unknown"}
    assert {task["test"]["status"] for task in feature["tasks"] if not task["done"]} == {"pending"}
    assert [task["id"] for task in feature["tasks"] if task["done"]] == ["T001", "T002", "T003"]


def test_the_same_answers_give_the_same_bytes_on_another_day(
    template: Path, copier: Copier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = example("conduit") | {"feature_date": "2026-03-14", "project_name": "Conduit"}
    trees = []
    for name, zone in (("one", "Pacific/Kiritimati"), ("two", "Pacific/Pago_Pago")):  # a day apart at every hour
        monkeypatch.setenv("TZ", zone)
        assert copier.copy(template, tmp_path / name, answers).status == 0
        files = (path for path in sorted((tmp_path / name).rglob("*")) if path.is_file())
        trees.append({path.relative_to(tmp_path / name): path.read_bytes() for path in files})
    assert len(trees[0]) > 50
    assert trees[0] == trees[1]


def test_examples_are_public_material_whole(render: Render) -> None:
    conduit = [endpoint for story in example("conduit")["stories"] for endpoint in story["endpoints"]]
    assert len(conduit) == len(set(conduit)) == 19
    names = {path.stem for path in EXAMPLES.glob("*.yml")}
    assert names == {"conduit", "todotxt", "reading-list"}  # the last is our own, and small
    questions = yaml.safe_load((EXAMPLES.parent / "copier.yml").read_text(encoding="utf-8"))
    for name in names:
        assert example(name).keys() <= questions.keys()


def test_single_project_runs_at_once_and_its_readme_says_how(render: Render) -> None:
    project = render()
    done = run([sys.executable, "-m", "cli", "--help"], project / "src")
    assert done.status == 0, done.output
    assert done.output.startswith("usage: sample ")
    assert run([sys.executable, "-m", "cli", "--unknown"], project / "src").status == 2
    assert "-m cli $(ARGS)\n" in (project / "Makefile").read_text(encoding="utf-8")
    assert "| `make run` | " in (project / "README.md").read_text(encoding="utf-8")


def test_backend_of_a_web_project_is_run_by_make_run(render: Render) -> None:
    web = (render(project_type="web") / "Makefile").read_text(encoding="utf-8")
    assert "\n\tcd backend && PYTHONPATH=src .venv/bin/python -m api\n" in web


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"other"}))
def test_entry_point_of_every_language_is_the_file_that_its_task_names(render: Render, language: str) -> None:
    project = render(language=language, stories=[{"title": "Ring", "endpoints": ["ring"]}])
    (task,) = [one for one in read_tasks(plan_of(project), "plan.md") if "command-line entry point" in one.text]
    assert (project / task.paths[0]).is_file()
    assert "\nrun: " in (project / "Makefile").read_text(encoding="utf-8")


def test_feature_without_stories_says_what_to_do_next(render: Render) -> None:
    plan = plan_of(render())
    assert "## Next Steps\n\nNo user story is planned yet." in plan
    assert "## Dependencies & Execution Order" not in plan
    assert "## Next Steps" not in plan_of(render(stories=["Ring"]))
