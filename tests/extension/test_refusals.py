"""Bad input: one line that names the question, the place and the remedy; nothing is written."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from extensions.plan.errors import UserError
from extensions.plan.languages import LANGUAGES
from extensions.plan.record import Record

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY
from extensions.record.pipeline import next_record
from tests.conftest import Copier

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no title": (
        {"stories": [{"goal": "x"}]},
        'stories[0]: has no title; write what the user can do, such as "Sign in"',
    ),
    "two of one title": (
        {"stories": ["Sign in", {"title": " sign  IN "}]},
        'stories[1].title: duplicate title "sign IN" (same as stories[0]); change one of them',
    ),
    "unknown key": (
        {"stories": ["a", {"title": "b", "endpoint": []}]},
        'stories[1]: unknown key "endpoint"; did you mean endpoints?',
    ),
    "unknown method": (
        {"stories": [{"title": "a", "endpoints": ["GET /a", "FETCH /users"]}]},
        'stories[0].endpoints[1]: "FETCH /users" has no known HTTP method; '
        "use GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS",
    ),
    "small method": (
        {"stories": [{"title": "a", "endpoints": ["get /users"]}]},
        'stories[0].endpoints[0]: "get /users" has no known HTTP method; '
        "use GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS",
    ),
    "no method": (
        {"stories": [{"title": "a", "endpoints": ["/users"]}]},
        'stories[0].endpoints[0]: "/users" has no HTTP method; write "GET /users"',
    ),
    "no path": (
        {"stories": [{"title": "a", "endpoints": ["POST users"]}]},
        'stories[0].endpoints[0]: "POST users" is not an endpoint; write a method and one path, such as "POST /users"',
    ),
    "two paths": (
        {"stories": [{"title": "a", "endpoints": ["POST /a /b"]}]},
        'stories[0].endpoints[0]: "POST /a /b" is not an endpoint; write a method and one path, such as "POST /users"',
    ),
    "unknown requirement": (
        {"requirements": ["x", "y"], "stories": ["a", {"title": "b", "requirements": ["FR-001", "FR-003"]}]},
        "stories[1].requirements[1]: FR-003 does not exist; use FR-001 to FR-002",
    ),
    "no requirement": (
        {"stories": [{"title": "b", "requirements": ["FR-1"]}]},
        "stories[0].requirements[0]: FR-001 does not exist; add it to requirements",
    ),
    "no requirement id": (
        {"stories": [{"title": "b", "requirements": ["first"]}]},
        'stories[0].requirements[0]: "first" is not a requirement id; write one such as FR-001',
    ),
    "no priority": (
        {"stories": [{"title": "a", "priority": "high"}]},
        'stories[0].priority: "high" is not a priority; use P1, P2, …',
    ),
    "a number for a story": ({"stories": [5]}, "stories[0].title: expected text, got 5; put it in quotes"),
    "a number for an entity": (
        {"stories": [{"title": "a", "entities": [5]}]},
        "stories[0].entities[0]: expected text, got 5; put it in quotes",
    ),
    "a number for a scenario": (
        {"stories": [{"title": "a", "acceptance": [404]}]},
        "stories[0].acceptance[0]: expected text, got 404; put it in quotes",
    ),
    "a number for a requirement": (
        {"requirements": [1.5]},
        "requirements[0]: expected text, got 1.5; put it in quotes",
    ),
    "a number for a version": (
        {"language_version": 3.1},
        "language_version: YAML reads it as the number 3.1; put it in quotes",
    ),
    "an address with a space": (
        {"repository_url": "https://ex.org/a b"},
        'repository_url: "https://ex.org/a b" has a space; write %20 for it, or delete it',
    ),
    "a control character": (
        {"stories": [{"title": "Sign\0 in"}]},
        'stories[0].title: has the control character U+0000 behind "Sign"; delete it',
    ),
    "a control character of the upper half": (
        {"storage": "a\x85b"},
        'storage: has the control character U+0085 behind "a"; delete it',
    ),
    "a carriage return alone": (
        {"feature_summary": "a\rb"},
        'feature_summary: has the control character U+000D behind "a"; delete it',
    ),
    "title without a name": (
        {"stories": [{"title": "🎉"}]},
        'stories[0].title: "🎉" has no letter or digit; use words, such as "Sign in"',
    ),
    "entity without a name": (
        {"stories": [{"title": "a", "entities": [{"name": "///"}]}]},
        'stories[0].entities[0].name: "///" has no letter or digit; use words, such as "User"',
    ),
    "half a scenario": (
        {"stories": [{"title": "a", "acceptance": [{"given": "x", "when": "y"}]}]},
        'stories[0].acceptance[0]: has no "then"; write given, when and then, or one sentence',
    ),
    "mapping where text belongs": (
        {"requirements": [{"The API": "answers"}]},
        'requirements[0]: expected text, got the mapping {"The API": "answers"}; put text with a colon in quotes',
    ),
    "text where a list belongs": (
        {"requirements": "Users can sign in"},
        'requirements: expected a list, got text; write one item per line, each starting with "- "',
    ),
    "truth where text belongs": (
        {"stories": [{"title": True}]},
        "stories[0].title: expected text, got true; put it in quotes",
    ),
    "no yaml": (
        {"stories": "[{title: a"},
        'stories: is not valid YAML (line 1, column 11); write one item per line, each starting with "- "',
    ),
    "package of no truth": (
        {"package_layout": "perhaps"},
        'package_layout: "perhaps" is neither true nor false; write true or false',
    ),
    "package of another language": (
        {"package_layout": True, "language": "rust"},
        "package_layout: is for a single project in Python; delete it",
    ),
    "package of a web project": (
        {"package_layout": "true", "project_type": "web"},
        "package_layout: is for a single project in Python; delete it",
    ),
    "testing of no language": ({"testing": "junit5"}, 'testing: "junit5" is not a choice; use pytest'),
    "project type": (
        {"project_type": "desktop"},
        'project_type: "desktop" is not a choice; use single, web, mobile, monorepo or existing',
    ),
    "feature outside": (
        {"feature_name": "../x"},
        'feature_name: "../x" has a slash or ".."; use words, such as "user accounts"',
    ),
    "blank feature": ({"feature_name": " "}, 'feature_name: is blank; use words, such as "user accounts"'),
    "feature without a name": (
        {"feature_name": "///"},
        'feature_name: "///" has no letter or digit; use words, such as "user accounts"',
    ),
    "no day": ({"feature_date": "tomorrow"}, 'feature_date: "tomorrow" is not a date; write it as YYYY-MM-DD'),
    "two of one requirement": (
        {"requirements": ["a b", "a  b"]},
        'requirements[1]: duplicate "a b" (same as requirements[0]); reword or delete one',
    ),
    "a date": (
        {"feature_date": datetime.date(2026, 1, 2)},
        "feature_date: YAML reads 2026-01-02 as a date; put it in quotes",
    ),
    "a list of languages": (
        {"language": ["python"]},
        f'language: ["python"] is not a choice; use {", ".join([*LANGUAGES][:-1])} or {[*LANGUAGES][-1]}',
    ),
    "half a character": (
        {"feature_summary": "a \ud83d"},
        'feature_summary: "a ?" has a broken character; type it again',
    ),
    "no recorded story": (
        {"stories": [{"title": "a", "id": "US7"}]},
        "stories[0].id: US7 is not a recorded story; leave the id out for a new story",
    ),
    "no url": (
        {"repository_url": "ftp://git.example/team"},
        'repository_url: "ftp://git.example/team" is not a URL; write one that starts with https://',
    ),
    "forms outside": (
        {"house_style": "../forms"},
        'house_style: "../forms" is not a folder of the project; write one such as .groundplan',
    ),
    "forms in git": (
        {"house_style": ".git/forms"},
        'house_style: ".git/forms" is not a folder of the project; write one such as .groundplan',
    ),
    "no version": (
        {"language_version": "3.12-rc1"},
        'language_version: "3.12-rc1" is not a version; use numbers and dots, such as 3.12',
    ),
    "list where text belongs": (
        {"stories": [{"title": "a", "goal": ["b"]}]},
        'stories[0].goal: expected text, got the list ["b"]; write one line of text',
    ),
    "number where a list belongs": (
        {"edge_cases": 3},
        'edge_cases: expected a list, got 3; write one item per line, each starting with "- "',
    ),
    "mapping where a list belongs": (
        {"stories": [{"title": "a", "journeys": {"b": "c"}}]},
        'stories[0].journeys: expected a list, got a mapping; write one item per line, each starting with "- "',
    ),
    "requirement of an endpoint that is not there": (
        {"stories": [{"title": "a", "endpoints": ["b", {"endpoint": "c", "requirements": ["FR-001"]}]}]},
        "stories[0].endpoints[1].requirements[0]: FR-001 does not exist; add it to requirements",
    ),
    "endpoint without a name": (
        {"stories": [{"title": "a", "endpoints": [{"requirements": ["FR-001"]}]}]},
        'stories[0].endpoints[0].endpoint: is blank; use words, such as "GET /users"',
    ),
    "unknown key of a journey": (
        {"stories": [{"title": "a", "journeys": [{"journey": "b", "scenario": [1]}]}]},
        'stories[0].journeys[0]: unknown key "scenario"; did you mean scenarios?',
    ),
    "scenario that is not there": (
        {"stories": [{"title": "a", "acceptance": ["b"], "journeys": [{"journey": "c", "scenarios": [2]}]}]},
        "stories[0].journeys[0].scenarios[0]: 2 is not a scenario of this story; use a number from 1 to 1",
    ),
    "scenario of a story that has none": (
        {"stories": [{"title": "a", "journeys": [{"journey": "c", "scenarios": ["b"]}]}]},
        'stories[0].journeys[0].scenarios[0]: "b" is not a scenario of this story; write its acceptance first',
    ),
    "scenario of two journeys": (
        {
            "stories": [
                {
                    "title": "a",
                    "acceptance": ["b"],
                    "journeys": [{"journey": "c", "scenarios": [1]}, {"journey": "d", "scenarios": [1]}],
                }
            ]
        },
        'stories[0].journeys[1].scenarios: "b" is a scenario of stories[0].journeys[0] too; list it under one journey',
    ),
    "blank item": (
        {"success_criteria": ["a", None]},
        "success_criteria[1]: is blank; write one sentence, or delete the item",
    ),
    "two of one id": (
        {"stories": [{"title": "a", "id": "US1"}, {"title": "b", "id": "US1"}]},
        'stories[1].id: duplicate id "US1" (same as stories[0]); change one of them',
    ),
    "unknown key of an entity": (
        {"stories": [{"title": "a", "entities": [{"name": "User", "colour": "red"}]}]},
        'stories[0].entities[0]: unknown key "colour"; use name, fields or description',
    ),
    "no day of the calendar": (
        {"requirements": "2026-13-45"},
        'requirements: is not valid YAML; write one item per line, each starting with "- "',
    ),
    "list that holds itself": (
        {"stories": "- title: &a [*a]"},
        "stories[0].title: expected text, got the list list; write one line of text",
    ),
    "key that is a day": (
        {"stories": "- title: {2026-01-02: a}"},
        "stories[0].title: expected text, got the mapping dict; put text with a colon in quotes",
    ),
    "story id": (
        {"stories": [{"title": "a", "id": "2"}]},
        'stories[0].id: "2" is not a story id; use US1, US2, …, or leave it out',
    ),
}


@pytest.mark.parametrize(("answers", "line"), REFUSED.values(), ids=REFUSED)
def test_error_names_place_and_remedy(answers: dict[str, Any], line: str) -> None:
    with pytest.raises(UserError) as caught:
        next_record(read_answers(answers, frozenset(answers)), Record(), EMPTY, "2026-03-14")
    assert str(caught.value) == line


def test_all_mistakes_are_a_line_each() -> None:
    answers: dict[str, Any] = {
        "language": "perl",
        "testing": "prove",
        "storage": "\x1b",
        "requirements": ["It works.", "", "It works."],
        "stories": [{"title": 5, "priority": "high", "endpoints": ["/a", "FETCH /b"], "acceptance": [404]}, {}],
    }
    with pytest.raises(UserError) as caught:
        read_answers(answers, frozenset(answers))
    assert [line.partition(": ")[0] for line in str(caught.value).splitlines()] == [
        "language",
        "testing",
        "requirements[1]",
        "stories[0].acceptance[0]",
        "stories[0].endpoints[0]",
        "stories[0].endpoints[1]",
        "stories[0].title",
        "stories[0].priority",
        "stories[1]",
        "storage",
    ]


@pytest.mark.parametrize(
    "case",
    [
        "no title",
        "unknown requirement",
        "no yaml",
        "testing of no language",
        "feature outside",
        "a date",
        "a control character",
    ],
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


MISTAKES = {
    "language": "cobol",
    "testing": "tap",
    "repository_url": "example",
    "requirements": ["", "A user MUST be known", "A user MUST be known", 5, None],
    "feature_nme": "shop",
    "stories": [
        {"title": "", "priority": "high", "acceptance": [{"given": "a"}],
         "journeys": [{"journey": "!", "scenarios": [1]}]},
        {"title": "Pay", "goals": "", "entities": [{"nam": "Fine"}, "?"], "endpoints": ["FETCH /fines", "GET /fines"]},
        "Pay",
    ],
}  # fmt: skip
PLACES = [
    "feature_nme", "language", "testing", "repository_url", "requirements[0]", "requirements[3]", "requirements[4]",
    "stories[0].acceptance[0]", "stories[0].journeys[0].journey", "stories[0]", "stories[0].priority",
    "stories[1]", "stories[1].endpoints[0]", "stories[1].entities[0]", "stories[1].entities[0].name",
    "stories[1].entities[1]",
]  # fmt: skip


def test_all_mistakes_are_named_at_once_and_nothing_is_written(template: Path, copier: Copier, tmp_path: Path) -> None:
    done = copier.copy(template, tmp_path / "made", MISTAKES)
    assert done.status == 1
    assert sorted(line.partition(": ")[0] for line in done.output.splitlines()) == sorted(PLACES)
    assert not (tmp_path / "made").exists()


def test_all_unknown_requirements_and_double_titles_are_named_at_once() -> None:
    stories = [{"title": "Pay", "requirements": ["FR-004"]}, {"title": "Lend", "requirements": ["FR-001", "FR-005"]}]
    with pytest.raises(UserError) as caught:
        next_record(read_answers({"requirements": ["A"], "stories": stories}), Record(), EMPTY, "2026-03-14")
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "stories[0].requirements[0]", "stories[1].requirements[1]",
    ]  # fmt: skip
    with pytest.raises(UserError) as caught:
        read_answers({"stories": ["Pay", "Lend", "pay", "Lend"]}, frozenset({"stories"}))
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "stories[2].title",
        "stories[3].title",
    ]
