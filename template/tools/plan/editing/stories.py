"""A story under the next free number of its feature, where two branches gave two stories the same one.

Of two stories with one number it is the later one in the document that gets another. Its heading, the marks of its
tasks and its lines in the record follow. A task of which the other story, or any other list of the feature, has the id
gets the next free one, with what refers to it within the story, and with its test. The record tells which story a task
belongs to, since a merge may leave the tasks of both under one heading; without it, the place does.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import UserError, show
from ..item_lines import line_of_values
from ..items import natural
from ..kinds import is_list
from ..model import Document, Feature, Project, SpecStory
from ..project import answers_files
from ..reading.lines import Line, visible_lines
from ..reading.stories import headed_stories, same_title, spec_stories, story_ids
from .answers import Values, items_in
from .files import Edit, read_text, refuse_unmerged, write
from .found_tests import find_tests
from .ids import next_ids
from .move import Move
from .new_ids import NewIds
from .story_lists import StoryList, in_list, read_list
from .story_record import Owners, key_of, owners_in, rewrite_record
from .stubs import rewrite_stubs
from .summary import changed_lines


def renumber_story(project: Project, feature: Feature, story: str) -> list[str]:
    """Give the later one of two stories with this id the next free number; a line for each thing that changed.

    Raises UserError, with nothing written, if the id is that of one story alone, or if nobody can tell whose a task is.
    """
    root = Path(project.root)
    answers = {path.name: read_text(root, path.name) for path in answers_files(root)}
    for document in (*feature.documents, *(Document(name, text) for name, text in answers.items())):
        refuse_unmerged(document.path, document.text)
    lines = {one.path: visible_lines(one.text) for one in feature.documents}
    move = _move(feature, story, lines, answers.values())
    owners = owners_in(answers.values(), feature.id, move)
    lists = [
        read_list(one, lines[one.path], _headings(one.path, lines[one.path], move), move, owners)
        for one in feature.documents
        if is_list(one.path)
    ]
    new_ids = NewIds(_new_ids(project, feature, lists), move)
    edits = [_in_heading(one, move) for one in feature.documents if not is_list(one.path)]
    left: list[str] = []
    for listed in lists:
        edit, unclear = in_list(listed, new_ids)
        edits.append(edit)
        left += unclear
    is_own = _owner_test(lists, move, owners)
    mine = [task for listed in lists for task in listed.mine]
    items = [item for text in answers.values() for item in items_in(text) if item.get("feature") == feature.id]
    own_items = [item for item in items if "task" in item and is_own(item)]
    texts, stubs = find_tests(root, mine, own_items, move.title)
    tests, unnamed = rewrite_stubs(texts, stubs, new_ids)
    edits += [Edit(name, text, rewrite_record(text, feature.id, new_ids, is_own)) for name, text in answers.items()]
    write(root, [*edits, *tests])
    return [
        f"{move.old} {show(move.title)} is now {move.new}",
        *new_ids.summary(),
        *changed_lines([*edits, *tests]),
        *left,
        *_emptied(feature, move),
        *unnamed,
    ]


def _emptied(feature: Feature, move: Move) -> Iterator[str]:
    """A line if the merge has put the words of both stories below the heading of the one that moves."""
    same = [one for one in feature.spec.stories if one.id == move.old]
    empty = [one for one in same if not (one.goal or one.why or one.independent_test or one.acceptance)]
    if len(empty) == 1 < len(same) and not same_title(empty[0].title, move.title):
        yield f"{feature.spec.path}:{empty[0].line}: {move.old} {show(empty[0].title)} is empty; move its words there"


def _new_ids(project: Project, feature: Feature, lists: Sequence[StoryList]) -> dict[str, str]:
    """The next free ids for the tasks of the story whose ids are those of other tasks, or of deleted ones."""
    mine = [task for listed in lists for task in listed.mine]
    taken = {task.id for listed in lists for task in listed.theirs}
    places = {(task.file, task.line) for task in mine}
    taken |= {one.task.id for one in feature.taken if one.how == "reused" and (one.task.file, one.task.line) in places}
    ids = sorted({task.id for task in mine} & taken, key=natural)
    return dict(zip(ids, next_ids(project, feature))) if ids else {}


def _owner_test(lists: Sequence[StoryList], move: Move, owners: Owners) -> Callable[[Values], bool]:
    """Tell of an item of the record whether it is a task of the story: by its place there, its words, or its id."""
    mine = {(task.id, task.text) for listed in lists for task in listed.mine}
    theirs = {(task.id, task.text) for listed in lists for task in listed.theirs}
    own_ids = {task_id for task_id, _ in mine} - {task_id for task_id, _ in theirs}

    def is_own(item: Values) -> bool:
        key = key_of(item)
        if item.get("story") != move.old:
            return False
        if (owner := owners.get((key[0], line_of_values(item)), owners.get(key))) is not None:
            return owner
        return key in mine if (key in mine) != (key in theirs) else key[0] in own_ids

    return is_own


def _headings(path: str, lines: Sequence[Line], move: Move) -> set[int]:
    return {one.line for one in _stories_in(path, lines) if one.id == move.old}


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
    yield from headed_stories(lines) if is_list(path) else spec_stories(lines)


def _in_heading(document: Document, move: Move) -> Edit:
    raw = document.text.split("\n")
    for line in move.lines_of[document.path]:
        raw[line - 1] = move.in_text(raw[line - 1])
    return Edit(document.path, document.text, "\n".join(raw))
