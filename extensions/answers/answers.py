"""Copier's raw answers to `Answers`."""

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ..plan.disk import enters_git, leaves
from ..plan.errors import Mistakes, UserError, join_choices, show
from ..plan.item_lines import ANSWERS_KEY
from ..plan.items import HOUSE, Story
from ..plan.languages import LANGUAGES
from ..text.names import is_none
from .checks import date, items, named, one_of, parsed, sentence, text, version, yes_or_no
from .stacks import FRONTEND, NONE, SERVICE, STACKS, framework_names, languages_for, testing_names
from .stories import read_story, refuse_duplicates
from .units import UnitAnswer, read_units

PROJECT_TYPES = ("single", "web", "mobile", "monorepo", "existing")
#: The roots of the units of a project type.
ROOTS = {"web": ["backend", "frontend"], "mobile": ["api", "ios", "android", "app"]}
WITH_A_SERVICE = ("web", "mobile")  #: the project types whose language is that of their service
FRONTEND_FRAMEWORKS = framework_names(FRONTEND, "typescript")
FRONTEND_TESTING = ("vitest", "jest")
MOBILE_PLATFORMS = ("ios", "android", "expo")
#: A monorepo's until its answer says otherwise.
DEFAULT_UNITS = [
    {"root": "apps/api", "language": "python", "framework": "fastapi", "role": "service"},
    {"root": "apps/web", "language": "typescript", "framework": "react", "role": "frontend"},
]
DEFAULT_FEATURE = "initial feature"
DEFAULT_LANGUAGE = "python"
TEST_ORDERS = ("after", "first")
TASK_LISTS = ("plan.md", "tasks.md")
STUB_SCOPES = ("every-task", "test-tasks")
LICENSES = ("none", "MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-or-later")
CI = ("github", "gitlab", "none")
#: The fields of a plan's technical context that are free text.
CONTEXT = ("storage", "target_platforms", "performance_goals", "constraints", "scale_scope", "technical_approach")
#: The answers that belong to one feature and do not carry over to the next.
FEATURE_KEYS = (
    *("feature_date", "feature_summary", "spec_source"),
    *("requirements", "success_criteria", "edge_cases", "stories"),
)


@dataclass(frozen=True)
class Answers:
    """All answers, checked and folded; a blank text is an answer that was not given."""

    project_name: str
    project_description: str
    author_name: str
    repository_url: str
    license: str
    ci: str
    project_type: str
    language: str
    language_version: str
    testing: str
    units: tuple[UnitAnswer, ...]
    backend_framework: str
    frontend_framework: str
    frontend_testing: str
    mobile_platform: str
    package_layout: bool
    primary_dependencies: tuple[str, ...]
    dependency_roots: tuple[tuple[str, str], ...]  #: the root of a unit by the library that the answer gives to it
    authentication: str
    stub_scope: str
    house_style: str
    test_order: str
    task_list: str
    feature_name: str
    feature_date: str
    feature_summary: str
    spec_source: str
    requirements: tuple[str, ...]
    success_criteria: tuple[str, ...]
    edge_cases: tuple[str, ...]
    stories: tuple[Story, ...]
    context: dict[str, str] = field(default_factory=dict)


