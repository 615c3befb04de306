"""The kinds of tasks, their groups, and how their texts are written and recognised."""

import re
from functools import cache

from ..text.words import fields_of, filled, say, spellings

#: The kinds of tasks by their group; groups are in the order of the document.
GROUPS = {
    "setup": ("structure", "project", "tools", "dependency"),
    "foundational": ("settings", "errors", "database", "authentication", "api", "base", "entry", "frontend"),
    "tests": ("contract", "integration", "browser", "edge"),
    "implementation": (
        *("model", "service", "endpoint", "validation", "logging", "integrate", "requirement"),
        *("component", "client", "page"),
    ),
    "polish": ("documentation", "cleanup", "performance", "edges", "security", "criterion"),
}
WRITE_TESTS = ("contract", "integration", "browser", "edge", "edges", "criterion")
SCREEN_KINDS = ("frontend", "component", "client", "page", "browser")  #: what is done in a unit that people look at
#: What units may share: it is in a library if there is one.
LIBRARY_KINDS = ("base", "model", "service", "validation", "logging", "requirement", "cleanup")
GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
SETUP_KINDS = ("structure", "project", "tools")  #: what the template does itself
_NAMES = {"number": r"\w+"}  #: what a name in a text looks like, if it is not any words


def group_of(kind: str, story: str) -> str:
    """Return the group of a task.

    A model that no story calls for comes before all of them, an operation or an edge case that serves none after them.
    """
    apart = {"model": "foundational", "contract": "contracts", "endpoint": "contracts", "edge": "polish"}
    return GROUP_OF.get(kind, "") if story else apart.get(kind, GROUP_OF.get(kind, ""))


def text_of(about: str, **names: str) -> str:
    """Write the text of a task: `text_of("contract", source="GET /users")`.

    Quotes inside the quoted words are single ones, so that the words end where the quotes do.
    """
    key = f"tasks.{about}"
    if '"' in spellings(key)[0]:
        names = {name: words.replace('"', "'") for name, words in names.items()}
    return say(key, **names)


def named_in(about: str, text: str) -> dict[str, str]:
    """Return the names in a text that `text_of` wrote; empty if it is of another kind."""
    matches = (_pattern(one).fullmatch(text) for one in spellings(f"tasks.{about}"))
    return next((match.groupdict() for match in matches if match), {})


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """Return the sentence with a group for each name."""
    groups = {name: f"(?P<{name}>{_NAMES.get(name, '.+')})" for name in fields_of(sentence)}
    return re.compile(filled(re.escape(sentence), groups))
