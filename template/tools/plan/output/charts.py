"""The graph of a feature as Mermaid charts, one a story, in Markdown as GitHub and GitLab draw it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..graph import Edges, edges_of
from ..grouping import Group, groups
from ..model import Feature
from .mermaid import escaped, flowchart

# GitHub draws no chart of 500 edges or of 50,000 characters (https://mermaid.js.org/config/schema-docs/config.html).
MOST_EDGES, MOST_CHARACTERS = 480, 45_000
_LABEL = 60  # characters of a task's words; the rest is in the list
_EDGE, _NODE = 10, 9  # characters that a line has besides ids and label
_ID = 3  # as many characters at most an id's own one takes


@dataclass
class _Part:
    """The nodes and edges of one chart, and about how many characters they make."""

    labels: dict[str, str] = field(default_factory=dict)
    edges: list[tuple[str, str]] = field(default_factory=list)
    size: int = 0


def graph_as_markdown(features: Sequence[Feature]) -> Iterator[str]:
    """A heading and a chart for each story, and for each phase outside the stories."""
    for feature in features:
        edges = edges_of(feature)
        labels = {task.id: f"{task.id} {_short(task.text)}" for task in feature.tasks}
        for group in groups(feature):
            parts = list(_parts(group, edges, labels))
            for number, part in enumerate(parts, start=1):
                name = f"{group.name} {group.title}".strip()
                shown = f"{feature.id}: {name}" + (f", part {number} of {len(parts)}" if len(parts) > 1 else "")
                what = "An arrow leads from a task to each that waits for it"
                yield from (f"### {_line(shown)}", "", "```mermaid")
                yield from flowchart(_plain(f"Tasks of {shown}"), what, part.labels, part.edges)
                yield from ("```", "")


def _parts(group: Group, edges: Edges, labels: dict[str, str]) -> Iterator[_Part]:
    """The group's tasks with what they wait for, cut before a chart gets too large; a task is cut last."""
    part = _Part()
    for task in group.tasks:
        for place in range(0, max(len(edges[task.id]), 1), MOST_EDGES // 2):
            before = edges[task.id][place : place + MOST_EDGES // 2]
            new = [one for one in (task.id, *before) if one not in part.labels]
            size = sum(len(escaped(labels[one])) + _ID * len(one) + _NODE for one in new)
            size += sum(_ID * (len(one) + len(task.id)) + _EDGE for one in before)
            if part.labels and (len(part.edges) + len(before) > MOST_EDGES or part.size + size > MOST_CHARACTERS):
                yield part
                part = _Part()
            part.labels |= {one: labels[one] for one in (*before, task.id)}
            part.edges += [(one, task.id) for one in before]
            part.size += size
    yield part


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1].rstrip()}…"


def _line(text: str) -> str:
    return text.replace("<", "\\<")


def _plain(text: str) -> str:
    """For `accTitle`, in which Mermaid takes these for the end of the statement."""
    return "".join(" " if one in ";#{}\r\n" else one for one in text)
