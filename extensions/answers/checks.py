"""Raw values to checked ones. A refusal is one line: the place, what is there, and what would be right."""

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import yaml

from ..text.names import fold, kebab
from ..text.refusal import Refusal, quoted

T = TypeVar("T")


def text(place: str, value: Any) -> str:
    """A scalar as one line of text; nothing is the blank text."""
    if isinstance(value, bool):
        raise Refusal(f"{place}: {str(value).lower()} is no text; put quotes round it")
    if isinstance(value, Mapping):
        raise Refusal(f"{place}: {quoted(value)} reads as a mapping; put quotes round a text with a colon")
    if isinstance(value, list):
        raise Refusal(f"{place}: {quoted(value)} is a list; write one line of text")
    if isinstance(value, datetime.date):
        value = value.isoformat()
    written = "" if value is None else fold(str(value))
    if any("\ud800" <= character <= "\udfff" for character in written):
        raise Refusal(
            f"{place}: {quoted(written.encode('utf-8', 'replace').decode())} has half a character; write it anew"
        )
    return written


def sentence(place: str, value: Any) -> str:
    """A text that is not blank."""
    written = text(place, value)
    if not written:
        raise Refusal(f"{place}: is blank; write one sentence, or take the item out")
    return written


def named(place: str, value: Any, example: str = "user accounts") -> str:
    """A text of which the name of a file can be made."""
    written = text(place, value)
    if not kebab(written):
        said = f"{quoted(written)} has no letter or digit to make a name of" if written else "is blank"
        raise Refusal(f"{place}: {said}; write words, such as {quoted(example)}")
    return written


def date(place: str, value: Any) -> str:
    """A day as YYYY-MM-DD, or blank."""
    written = text(place, value)
    try:
        return written and datetime.date.fromisoformat(written).isoformat()
    except ValueError:
        raise Refusal(f"{place}: {quoted(written)} is no day; write it as YYYY-MM-DD") from None


def version(place: str, value: Any) -> str:
    """A version as numbers with dots, or blank."""
    written = text(place, value)
    if written and not re.fullmatch(r"[0-9]+(?:\.[0-9]+){0,3}", written):
        raise Refusal(f"{place}: {quoted(written)} is no version; write numbers with dots, such as 3.12")
    return written


def one_of(place: str, value: Any, choices: Iterable[str]) -> str:
    """One of the choices, as they are written."""
    if not isinstance(value, str) or value not in choices:
        raise Refusal(f"{place}: {quoted(value)} is not offered; choose {', '.join(choices)}")
    return str(value)


def items(place: str, value: Any, read: Callable[[str, Any], T]) -> tuple[T, ...]:
    """Each item of a list, read at its place; nothing is the empty list."""
    if value is None:
        return ()
    if not isinstance(value, list):
        kind = "mapping" if isinstance(value, Mapping) else "text" if isinstance(value, str) else type(value).__name__
        raise Refusal(
            f"{place}: {quoted(value)} is a {kind} where a list belongs; write [{quoted('first')}, {quoted('second')}]"
        )
    return tuple(read(f"{place}[{index}]", item) for index, item in enumerate(value))


def parsed(place: str, value: Any) -> Any:
    """The value of a YAML question; `-d KEY=VALUE` and the prompt give it as text."""
    if not isinstance(value, str):
        return value
    try:
        return yaml.safe_load(value)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise Refusal(
            f"{place}: is no YAML{where}; write a list such as [{quoted('first')}, {quoted('second')}]"
        ) from None


def known_keys(place: str, value: Mapping[Any, Any], known: tuple[str, ...]) -> None:
    """Refuse a key that is not known, and name the nearest one that is."""
    for key in value:
        if key not in known:
            close = difflib.get_close_matches(str(key), known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"
            raise Refusal(f"{place}: unknown key {quoted(key)}; {hint}")
