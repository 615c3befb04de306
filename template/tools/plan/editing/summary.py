"""What was written, for the person who asked for it."""

from collections.abc import Iterable, Iterator

from .files import Edit


def changed_lines(edits: Iterable[Edit], source: str = "", target: str = "") -> Iterator[str]:
    """Yield a line for each document that changed; one in the folder `source` is in `target` now."""
    for one in edits:
        before = set(one.before.split("\n"))
        count = sum(line not in before for line in one.after.split("\n"))
        if count:
            moved = source and one.path.startswith(f"{source}/")
            path = f"{target}{one.path[len(source) :]}" if moved else one.path
            yield f"{path}: {count} {'line' if count == 1 else 'lines'} changed"
