"""A feature under the next free number: its folder, and every reference to it in Markdown, tests and the record."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from ..disk import Disk, read_bytes
from ..folders import feature_folders
from ..model import Feature, Project
from ..project import answers_files
from ..regex import lazy
from .answers import Values, items_in, rewrite_items
from .files import SKIPPED, Edit, read_text, write
from .found_tests import find_tests
from .names import Renaming
from .stubs import Stub, reword_stubs
from .summary import changed_lines

_FOLDER = lazy(r"(?P<number>[0-9]+)-(?P<slug>.+)")
_MARKDOWN = (".md", ".markdown")
_MOST_BYTES = 10_000_000
_KEPT = {"test", "name", "testing", "package", "stem"}  # of an item: its test stays where it is


def renumber_feature(project: Project, feature: Feature) -> list[str]:
    """Move the folder of a feature and rewrite what refers to it; a line for each thing that changed.

    Raises UserError, with nothing written.
    """
    root = Path(project.root)
    folder = feature_folders(root)[feature.id].path
    source = folder.relative_to(root).as_posix()
    slug = match["slug"] if (match := _FOLDER.fullmatch(folder.name)) else folder.name
    target = f"{source.rpartition('/')[0]}/{_next_number(root, project):03d}-{slug}"
    renaming = Renaming(source, target, Disk(root).exists)
    tests = _tests(root, project, renaming)
    edits, left = _documents(root, renaming, {one.path for one in tests})
    edits += tests
    edits += [_answers(root, path, feature.id, renaming) for path in answers_files(root)]
    write(root, edits, move=(source, target))
    return [f"moved {source} to {target}", *changed_lines(edits, source, target), *left]


def _next_number(root: Path, project: Project) -> int:
    """One above the highest number of a feature that is there or was recorded."""
    names = [one.id.rpartition("/")[2] for one in project.features]
    for path in answers_files(root):
        names += [str(one["feature"]) for one in items_in(read_text(root, path.name)) if next(iter(one)) == "feature"]
    return max((int(match["number"]) for one in names if (match := _FOLDER.fullmatch(one))), default=0) + 1


def _tests(root: Path, project: Project, renaming: Renaming) -> list[Edit]:
    """The edits of the tests of all tasks, in which the template has printed the words of tasks and stories."""
    items = [item for path in answers_files(root) for item in items_in(read_text(root, path.name))]
    texts: dict[str, str] = {}
    stubs: list[Stub] = []
    for feature in project.features:
        own = [one for one in items if one.get("feature") == feature.id and "task" in one]
        more, found = find_tests(root, [one for one in feature.tasks if one.id], own, "")
        texts |= {path: text for path, text in more.items() if renaming.name in text}
        stubs += found
    return reword_stubs(texts, stubs, renaming.in_text)


def _documents(root: Path, renaming: Renaming, tests: Collection[str]) -> tuple[list[Edit], list[str]]:
    """The edits of all Markdown but tests that names the folder, and a line for each that could not be read."""
    edits: list[Edit] = []
    left: list[str] = []
    for path in _markdown(root):
        shown = path.relative_to(root).as_posix()
        if shown in tests:
            continue
        try:
            raw = read_bytes(str(path))
            if renaming.name.encode("utf-8") in raw:
                before = raw.decode("utf-8")
                edits.append(Edit(shown, before, renaming.in_text(before, shown.rpartition("/")[0])))
        except UnicodeDecodeError:
            left.append(f"{shown}: names {renaming.name}, but is not UTF-8; left unchanged")
    return edits, left


def _markdown(root: Path) -> Iterator[Path]:
    """Every Markdown file of the project; links, other repositories in it and what tools make are left out."""
    for folder, names, files in os.walk(root):
        here = Path(folder)
        names[:] = sorted(one for one in names if one not in SKIPPED and not (here / one / ".git").exists())
        for path in (here / name for name in sorted(files) if name.lower().endswith(_MARKDOWN)):
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= _MOST_BYTES:
                yield path


def _answers(root: Path, path: Path, feature: str, renaming: Renaming) -> Edit:
    before = read_text(root, path.name)
    new = renaming.target.rpartition("/")[2]
    named = re.compile(rf"^(?P<key>feature_name: *(?P<quote>['\"]?)){re.escape(renaming.name)}(?=(?P=quote)\s*$)", re.M)
    after = named.sub(lambda match: f"{match['key']}{new}", before)
    return Edit(path.name, before, rewrite_items(after, lambda values: _renamed(values, feature, new, renaming)))


def _renamed(values: Values, feature: str, new: str, renaming: Renaming) -> Values:
    """An item with the new id of the feature, and the new name of its folder in paths and words."""

    def renamed(key: str, value: Any) -> Any:
        if isinstance(value, str) and key not in _KEPT:
            return new if key == "feature" and value == feature else renaming.in_text(value)
        if isinstance(value, list):
            return [renamed(key, one) for one in value]
        return {name: renamed(name, one) for name, one in value.items()} if isinstance(value, dict) else value

    return {key: renamed(key, value) for key, value in values.items()}
