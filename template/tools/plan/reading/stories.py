"""The user stories of a document: their headings, the fields and the scenarios below each.

### User Story 2 - Find a note (Priority: P2)          spec.md: a heading that is the story's own
A user finds a note.                                   its goal: the first paragraph, or **Goal**: …
**Why this priority**: …   **Independent Test**: …
**Acceptance Scenarios**:                              and a list below it
1. **Given** two notes, **When** one is searched, **Then** it alone is shown

## Phase 4: User Story 2 - Find a note (Priority: P2)   plan.md, tasks.md: a heading that names one story

What a template left for a person to fill in is nothing of the story.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ..model import SpecStory
from ..regex import lazy
from .headings import heading_stories, is_phase, narrowed
from .lines import Line
from .prose import ITEM, is_blank, paragraphs, read_field, words_in_line, words_of_block
from .references import requirement_ids
from .scenarios import opens_scenarios, read_scenarios
from .vocabulary import WRITTEN, pattern

_LONGEST = 2000  # characters of a heading
_FULL = pattern("user_story")
_OWN = lazy(  # a heading that is a story's own, not one that speaks of a story
    rf"""[^\w\[(]{{0,8}}\[?(?:{pattern("user_story", "story")})
        \s{{0,4}}-?\s{{0,4}}(?P<number>[0-9]{{1,6}})(?![0-9])\]?
        (?:\*\*|__)?\s{{0,4}}(?:[-–—:.,·]{{1,3}}\s{{0,4}})?(?P<title>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_NAMED = lazy(  # a story anywhere in a heading, with a title behind it
    rf"""(?:(?:{_FULL})\s{{0,4}}[0-9]{{1,6}}|\bUS-?[0-9]{{1,6}})\]?(?:\*\*|__)?
        \s{{0,4}}[-–—:·]{{1,3}}\s{{0,4}}(?P<title>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_AS_WRITTEN = lazy(rf"{WRITTEN['user_story']} [0-9]+ - .*\S \({WRITTEN['priority']}: P[0-9]+\)")
_PRIORITY = lazy(
    rf"""[(\[]\s{{0,4}}(?:(?:(?:{pattern("priority")})\s{{0,4}}:?|[^\W\d_][^()\[\]:]{{1,30}}:)\s{{0,4}})?(?P<priority>P[0-9]{{1,9}})\b
        [^()\[\]]{{0,60}}[)\]]""",
    re.VERBOSE | re.IGNORECASE,
)
# What looks like a story in a language that the vocabulary does not have: ### Kisah 1 - Lonceng (Prioritas: P1)
_LIKE_STORY = lazy(
    r"[^\W\d_][^\d:()]{2,40}\s[0-9]{1,3}\s{0,4}[-–—:·]{1,3}\s.*[(\[][^()\[\]]{0,40}\bP[0-9]{1,2}\b[^()\[\]]{0,40}[)\]]"
)
_OTHER_PRIORITY = lazy(rf"[(\[]\s{{0,4}}(?:{pattern('priority')})[^()\[\]]{{0,60}}[)\]]", re.IGNORECASE)
_PRIORITY_VALUE = lazy(r"\W{0,8}(?P<priority>P[0-9]{1,9})\b", re.IGNORECASE)
_SEPARATORS = " \t-–—:·"


def spec_stories(lines: Sequence[Line]) -> Iterator[SpecStory]:
    """Yield the stories of spec.md, in its order; two may have one number."""
    for story, body in _sections(lines, _own_heading):
        yield _with_body(story, body)


def listed_stories(lines: Sequence[Line]) -> Iterator[SpecStory]:
    """Yield a story for each section of a task list that is one story's, as far as labels below it say something."""
    for story, body in _sections(lines, _named_heading):
        yield replace(_with_body(story, body, labels_only=True), text="", requirements=())


def headed_stories(lines: Iterable[Line]) -> Iterator[SpecStory]:
    """Yield number, title and priority of each heading that names one story and a title, in any document."""
    for line in lines:
        story = _named_heading(line) if line.level else None
        if story and story.title:
            yield story


def unread_stories(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the headings of a specification that look like a story and are not read as one, samples left out."""
    for line in lines:
        heading = narrowed(line.title) if line.level and len(line.title) < _LONGEST else ""
        if _LIKE_STORY.match(heading) and not heading_stories(heading) and not is_phase(heading):
            yield line


def story_ids(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the ids that headings give to stories, samples included."""
    for line in lines:
        story = (_own_heading(line) or _named_heading(line)) if line.level else None
        if story and story.title:
            yield story.id


def identify(found: Sequence[SpecStory], known: Sequence[tuple[str, str]]) -> list[str]:
    """Return the id of each story of a document among the known ones, as (id, title); blank if it is new.

    A story is the known one of its title, of two the one of its number; else the one of its number, if the title of
    that one is gone: then it was renamed.
    """
    by_title: dict[str, list[str]] = {}
    for known_id, title in known:
        by_title.setdefault(_key(title), []).append(known_id)
    known_ids = {known_id for known_id, _ in known}
    ids = [""] * len(found)
    given: set[str] = set()
    for exact in (True, False):
        for index, story in enumerate(found):
            same = [one for one in by_title.get(_key(story.title), ()) if one not in given]
            if not ids[index] and same and (not exact or story.id in same):
                ids[index] = story.id if exact else same[0]
                given.add(ids[index])
    for index, story in enumerate(found):
        if not ids[index] and story.id not in given and story.id in known_ids:
            ids[index] = story.id
            given.add(story.id)
    return ids


def same_title(one: str, other: str) -> bool:
    """Return whether two titles are the same but for case and the width of their characters."""
    return _key(one) == _key(other)


def _key(title: str) -> str:
    """Return the title so that case and the width of its characters make no difference."""
    return unicodedata.normalize("NFKC", title).casefold()


def _sections(
    lines: Sequence[Line], read_heading: Callable[[Line], SpecStory | None]
) -> Iterator[tuple[SpecStory, list[Line]]]:
    """Yield each story that the function reads in a heading, with the lines up to the next heading of its level."""
    story: SpecStory | None = None
    level = 0
    body: list[Line] = []
    for line in lines:
        if line.level and (not story or line.level <= level):
            if story:
                yield story, body
            story, level, body = read_heading(line), line.level, []
        elif story:
            body.append(line)
    if story:
        yield story, body


def _own_heading(line: Line) -> SpecStory | None:
    """`### User Story 2 - Find a note (Priority: P2)`; None for another heading, or one that is a sample."""
    heading = narrowed(line.title) if len(line.title) < _LONGEST else ""
    match = _OWN.match(heading)
    if not match or int(match["number"]) < 1:
        return None
    if len(heading_stories(heading)) > 1 and not _AS_WRITTEN.fullmatch(heading):
        return None
    title, priority = _title(line.title, heading, match.start("title"))
    if is_blank(title) or not any(one.isalnum() for one in title):
        return None
    return SpecStory(int(match["number"]), line.number, title, priority)


def _named_heading(line: Line) -> SpecStory | None:
    """`Phase 4: User Story 2 - Find a note (Priority: P2) 🎯 MVP`; None if no story or several are named."""
    heading = narrowed(line.title)
    ids = heading_stories(heading)
    if len(ids) != 1:
        return None
    match = _NAMED.search(heading)
    title, priority = _title(line.title, heading, match.start("title")) if match else ("", "")
    return SpecStory(int(ids[0][2:]), line.number, title, priority)


def _title(text: str, heading: str, start: int) -> tuple[str, str]:
    """Return the title and the priority of a heading whose title begins at `start`.

    `heading` is the text narrowed, character by character. The last priority counts, and ends the title unless
    words go on behind it; `MVP` or `DONE` there is a mark.
    """
    found = list(_PRIORITY.finditer(heading, start)) or list(_OTHER_PRIORITY.finditer(heading, start))
    end = found[-1].start() if found else len(text)
    title = text[start:end].strip()
    rest = text[found[-1].end() :].strip() if found else ""
    if not title or (rest[:1].isalnum() and not rest.isupper()):
        title = f"{title} {rest.strip(_SEPARATORS)}".strip()
    for mark in ("🎯 MVP", "🎯"):
        title = title.removeprefix(mark).removesuffix(mark).strip()
    priority = found[-1].groupdict().get("priority") if found else None
    return words_in_line(_without_emphasis(_without_separators(title), text[:start])), (priority or "").upper()


def _without_separators(title: str) -> str:
    """Drop what parts a title from its priority; a point is the title's own unless it stands apart."""
    title = title.rstrip(_SEPARATORS.rstrip("·"))
    return _without_separators(title[:-1]) if title.endswith(" ·") else title


def _without_emphasis(title: str, before: str) -> str:
    """Drop emphasis that is the heading's own: round the whole title, or opened `before` it."""
    for mark in ("**", "__", "*", "_"):
        if before.count(mark) % 2:
            head, _, tail = title.rpartition(mark)
            title = f"{head}{tail}".strip()
        elif title.startswith(mark) and title.endswith(mark) and title.count(mark) == 2:
            title = title.removeprefix(mark).removesuffix(mark).strip()
    return title


def _with_body(story: SpecStory, body: Sequence[Line], labels_only: bool = False) -> SpecStory:
    """Return the story with what its section says of it, in paragraphs too unless labels alone count."""
    fields: dict[str, str] = {}
    paragraph = ""
    for text in paragraphs(body):
        if field := read_field(text):
            fields.setdefault(*field)
        elif not paragraph and not ITEM.match(text) and not opens_scenarios(text):
            paragraph = text
    said = {label: "" if is_blank(value) else words_in_line(value) for label, value in fields.items()}
    in_words = "" if labels_only or is_blank(paragraph) else words_of_block(paragraph)
    ranked = _PRIORITY_VALUE.match(said.get("priority", ""))
    text = " ".join([story.title, *(line.title or line.text for line in body)])
    return replace(
        story,
        priority=story.priority or (ranked["priority"].upper() if ranked else ""),
        goal=said.get("goal") or in_words,
        why=said.get("why", ""),
        independent_test=said.get("independent_test", ""),
        acceptance=tuple(read_scenarios(body)),
        requirements=tuple(requirement_ids(text)),
        text=text,
    )
