"""A story under the next free number of its feature, where two branches gave two stories the same one.

Of two stories with one number it is the later one in the document that gets another. Its heading, the marks of its
tasks and its lines in the record follow; its tests stay as they are. The record tells
which story a task belongs to, since a merge may leave the tasks of both under one heading; without it, the place does.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import UserError, show
from ..model import Document, Feature, Project, SpecStory, Task
from ..project import TASK_LISTS, answers_files
from ..reading.grammar import tasks_in
from ..reading.lines import Line, visible_lines
from ..reading.references import ID
from ..reading.stories import headed_stories, same_title, spec_stories, story_ids
from .answers import items_in
from .files import Edit, read_text, write
from .story_record import Move, Owners, owners_in, rewrite_record
from .summary import changed_lines

_CHECKPOINT = re.compile(r"\s*(?:\*\*|__)Checkpoint\b", re.IGNORECASE)
_ID = re.compile(rf"(?<![\w-]){ID}(?!\w)", re.VERBOSE)


@dataclass(frozen=True)
class _List:
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


def renumber_story(project: Project, feature: Feature, story: str) -> list[str]:
    """Give the later one of two stories with this id the next free number; a line for each thing that changed.

    Raises UserError, with nothing written, if the id is that of one story alone.
    """
    root = Path(project.root)
    answers = {path.name: read_text(root, path.name) for path in answers_files(root)}
    lines = {one.path: visible_lines(one.text) for one in feature.documents}
    move = _move(feature, story, lines, answers.values())
    owners = owners_in(answers.values(), feature.id, move)
    edits: list[Edit] = []
    left: list[str] = []
    mine: set[str] = set()
    theirs: set[str] = set()
    for document in feature.documents:
        if document.path.endswith(TASK_LISTS):
            listed = _listed(document, lines[document.path], move, owners)
            edit, unclear = _in_list(listed, move)
            edits.append(edit)
            left += unclear
            mine |= {task.id for task in listed.mine}
            theirs |= {task.id for task in listed.theirs}
        else:
            edits.append(_in_heading(document, move))
    for name, text in answers.items():
        edits.append(Edit(name, text, rewrite_record(text, feature.id, move, owners, mine - theirs)))
    write(root, edits)
    return [f"{move.old} {show(move.title)} is now {move.new}", *changed_lines(edits), *left]


def _move(feature: Feature, story: str, lines: Mapping[str, Sequence[Line]], answers: Iterable[str]) -> Move:
    """Which story moves: in the first document with two of this id the last, and the one of its title in the others."""
    found = {path: [one for one in _stories_in(path, read) if one.id == story] for path, read in lines.items()}
    later = next((last for stories in found.values() if (last := _later_title(stories))), None)
    if later is None:
        problem = f"only one story of {feature.id} has this number"
        raise UserError(f"--story {story}", problem, "there is nothing to renumber")
    fitting = {
        path: tuple(one.line for one in stories if same_title(one.title, later)) for path, stories in found.items()
    }
    taken = {one.id for one in feature.stories} | {one for task in feature.tasks for one in task.stories}
    taken |= {one for read in lines.values() for one in story_ids(read)}
    items = (item for text in answers for item in items_in(text) if item.get("feature") == feature.id)
    taken |= {str(item.get(key, "")) for item in items for key in ("story", "override")}
    numbers = [int(one[2:]) for one in taken if re.fullmatch("US[0-9]+", one)]
    return Move(story, f"US{max(numbers) + 1}", later, fitting)


def _later_title(stories: Sequence[SpecStory]) -> str | None:
    """The title of the second of two stories; None where all have one title."""
    return next((one.title for one in reversed(stories) if not same_title(one.title, stories[0].title)), None)


def _stories_in(path: str, lines: Sequence[Line]) -> Iterator[SpecStory]:
    yield from headed_stories(lines) if path.endswith(TASK_LISTS) else spec_stories(lines)


def _listed(document: Document, lines: Sequence[Line], move: Move, owners: Owners) -> _List:
    headings = {one.line for one in _stories_in(document.path, lines) if one.id == move.old}
    own_headings = move.lines_of[document.path]
    own = frozenset(number for line in own_headings for number in _section(lines, line))
    others = frozenset(number for line in headings.difference(own_headings) for number in _section(lines, line))
    tasks = tasks_in(lines, document.path)
    mine = [
        task
        for task in tasks
        if (owners.get((task.id, task.text), task.line in own) if move.old in task.stories else task.line in own)
    ]
    return _List(document, lines, tasks, own, others - own, mine)


def _section(lines: Sequence[Line], start: int) -> range:
    """The numbers of the lines from a heading to the next one that is not below it."""
    level = lines[start - 1].level
    end = next((one.number for one in lines[start:] if one.level and one.level <= level), len(lines) + 1)
    return range(start, end)


def _in_heading(document: Document, move: Move) -> Edit:
    raw = document.text.split("\n")
    for line in move.lines_of[document.path]:
        raw[line - 1] = move.in_text(raw[line - 1])
    return Edit(document.path, document.text, "\n".join(raw))


def _in_list(listed: _List, move: Move) -> tuple[Edit, list[str]]:
    """The list with the story's new number, and a line for each place that a person has to look at."""
    document = listed.document
    raw = document.text.split("\n")
    tasks = {task.line: task for task in listed.tasks}
    unclear: list[str] = []
    for line in listed.lines:
        text = raw[line.number - 1]
        renamed = move.in_text(text)
        if renamed == text:
            continue
        place = f"{document.path}:{line.number}"
        is_own = line.number in listed.own
        is_other = line.number in listed.others
        task = tasks.get(line.number)
        if task and task in listed.mine:
            raw[line.number - 1] = _remarked(text, task, move)
            if is_other:
                unclear.append(f"{place}: {task.id} belongs to {move.new} now; move it to that phase")
        elif task or is_other:
            if task and move.old in task.marked and not is_other:
                unclear.append(f"{place}: {task.id} belongs to {move.old}{'; move it to that phase' * is_own}")
        elif is_own:
            if line.level or _CHECKPOINT.match(text):
                raw[line.number - 1] = renamed
        elif is_about := _is_about(listed, line, raw, move):
            raw[line.number - 1] = renamed
        elif is_about is None:
            unclear.append(f"{place}: could mean either story; left unchanged")
    edit = Edit(document.path, document.text, "\n".join(raw))
    _refuse_misread(listed, edit, move)
    return edit, unclear


