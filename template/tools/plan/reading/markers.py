"""What stands between a task's id and its text: marks of parallel work, stories, tags and dependencies.

marker = "[" … "]" not followed by "(", "/" or "."  |  (P)  |  (USn)  |  `[P]`  |  ⚠️  |  🧪     any order
"""

import re
from collections.abc import Iterable

from ..regex import lazy
from ..values import dataclass

_MARKER = lazy(
    r"""\\?\[(?P<square>[^\[\]\\\n]+)\\?\](?!\(|/|\.\w)    # [P], [US1, US2], \[E2E\]; no link, no path
    |\((?P<round>P|US[0-9]+)\)                     # (P); other parentheses are text
    |`\[(?P<code>P|US[0-9]+)\]`                    # other code is text
    |(?P<sign>⚠️?|🧪)""",
    re.VERBOSE,
)
_STORIES = lazy(
    r"""US[ -]?[0-9]{1,6}(?:\.[0-9]{1,3})?               # US1, US-1, US1.5
    (?:\s*[+,&/]\s*(?:US[ -]?)?[0-9]{1,6}(?:\.[0-9]{1,3})?)*   # US1+US2, US1, 2""",
    re.VERBOSE,
)
_DEPENDS = lazy(r"(?:depends|depends on|deps)\s*:?\s*T[-_]?[A-Z]{0,3}[0-9]", re.IGNORECASE)
_NUMBER = lazy(r"(?P<story>[0-9]+)(?P<part>\.[0-9]+)?")
_CLOSERS = {"**": "**", "__": "__", "~~": "~~", "`": "`", "[": "]"}


@dataclass(frozen=True)
class Markers:
    """The markers of a task, and the text behind them."""

    parallel: bool
    stories: tuple[str, ...]
    tags: tuple[str, ...]
    depends: str
    text: str


def read_markers(line: str, position: int, wraps: Iterable[str]) -> Markers:
    """Read from behind the id up to where the text begins. `wraps` were opened before the id.

    They close behind it, behind a marker or anywhere in the text: `**T2 (P).**`, `~~T015 [P] text~~`.
    """
    found: list[str] = []
    open_wraps = [_CLOSERS[wrap] for wrap in wraps]
    separators = 2
    adjacent = True  # a full stop counts only where it stands at the id or the mark itself
    while position < len(line):
        closer = next((one for one in open_wraps if line.startswith(one, position)), None)
        if line[position] in " \t":
            position, adjacent = position + 1, False
        elif closer:
            open_wraps.remove(closer)
            position += len(closer)
        elif separators and _is_separator(line, position, adjacent):
            separators -= 1
            position += 1
        elif match := _MARKER.match(line, position):
            found.append(match[match.lastgroup or 0].strip())
            position, adjacent = match.end(), True
        else:
            break
    text = line[position:]
    for closer in open_wraps:
        text = text.replace(closer, "", 1)
    return _sorted(found, text.strip())


def _is_separator(line: str, position: int, adjacent: bool) -> bool:
    following = line[position + 1 : position + 2]
    ends = following in ("", *" \t*_~`[]")
    return (line[position] in ":." and adjacent and ends) or (line[position] in "—–-" and following in ("", " ", "\t"))


def _sorted(found: Iterable[str], text: str) -> Markers:
    parallel = False
    stories: dict[str, None] = {}
    tags: list[str] = []
    depends: list[str] = []
    for inner in found:
        if inner == "P":
            parallel = True
        elif _STORIES.fullmatch(inner):
            numbers = list(_NUMBER.finditer(inner))
            stories |= dict.fromkeys(f"US{int(one['story'])}" for one in numbers)
            tags += [f"US{one[0]}" for one in numbers if one["part"]]  # a part of that story
        elif _DEPENDS.match(inner):
            depends.append(inner)
        else:
            tags.append(inner)
    return Markers(parallel, tuple(stories), tuple(tags), " ".join(depends), text)
