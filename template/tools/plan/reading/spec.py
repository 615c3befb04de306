"""A specification to what it says: stories, requirements, key entities, success criteria, edge cases.

### User Story 2 - Find a note (Priority: P2)          the heading of a story; what follows is its own
A user finds a note.                                   its goal, the first paragraph
**Why this priority**: …   **Independent Test**: …
**Acceptance Scenarios**:                              and a list below it
1. **Given** two notes, **When** one is searched, **Then** it alone is shown
- **FR-001**: …   - **SC-001**: …   - **Note**: …      the last below a heading that names entities

What a template left for a person to fill in is nothing of the specification.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..model import Scenario, Spec, SpecEntity, SpecStatement, SpecStory
from .headings import heading_stories
from .lines import Line, visible_lines
from .references import requirement_ids

_STORY = re.compile(  # a heading that is a story's own, not one that speaks of a story
    r"""[^\w\[(]{0,8}\[?(?:user\ story|story|us|ユーザーストーリー|使用者故事|用户故事|사용자\ 스토리
        |historia\ de\ usuario|história\ de\ usuário|récit\ utilisateur|benutzergeschichte)
        \s{0,4}-?\s{0,4}(?P<number>[0-9]{1,6})\]?
        \s{0,4}(?:[-–—:.,]\s{0,4})?(?P<title>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_PRIORITY = re.compile(
    r"[(\[]\s{0,4}(?:Priority\s{0,4}:?\s{0,4})?(?P<priority>P[0-9]{1,4})\b[^()\[\]]{0,60}[)\]]", re.I
)
_PRIORITY_WORDS = re.compile(r"[(\[]\s{0,4}Priority\b[^()\[\]]{0,60}[)\]]", re.IGNORECASE)
_PRIORITY_FIELD = re.compile(r"\W{0,4}Priority\W{0,8}(?P<priority>P[0-9]{1,4})\b", re.IGNORECASE)
_FIELD = re.compile(r"(?:[-*+]\s+)?(?:\*\*|__)(?P<name>[^*_:]{1,60}?)\s?:?(?:\*\*|__)\s{0,4}:?\s{0,4}(?P<value>.*)")
_ACCEPTANCE = re.compile(r"\W{0,8}Acceptance\b", re.IGNORECASE)
_GIVEN = re.compile(r"[*_]{0,2}Given\b", re.IGNORECASE)
_ITEM = re.compile(r"(?P<indent>\s*)(?:[0-9]{1,4}[.)]|[-*+])\s+(?P<text>.*)")
_STATEMENT = re.compile(
    r"\s*[-*+]\s+(?:\[.\]\s+)?(?:\*\*|__)?(?P<id>(?:FR|SC)-[0-9]{1,4})\b(?:\*\*|__)?\s*:?(?:\*\*|__)?\s*(?P<text>.*)"
)
_ENTITIES = re.compile(r"\W{0,8}(?:Key\s+|Core\s+|Data\s+|Domain\s+)?Entities\b", re.IGNORECASE)
_ENTITY = re.compile(r"[-*+]\s+(?:\*\*|__)(?P<name>[^*_]{1,80}(?:_[^*_]{1,80}){0,8})(?P<rest>(?:\*\*|__).*)")
_EDGES = re.compile(r"\W{0,8}Edge\s+Cases\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s{0,4}\([^()]{0,200}\)")
_RULE = re.compile(r"\s{0,3}(?:[-*_]\s{0,3}){3,40}$")
_PART = {
    name: re.compile(rf"(?:\*\*|__){name}(?:\*\*|__)\s{{0,4}}:?|(?:\*\*|__){name}\s{{0,4}}:(?:\*\*|__)", re.IGNORECASE)
    for name in ("given", "when", "then")
}
_PLAIN = {name: re.compile(rf"\b{name}\b", re.IGNORECASE) for name in ("given", "when", "then")}
_UNCLEAR = "NEEDS CLARIFICATION"
# The brackets of spec-kit's own template, and a text that is nothing but a bracket.
_SAMPLE = re.compile(
    r"""\[(?:initial\ state|action|expected\ outcome|Brief\ Title|Describe\ |Explain\ the\ value|specific\ capability
        |key\ interaction|data\ requirement|behavior,|Entity\ [0-9]|boundary\ condition|error\ scenario
        |Measurable\ metric|User\ satisfaction\ metric|Business\ metric|What\ it\ represents)""",
    re.VERBOSE,
)
_BRACKET = re.compile(r"\[[^\[\]]{0,300}\]\.?")
_TAG = re.compile(r"\\(?=<[A-Za-z/!?])")
_BLOCK = re.compile(r"\\(?=[#>+*|=~`_-])|(?<=^[0-9])\\(?=[.)])|(?<=^[0-9][0-9])\\(?=[.)])")


def read_spec(document: str, path: str = "") -> Spec:
    """All that a document says, in its order."""
    return spec_in(visible_lines(document), path)


def spec_in(lines: Sequence[Line], path: str = "") -> Spec:
    """The same of lines that were read before."""
    statements = list(_statements(lines))
    return Spec(
        path=path,
        stories=tuple(_stories(lines)),
        requirements=tuple(one for one in statements if one.id.startswith("FR")),
        criteria=tuple(one for one in statements if one.id.startswith("SC")),
        entities=tuple(_entities(lines)),
        edge_cases=tuple(_edge_cases(lines)),
    )


def identify(found: Sequence[SpecStory], known: Sequence[tuple[str, str]]) -> list[str]:
    """The id of each story of a document among the known ones, as (id, title); blank where it is new.

    A story is the known one of its title, of two the one of its number; else the one of its number, if the title of
    that one is gone: then it was renamed.
    """
    by_title: dict[str, list[str]] = {}
    for known_id, title in known:
        by_title.setdefault(title.casefold(), []).append(known_id)
    ids = [""] * len(found)
    for exact in (True, False):
        for index, story in enumerate(found):
            same = [one for one in by_title.get(story.title.casefold(), ()) if one not in ids]
            if not ids[index] and same and (not exact or story.id in same):
                ids[index] = story.id if exact else same[0]
    for index, story in enumerate(found):
        if not ids[index] and story.id not in ids and any(story.id == known_id for known_id, _ in known):
            ids[index] = story.id
    return ids


def plain(text: str) -> str:
    """Words as they were before they were escaped for Markdown, on one line."""
    return _TAG.sub("", _BLOCK.sub("", " ".join(text.split()), count=1))


def is_blank(text: str) -> bool:
    """Whether a person has still to write it: a question that is not clarified, a sample of spec-kit's template."""
    bare = text.strip()
    unclear = bare.lstrip("[*_ ").startswith(_UNCLEAR)
    return not bare or unclear or _BRACKET.fullmatch(bare) is not None or _SAMPLE.search(bare) is not None


def _stories(lines: Sequence[Line]) -> Iterator[SpecStory]:
    story: SpecStory | None = None
    level = 0
    body: list[Line] = []
    for line in lines:
        if line.level and (not story or line.level <= level):
            if story:
                yield _with_body(story, body)
            story, level, body = _headed(line), line.level, []
        elif story:
            body.append(line)
    if story:
        yield _with_body(story, body)


def _headed(line: Line) -> SpecStory | None:
    """`### User Story 2 - Find a note (Priority: P2)`; None for another heading, or one that is a sample."""
    title = unicodedata.normalize("NFKC", line.title)
    match = _STORY.match(title) if len(title) < 2000 and len(heading_stories(title)) <= 1 else None
    if not match or int(match["number"]) < 1:
        return None
    named = _PRIORITY.search(match["title"])
    bare = _PRIORITY_WORDS.sub("", _PRIORITY.sub("", match["title"]))
    bare = plain(bare.replace("🎯 MVP", "").strip(" \t*_-–—:🎯"))
    if is_blank(bare) or not any(one.isalnum() for one in bare):
        return None
    number = int(match["number"])
    return SpecStory(number, line.number, bare, named["priority"].upper() if named else "")


def _with_body(story: SpecStory, body: Sequence[Line]) -> SpecStory:
    fields: dict[str, str] = {}
    priority = story.priority
    for paragraph in _paragraphs(body):
        field = _FIELD.match(paragraph)
        if field:
            fields.setdefault(field["name"].casefold(), field["value"])
            if not priority and (named := _PRIORITY_FIELD.match(paragraph)):
                priority = named["priority"].upper()
        elif not _ITEM.match(paragraph) and not _ACCEPTANCE.match(paragraph):
            fields.setdefault("goal of the text", paragraph)
    said = {name: "" if is_blank(text) else plain(text) for name, text in fields.items()}
    text = " ".join([story.title, *(line.title or line.text for line in body)])
    return replace(
        story,
        priority=priority,
        goal=said.get("goal") or said.get("goal of the text", ""),
        why=said.get("why this priority", ""),
        independent_test=said.get("independent test", ""),
        acceptance=tuple(_scenarios(body)),
        requirements=tuple(requirement_ids(text)),
        text=text,
    )


def _paragraphs(lines: Iterable[Line]) -> Iterator[str]:
    """What stands between blank lines, headings and rules, each on one line; a field or an item begins anew."""
    held: list[str] = []
    for line in lines:
        bare = line.text.strip()
        begins = _FIELD.match(bare) or _ITEM.match(line.text)
        if held and (not bare or line.level or begins or _RULE.match(line.text)):
            yield " ".join(held)
            held = []
        if bare and not line.level and not _RULE.match(line.text):
            held.append(bare)
    if held:
        yield " ".join(held)


def _scenarios(lines: Sequence[Line]) -> Iterator[Scenario]:
    """The list behind the word Acceptance, or one that begins with Given.

    An item goes on until the next one, a blank line or another paragraph.
    """
    inside, item, start, blank = False, "", 0, False
    for line in lines:
        bare = line.text.strip()
        listed = _ITEM.match(line.text) if not _RULE.match(line.text) else None
        inside = inside or (listed is not None and _GIVEN.match(listed["text"]) is not None)
        begun = listed if inside else None
        if begun and (not begun["indent"] or not item):
            yield from _scenario(item, start)
            item, start, blank = begun["text"], line.number, False
        elif bare and inside and item and not line.level and (not blank or line.text[:1] in " \t"):
            item = f"{item} {begun['text'] if begun else bare}"
        elif bare:
            yield from _scenario(item, start)
            item, inside = "", _ACCEPTANCE.match(line.title or bare) is not None
        blank = not bare
    yield from _scenario(item, start)


def _scenario(item: str, line: int) -> Iterator[Scenario]:
    """None where the item is blank or a sample."""
    if is_blank(item):
        return
    for patterns in (_PART, _PLAIN):
        given = patterns["given"].search(item)
        when = patterns["when"].search(item, given.end()) if given else None
        then = patterns["then"].search(item, when.end()) if when else None
        bold = patterns is _PART or (given and not item[: given.start()].strip(" *_"))
        if given and when and then and bold:
            parts = (item[given.end() : when.start()], item[when.end() : then.start()], item[then.end() :])
            said = [plain(part).strip(" ,;:*_、，") for part in parts]
            if all(said):
                yield Scenario(said[0], said[1], said[2], line=line)
                return
    yield Scenario(text=plain(item), line=line)


def _statements(lines: Sequence[Line]) -> Iterator[SpecStatement]:
    """Each id once; the words go on over indented lines and those that wrap."""
    seen: set[str] = set()
    for match, line, words in _bullets(lines, _STATEMENT, ("FR-", "SC-")):
        text = plain(words)
        if match["id"] not in seen and not _SAMPLE.search(text):
            seen.add(match["id"])
            yield SpecStatement(match["id"], line, text)


def _entities(lines: Sequence[Line]) -> Iterator[SpecEntity]:
    """Each name once."""
    seen: set[str] = set()
    for match, line, words in _bullets(list(_below(lines, _ENTITIES)), _ENTITY, ("**", "__")):
        name = plain(_ASIDE.sub("", match["name"].strip(" :`*"))).strip(" :`")
        description = words.lstrip("*_ :–—-").strip()
        if not is_blank(match["name"]) and any(one.isalnum() for one in name) and name.casefold() not in seen:
            seen.add(name.casefold())
            yield SpecEntity(name, line, "" if is_blank(description) else plain(description))


def _bullets(
    lines: Sequence[Line], pattern: re.Pattern[str], hints: tuple[str, ...]
) -> Iterator[tuple[re.Match[str], int, str]]:
    """Each item that the pattern reads, its line, and the words of its last group with the lines that go on."""
    for index, line in enumerate(lines):
        match = pattern.match(line.text) if any(one in line.text for one in hints) else None
        if match:
            words = [match[match.re.groups]]
            for following in lines[index + 1 : index + 40]:
                if not following.text.strip() or following.level or _ITEM.match(following.text):
                    break
                if following.text[:1] not in " \t" and _FIELD.match(following.text):
                    break
                words.append(following.text)
            yield match, line.number, " ".join(words)


def _edge_cases(lines: Sequence[Line]) -> Iterator[str]:
    for match, _, words in _bullets(list(_below(lines, _EDGES)), _ITEM, ("-", "*", "+", ".", ")")):
        if not match["indent"] and not is_blank(words):
            yield plain(words)


def _below(lines: Iterable[Line], heading: re.Pattern[str]) -> Iterator[Line]:
    """The lines below the headings that the pattern reads, those of lower headings too."""
    level = 0
    for line in lines:
        if line.level and (not level or line.level <= level):
            level = line.level if heading.match(line.title) else 0
        if level:
            yield line
