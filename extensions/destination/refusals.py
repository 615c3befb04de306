"""Why nothing may be written into a folder. Each check is made before anything is written."""

import re
from collections.abc import Iterable
from os import W_OK, access
from pathlib import Path

from ..plan import project as reader
from ..plan.errors import UserError
from ..plan.reading.lines import CONFLICT
from ..plan.record import ANSWERS_KEY

#: The folders at the top into which the template writes; stubs go nowhere through a link.
_WRITTEN = frozenset({"Sources", "android", "api", "backend", "frontend", "ios", "specs", "src", "tests", "tools"})


def refuse_existing_project(root: Path, name: str) -> None:
    """Refuse to write over a project of this template, which is updated instead."""
    for file in (root / name, *root.glob(".copier-answers*.yml")):
        if ANSWERS_KEY in _text(file):
            raise UserError("", "this project already exists", "use `copier update`, which keeps what people wrote")


def refuse_other_template(root: Path, name: str) -> None:
    """Refuse an answers file of another template, which must not be taken for ours, nor written over."""
    answers = _text(root / name)
    if answers and f"\n{ANSWERS_KEY}:" not in answers:
        raise UserError(name, "belongs to another template", "add --answers-file .copier-answers.groundplan.yml")
    keys = re.findall(r"^([a-z]\w*):", answers, re.MULTILINE)
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise UserError(name, f"duplicate {', '.join(twice)} after a merge of two branches", "keep one of each")


def refuse_links(root: Path) -> None:
    """A folder of the project that is a link may lead to somebody else's files, which are not ours to write to."""
    for folder in (*root.glob("*"), *root.glob("tools/*"), *root.glob("*specs/*")):
        # Whether it is a link is not asked: a junction of Windows is none to Python.
        if not folder.resolve().is_relative_to(root.resolve()):
            name = folder.relative_to(root).as_posix()
            if name.split("/")[0] in _WRITTEN:
                raise UserError(name, "is a link that leads out of the project", "put a folder in its place")


def refuse_unmerged(root: Path) -> None:
    """Refuse a list with both sides of a merge: nobody knows which tasks count, and a task keeps its first test."""
    for folder in reader.feature_folders(root).values():
        for name in reader.TASK_LISTS:
            text = _text(folder / name)
            if match := CONFLICT.search(text):
                line = text.count("\n", 0, match.start()) + 1
                path = (folder / name).relative_to(root).as_posix()
                raise UserError(f"{path}:{line}", f"conflict marker {match['mark']}", "resolve the merge first")


def refuse_unwritable(root: Path, paths: Iterable[str]) -> None:
    """Copier would stop in the middle, at the first file or folder of these that cannot be written."""
    for path in (".", *paths):
        file = root / path
        while not file.exists() and file != file.parent:
            file = file.parent
        if not access(file, W_OK):
            name = file.relative_to(root).as_posix() if file.is_relative_to(root) and file != root else str(file)
            raise UserError(name, "is not writable", "change its permissions; nothing has been changed")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
