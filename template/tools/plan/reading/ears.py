"""Kiro's requirements.md and bugfix.md: each requirement a story, each of its criteria a numbered requirement.

### Requirement 2: Ring the bell                        a story, under the number of its heading
**User Story:** As a keeper, I want …                   its goal
#### Acceptance Criteria
1. WHEN the rope is pulled THEN the bell SHALL ring      2.1; an item may say so itself: 2.1 WHEN …
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..model import Scenario, Spec, SpecStatement, SpecStory
from .lines import Line
from .prose import ITEM, is_blank, read_field, words_in_line, words_of_block
from .references import NUMBER
from .vocabulary import pattern

_HEADING = re.compile(
    rf"""[*_]{{0,2}}(?:(?:{pattern("requirements", "requirement_ids")}|R(?:EQ)?-?|[^\W\d_]{{2,30}}\s)\s{{0,4}})?
    (?P<number>[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?)(?![\w])[*_]{{0,2}}\s{{0,4}}[.:：)—–-]{{0,2}}\s{{0,4}}(?P<title>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_CRITERIA = re.compile(rf"\W{{0,8}}(?:{pattern('acceptance')})", re.IGNORECASE)
_NUMBERED = re.compile(rf"[ \t]*(?:[-*+][ \t]+)?[*_]{{0,2}}(?P<id>{NUMBER})[.)]?[*_]{{0,2}}[ \t]+(?P<text>\S.*)")
_ORDERED = re.compile(r"(?P<indent>\s*)(?P<number>[0-9]{1,4})[.)]\s+(?P<text>.*)")
_EARS = re.compile(r"\b(?:WHEN|IF|WHILE|WHERE|SHALL)\b")


@dataclass
class _Requirement:
    """A heading with a number and what stands below it."""

    number: str
    line: Line
    title: str
    body: list[Line] = field(default_factory=list)


def read_requirements(lines: Sequence[Line], path: str) -> Spec:
    """Return all that a document says, in its order."""
    stories: list[SpecStory] = []
    criteria: dict[str, SpecStatement] = {}
    found = list(_requirements(lines))
    for one in found:
        own = {statement.id: statement for statement in reversed(list(_criteria(one))) if statement.id not in criteria}
        criteria |= own
        stories.append(_story(one, list(reversed(own.values()))))
    for statement in _loose(lines):
        criteria.setdefault(statement.id, statement)
    named = frozenset((*criteria, *(one.number for one in found)))
    return Spec(
        path=path,
        stories=tuple(one for one in stories if one.title and one.number),
        requirements=tuple(sorted(criteria.values(), key=lambda one: one.line)),
        named=named,
    )


def _requirements(lines: Sequence[Line]) -> Iterator[_Requirement]:
    open_one: _Requirement | None = None
    for line in lines:
        match = _HEADING.fullmatch(line.title) if line.level > 1 else None
        if match and not (open_one and line.level > open_one.line.level):
            if open_one:
                yield open_one
            open_one = _Requirement(match["number"], line, match["title"].strip(" *_"))
        elif open_one and line.level and line.level <= open_one.line.level:
            yield open_one
            open_one = None
        elif open_one:
            open_one.body.append(line)
    if open_one:
        yield open_one


def _criteria(requirement: _Requirement) -> Iterator[SpecStatement]:
    """The items below the heading of the criteria, else all that are numbered."""
    labelled = any(_is_label(line) for line in requirement.body)
    inside, place, item = not labelled, 0, None
    for line in requirement.body:
        if line.level or _is_label(line):
            inside = _is_label(line) or not labelled
            continue
        listed, ordered = ITEM.match(line.text), _ORDERED.match(line.text)
        own = _NUMBERED.match(line.text)
        if inside and own and "." in own["id"] and own["id"].startswith(f"{requirement.number}."):
            yield from _given(item)
            item = [own["id"], line.number, own["text"]]
        elif inside and listed and not listed["indent"] and (ordered or labelled):
            yield from _given(item)
            place = int(ordered["number"]) if ordered else place + 1
            item = [f"{requirement.number}.{place}", line.number, listed["text"]]
        elif item and line.text.strip():
            item[2] = f"{item[2]} {listed['text'] if listed else line.text.strip()}"
        elif item:
            yield from _given(item)
            item = None
        elif line.text.strip() and labelled and place:
            inside = False  # a paragraph below the list ends it
    yield from _given(item)


def _given(item: list[object] | None) -> Iterator[SpecStatement]:
    if item and not is_blank(str(item[2])):
        yield SpecStatement(str(item[0]), int(str(item[1])), words_of_block(str(item[2])))


def _loose(lines: Sequence[Line]) -> Iterator[SpecStatement]:
    """Criteria that have their whole number themselves, wherever they stand: `1.1 WHEN …`."""
    for line in lines:
        match = None if line.level else _NUMBERED.match(line.text)
        if match and "." in match["id"] and _EARS.search(match["text"]):
            yield SpecStatement(match["id"], line.number, words_in_line(match["text"]))


def _is_label(line: Line) -> bool:
    """Whether a heading, or a label on a line of its own, is that of the criteria."""
    text = line.title or line.text.strip()
    return _CRITERIA.match(text) is not None and not ITEM.match(line.text) and len(text) < 80


def _story(requirement: _Requirement, criteria: Sequence[SpecStatement]) -> SpecStory:
    goal = ""
    for line in requirement.body:
        said = read_field(line.text.strip()) if line.text.strip() else None
        if said and said[0] == "user_story":
            goal = words_in_line(said[1])
            break
    whole = requirement.number.partition(".")[0] if "." not in requirement.number else "0"
    title = requirement.title or goal
    return SpecStory(
        number=int(whole),
        line=requirement.line.number,
        title=words_in_line(title),
        priority="",
        goal=goal,
        acceptance=tuple(Scenario(text=one.text, line=one.line) for one in criteria),
        requirements=tuple(one.id for one in criteria),
        text=" ".join([title, *(line.text for line in requirement.body)]),
    )
