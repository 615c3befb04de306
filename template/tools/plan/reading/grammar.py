"""The task grammar: a Markdown list to tasks, each with its phase and stories.

task   = indent? (bullet | number "." | number ")") box wrap? ID wrap? [: . — -]? marker* text
box    = "[" any-char "]"        its brackets may be escaped: \\[ \\]
wrap   = ** | __ | ~~ | ` | [ ]

Where a file has no such line, tasks are headings, `### T001 …`; where it has no such heading either, bullets without
a box.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..model import Task
from .body import Body, read_body
from .headings import Place
from .lines import Line, visible_lines
from .markers import read_markers
from .paths import mentions
from .prose import join_lines, without_escapes
from .references import ID, dependencies, listed_ids, requirement_ids
from .wording import test_it_writes

_WRAP = r"\*\*|__|~~|`|\["
_ID = rf"(?P<wraps>(?:{_WRAP}){{0,2}})(?P<id>{ID})(?=__(?!\w)|(?!\w))"
_BOX = r"\\?\[(?P<state>[^\]\\\n]\ufe0f?)\\?\]"  # one character in the box; "[]" is no box
_BOXED = re.compile(rf"(?P<indent>[ \t]*)(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]*{_BOX}[ \t]*{_ID}", re.VERBOSE)
_TITLED = re.compile(rf"(?:[-*+][ \t]+)?(?:{_BOX}[ \t]*|[✅☑✔]\ufe0f?[ \t]*)?(?:Task[ ]+)?{_ID}", re.VERBOSE)
_BULLET = re.compile(rf"(?P<indent>[ \t]*)[-*+][ \t]+{_ID}", re.VERBOSE)
_QUOTED = re.compile(r'"[^"]*"')  # a journey, say: its words refer to nothing
_SHORT_RANGE = re.compile(r"T(?P<low>[0-9]+)-(?P<high>[0-9]+)")
_GOES_ON = re.compile(  # "T007-T011", "T001/T002", "T001 and T002": a reference, not a task
    r"""(?:\*\*|__|~~|`|\])*\s*(?:
        (?:[-–—/,&+→]|->|=>|and\b|to\b|through\b)\s*(?:\*\*|__|~~|`|\[)*T[-_]?[A-Z]{0,3}[0-9]
        |–[0-9]
    )""",
    re.VERBOSE,
)
_DONE = re.compile(  # what a heading says of a task that is done
    r"[✅☑✔]|\[(?:x|done|completed?)\]|\((?:done|completed?)\)|[-–—:*]\s*(?:done|completed?)\W*$", re.IGNORECASE
)
_TRAILING = re.compile(
    r"""FR-[0-9]{1,4}(?:,\s*FR-[0-9]{1,4})*        # (FR-001, FR-003)
    |depends?\ on\b[^()]*                           # (depends on T010, T011)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass
class _Draft:
    """A task whose body is still being collected."""

    line: Line
    state: str
    id: str
    indent: int  #: of its bullet; a heading's body begins at the margin
    wraps: list[str]  #: that are open before the id
    rest: str  #: of the line, behind the id
    phase: str = ""
    under: tuple[str, ...] = ()
    section: str = ""
    body: list[str] = field(default_factory=list)


_Form = Callable[[Line, Place], _Draft | None]


def read_tasks(document: str, file: str) -> tuple[Task, ...]:
    """All tasks of a document, in the order in which they stand."""
    return tasks_in(visible_lines(document), file)


def tasks_in(
    lines: Sequence[Line], file: str, known: Callable[[Task], Task | None] = lambda task: None
) -> tuple[Task, ...]:
    """The same of lines that were read before.

    `known` completes a task of which the words are known already; only the words of the others are read.
    """
    for form in (_boxed, _titled, _bulleted):
        if drafts := list(_drafts(lines, form)):
            return tuple(_finished(draft, file, known) for draft in drafts)
    return ()


def read_task(line: str) -> Task | None:
    """One line read by itself, as the record keeps it; None where it is no task."""
    return next(iter(read_tasks(line, "")), None)


def box_of(line: str) -> tuple[int, int] | None:
    """Return where the character in the box of a task's line stands; None where the line has no box."""
    bare = line.removeprefix("\ufeff")
    title = bare.lstrip("# \t") if bare.startswith("#") else ""
    match = _TITLED.match(title) if title else _BOXED.match(bare)
    if not match or match["state"] is None:
        return None
    start = len(line) - len(title or bare)
    return start + match.start("state"), start + match.end("state")


