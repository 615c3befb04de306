"""The kinds of tasks, their groups, and the words by which they are written and recognised."""

import re
from functools import cache

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

#: The texts of the tasks that name what called for them, by what they are about.
TEXTS = {
    "contract": "Contract test for {source}",
    "integration": 'Integration test for "{source}"',
    "edge": 'Unit test for the edge case "{source}"',
    "browser": 'End-to-end test for "{source}"',
    "dependency": "Add {source} to the dependencies",
    "criterion": 'Test of {source}: "{words}"',
    "model": "{verb} {source} model",
    "command": "Implement the {source} command",
    "http": "Implement {source}",
    "story": 'for "{source}"',
    "feature": 'Implement "{source}"',
    "integrate": "Integrate with User Story {number}: extend {shared}",
    "integrate_requirements": "Integrate with User Story {number}: add {words} to {shared}",
}


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
    if '"' in TEXTS[about]:
        names = {name: words.replace('"', "'") for name, words in names.items()}
    return TEXTS[about].format(**names)


def named_in(about: str, text: str) -> dict[str, str]:
    """Return the names in a text that `text_of` wrote; empty if it is of another kind."""
    match = _pattern(about).fullmatch(text)
    return match.groupdict() if match else {}


@cache
def _pattern(about: str) -> re.Pattern[str]:
    """The text with a group for each name."""
    escaped = re.escape(TEXTS[about])
    for name in ("verb", "number"):
        escaped = escaped.replace(rf"\{{{name}\}}", rf"(?P<{name}>\w+)")
    for name in ("source", "shared", "words"):
        escaped = escaped.replace(rf"\{{{name}\}}", rf"(?P<{name}>.+)")
    return re.compile(escaped)
