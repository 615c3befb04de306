"""The answer `units`: the source roots of a monorepo, each with a language, a framework and a role."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from ..plan.errors import Mistakes, UserError, join_choices, show
from ..plan.languages import LANGUAGES
from .checks import items, known_keys, one_of, parsed, text
from .stacks import APP, FRONTEND, LIBRARY, NONE, ROLES, SERVICE, STACKS, framework_names, testing_names

KEYS = ("root", "language", "framework", "role", "testing")
#: Folders of the template's own, and Git's.
_TAKEN = (".git", ".github", "specs", "tools")
_ROOT = re.compile(r"[A-Za-z0-9_][\w.-]*(?:/[A-Za-z0-9_][\w.-]*)*", re.ASCII)
_LANGUAGES = {FRONTEND: ("typescript",), APP: ("swift", "kotlin", "typescript")}


@dataclass(frozen=True)
class UnitAnswer:
    """A unit as the answers have it; `framework` is the name of a stack, or `none`."""

    root: str
    language: str
    framework: str
    role: str
    testing: str


def read_units(place: str, value: Any) -> tuple[UnitAnswer, ...]:
    """Read the list of units, services first. Raises UserError with every mistake."""
    found = items(place, parsed(place, value), _read_unit)
    mistakes = Mistakes()
    first: dict[str, int] = {}
    for index, unit in enumerate(found):
        earlier = first.setdefault(unit.root.casefold(), index)
        if earlier != index:
            problem = f"{show(unit.root)} is the root of {place}[{earlier}] too"
            mistakes.note(UserError(f"{place}[{index}].root", problem, "give each unit a folder of its own"))
    mistakes.tried(_refuse_lonely, place, found)
    mistakes.refuse()
    return tuple(sorted(found, key=lambda unit: (SERVICE, LIBRARY, FRONTEND, APP).index(unit.role)))


def _refuse_lonely(place: str, units: Sequence[UnitAnswer]) -> None:
    """Raise UserError for a list without a unit that holds models and services, and for screens without a service."""
    mistakes = Mistakes()
    roles = [unit.role for unit in units]
    if not units:
        mistakes.note(UserError(place, "is empty", "list a unit, such as {root: apps/api, language: go}"))
    for index, role in enumerate(roles):
        if role in (FRONTEND, APP) and SERVICE not in roles:
            problem = f"the {role} {show(units[index].root)} has no service to call"
            mistakes.note(UserError(f"{place}[{index}]", problem, "add a unit with the role service"))
    mistakes.refuse()


def _read_unit(place: str, value: Any) -> UnitAnswer:
    """Read a unit: a mapping, or the text of one, as it is typed."""
    value = parsed(place, value)
    if not isinstance(value, Mapping):
        raise UserError(place, f"expected a mapping, got {show(value)}", "write {root: apps/api, language: go}")
    mistakes = Mistakes()
    mistakes.tried(known_keys, place, value, KEYS)
    root = mistakes.tried(_root, f"{place}.root", value.get("root"))
    language = mistakes.tried(_language, f"{place}.language", value)
    role = mistakes.tried(_role, f"{place}.role", value)
    mistakes.refuse()
    assert root and language and role
    framework = mistakes.tried(_framework, f"{place}.framework", value.get("framework"), role, language)
    names = testing_names(language, framework or NONE, "")
    testing = mistakes.tried(one_of, f"{place}.testing", value.get("testing", names[0]), names)
    if language not in _LANGUAGES.get(role, LANGUAGES):
        problem = f"{show(language)} is not a language of {'an' if role == APP else 'a'} {role}"
        mistakes.note(UserError(f"{place}.language", problem, f"use {join_choices(_LANGUAGES[role])}"))
    mistakes.refuse()
    return UnitAnswer(root, language, framework or NONE, role, testing or names[0])


def _root(place: str, value: Any) -> str:
    """Read a folder of the project. Raises UserError for one that is missing, leaves it, or is the template's own."""
    written = text(place, value).removeprefix("./").rstrip("/")
    if not written:
        raise UserError(place, "is missing", "name the unit's folder, such as apps/api")
    parts = PurePosixPath(written).parts
    if written.startswith("/") or ".." in parts or PureWindowsPath(written).drive:
        raise UserError(place, f"{show(written)} leaves the project", "name a folder inside it, such as apps/api")
    if not _ROOT.fullmatch(written):
        raise UserError(place, f"{show(written)} is not a folder's path", "use letters, digits, -, _ and /")
    if parts[0].casefold() in _TAKEN:
        raise UserError(place, f"{show(written)} is in a folder of the project's own", "name another one")
    return written


def _language(place: str, value: Mapping[Any, Any]) -> str:
    if "language" not in value and value.get("role") == FRONTEND:
        return "typescript"
    if "language" not in value:
        raise UserError(place, "is missing", f"use {join_choices(LANGUAGES)}")
    return one_of(place, value["language"], LANGUAGES)


def _role(place: str, value: Mapping[Any, Any]) -> str:
    """Read the role; without one it is that of the framework."""
    named = value.get("framework")
    stack = STACKS.get(named) if isinstance(named, str) else None
    if "role" not in value and stack is None:
        raise UserError(place, "is missing", f"use {join_choices(ROLES)}")
    return one_of(place, value.get("role", stack.role if stack else ""), ROLES)


def _framework(place: str, value: Any, role: str, language: str) -> str:
    """Read the framework, by default the first of the role and language."""
    names = framework_names(role, language)
    if value is None:
        return names[0]
    if value in STACKS and STACKS[value].language != language:
        label = LANGUAGES[STACKS[value].language].label
        problem = f"{show(value)} is a framework of {label}, not of {LANGUAGES[language].label}"
        raise UserError(place, problem, f"use {join_choices(names)}")
    return one_of(place, value, names)
