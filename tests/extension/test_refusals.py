"""Bad input: one line that names the question, the place and what would be right; nothing is written."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from extensions.plan.languages import LANGUAGES
from extensions.plan.record import Record

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY
from extensions.record.pipeline import next_record
from extensions.text.refusal import Refusal
from tests.conftest import Copier

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no title": (
        {"stories": [{"goal": "x"}]},
        'stories[0]: has no title; write what the user can do, such as "Sign in"',
    ),
    "two of one title": (
        {"stories": ["Sign in", {"title": " sign  IN "}]},
        'stories[1].title: "sign IN" is that of stories[0] too; make them differ',
    ),
    "unknown key": (
        {"stories": ["a", {"title": "b", "endpoint": []}]},
        'stories[1]: unknown key "endpoint"; did you mean endpoints?',
    ),
    "unknown method": (
        {"stories": [{"title": "a", "endpoints": ["GET /a", "FETCH /users"]}]},
        'stories[0].endpoints[1]: "FETCH /users" starts with no known method; '
        "use GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS",
    ),
    "small method": (
        {"stories": [{"title": "a", "endpoints": ["get /users"]}]},
        'stories[0].endpoints[0]: "get /users" starts with no known method; '
        "use GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS",
    ),
    "no method": (
        {"stories": [{"title": "a", "endpoints": ["/users"]}]},
        'stories[0].endpoints[0]: "/users" has no method; write "GET /users"',
    ),
    "no path": (
        {"stories": [{"title": "a", "endpoints": ["POST users"]}]},
        'stories[0].endpoints[0]: "POST users" is malformed; write a method and one path, such as "POST /users"',
    ),
    "two paths": (
        {"stories": [{"title": "a", "endpoints": ["POST /a /b"]}]},
        'stories[0].endpoints[0]: "POST /a /b" is malformed; write a method and one path, such as "POST /users"',
    ),
    "unknown requirement": (
        {"requirements": ["x", "y"], "stories": ["a", {"title": "b", "requirements": ["FR-001", "FR-003"]}]},
        "stories[1].requirements[1]: FR-003 does not exist; there are FR-001 to FR-002",
    ),
    "no requirement": (
        {"stories": [{"title": "b", "requirements": ["FR-1"]}]},
        "stories[0].requirements[0]: FR-001 does not exist; requirements has none",
    ),
    "no requirement id": (
        {"stories": [{"title": "b", "requirements": ["first"]}]},
        'stories[0].requirements[0]: "first" is no requirement id; write one such as FR-001',
    ),
    "no priority": (
        {"stories": [{"title": "a", "priority": "high"}]},
        'stories[0].priority: "high" is no priority; write P1, P2, …',
    ),
    "title without a name": (
        {"stories": [{"title": "🎉"}]},
        'stories[0].title: "🎉" has no letter or digit to make a name of; write words, such as "Sign in"',
    ),
    "entity without a name": (
        {"stories": [{"title": "a", "entities": [{"name": "///"}]}]},
        'stories[0].entities[0].name: "///" has no letter or digit to make a name of; write words, such as "User"',
    ),
    "half a scenario": (
        {"stories": [{"title": "a", "acceptance": [{"given": "x", "when": "y"}]}]},
        "stories[0].acceptance[0]: has no 'then'; write given, when and then, or one sentence",
    ),
    "mapping where text belongs": (
        {"requirements": [{"The API": "answers"}]},
        'requirements[0]: {"The API": "answers"} reads as a mapping; put quotes round a text with a colon',
    ),
    "text where a list belongs": (
        {"requirements": "Users can sign in"},
        'requirements: "Users can sign in" is a text where a list belongs; write ["first", "second"]',
    ),
    "truth where text belongs": (
        {"stories": [{"title": True}]},
        "stories[0].title: true is no text; put quotes round it",
    ),
    "no yaml": (
        {"stories": "[{title: a"},
        'stories: is no YAML in line 1, column 11; write a list such as ["first", "second"]',
    ),
    "testing of no language": ({"testing": "junit5"}, 'testing: "junit5" is not offered; choose pytest'),
    "project type": (
        {"project_type": "desktop"},
        'project_type: "desktop" is not offered; choose single, web, mobile, existing',
    ),
    "feature outside": (
        {"feature_name": "../x"},
        'feature_name: "../x" would lead out of specs/; write a name without slashes and double dots',
    ),
    "blank feature": ({"feature_name": " "}, 'feature_name: is blank; write words, such as "user accounts"'),
    "feature without a name": (
        {"feature_name": "///"},
        'feature_name: "///" has no letter or digit to make a name of; write words, such as "user accounts"',
    ),
    "no day": ({"feature_date": "tomorrow"}, 'feature_date: "tomorrow" is no day; write it as YYYY-MM-DD'),
    "two of one requirement": (
        {"requirements": ["a b", "a  b"]},
        'requirements[1]: "a b" is that of requirements[0] too; make them differ',
    ),
    "a date": (
        {"feature_date": datetime.date(2026, 1, 2)},
        "feature_date: 2026-01-02 is a date to YAML; put quotes round it",
    ),
    "a list of languages": (
        {"language": ["python"]},
        f'language: ["python"] is not offered; choose {", ".join(LANGUAGES)}',
    ),
    "half a character": (
        {"feature_summary": "a \ud83d"},
        'feature_summary: "a ?" has half a character; write it anew',
    ),
    "no recorded story": (
        {"stories": [{"title": "a", "id": "US7"}]},
        "stories[0].id: US7 is no recorded story; leave the id out for a new one",
    ),
    "story id": (
        {"stories": [{"title": "a", "id": "2"}]},
        'stories[0].id: "2" names no story; write US1, US2, …, or leave it out',
    ),
}


@pytest.mark.parametrize(("answers", "line"), REFUSED.values(), ids=REFUSED)
def test_refusal_names_place_and_remedy(answers: dict[str, Any], line: str) -> None:
    with pytest.raises(Refusal) as caught:
        next_record(read_answers(answers, frozenset(answers)), Record(), EMPTY, "2026-03-14")
    assert str(caught.value) == line


@pytest.mark.parametrize(
    "case", ["no title", "unknown requirement", "no yaml", "testing of no language", "feature outside", "a date"]
)
def test_command_prints_the_line_alone_and_writes_nothing(
    template: Path, copier: Copier, tmp_path: Path, case: str
) -> None:
    answers, line = REFUSED[case]
    done = copier.copy(template, tmp_path / "made", answers)
    assert done.status == 1
    assert done.output == f"{line}\n"
    assert not (tmp_path / "made").exists()


def test_answer_that_was_recorded_and_does_not_fit_takes_its_default() -> None:
    assert read_answers({"testing": "junit5"}).testing == "pytest"
    assert read_answers({"stories": [{"goal": "x"}]}).stories == ()
