"""A task whose lines have been collected, and what its words name."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..model import Task
from .body import Body, read_body
from .lines import Line
from .markers import read_markers
from .paths import mentions
from .prose import join_lines, without_escapes
from .references import STATEMENT, T_IDS, Ids, requirement_ids
from .wording import test_it_writes

_QUOTED = re.compile(r'"[^"]*"')  # a journey, say: its words refer to nothing
_TRAILING = re.compile(
    rf"""FR-{STATEMENT}(?:,\s*FR-{STATEMENT})*           # (FR-001, FR-003)
    |depends?\ on\b[^()]*                           # (depends on T010, T011)""",
    re.VERBOSE | re.IGNORECASE,
)
_FEATURE = re.compile(r"(?:^|/)(?P<number>[0-9]{3})-[^/]+/[^/]+$")


@dataclass
class Draft:
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
    tags: tuple[str, ...] = ()  #: those that its box has
    requirements: tuple[str, ...] = ()  #: those that a field of its body names
    parent: str = ""  #: the id of the task that it is a part of
    is_counted: bool = False
    ids: Ids = T_IDS  #: how its list writes ids


def finished(draft: Draft, file: str, known: Callable[[Task], Task | None]) -> Task:
    """The task with what its words name. Wrapped lines are its own words."""
    body = read_body(draft.body, draft.indent >= 0, draft.ids)
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
        parent=draft.parent,
        is_counted=draft.is_counted,
        line_words=" ".join(rest.split()),
    )
    return known(task) or _with_words(task, draft, body, rest)


def _with_words(task: Task, draft: Draft, body: Body, rest: str) -> Task:
    """The task with what its words name.

    Their paths stand alone; without one those of the body count. A heading's fields always count, and its other lines
    if there is neither field nor path.
    """
    is_heading = draft.indent < 0
    markers = read_markers(rest, 0, draft.wraps)
    folder = task.file.rpartition("/")[0]
    own = mentions(markers.text, folder)
    if is_heading:
        further = body.files or (() if own.found else body.other)
    else:
        further = () if own.found else (*body.files, *body.other)
    texts = [own, *(mentions(one, folder) for one in further)]
    counting = [own] if own.found and not is_heading else texts
    test_path = test_it_writes(texts)
    named = [path for one in counting for path in one.paths]
    if test_path:
        named.append(test_path)
    referred = {path for one in counting for path in one.referred}
    said = _QUOTED.sub("", markers.text)
    feature = numbered["number"] if (numbered := _FEATURE.search(task.file)) else ""
    depends = [*draft.ids.listed(markers.depends), *draft.ids.dependencies(said), *body.depends]
    return replace(
        task,
        parallel=markers.parallel,
        stories=markers.stories or draft.under,
        text=without_escapes(_without_trailing(markers.text)),
        tags=(*draft.tags, *markers.tags),
        paths=tuple(dict.fromkeys(named)),
        reads=tuple(path for path in dict.fromkeys(named) if path in referred and path != test_path),
        depends_on=tuple(dict.fromkeys(depends)),
        requirements=tuple(dict.fromkeys((*requirement_ids(said, feature), *draft.requirements))),
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
