"""The interview: line by line, and in a terminal through prompt_toolkit's pipe."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import yaml
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from groundplan import asking, copying
from tests.command.conftest import Command, files_in
from tests.conftest import ROOT, git, report

QUESTIONS = yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))
KEEP, BLANK, DONE = "", "", ""
ESSENTIALS = ["Bells", "1", "1", "ring bells"]  # name, layout, language, feature
FEATURE = ["Bells are rung.", "A user can ring a bell", DONE, DONE, DONE]  # summary, requirements, criteria, edge cases
STORY = [
    *("Ring a bell", "It is heard.", "Ring it."),
    *("a bell", "it is rung", "it is heard", DONE),  # acceptance
    *("Bell", "tone: string, weight", DONE),  # entities
    *("POST /rings", DONE),  # endpoints
    DONE,  # journeys
    "1",  # requirements
]
SHORT_STORY = ["Hang a bell", BLANK, BLANK, DONE, DONE, DONE, DONE, "-"]
NO_MORE_STORIES, DEFAULTS, CREATE, CHANGE, STOP = BLANK, "n", "1", "2", "3"
PLAIN = [*ESSENTIALS, *FEATURE, *STORY, *SHORT_STORY, NO_MORE_STORIES, DEFAULTS]


def lines(*typed: str) -> str:
    return "".join(f"{line}\n" for line in typed)


def test_project_is_made_by_answers_alone(groundplan: Command) -> None:
    done = groundplan.new("bells", "--plain", typed=lines(*PLAIN, CREATE))
    assert done.status == 0, done.output
    for position, section in enumerate(("Essentials", "The feature", "Stories", "Defaults", "Review"), 1):
        assert f"\n{position} of 5  {section}\n" in done.output
    project = groundplan.folder / "bells"
    plan = (project / "specs/001-ring-bells/plan.md").read_text(encoding="utf-8")
    assert "User Story 1 - Ring a bell" in plan
    assert "User Story 2 - Hang a bell" in plan
    (feature,) = report(project)["features"]
    phases, tasks = plan.count("\n## Phase "), len(feature["tasks"])
    assert f"This adds {phases} phases, {tasks} tasks and {len(files_in(project))} files." in done.output
    assert feature["requirements"][0]["tasks"] != []
    spec = (project / "specs/001-ring-bells/spec.md").read_text(encoding="utf-8")
    assert "**Given** a bell, **When** it is rung, **Then** it is heard" in spec


def test_questions_are_those_of_the_template(groundplan: Command) -> None:
    output = groundplan.new("bells", "--plain", typed=lines(*PLAIN, CREATE)).output
    for key in ("project_name", "project_type", "language", "feature_name", "requirements", "edge_cases", "stories"):
        assert QUESTIONS[key]["help"].splitlines()[0] in output
    assert "YAML" not in output


def test_mistakes_are_said_in_full_and_asked_again(groundplan: Command) -> None:
    endpoints = ["FETCH /rings", "/rings", "POST /rings", DONE]
    story = [*STORY[:10], *endpoints, *STORY[12:]]
    essentials = ["!", "Bells", "1", "1", "a/b", "ring bells"]
    typed = [*essentials, *FEATURE, *story, "Ring a bell", "Hang a bell", *SHORT_STORY[1:], BLANK, DEFAULTS]
    done = groundplan.new("bells", "--plain", typed=lines(*typed, CREATE))
    assert done.status == 0, done.output
    said = " ".join(done.output.split())
    for mistake in (
        '! "!" has no letter or digit; use words, such as "user accounts"',
        '! "a/b" has a slash or ".."; use words, such as "user accounts"',
        '! "FETCH /rings" has no known HTTP method; use GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS',
        '! "/rings" has no HTTP method; write "GET /rings"',
        '! duplicate title "Ring a bell"',
    ):
        assert mistake in said


@pytest.mark.parametrize("stop", [1, len(ESSENTIALS) + 2, len(ESSENTIALS) + len(FEATURE) + 4, len(PLAIN)])
def test_what_is_broken_off_goes_on(groundplan: Command, stop: int) -> None:
    done = groundplan.new("bells", "--plain", typed=lines(*PLAIN[:stop]))
    assert done.status == 130
    command = f"groundplan new bells --template {groundplan.template} --plain --data-file groundplan-draft.yml"
    assert f"go on with\n  {command}\n" in done.output
    assert not (groundplan.folder / "bells").exists()
    half_a_story = len(ESSENTIALS) + len(FEATURE) + 4
    rest = PLAIN[stop:] if stop != half_a_story else [KEEP, KEEP, KEEP, *PLAIN[stop - 1 :]]
    if stop == len(PLAIN):
        rest = [NO_MORE_STORIES, DEFAULTS]
    done = groundplan.new("bells", "--plain", "--data-file", "groundplan-draft.yml", typed=lines(*rest, CREATE))
    assert done.status == 0, done.output
    whole = groundplan.folder / "whole"
    assert groundplan.new("whole", "--plain", typed=lines(*PLAIN, CREATE)).status == 0
    assert files_in(groundplan.folder / "bells") == files_in(whole)


def test_nothing_entered_is_nothing_kept(groundplan: Command) -> None:
    done = groundplan.new("bells", "--plain")
    assert (done.status, "nothing was written" in done.output) == (130, True)
    assert list(groundplan.folder.iterdir()) == []


def test_copy_that_fails_after_the_interview_loses_no_answer(
    groundplan: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "run_copy", failing)
    done = groundplan.new("bells", "--plain", typed=lines(*PLAIN, CREATE))
    assert done.status == 2
    assert "groundplan: no space left on device\nyour answers are in groundplan-draft.yml" in done.output
    assert len(yaml.safe_load((groundplan.folder / "groundplan-draft.yml").read_text(encoding="utf-8"))["stories"]) == 2


def test_draft_of_another_interview_is_kept(groundplan: Command) -> None:
    (groundplan.folder / "groundplan-draft.yml").write_text("mine\n", encoding="utf-8")
    done = groundplan.new("bells", "--plain", typed=lines(*PLAIN, STOP))
    assert done.status == 130
    assert "groundplan-draft1.yml" in done.output
    assert (groundplan.folder / "groundplan-draft.yml").read_text(encoding="utf-8") == "mine\n"


def test_every_answer_can_be_changed_in_the_review(groundplan: Command) -> None:
    language = [CHANGE, "2", "4", "4", "1"]  # Essentials, language, Go, done
    story = [CHANGE, "4", "2", "3", "-", "1", "1"]  # Stories, stories, the second, without a title, done, done
    requirement = [CHANGE, "3", "3", KEEP, "A user can hang a bell", DONE, "1"]
    done = groundplan.new("bells", "--plain", typed=lines(*PLAIN, *language, *story, *requirement, CREATE))
    assert done.status == 0, done.output
    assert (groundplan.folder / "bells/go.mod").is_file()
    plan = (groundplan.folder / "bells/specs/001-ring-bells/plan.md").read_text(encoding="utf-8")
    assert "Hang a bell" not in plan
    spec = (groundplan.folder / "bells/specs/001-ring-bells/spec.md").read_text(encoding="utf-8")
    assert "**FR-002**: A user can hang a bell" in spec


def test_answer_that_no_longer_fits_goes_back_to_its_default(groundplan: Command) -> None:
    essentials = ["Bells", "1", "2", "ring bells"]  # TypeScript
    adjust = ["y", "10", "2", "1"]  # testing: jest
    typed = [*essentials, BLANK, DONE, DONE, DONE, NO_MORE_STORIES, *adjust, CHANGE, "2", "4", "4", "1", CREATE]
    done = groundplan.new("bells", "--plain", typed=lines(*typed))
    assert done.status == 0, done.output
    assert "Testing is go test now." in done.output
    assert (groundplan.folder / "bells/go.mod").is_file()


def test_package_is_asked_for_in_python_and_forgotten_in_another_language(groundplan: Command) -> None:
    adjust = ["y", "8", "2", "1"]  # package_layout: yes
    before = [*ESSENTIALS, BLANK, DONE, DONE, DONE, NO_MORE_STORIES, *adjust]
    done = groundplan.new("bells", "--plain", typed=lines(*before, CREATE))
    assert done.status == 0, done.output
    assert (groundplan.folder / "bells/src/bells/cli/main.py").is_file()
    done = groundplan.new("rusty-bells", "--plain", typed=lines(*before, CHANGE, "2", "4", "3", "1", CREATE))  # Rust
    assert done.status == 0, done.output
    assert "Package layout is No now." in done.output
    assert (groundplan.folder / "rusty-bells/Cargo.toml").is_file()


def test_specification_of_a_file_is_not_asked_for(groundplan: Command) -> None:
    spec = groundplan.folder / "spec.md"
    spec.write_text("# Bells\n\n### User Story 1 - Ring a bell (Priority: P1)\n\nIt is heard.\n", encoding="utf-8")
    done = groundplan.new("bells", "--plain", "--spec", "spec.md", typed=lines(*ESSENTIALS, BLANK, DEFAULTS, CREATE))
    assert done.status == 0, done.output
    assert "Story 1" not in done.output
    assert "Ring a bell" in (groundplan.folder / "bells/specs/001-ring-bells/plan.md").read_text(encoding="utf-8")


def test_next_feature_is_asked_for(groundplan: Command) -> None:
    project = groundplan.made("bells")
    typed = lines(*FEATURE, *STORY, NO_MORE_STORIES, CREATE)
    done = groundplan("feature", "ring bells", "--plain", typed=typed, folder=project)
    assert done.status == 0, done.output
    assert "1 of 3  The feature" in done.output
    plan = (project / "specs/002-ring-bells/plan.md").read_text(encoding="utf-8")
    assert "Ring a bell" in plan
    added = git(project, "status", "--porcelain", "--untracked-files=all").count("??")
    assert f"{plan.count('- [ ] T')} tasks and {added} files." in done.output


@pytest.mark.parametrize("columns", ["40", "80"])
def test_lines_fit_the_terminal(groundplan: Command, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    output = groundplan.new("bells", "--plain", typed=lines(*PLAIN, STOP)).output
    shown = output.partition("groundplan: your answers")[0]
    assert [line for line in shown.splitlines() if len(line) > int(columns)] == []


ENTER, CLEAR, DOWN, CTRL_C = "\r", "\x15", "\x1b[B", "\x03"


@contextmanager
def at_the_keyboard(keys: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(asking, "is_terminal", lambda: True)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        pipe.pipe.close_write()  # type: ignore[attr-defined]  # a prompt that is still open ends the test
        yield


def test_terminal_takes_the_same_answers(groundplan: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = [f"{CLEAR}Bells", "", "", f"{CLEAR}ring bells", *FEATURE, *STORY[:-1], " ", *SHORT_STORY[:-1], ""]
    keys = "".join(f"{one}{ENTER}" for one in typed) + ENTER + "n" + ENTER
    with at_the_keyboard(keys, monkeypatch):
        done = groundplan.new("keyed")
    assert done.status == 0, done.output
    assert groundplan.new("lines", "--plain", typed=lines(*PLAIN, CREATE)).status == 0
    assert files_in(groundplan.folder / "keyed") == files_in(groundplan.folder / "lines")


def test_interrupt_in_the_terminal_keeps_a_draft(groundplan: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_the_keyboard(f"{CLEAR}Bells{ENTER}{DOWN}{CTRL_C}", monkeypatch):
        done = groundplan.new("bells")
    assert done.status == 130
    draft = yaml.safe_load((groundplan.folder / "groundplan-draft.yml").read_text(encoding="utf-8"))
    assert draft["project_name"] == "Bells"
    assert not (groundplan.folder / "bells").exists()


def test_every_question_is_asked_by_somebody(groundplan: Command) -> None:
    """A new question of copier.yml appears in the interview without a word here."""
    output = groundplan.new("bells", "--plain", typed=lines(*PLAIN[:-1], "y", "1", STOP)).output
    for key, question in QUESTIONS.items():
        if key.startswith("_") or question.get("when", True) is False or question.get("ask", True) is False:
            continue
        if key in ("spec_source", "testing") or ("when" in question and "existing" not in question["when"]):
            continue
        words = key.replace("_", " ").capitalize().casefold()
        assert words in output.casefold() or question["help"].splitlines()[0] in output, key
