"""Jinja's sources, compiled once a version of the template."""

from types import CodeType
from typing import Any

from jinja2 import Environment, Template, nodes

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
        if source not in templates:
            code = _CODES.get(source) or _CODES.setdefault(source, environment.compile(source))
            names = environment.make_globals(None)
            templates[source] = environment.template_class.from_code(environment, code, names)
        return templates[source]

    setattr(environment, "from_string", remembered)  # noqa: B010, mypy lets nobody assign to a method
