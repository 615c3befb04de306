"""A line of .gitignore as a regular expression of bytes, for Git compares bytes.

Copier's own library for such lines, pathspec, matches what is below an ignored folder too. Git asks for each folder on
the way to a file, so that a later rule may take back one of them.
"""

import re
from dataclasses import dataclass

_PART = re.compile(
    rb"""
    (?P<folders> (?:^|(?<=/)) \*{2,}/ )   # **/a   any folders, or none
  | (?P<inside>  (?:^|(?<=/)) \*{2,}$ )   # a/**   everything inside
  | (?P<any>     \*+ )                    # a*     in one name
  | (?P<one>     \? )
  | \\(?P<escaped> . )
  | \[ (?P<not>[!^])? (?P<set> \]? (?: \[:[a-z]+:\] | \\. | [^\]\\] )* ) \]
  | (?P<plain>   [^*?\\\[] )
    """,
    re.VERBOSE | re.DOTALL,
)
_LITERAL = re.compile(rb"[^*?\\\[]*")  # Git takes what follows it for the beginning of the glob
_MEMBER = re.compile(rb"\[:(?P<class>[a-z]+):\]|(?P<first>\\.|[^\\])(?:-(?P<last>\\.|[^\\]))?", re.DOTALL)
_CLASSES = {
    b"alnum": rb"a-zA-Z0-9",
    b"alpha": rb"a-zA-Z",
    b"blank": rb" \t",
    b"cntrl": rb"\x00-\x1f\x7f",
    b"digit": rb"0-9",
    b"graph": rb"!-.0-~",
    b"lower": rb"a-z",
    b"print": rb" -.0-~",
    b"punct": rb"!-.:-@\[-`{-~",
    b"space": rb"\s",
    b"upper": rb"A-Z",
    b"xdigit": rb"0-9a-fA-F",
}


@dataclass(frozen=True)
class IgnorePattern:
    """What a line ignores, or takes back. `name_only` is for a line without a slash, which may match at any depth."""

    expression: re.Pattern[bytes]
    ignores: bool
    folders_only: bool
    name_only: bool

    def matches(self, path: bytes, is_folder: bool) -> bool:
        """Whether the line is about a path, relative to the folder of its file."""
        if self.folders_only and not is_folder:
            return False
        return self.expression.fullmatch(path.rpartition(b"/")[2] if self.name_only else path) is not None


def read_pattern(line: bytes, ignores_case: bool) -> IgnorePattern | None:
    """Return what a line says; None for a comment, a blank line and what Git takes for no pattern."""
    text = re.sub(rb"(?<!\\) +$", b"", line.removesuffix(b"\r"))
    if not text or text.startswith(b"#"):
        return None
    ignores, text = not text.startswith(b"!"), text.removeprefix(b"!")
    folders_only, text = text.endswith(b"/"), text.removesuffix(b"/")
    try:
        expression = _expression(text.removeprefix(b"/")) if text else None
    except KeyError:  # a class of characters that there is not
        return None
    if expression is None:
        return None
    flags = re.DOTALL | (re.IGNORECASE if ignores_case else 0)
    return IgnorePattern(re.compile(expression, flags), ignores, folders_only, b"/" not in text)


def _expression(glob: bytes) -> bytes | None:
    """Translate a glob; None if a bracket is not closed, or nothing follows a backslash."""
    literal = _LITERAL.match(glob)
    assert literal
    glob, pieces, position = glob[literal.end() :], [re.escape(literal[0])], 0
    while position < len(glob):
        part = _PART.match(glob, position)
        if not part:
            return None
        pieces.append(_piece(part))
        position = part.end()
    return b"".join(pieces)


def _piece(part: re.Match[bytes]) -> bytes:
    match part.lastgroup:
        case "folders":
            return rb"(?:.*/)?"
        case "inside":
            return rb".*"
        case "any":
            return rb"[^/]*"
        case "one":
            return rb"[^/]"
        case "set":
            members = b"".join(map(_member, _MEMBER.finditer(part["set"])))
            return rb"(?!/)[%b%b]" % (b"^" if part["not"] else b"", members)
        case _:
            return re.escape(part["escaped"] or part["plain"])


def _member(member: re.Match[bytes]) -> bytes:
    """Translate what a set names; Git takes a range that ends before it begins for its first character."""
    if member["class"]:
        return _CLASSES[member["class"]]
    first, last = member["first"][-1:], (member["last"] or b"")[-1:]
    is_range = last >= first
    return re.escape(first) + (b"-" + re.escape(last) if is_range else b"")
