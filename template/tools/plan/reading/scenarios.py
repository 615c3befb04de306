"""The acceptance scenarios of a story.

**Acceptance Scenarios**:                              the label, or none if the first item begins with Given
1. **Given** two notes, **When** one is searched,
   **Then** it alone is shown                          an item goes on over wrapped lines and nested items
2. The bell rings.                                     a scenario of one sentence
"""

import re
from collections.abc import Iterator, Sequence

from ..model import Scenario
from .lines import Line
from .prose import ITEM, is_blank, is_rule, words_in_line, words_of_block
from .vocabulary import WRITTEN, pattern

_STEPS = ("given", "when", "then")
_LABEL = pattern("acceptance")
_OPENS = re.compile(
    rf"""[^\w*]{{0,8}}(?:
        (?:\*\*|__)\W{{0,8}}(?:{_LABEL})[^*_]{{0,80}}(?:\*\*|__)               # **Acceptance Scenarios for a guest**
        |\*?(?:{_LABEL})(?:\s{{0,4}}\([^()]{{0,200}}\))?\*?\s{{0,4}}(?:[:：]|$)   # Acceptance Criteria (3):
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_HEADING = re.compile(rf"\W{{0,8}}(?:{_LABEL})", re.IGNORECASE)
# What begins a list without a label; in other languages only if it is bold, for such a word begins sentences too.
_GIVEN = re.compile(rf"[*_]{{0,2}}{WRITTEN['given']}(?![A-Za-z])|(?:\*\*|__)(?:{pattern('given')})", re.IGNORECASE)
_BOX = re.compile(r"\[[ xX]\]\s+")
_BOLD = {
    step: re.compile(
        rf"(?:\*\*|__)(?:{pattern(step)})(?:\s?[(（][^()（）]{{0,30}}[)）])?"  # **Given (已知)**
        r"(?:\s?[:：](?:\*\*|__)|(?:\*\*|__)(?:\s?[:：]|[,;、，])?)",
        re.IGNORECASE,
    )
    for step in _STEPS
}
_PLAIN = {step: re.compile(rf"\b(?:{pattern(step)})", re.IGNORECASE) for step in _STEPS}
_SEPARATORS = ",;:、，"


def opens_scenarios(text: str) -> bool:
    """Return whether a paragraph or a line is the label above the list, not a sentence about acceptance."""
    return _OPENS.match(text) is not None


def read_scenarios(lines: Sequence[Line]) -> Iterator[Scenario]:
    """Yield each scenario with its line; blank ones and samples are left out.

    An item goes on until the next one, a blank line or another paragraph.
    """
    inside, item, start, blank = False, "", 0, False
    for line in lines:
        bare = line.text.strip()
        listed = ITEM.match(line.text) if not is_rule(line.text) else None
        inside = inside or (listed is not None and _GIVEN.match(listed["text"]) is not None)
        begun = listed if inside else None
        if begun and (not begun["indent"] or not item):
            yield from _scenario(item, start)
            item, start, blank = begun["text"], line.number, False
        elif bare and inside and item and not line.level and (not blank or line.text[:1] in " \t"):
            item = f"{item} {begun['text'] if begun else bare}"
        elif bare:
            yield from _scenario(item, start)
            item = ""
            inside = _HEADING.match(line.title) is not None if line.level else opens_scenarios(bare)
        blank = not bare
    yield from _scenario(item, start)


def _scenario(item: str, line: int) -> Iterator[Scenario]:
    if is_blank(item):
        return
    text = _BOX.sub("", item, count=1) if _BOX.match(item) else item
    parts = _bold_parts(text) or _plain_parts(text)
    yield Scenario(*parts, line=line) if parts else Scenario(text=words_of_block(text), line=line)


def _bold_parts(text: str) -> tuple[str, str, str] | None:
    """Return the parts of `**Given** a, **When** b, **Then** c` as they are, but for the separators between them."""
    between = _between(text, _BOLD)
    if not between:
        return None
    given, when, then = (part.strip() for part in between)
    given, when = (part[:-1].rstrip() if part[-1:] in tuple(_SEPARATORS) else part for part in (given, when))
    return _all(given, when, then)


def _plain_parts(text: str) -> tuple[str, str, str] | None:
    """Return the parts of `Given a, when b, then c`, which begins with the first of these words."""
    first = _PLAIN["given"].search(text)
    between = _between(text, _PLAIN) if first and not text[: first.start()].strip(" *_") else None
    return _all(*(part.strip(f" {_SEPARATORS}*_") for part in between)) if between else None


def _between(text: str, labels: dict[str, re.Pattern[str]]) -> tuple[str, str, str] | None:
    """Return the text of each of the three labels, which follow one another; None if one is missing."""
    given = labels["given"].search(text)
    when = labels["when"].search(text, given.end()) if given else None
    then = labels["then"].search(text, when.end()) if when else None
    if not (given and when and then):
        return None
    return text[given.end() : when.start()], text[when.end() : then.start()], text[then.end() :]


def _all(given: str, when: str, then: str) -> tuple[str, str, str] | None:
    """Return the words of the parts; None if one of them is blank."""
    said = (words_in_line(given), words_in_line(when), words_in_line(then))
    return said if all(said) else None
