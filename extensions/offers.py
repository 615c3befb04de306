"""What questions offer: their choices, and defaults that follow from the answers before them."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .answers.answers import (
    CI,
    DEFAULT_LANGUAGE,
    DEFAULT_UNITS,
    FRONTEND_FRAMEWORKS,
    FRONTEND_TESTING,
    LICENSES,
    MOBILE_PLATFORMS,
    PROJECT_TYPES,
    STUB_SCOPES,
    TASK_LISTS,
    Answers,
    languages,
    offered_testing,
    read_answers,
)
from .answers.stacks import NONE, SERVICE, STACKS, framework_names
from .answers.story_questions import STORY_QUESTIONS
from .destination.manifests import Found, languages_in
from .opening import Context
from .plan.languages import LANGUAGES
from .text.names import kebab

#: The answers that decide which others fit.
_DECIDING = ("project_type", "language", "language_version", "units", "backend_framework", "frontend_framework")


def folder_name(context: Context) -> str:
    """Return the project's name if none was given."""
    folder = str(context["_folder_name"])
    return folder if kebab(folder) else "project"


def language(context: Context) -> str:
    """Return the language that an adopted repository shows first, else the default."""
    found = found_languages(context)
    return found[0].language if found else DEFAULT_LANGUAGE


def found_languages(context: Context) -> tuple[Found, ...]:
    """Return the languages of the repository that is adopted; none for a project of another type."""
    adopts = one_answer(context, "project_type").project_type == "existing"
    return languages_in(Path(str(context["_copier_conf"]["dst_path"]))) if adopts else ()


def _found_language(context: Context) -> Found | None:
    chosen = one_answer(context, "language").language
    return next((one for one in found_languages(context) if one.language == chosen), None)


def language_version(context: Context) -> str:
    """Return the version that an adopted repository asks for, else the language's current default."""
    found = _found_language(context)
    if found and found.version:
        return found.version
    return LANGUAGES[one_answer(context, "language").language].version


def testing(context: Context) -> str:
    """Return the test framework that an adopted repository uses, else the language's first one."""
    found = _found_language(context)
    if found and found.testing:
        return found.testing
    return _testing(one_answer(context, "language"))[0]


def _testing(answers: Answers) -> tuple[str, ...]:
    return offered_testing(answers.project_type, answers.language, answers.backend_framework, answers.language_version)


def backend_framework(context: Context) -> str:
    """Return the first framework of the language."""
    return framework_names(SERVICE, one_answer(context, "language").language)[0]


def units(_: Context) -> list[dict[str, str]]:
    """Return the units of a monorepo that nobody has described."""
    return DEFAULT_UNITS


def _by_label(names: tuple[str, ...]) -> dict[str, str]:
    return {STACKS[name].label if name != NONE else "None": name for name in names}


def choices(context: Context, question: str) -> str:
    """Return what a question offers, as YAML: a list of values, or the values by their labels."""
    answers = one_answer(context, "language")
    frameworks = LANGUAGES[answers.language].frameworks
    offered: dict[str, Any] = {
        "project_type": PROJECT_TYPES,
        "language": {LANGUAGES[name].label: name for name in languages(answers.project_type)},
        "testing": {one.label: one.name for one in frameworks if one.name in _testing(answers)},
        "backend_framework": _by_label(framework_names(SERVICE, answers.language)),
        "frontend_framework": _by_label(FRONTEND_FRAMEWORKS),
        "frontend_testing": STACKS[answers.frontend_framework].testing or FRONTEND_TESTING,
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
    """Read one answer, with those that decide what fits; the others are their defaults."""
    return read_answers({one: context[one] for one in (*_DECIDING, key) if one in context}, given)
