"""A story that gets another number, in texts and in the record."""

import re
from collections.abc import Mapping

from ..reading.headings import narrowed
from ..reading.stories import same_title
from ..reading.vocabulary import pattern
from ..values import dataclass
from .answers import Values

STORIES = ("story", "override")  #: the kinds of items that are a story


@dataclass(frozen=True)
class Move:
    """A story that gets another id. `lines_of` has the lines of its headings, by document."""

    old: str
    new: str
    title: str
    lines_of: Mapping[str, tuple[int, ...]]

    def in_text(self, text: str) -> str:
        """Return the text with the new number wherever it names the story: `User Story 3`, `[US3]`, `[US1, US3]`."""
        number = rf"0*{self.old[2:]}(?![0-9])"
        form = re.compile(rf"(?:(?:{pattern('user_story')})\s*|\bUS[ -]?){number}", re.IGNORECASE)
        parts, end = [], 0
        for match in form.finditer(narrowed(text)):
            digits = len(match[0]) - len(match[0].rstrip("0123456789"))
            parts += [text[end : match.end() - digits], self.new[2:]]
            end = match.end()
        return "".join([*parts, text[end:]])

    def is_item(self, item: Values, feature: str) -> bool:
        """Return whether an item of the record is this story, and not the other one of its id."""
        kind = next(iter(item))
        named = kind in STORIES and (item[kind], item.get("feature")) == (self.old, feature)
        return named and same_title(str(item.get("title", "")), self.title)
