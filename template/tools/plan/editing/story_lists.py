"""A task list in which two stories have one number: whose its lines are, and the list with the new number."""

import re
from collections.abc import Mapping, Sequence

from ..errors import UserError, show
from ..model import Document, Task
from ..reading.lines import Line, visible_lines
from ..reading.lists import tasks_in
from ..regex import lazy
from ..values import dataclass
from .files import Edit
from .move import Move
from .new_ids import NewIds
from .relations import Sides, passages, sort
from .story_record import Owners

_CHECKPOINT = lazy(r"\s*(?:\*\*|__)Checkpoint\b", re.IGNORECASE)


@dataclass(frozen=True)
class StoryList:
    """A task list with its lines. `mine` are the tasks of the story that moves, wherever they stand."""

    document: Document
    lines: Sequence[Line]
    tasks: Sequence[Task]
    own: frozenset[int]  #: the numbers of the lines of the story's section
    others: frozenset[int]  #: those of the sections of the other story
    mine: Sequence[Task]

    @property
    def theirs(self) -> list[Task]:
        return [task for task in self.tasks if task not in self.mine]


def read_list(document: Document, lines: Sequence[Line], headings: set[int], move: Move, owners: Owners) -> StoryList:
    """Read a list. `headings` are the lines of all headings of this number. Raises UserError if nobody can tell whose
    a task is.
    """
    own_headings = move.lines_of[document.path]
    own = frozenset(number for line in own_headings for number in _section(lines, line))
    others = frozenset(number for line in headings.difference(own_headings) for number in _section(lines, line))
    tasks = tasks_in(lines, document.path)
    mine = [
        task for task in tasks if (_is_mine(task, tasks, own, owners) if move.old in task.stories else task.line in own)
    ]
    first: dict[str, Task] = {}
    for task in mine:
        if first.setdefault(task.id, task) is not task:
            problem = f"{task.id} stands twice below {move.old} {show(move.title)}, in line {first[task.id].line} too"
            raise UserError(f"{document.path}:{task.line}", problem, "put each task below the heading of its story")
    return StoryList(document, lines, tasks, own, others - own, mine)


def in_list(listed: StoryList, new_ids: NewIds) -> tuple[Edit, list[str]]:
    """Return the list with the new ids, and a line for each place that a person has to look at."""
    document = listed.document
    raw = document.text.split("\n")
    of_task = _lines_of_tasks(listed)
    unclear: list[tuple[int, str]] = []
    is_mixed = any(task.line in listed.own for task in listed.theirs)
    for line in listed.lines:
        number, text = line.number, raw[line.number - 1]
        task = of_task.get(number)
        if task and task in listed.mine:
            raw[number - 1] = new_ids.in_line(text, task) if number == task.line else new_ids.in_words(text)
        elif number in listed.own and not task:
            is_heading = line.level or _CHECKPOINT.match(text)
            renewed = text if is_mixed else new_ids.in_prose(text)
            raw[number - 1] = new_ids.in_heading(renewed) if is_heading else renewed
        if task and number == task.line and (problem := _misplaced(task, listed, new_ids)):
            unclear.append((number, problem))
    if new_ids.move:
        unclear += _in_passages(listed, raw, new_ids.move, new_ids, frozenset(of_task))
    edit = Edit(document.path, document.text, "\n".join(raw))
    _refuse_misread(listed, edit, new_ids)
    return edit, [f"{document.path}:{number}: {problem}" for number, problem in sorted(unclear)]


def _is_mine(task: Task, tasks: Sequence[Task], own: frozenset[int], owners: Owners) -> bool:
    """Whose a task is: as the record has it, or has the other one of its id; else by its place."""
    if (task.id, task.text) in owners:
        return owners[task.id, task.text]
    twins = {owners.get((one.id, one.text)) for one in tasks if one.id == task.id and one is not task} - {None}
    return not twins.pop() if len(twins) == 1 else task.line in own


def _section(lines: Sequence[Line], start: int) -> range:
    """The numbers of the lines from a heading to the next one that is not below it."""
    level = lines[start - 1].level
    end = next((one.number for one in lines[start:] if one.level and one.level <= level), len(lines) + 1)
    return range(start, end)


def _lines_of_tasks(listed: StoryList) -> Mapping[int, Task]:
    """The task to which each line belongs, wrapped lines and bodies included."""
    starts = {task.line: task for task in listed.tasks}
    found: dict[int, Task] = {}
    task: Task | None = None
    for line in listed.lines:
        task = starts.get(line.number) or (task if line.text.strip() and not line.level else None)
        if task:
            found[line.number] = task
    return found


def _misplaced(task: Task, listed: StoryList, new_ids: NewIds) -> str:
    """What a person has to look at in a task; blank if all is clear."""
    is_other, move = task.line in listed.others, new_ids.move
    if task in listed.mine:
        shown = new_ids.ids.get(task.id, task.id)
        return f"{shown} belongs to {move.new} now; move it to that phase" if move and is_other else ""
    if move and move.old in task.marked and not is_other:
        return f"{task.id} belongs to {move.old}{'; move it to that phase' * (task.line in listed.own)}"
    if move and move.old in task.stories:
        return ""
    meant = [f"{one} ({new_ids.ids[one]} now?)" for one in task.depends_on if one in new_ids.ids]
    return f"{task.id} waits for {', '.join(meant)}; left unchanged" if meant else ""


def _in_passages(
    listed: StoryList, raw: list[str], move: Move, new_ids: NewIds, of_tasks: frozenset[int]
) -> list[tuple[int, str]]:
    """Rewrite what the list says of the story elsewhere; what could mean either story is returned with its line."""
    unclear: list[tuple[int, str]] = []
    theirs = [task for task in listed.theirs if move.old in task.stories]
    found = passages(listed.lines, raw, of_tasks | listed.own | listed.others, move)
    copies: list[tuple[int, list[str]]] = []
    for passage, side in sort(found, Sides(listed.mine, theirs)):
        lines = slice(passage.start - 1, passage.end - 1)
        renewed = [move.in_text(new_ids.in_prose(text)) for text in raw[lines]]
        if side == "mine":
            raw[lines] = renewed
        elif side == "both":
            is_apart = passage.end > len(raw) or not raw[passage.end - 1].strip()
            copies.append((passage.end - 1, ["\r" * raw[0].endswith("\r")] * is_apart + renewed))
        elif not side:
            unclear.append((passage.start, "could mean either story; left unchanged"))
    for position, lines_of_copy in reversed(copies):
        raw[position:position] = lines_of_copy
    return unclear


def _refuse_misread(listed: StoryList, edit: Edit, new_ids: NewIds) -> None:
    """Refuse if marks or ids could not be rewritten, or if another task would be read."""
    after = tasks_in(visible_lines(edit.after), edit.path)
    for task, new in zip(listed.tasks, after, strict=False):
        is_mine = task in listed.mine
        ids = new_ids.ids if is_mine else {}
        move = new_ids.move if is_mine else None
        marked = tuple(move.new if move and one == move.old else one for one in task.marked)
        waits = [ids.get(one, one) for one in task.depends_on]
        expected = (ids.get(task.id, task.id), task.state, task.parallel, marked, waits)
        if expected != (new.id, new.state, new.parallel, new.marked, [*new.depends_on]) or (
            not is_mine and new.text != task.text
        ):
            raise UserError(f"{edit.path}:{task.line}", f"the marks of {task.id} cannot be rewritten", "do it by hand")
    if len(after) != len(listed.tasks):
        raise UserError(edit.path, "would be read as another list", "give the story its number by hand")
