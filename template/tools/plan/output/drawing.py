"""The graph of one group of tasks as SVG: a column for each depth, an arrow to each task that waits."""

from collections.abc import Iterator, Sequence
from html import escape

from ..graph import Edges, depths
from ..model import Task
from ..values import dataclass

# In pixels: a box, and the gaps between two.
WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 190, 44, 56, 14, 12
_CHARACTERS = 25  # that fit a box at 12 pixels


@dataclass(frozen=True)
class Box:
    task: Task
    x: int
    y: int


def drawing(title: str, marker: str, tasks: Sequence[Task], edges: Edges) -> Iterator[str]:
    """The SVG; `edges` are those of the whole feature, and those that leave the group stand in its table alone.

    `marker` is an id of the page that no other drawing has.
    """
    own = {task.id for task in tasks}
    inside = {task.id: [one for one in edges.get(task.id, ()) if one in own] for task in tasks}
    boxes = _placed(tasks, depths(inside))
    width = max(box.x for box in boxes.values()) + WIDTH + MARGIN
    height = max(box.y for box in boxes.values()) + HEIGHT + MARGIN
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    tip = 'viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
    yield f'<svg {size} role="img" aria-label="{escape(title)}">'
    yield f'<defs><marker id="{marker}" {tip}><path d="M0 0L8 4L0 8z"/></marker></defs>'
    for task_id, waits in inside.items():
        for other in waits:
            yield f'<path d="{_curve(boxes[other], boxes[task_id])}" marker-end="url(#{marker})"/>'
    for box in boxes.values():
        yield from _drawn(box)
    yield "</svg>"


def _placed(tasks: Sequence[Task], depth: dict[str, int]) -> dict[str, Box]:
    """Columns by depth, in each the order of the list; a second task of an id is the table's alone."""
    columns: dict[int, list[Task]] = {}
    for task in reversed({task.id: task for task in reversed(tasks)}.values()):
        columns.setdefault(depth[task.id], []).append(task)
    highest = max(map(len, columns.values()))
    boxes: dict[str, Box] = {}
    for column, stack in columns.items():
        above = (highest - len(stack)) * (HEIGHT + DOWN) // 2
        for row, task in enumerate(stack):
            y = MARGIN + above + row * (HEIGHT + DOWN)
            boxes[task.id] = Box(task, MARGIN + column * (WIDTH + ACROSS), y)
    return boxes


def _curve(first: Box, then: Box) -> str:
    """From the right side of one to the left side of the other."""
    x1, y1, x2, y2 = first.x + WIDTH, first.y + HEIGHT // 2, then.x, then.y + HEIGHT // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"


def _drawn(box: Box) -> Iterator[str]:
    task, x, y = box.task, box.x, box.y
    text = task.text if len(task.text) <= _CHARACTERS else f"{task.text[: _CHARACTERS - 1]}…"
    yield f"<g><title>{escape(f'{task.id} {task.text}')}</title>"
    state = "is-done" if task.done else "is-open"
    yield f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="5" class="{state}"/>'
    yield f'<text class="id" x="{x + 8}" y="{y + 18}">{escape(task.id)}{" · done" * task.done}</text>'
    yield f'<text x="{x + 8}" y="{y + 35}">{escape(text)}</text></g>'
