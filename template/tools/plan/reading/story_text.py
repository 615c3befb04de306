"""What the documents say of one story: its goal, its independent test, its acceptance scenarios."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Document
from .headings import heading_stories
from .lines import Line, visible_lines

_FIELD = re.compile(
    r"""\s*(?:[-*+]\s+)?
    (?:\*\*|__)(?P<name>Goal|Independent\ Test)(?:\*\*|__)?\s*:(?:\*\*|__)?    # **Goal**:   **Independent Test:**
    \s*(?P<value>.*)""",
    re.VERBOSE,
)
_ACCEPTANCE = re.compile(r"\W*Acceptance (?:Scenarios|Criteria)\b", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[0-9]{1,4}[.)]|[-*+])\s+(?P<text>.*)")


@dataclass(frozen=True)
class StoryText:
    """Blank where no document says it; `acceptance` has one sentence a scenario, as it is written."""

    goal: str = ""
    independent_test: str = ""
    acceptance: tuple[str, ...] = ()


def story_text(documents: Iterable[Document], story: str) -> StoryText:
    """Of several documents, the first that says it counts."""
    fields: dict[str, str] = {}
    acceptance: list[str] = []
    for document in documents:
        lines = list(_section(visible_lines(document.text), story))
        for line in lines:
            if match := _FIELD.match(line.text):
                fields.setdefault(match["name"], match["value"].strip())
        acceptance = acceptance or list(_scenarios(lines))
    return StoryText(fields.get("Goal", ""), fields.get("Independent Test", ""), tuple(acceptance))


def _section(lines: Iterable[Line], story: str) -> Iterator[Line]:
    """The lines below the story's headings, up to the next one that is not below."""
    level = 0
    for line in lines:
        if line.level and (not level or line.level <= level):
            level = line.level if heading_stories(line.title) == (story,) else 0
        if level:
            yield line


def _scenarios(lines: Iterable[Line]) -> Iterator[str]:
    """The list behind the words Acceptance Scenarios; it ends with the first line that is neither item nor blank."""
    inside = False
    for line in lines:
        item = _ITEM.match(line.text) if inside else None
        if item:
            yield item["text"].strip()
        elif line.text.strip():
            inside = _ACCEPTANCE.match(line.title or line.text) is not None
