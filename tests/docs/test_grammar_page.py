"""docs/grammar.md: what the page calls a task is read as one, and what it does not is not."""

import re
from pathlib import Path

from plan.project import read_project

from tests.conftest import ROOT


def fences() -> list[str]:
    page = (ROOT / "docs/grammar.md").read_text(encoding="utf-8")
    return re.findall(r"^```markdown\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def ids(root: Path, text: str) -> list[str]:
    file = root / "specs/001-bells/plan.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    (feature,) = read_project(root).features
    return [task.id for task in feature.tasks]


def test_lines_that_the_page_calls_tasks_are_read(tmp_path: Path) -> None:
    tasks = fences()[0]
    assert len(ids(tmp_path, tasks)) == len(tasks.splitlines()) > 10


def test_lines_that_it_calls_none_are_not(tmp_path: Path) -> None:
    assert ids(tmp_path, f"- [ ] T001 Cast the bell\n\n{fences()[1]}") == ["T001"]


def test_headings_give_their_tasks_a_story(tmp_path: Path) -> None:
    lines = [f"{heading}\n\n- [ ] T00{n} Work\n" for n, heading in enumerate(fences()[2].splitlines(), 1)]
    ids(tmp_path, "\n".join(lines))
    (feature,) = read_project(tmp_path).features
    assert [task.stories for task in feature.tasks] == [(), (), ("US1",), ("US1",), ("US1",), ()]


def test_dependencies_of_every_form(tmp_path: Path) -> None:
    written = ["(depends on T001, T002)", "(depends on T001-T003)", "[depends:T001]", "after T001"]
    lines = [f"- [ ] T00{n} Work" for n in range(1, 4)] + [f"- [ ] T01{n} Work {one}" for n, one in enumerate(written)]
    ids(tmp_path, "\n".join(lines))
    (feature,) = read_project(tmp_path).features
    found = [task.depends_on for task in feature.tasks][3:]
    assert found == [("T001", "T002"), ("T001", "T002", "T003"), ("T001",), ("T001",)]
