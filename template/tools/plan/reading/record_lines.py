"""The texts of one list in a YAML file, read without a YAML parser, in every form that a formatter may give them.

list = key ":" ( lines that begin with "- " text  |  "[" text "," text … "]" )
text = "'" … "'"  |  '"' … '"'  |  ("|" | ">") flags, then indented lines        on one line or folded over several

Conflict markers, damaged texts and whatever else is in the list are passed over.
"""

import re
from collections.abc import Generator, Iterator, Sequence

from ..regex import lazy

_TAGS = r"(?:[!&][^\s,\[\]{}]*\s*)*"  # !!str, &anchor
_CONTENT = lazy(rf"[ \t]*{_TAGS}")
_ITEM = lazy(r"(?P<indent> *)-(?:[ \t]+|$)")
_OTHER_KEY = lazy(r"""[^\W\d]|["'][^"']*["']\s*:|---|\.\.\.""")  # at the margin: the list is over
_SINGLE, _DOUBLE = r"(?:[^']|'')*+'", r'(?:[^"\\]|\\.)*+"'
_QUOTED = lazy(rf"'(?P<single>{_SINGLE})|\"(?P<double>{_DOUBLE})", re.DOTALL)
_ONE_LINE = lazy(r" *-[ \t]+'(?P<single>(?:[^']|'')*+)'[ \t]*$")  # as we write it
_CLOSING = {"'": re.compile(_SINGLE), '"': re.compile(_DOUBLE)}
_BLOCK = lazy(r"(?P<style>[|>])(?P<flags>[-+1-9]{0,2})[ \t]*(?:#.*)?$")
# A run of spaces is taken whole, so that one that no line break follows is looked at once.
_FOLD = lazy(r"(?P<spaces>[ \t]++)(?P<break>\n[ \t\n]*)?|\n[ \t\n]*")
_FOLD_OR_ESCAPE = lazy(
    rf"""\\(?:x(?P<x>[0-9A-Fa-f]{{2}})|u(?P<u>[0-9A-Fa-f]{{4}})|U(?P<U>[0-9A-Fa-f]{{8}})
        |(?P<joined>\n[ \t\n]*)|(?P<named>.))
    |{_FOLD.pattern}""",
    re.VERBOSE,
)
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85",
    "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_MARKER = lazy(r"(?P<kind>[<|=>])(?P=kind){6}(?: |$)")
_SIDES = {"<": "ours", "|": "base", "=": "theirs", ">": ""}  # that begin at a marker


def texts_under(key: str, document: str) -> list[str]:
    """Read the texts of the list under a key, in order; of a conflict those of both sides, each once."""
    document = document.replace("\r\n", "\n")
    if "\n<<<<<<<" not in document:
        return list(_texts(key, document))
    ours, theirs = (dict.fromkeys(_texts(key, side)) for side in _both_sides(document))
    return list(ours | theirs)


def _both_sides(document: str) -> tuple[str, str]:
    """Write the document as each side of its conflicts has it."""
    ours: list[str] = []
    theirs: list[str] = []
    side = ""
    for line in document.split("\n"):
        marker = _MARKER.match(line)
        if marker:
            side = _SIDES[marker["kind"]] if side or marker["kind"] == "<" else ""
            continue
        if side in ("", "ours"):
            ours.append(line)
        if side in ("", "theirs"):
            theirs.append(line)
    return "\n".join(ours), "\n".join(theirs)


def _texts(key: str, document: str) -> Iterator[str]:
    name = re.escape(key)
    opening = re.compile(
        rf"""^["']?{name}["']?[ \t]*:[ \t]*(?:[!&][^\s\[]*[ \t]*)*(?:\#.*)?(?:\n|\Z)    # a list in lines
        |(?:^|(?<=[\s{{,]))["']?{name}["']?\s*:\s*{_TAGS}(?P<bracket>\[)               # a list in brackets""",
        re.VERBOSE | re.MULTILINE,
    )
    position = 0
    while match := opening.search(document, position):
        read = _in_brackets if match["bracket"] else _in_lines
        position = yield from read(document, match.end())


def _in_brackets(document: str, position: int) -> Generator[str, None, int]:
    separators = re.compile(rf"(?:[\s,]|#.*\n)*{_TAGS}")
    while True:
        between = separators.match(document, position)
        text = _QUOTED.match(document, between.end() if between else position)
        if not text:
            return position
        yield _unquoted(text)
        position = text.end()


