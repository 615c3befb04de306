"""The sections of a feature's task lists, and the one that a new task belongs to."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ..errors import UserError, join_choices
from ..kinds import is_list
from ..model import Document, Feature, Task
from ..reading.headings import Place, is_phase
from ..reading.lines import Line, visible_lines
from ..reading.vocabulary import pattern
from ..regex import lazy

_TESTS = lazy(pattern("tests"), re.IGNORECASE)
_IMPLEMENTATION = lazy(pattern("implementation"), re.IGNORECASE)


@dataclass
class Section:
    """What stands between two headings of a list: the first one is `title`, blank above all headings."""

    document: Document
    lines: Sequence[Line]  #: with the heading
    title: str
    phase: str
    stories: tuple[str, ...]  #: those of the nearest heading that names any
    tasks: list[Task] = field(default_factory=list)

    @property
    def is_for_tests(self) -> bool:
        return _TESTS.match(self.title) is not None

    @property
    def is_for_code(self) -> bool:
        return _IMPLEMENTATION.match(self.title) is not None


def section_for(feature: Feature, story: str, phase: str, writes_test: bool) -> Section:
    """Return the section at whose end a new task belongs. Raises UserError for a story or phase that has none.

    That is the group of the story or phase if one is given, else of the last phase with tasks: there the
    tests for a task that writes a test, the implementation for any other.
    """
    sections = list(_sections(feature))
    if phase:
        sections = _of_phase(sections, phase)
        if story and any(one.stories and story not in one.stories for one in sections):
            raise UserError(f"--phase {phase!r}", f"is not a phase of {story}", "use only one of the two options")
    elif story:
        sections = _of_story(sections, story, feature)
    else:
        sections = _of_last_phase(sections, feature)
    return _preferred(sections, writes_test)


def _sections(feature: Feature) -> Iterator[Section]:
    """Yield all sections of the lists that have tasks; of a feature without tasks those of its last list."""
    lists = [one for one in feature.documents if is_list(one.path)]
    filled = [one for one in lists if any(task.file == one.path for task in feature.tasks)]
    for document in filled or lists[-1:]:
        found = list(_cut(document))
        starts = [one.lines[0].number for one in found]
        for task in feature.tasks:
            if task.file == document.path:
                found[bisect_right(starts, task.line) - 1].tasks.append(task)
        yield from found


def _cut(document: Document) -> Iterator[Section]:
    place = Place()
    lines: list[Line] = []
    section = Section(document, lines, "", "", ())
    for line in visible_lines(document.text):
        if line.level:
            if lines:
                yield section
            place.enter(line)
            lines = []
            section = Section(document, lines, line.title, place.phase, place.stories)
        lines.append(line)
    yield section


def _of_phase(sections: Sequence[Section], given: str) -> list[Section]:
    """The sections of the phase whose name or title is, begins with or holds these words."""
    titles: dict[str, str] = {}
    for one in sections:
        if one.phase and (one.tasks or is_phase(one.title)):
            titles.setdefault(one.phase, next(two.title for two in sections if two.phase == one.phase))
    words = re.escape(" ".join(given.split()))
    for form in (words, rf"{words}(?!\w).*", rf".*(?<!\w){words}(?!\w).*"):
        fits = re.compile(form, re.IGNORECASE).fullmatch
        found = [name for name, title in titles.items() if given.strip() and (fits(name) or fits(title))]
        if len(found) == 1:
            return [one for one in sections if one.phase == found[0]]
        if found:
            raise UserError(f"--phase {given!r}", "several phases match", f"use {join_choices(map(repr, found))}")
    choices = join_choices(map(repr, titles))
    raise UserError(f"--phase {given!r}", "no such phase", f"use {choices}" if choices else "there is none")


def _of_story(sections: Sequence[Section], story: str, feature: Feature) -> list[Section]:
    """The sections below the story's headings, else that of its last task."""
    found = [one for one in sections if story in one.stories and (one.tasks or is_phase(one.title))]
    found = found and [one for one in sections if story in one.stories]
    marked = [one for one in sections if any(story in task.marked for task in one.tasks)]
    if not found and not marked:
        raise UserError(
            f"--story {story}", f"has no phase in the task list of {feature.id}", "update first, or add --phase"
        )
    return found or marked[-1:]


def _of_last_phase(sections: Sequence[Section], feature: Feature) -> list[Section]:
    last = next((one for one in reversed(sections) if one.tasks), None)
    if last is None:
        raise UserError(feature.id, "has no tasks yet", "name a phase with --phase, or write the first task by hand")
    return [one for one in sections if (one.document, one.phase) == (last.document, last.phase)]


def _preferred(sections: Sequence[Section], writes_test: bool) -> Section:
    """The last section with tasks of the right kind, else an empty one of that kind, else whatever has tasks."""
    kinds: tuple[Callable[[Section], bool], ...] = (
        lambda one: bool(one.tasks) and (one.is_for_tests if writes_test else one.is_for_code),
        lambda one: bool(one.tasks) and not one.is_for_tests and not writes_test,
        lambda one: one.is_for_tests if writes_test else one.is_for_code,
        lambda one: bool(one.tasks),
        lambda one: is_phase(one.title),
        lambda one: True,
    )
    return next(found[-1] for kind in kinds if (found := [one for one in sections if kind(one)]))
