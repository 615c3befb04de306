"""Renamed folders and taken ids: the record follows what is plain, and refuses what could be read in two ways."""

from collections.abc import Iterator, Sequence

from ..destination.folder import Destination
from ..plan.errors import UserError, join_choices, refuse
from ..plan.identity import remedies, renamed_features, taken_ids, tasks_by_id, under_names
from ..plan.model import Task
from ..plan.record import FeatureItems, Record

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
    """Refuse lists in which an id belongs to another task; in a person's own list a second one is reported alone."""
    lists = {name: lines for name, lines in destination.lists.items() if name not in destination.archived}
    refuse(error for name, lines in lists.items() for error in _taken_ids(previous.of(name), lines))


def _taken_ids(items: FeatureItems, lines: Sequence[Task]) -> Iterator[UserError]:
    """What is wrong with the ids of one list, in its order; that it was renumbered is said once."""
    recorded = tasks_by_id(items.tasks, lines)
    taken = list(taken_ids(lines, recorded))
    given = dict(remedies(taken, (*recorded, *(line.id for line in lines)), items.feature.id))
    shifted = [one for one in taken if one.how == "shifted"]
    refused = {"reused", "duplicate"} if items.feature.task_list else {"reused"}
    found = [one for one in taken if one.how in refused] + shifted[:1]
    for one in sorted(found, key=lambda one: (one.task.file, one.task.line)):
        place = f"{one.task.file}:{one.task.line}"
        remedy = given.get(one, "give each task its old id again")
        yield UserError(place, _PROBLEMS[one.how].format(id=one.task.id, other=one.other), remedy)
