"""What questions offer: their choices, and defaults that follow from the answers before them."""

import json
from dataclasses import asdict
from typing import Any

from .answers.answers import (
    CI,
    FRONTEND_TESTING,
    LICENSES,
    MOBILE_PLATFORMS,
    PROJECT_TYPES,
    STUB_SCOPES,
    TASK_LISTS,
    Answers,
    languages,
    read_answers,
)
from .answers.story_questions import STORY_QUESTIONS
from .opening import Context
from .plan.languages import LANGUAGES
from .text.names import kebab


def folder_name(context: Context) -> str:
    """Return the project's name if none was given."""
    folder = str(context["_folder_name"])
    return folder if kebab(folder) else "project"


def language_version(context: Context) -> str:
    """Return the language's current default."""
    return LANGUAGES[one_answer(context, "language").language].version


def testing(context: Context) -> str:
    """Return the language's first test framework."""
    return LANGUAGES[one_answer(context, "language").language].frameworks[0].name


def choices(context: Context, question: str) -> str:
    """Return what a question offers, as YAML: a list of values, or the values by their labels."""
    answers = one_answer(context, "language")
    frameworks = LANGUAGES[answers.language].frameworks
    offered: dict[str, Any] = {
        "project_type": PROJECT_TYPES,
        "language": {LANGUAGES[name].label: name for name in languages(answers.project_type)},
        "testing": {one.label: one.name for one in frameworks},
        "frontend_testing": FRONTEND_TESTING,
        "mobile_platform": MOBILE_PLATFORMS,
        "license": LICENSES,
        "ci": CI,
        "task_list": TASK_LISTS,
        "stub_scope": STUB_SCOPES,
    }
    return json.dumps(offered[question])


def story_questions(_: Context) -> list[dict[str, Any]]:
    """Return what is asked about a story, as JSON takes it."""
    return [asdict(part) for part in STORY_QUESTIONS]


def one_answer(context: Context, key: str, given: frozenset[str] = frozenset()) -> Answers:
    """Read one answer, with the language that decides what fits; the others are their defaults."""
    return read_answers({one: context[one] for one in ("project_type", "language", key) if one in context}, given)
