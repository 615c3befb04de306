"""spec.md as it is printed says what the answers say."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from extensions.plan.model import Scenario, Spec
from extensions.plan.reading.spec import read_spec
from extensions.plan.record import load_answers

from extensions.text.story_writer import story_block
from tests.conftest import ROOT, Render, example

RICH: dict[str, Any] = {
    "requirements": ["System MUST keep `<b>` and <i> apart", "A note: **short**, see FR-001 (P2)", "\\<b> is shown"],
    "success_criteria": ["95 % of notes (P1) are found within 2 s", "- no list: a # b"],
    "edge_cases": ["# no heading", "12. is a number", "What if [a](b) is **gone**?", "***", "`code` first"],
    "stories": [
        {
            "title": "Find a note (P3) by US2 & **words**",
            "priority": "P2",
            "goal": "**As a** guest, **I want** to find it; Given time.",
            "why": "Goal: nothing else can be shown <!-- without --> notes",
            "independent_test": "- Search. **Independent Test**: again",
            "acceptance": [
                {"given": "two *notes*, then", "when": "`<b>` is **searched**,", "then": "*it* alone is **shown**:"},
                "123. One sentence, when it rings",
                "- [ ] T001 is no task",
            ],
            "entities": [
                {"name": "Note_Page*", "description": "*What* was written: so"},
                {"name": "Löschung", "description": "- gone", "fields": {"when": "date"}},
            ],
            "requirements": ["FR-001"],
        },
        {
            "title": "ログイン（基本）",
            "goal": "Acceptance of the terms is kept.",
            "acceptance": [{"given": "（Ｐ１）", "when": "メモ、", "then": "①"}],
        },
        {"title": "Sign in (Priority: P9)", "goal": "1. Enter\n2. Leave", "why": "[a] and [b]"},
        "Прочитать заметку",
    ],
}
HOSTILE = yaml.safe_load((ROOT / "tests/hostile.yml").read_text(encoding="utf-8"))
ANSWERS = {"rich": RICH, "hostile": HOSTILE, "conduit": example("conduit"), "todotxt": example("todotxt")}


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


def stories(answers: dict[str, Any]) -> list[tuple[object, ...]]:
    """What the answers say of each story, as the reader would have it."""
    found: list[tuple[object, ...]] = []
    for number, answer in enumerate(answers["stories"], 1):
        one = answer if isinstance(answer, dict) else {"title": answer}
        texts = [folded(one.get(key)) for key in ("title", "goal", "why", "independent_test")]
        found.append((f"US{number}", one.get("priority", f"P{number}"), *texts, scenarios(one.get("acceptance", []))))
    return found


def scenarios(answers: list[Any]) -> tuple[Scenario, ...]:
    return tuple(
        Scenario(folded(one["given"]), folded(one["when"]), folded(one["then"]))
        if isinstance(one, dict)
        else Scenario(text=folded(one))
        for one in answers
    )


def entities(answers: dict[str, Any]) -> dict[str, str]:
    """The description of each entity that the answers name, as the first words of what is printed of it."""
    found: dict[str, str] = {}
    for story in (one for one in answers["stories"] if isinstance(one, dict)):
        for answer in story.get("entities", []):
            one = answer if isinstance(answer, dict) else {"name": str(answer)}
            found[one["name"]] = found.get(one["name"]) or folded(one.get("description")).rstrip(".")
    return found


def document(project: Path) -> str:
    (path,) = project.glob("specs/*/spec.md")
    return path.read_text(encoding="utf-8")


def printed(project: Path) -> Spec:
    return read_spec(document(project), "spec.md")


@pytest.mark.parametrize("name", ANSWERS)
def test_what_was_printed_is_read_back(render: Render, name: str) -> None:
    answers = ANSWERS[name]
    spec = printed(render(**answers))
    assert [
        (one.id, one.priority, one.title, one.goal, one.why, one.independent_test, one.acceptance)
        for one in spec.stories
    ] == stories(answers)
    for found, key in ((spec.requirements, "requirements"), (spec.criteria, "success_criteria")):
        assert [one.text for one in found] == [folded(one) for one in answers.get(key, [])]
    assert [one.id for one in spec.requirements] == [f"FR-{n:03d}" for n in range(1, len(spec.requirements) + 1)]
    assert list(spec.edge_cases) == [folded(one) for one in answers.get("edge_cases", [])]
    described = entities(answers)
    assert {one.name for one in spec.entities} == set(described)
    for entity in spec.entities:
        assert entity.description.startswith(described[entity.name]), entity


def test_blank_answers_are_read_as_blank(render: Render) -> None:
    (story,) = printed(render(stories=["Write"])).stories
    assert (story.title, story.priority) == ("Write", "P1")
    assert (story.goal, story.why, story.independent_test, story.acceptance) == ("", "", "", ())


@pytest.mark.parametrize("name", ANSWERS)
def test_template_prints_what_a_merge_compares_with(render: Render, name: str) -> None:
    project = render(**ANSWERS[name])
    record = load_answers((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    blocks = [f"{story_block(one)}\n\n" for items in record.by_feature.values() for one in items.stories]
    assert len(blocks) == len(ANSWERS[name]["stories"])
    assert "".join(blocks) in document(project)
