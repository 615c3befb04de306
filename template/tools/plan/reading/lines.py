"""Which lines of a document count: fences and comments are masked, line numbers stay."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from ..regex import lazy
from ..values import dataclass

#: The first and the last line of what a merge of Git could not settle.
CONFLICT = lazy(r"^(?P<mark><{7}|>{7})(?: .*)?\r?$", re.MULTILINE)
_FENCE = lazy(r"[ \t]*(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
_HEADING = lazy(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>.*)")
_COMMENT = lazy(r"(?<!\\)(?:\\\\)*(?P<mark><!--)")
_BACKTICKS = lazy("`+")


@dataclass(frozen=True)
class Line:
    """A visible line. `number` counts from 1; `level` is 0 where the line is no heading."""

    number: int
    text: str
    level: int
    title: str


def visible_lines(document: str) -> list[Line]:
    r"""Split at `\n` alone, so that numbers are those of an editor; masked lines are blank, `\r` and a BOM go."""
    lines: list[Line] = []
    fence = ""
    raw_lines = document.removeprefix("\ufeff").split("\n")
    last_close = max((number for number, raw in enumerate(raw_lines) if "-->" in raw), default=-1)
    in_comment = False
    for number, raw in enumerate(raw_lines):
        text = raw.removesuffix("\r")
        if fence:
            if _closes(text, fence):
                fence = ""
            text = ""
        elif in_comment or "<!--" in text:
            text, in_comment = _without_comments(text, in_comment, last_close > number)
        if not fence and not in_comment and (opening := _FENCE.match(text)):
            fence, text = opening["mark"], ""
        level, title = _heading(text)
        lines.append(Line(number + 1, text, level, title))
    return lines


def code_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each inline code span, backticks included, in one pass over the line."""
    runs = [(match.start(), match.end()) for match in _BACKTICKS.finditer(text)]
    waiting: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        waiting.setdefault(end - start, []).append(index)
    spans, index = [], 0
    for same in waiting.values():
        same.reverse()
    while index < len(runs):
        start, end = runs[index]
        same = waiting[end - start]
        while same and same[-1] <= index:
            same.pop()
        if same:
            index = same.pop()
            spans.append((start, runs[index][1]))
        index += 1
    return spans


def is_in_span(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Return whether a position is inside one of the spans, which are in their order."""
    before = bisect_left(spans, position, key=lambda span: span[0])
    return before > 0 and position < spans[before - 1][1]


def _heading(text: str) -> tuple[int, str]:
    """`## Title ##` → 2 and the title; the closing marks stand after a space, so that `C#` keeps its own."""
    match = _HEADING.match(text)
    if not match:
        return 0, ""
    title = match["title"].strip(" \t")
    bare = title.rstrip("#")
    if bare != title and (not bare or bare[-1] in " \t"):
        title = bare.rstrip(" \t")
    return len(match["marks"]), title


def _closes(text: str, fence: str) -> bool:
    bare = text.strip()
    return len(bare) >= len(fence) and bare == fence[0] * len(bare)


def _without_comments(text: str, inside: bool, closed_later: bool) -> tuple[str, bool]:
    """The line without what is commented out, and whether the next line begins inside a comment."""
    kept: list[str] = []
    position = 0
    spans = code_spans(text)
    spans.reverse()  # the next one is the last, for both go forward and each is looked at once
    while True:
        if inside:
            end = text.find("-->", position)
            if end < 0:
                return "".join(kept), True
            position, inside = end + 3, False
        start = _opening(text, position)
        while start >= 0 and (code := _span_at(spans, start)):
            start = _opening(text, code[1])
        if start < 0 or not (closed_later or text.find("-->", start) >= 0):
            kept.append(text[position:])
            return "".join(kept), False
        kept.append(text[position:start])
        position, inside = start, True


def _opening(text: str, position: int) -> int:
    """The next `<!--` that no backslash makes text, or -1."""
    match = _COMMENT.search(text, position)
    return match.start("mark") if match else -1


def _span_at(spans: list[tuple[int, int]], position: int) -> tuple[int, int] | None:
    """The code span round a position; those before it are taken off the end of the reversed list."""
    while spans and spans[-1][1] <= position:
        spans.pop()
    return spans[-1] if spans and spans[-1][0] < position else None
