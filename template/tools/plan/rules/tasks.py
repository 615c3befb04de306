"""Rules about the tasks of a list: ids, dependencies, stories and marks."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence

from ..graph import cycles, edges_of, written
from ..identity import remedies
from ..items import story_number
from ..languages import test_key
from ..model import Feature, Taken, Task
from .base import Problem

_MOST_STORIES = 10  # that a message lists
_NEAR, _MOST = 20, 2000  # levels and tasks between two of a group that are looked at; no list of people needs more


def duplicate_id(feature: Feature) -> Iterator[Problem]:
    """A second task with an id, in the same list or in the feature's other one: the newer of the two."""
    for taken, remedy in _remedies(feature):
        if taken.how in ("duplicate", "repeated"):
            task = taken.task
            message = f"{task.id} is taken by {taken.other}; {remedy}"
            yield Problem(task.file, task.line, message, task.id)


def reused_id(feature: Feature) -> Iterator[Problem]:
    """A task with the id of one that was deleted: it would get that one's test."""
    for taken, remedy in _remedies(feature):
        if taken.how == "reused":
            task = taken.task
            message = f"{task.id} was deleted, and its id stays its own; {remedy}"
            yield Problem(task.file, task.line, message, task.id)


def renumbered_list(feature: Feature) -> Iterator[Problem]:
    """Tasks that carry the words of their neighbours: each would go on to another one's test."""
    moved = [taken for taken in feature.taken if taken.how == "shifted"]
    counted = dict(_remedies(feature))
    for taken in moved[:1]:
        task = taken.task
        message = (
            f"{len(moved)} tasks have the words of other tasks, {task.id} those of {taken.other} first; "
            f"{counted.get(taken, 'give each task its old id again')}"
        )
        yield Problem(task.file, task.line, message, task.id)


def _remedies(feature: Feature) -> Iterator[tuple[Taken, str]]:
    ids = (*feature.recorded, *(task.id for task in feature.tasks))
    return remedies(feature.taken, ids, feature.id if feature.recorded else "")


def unknown_dependency(feature: Feature) -> Iterator[Problem]:
    """A dependency that no list of the feature has; where only its form differs, the right one is named."""
    known = {task.id for task in feature.tasks}
    alike: dict[str, str] = {}
    for task in feature.tasks:
        for other in task.depends_on:
            if other not in known:
                alike = alike or {_number(one): one for one in known}
                meant = alike.get(_number(other))
                remedy = f"write {meant}" if meant else "add that task, or take the dependency out"
                message = f"{task.id} waits for {other}, which is no task of {feature.id}; {remedy}"
                yield Problem(task.file, task.line, message, task.id)


def _number(task_id: str) -> str:
    """What `T7`, `T-007` and `T007` have in common."""
    return test_key(task_id).replace("_", "").removeprefix("t").lstrip("0")


def dependency_cycle(feature: Feature) -> Iterator[Problem]:
    """Tasks that wait for each other in a circle, told once, at the first of them in the lists."""
    tasks = {task.id: task for task in reversed(feature.tasks)}
    order = {task_id: place for place, task_id in enumerate(reversed(tasks))}
    for circle in cycles(edges_of(feature)):
        start = min(range(len(circle)), key=lambda place: order[circle[place]])
        turned = [*circle[start:], *circle[:start]]
        shown = " → ".join([*turned, turned[0]] if len(turned) < 12 else [*turned[:10], "…", turned[0]])
        task = tasks[turned[0]]
        wait = "wait for each other; take one of these dependencies out"
        message = f"{shown} {wait}" if len(turned) > 1 else f"{task.id} waits for itself; take that dependency out"
        yield Problem(task.file, task.line, message, task.id)


def story_label(feature: Feature) -> Iterator[Problem]:
    """A marker that names no story or another than the heading; a missing one where the list uses them (a warning)."""
    known = {story.id for story in feature.stories} | {one for task in feature.tasks for one in task.under}
    labelled = {task.file for task in feature.tasks if task.marked}
    for task in feature.tasks:
        strangers = [one for one in task.marked if known and one not in known]
        message, severity = "", ""
        if strangers:
            choices = ", ".join(sorted(known, key=story_number)[:_MOST_STORIES])
            message = f"{task.id} is marked [{strangers[0]}], which is no story of {feature.id}; there is {choices}"
        elif task.marked and task.under and not set(task.marked) & set(task.under):
            message = (
                f"{task.id} is marked [{task.marked[0]}] but listed under {' and '.join(task.under)}; "
                "move it, or fix the label"
            )
        elif task.under and not task.marked and task.file in labelled and not (task.done and not feature.is_ours):
            message = f"{task.id} is listed under {task.under[0]} without a label; write [{task.under[0]}] after the id"
            severity = "warning"
        if message:
            yield Problem(task.file, task.line, message, task.id, severity)


def parallel_conflict(feature: Feature) -> Iterator[Problem]:
    """Two open `[P]` tasks of one group that share a file, or one that waits for another and has none beside it."""
    groups: dict[tuple[str, str], list[Task]] = {}
    for task in feature.tasks:
        if task.parallel and not task.done:
            groups.setdefault((task.file, task.section or task.phase), []).append(task)
    edges = edges_of(feature) if groups else {}
    for group in groups.values():
        yield from _waiting(group)
        yield from _sharing(group, edges)


def _waiting(group: Sequence[Task]) -> Iterator[Problem]:
    ids = {task.id for task in group}
    beside = Counter(frozenset(task.depends_on) for task in group)
    for task in (task for task in group if beside[frozenset(task.depends_on)] == 1):
        others = [one for one in task.depends_on if one in ids and one != task.id]
        if others:
            message = f"{task.id} is marked [P] and waits for {others[0]} of its group; take its [P] away"
            yield Problem(task.file, task.line, message, task.id)


def _sharing(group: Sequence[Task], edges: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Where one of the two waits for the other, over whatever tasks, the order is settled and the file is safe."""
    first: dict[str, Task] = {}
    for task in group:
        for path in written(task):
            earlier = first.setdefault(path, task)
            if earlier.id != task.id and not _ordered(task.id, earlier.id, edges):
                message = (
                    f"{task.id} and {earlier.id} are marked [P] and share {path}; "
                    "take the [P] of one away, or let it depend on the other"
                )
                yield Problem(task.file, task.line, message, task.id)
                break


def _ordered(one: str, other: str, edges: Mapping[str, Sequence[str]]) -> bool:
    return _waits_for(one, other, edges) or _waits_for(other, one, edges)


def _waits_for(start: str, end: str, edges: Mapping[str, Sequence[str]]) -> bool:
    seen, level = {start}, deque([(start, 0)])
    while level:
        node, depth = level.popleft()
        for other in edges.get(node, ()):
            if other == end:
                return True
            if other not in seen and depth < _NEAR and len(seen) < _MOST:
                seen.add(other)
                level.append((other, depth + 1))
    return False
