"""The interview, answered at its prompts through prompt_toolkit's pipe."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from copier import run_copy
from copier.errors import UserMessageError
from jinja2 import Environment
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from tests.conftest import ROOT, plan_tool, report

QUESTIONS = yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))
UNLESS_SPECIFIED = "{{ not spec_source }}"


def _is_asked(when: bool | str) -> bool:
    """Whether a condition holds for a single project in Python."""
    return Environment().from_string(str(when)).render(project_type="single", language="python") == "True"


#: What is asked about a single Python project, which has one test framework.
ASKED = [
    key
    for key, question in QUESTIONS.items()
    if not key.startswith("_")
    and _is_asked(question.get("when", True))
    and question.get("ask", True) in (True, UNLESS_SPECIFIED)
]
MULTILINE = [key for key in ASKED if QUESTIONS[key].get("multiline")]
ENTER, DONE, CLEAR, BACKSPACE = "\r", "\x1b\r", "\x15", "\x7f"


@contextmanager
def typed(keys: str) -> Iterator[None]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        pipe.pipe.close_write()  # type: ignore[attr-defined]  # a prompt that is still open ends the test
        yield


def interview(template: Path, project: Path, asked: Sequence[str] = ASKED, **answers: str) -> None:
    """Type these answers, and take the default of every other question."""
    assert answers.keys() <= set(asked)
    keys = [answers.get(key, "") + (DONE if key in MULTILINE else ENTER) for key in asked]
    with typed("".join(keys)):
        run_copy(str(template), project, unsafe=True, quiet=True, vcs_ref="v1.0.0")


def test_defaults_of_every_question_make_a_project(template: Path, tmp_path: Path) -> None:
    interview(template, tmp_path / "made")
    assert plan_tool(tmp_path / "made", "check").status == 0
    assert len(report(tmp_path / "made")["features"][0]["tasks"]) == 3


def test_typed_answers_reach_the_documents(template: Path, tmp_path: Path) -> None:
    """A new line at the prompt begins below the last one, so the second key of the story is typed without blanks."""
    interview(
        template,
        tmp_path / "made",
        project_name=f"{CLEAR}Notes",
        storage="SQLite",
        primary_dependencies="fastapi, httpx>=0.27",
        feature_name=f"{CLEAR}keep notes",
        requirements="- A user can keep a note\n- 'One rule: no note is lost'",
        stories="- Sign out\n- title: Sign in\n  endpoints: [POST /sessions]\nrequirements: [FR-002]",
    )
    plan = (tmp_path / "made/specs/001-keep-notes/plan.md").read_text(encoding="utf-8")
    assert "**Storage**: SQLite\n" in plan
    assert "**Primary Dependencies**: fastapi, httpx>=0.27\n" in plan
    assert "User Story 2 - Sign in (Priority: P2)" in plan
    spec = (tmp_path / "made/specs/001-keep-notes/spec.md").read_text(encoding="utf-8")
    assert "- **FR-002**: One rule: no note is lost" in spec


def test_mistake_in_the_stories_stays_at_the_prompt_until_it_is_mended(template: Path, tmp_path: Path) -> None:
    wrong, right = "FETCH /sessions]", "POST /sessions]"
    typed_twice = f"- title: Sign in\n  endpoints: [{wrong}{DONE}{BACKSPACE * len(wrong)}{right}"
    interview(template, tmp_path / "made", stories=typed_twice)
    answers = yaml.safe_load((tmp_path / "made/.copier-answers.yml").read_text(encoding="utf-8"))
    (story,) = [json.loads(line) for line in answers["groundplan_record"] if line.startswith('{"story":')]
    assert (story["title"], story["endpoints"]) == ("Sign in", ["POST /sessions"])


def test_project_is_not_asked_about_again(template: Path, tmp_path: Path) -> None:
    interview(template, tmp_path / "made")
    with pytest.raises(UserMessageError, match="this project already exists; use `copier update`"), typed(""):
        run_copy(str(template), tmp_path / "made", unsafe=True, quiet=True, vcs_ref="v1.0.0")


def test_questions_that_a_specification_answers_are_not_asked(template: Path, tmp_path: Path) -> None:
    spec = tmp_path / "spec.md"
    spec.write_text("# Bells\n\n### User Story 1 - Ring a bell (Priority: P1)\n\nIt is heard.\n", encoding="utf-8")
    asked = [key for key in ASKED if "ask" not in QUESTIONS[key]]
    assert set(ASKED) - set(asked) == {"requirements", "success_criteria", "edge_cases", "stories"}
    interview(template, tmp_path / "made", asked, spec_source=str(spec))
    plan = (tmp_path / "made/specs/001-initial-feature/plan.md").read_text(encoding="utf-8")
    assert "User Story 1 - Ring a bell" in plan


def test_question_with_several_choices_is_asked(template: Path, tmp_path: Path) -> None:
    asked = [key for key in ASKED if key != "package_layout"]  # of Python alone
    asked.insert(asked.index("storage") + 1, "testing")
    interview(template, tmp_path / "made", asked, language="\x1b[B", testing="\x1b[B")
    assert "jest" in (tmp_path / "made/package.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", [key for key in QUESTIONS if key[0] != "_" and "placeholder" in QUESTIONS[key]])
def test_example_does_not_look_like_an_answer(key: str) -> None:
    assert QUESTIONS[key]["placeholder"].startswith("e.g. ")


@pytest.mark.parametrize("key", ASKED)
def test_helps_fit_a_terminal_of_80_columns(key: str) -> None:
    assert max(map(len, QUESTIONS[key]["help"].splitlines())) <= 76
