"""Check raw values. Each check takes the value's place and the value, and raises UserError if it does not fit."""

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

import yaml

from ..plan.errors import Mistakes, UserError, join_choices, show
from ..text.names import fold, kebab

T = TypeVar("T")

# Tabs and line breaks are white space; the others have no place in text.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
_A_LINE_EACH = 'write one item per line, each starting with "- "'


def text(place: str, value: Any) -> str:
    """Read a text as one line; nothing is the blank text."""
    if isinstance(value, bool | int | float):
        raise UserError(place, f"expected text, got {show(value)}", "put it in quotes")
    if isinstance(value, Mapping):
        raise UserError(place, f"expected text, got the mapping {show(value)}", "put text with a colon in quotes")
    if isinstance(value, list):
        raise UserError(place, f"expected text, got the list {show(value)}", "write one line of text")
    if isinstance(value, datetime.date):
        value = value.isoformat()
    return _readable(place, "" if value is None else str(value))


def short(place: str, value: Any) -> str:
    """Read a text such as an id, which the check behind this one refuses better than its being a number."""
    return text(place, str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value)


def _readable(place: str, value: str) -> str:
    """Put a text on one line. Raises UserError for characters that no document can hold."""
    if found := _CONTROL.search(value):
        problem = f"has the control character U+{ord(found[0]):04X} behind {show(value[: found.start()][-20:])}"
        raise UserError(place, problem, "delete it")
    written = fold(value)
    if any("\ud800" <= character <= "\udfff" for character in written):
        readable = written.encode("utf-8", "replace").decode()
        raise UserError(place, f"{show(readable)} has a broken character", "type it again")
    return written


def sentence(place: str, value: Any) -> str:
    """Read a text that is not blank."""
    written = text(place, value)
    if not written:
        raise UserError(place, "is blank", "write one sentence, or delete the item")
    return written


def named(place: str, value: Any, example: str = "user accounts") -> str:
    """Read a text from which a file can be named."""
    written = text(place, value)
    if not kebab(written):
        problem = f"{show(written)} has no letter or digit" if written else "is blank"
        raise UserError(place, problem, f"use words, such as {show(example)}")
    return written


def date(place: str, value: Any) -> str:
    """Read a date as YYYY-MM-DD, or blank."""
    written = text(place, value)
    try:
        return written and datetime.date.fromisoformat(written).isoformat()
    except ValueError:
        raise UserError(place, f"{show(written)} is not a date", "write it as YYYY-MM-DD") from None


def version(place: str, value: Any) -> str:
    """Read a version: numbers and dots, or blank."""
    if isinstance(value, float):  # 3.10 is 3.1 to YAML
        raise UserError(place, f"YAML reads it as the number {value}", "put it in quotes")
    written = short(place, value)
    if written and not re.fullmatch(r"[0-9]+(?:\.[0-9]+){0,3}", written):
        raise UserError(place, f"{show(written)} is not a version", "use numbers and dots, such as 3.12")
    return written


def one_of(place: str, value: Any, choices: Iterable[str]) -> str:
    """Read one of the choices, as they are written."""
    if not isinstance(value, str) or value not in choices:
        raise UserError(place, f"{show(value)} is not a choice", f"use {join_choices(choices)}")
    return str(value)


def items(place: str, value: Any, read: Callable[[str, Any], T]) -> tuple[T, ...]:
    """Read each item of a list at its place; nothing is the empty list. Raises all mistakes at once."""
    if value is None:
        return ()
    if not isinstance(value, list):
        kind = "a mapping" if isinstance(value, Mapping) else "text" if isinstance(value, str) else show(value)
        raise UserError(place, f"expected a list, got {kind}", _A_LINE_EACH)
    mistakes = Mistakes()
    found = [mistakes.tried(read, f"{place}[{index}]", item) for index, item in enumerate(value)]
    mistakes.refuse()
    return cast("tuple[T, ...]", tuple(found))


def parsed(place: str, value: Any) -> Any:
    """Parse the value of a YAML question; `-d KEY=VALUE` and the prompt give it as text."""
    if not isinstance(value, str):
        return value
    try:
        return yaml.safe_load(value)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: 2026-13-45 looks like a date
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        raise UserError(place, f"is not valid YAML{where}", _A_LINE_EACH) from None


def known_keys(place: str, value: Mapping[Any, Any], known: tuple[str, ...]) -> None:
    """Raise UserError for unknown keys, and name the nearest known ones."""
    mistakes = Mistakes()
    for key in value:
        if key not in known:
            close = difflib.get_close_matches(str(key), known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"use {join_choices(known)}"
            mistakes.note(UserError(place, f"unknown key {show(key)}", hint))
    mistakes.refuse()


def yes_or_no(place: str, value: Any) -> bool:
    """Read a truth value, as YAML or `-d` gives it."""
    if isinstance(value, bool):
        return value
    written = str(value).strip().casefold()
    if written not in ("true", "false", "yes", "no"):
        raise UserError(place, f"{show(value)} is neither true nor false", "write true or false")
    return written in ("true", "yes")