def _in_lines(document: str, position: int) -> Generator[str, None, int]:
    """Read item by item; what is indented deeper than the dash belongs to it until its text has ended."""
    item: list[str] = []
    indent, open_until = 0, ""
    while position < len(document):
        end = document.find("\n", position)
        line = document[position : end if end >= 0 else len(document)]
        begins = position
        position = end + 1 if end >= 0 else len(document)
        if not open_until and (one_line := _ONE_LINE.match(line)):
            yield from _text(item, indent)
            yield one_line["single"].replace("''", "'")
            item = []
            continue
        opening = _ITEM.match(line)
        deeper = not line.strip() or len(line) - len(line.lstrip(" \t")) > indent
        if item and deeper and not (opening and open_until in ("", "-")):
            if open_until:
                item.append(line)
                open_until = _end_after(line, open_until)
        else:
            yield from _text(item, indent)
            item = []
            if opening:
                line = line[opening.end() :]
                item, indent, open_until = [line], len(opening["indent"]), _end_after(line, "-")
            elif _OTHER_KEY.match(line):
                return begins
    yield from _text(item, indent)
    return position


def _end_after(line: str, open_until: str) -> str:
    """Tell what ends an item behind this line of it: a quote, `|` a smaller indentation, blank the line itself.

    `-` stands for an item of which there is nothing but the dash.
    """
    start = 0
    if open_until == "-":
        content = _CONTENT.match(line)
        start = content.end() if content else 0
        open_until = line[start : start + 1].replace(">", "|").replace("#", "")
        if open_until not in ("'", '"', "|"):
            return "" if open_until else "-"
        start += 1
    if open_until in _CLOSING and _CLOSING[open_until].match(f"{line}\n", start):
        return ""
    return open_until


def _text(item: Sequence[str], indent: int) -> Iterator[str]:
    """Read the text of an item from its lines, the first without its dash; nothing if they hold no whole text."""
    joined = "\n".join(item)
    content = re.match(rf"\s*{_TAGS}", joined)
    start = content.end() if content else 0
    if quoted := _QUOTED.match(joined, start):
        rest = joined[quoted.end() :].split("\n")
        if all(not line.strip() or line.lstrip().startswith("#") for line in rest):
            yield _unquoted(quoted)
    elif item and (block := _BLOCK.match(joined.split("\n", 1)[0], start)):
        yield _block_text(item[1:], indent, block["style"], block["flags"])


def _unquoted(match: re.Match[str]) -> str:
    if match["single"] is not None:
        return _FOLD.sub(_folded, match["single"][:-1]).replace("''", "'")
    return _FOLD_OR_ESCAPE.sub(_unescaped, match["double"][:-1])


def _folded(match: re.Match[str]) -> str:
    r"""One line break is a space, of several the first is left out: `a \n b` → `a b`."""
    breaks = match[0].count("\n")
    return ("\n" * (breaks - 1) or " ") if breaks else match[0]


def _unescaped(match: re.Match[str]) -> str:
    code = match["x"] or match["u"] or match["U"]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    if match["joined"]:  # a backslash at the end of a line: nothing stands between the two
        return "\n" * (match["joined"].count("\n") - 1)
    return _NAMED.get(match["named"], match["named"]) if match["named"] else _folded(match)


def _block_text(lines: Sequence[str], indent: int, style: str, flags: str) -> str:
    """Read the lines below `>` or `|`; the digit of the flags is their indentation, the sign says how they end."""
    digit = flags.strip("+-")
    first = next((line for line in lines if line.strip(" ")), "")
    margin = indent + int(digit) if digit else len(first) - len(first.lstrip(" "))
    parts: list[str] = []
    previous, blank = "", 0
    for line in (one[margin:] for one in lines):
        if not line:
            blank += 1
            continue
        folds = style == ">" and previous and not (previous[0] in " \t" or line[0] in " \t")
        parts.append("\n" * blank or " " if folds else "\n" * (blank + bool(previous)))
        parts.append(line)
        previous, blank = line, 0
    ends = {"-": "", "+": "\n" * (blank + 1)}.get(flags.strip("123456789"), "\n")
    return "".join(parts) + ends
