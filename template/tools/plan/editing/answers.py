"""The record in an answers file, item by item: what is not an item that changes stays as it stands there."""

from collections.abc import Callable, Sequence
from typing import Any

from ..errors import UserError
from ..item_lines import ANSWERS_KEY, line_of_values, values_of
from ..record import dump, load
from ..regex import lazy

_KEY_LINE = lazy(rf"{ANSWERS_KEY}:\s*$")
_ITEM_LINE = lazy(r"\s*-\s+'(?P<json>\{.*\})'\s*$")

Values = dict[str, Any]  #: of an item, as its line has them: `{"task": "T001", "feature": "001-a", …}`


def items_in(text: str) -> list[Values]:
    """Return the values of each item of the record, in the order of their lines."""
    lines = text.split("\n")
    return [values for index in _item_lines(lines) if (values := _values(lines[index]))]


def rewrite_items(text: str, change: Callable[[Values], Values]) -> str:
    """Return the answers with each item of the record as the function gives it back.

    The lines stay in the order in which an update would write them.
    """
    lines = text.split("\n")
    indexes = _item_lines(lines)
    for index in indexes:
        values = _values(lines[index])
        if values and (changed := change(values)) != values:
            lines[index] = _quoted(lines[index], line_of_values(changed))
    if indexes and indexes == list(range(indexes[0], indexes[-1] + 1)):
        block = slice(indexes[0], indexes[-1] + 1)
        lines[block] = _in_order(lines[block])
    return "\n".join(lines)


def _item_lines(lines: Sequence[str]) -> list[int]:
    """The places of the lines of the record."""
    found: list[int] = []
    inside = False
    for index, line in enumerate(lines):
        if _KEY_LINE.match(line):
            inside = True
        elif inside and _ITEM_LINE.match(line):
            found.append(index)
        elif inside and line[:1].isalpha():
            inside = False
    return found


def _values(line: str) -> Values | None:
    match = _ITEM_LINE.match(line)
    try:
        return dict(values_of(match["json"].replace("''", "'"))) if match else None
    except UserError:
        return None


def _quoted(line: str, item: str) -> str:
    """The line with another item, in the quotes of YAML."""
    match = _ITEM_LINE.match(line)
    assert match
    return line[: match.start("json")] + item.replace("'", "''") + line[match.end("json") :]


def _in_order(lines: Sequence[str]) -> list[str]:
    """The lines in the order of a record that is written anew; as they are where that would not say the same."""
    by_item = {match["json"].replace("''", "'"): line for line in lines if (match := _ITEM_LINE.match(line))}
    try:
        ordered = dump(load(list(by_item)))
    except UserError:
        return list(lines)
    return (
        [by_item[one] for one in ordered]
        if sorted(ordered) == sorted(by_item) and len(by_item) == len(lines)
        else list(lines)
    )
