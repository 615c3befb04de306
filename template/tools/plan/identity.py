"""Which feature a folder is and which task an id, by what the record remembers: people rename, renumber and delete."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .items import Feature, Form, Item, StubForms, Unit
from .items import Task as RecordedTask
from .model import Taken, Task
from .planned import LIST, is_as_printed
from .record import Record, record_of
from .regex import lazy
from .writing import sentence_of

_DATED = lazy(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-.+")
_YEAR = lazy(r"(?:19|20)[0-9]{2}")  #: with which a name begins that has a day
LAST_ID = 999_999  #: six digits, which is what the grammar of tasks reads
_FEWEST = 3  # lines that carry their neighbours' words before a list counts as renumbered


def renamed_features(
    recorded: Mapping[str, Sequence[RecordedTask]], folders: Mapping[str, Sequence[Task]]
) -> dict[str, list[str]]:
    """Return for each recorded feature without a folder the unrecorded folders that may be it under another name.

    A folder may be if it has the same slug, the same number, or most of the tasks.
    """
    unknown = [folder for folder in folders if folder not in recorded]
    gone = [feature for feature in recorded if feature not in folders] if unknown else []
    found = {
        feature: [one for one in unknown if _may_be(feature, recorded[feature], one, folders[one])] for feature in gone
    }
    return {feature: candidates for feature, candidates in found.items() if candidates}


def under_names(record: Record, names: Mapping[str, str]) -> Record:
    """Return the record with the items of each renamed feature under its new name."""
    return record_of(_under(item, names) for item in record.items()) if names else record


def taken_ids(tasks: Sequence[Task], recorded: Mapping[str, RecordedTask]) -> Iterator[Taken]:
    """Return the lines of a feature whose id belongs to another task."""
    yield from _duplicates(tasks, recorded)
    unique: dict[str, Task] = {}
    for task in tasks:
        unique.setdefault(task.id, task)
    for task in unique.values():
        known = recorded.get(task.id)
        if known and known.deleted and not has_words_of(task, known):
            yield Taken(task, "reused", task.id)
    yield from _shifted(list(unique.values()), recorded)


def has_words_of(task: Task, recorded: RecordedTask) -> bool:
    """Whether a line says what the record has for the task, now or first."""
    return is_as_printed(task, recorded) or task.text in (
        recorded.current_text or sentence_of(recorded),
        sentence_of(recorded),
    )


def tasks_by_id(recorded: Iterable[RecordedTask], tasks: Sequence[Task]) -> dict[str, RecordedTask]:
    """Return the recorded task of each id.

    A merge of two branches may leave two with one id; then it is the one that the list has under that id. A task that
    a person gave a new id since is left out: its words are those of a line that the record does not have.
    """
    first: dict[str, Task] = {}
    for task in tasks:
        first.setdefault(task.id, task)
    groups: dict[str, list[RecordedTask]] = {}
    for one in recorded:
        groups.setdefault(one.id, []).append(one)
    new = {task.text for task in tasks if task.id not in groups and not task.is_counted}
    found = {
        task_id: min(group, key=lambda one: _distance(first.get(task_id), one)) for task_id, group in groups.items()
    }
    return {
        task_id: one
        for task_id, one in found.items()
        if one.kind != LIST or one.text not in new or task_id not in first or has_words_of(first[task_id], one)
    }


def remedies(taken: Iterable[Taken], ids: Iterable[str], feature: str) -> Iterator[tuple[Taken, str]]:
    """Yield each line with what to do: to give it a free id of its own, after the highest of `ids`.

    `feature` is the id of a recorded feature, which the tool can renumber; blank for a list that has no record.
    """
    ids = list(ids)
    if ids and not any(one[:1].isalpha() for one in ids):  # a list that numbers its tasks
        yield from ((one, _remedy_of_number(one)) for one in taken if one.how != "shifted" or one.task.is_counted)
        return
    numbers = [int(one[1:]) for one in ids if one[:1] == "T" and one[1:].isdecimal()]
    shifted = (one for one in taken if one.how != "shifted")  # a renumbered list gets its old ids back
    numbered = enumerate(shifted, max(numbers, default=0) + 1)
    yield from ((one, _remedy(one, number, feature)) for number, one in numbered)


def _remedy_of_number(taken: Taken) -> str:
    if taken.how == "shifted":  # a line above it is new or gone, and ids that nobody wrote follow
        return f"write {taken.other} behind its box, the number that its test has, and so with the tasks below"
    return "give this task a number that is free in its group"


def _remedy(taken: Taken, number: int, feature: str) -> str:
    if number > LAST_ID:
        return "move this task to another feature, for no id is free"
    command = f": `python3 tools/plan renumber {feature} --task {taken.task.id}`" if feature else ""
    return f"give this task T{number:03d}, the next free id{command}"


def _distance(task: Task | None, recorded: RecordedTask) -> tuple[bool, bool]:
    """How far a line is from a recorded task with its id: other words are farther than a task that has left."""
    return task is None or not has_words_of(task, recorded), recorded.deleted


def _under(item: Item, names: Mapping[str, str]) -> Item:
    if isinstance(item, Form | StubForms | Unit):
        return item
    if isinstance(item, Feature):
        name = names.get(item.id, item.id)
        is_reworded = _slug(name) != _slug(item.id)
        return replace(item, id=name, slug=item.slug or (_slug(item.id) if is_reworded else ""))
    return replace(item, feature=names.get(item.feature, item.feature))


def _slug(feature: str) -> str:
    """The name of a feature without its number."""
    number, _, rest = feature.partition("-")
    return rest if number.isdecimal() and rest else feature


def _may_be(feature: str, tasks: Sequence[RecordedTask], folder: str, lines: Sequence[Task]) -> bool:
    if _DATED.fullmatch(folder) and folder.endswith(f"-{feature}"):
        return True  # OpenSpec puts the day before the name of a change that it archives
    number, _, slug = feature.partition("-")
    other_number, _, other_slug = folder.partition("-")
    are_numbers = number.isdecimal() and other_number.isdecimal() and not _YEAR.fullmatch(number)
    if are_numbers and (number == other_number or slug == other_slug):
        return True
    by_id = {line.id: line for line in lines}
    worded = [task for task in tasks if task.text and task.id in by_id]
    same = sum(has_words_of(by_id[task.id], task) for task in worded)
    return same * 2 > len([task for task in tasks if task.text]) > 0


def _duplicates(tasks: Sequence[Task], recorded: Mapping[str, RecordedTask]) -> Iterator[Taken]:
    """Of two lines with one id the newer: the one without the recorded words, else the later."""
    first: dict[str, Task] = {}
    for task in tasks:
        earlier = first.setdefault(task.id, task)
        if earlier is task:
            continue
        known = recorded.get(task.id)
        is_older = known and has_words_of(task, known) and not has_words_of(earlier, known)
        newer, older = (earlier, task) if is_older else (task, earlier)
        how = "repeated" if earlier.line_words == task.line_words else "duplicate"
        yield Taken(newer, how, f"{older.file}:{older.line}")


def _shifted(tasks: Sequence[Task], recorded: Mapping[str, RecordedTask]) -> Iterator[Taken]:
    """Lines that carry the recorded words of other tasks, if there are several of them."""
    owners: dict[str, list[str]] = {}
    for owner in recorded.values():
        if owner.text:
            owners.setdefault(owner.current_text or sentence_of(owner), []).append(owner.id)
    moved = []
    by_id = {task.id: task for task in tasks}
    for task in tasks:
        known = recorded.get(task.id)
        others = owners.get(task.text, [])
        if len(others) != 1 or others[0] == task.id:
            continue
        if known and known.text:
            is_moved = not has_words_of(task, known)
        else:  # an id that nobody wrote may be new where the words are not
            line = by_id.get(others[0])
            is_moved = task.is_counted and not (line and has_words_of(line, recorded[others[0]]))
        if is_moved:
            moved.append(Taken(task, "shifted", others[0]))
    if len(moved) >= _FEWEST or any(one.task.is_counted for one in moved):
        yield from moved
