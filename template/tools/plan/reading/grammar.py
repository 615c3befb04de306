"""The task grammar of spec-kit: a Markdown list to tasks, each with its phase and stories.

task   = indent? (bullet | number "." | number ")") box wrap? ID wrap? [: . — -]? marker* text
box    = "[" any-char "]"        its brackets may be escaped: \\[ \\]
wrap   = ** | __ | ~~ | ` | [ ]

Where a file has no such line, tasks are headings, `### T001 …`; where it has no such heading either, bullets without
a box. A list whose ids begin with other letters, `A001`, is read with those.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from ..model import Task
from .drafts import Draft, finished
from .headings import Place
from .lines import Line
from .references import ID, PREFIX, T_IDS, Ids

WRAP = r"\*\*|__|~~|`|\["
BOX = r"\\?\[(?P<state>[^\]\\\n]\ufe0f?)\\?\]"  # one character in the box; "[]" is no box
_SHORT_RANGE = re.compile(rf"{PREFIX}T(?P<low>[0-9]+)-(?P<high>[0-9]+)")
_GOES_ON = re.compile(  # "T007-T011", "T001/T002", "T001 and T002": a reference, not a task
    rf"""(?:\*\*|__|~~|`|\])*\s*(?:
        (?:[-–—/,&+→]|->|=>|and\b|to\b|through\b)\s*(?:\*\*|__|~~|`|\[)*{PREFIX}T[-_]?[A-Z]{{0,3}}[0-9]
        |–[0-9]
    )""",
    re.VERBOSE,
)
_DONE = re.compile(  # what a heading says of a task that is done
    r"[✅☑✔]|\[(?:x|done|completed?)\]|\((?:done|completed?)\)|[-–—:*]\s*(?:done|completed?)\W*$", re.IGNORECASE
)
_OTHER_ID = re.compile(
    rf"[ \t]*(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]*{BOX}[ \t]*(?:{WRAP}){{0,2}}"
    r"(?P<letters>[A-Z]{1,5})-?[0-9]{2,4}\b"
)
#: What begins the ids of other things than tasks: requirements, criteria, questions, checks, test cases.
_NO_TASKS = frozenset(
    """ADR AC BR BUG CHK CR CVE DR EC FR HR ISO NF NFR OR P PR Q REQ RFC SC TC UC US WCAG""".split()  # noqa: SIM905
)
_FEWEST = 2  # ids with the same letters that make a list

Known = Callable[[Task], Task | None]
Form = Callable[[Line, Place], Draft | None]


class Grammar:
    """The forms of a task line, for ids of one pattern."""

    def __init__(self, source: str, ids: Ids) -> None:
        self.ids = ids
        mark = rf"(?P<wraps>(?:{WRAP}){{0,2}})(?P<id>{source})(?=__(?!\w)|(?!\w))"
        self.boxed = re.compile(rf"(?P<indent>[ \t]*)(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]*{BOX}[ \t]*{mark}", re.VERBOSE)
        self.titled = re.compile(
            rf"(?:[-*+][ \t]+)?(?:{BOX}[ \t]*|[✅☑✔]\ufe0f?[ \t]*)?(?:Task[ ]+)?{mark}", re.VERBOSE
        )
        self.bullet = re.compile(rf"(?P<indent>[ \t]*)[-*+][ \t]+{mark}", re.VERBOSE)

    @property
    def forms(self) -> tuple[Form, ...]:
        return (self.read_boxed, self.read_titled, self.read_bullet)

    def read_boxed(self, line: Line, place: Place) -> Draft | None:
        """`- [ ] T001 …`, wherever it stands."""
        match = None if line.level else self.boxed.match(line.text)
        return self._draft(line, line.text, match, match["state"], width(match["indent"])) if match else None

    def read_titled(self, line: Line, place: Place) -> Draft | None:
        """`### T001 …`, `#### [x] T2-001: …`; open unless it says that it is done."""
        match = self.titled.match(line.title) if line.level else None
        if not match:
            return None
        return self._draft(line, line.title, match, match["state"] or state_of_title(line.title, match), -1)

    def read_bullet(self, line: Line, place: Place) -> Draft | None:
        """`- T001 …`, outside the sections that only speak of tasks."""
        match = None if line.level else self.bullet.match(line.text)
        if not match or place.is_about_tasks:
            return None
        return self._draft(line, line.text, match, " ", width(match["indent"]))

    def _draft(self, line: Line, text: str, match: re.Match[str], state: str, indent: int) -> Draft | None:
        if is_reference(text, match["id"], match.end()):
            return None
        wraps = re.findall(WRAP, match["wraps"])
        return Draft(line, state, match["id"], indent, wraps, text[match.end() :], ids=self.ids)


_T = Grammar(ID, T_IDS)


def spec_kit_tasks(lines: Sequence[Line], file: str, known: Known = lambda task: None) -> tuple[Task, ...]:
    """Read all tasks of a list, in the order in which they stand.

    `known` completes a task of which the words are known already; only the words of the others are read.
    """
    for form in _T.forms:
        if drafts := list(_drafts(lines, form)):
            return tuple(finished(draft, file, known) for draft in drafts)
    letters = _other_letters(lines) if file.endswith("tasks.md") else ()
    form = _with_letters(letters).read_boxed
    return tuple(finished(draft, file, known) for draft in _drafts(lines, form)) if letters else ()


def is_reference(text: str, task_id: str, end: int) -> bool:
    """Tell whether an id that ends there stands for several tasks: `T007-T011`, `T001, T002`, `T007-011`."""
    return _GOES_ON.match(text, end) is not None or _is_short_range(task_id)


def state_of_title(title: str, match: re.Match[str]) -> str:
    """Return the state that the words of a heading show; the match is that of its id."""
    return "x" if _DONE.search(title[: match.start("id")] + title[match.end() :]) else " "


def width(text: str) -> int:
    """Return how far a line is indented."""
    return len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(4))


def _other_letters(lines: Sequence[Line]) -> tuple[str, ...]:
    """The letters that ids begin with in a list without T: those of several boxed lines."""
    found = (match["letters"] for line in lines if not line.level and (match := _OTHER_ID.match(line.text)))
    counted = Counter(one for one in found if one not in _NO_TASKS)
    return tuple(sorted(one for one, number in counted.items() if number >= _FEWEST))


@lru_cache(maxsize=16)
def _with_letters(letters: tuple[str, ...]) -> Grammar:
    source = rf"(?:{'|'.join(letters)})-?[0-9]{{2,4}}(?:[.-][0-9]{{1,4}})*[A-Za-z]{{0,2}}"
    return Grammar(source, Ids(source))


def _is_short_range(task_id: str) -> bool:
    """`T007-011` is a range; `T2-001` is an id."""
    match = _SHORT_RANGE.fullmatch(task_id)
    return match is not None and len(match["low"]) == len(match["high"]) and int(match["low"]) < int(match["high"])


def _drafts(lines: Sequence[Line], form: Form) -> Iterator[Draft]:
    place = Place()
    draft: Draft | None = None
    for line in lines:
        found = form(line, place)
        if draft and not found and _is_body(draft, line):
            draft.body.append(line.text)
            continue
        if draft:
            yield draft
        draft = found
        if found:
            place.leave(line.level)
            found.under, found.phase, found.section = place.stories, place.phase, place.section
        else:
            place.follow(line)
    if draft:
        yield draft


def _is_body(draft: Draft, line: Line) -> bool:
    """Indented deeper than the task's own bullet, or blank; no heading."""
    return not line.level and (not line.text.strip() or width(line.text) > draft.indent)
