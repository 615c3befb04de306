"""A data-model.md, as spec-kit makes it, to entities with fields.

### Entity 1: User (stored)        a heading is an entity where fields stand below it, up to the next heading
| Field | Type | Constraints |    a table whose first column is that of the fields
| `id`  | UUID | Primary Key |
**Fields**:                        or a list below that word: - `id` (UUID), - **id**: UUID
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ..model import SpecEntity
from ..regex import lazy
from .lines import Line, visible_lines

_NUMBER = lazy(
    r"(?:(?:Entity|Model|Table)\b\s{0,4})?(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}[.):]?\s{0,4})?[:–—-]?\s{0,4}", re.I
)
_ASIDE = lazy(r"\s{0,4}\([^()]{0,200}\)")
_TAIL = lazy(r"\s+(?:Entity|Model|Table)$", re.IGNORECASE)
_FIELDS = lazy(r"[*_#\s]{0,8}(?:Fields|Properties|Attributes|Columns)\b", re.IGNORECASE)
_FIRST_CELL = lazy(r"(?:field|property|attribute|column)(?:\s+name)?s?$|name$", re.IGNORECASE)
_TYPE_CELL = lazy(r"(?:data\s+)?type$", re.IGNORECASE)
_ITEM = lazy(
    r"""[-*+]\s+(?:`(?P<code>[^`]{1,80})`|\*\*`?(?P<bold>[^*`]{1,80})`?:?\*\*|(?P<bare>\w{1,80})(?=\s{0,4}[:(]))
    \s{0,4}:?\s{0,4}(?:\((?P<aside>[^(),]{1,60})|`?(?P<type>[\w<>\[\]?]{1,60}))?""",
    re.VERBOSE,
)
_MOST_FIELDS = 60


def read_data_model(document: str) -> tuple[SpecEntity, ...]:
    """Each entity once, in the order of the document."""
    found: dict[str, SpecEntity] = {}
    open_headings: list[Line] = []
    body: list[Line] = []
    for line in [*visible_lines(document), Line(0, "", 1, "")]:
        if not line.level:
            body.append(line)
            continue
        named = next((one for one in reversed(open_headings) if not _FIELDS.match(one.title)), None)
        fields = tuple(_fields(body))[:_MOST_FIELDS]
        name = _name(named.title) if named and fields else ""
        if named and name:
            found.setdefault(folded(name), SpecEntity(name, named.number, fields=fields))
        open_headings = [*(one for one in open_headings if one.level < line.level), line]
        body = [line]  # the word Fields may be a heading
    return tuple(found.values())


def folded(name: str) -> str:
    """What `Reading Progress` and `ReadingProgress` have in common."""
    return "".join(character for character in unicodedata.normalize("NFKC", name).casefold() if character.isalnum())


def _name(title: str) -> str:
    bare = _TAIL.sub("", _ASIDE.sub("", _NUMBER.sub("", " ".join(title.split()), count=1))).strip(" `*_:")
    return bare if 0 < len(bare) <= 60 and folded(bare) and not bare.startswith("[") else ""


def _fields(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Names and types, of tables first named Field, and of lists below the word Fields; a type may be blank."""
    columns: tuple[int, int] | None = None
    listed = False
    for line in lines:
        text = line.text.strip()
        if text.startswith("|"):
            cells = [cell.strip(" `*") for cell in text.strip("|").split("|")]
            if columns is None:
                columns = _columns(cells)
            elif columns[0] >= 0 and not set(cells[0]) <= set("-: ") and cells[0]:
                yield cells[0][:80], cells[columns[1]][:60] if 0 <= columns[1] < len(cells) else ""
        elif text:
            columns = None
            item = _ITEM.match(text) if listed and line.text[:2] != "  " else None
            if item:
                yield (
                    (item["code"] or item["bold"] or item["bare"]).strip(),
                    (item["aside"] or item["type"] or "").strip(),
                )
            elif line.text[:1] not in " \t":
                listed = _FIELDS.match(line.title or text) is not None


def _columns(cells: Sequence[str]) -> tuple[int, int]:
    """Which columns hold names and types; -1 where the table is none of fields."""
    kinds = [place for place, cell in enumerate(cells) if _TYPE_CELL.match(cell)]
    return (0 if _FIRST_CELL.match(cells[0]) and kinds else -1, kinds[0] if kinds else -1)
