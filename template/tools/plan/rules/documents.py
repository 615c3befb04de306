"""Rules about the words of the documents."""

import re
from collections.abc import Iterator

from ..model import Feature, Finding

# The placeholders of the implementation-plan template; a bracket that goes on as a link or a path is none. None is
# longer than 300 characters: to look for the end of each without a limit takes time in the square of a line's length.
_PLACEHOLDER = re.compile(
    r"""\b(?P<id>TXXX)\b
    |(?<![\w/\]`])\[(?:
        FEATURE|DATE|LINK|Title|Story|Service|location|language|frameworks|endpoint|user\ journey|name|feature|file
        |Entity[0-9]*|entity[0-9]*|Endpoint/Feature|REMOVE\ IF\ UNUSED
        |(?:e\.g\.|Extract\ from\ |Domain-specific|domain-specific|if\ applicable|single/web/mobile
            |Document\ the\ selected|Brief\ description|How\ to\ verify|Add\ more\ phases
        )[^\]]{0,300}
    )\](?![\w(/.`])
    |ACTION\ REQUIRED:|SAMPLE\ TASKS""",
    re.VERBOSE,
)


def leftover_placeholder(feature: Feature) -> Iterator[Finding]:
    """What a plan template leaves for a person to fill in, comments and samples included."""
    for document in feature.documents:
        for number, line in enumerate(document.text.split("\n"), start=1):
            if match := _PLACEHOLDER.search(line):
                message = f"{match[0]} is left of the template; write what it stands for"
                yield Finding("leftover-placeholder", "error", feature.id, None, document.path, number, message)
