"""Tasks and their dependencies as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html)."""

from collections.abc import Iterable, Iterator, Mapping

from ..regex import lazy

_NO_NODE = lazy(r"\W")


def flowchart(
    title: str, description: str, labels: Mapping[str, str], edges: Iterable[tuple[str, str]]
) -> Iterator[str]:
    """The lines of a chart: a node for each id with its label, an arrow from what comes first to what waits for it."""
    yield "flowchart LR"
    yield f"    accTitle: {title}"
    yield f"    accDescr: {description}"
    for task_id, label in labels.items():
        yield f'    {_node(task_id)}["{escaped(label)}"]'
    for first, then in edges:
        yield f"    {_node(first)} --> {_node(then)}"


def _node(task_id: str) -> str:
    """An id of letters, digits and underlines; T1.2 and T1-2 stay two."""
    return _NO_NODE.sub(lambda match: f"_{ord(match[0]):x}_", task_id)


def escaped(label: str) -> str:
    """Text as data: Mermaid reads markup and entities in a label."""
    return "".join(f"#{ord(one)};" if one in '"#&<>`\\[]{}|' else one for one in label)
