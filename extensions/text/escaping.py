"""Text from people as data in the formats that templates print: escaped, never evaluated."""

import json
import re
import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape

from ..plan.writing import markdown as markdown

_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_BLOCK = re.compile(r"(?P<mark>[#>+*|=~`-]|[0-9]+(?=[.)]))")  # what would begin a heading, a list, a quote, a fence

_RULE = re.compile(r"(?:[*_-] ?){3,}")


def paragraph(text: str) -> str:
    """Words that begin a line of Markdown, so that they begin nothing else."""
    escaped = markdown(text)
    if _RULE.fullmatch(escaped):
        return f"\\{escaped}"
    match = _BLOCK.match(escaped)
    if not match or (escaped.startswith(("**", "`")) and not escaped.startswith(("** ", "```"))):
        return escaped
    place = match.end() if match["mark"].isdigit() else 0
    return f"{escaped[:place]}\\{escaped[place:]}"


def heading(text: str) -> str:
    """Words in a heading; a last `#` would be taken for its end."""
    escaped = markdown(text)
    return f"{escaped[:-1]}\\#" if escaped.endswith("#") else escaped


def quoted(text: str) -> str:
    """A string of JSON, and of TOML too (https://toml.io/en/v1.0.0#string), which has the same escapes."""
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def literal(text: str) -> str:
    """Write a string of Python or JavaScript as formatters do: in the quotes that need no backslash, if any do."""
    written = quoted(text)
    if '"' not in text or "'" in text:
        return written
    return "'" + written[1:-1].replace('\\"', '"') + "'"


def docstring(line: str) -> str:
    """A line within a Python docstring of three double quotes."""
    escaped = line.replace("\\", "\\\\")
    if '"""' in escaped or escaped.endswith('"'):
        escaped = escaped.replace('"', '\\"')
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)


def jsdoc(line: str) -> str:
    """A line within a comment between `/**` and `*/`."""
    return _CONTROLS.sub(" ", line).replace("*/", "*\\/")


def xml(text: str) -> str:
    """Text between two tags; characters that no XML may hold go."""
    return escape(_NO_XML.sub("", text))


def pom(text: str) -> str:
    """Text in a POM: Maven would put a value in the place of `${name}`, for which it has no escape."""
    return xml(text).replace("${", "$ {")


def android_string(text: str) -> str:
    """Text of a string in Android's resources, in which a first `@` or `?` refers to another one."""
    escaped = re.sub(r"[\\'\"]|^[@?]", r"\\\g<0>", text)
    return xml(escaped)


def page(text: str) -> str:
    """Text in index.html, in which Vite puts a value in the place of `%NAME%` before a browser reads it."""
    return xml(text).replace("%", "&#37;")


def comment(line: str, escapes: Sequence[tuple[str, str]] = ()) -> str:
    """A line of a comment in any language, with what that language asks of it.

    Control characters go, and so do those that turn the direction of text, for compilers warn of them.
    """
    kept = "".join(one for one in line if one.isspace() or not _is_unseen(one))
    indent = len(line) - len(line.lstrip(" "))
    text = " ".join(kept.split())
    for pattern, replacement in escapes:
        text = re.sub(pattern, replacement, text)
    return f"{' ' * indent}{text}" if text else ""


def _is_unseen(character: str) -> bool:
    return character in _TURNS or unicodedata.category(character) in ("Cc", "Cs")
