"""Lists that number their tasks, as Kiro's and OpenSpec's: a Markdown list to tasks, in groups.

- [x] 1. Text                       Kiro; below it, or at the margin, - [ ] 1.1 Text
- [ ]* 1.2 Text                     optional
  - _Requirements: 1.1, 2.3_        the criteria that the task serves, in its body
## 1. Group                         OpenSpec; below it - [ ] 1.1 Text
- [ ] Text                          without a number: the next of its group, or of the task that it stands below

Where a file has no box, tasks are headings, `### Task 1.1: Text`; where it has no such heading either, bullets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..kinds import OPENSPEC, Kind
from ..model import Task
from .drafts import Draft, finished
from .grammar import BOX, WRAP, Known, state_of_title, width
from .headings import Place
from .lines import Line
from .references import DEPENDS_WORDS, NUMBER, NUMBERS, requirement_numbers
from .vocabulary import pattern

# 1. and 1) and 1.1 and 6.1+6.2; "3 endpoints" has no number of a task
_MARK = rf"""(?:Task\s+)?(?:
    (?P<id>{NUMBER}(?:\s?\+\s?{NUMBER})*)(?:(?<=[0-9a-z])[.):](?![0-9])|(?<=\.[0-9])(?![\w.])|(?<=\.[0-9][0-9])(?![\w.])
        |(?<=\.[0-9][0-9][0-9])(?![\w.])|(?<=[0-9][a-z])(?![\w.]))
    )"""
_WRAPS = rf"(?P<wraps>(?:{WRAP}){{0,2}})"
_ITEM = re.compile(
    rf"""(?P<indent>[ \t]*)(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]+{BOX}(?P<optional>\\?\*)?[ \t]*{_WRAPS}(?:{_MARK})?""",
    re.VERBOSE,
)
_TITLE = re.compile(rf"(?:{BOX}[ \t]*)?{_WRAPS}(?:(?=Task)|(?=[0-9]+\.[0-9])){_MARK}", re.VERBOSE)
_BULLET = re.compile(rf"(?P<indent>[ \t]*)[-*+][ \t]+{_WRAPS}{_MARK}", re.VERBOSE)
_GROUP = re.compile(
    rf"""(?:(?:{pattern("phase")}|Group|Section|Step|Part|Stage|Task)\s*)?
    (?P<number>[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,3}})(?![\w])[.):：—–-]?\s*(?:[—–-]\s+)?(?P<title>\S.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_LABELS = pattern("requirements", "requirement_ids")
_SERVES = re.compile(
    rf"""(?:[*_`]{{1,3}}|\(|^[ \t]*(?:[-*+][ \t]+)?)(?:
        (?:{pattern("validates")})[*_]{{0,2}}\s?[:：][*_\s]{{0,3}}(?:(?:{_LABELS})\s?[:：]?)?
        |(?:{_LABELS})[*_]{{0,2}}\s?[:：]
    )(?P<value>[^()]*)""",
    re.VERBOSE | re.IGNORECASE,
)
# In a language that the vocabulary does not have: _المتطلبات: 1.1, 2.3_
_FIELD_OF_IDS = re.compile(
    r"""_(?P<label>[^\W\d_][^:：_]{0,30})[:：]\s?
    (?P<value>[0-9]{1,3}\.[0-9]{1,3}[a-z]?(?:\s?[,،、，;–-]\s?[0-9]{1,3}(?:\.[0-9]{1,3})*[a-z]?)*)\s?_""",
    re.VERBOSE,
)
_NO_REQUIREMENTS = re.compile(rf"(?:depend|depends|after|blocked|tasks?\b|{DEPENDS_WORDS})", re.IGNORECASE | re.VERBOSE)


@dataclass
class _Reading:
    """Where in the list the reader stands, and which ids are given."""

    used: set[str]  #: ids that stand in the list, and those that were given
    takes_all: bool  #: whether a box without a number is a task
    group: list[tuple[int, str, str]] = field(default_factory=list)  #: the headings round it: level, number, title
    counts: dict[str, int] = field(default_factory=dict)  #: how many tasks each group or task has
    open: list[Draft] = field(default_factory=list)  #: the tasks round it, outermost first

    def enter(self, line: Line) -> None:
        """Go below a heading."""
        match = _GROUP.match(line.title)
        number, title = (match["number"], match["title"]) if match else ("", line.title)
        self.group = [*(one for one in self.group if one[0] < line.level), (line.level, number, title)]
        self.open = []

    @property
    def number(self) -> str:
        """That of the nearest group."""
        return next((number for _, number, _ in reversed(self.group) if number), "")

    @property
    def phase(self) -> str:
        """The title of the nearest group, else of the nearest heading."""
        titles = [title for _, number, title in self.group if number] or [title for _, _, title in self.group]
        return titles[-1].strip() if titles else ""

    def task_id(self, written: str | None, parent: str) -> str:
        """The id that a line shows, else the next one in its group or below its parent."""
        base = parent or self.number
        self.counts[base] = place = self.counts.get(base, 0) + 1
        if written:
            return re.sub(r"\s", "", written)
        head = f"{base}." if base else ""
        while f"{head}{place}" in self.used:
            place += 1
        self.used.add(f"{head}{place}")
        return f"{head}{place}"


def numbered_tasks(lines: Sequence[Line], file: str, kind: Kind, known: Known = lambda task: None) -> tuple[Task, ...]:
    """Read all tasks of a list, in the order in which they stand."""
    drafts = list(_boxed(lines, kind)) or list(_titled(lines)) or list(_bulleted(lines))
    tasks = _as_parts([finished(draft, file, known) for draft in drafts])
    return tasks if kind is OPENSPEC else _in_groups(tasks)


def _boxed(lines: Sequence[Line], kind: Kind) -> Iterator[Draft]:
    found = {line.number: match for line in lines if not line.level and (match := _ITEM.match(line.text))}
    written = {match["id"] for match in found.values() if match["id"]}
    reading = _Reading({re.sub(r"\s", "", one) for one in written}, kind is OPENSPEC or not written)
    for line in lines:
        match = found.get(line.number)
        if match and (match["id"] or reading.takes_all):
            yield _begun(line, match, reading)
        else:
            _follow(line, reading)


def _begun(line: Line, match: re.Match[str], reading: _Reading) -> Draft:
    indent = width(match["indent"])
    reading.open = [one for one in reading.open if one.indent < indent]
    parent = reading.open[-1].id if reading.open else ""
    draft = Draft(
        line,
        match["state"],
        reading.task_id(match["id"], parent),
        indent,
        re.findall(WRAP, match["wraps"]),
        line.text[match.end() :],
        phase=reading.phase,
        section=" / ".join([*(title for _, _, title in reading.group), *[parent] * bool(parent)]),
        tags=("optional",) if match["optional"] else (),
        parent=parent,
        is_counted=not match["id"],
        ids=NUMBERS,
    )
    _serve(draft, draft.rest)
    reading.open.append(draft)
    return draft


def _follow(line: Line, reading: _Reading) -> None:
    """Take notice of a line that is no task: a heading, or the body of the task at whose indentation it stands."""
    if line.level:
        reading.enter(line)
    elif reading.open and not line.text.strip():
        reading.open[-1].body.append("")
    elif reading.open:
        indent = width(line.text)
        if not indent and reading.open[-1].body[-1:] == [""]:
            reading.open = []  # a paragraph of its own
            return
        reading.open = [one for one in reading.open if one.indent < indent] or reading.open[-1:]
        if not _serve(reading.open[-1], line.text):
            reading.open[-1].body.append(line.text)


def _serve(draft: Draft, text: str) -> bool:
    """Take the requirements that a line says the task serves; return whether it says any."""
    match = _SERVES.search(text)
    if not match and (other := _FIELD_OF_IDS.search(text)) and not _NO_REQUIREMENTS.match(other["label"]):
        match = other
    if match:
        draft.requirements = tuple(dict.fromkeys((*draft.requirements, *requirement_numbers(match["value"]))))
    return match is not None


def _titled(lines: Sequence[Line]) -> Iterator[Draft]:
    """`### Task 1.1: Text`; what stands below is its body."""
    reading = _Reading(set(), takes_all=False)
    draft: Draft | None = None
    for line in lines:
        match = _TITLE.match(line.title) if line.level else None
        if match:
            if draft:
                yield draft
            state = match["state"] or state_of_title(line.title, match)
            draft = Draft(
                line, state, match["id"], -1, re.findall(WRAP, match["wraps"]), line.title[match.end() :],
                phase=reading.phase, section=reading.phase, ids=NUMBERS,
            )  # fmt: skip
        elif line.level:
            reading.enter(line)
            if draft and line.level <= draft.line.level:
                yield draft
                draft = None
        elif draft and not _serve(draft, line.text):
            draft.body.append(line.text)
    if draft:
        yield draft


def _bulleted(lines: Sequence[Line]) -> Iterator[Draft]:
    """`- 1.1 Text`, outside the sections that only speak of tasks."""
    reading, place = _Reading(set(), takes_all=False), Place()
    drafts: list[Draft] = []
    for line in lines:
        place.follow(line)
        match = None if line.level or place.is_about_tasks else _BULLET.match(line.text)
        if match:
            indent = width(match["indent"])
            reading.open = [one for one in reading.open if one.indent < indent]
            drafts.append(
                Draft(
                    line, " ", match["id"], indent, re.findall(WRAP, match["wraps"]), line.text[match.end() :],
                    phase=reading.phase, section=reading.phase, ids=NUMBERS,
                )
            )  # fmt: skip
            reading.open.append(drafts[-1])
        else:
            _follow(line, reading)
    yield from drafts


def _as_parts(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks, each with the one that its number, or else its place, makes it a part of."""
    ids = {task.id for task in tasks}

    def parent(task: Task) -> str:
        above = task.id.rpartition(".")[0]
        return above if above in ids else task.parent

    return tuple(replace(task, parent=parent(task)) for task in tasks)


def _in_groups(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks of a list without headings for its groups: a task that has parts is the phase of them all."""
    by_id = {task.id: task for task in reversed(tasks)}
    with_parts = {task.parent for task in tasks}

    def phase(task: Task) -> str:
        top = task
        for _ in range(6):
            top = by_id.get(top.parent, top) if top.parent != top.id else top
        return top.text if top.id in with_parts and top.text else task.phase

    return tuple(replace(task, phase=phase(task)) for task in tasks)
