"""An item of the record as a line of JSON in the answers file."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from .disk import CONTROLS, LONGEST_NAME, enters_git, leaves
from .errors import UserError
from .items import KINDS, Context, Feature, Form, Item, Story, StoryOverride, StubForms, Task, Unit
from .regex import lazy
from .typed import readers

ANSWERS_KEY = "groundplan_record"
# What YAML would fold, refuse or write as an escape of its own: controls, NEL, line and paragraph separators, BOM.
_ESCAPED = lazy("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NAMES = {kind: name for name, kind in KINDS.items()}
_LONGEST_ID = 1000  # characters; Python takes no number of more than 4300 digits
_PRIORITY = lazy("(?:P[0-9]{1,9})?")


def values_of(line: str) -> dict[str, Any]:
    """Return what the line of an item says, its kind and id first. Raises UserError if it is none."""
    item_of(line)
    values: dict[str, Any] = json.loads(line)
    return values


def item_of(line: str) -> Any:
    """Read an item from its line. Raises UserError if it is none."""
    try:
        values = json.loads(line)
        name = next(iter(values))
        kind: Any = KINDS[name]
        read = readers(kind)
        given = {key: read[key](value) for key, value in values.items() if key in read}
        item = kind(**given | {"id": read["id"](values[name])})
    except (ValueError, TypeError, KeyError, StopIteration, AttributeError, RecursionError):
        item = None
    checks = _CHECKS.get(type(item), _OF_A_FEATURE)
    if item is None or not all(is_valid(getattr(item, key)) for key, is_valid in checks.items()):
        problem = f"this line is not an item of the record: {f'{line}'[:120]}"
        raise UserError(ANSWERS_KEY, problem, "restore it from Git, or delete it")
    return item


def _is_id(text: str) -> bool:
    return bool(text.strip()) and _is_short(text) and not CONTROLS.search(text)


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_ID


def _is_inside(path: str) -> bool:
    """Whether a path stays in the project, and out of Git's own folder."""
    if CONTROLS.search(path) or leaves(path) or ("git" in path.lower() and enters_git(path)):
        return False
    return len(path) * 4 < LONGEST_NAME or all(len(part.encode()) < LONGEST_NAME for part in path.split("/"))


def _is_folder(name: str) -> bool:
    return _is_id(name) and _is_inside(name)


_CHECKS: dict[type[Any], dict[str, Callable[[str], bool]]] = {
    Form: {"id": _is_id, "name": _is_inside, "path": _is_inside},
    StubForms: {"id": _is_folder},
    Unit: {"id": _is_folder, "package": _is_inside},
    Context: {"feature": _is_inside, "house": _is_inside},
    Feature: {"id": _is_folder, "task_list": ("", "plan.md", "tasks.md").__contains__},
    Task: {
        "id": _is_id,
        "feature": _is_folder,
        "story": _is_short,
        "test": _is_inside,
        "package": _is_inside,
    },
}
_OF_A_FEATURE = {"id": _is_id, "feature": _is_folder}
_STORY = {**_OF_A_FEATURE, "priority": lambda text: bool(_PRIORITY.fullmatch(text)), "stem": _is_inside}
_CHECKS |= {Story: _STORY, StoryOverride: _STORY}


def line_of(item: Item) -> str:
    """Write the line of an item: compact JSON, values that equal their default left out."""
    return line_of_values(
        {_NAMES[type(item)]: item.id} | {key: value for key, value in _set_values(item).items() if key != "id"}
    )


def line_of_values(values: Mapping[str, Any]) -> str:
    """The line of an item whose values are these, the first of which is its kind and id."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_set_values)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _set_values(item: Any) -> dict[str, Any]:
    """Return the fields that a line says: those by which items are compared, defaults left out."""
    values = {}
    for one in fields(item):
        if not one.compare:
            continue
        value = getattr(item, one.name)
        default = one.default_factory() if one.default_factory is not MISSING else one.default
        if value != default:
            values[one.name] = value
    return values
