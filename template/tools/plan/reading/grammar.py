"""The task grammar: a Markdown list to tasks, each with its phase and stories.

task   = indent? [-*+] "[" any-char "]" wrap? ID wrap? [: . — -]? marker* text
wrap   = ** | __ | ~~ | ` | [ ]
marker = "[" … "]" not followed by "(", "/" or "."  |  (P)  |  (USn)  |  ⚠️  |  🧪
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..languages import is_test_file
from ..model import Task
from .lines import Line, visible_lines
from .references import ID, dependencies, paths, requirement_ids
from .wording import test_it_writes

_WRAP = r"\*\*|__|~~|`|\["
_CLOSERS = {"**": "**", "__": "__", "~~": "~~", "`": "`", "[": "]"}
_TASK = re.compile(
    rf"""(?P<indent>[ \t]*)[-*+][ \t]*
    \[(?P<state>[^\]\n]\ufe0f?)\][ \t]*   # one character in the box; "[]" is no box
    (?P<wraps>(?:{_WRAP}){{0,2}})
    (?P<id>{ID})(?=__(?!\w)|(?!\w))""",
    re.VERBOSE,
)
_SHORT_RANGE = re.compile(r"T[0-9]+-[0-9]+")
_GOES_ON = re.compile(  # "T007-T011", "T001/T002", "T001 and T002": a reference, not a task
    r"(?:\*\*|__|~~|`|\])*\s*(?:[-–—/,&+]|and\b|to\b|through\b)\s*(?:\*\*|__|~~|`|\[)*T[-_]?[A-Z]{0,3}[0-9]|–[0-9]"
)
_BRACKET = re.compile(r"\[(?P<inner>[^\[\]\n]+)\](?!\(|/|\.\w)")
_ROUND = re.compile(r"\((?P<inner>P|US[0-9]+)\)")
_SIGN = re.compile(r"(?P<inner>⚠️?|🧪)")
_STORY_MARK = re.compile(r"US[ -]?[0-9]+(?:\s*[+,&/]\s*(?:US[ -]?)?[0-9]+)*$")
_DEPENDS_MARK = re.compile(r"(?:depends|depends on|deps)\s*:?\s*T[-_]?[A-Z]{0,3}[0-9]", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")
_TRAILING = re.compile(r"\s*\((?:FR-[0-9]+(?:,\s*FR-[0-9]+)*|depends on [^()]*)\)$")
_STORY_HEADING = re.compile(
    r"""(?:user\ stor(?:y|ies)|ユーザーストーリー|使用者故事|用户故事|사용자\ 스토리|historia\ de\ usuario
        |história\ de\ usuário|récit\ utilisateur|benutzergeschichte)\s*(?P<named>[0-9]+(?:\s*(?:&|,|\+|and)\s*[0-9]+)*)
        |\bUS-?(?P<short>[0-9]+)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PHASE = re.compile(r"(?:phase|フェーズ|階段|阶段)\s*[0-9]+\s*[:.-]?\s*", re.IGNORECASE)


@dataclass
class _Draft:
    """A task whose body is still being collected."""

    line: Line
    state: str
    id: str
    indent: int
    parallel: bool
    stories: tuple[str, ...]
    tags: tuple[str, ...]
    text: str
    marks: str
    phase: str
    body: list[str] = field(default_factory=list)


def read_tasks(document: str, file: str) -> tuple[Task, ...]:
    """All tasks of a document, in the order in which they stand."""
    return tuple(_finished(draft, file) for draft in _drafts(visible_lines(document)))


def read_task(line: str) -> Task | None:
    """One line read by itself, as the record keeps it; None where it is no task."""
    return next(iter(read_tasks(line, "")), None)


def heading_stories(title: str) -> tuple[str, ...]:
    """`User Story 2 & 3 - Both` → US2, US3; `(US-1, M-01)` → US1; full-width digits count."""
    folded = unicodedata.normalize("NFKC", title)
    found = [
        f"US{int(number)}"
        for match in _STORY_HEADING.finditer(folded)
        for number in _NUMBER.findall(match["named"] or match["short"])
    ]
    return tuple(dict.fromkeys(found))


def phase_name(title: str) -> str:
    """`Phase 1: Setup (Shared Infrastructure)` → Setup; `Phase 3: User Story 1 - Title` → User Story 1."""
    name = _PHASE.sub("", unicodedata.normalize("NFKC", title), count=1).strip()
    return re.split(r"\s+\(|\s+[-–—]\s+", name, maxsplit=1)[0].strip() or name