def _boxed(line: Line, place: Place) -> _Draft | None:
    """`- [ ] T001 …`, wherever it stands."""
    match = None if line.level else _BOXED.match(line.text)
    return _draft(line, line.text, match, match["state"], _width(match["indent"])) if match else None


def _titled(line: Line, place: Place) -> _Draft | None:
    """`### T001 …`, `#### [x] T2-001: …`; open unless it says that it is done."""
    match = _TITLED.match(line.title) if line.level else None
    if not match:
        return None
    done = _DONE.search(line.title[: match.start("id")] + line.title[match.end() :])
    return _draft(line, line.title, match, match["state"] or ("x" if done else " "), -1)


def _bulleted(line: Line, place: Place) -> _Draft | None:
    """`- T001 …`, outside the sections that only speak of tasks."""
    match = None if line.level else _BULLET.match(line.text)
    if not match or place.is_about_tasks:
        return None
    return _draft(line, line.text, match, " ", _width(match["indent"]))


def is_reference(text: str, task_id: str, end: int) -> bool:
    """Tell whether an id that ends there stands for several tasks: `T007-T011`, `T001, T002`, `T007-011`."""
    return _GOES_ON.match(text, end) is not None or _is_short_range(task_id)


def _draft(line: Line, text: str, match: re.Match[str], state: str, indent: int) -> _Draft | None:
    if is_reference(text, match["id"], match.end()):
        return None
    return _Draft(line, state, match["id"], indent, re.findall(_WRAP, match["wraps"]), text[match.end() :])


def _is_short_range(task_id: str) -> bool:
    """`T007-011` is a range; `T2-001` is an id."""
    match = _SHORT_RANGE.fullmatch(task_id)
    return match is not None and len(match["low"]) == len(match["high"]) and int(match["low"]) < int(match["high"])


def _drafts(lines: Sequence[Line], form: _Form) -> Iterator[_Draft]:
    place = Place()
    draft: _Draft | None = None
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


def _is_body(draft: _Draft, line: Line) -> bool:
    """Indented deeper than the task's own bullet, or blank; no heading."""
    return not line.level and (not line.text.strip() or _width(line.text) > draft.indent)


def _width(text: str) -> int:
    return len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(4))


def _finished(draft: _Draft, file: str, known: Callable[[Task], Task | None]) -> Task:
    """The task with what its words name. Wrapped lines are its own words."""
    body = read_body(draft.body, wraps=draft.indent >= 0)
    rest = join_lines([draft.rest, *body.wrapped]) if body.wrapped else draft.rest
    task = Task(
        id=draft.id,
        line=draft.line.number,
        file=file,
        state=draft.state,
        stories=draft.under,
        phase=draft.phase,
        under=draft.under,
        section=draft.section,
        line_words=" ".join(rest.split()),
    )
    return known(task) or _with_words(task, draft, body, rest)


def _with_words(task: Task, draft: _Draft, body: Body, rest: str) -> Task:
    """The task with what its words name.

    Their paths stand alone; without one those of the body count. A heading's fields always count, and its other lines
    if there is neither field nor path.
    """
    is_heading = draft.indent < 0
    markers = read_markers(rest, 0, draft.wraps)
    own = mentions(markers.text)
    if is_heading:
        further = body.files or (() if own.found else body.other)
    else:
        further = () if own.found else (*body.files, *body.other)
    texts = [own, *map(mentions, further)]
    counting = [own] if own.found and not is_heading else texts
    test_path = test_it_writes(texts)
    named = [path for one in counting for path in one.paths]
    if test_path:
        named.append(test_path)
    said = _QUOTED.sub("", markers.text)
    depends = [*listed_ids(markers.depends), *dependencies(said), *body.depends]
    return replace(
        task,
        parallel=markers.parallel,
        stories=markers.stories or draft.under,
        text=without_escapes(_without_trailing(markers.text)),
        tags=markers.tags,
        paths=tuple(dict.fromkeys(named)),
        depends_on=tuple(dict.fromkeys(depends)),
        requirements=tuple(requirement_ids(said)),
        writes_test=test_path is not None,
        test_path=test_path,
        marked=markers.stories,
    )


def _without_trailing(text: str) -> str:
    """The text up to the parentheses at its end that name requirements or dependencies."""
    end = len(text)
    while end and text[end - 1] == ")":
        start = text.rfind("(", 0, end)
        if start < 0 or not _TRAILING.fullmatch(text, start + 1, end - 1):
            break
        end = start
        while end and text[end - 1].isspace():
            end -= 1
    return text[:end]
