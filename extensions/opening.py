"""What one rendering of Copier begins with: the project, its record and what is in the folder."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Any

from .answers.answers import Answers, read_answers
from .destination.folder import Destination, look
from .house import with_forms_of_their_time, words_in, words_of
from .plan.house import WORDS
from .plan.item_lines import ANSWERS_KEY
from .plan.record import Record, load
from .record.known import refuse_unknown
from .record.recovery import recover
from .shortcuts import running_update
from .text.words import speaking
from .views.project import ANSWERS_FILE

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Opened:
    """What a run of Copier begins with, looked up once."""

    root: Path
    answers_file: str
    recorded: Record  #: the previous record as it was read
    previous: Record  #: the same with what it had lost
    destination: Destination
    is_temporary: bool  #: whether it is one of the two temporary renderings of an update, whose record is given
    #: The next record by the answers that it is made of, for all renderings of an update that look at the project.
    made: list[tuple[Answers, Record]] = field(default_factory=list, compare=False)


class _Looks:
    """What was seen of the project in the present update, whose renderings ask for it one after the other."""

    def __init__(self) -> None:
        self._worker: Any = None
        self._seen: list[tuple[tuple[Any, ...], Opened]] = []

    def of(self, key: tuple[Any, ...], see: Callable[[], Opened]) -> Opened:
        """Return what `see` finds, which is called once an update for a key; nothing is written in between."""
        worker = (running_update() or {}).get("self")
        if worker is None:
            return see()
        if worker is not self._worker:
            self._worker, self._seen = worker, []
        for known, opened in self._seen:
            if known == key:
                return opened
        self._seen.append((key, see()))
        return self._seen[-1][1]


_LOOKS = _Looks()


def open_run(context: Context) -> Opened:
    """Look at the project, in the old rendering of an update too; what its record has lost is recovered."""
    conf = context["_copier_conf"]
    is_temporary = ANSWERS_KEY in conf["data"]
    folder = Path(str(conf["dst_path"]))
    root = updated_project(folder) or folder
    recorded = load(conf["data"].get(ANSWERS_KEY) or context.get(ANSWERS_KEY) or ())
    refuse_unknown(recorded)
    answers, answers_file = read_answers(context), answers_file_of(context)

    def see() -> Opened:
        destination = look(root)
        if recorded != Record() or is_update():
            destination = replace(destination, errors=dict)  # the day of adoption has passed
        is_complete = is_temporary and root == folder  # the new rendering of an update, or the first copy
        previous = recorded if is_complete else _recovered(recorded, answers, destination)
        return Opened(root, answers_file, recorded, previous, destination, is_temporary)

    opened = _LOOKS.of((root.absolute(), answers_file, recorded, answers), see)
    return replace(opened, root=root, is_temporary=is_temporary)


def _recovered(recorded: Record, answers: Answers, destination: Destination) -> Record:
    """Return the record with what it has lost, and the team's own forms that each test file was printed with."""
    house = destination.house(answers.house_style)
    with speaking(words_of(recorded) if WORDS in recorded.stub_forms else words_in(house)):
        found = recover(recorded, answers, destination)
        found = replace(found, forms=recorded.forms, stub_forms=recorded.stub_forms)
        had = replace(found, contexts=recorded.contexts)  # without them the whole record was lost
        return replace(with_forms_of_their_time(had, house, destination.text), contexts=found.contexts)


def updated_project(folder: Path) -> Path | None:
    """Return the project of the update whose old state is rendered into this folder; None if it is another rendering.

    Copier tells the old rendering nothing of the project, so that it is asked of the function that calls it. Without
    an answer a record with gaps is still recovered; Git may then find conflicts between the old and the new rendering.
    """
    update = running_update()
    if not update or not update.get("old_copy") or not folder.is_relative_to(update["old_copy"]):
        return None
    return Path(update["self"].subproject.local_abspath)


def rendered_before(folder: Path) -> list[str]:
    """Return the files of the old state of a project that is being updated: what the new one lacks is deleted."""
    update = running_update()
    if not update or not update.get("old_copy") or folder.absolute() != update["self"].subproject.local_abspath:
        return []
    old = Path(update["old_copy"]) / update["subproject_subdir"]
    found = (file for top in old.iterdir() if top.name != ".git" for file in (top, *top.rglob("*")) if file.is_file())
    return sorted(file.relative_to(old).as_posix() for file in found)


def is_update() -> bool:
    """Return whether Copier is updating. It does not tell a question the operation, so the call stack is searched.

    If the stack does not show it, a project is still not written over: the operation is known when the first path is
    rendered.
    """
    frame: FrameType | None = sys._getframe()
    while frame:
        if "update" in frame.f_code.co_name and str(frame.f_globals.get("__name__")).startswith("copier."):
            return True
        frame = frame.f_back
    return False


def answers_file_of(context: Context) -> str:
    """Return the path of the destination's answers file."""
    return Path(str(context["_copier_conf"]["answers_file"] or ANSWERS_FILE)).as_posix()
