"""A task under the next free id, where two branches gave two tasks the same one."""

from pathlib import Path

from ..errors import UserError
from ..model import Feature, Project, Task
from ..project import answers_files
from ..reading.lines import visible_lines
from ..reading.lists import tasks_in
from .answers import Values, items_in
from .files import Edit, read_text, refuse_unmerged, write
from .found_tests import find_tests
from .ids import next_id
from .new_ids import NewIds
from .story_lists import StoryList, in_list
from .story_record import key_of, rewrite_record
from .stubs import rewrite_stubs
from .summary import changed_lines

_TAKEN = ("duplicate", "repeated", "reused")


def renumber_task(project: Project, feature: Feature, given: str) -> list[str]:
    """Give the newer one of two tasks with this id the next free id; a line for each thing that changed.

    That is the one of which `check` says that its id is taken. Raises UserError, with nothing written, if the id is
    that of one task alone.
    """
    root = Path(project.root)
    task = _newer(feature, given)
    document = next(one for one in feature.documents if one.path == task.file)
    answers = {path.name: read_text(root, path.name) for path in answers_files(root)}
    for path, text in {document.path: document.text, **answers}.items():
        refuse_unmerged(path, text)
    new_ids = NewIds({task.id: next_id(project, feature)})
    lines = visible_lines(document.text)
    tasks = tasks_in(lines, document.path)
    mine = [one for one in tasks if one.line == task.line]
    edit, left = in_list(StoryList(document, lines, tasks, frozenset(), frozenset(), mine), new_ids)
    items = [item for text in answers.values() for item in items_in(text)]
    own = _recorded(items, feature, mine[0])
    texts, stubs = find_tests(root, mine, own, "")
    tests, unnamed = rewrite_stubs(texts, stubs, new_ids)
    edits = [edit]
    edits += [
        Edit(name, text, rewrite_record(text, feature.id, new_ids, own.__contains__)) for name, text in answers.items()
    ]
    write(root, [*edits, *tests])
    return [*new_ids.summary(), *changed_lines([*edits, *tests]), *left, *unnamed]


def _newer(feature: Feature, given: str) -> Task:
    taken = [one.task for one in feature.taken if one.how in _TAKEN]
    found = next((task for task in taken if task.id.casefold() == given.casefold()), None)
    if found:
        return found
    is_known = any(task.id.casefold() == given.casefold() for task in feature.tasks)
    problem = f"only one task of {feature.id} has this id" if is_known else f"no such task in {feature.id}"
    raise UserError(f"--task {given!r}", problem, "there is nothing to renumber")


def _recorded(items: list[Values], feature: Feature, task: Task) -> list[Values]:
    """The task as the record has it, if it does: by its words, else the one that no other line has."""
    same_id = [one for one in items if one.get("task") == task.id and one.get("feature") == feature.id]
    others = {(one.id, one.text) for one in feature.tasks if one.id == task.id and one.line != task.line}
    mine = [one for one in same_id if key_of(one) == (task.id, task.text)]
    rest = [one for one in same_id if key_of(one) not in others and not one.get("deleted")]
    is_alone = len(same_id) - len(rest) == len(others)  # each other line has its item
    found = mine if (task.id, task.text) not in others else []
    return found or (rest if is_alone and len(rest) == 1 else [])
