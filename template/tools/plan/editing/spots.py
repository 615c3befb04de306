"""Where in a document a new line stands, and the document with it: line ends stay those of the file."""

import re
from collections.abc import Sequence

from ..errors import UserError
from ..regex import lazy
from ..values import dataclass
from .sections import Section

_START = lazy(r"\ufeff?(?P<start>(?P<indent>[ \t]*)[-*+][ \t]*)\[")
_BLOCK = lazy(r"[ \t]*(?:[-*+>|#=]|[0-9]{1,9}[.)]|```|~~~|<!--)")  # what does not go on with a paragraph
_END_OF_PHASE = lazy(r"\s*(?:\*\*Checkpoint\b.*|[-*_]{3,}\s*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Spot:
    """A place for a new line: `line` is the number that it gets, `start` what it begins with.

    `alone` says that a blank line stands above and below it, for no task is there yet.
    """

    line: int
    start: str = "- "
    alone: bool = False


def find_spot(section: Section) -> Spot:
    """Return the place behind the section's last task, with the bullet and indentation of the list."""
    raw = section.document.text.split("\n")
    if not section.tasks:
        return _below_heading(section, raw)
    starts = [_START.match(raw[task.line - 1]) for task in section.tasks]
    boxed = [match for match in starts if match]
    if len(boxed) < len(starts):
        place = f"{section.document.path}:{section.tasks[-1].line}"
        raise UserError(place, "the tasks in this list have no checkboxes", "add the task by hand")
    outermost = min(len(match["indent"].expandtabs(4)) for match in boxed)
    last = [match for match in boxed if len(match["indent"].expandtabs(4)) == outermost][-1]
    return Spot(_end(section, raw, outermost) + 1, last["start"])


def insert(text: str, spot: Spot, line: str) -> str:
    """Return the text with the line in its place."""
    raw = text.split("\n")
    index = spot.line - 1 - spot.alone
    new = ["", line] if spot.alone else [line]
    if spot.alone and index < len(raw) and raw[index].strip():
        new.append("")
    if any(one.endswith("\r") for one in (raw[0], *raw[index - 1 : index + 1])):
        new = [f"{one}\r" for one in new]
        if index == len(raw):  # behind the last line of a file, which has no line end
            raw[-1], new[-1] = f"{raw[-1]}\r", new[-1].removesuffix("\r")
    return "\n".join([*raw[:index], *new, *raw[index:]])


def _end(section: Section, raw: Sequence[str], outermost: int) -> int:
    """The number of the last line that belongs to the section's last task, or to one that it is nested in."""
    last = end = section.tasks[-1].line
    hidden = False  # whether the lines before are in a fence or a comment
    wraps = True
    for line in section.lines:
        if line.number <= last:
            continue
        text = raw[line.number - 1].rstrip("\r")
        if not text.strip():
            wraps = False
            continue
        is_hidden = not line.text.strip()
        if not (_width(text) > outermost or (hidden and is_hidden) or (wraps and not _BLOCK.match(text))):
            break
        hidden, end = is_hidden, line.number
    return end


def _below_heading(section: Section, raw: Sequence[str]) -> Spot:
    """The place below all that stands there, but above a checkpoint and a rule."""
    end = section.lines[0].number
    for line in section.lines[1:]:
        if not _END_OF_PHASE.fullmatch(raw[line.number - 1]):
            end = line.number
    return Spot(end + 2, alone=True)


def _width(text: str) -> int:
    return len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(4))