def _remarked(text: str, task: Task, move: Move) -> str:
    """The line of a task with the new id in its marks, its words as they were."""
    behind_id = text.find(task.id) + len(task.id)
    start = text.find(task.text[:20], behind_id) if task.text else len(text)
    return move.in_text(text[:start]) + text[start:]


def _is_about(listed: _List, line: Line, raw: Sequence[str], move: Move) -> bool | None:
    """Whether a line is about the story that moves, not the other one; None where nobody can tell.

    The tasks that the line names decide, or those that its section names.
    """
    theirs = {task.id for task in listed.theirs if move.old in task.stories}
    mine = {task.id for task in listed.mine} - theirs
    start = max((one.number for one in listed.lines[: line.number] if one.level), default=1)
    end = next((one.number for one in listed.lines[start:] if one.level), len(raw) + 1)
    scopes = (raw[line.number - 1], "\n".join(raw[start - 1 : end - 1]))
    ids = next((set(found) for scope in scopes if (found := _ID.findall(scope))), set())
    return bool(ids & mine) if bool(ids & mine) != bool(ids & theirs) else None


def _refuse_misread(listed: _List, edit: Edit, move: Move) -> None:
    """Refuse if a mark could not be rewritten, or if another task would be read."""
    after = tasks_in(visible_lines(edit.after), edit.path)
    for task, new in zip(listed.tasks, after):
        marked = tuple(move.new if task in listed.mine and one == move.old else one for one in task.marked)
        if (task.id, task.line, task.text, task.state, marked) != (new.id, new.line, new.text, new.state, new.marked):
            raise UserError(f"{edit.path}:{task.line}", f"the marks of {task.id} cannot be rewritten", "do it by hand")
