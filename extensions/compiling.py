"""Jinja's sources, compiled once a version of the template."""

import re
from types import CodeType
from typing import Any, cast

from jinja2 import Environment, Template, nodes

_SPECIAL = re.compile(r"[{\n]")  #: what a source that is rendered as it stands does not have

_CODES: dict[str, CodeType] = {}  #: by source; this module is loaded once a version


def compile_once(environment: Environment) -> None:
    """Let the environment remember what it, or another one of the same version, has compiled.

    Copier has every part of every path compiled anew for each file below it, and the name of the answers file once a
    file: a third of a copy's time; an update renders three times. Copier's `yield` forgets the last path in
    `preprocess`, so that is called each time.
    """
    from_string = environment.from_string
    templates: dict[str, Template] = {}

    def remembered(source: str | nodes.Template, *arguments: Any, **named: Any) -> Template:
        if arguments or named or not isinstance(source, str):
            return from_string(source, *arguments, **named)
        environment.preprocess(source)
        if not _SPECIAL.search(source):
            return cast("Template", _Plain(source))
        if source not in templates:
            code = _CODES.get(source) or _CODES.setdefault(source, environment.compile(source))
            names = environment.make_globals(None)
            templates[source] = environment.template_class.from_code(environment, code, names)
        return templates[source]

    setattr(environment, "from_string", remembered)  # noqa: B010, mypy lets nobody assign to a method


class _Plain:
    """A source without an expression, as most parts of paths are."""

    def __init__(self, source: str) -> None:
        self._source = source

    def render(self, *arguments: Any, **names: Any) -> str:
        """Return the source."""
        return self._source
