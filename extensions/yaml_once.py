"""The YAML that Copier reads and writes in each rendering of an update, remembered: the answers and the questions.

The same text gives the same values, and the same values give the same text; each caller gets values of its own. Copier
still reads each text itself: libyaml would be quicker, but takes some that are refused here, such as `0` and a tab. A
Copier that works in another way than 9.19 is left alone.
"""

from collections.abc import Callable
from copy import deepcopy
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
        key = (repr(value), repr((arguments, named)))
        return str(_own(_WRITTEN, key, lambda: write(value, *arguments, **named)))

    return written


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
