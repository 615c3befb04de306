"""Renamed folders and taken ids: the record follows what is plain, and refuses what could be read in two ways."""

from ..destination.folder import Destination
from ..plan.errors import UserError, join_choices
from ..plan.identity import next_id, renamed_features, taken_ids, tasks_by_id, under_names
from ..plan.model import Taken
from ..plan.record import Record

_PROBLEMS = {
    "duplicate": "{id} is also the id of the task in {other}",
    "reused": "{id} was deleted, and its id stays its own",
    "shifted": "{id} has the words of {other}: the list was renumbered",
}


def renamed_folders(previous: Record, destination: Destination) -> dict[str, str]:
    """Return the new folder of each recorded feature that was renamed.

    Raises UserError if two folders may be the renamed one, or one folder two features.
    """
    recorded = {name: items.tasks for name, items in previous.by_feature.items() if items.tasks}
    found = renamed_features(recorded, destination.lists)
    for former, candidates in found.items():
        if len(candidates) > 1:
            problem = f"is gone, and {join_choices(candidates)} may be the same feature"
            raise UserError(f"specs/{former}", problem, "commit the rename before you add the other folder")
    names = {former: candidates[0] for former, candidates in found.items()}
    for former, name in names.items():
        others = [one for one, folder in names.items() if folder == name and one != former]
        if others:
            problem = f"is gone like specs/{others[0]}, and specs/{name} may be either"
            raise UserError(f"specs/{former}", problem, "rename one folder and update, then the other")
    return names


def follow_renames(previous: Record, destination: Destination) -> Record:
    """Return the record with the items of each renamed folder under its new name; tests stay where they are."""
    return under_names(previous, renamed_folders(previous, destination))


def refuse_taken_ids(previous: Record, destination: Destination) -> None:
    """Refuse a list in which an id belongs to another task; in a person's own list a second one is reported alone."""
    for folder, lines in destination.lists.items():
        items = previous.of(folder)
        recorded = tasks_by_id(items.tasks, lines)
        for taken in taken_ids(lines, recorded):
            is_refused = bool(items.feature.task_list) if taken.how == "duplicate" else taken.how != "repeated"
            if is_refused:
                raise _refusal(taken, next_id((*recorded, *(line.id for line in lines))))


def _refusal(taken: Taken, free: str) -> UserError:
    task = taken.task
    problem = _PROBLEMS[taken.how].format(id=task.id, other=taken.other)
    remedy = "give each task its old id again" if taken.how == "shifted" else f"give this task {free}, the next free id"
    return UserError(f"{task.file}:{task.line}", problem, remedy)
