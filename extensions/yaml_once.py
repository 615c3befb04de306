"""The YAML that Copier reads and writes in each rendering of an update, remembered: the answers and the questions.

The same text gives the same values, and the same values give the same text; each caller gets values of its own. Text
that this run has written is not parsed, and each item of a long list is written once. Copier still reads any other text
itself: libyaml would be quicker, but takes some that are refused here, such as `0` and a tab. A Copier that works in
another way than 9.19 is left alone.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

from copier import _template, _user_data
from jinja2 import Environment

from .shortcuts import replace_by

_INCLUDES = b"!include"  #: of other files into the questions, whose texts nobody has looked at then

_MOST = 200  #: texts that are remembered; an update has some sixty
# This module is loaded once a version.
_LOADED: dict[Any, Any] = {}
_QUESTIONS: dict[Any, Any] = {}
_WRITTEN: dict[Any, Any] = {}
_VALUES: dict[Any, Any] = {}  #: by the text that they gave, in bytes
_ITEMS: dict[Any, str] = {}  #: the line of each item of a long list, by the item and the options
_LONG = 20  #: a list of so many texts is written item by item
_NOT_READ_BACK = re.compile("[\x85\u2028\u2029\ufeff]")  #: PyYAML reads these otherwise than it writes them
_COMMENT = re.compile(rb"(?:#.*\n)*")  #: what the answers file begins with


def read_yaml_once(environment: Environment) -> None:
    """Let Copier remember what it has read, and the environment what it has written."""
    if hasattr(_user_data, "yaml"):
        replace_by(_user_data, "yaml", _Yaml)
    if hasattr(_template, "load_template_config"):
        replace_by(_template, "load_template_config", _Config)
    if write := environment.filters.get("to_nice_yaml"):
        environment.filters["to_nice_yaml"] = _written_once(write)


class _Yaml:
    """The module `yaml`, whose `safe_load` remembers texts."""

    def __init__(self, original: Any) -> None:
        self.original = original

    def __getattr__(self, name: str) -> Any:
        return getattr(self.original, name)

    def safe_load(self, stream: Any) -> Any:
        """Load a text, or what a file has."""
        text = stream.read() if hasattr(stream, "read") else stream
        written = _COMMENT.sub(b"", text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, count=1)
        if written in _VALUES:
            return deepcopy(_VALUES[written])
        return _own(_LOADED, text, lambda: self.original.safe_load(text))


class _Config:
    """Copier's `load_template_config`, which remembers the questions of a template."""

    def __init__(self, original: Callable[..., Any]) -> None:
        self.original = original

    def __call__(self, path: Path, *arguments: Any, **named: Any) -> Any:
        text = path.read_bytes() if path.is_file() else _INCLUDES
        if _INCLUDES in text:
            return self.original(path, *arguments, **named)
        return _own(_QUESTIONS, text, lambda: self.original(path, *arguments, **named))


def _written_once(write: Callable[..., str]) -> Callable[..., str]:
    def written(value: Any, *arguments: Any, **named: Any) -> str:
        if not _is_tree(value, set()):
            return write(value, *arguments, **named)
        how = repr((arguments, named))
        make = partial(_with_items, value, lambda part: write(part, *arguments, **named), how)
        text = str(_own(_WRITTEN, (repr(value), how), make))
        if named.get("sort_keys") is False and not _NOT_READ_BACK.search(text):  # sorted keys have another order
            _own(_VALUES, text.encode("utf-8", "surrogatepass"), lambda: deepcopy(value))
        return text

    return written


def _with_items(value: Any, write: Callable[[Any], str], how: str) -> str:
    """Write a value. For the long lists of a mapping, only items that have no line yet are written."""
    lists = {key: items for key, items in value.items() if _is_long(items)} if isinstance(value, dict) else {}
    if not lists:
        return write(value)
    for items in lists.values():
        new = [item for item in dict.fromkeys(items) if (item, how) not in _ITEMS]
        lines = write(new).splitlines(keepends=True) if new else []
        if len(lines) != len(new):
            return write(value)
        _ITEMS.update({(item, how): line for item, line in zip(new, lines, strict=True)})
    places = {key: [f"groundplan-items-{number}"] for number, key in enumerate(lists)}
    text = write({**value, **places})
    for key, items in lists.items():
        place = write(places[key])
        if text.count(place) != 1:
            return write(value)
        text = text.replace(place, "".join(_ITEMS[item, how] for item in items))
    return text


def _is_long(items: Any) -> bool:
    return isinstance(items, list) and len(items) >= _LONG and all(isinstance(item, str) for item in items)


def _own(known: dict[Any, Any], key: object, make: Callable[[], Any]) -> Any:
    """Return what was made for a key, as a value that the caller may change."""
    if key not in known:
        if len(known) >= _MOST:
            known.clear()
        known[key] = make()
    return deepcopy(known[key])


def _is_tree(value: Any, seen: set[int]) -> bool:
    """Tell whether `repr` says all of the values: they are plain, and no list is in two places, which YAML shows."""
    if type(value) in (dict, list):
        if id(value) in seen:
            return False
        seen.add(id(value))
        return all(_is_tree(one, seen) for one in (*value, *(value.values() if isinstance(value, dict) else ())))
    return value is None or type(value) in (str, int, bool, float)
