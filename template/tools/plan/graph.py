"""What waits for what: circles, what is ready, and how deep a task stands behind others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .kinds import PLACES
from .model import Feature, Task
from .regex import lazy

Edges = Mapping[str, Sequence[str]]  #: by task id, the ids that it waits for
# The documents of a feature as a task names them beside its own list: `spec.md`, `contracts/users.yaml`.
_DOCUMENT = lazy(
    r"(?:spec|plan|tasks|research|data-model|quickstart)\.md|(?:contracts|checklists)/.*\.(?:ya?ml|json|md)"
)


def edges_of(feature: Feature) -> dict[str, list[str]]:
    """The edges between the tasks of a feature, each once; what is no task of it is left out."""
    edges: dict[str, dict[str, None]] = {task.id: {} for task in feature.tasks}
    for task in feature.tasks:
        edges[task.id].update((one, None) for one in task.depends_on if one in edges)
    return {task_id: list(waits) for task_id, waits in edges.items()}


def cycles(edges: Edges) -> Iterator[list[str]]:
    """Circles, each from its first task on; several that share a task are told one after the other is undone."""
    told: set[str] = set()
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        place: dict[str, int] = {}  # of the ids in the path
        waiting = [(start, iter(edges[start]))] if start not in done else []
        if waiting:
            path, place = [start], {start: 0}
        while waiting:
            node, others = waiting[-1]
            other = next(others, None)
            if other is None:
                waiting.pop()
                path.pop()
                del place[node]
                done.add(node)
            elif other in place:
                if node not in told and other not in told:
                    circle = path[place[other] :]
                    told.update(circle)
                    yield circle
            elif other not in done:
                place[other] = len(path)
                path.append(other)
                waiting.append((other, iter(edges[other])))


def ready(feature: Feature) -> list[Task]:
    """The open tasks of which every dependency and every part is ticked, in the order of the lists."""
    still_open = {task.id for task in feature.tasks if not task.done}
    ticked = {task.id for task in feature.tasks} - still_open
    unfinished = {task.parent for task in feature.tasks if not task.done}
    return [
        task
        for task in feature.tasks
        if not task.done and task.id not in unfinished and ticked.issuperset(task.depends_on)
    ]


def side_by_side(tasks: Iterable[Task]) -> list[list[Task]]:
    """Ready tasks in groups that can be done at the same time: `[P]` ones that share no file; others alone."""
    groups: list[list[Task]] = []
    turns: dict[int, list[Task]] = {}
    free: dict[str, int] = {}  # the first turn in which nobody has the file
    for task in tasks:
        if not task.parallel:
            groups.append([task])
            continue
        files = written(task)
        turn = max((free.get(path, 0) for path in files), default=0)
        free |= dict.fromkeys(files, turn + 1)
        if turn not in turns:
            groups.append(turns.setdefault(turn, []))
        turns[turn].append(task)
    return groups


def written(task: Task) -> list[str]:
    """List the paths of a task that it may write.

    What its words refer to is only read, and so are documents of its feature, or of one beside it.
    """
    feature = task.file.rpartition("/")[0]
    beside = feature.rpartition("/")[0]
    folders = tuple(f"{one}/" for one in (*PLACES, feature, beside) if one)
    read = {path for path in task.paths if path.startswith(folders) or _DOCUMENT.fullmatch(path)}
    return [path for path in task.paths if path not in read and path not in task.reads]


def depths(edges: Edges) -> dict[str, int]:
    """How many tasks stand in a row before each, at most; an edge that closes a circle counts for nothing."""
    depth: dict[str, int] = {}
    for start in edges:
        waiting = [(start, iter(edges[start]))] if start not in depth else []
        entered = {start}
        while waiting:
            node, others = waiting[-1]
            other = next((one for one in others if one not in depth and one not in entered and one in edges), None)
            if other is None:
                waiting.pop()
                depth[node] = 1 + max((depth[one] for one in edges[node] if one in depth), default=-1)
            else:
                entered.add(other)
                waiting.append((other, iter(edges[other])))
    return depth
