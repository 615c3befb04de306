"""What headings say: which stories and which phase the tasks below them belong to."""

import re
import unicodedata
from functools import lru_cache

from ..regex import lazy
from .lines import Line
from .vocabulary import pattern

_STORY = lazy(
    rf"""(?:{pattern("user_story")})
        \s*(?P<named>[0-9]{{1,6}}(?:\s*(?:&|,|\+|and)\s*[0-9]{{1,6}})*)(?![0-9])
    |\bUS-?(?P<short>[0-9]{{1,6}})\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = lazy(r"[0-9]+")
_PHASE = lazy(rf"(?:{pattern('phase')})\s*[0-9]+\s*[:.-]?\s*", re.IGNORECASE)
# Sections whose bullets speak of tasks; a phase may have such a word in its name and still hold tasks.
_ABOUT_TASKS = lazy(
    r"(?!phase\b|user\ story\b)(?:.*\b)?(?:dependenc(?:y|ies)|parallel|notes?)\b", re.IGNORECASE | re.VERBOSE
)
_LABEL = lazy(r"[*_]*(?P<title>[A-Z][\w ]{2,40}?)[*_]*:[*_]*[ \t]*$")
_NAME_ENDS = lazy(r" \(| [-–—] ")


@lru_cache(maxsize=1024)  # specification, plan and list have the same ones
def heading_stories(title: str) -> tuple[str, ...]:
    """`User Story 2 & 3 - Both` → US2, US3; `(US-1, M-01)` → US1; full-width digits count."""
    folded = unicodedata.normalize("NFKC", title)
    found = [
        f"US{int(number)}"
        for match in _STORY.finditer(folded)
        for number in _NUMBER.findall(match["named"] or match["short"])
    ]
    return tuple(dict.fromkeys(found))


def narrowed(title: str) -> str:
    """Return the title with full-width and other variant characters as plain ones, each in its old place."""
    if title.isascii():
        return title
    plain = ((character, unicodedata.normalize("NFKC", character)) for character in title)
    return "".join(narrow if len(narrow) == 1 else character for character, narrow in plain)


def phase_name(title: str) -> str:
    """`Phase 1: Setup (Shared Infrastructure)` → Setup; `Phase 3: User Story 1 - Title` → User Story 1."""
    folded = " ".join(unicodedata.normalize("NFKC", title).split())
    name = _PHASE.sub("", folded, count=1)
    return _NAME_ENDS.split(name, maxsplit=1)[0] or name


def is_phase(title: str) -> bool:
    """Return whether a heading is that of a phase: `Phase 3: Polish`."""
    return _PHASE.match(title) is not None


class Place:
    """Where in the document a reader stands: the headings round it, outermost first, and a label below them."""

    def __init__(self) -> None:
        self.phase = ""
        self.label = ""  #: such as `**Dependencies**:` on a line of its own
        self._phase_level = 7
        self._open: list[tuple[int, str, tuple[str, ...]]] = []

    def follow(self, line: Line) -> None:
        """Take notice of a line that is no task: a heading or a label changes the place."""
        if line.level:
            self.enter(line)
        elif label := _LABEL.match(line.text):
            self.label = label["title"]

    def enter(self, line: Line) -> None:
        """Go below a heading; those of the same or a lower level end."""
        self.leave(line.level)
        self._open.append((line.level, line.title, heading_stories(line.title)))
        if line.level <= self._phase_level or _PHASE.match(line.title):
            self.phase, self._phase_level = phase_name(line.title), max(line.level, 2)

    def leave(self, level: int) -> None:
        """End the headings of this level and below it, and the label; nothing where it is no level."""
        if level:
            self.label = ""
            self._open = [one for one in self._open if one[0] < level]

    @property
    def stories(self) -> tuple[str, ...]:
        """Those of the nearest enclosing heading that names any."""
        return next((stories for _, _, stories in reversed(self._open) if stories), ())

    @property
    def section(self) -> str:
        """All headings round a line in one text, so that two lines of one group have the same."""
        return " / ".join(title for _, title, _ in self._open)

    @property
    def is_about_tasks(self) -> bool:
        """Tell whether the section speaks of tasks that stand elsewhere: dependencies, parallel work, notes."""
        titles = (*(title for _, title, _ in self._open), self.label)
        return any(_ABOUT_TASKS.match(title[:200]) for title in titles)
