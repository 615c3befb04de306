"""Every path that the template writes into a project, rendered as Copier renders it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template

_SUFFIX = ".jinja"
_YIELD = re.compile(r"\{% yield (?P<name>\w+) from (?P<items>[^%]+?) %\}(?P<body>.*?)\{% endyield %\}")
_NEXT = "\1"  #: ends what each name renders to
_LEFT_OUT = re.compile(r"__pycache__|.*\.py[co]")


def written_paths(template: Path, project: Any, answers_file: str) -> Iterator[str]:
    """Yield the files and folders of a project, relative, with forward slashes; a folder ends in a slash.

    `template` is the folder whose names are rendered. Folders stand before what is in them.
    """
    by_source = paths_by_source(template, project, answers_file)
    yield from dict.fromkeys(path for paths in by_source.values() for path in paths)


def paths_by_source(template: Path, project: Any, answers_file: str) -> dict[str, list[str]]:
    """Return the same by the file or folder of the template that writes it."""
    context = {"project": project, "units": project.units, "_copier_conf": {"answers_file": answers_file}}
    names = _names(template)
    rendered: dict[str, str] = {}
    for items, group in _by_first_loop(names).items():
        texts = [""] * len(group) if _is_empty(items, context) else _compiled(group).render(context).split(_NEXT)
        rendered |= zip(group, texts)
    return {name.removesuffix("/"): list(_paths(rendered.get(name, name.removesuffix(_SUFFIX)))) for name in names}


@cache
def _by_first_loop(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Group the names that have an expression by what their first `yield` is from; blank if they begin with none.

    To compile the names of languages that a project does not have would take most of the time.
    """
    found: dict[str, list[str]] = {}
    for name in names:
        if "{" in name:
            loop = _YIELD.match(name)
            found.setdefault(loop["items"] if loop else "", []).append(name)
    return {items: tuple(group) for items, group in found.items()}


def _is_empty(items: str, context: Mapping[str, Any]) -> bool:
    """Tell whether `units.go` is known to be empty."""
    first, _, rest = items.partition(".")
    value = context.get(first)
    return isinstance(value, Mapping) and rest.isidentifier() and not value.get(rest)


def _paths(rendered: str) -> Iterator[str]:
    for path in rendered.split("\0"):
        parts = path.removesuffix("/").split("/")
        name = "/".join(part for part in parts if part != ".")  # a unit's root
        if name and all(parts):  # Copier leaves out a path of which a part is blank
            yield f"{name}/" if path.endswith("/") else name


@cache
def _names(template: Path) -> tuple[str, ...]:
    """List all names in the template, those of folders with a slash at their end: once, for it is a clone."""
    names = (
        f"{path.relative_to(template).as_posix()}{'/' if path.is_dir() else ''}"
        for path in template.rglob("*")
        if not any(_LEFT_OUT.fullmatch(part) for part in path.parts)
    )
    return tuple(sorted(names))


@cache
def _compiled(names: tuple[str, ...]) -> Template:
    """Make one Jinja template of names, once a version, for an update asks for it in two clones."""
    return Environment().from_string("".join(_as_loops(names)))


def _as_loops(names: Iterable[str]) -> Iterator[str]:
    """Yield each name with its parts' `yield`, which is Copier's own tag, as loops round the whole name."""
    for name in names:
        loops = [f"{{% for {one['name']} in {one['items']} %}}" for one in _YIELD.finditer(name)]
        text = _YIELD.sub(r"\g<body>", name.removesuffix(_SUFFIX))
        yield "".join((*loops, text, "\0", "{% endfor %}" * len(loops), _NEXT))