def read_answers(raw: Mapping[str, Any], given: frozenset[str] = frozenset()) -> Answers:
    """Check the answers. Raises UserError for those `given` now; others that do not fit take their defaults."""
    mistakes = Mistakes()

    def read(key: str, check: Callable[[str, Any], Any], default: Any = "") -> Any:
        try:
            return check(key, plain(key, raw[key])) if key in raw else default
        except UserError as error:
            if key in given:
                mistakes.note(error)
            return default

    project_type = read("project_type", choice(PROJECT_TYPES), PROJECT_TYPES[0])
    units = _read_units(read, mistakes, project_type, raw.get("units") if "units" in given else None)
    language = read("language", choice(languages(project_type)), DEFAULT_LANGUAGE)
    if units:  # the first is what the rest is built on
        language = units[0].language
    backend = read("backend_framework", framework(SERVICE, language), framework_names(SERVICE, language)[0])
    lowest = read("language_version", version) or LANGUAGES[language].version
    frameworks = [*offered_testing(project_type, language, backend, lowest)]
    if mistakes:  # nobody knows yet whose frameworks these are
        frameworks += [one.name for other in LANGUAGES.values() for one in other.frameworks]
    roots = [unit.root for unit in units] or ROOTS.get(project_type, ["."])
    dependencies = read("primary_dependencies", libraries(roots), ())
    frontend = read("frontend_framework", framework(FRONTEND, "typescript"), FRONTEND_FRAMEWORKS[0])
    screens = STACKS[frontend].testing or FRONTEND_TESTING
    answers = Answers(
        project_name=read("project_name", named, "project"),
        project_description=read("project_description", text),
        author_name=read("author_name", text),
        repository_url=read("repository_url", address),
        license=read("license", choice(LICENSES), LICENSES[0]),
        ci=read("ci", choice(CI), CI[0]),
        project_type=project_type,
        language=language,
        language_version=lowest,
        testing=units[0].testing if units else read("testing", choice(frameworks), frameworks[0]),
        units=units,
        backend_framework=backend,
        frontend_framework=frontend,
        frontend_testing=read("frontend_testing", choice(screens), screens[0]),
        mobile_platform=read("mobile_platform", choice(MOBILE_PLATFORMS), MOBILE_PLATFORMS[0]),
        package_layout=read("package_layout", in_single_python(project_type, language), False),
        primary_dependencies=tuple(dict.fromkeys(name for name, _ in dependencies)),
        dependency_roots=tuple((name, root) for name, root in dependencies if root),
        authentication=read("authentication", authentication),
        stub_scope=read("stub_scope", choice(STUB_SCOPES), default_scope(project_type)),
        house_style=read("house_style", folder, HOUSE),
        test_order=read("test_order", choice(TEST_ORDERS), TEST_ORDERS[0]),
        task_list=read("task_list", choice(TASK_LISTS), TASK_LISTS[0]),
        feature_name=read("feature_name", feature_name, DEFAULT_FEATURE),
        feature_date=read("feature_date", date),
        feature_summary=read("feature_summary", text),
        spec_source=read("spec_source", text),
        requirements=read("requirements", distinct, ()),
        success_criteria=read("success_criteria", distinct, ()),
        edge_cases=read("edge_cases", sentences, ()),
        stories=read("stories", stories, ()),
        context={key: read(key, text) for key in CONTEXT},
    )
    mistakes.refuse()
    return answers


def _read_units(read: Callable[..., Any], mistakes: Mistakes, project_type: str, given: Any) -> tuple[UnitAnswer, ...]:
    """Read the units of a monorepo; no other project type has such an answer, but the default of everybody's."""
    if project_type != "monorepo":
        if given and parsed("units", given) != DEFAULT_UNITS:
            problem = f"a project of the type {project_type} has no list of units"
            mistakes.note(UserError("units", problem, "delete it, or answer project_type: monorepo"))
        return ()
    units: tuple[UnitAnswer, ...] = read("units", read_units, ())
    return units or read_units("units", DEFAULT_UNITS)


def refuse_unknown(keys: Iterable[str]) -> None:
    """Raise UserError for answers to no question, which Copier would pass over; its own keys begin with `_`."""
    mistakes = Mistakes()
    known = [one.name for one in fields(Answers) if one.name != "context"] + [*CONTEXT, ANSWERS_KEY]
    for key in keys:
        if key not in known and not key.startswith("_"):
            close = difflib.get_close_matches(key, known, n=1)
            mistakes.note(UserError(key, "is not a question", f"did you mean {close[0]}?" if close else "delete it"))
    mistakes.refuse()


