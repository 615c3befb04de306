"""What an update or a copy refuses in one line, with nothing written."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Copier, git
from tests.update.conftest import PLAN, changed, commit, edit, updated


def refused(copier: Copier, project: Path, answers: dict[str, Any], line: str) -> None:
    """Nothing is written, and the last line says why."""
    done = copier.update(project, answers)
    assert done.status != 0
    assert line in done.output.strip().splitlines()[-1]
    assert "Traceback" not in done.output
    assert changed(project) == {}


@pytest.mark.parametrize("command", ["copy", "recopy"])
@pytest.mark.parametrize("force", [(), ("--overwrite",)])
def test_project_is_not_written_over(
    copier: Copier, project: Path, template: Path, command: str, force: tuple[str, ...]
) -> None:
    edit(project / PLAN, "**Storage**: NEEDS CLARIFICATION", "**Storage**: SENTINEL")
    commit(project)
    done = copier(command, "--trust", "--defaults", *force, *([template] if command == "copy" else []), project)
    assert done.status == 1
    assert "this project already exists; use `copier update`, which keeps what people wrote" in done.output
    assert changed(project) == {}


def test_story_for_a_feature_with_a_list_of_its_own_is_refused(copier: Copier, project: Path) -> None:
    (project / "specs/002-search").mkdir()
    (project / "specs/002-search/tasks.md").write_text("# Search\n\n- [ ] T001 Index notes\n", encoding="utf-8")
    commit(project)
    line = "stories: 002-search already has a task list; add tasks there, or plan another feature"
    refused(copier, project, {"feature_name": "002-search", "stories": ["Find"]}, line)


def test_list_with_both_sides_of_a_merge_is_refused(copier: Copier, project: Path) -> None:
    sides = "<<<<<<< HEAD\n- [ ] T090 A in src/lib/a.py\n=======\n- [ ] T090 B in src/lib/b.py\n>>>>>>> x\n"
    edit(project / PLAN, "\n---\n\n## Phase 3", f"{sides}\n---\n\n## Phase 3")
    commit(project)
    refused(copier, project, {}, "conflict marker <<<<<<<; resolve the merge first")


SOURCES = {
    "spec.md": ("# Spec\n\n### User Story 1 - Sign in (Priority: P1)\n", ">>>>>>> theirs"),
    "data-model.md": ("# Data Model\n\n## Entity: Note\n", "<<<<<<< HEAD"),
    "contracts/notes.yaml": ("openapi: 3.1.0\npaths:\n", "<<<<<<< ours"),
    "contracts/v2/notes.yml": ("openapi: 3.1.0\n", "<<<<<<<"),
    "contracts/notes.json": ("{\n", ">>>>>>> 1a2b3c4"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_source_with_a_side_of_a_merge_is_refused(copier: Copier, project: Path, name: str) -> None:
    head, marker = SOURCES[name]
    file = project / "specs/001-notes" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{head}{marker}\n", encoding="utf-8")
    commit(project)
    line = f"specs/001-notes/{name}:{head.count(chr(10)) + 1}: conflict marker {marker[:7]}; resolve the merge first"
    refused(copier, project, {}, line)
    refused(copier, project, {"feature_name": "search", "stories": ["Find"]}, line)


def test_conflict_markers_of_all_sources_are_one_line_each(copier: Copier, project: Path) -> None:
    (project / "specs/001-notes/data-model.md").write_text("# Data Model\n<<<<<<< HEAD\n>>>>>>> x\n", encoding="utf-8")
    edit(project / PLAN, "\n---\n\n## Phase 3", "\n---\n>>>>>>> x\n\n## Phase 3")
    line = (project / PLAN).read_text(encoding="utf-8").splitlines().index(">>>>>>> x") + 1
    commit(project)
    done = copier.update(project)
    assert done.status == 1
    assert done.output.strip().splitlines()[-2:] == [
        f"{PLAN}:{line}: conflict marker >>>>>>>; resolve the merge first",
        "specs/001-notes/data-model.md:2: conflict marker <<<<<<<; resolve the merge first",
    ]
    assert changed(project) == {}


def test_underlined_heading_is_no_side_of_a_merge(copier: Copier, project: Path) -> None:
    spec = project / "specs/001-notes/spec.md"
    spec.write_text(f"Overview\n=======\n\n{spec.read_text(encoding='utf-8')}\n>>>>>> six\n", encoding="utf-8")
    (project / "specs/001-notes/data-model.md").write_text("Data\n=======\n", encoding="utf-8")
    commit(project)
    assert updated(copier, project) == {}


def test_specification_to_begin_with_is_refused_with_a_side_of_a_merge(copier: Copier, project: Path) -> None:
    (copier.folder / "draft.md").write_text("### User Story 1 - Find\n\n<<<<<<< HEAD\n", encoding="utf-8")
    answers = {"feature_name": "search", "spec_source": "draft.md"}
    refused(copier, project, answers, 'spec_source: "draft.md":3: conflict marker <<<<<<<; resolve the merge first')


def test_specification_that_is_not_planned_may_have_any_text(copier: Copier, project: Path) -> None:
    """A feature with a task list of its own is read by its list alone."""
    folder = project / "specs/002-search"
    folder.mkdir()
    (folder / "tasks.md").write_text("# Search\n\n- [ ] T001 Index notes\n", encoding="utf-8")
    (folder / "spec.md").write_text("# How to merge\n\n<<<<<<< HEAD\n", encoding="utf-8")
    commit(project)
    assert "<<<<<<<" not in copier.update(project).output


@pytest.mark.parametrize(
    "fault",
    [
        'def project_view(*arguments: object) -> None:\n    raise KeyError("unit")\n',
        'Project.has_servers = property(lambda project: {}["unit"])\n',
    ],
    ids=["in a function", "while a file is rendered"],
)
def test_fault_of_the_template_is_one_line_that_asks_to_report_it(
    template: Path, copier: Copier, tmp_path: Path, fault: str
) -> None:
    clone = tmp_path / "template"
    shutil.copytree(template, clone)
    with (clone / "extensions/views/project.py").open("a", encoding="utf-8") as file:
        file.write(fault)
    commit(clone)
    git(clone, "tag", "v1.1.0")
    done = copier.copy(clone, tmp_path / "made", {})
    assert done.status == 1
    assert re.fullmatch(
        r"internal error in views/project\.py:[0-9]+ \(KeyError: 'unit'\); "
        "please report it to the maintainers of Groundplan",
        done.output.strip().splitlines()[-1],
    )
    assert "Traceback" not in done.output
    assert not (tmp_path / "made").exists()
