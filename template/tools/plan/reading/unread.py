"""Lines of a task list that look like a task and were not read as one.

line = quote? (bullet | number)? box id-like  |  "|" (box "|"?)? ID  |  number ID
"""

import re
from collections.abc import Collection, Iterator, Sequence

from ..model import UnreadLine
from .grammar import is_reference
from .headings import Place
from .lines import Line
from .references import ID

CHECKBOX, TABLE_ROW, NUMBERED_ITEM, NO_ID, STORY = "checkbox", "table row", "numbered item", "no id", "story"

_WRAP = r"(?:\*\*|__|~~|`|\[|\(){0,2}"
_BOX = r"\\?\[(?:[ xX]{0,3}|[^\]\[\n])\\?\]"  # [], [ x ] and [xx] too
_NUMBER = r"[0-9]{1,9}[.)]"
# T012abc, t012, T 012, TASK-12, BE-T002, T０１２; TLS1.3, t3.micro and a T-shirt are something else.
_LIKE_ID = r"""(?!TLS[0-9])(?:[A-Z][A-Z0-9]{0,5}-)?
    (?:T|(?:TASK|Task)[-_\x20\#]?|T[\x20\#]|t[-_]?(?=\d{3}))
    [-_]?[A-Z]{0,3}\d[\w.-]*"""
_TWO_DIGITS = r"(?=T[-_]?[A-Z]{0,3}[0-9]{2})"  # a T4 in a table is a machine
_LINE = re.compile(
    rf"""[ \t]*(?:
        (?:>[ \t]*)*(?:(?:[-*+]|{_NUMBER})[ \t]*)?{_BOX}[ \t]*{_WRAP}(?P<checkbox>{_LIKE_ID})
        |\|[ \t]*(?:{_BOX}[ \t]*\|?[ \t]*)?{_WRAP}(?P<row>{_TWO_DIGITS}{ID})(?!\w)
        |{_NUMBER}[ \t]+{_WRAP}(?P<item>{_TWO_DIGITS}{ID})(?!\w)
    )""",
    re.VERBOSE,
)
_ID = re.compile(rf"{ID}(?!\w)", re.VERBOSE)
_FORMS = {"checkbox": CHECKBOX, "row": TABLE_ROW, "item": NUMBERED_ITEM}
_BEGINNINGS = frozenset("-*+>|[\\0123456789")


_ANY_BOX = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\\?\[[^\]\\\n]\ufe0f?\\?\]\*?[ \t]+(?P<text>\S.*)")


def boxes_without_id(lines: Sequence[Line], read: Collection[int]) -> Iterator[UnreadLine]:
    """Yield the boxes at the margin that have no id, of a list whose tasks have one, or of one without a task."""
    for line in lines:
        match = None if line.level or line.number in read else _ANY_BOX.match(line.text)
        if match:
            yield UnreadLine(line.number, NO_ID, match["text"][:60])


def unread_lines(lines: Sequence[Line], read: Collection[int], known: Collection[str]) -> Iterator[UnreadLine]:
    """Yield the lines that look like a task; `read` are the numbers of those that are one, `known` the feature's ids.

    The id of a task is a reference; so are ranges, and whatever is below Dependencies, Parallel or Notes.
    """
    found = {line.number: match for line in lines if line.number not in read and (match := _candidate(line))}
    if not found:
        return
    same = {_bare(one) for one in known}
    place = Place()
    for line in lines:
        place.follow(line)
        match = found.get(line.number)
        if match and not place.is_about_tasks:
            form = match.lastgroup or ""
            shown = match[form].rstrip(".-")
            plain = _ID.match(line.text, match.start(form))
            if _bare(shown) not in same and not (plain and is_reference(line.text, plain[0], plain.end())):
                yield UnreadLine(line.number, _FORMS[form], shown)


def _candidate(line: Line) -> re.Match[str] | None:
    return _LINE.match(line.text) if not line.level and line.text.lstrip()[:1] in _BEGINNINGS else None


def _bare(task_id: str) -> str:
    """Write an id without what people vary: `T-007` and `t7` are the same."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", re.sub(r"[-_ #]", "", task_id.lower()))
