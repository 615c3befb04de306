"""Every path that the template writes into a project, rendered as Copier renders it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template

_SUFFIX = ".jinja"
_YIELD = re.compile(r"\{% yield (?P<name>\w+) from (?P<items>[^%]+?) %\}(?P<body>.*?)\{% endyield %\}")
_LEFT_OUT = re.compile(r"__pycache__|.*\.py[co]")


def written_paths(template: Path, project: Any, answers_file: str) -> Iterator[str]:
    """Yield the files and folders of a project, relative, with forward slashes; a folder ends in a slash.

    `template` is the folder whose names are rendered. Folders stand before what is in them.
    """
    rendered = _source(template).render(
        project=project, units=project.units, _copier_conf={"answers_file": answers_file}
    )
    for path in dict.fromkeys(rendered.split("\0")):
        parts = path.removesuffix("/").split("/")
        name = "/".join(part for part in parts if part != ".")  # a unit's root
        if name and all(parts):  # Copier leaves out a path of which a part is blank
            yield f"{name}/" if path.endswith("/") else name


def _source(template: Path) -> Template:
    """Make one Jinja template of all names in the template."""
    names = (
        f"{path.relative_to(template).as_posix()}{'/' if path.is_dir() else ''}"
        for path in template.rglob("*")
        if not any(_LEFT_OUT.fullmatch(part) for part in path.parts)
    )
    return _compiled(tuple(sorted(names)))


@cache
def _compiled(names: tuple[str, ...]) -> Template:
    """Compile it once a version, for an update asks for it in two clones."""
    return Environment().from_string("".join(_as_loops(names)))


def _as_loops(names: Iterable[str]) -> Iterator[str]:
    """Yield each name with its parts' `yield`, which is Copier's own tag, as loops round the whole name."""
    for name in names:
        loops = [f"{{% for {one['name']} in {one['items']} %}}" for one in _YIELD.finditer(name)]
        text = _YIELD.sub(r"\g<body>", name.removesuffix(_SUFFIX))
        yield "".join((*loops, text, "\0", "{% endfor %}" * len(loops)))
