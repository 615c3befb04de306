"""A new task at the end of its section of a list, in the form and the style in which the list is written."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from ..errors import UserError, show
from ..items import Task as RecordedTask
from ..kinds import SPEC_KIT
from ..model import Feature, Task
from ..planned import LIST
from ..reading.lists import read_task, read_tasks
from ..reading.markers import read_markers
from ..reading.references import dependencies, requirement_ids
from ..regex import lazy
from ..writing import line_of
from .files import Edit, refuse_unmerged
from .numbering import add_numbered
from .sections import section_for
from .spots import find_spot, insert
from .wanted import Wanted

_IDS = lazy(r"[\s,]+")
_REMEDIES = {"P": "use --parallel", "US": "use --story", "de": "use --depends"}


def add(feature: Feature, task_id: str, wanted: Wanted) -> tuple[Edit, int]:
    """Return the edit that adds the task, and the line on which it stands then. Raises UserError."""
    if feature.kind != SPEC_KIT.name:
        return add_numbered(feature, replace(wanted, text=_text(wanted.text)))
    task = RecordedTask(
        id=task_id,
        feature=feature.id,
        kind=LIST,
        story=wanted.story,
        text=_text(wanted.text),
        requirements=_requirements(feature, wanted),
        after=_dependencies(feature, wanted),
        parallel=wanted.parallel,
    )
    alone = read_task(line_of(task))
    section = section_for(feature, task.story, wanted.phase, writes_test=bool(alone and alone.writes_test))
    refuse_unmerged(section.document.path, section.document.text)
    labelled = any(one.marked for one in feature.tasks if one.file == section.document.path)
    if not task.story and len(section.stories) == 1 and labelled:
        task = replace(task, story=section.stories[0])
    spot = find_spot(section)
    document = section.document
    edit = Edit(document.path, document.text, insert(document.text, spot, line_of(task, start=spot.start)))
    _refuse_misread(edit, spot.line, task)
    return edit, spot.line


def _text(given: str) -> str:
    """The words on one line. Raises UserError for none, and for those that would be read as marks."""
    text = " ".join(given.split())
    if not text:
        raise UserError("", "the text of the task is blank", "say what is to be done")
    if any(unicodedata.category(one) in ("Cc", "Cs") for one in text):
        raise UserError(show(text), "contains control characters", "remove them")
    markers = read_markers(text, 0, ())
    if markers.text != text:
        mark = text.removesuffix(markers.text).strip() or text
        remedy = next((remedy for key, remedy in _REMEDIES.items() if mark[1:].startswith(key)), "begin with a word")
        raise UserError(show(text), f"{show(mark)} would be read as a mark", remedy)
    return text


def _dependencies(feature: Feature, wanted: Wanted) -> tuple[str, ...]:
    """The ids that the task waits for. Raises UserError for one of no task, in the text too."""
    known = {task.id.casefold(): task.id for task in feature.tasks}
    given = [one for part in wanted.depends for one in _IDS.split(part) if one]
    for one in (*given, *dependencies(wanted.text)):
        if one.casefold() not in known:
            raise UserError(f"depends on {one!r}", f"no such task in {feature.id}", "use an id of its lists")
    return tuple(dict.fromkeys(known[one.casefold()] for one in given))


def _requirements(feature: Feature, wanted: Wanted) -> tuple[str, ...]:
    """The requirements that the task serves. Raises UserError for one that spec.md does not have, in the text too."""
    given = [one.upper() for part in wanted.requirements for one in _IDS.split(part) if one]
    named = [*given, *(requirement_ids(wanted.text) if feature.spec.path else ())]
    for one in named:
        if one not in feature.spec.named:
            remedy = f"add it to {feature.spec.path}" if feature.spec.path else "there is no spec.md"
            raise UserError(f"requirement {one!r}", f"no such requirement in {feature.id}", remedy)
    return tuple(dict.fromkeys(given))


def _refuse_misread(edit: Edit, line: int, wanted: RecordedTask) -> None:
    """Refuse what would be read as another task than the one wanted, or would change another task."""
    tasks = list(read_tasks(edit.after, edit.path))
    new = next((task for task in tasks if task.line == line), None)
    others = [task for task in tasks if task is not new]
    if (
        new is None
        or not _says(new, wanted)
        or _without_lines(others) != _without_lines(read_tasks(edit.before, edit.path))
    ):
        problem = f"{show(wanted.text)} would not be read as this task"
        raise UserError(f"{edit.path}:{line}", problem, "rephrase it, or add the task by hand")


def _says(task: Task, wanted: RecordedTask) -> bool:
    stories = (wanted.story,) if wanted.story else ()
    return (
        (task.id, task.state, task.parallel, task.marked, task.tags) == (wanted.id, " ", wanted.parallel, stories, ())
        and wanted.text.startswith(task.text)
        and set(task.depends_on) == {*wanted.after, *dependencies(wanted.text)}
        and set(task.requirements) == {*wanted.requirements, *requirement_ids(wanted.text)}
    )


def _without_lines(tasks: Sequence[Task]) -> list[Task]:
    return [replace(task, line=0) for task in tasks]
