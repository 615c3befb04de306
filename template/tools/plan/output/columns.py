"""Text in columns for a terminal."""

import shutil
import unicodedata
from collections.abc import Iterator, Sequence

_LEAST, _MOST = 80, 120  # columns of a line


def lines_of(rows: Sequence[tuple[str, str, str]], indent: str = "  ") -> Iterator[str]:
    """Print a name, words and a remark a line; the words are cut to what the terminal has left for them."""
    if not rows:
        return
    names, remarks = max(_width(row[0]) for row in rows), max(_width(row[2]) for row in rows)
    columns = min(max(shutil.get_terminal_size((_LEAST, 24)).columns, _LEAST), _MOST)
    left = max(columns - len(indent) - names - remarks - 4, 16)
    left = min(left, max(_width(row[1]) for row in rows))
    for name, words, remark in rows:
        shown = cut(words, left)
        yield f"{indent}{_padded(name, names)}  {_padded(shown, left)}  {remark}".rstrip()


def cut(text: str, columns: int) -> str:
    """Cut a text to a number of columns, an ellipsis at its end."""
    if _width(text) <= columns:
        return text
    kept, used = "", 1
    for one in text:
        used += _width(one)
        if used > columns:
            break
        kept += one
    return f"{kept.rstrip()}…"


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - _width(text))


def _width(text: str) -> int:
    """How many columns a terminal takes for a text: two for the characters of Chinese, Japanese and Korean."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(one) else 1 + (unicodedata.east_asian_width(one) in "WF") for one in text)
