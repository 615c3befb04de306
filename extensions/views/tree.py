"""Folders drawn as a tree."""

from collections.abc import Iterator, Sequence

from ..layout.paths import Folder


def drawn(paths: Sequence[Folder]) -> Iterator[str]:
    """The folders as a tree, roots parted by a blank line, comments in one column."""
    comments = {one.path: one.comment for one in paths}
    roots = list(dict.fromkeys(one.path.split("/")[0] for one in paths))
    for position, root in enumerate(roots):
        if position:
            yield ""
        lines = [(f"{root}/", ""), *_branches(root, list(comments), comments, "")]
        width = max(len(text) for text, _ in lines)
        yield from (f"{text.ljust(width)}  # {comment}" if comment else text for text, comment in lines)


def _branches(parent: str, paths: Sequence[str], comments: dict[str, str], indent: str) -> Iterator[tuple[str, str]]:
    below = [path for path in paths if path.startswith(f"{parent}/")]
    children = list(dict.fromkeys(path[len(parent) + 1 :].split("/")[0] for path in below))
    for child in children:
        last = child == children[-1]
        path = f"{parent}/{child}"
        yield f"{indent}{'└── ' if last else '├── '}{child}/", comments.get(path, "")
        yield from _branches(path, below, comments, indent + ("    " if last else "│   "))
