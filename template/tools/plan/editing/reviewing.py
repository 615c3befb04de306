"""Tests that a person has looked at again: the record takes the present words of what they were written from."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..digests import digests
from ..errors import UserError
from ..model import Feature, Project, Task
from ..project import answers_files
from ..record import load_answers
from ..selecting import task_named
from ..tested import present_words
from .answers import Values, rewrite_items
from .files import Edit, read_text

_New = dict[tuple[str, str], tuple[str, ...]]  #: by feature and task, the hashes of the present words


def review(project: Project, ids: Iterable[str]) -> tuple[tuple[Edit, ...], list[str]]:
    """Return the edits of the record and a line for each task. Raises UserError for an id that is not one task's."""
    chosen = {(feature.id, task.id): (feature, task) for feature, task in (task_named(project, one) for one in ids)}
    suspect = {key: pair for key, pair in chosen.items() if pair[1].id in pair[0].suspects}
    edits = tuple(_edits(Path(project.root), suspect)) if suspect else ()
    return edits, [_line(feature, task) for feature, task in chosen.values()]


def _edits(root: Path, suspect: dict[tuple[str, str], tuple[Feature, Task]]) -> Iterator[Edit]:
    texts = {path.name: read_text(root, path.name) for path in answers_files(root)}
    found: _New = {}
    for text in texts.values():
        for known in load_answers(text).tasks:
            if pair := suspect.get((known.feature, known.id)):
                feature, task = pair
                requirements, scenarios = present_words(task, known, feature.spec, feature.scenarios)
                words = dict(requirements)
                found[known.feature, known.id] = digests(words, words, scenarios)
    for _, task in (pair for key, pair in suspect.items() if key not in found):  # its folder has another name now
        raise UserError(f"{task.file}:{task.line}", f"the record does not have {task.id} here", "sync first")
    for name, text in texts.items():
        yield Edit(name, text, rewrite_items(text, lambda item: _changed(item, found)))


def _changed(item: Values, found: _New) -> Values:
    key = (str(item.get("feature")), str(item.get("task")))
    return item | {"written_from": list(found[key])} if key in found else item


def _line(feature: Feature, task: Task) -> str:
    changed = feature.suspects.get(task.id, ())
    names = " and ".join(one.id or f'the scenario "{one.text}"' for one in changed)
    what = f"was reviewed: its test fits {names}" if changed else "is not suspect"
    return f"{task.file}:{task.line}: {task.id} {what}"
