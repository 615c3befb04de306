"""The next free id of a feature's tasks: one above the highest that it has, or ever had."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..disk import Disk
from ..errors import UserError
from ..identity import LAST_ID
from ..kinds import SPEC_KIT, is_list
from ..languages import frameworks_of
from ..model import Feature, Project
from ..reading.references import PREFIX
from ..regex import lazy
from .numbering import numbers_after

_NUMBERED = lazy(rf"(?P<head>{PREFIX}T[-_]?|(?!T)[A-Z]{{1,5}}-?)(?P<digits>[0-9]{{1,6}})(?![0-9])")
_LAST_NUMBER = lazy(r"(?P<head>.*[.-])(?P<digits>[0-9]{1,4})")
_IN_NAME = lazy(r"[tT]_?(?P<digits>[0-9]{1,6})(?![0-9])")
_ANY_ID = {"id": "T[0-9]{1,6}", "key": "t_?[0-9]{1,6}", "Key": "T_?[0-9]{1,6}"}  # for the patterns of definitions


def next_id(project: Project, feature: Feature) -> str:
    """Return the next free id: the first of `next_ids`. Raises UserError."""
    return next(next_ids(project, feature))


def next_ids(project: Project, feature: Feature) -> Iterator[str]:
    """Yield the free ids, above those of the lists, the record and the names of tests.

    They are written as the list writes its ids: `T013` as a rule, `T13` where the list has `T12`. Raises UserError.
    """
    for one in feature.unreadable:
        if is_list(one.path):
            raise UserError(f"{one.path}:{one.line}", one.reason, "which ids are taken is known when it can be read")
    if feature.kind != SPEC_KIT.name:
        yield from numbers_after(feature)
    ids = [*(task.id for task in feature.tasks), *feature.recorded]
    if same := _with_same_head(ids):
        yield from (f"{same[0]}{number:0{same[1]}d}" for number in range(same[2] + 1, LAST_ID))
    numbers = [int(match["digits"]) for one in ids if (match := _NUMBERED.match(one))]
    highest = max([*numbers, *_tested(project, feature)], default=0)
    head, width = _form(task.id for task in feature.tasks)
    yield from (f"{head}{number:0{width}d}" for number in range(highest + 1, LAST_ID + 1))
    raise UserError(feature.id, f"T{LAST_ID} is the highest possible id", "no id is free")


def _with_same_head(ids: Iterable[str]) -> tuple[str, int, int] | None:
    """What ids such as T-006-01 have in common, with the width and the highest of their last numbers."""
    found = [_LAST_NUMBER.fullmatch(one) for one in ids]
    matches = [match for match in found if match]
    heads: list[str] = sorted({match["head"] for match in matches})
    if len(heads) != 1 or len(matches) < len(found) or not _NUMBERED.match(heads[0]):
        return None
    return heads[0], min(len(one["digits"]) for one in matches), max(int(one["digits"]) for one in matches)


def _form(ids: Iterable[str]) -> tuple[str, int]:
    """What the plain ids of a list begin with, and how many digits the shortest has."""
    plain = [match for one in ids if (match := _NUMBERED.fullmatch(one))]
    padded = [match for match in plain if match["digits"].startswith("0")] or plain
    return (plain[-1]["head"], min(len(match["digits"]) for match in padded)) if plain else ("T", 3)


def _tested(project: Project, feature: Feature) -> Iterator[int]:
    """The numbers in the names of the feature's tests; in a shared file those of other features are left out."""
    disk = Disk(Path(project.root))
    for path in {test.path for test in feature.tests.values()}:
        others = {
            match["digits"].lstrip("0")
            for other in project.features
            for task_id, test in other.tests.items()
            if other.id != feature.id and test.path == path and (match := _NUMBERED.match(task_id))
        }
        text = disk.text(path) or ""
        for pattern in {one.definition.format(**_ANY_ID) for one in frameworks_of(path)}:
            for definition in re.finditer(pattern, text, re.MULTILINE):
                match = _IN_NAME.search(definition[0])
                if match and match["digits"].lstrip("0") not in others:
                    yield int(match["digits"])
