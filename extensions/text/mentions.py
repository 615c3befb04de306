"""Whether a text speaks of a name."""

import re
from functools import cache

from .names import words


def mentions(text: str, name: str) -> bool:
    """Whether a text speaks of an entity: `todo items` does of TodoItem."""
    if not name.isascii():  # some scripts put no space between words
        return name.casefold() in text.casefold()
    return _spoken(name).search(text) is not None


@cache
def _spoken(name: str) -> re.Pattern[str]:
    """The words of a name, together or apart, the last in the plural too."""
    *first, last = words(name) or [name]
    plural = f"{re.escape(last[:-1])}(?:y|ies)" if last.endswith("y") else f"{re.escape(last)}(?:e?s)?"
    between = r"[\s_-]?".join([*map(re.escape, first), plural])
    return re.compile(rf"\b{between}\b", re.IGNORECASE)
