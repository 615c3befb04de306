"""The ticks of tasks that are done: of each only the character in the box changes."""

from collections.abc import Iterable, Iterator, Sequence

from ..errors import UserError
from ..languages import frameworks_of
from ..model import Feature, Project, Task
from ..reading.lines import visible_lines
from ..reading.lists import box_of, tasks_in
from ..selecting import task_named
from ..values import dataclass
from .files import Edit

_REFUSED = {
    "missing": "is missing",
    "pending": "is pending: it is still the generated stub",
    "failing": "fails",
    "skipped": "is skipped",
}


@dataclass(frozen=True)
class Ticks:
    """What ticks the tasks, one edit a document; or why some cannot be ticked, a line each."""

    edits: tuple[Edit, ...]
    tasks: tuple[Task, ...]
    refusals: tuple[str, ...]


def tick(project: Project, ids: Iterable[str]) -> Ticks:
    """Return the ticks of these tasks, all or none. Raises UserError for an id that is not exactly one task's."""
    chosen = {(feature.id, task.id): (feature, task) for feature, task in (task_named(project, one) for one in ids)}
    still_open = [(feature, task) for feature, task in chosen.values() if not task.done]
    refusals = tuple(
        f"{task.file}:{task.line}: {task.id} is not done: {why}"
        for feature, task in still_open
        if (why := _why_not(feature, task))
    )
    edits = () if refusals else tuple(_edits(project, [task for _, task in still_open]))
    return Ticks(edits, tuple(task for _, task in chosen.values()), refusals)


def _why_not(feature: Feature, task: Task) -> str:
    """Why a task may not be ticked; blank if its test passes, or was written and nothing is known of its runs."""
    test = feature.tests.get(task.id)
    if test is None:
        return "it has no test to show that it is done; tick it by hand"
    named = f"its test {test.name} in {test.path}" if test.name else f"its test {test.path}"
    if test.status in _REFUSED:
        return f"{named} {_REFUSED[test.status]}"
    if test.status == "unknown" and any(one.is_manual for one in frameworks_of(test.path)):
        return f"{named} has boxes that are not ticked"
    return ""


def _edits(project: Project, tasks: Sequence[Task]) -> Iterator[Edit]:
    documents = {one.path: one for feature in project.features for one in feature.documents}
    for path in dict.fromkeys(task.file for task in tasks):
        before = documents[path].text
        lines = before.split("\n")
        ticked = [task for task in tasks if task.file == path]
        for task in ticked:
            lines[task.line - 1] = _ticked(lines[task.line - 1], task)
        edit = Edit(path, before, "\n".join(lines))
        _refuse_misread(edit, {task.line for task in ticked})
        yield edit


def _ticked(line: str, task: Task) -> str:
    box = box_of(line)
    if box is None:
        raise UserError(f"{task.file}:{task.line}", f"{task.id} has no checkbox", "mark it as done by hand")
    return f"{line[: box[0]]}x{line[box[1] :]}"


def _refuse_misread(edit: Edit, ticked: set[int]) -> None:
    """Refuse where other boxes than these would be read as ticked."""
    before = {task.line: task.done for task in tasks_in(visible_lines(edit.before), edit.path)}
    after = {task.line: task.done for task in tasks_in(visible_lines(edit.after), edit.path)}
    if after != before | dict.fromkeys(ticked, True):
        raise UserError(edit.path, "would be read as another list with these ticks", "tick the tasks by hand")