def remembered(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the answers file keeps: the project's answers by name, and the record, which has those of features.

    A local template is named by its whole path, without which no update would find it.
    """
    kept = {key: value for key, value in sorted(answers.items()) if key not in ("feature_name", *FEATURE_KEYS)}
    source = str(kept.get("_src_path", ""))
    if source and Path(source).is_dir():
        kept["_src_path"] = str(Path(source).resolve())
    return kept


def plain(place: str, value: Any) -> Any:
    """Return the value, unless it is a date: Copier takes no date that is not in quotes for text."""
    if isinstance(value, datetime.date):
        raise UserError(place, f"YAML reads {value} as a date", "put it in quotes")
    return value


def languages(project_type: str) -> tuple[str, ...]:
    """Those in which the first unit of a project can be written."""
    return languages_for(SERVICE) if project_type in WITH_A_SERVICE else tuple(LANGUAGES)


def offered_testing(project_type: str, language: str, backend: str, lowest: str) -> tuple[str, ...]:
    """List the test frameworks of a project's first unit, the default first; `backend` counts where that is a service.

    `lowest` is the version of the language. An adopted repository has a framework, whatever its version may suggest.
    """
    framework = backend if project_type in WITH_A_SERVICE else NONE
    return testing_names(language, framework, "" if project_type == "existing" else lowest)


def default_scope(project_type: str) -> str:
    """Whoever adopts a repository has tests for what is not a test task."""
    return STUB_SCOPES[1] if project_type == "existing" else STUB_SCOPES[0]


def choice(choices: Any) -> Callable[[str, Any], str]:
    return lambda place, value: one_of(place, value, choices)


def framework(role: str, language: str) -> Callable[[str, Any], str]:
    """Make the check of an answer that names a framework of a role and language."""

    def check(place: str, value: Any) -> str:
        stack = STACKS.get(value) if isinstance(value, str) else None
        names = framework_names(role, language)
        if stack and stack.language != language:
            problem = f"{show(value)} is a framework of {LANGUAGES[stack.language].label}"
            remedy = f"use {join_choices(names)}, or answer language: {stack.language}"
            raise UserError(place, problem, remedy if role == SERVICE else f"use {join_choices(names)}")
        return one_of(place, value, names)

    return check


def in_single_python(project_type: str, language: str) -> Callable[[str, Any], bool]:
    """Return the check of an answer that only a single project in Python has."""

    def check(place: str, value: Any) -> bool:
        is_asked_for = yes_or_no(place, value)
        if is_asked_for and (project_type, language) != ("single", "python"):
            raise UserError(place, "is for a single project in Python", "delete it")
        return is_asked_for

    return check


def authentication(place: str, value: Any) -> str:
    """How users are known; blank where they are not."""
    written = text(place, value)
    return "" if is_none(written) else written


def address(place: str, value: Any) -> str:
    """Read a URL, or blank."""
    written = text(place, value)
    if re.search(r"\s", written):
        raise UserError(place, f"{show(written)} has a space", "write %20 for it, or delete it")
    if written and not re.fullmatch(r"https?://[^\s\"'<>\\]+", written):
        raise UserError(place, f"{show(written)} is not a URL", "write one that starts with https://")
    return written


def feature_name(place: str, value: Any) -> str:
    """Read a name whose folder stays directly below specs/."""
    written = text(place, value)
    if written.strip("/\\ ") and any(mark in written for mark in ("/", "\\", "..")):
        raise UserError(place, f'{show(written)} has a slash or ".."', 'use words, such as "user accounts"')
    return named(place, written)


def folder(place: str, value: Any) -> str:
    """Read the path of a folder of the project, or blank."""
    written = text(place, value).replace("\\", "/").strip("/")
    if leaves(str(value)) or leaves(written) or enters_git(written) or ":" in written:
        raise UserError(place, f"{show(written)} is not a folder of the project", f"write one such as {HOUSE}")
    return written.removeprefix("./")


def sentences(place: str, value: Any) -> tuple[str, ...]:
    return items(place, parsed(place, value), sentence)


def distinct(place: str, value: Any) -> tuple[str, ...]:
    """Read sentences that get numbers, each of them once."""
    found = sentences(place, value)
    first: dict[str, int] = {}
    mistakes = Mistakes()
    for index, one in enumerate(found):
        if first.setdefault(one, index) != index:
            problem = f"duplicate {show(one)} (same as {place}[{first[one]}])"
            mistakes.note(UserError(f"{place}[{index}]", problem, "reword or delete one"))
    mistakes.refuse()
    return found


def libraries(roots: Sequence[str]) -> Callable[[str, Any], tuple[tuple[str, str], ...]]:
    """Make the check of a list of libraries, or of a mapping of unit roots to lists: each with its root or blank."""

    def check(place: str, value: Any) -> tuple[tuple[str, str], ...]:
        found = parsed(place, value)
        if not isinstance(found, Mapping):
            return tuple((name, "") for name in comma_list(place, found))
        mistakes, named = Mistakes(), []
        for root, names in found.items():
            if root not in roots:
                mistakes.note(UserError(place, f"{show(root)} is not a unit", f"use {join_choices(roots)}"))
                continue
            named += [(name, str(root)) for name in mistakes.tried(comma_list, f"{place}.{root}", names) or ()]
        mistakes.refuse()
        return tuple(named)

    return check


def comma_list(place: str, value: Any) -> tuple[str, ...]:
    """Read a YAML list of texts, or one text with commas between them."""
    found = parsed(place, value)
    if isinstance(found, str):
        found = [part for part in found.split(",") if part.strip()]
    return items(place, found, sentence)


_STORIES: dict[tuple[str, str], tuple[Story, ...]] = {}  #: of the answers that were read last


def stories(place: str, value: Any) -> tuple[Story, ...]:
    """Read the stories, once of the same answer: each question has all answers read."""
    key = (place, repr(value))
    if key not in _STORIES:
        found = items(place, parsed(place, value), read_story)
        refuse_duplicates(place, found)
        if len(_STORIES) > 8:
            _STORIES.clear()
        _STORIES[key] = found
    return _STORIES[key]
