"""A specification to what it says: stories, requirements, key entities, success criteria, edge cases.

### User Story 2 - Find a note (Priority: P2)          see stories.py
- **FR-001**: System MUST …   - [ ] SC-001: …          requirements and criteria, wherever they stand
### Key Entities   - **Note**: …                       the items below a heading that names entities
### Edge Cases     - What if …?                        the items below this heading

This is the only reader of spec.md: planning, `check`, `report` and the brief of a task say what it says. What a
template left for a person to fill in is nothing of the specification.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ..model import Spec, SpecEntity, SpecStatement
from .lines import Line, visible_lines
from .prose import ITEM, is_blank, is_sample, items, words_in_line, words_of_block
from .references import STATEMENT, named_requirements
from .stories import identify, spec_stories, story_ids
from .vocabulary import pattern

__all__ = ["identify", "ids_given", "read_spec"]

_STATEMENT = re.compile(
    rf"""\s*[-*+]\s+(?:\[.\]\s+)?(?:\*\*|__)?(?P<id>(?:FR|SC)-{STATEMENT})(?=__|(?!\w))   # - [ ] **FR-001
    (?:\*\*|__)?\s*:?(?:\*\*|__)?\s*(?P<text>.*)                                       # **: text""",
    re.VERBOSE,
)
_IDS = ("FR-", "SC-")
_ENTITIES = re.compile(rf"\W{{0,8}}(?:{pattern('key_entities')})", re.IGNORECASE)
_ENTITY = re.compile(
    r"""[-*+]\s+(?:\[.\]\s+)?(?:\*\*(?P<name>.{1,200}?)\*\*(?!\*)|__(?P<underlined>.{1,200}?)__)   # - **Note**
    \s{0,4}(?:\([^()]{0,200}\)\s{0,4})?(?:[:：–—-]\s{0,4})?(?P<description>.*)                # (aside): description""",
    re.VERBOSE,
)
_EDGES = re.compile(rf"\W{{0,8}}(?:{pattern('edge_cases')})", re.IGNORECASE)
_ASIDE = re.compile(r"\s{0,4}\([^()]{0,200}\)")


def read_spec(document: str, path: str = "", lines: Sequence[Line] | None = None) -> Spec:
    """Return all that a document says, in its order. `lines` are its visible lines where these were read before."""
    lines = visible_lines(document) if lines is None else lines
    statements = list(_statements(lines))
    return Spec(
        path=path,
        stories=tuple(spec_stories(lines)),
        requirements=tuple(one for one in statements if one.id.startswith("FR")),
        criteria=tuple(one for one in statements if one.id.startswith("SC")),
        entities=tuple(_entities(lines)),
        edge_cases=tuple(_edge_cases(lines)),
        named=frozenset(named_requirements(document)),
        repeated=tuple(_repeated(lines)),
    )


def ids_given(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the ids that a document of a feature gives to stories and statements, samples included: these are taken."""
    yield from story_ids(lines)
    yield from (match["id"] for match, _, _ in items(lines, _STATEMENT, _IDS))


def _statements(lines: Sequence[Line]) -> Iterator[SpecStatement]:
    """Yield each requirement and criterion once."""
    seen: set[str] = set()
    for one in _every_statement(lines):
        if one.id not in seen:
            seen.add(one.id)
            yield one


def _every_statement(lines: Sequence[Line]) -> Iterator[SpecStatement]:
    """Yield the requirements and criteria; samples are left out."""
    for match, line, text in items(lines, _STATEMENT, _IDS):
        if not is_sample(text):
            yield SpecStatement(match["id"], line, words_in_line(text))


def _repeated(lines: Sequence[Line]) -> Iterator[SpecStatement]:
    """Yield what has the id of another statement of its section and other words; elsewhere an id refers to that."""
    headings = [line.number for line in lines if line.level]
    first: dict[str, tuple[int, str]] = {}
    for one in _every_statement(lines):
        section = bisect_left(headings, one.line)
        where, words = first.setdefault(one.id, (section, one.text))
        if where == section and words != one.text:
            yield one


def _entities(lines: Sequence[Line]) -> Iterator[SpecEntity]:
    """Yield each entity once."""
    seen: set[str] = set()
    for match, line, text in items(list(_below(lines, _ENTITIES)), _ENTITY, ("**", "__")):
        written = match["name"] or match["underlined"]
        name = words_in_line(_ASIDE.sub("", written).strip(" :`")).strip(" :`")
        if _STATEMENT.match(match.string):
            continue  # a requirement below the entities
        if not is_blank(written) and any(one.isalnum() for one in name) and name.casefold() not in seen:
            seen.add(name.casefold())
            yield SpecEntity(name, line, "" if is_blank(text) else words_in_line(text))


def _edge_cases(lines: Sequence[Line]) -> Iterator[str]:
    for match, _, text in items(list(_below(lines, _EDGES)), ITEM, ("-", "*", "+", ".", ")")):
        if not match["indent"] and not is_blank(text):
            yield words_of_block(text)


def _below(lines: Iterable[Line], heading: re.Pattern[str]) -> Iterator[Line]:
    """Yield the lines below the headings that the pattern reads, those of lower headings too."""
    level = 0
    for line in lines:
        if line.level and (not level or line.level <= level):
            level = line.level if heading.match(line.title) else 0
        if level:
            yield line
