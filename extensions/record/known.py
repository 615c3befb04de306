"""What a record may name: kinds, languages, frameworks and source roots that this version has."""

from collections.abc import Iterator

from ..answers.stacks import NONE, STACKS
from ..layout.layouts import LAYOUTS
from ..layout.units import role_of
from ..plan.errors import UserError, refuse, show
from ..plan.item_lines import ANSWERS_KEY
from ..plan.items import Unit
from ..plan.languages import LANGUAGES
from ..plan.planned import LIST
from ..plan.record import Record
from ..planning.kinds import GROUP_OF


def refuse_unknown(record: Record) -> None:
    """Refuse a record with units or tasks that this version does not know, all at once. Raises UserError."""
    refuse(UserError(ANSWERS_KEY, problem, "restore the line from Git, or delete it") for problem in _unknown(record))


def _unknown(record: Record) -> Iterator[str]:
    for unit in record.units:
        yield from (f"unit {show(unit.id)} has an unknown {what}" for what in _unknown_of(unit))
    for task in record.tasks:
        if task.kind != LIST and task.kind not in GROUP_OF:
            yield f"task {show(task.id)} of {show(task.feature)} has the unknown kind {show(task.kind)}"


def _unknown_of(unit: Unit) -> Iterator[str]:
    language = LANGUAGES.get(unit.language)
    if role_of(unit) not in LAYOUTS:
        yield f"role {show(unit.role)}" if unit.role else "root"
    if unit.stack not in ("", NONE, *STACKS):
        yield f"framework {show(unit.stack)}"
    if language is None:
        yield f"language {show(unit.language)}"
    elif unit.testing not in [framework.name for framework in language.frameworks]:
        yield f"testing {show(unit.testing)}"
