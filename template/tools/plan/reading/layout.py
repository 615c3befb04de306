"""The tree of folders and files that a plan draws in its section on source code.

tree = fenced block below a heading with "Source Code"
line = ("│" | "├──" | "└──" | "|" | "+--" | "`--" | space)* name "/"? ("#" comment)?
"""

import re
from collections.abc import Iterator

from ..regex import lazy
from ..values import dataclass

_SECTION = lazy(r"#{1,6}[ \t].*\bsource code\b", re.IGNORECASE)
_HEADING = lazy(r"#{1,6}[ \t]")
_FENCE = lazy(r"[ \t]*(?:`{3,}|~{3,})")
_LINE = lazy(
    r"""(?P<branch>(?:[ \t│├└─|+\u00a0]|`--|--[ ])*)   # what the tree is drawn with
    (?P<name>[^\s#]+)                                   # src/   models/   main.py
    (?:[ \t]+(?:\#|//|←|→|<-|-[ ]|\(|—).*)?             # a comment
    [ \t]*$""",
    re.VERBOSE,
)
# A placeholder, a choice, a way out of the project; words in brackets, which a folder of routes has a slash behind; and
# what has no letter or digit, such as the line │ that only keeps two branches apart.
_NO_NAME = lazy(r"[\[\]{}<>*?…:,|\\]|\.\.|^\(.*\)$|^\W*$")


@dataclass(frozen=True)
class Drawn:
    """A path of the tree from the project's root; `line` counts from 1."""

    path: str
    line: int
    is_folder: bool


def drawn_paths(document: str) -> Iterator[Drawn]:
    """Every path of the tree. Below a line that is no plain name nothing is read, for nobody knows where it is."""
    if "ource" not in document:
        return
    inside = in_fence = False
    open_folders: list[tuple[int, str]] = []
    for number, raw in enumerate(document.split("\n"), start=1):
        line = raw.rstrip("\r")
        if inside and _FENCE.match(line):
            in_fence = not in_fence
            open_folders = []
        elif in_fence:
            yield from _drawn(line, number, open_folders)
        elif _HEADING.match(line):
            inside = _SECTION.match(line) is not None


def _drawn(line: str, number: int, open_folders: list[tuple[int, str]]) -> Iterator[Drawn]:
    """The path of one line; `open_folders` are those round it, each with its column, a blank one cannot be read."""
    match = _LINE.match(line)
    if not match:
        return
    column, name = match.end("branch"), match["name"]
    if not any(one.isalnum() for one in name) and name.strip("./"):
        return  # the line │ that keeps two branches apart
    while open_folders and open_folders[-1][0] >= column:
        open_folders.pop()
    above = open_folders[-1][1] if open_folders else "./"
    if name in (".", "./"):  # the project's own folder
        open_folders.append((column, "./"))
        return
    clean = name.rstrip("/").removeprefix("./")
    named = clean.strip("()") if name.endswith("/") else clean
    known = bool(above) and bool(clean) and not _NO_NAME.search(named) and not name.startswith("/")
    path = f"{above}{clean}".removeprefix("./")
    open_folders.append((column, f"{path}/" if known else ""))
    if known:
        yield Drawn(path, number, name.endswith("/"))