def _drafts(lines: list[Line]) -> Iterator[_Draft]:
    headings: list[tuple[int, tuple[str, ...]]] = []
    phase, phase_level = "", 7
    draft: _Draft | None = None
    for line in lines:
        if line.level:
            headings = [one for one in headings if one[0] < line.level]
            headings.append((line.level, heading_stories(line.title)))
            if line.level <= phase_level or _PHASE.match(line.title):
                phase, phase_level = phase_name(line.title), max(line.level, 2)
        found = None if line.level else _task_line(line)
        if found or line.level or not _is_body(draft, line):
            if draft:
                yield draft
            draft = found
            if found:
                enclosing = next((stories for _, stories in reversed(headings) if stories), ())
                found.stories, found.phase = found.stories or enclosing, phase
        elif draft:
            draft.body.append(line.text)
    if draft:
        yield draft


def _is_body(draft: _Draft | None, line: Line) -> bool:
    """Indented deeper than the task's own bullet, or blank."""
    return draft is not None and (not line.text.strip() or _width(line.text) > draft.indent)


def _width(text: str) -> int:
    expanded = text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def _task_line(line: Line) -> _Draft | None:
    match = _TASK.match(line.text)
    if not match or _GOES_ON.match(line.text, match.end()) or _is_short_range(match["id"]):
        return None
    wraps = re.findall(_WRAP, match["wraps"])
    parallel, stories, tags, marks, end = _markers(line.text, match.end(), wraps)
    text = line.text[end:]
    for wrap in wraps:
        text = text.replace(_CLOSERS[wrap], "", 1)
    return _Draft(
        line, match["state"], match["id"], _width(match["indent"]), parallel, stories, tags, text.strip(), marks, ""
    )


def _is_short_range(task_id: str) -> bool:
    """`T007-011` is a range; `T2-001` is an id."""
    if not _SHORT_RANGE.fullmatch(task_id):
        return False
    low, high = task_id[1:].split("-")
    return len(low) == len(high) and int(low) < int(high)


def _markers(text: str, position: int, wraps: list[str]) -> tuple[bool, tuple[str, ...], tuple[str, ...], str, int]:
    """Read from after the id up to where the text begins; takes the closed wraps out of `wraps`."""
    parallel = False
    stories: list[str] = []
    tags: list[str] = []
    marks: list[str] = []
    separators = 2
    adjacent = True  # a full stop counts only where it stands at the id or the mark itself
    while position < len(text):
        closer = next((wrap for wrap in wraps if text.startswith(_CLOSERS[wrap], position)), None)
        if text[position] in " \t":
            position, adjacent = position + 1, False
        elif closer:
            wraps.remove(closer)
            position += len(_CLOSERS[closer])
        elif separators and _is_separator(text, position, adjacent):
            separators -= 1
            position += 1
        elif match := _BRACKET.match(text, position) or _ROUND.match(text, position) or _SIGN.match(text, position):
            inner = match["inner"].strip()
            if inner == "P":
                parallel = True
            elif _STORY_MARK.match(inner):
                stories.extend(f"US{int(number)}" for number in _NUMBER.findall(inner))
            elif _DEPENDS_MARK.match(inner):
                marks.append(match[0])
            else:
                tags.append(inner)
            position, adjacent = match.end(), True
        else:
            break
    return parallel, tuple(dict.fromkeys(stories)), tuple(tags), " ".join(marks), position


def _is_separator(text: str, position: int, adjacent: bool) -> bool:
    following = text[position + 1 : position + 2]
    ends = following in ("", " ", "\t", "*", "_", "~", "`", "[", "]")
    return (text[position] in ":." and adjacent and ends) or (text[position] in "—–-" and following in ("", " ", "\t"))


def _finished(draft: _Draft, file: str) -> Task:
    own = paths(draft.text)
    found = tuple(own or (path for line in draft.body for path in paths(line)))
    test_path = test_it_writes(draft.text, [path for path in found if is_test_file(path)])
    text = draft.text
    while match := _TRAILING.search(text):
        text = text[: match.start()]
    return Task(
        id=draft.id,
        line=draft.line.number,
        file=file,
        state=draft.state,
        parallel=draft.parallel,
        stories=draft.stories,
        phase=draft.phase,
        text=text,
        tags=draft.tags,
        paths=found,
        depends_on=tuple(dependencies(f"{draft.marks} {draft.text}")),
        requirements=tuple(requirement_ids(draft.text)),
        writes_test=test_path is not None,
        test_path=test_path,
    )
