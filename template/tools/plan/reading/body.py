"""What stands below a task: the lines on which its text goes on, fields, and the rest.

field = indent? bullet? "**"? name ":" "**"? value        **File**: `src/pier.py`   - Depends On: T001, T002
"""

import re
from collections.abc import Sequence

from ..regex import lazy
from ..values import dataclass
from .references import T_IDS, Ids

_FILE_NAMES = r"(?:test\ |file\ )?(?:files?|file\(s\)|paths?)|file\ locations?"
_DEPENDS_NAMES = r"depends(?:\ on)?|dependenc(?:y|ies)"
_FIELD = lazy(
    rf"""[ \t]*(?:[-*+][ \t]+)?                     # a list of fields is as usual as a paragraph of them
    (?:\*\*|__)?
    (?:(?P<file>{_FILE_NAMES})|(?P<depends>{_DEPENDS_NAMES}))
    (?:\*\*|__)?[ \t]*[:：](?:\*\*|__)?
    (?P<value>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_BLOCK = lazy(r"[ \t]*(?:[-*+>|]|[0-9]{1,9}[.)])(?:[ \t]|$)|[ \t]*$")  # what ends a paragraph
_BULLET = lazy(r"[ \t]*[-*+][ \t]+")


@dataclass(frozen=True)
class Body:
    """`wrapped` belongs to the task's text; `files` are the values of fields, `depends` the ids in them."""

    wrapped: tuple[str, ...]
    files: tuple[str, ...]
    depends: tuple[str, ...]
    other: tuple[str, ...]


def read_body(lines: Sequence[str], wraps: bool, ids: Ids = T_IDS) -> Body:
    """Sort the lines below a task; those of a heading go on with nothing, so that none of them is wrapped."""
    wrapped: list[str] = []
    files: list[str] = []
    depends: list[str] = []
    other: list[str] = []
    for line in lines:
        field = _FIELD.match(line)
        wraps = wraps and not field and not _BLOCK.match(line)
        if wraps:
            wrapped.append(line.strip())
        elif field and field["depends"]:
            depends += ids.listed(field["value"])
        elif field:
            files.append(field["value"])
        else:
            other.append(line[bullet.end() :] if (bullet := _BULLET.match(line)) else line)
    return Body(tuple(wrapped), tuple(files), tuple(depends), tuple(other))
