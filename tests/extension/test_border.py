"""Whatever the extension raises stops Copier with one line: at a question, in a template, before a file is written."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from copier.errors import UserMessageError
from jinja2.sandbox import SandboxedEnvironment

from extensions import groundplan

LINE = r"internal error in (?P<place>\S+) \((?P<error>.*)\); please report it to the maintainers of Groundplan"


@pytest.fixture
def environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(extensions=[groundplan.Groundplan])


@pytest.fixture
def sabotage(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`sabotage(module, name, error)`: let a function of the loaded extension raise the error."""

    def set_up(module: str, name: str, error: Exception) -> None:
        def fail(*_: Any) -> None:
            raise error

        monkeypatch.setattr(f"{groundplan._package()}.{module}.{name}", fail)

    return set_up


def context(root: Path, **answers: Any) -> dict[str, Any]:
    conf = {"data": answers, "dst_path": root, "answers_file": None, "defaults": True}
    return {
        "_copier_conf": conf,
        "_folder_name": root.name,
        "_copier_phase": "prompt",
        "groundplan_record": [],
        **answers,
    }


def stopped(environment: SandboxedEnvironment, template: str, context: dict[str, Any]) -> str:
    with pytest.raises(UserMessageError) as caught:
        environment.from_string(template).render(context)
    return str(caught.value)


@pytest.mark.parametrize(
    "template",
    ["{{ refuse_data() }}", "{{ next_record() }}", "{{ choices('language') }}", "{{ recorded_answer('stories') }}"],
)
def test_fault_behind_a_question_is_one_line(
    environment: SandboxedEnvironment, sabotage: Callable[..., None], tmp_path: Path, template: str
) -> None:
    for module in ("session", "offers", "opening"):
        sabotage(module, "read_answers", KeyError("US1"))
    match = re.fullmatch(LINE, stopped(environment, template, context(tmp_path, stories=["Sign in"])))
    assert match
    assert match["error"] == "KeyError: 'US1'"
    assert re.fullmatch(r"(?:session|offers|opening)\.py:[0-9]+", match["place"])


def test_fault_of_the_shared_reader_names_its_file(
    environment: SandboxedEnvironment, sabotage: Callable[..., None], tmp_path: Path
) -> None:
    sabotage("plan.sources", "tasks_in", ZeroDivisionError("division by zero"))
    (tmp_path / "specs/001-a").mkdir(parents=True)
    (tmp_path / "specs/001-a/plan.md").write_text("- [ ] T001 a\n", encoding="utf-8")
    match = re.fullmatch(LINE, stopped(environment, "{{ refuse_data() }}", context(tmp_path, storage="x")))
    assert match
    assert re.fullmatch(r"tools/plan/sources\.py:[0-9]+", match["place"])


def test_fault_before_the_first_file_is_one_line(
    environment: SandboxedEnvironment, sabotage: Callable[..., None], tmp_path: Path
) -> None:
    sabotage("session", "printed_project", AttributeError("no units"))
    line = stopped(environment, "{{ project.units }}", {**context(tmp_path), "_copier_phase": "render"})
    assert re.fullmatch(LINE, line)


def test_fault_of_a_filter_is_one_line(environment: SandboxedEnvironment) -> None:
    line = stopped(environment, "a\n{{ answers | jsdoc }}", {"answers": 3})
    match = re.fullmatch(LINE, line)
    assert match
    assert match["place"].startswith("text/escaping.py:")
    assert match["error"].startswith("TypeError: ")


class Broken:
    @property
    def tree(self) -> str:
        raise LookupError("no such folder")


def test_fault_of_a_property_in_a_template_is_one_line(environment: SandboxedEnvironment) -> None:
    match = re.fullmatch(LINE, stopped(environment, "{{ project.tree }}", {"project": Broken()}))
    assert match
    assert match["error"] == "LookupError: no such folder"


def test_validator_gives_the_remedy_first_and_leaves_the_question_to_copier(
    environment: SandboxedEnvironment, tmp_path: Path
) -> None:
    given = {"stories": ["a", {"title": "b", "endpoints": ["GRAB /b"]}], "language_version": "new", "requirements": 3}
    shown = {
        key: environment.from_string(f"{{{{ problem('{key}') }}}}").render(context(tmp_path, **given)) for key in given
    }
    assert shown == {
        "stories": "use GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS "
        '([1].endpoints[0]: "GRAB /b" has no known HTTP method)',
        "language_version": 'use numbers and dots, such as 3.12 ("new" is not a version)',
        "requirements": 'write one item per line, each starting with "- " (expected a list, got 3)',
    }


def test_fault_of_a_validator_stays_at_the_prompt(
    environment: SandboxedEnvironment, sabotage: Callable[..., None], tmp_path: Path
) -> None:
    sabotage("session", "read_answers", KeyError("US1"))
    shown = environment.from_string("{{ problem('stories') }}").render(context(tmp_path, stories=["Sign in"]))
    assert re.fullmatch(LINE, shown)
