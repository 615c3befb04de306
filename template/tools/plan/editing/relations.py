"""What a list says of a story outside its phase: which tasks wait for which, in sentences and charts.

After a merge such a passage stands there twice, once, or once for both stories: Git keeps one of two that are alike.
"""

import re
from collections.abc import Iterator, Sequence

from ..model import Task
from ..reading.lines import Line
from ..reading.prose import is_rule
from ..reading.references import ID
from ..regex import lazy
from ..values import dataclass
from .move import Move

_ID = lazy(rf"(?<![\w-]){ID}(?!\w)", re.VERBOSE)
_ARROW = lazy(rf"(?P<before>{ID})[ ]*-->[ ]*(?P<after>{ID})", re.VERBOSE)
_WAITS = lazy(r"\bwaits? for\b")


@dataclass(frozen=True)
class Passage:
    """A sentence or a section that names the story. `key` is the same for two that say the same of two stories."""

    start: int  #: its first line, counted from 1
    end: int  #: behind its last line
    key: str
    text: str
    around: str  #: the section in which it stands


@dataclass(frozen=True)
class Sides:
    """The tasks of the story that moves, and those of the other one."""

    mine: Sequence[Task]
    theirs: Sequence[Task]


def passages(lines: Sequence[Line], raw: Sequence[str], left_out: frozenset[int], move: Move) -> list[Passage]:
    """Return the passages that name the story, outside the lines that are left out."""
    found: list[Passage] = []
    for start, end in _sections(lines):
        own = [number for number in range(start, end) if number not in left_out]
        around = "\n".join(raw[number - 1] for number in own)
        if start in own and _names(raw[start - 1], move):
            last = max(number for number in own if not _is_separator(raw[number - 1]))
            text = "\n".join(raw[start - 1 : last])
            found.append(Passage(start, last + 1, raw[start - 1].strip(), text, around))
        else:
            for number in own:
                if _names(raw[number - 1], move):
                    text = raw[number - 1]
                    found.append(Passage(number, number + 1, text.partition(":")[0].strip(), text, around))
    return found


def sort(found: Sequence[Passage], sides: Sides) -> Iterator[tuple[Passage, str]]:
    """Yield each passage with whose it is: `mine`, `theirs`, `both`, or blank if nobody can tell.

    The tasks that it names decide, and which of them it says wait for each other. Of two passages that are alike the
    first is the other story's, which stands first in the list too.
    """
    sides_of = {one: _by_ids(one, sides) or _by_facts(one.text, sides) for one in found}
    opposite = {"mine": "theirs", "theirs": "mine"}
    for one, side in sides_of.items():
        alike = [other for other in found if other.key == one.key]
        if side in opposite or len(alike) != 2:
            yield one, side
        else:
            other = alike[alike[0] is one]
            yield one, opposite.get(sides_of[other], "mine" if one is alike[1] else "theirs")


def _sections(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    starts = [1, *(line.number for line in lines if line.level and line.number > 1)]
    yield from zip(starts, [*starts[1:], len(lines) + 1])


def _is_separator(text: str) -> bool:
    return not text.strip() or is_rule(text.rstrip())


def _names(text: str, move: Move) -> bool:
    return move.in_text(text) != text


def _by_ids(passage: Passage, sides: Sides) -> str:
    """By the ids that one story alone has, in the passage or else in its section."""
    mine, theirs = ({task.id for task in tasks} for tasks in (sides.mine, sides.theirs))
    ids = next((set(found) for scope in (passage.text, passage.around) if (found := _ID.findall(scope))), set())
    is_mine, is_theirs = bool(ids & (mine - theirs)), bool(ids & (theirs - mine))
    return "" if is_mine == is_theirs else "mine" if is_mine else "theirs"


def _by_facts(text: str, sides: Sides) -> str:
    """By whose tasks wait as the passage says."""
    is_mine, is_theirs = _is_true(text, sides.mine), _is_true(text, sides.theirs)
    return "both" if is_mine and is_theirs else "mine" if is_mine else "theirs" if is_theirs else ""


def _is_true(text: str, tasks: Sequence[Task]) -> bool:
    """Whether a passage says which tasks of a story wait for each other, or for tasks outside, and misses none."""
    own = {task.id for task in tasks}
    waits = {(task.id, other) for task in tasks for other in task.depends_on}
    arrows = {(match["after"], match["before"]) for match in _ARROW.finditer(text)}
    if arrows:
        return arrows == {(task, other) for task, other in waits if other in own}
    said = set()
    for clause in re.split(r"[;\n]", text):
        subjects, *objects = _WAITS.split(clause, maxsplit=1)
        said |= {(one, other) for one in _ID.findall(subjects) for other in _ID.findall("".join(objects))}
    return bool(said) and said == {(task, other) for task, other in waits if other not in own}
