"""Tasks of one feature that get new ids, in every text that names them: list, record, test."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field

from ..languages import id_forms
from ..model import Task
from ..reading.references import ID
from ..regex import lazy
from ..values import dataclass
from .move import Move

_ID = lazy(rf"(?<!\w)(?<![A-Za-z]-){ID}(?!\w)", re.VERBOSE)
_KEPT = lazy(r'(?<!")"(?!")[^"\n]+"(?!")|\S*/\S*')  # what is quoted, and paths: neither means a task


@dataclass(frozen=True)
class NewIds:
    """The new id of each task, and the story that gets another number with them, if it is a story that moves."""

    ids: Mapping[str, str] = field(default_factory=dict)
    move: Move | None = None

    def summary(self) -> Iterator[str]:
        """Yield a line that lists the new ids, if there are any."""
        if self.ids:
            yield ", ".join(f"{old} is now {new}" for old, new in self.ids.items())

    def in_words(self, text: str) -> str:
        """Return the text with the new ids of tasks and story, but not in what is quoted nor in paths."""
        return _outside(text, lambda part: self._story_in(self.in_prose(part)))

    def in_prose(self, text: str) -> str:
        """Return the text with the new ids of the tasks."""
        return _ID.sub(lambda match: self.ids.get(match[0], match[0]), text)

    def in_line(self, text: str, task: Task) -> str:
        """Return the first line of a task with its new ids."""
        end = text.find(task.id) + len(task.id)
        return f"{text[: end - len(task.id)]}{self.ids.get(task.id, task.id)}{self.in_words(text[end:])}"

    def in_name(self, name: str, task_id: str) -> str:
        """Return the name of a task's test, or its definition, with the new id in the form that stands there."""
        if task_id not in self.ids:
            return name
        before, after = id_forms(task_id), id_forms(self.ids[task_id])
        for form in ("key", "Key", "id"):
            pattern = re.compile(rf"{re.escape(before[form])}(?![0-9])")
            if pattern.search(name):
                return pattern.sub(after[form], name, count=1)
        return name

    def in_test(self, text: str) -> str:
        """Return what the template printed of a test, with the new ids in its marks, its words and its story."""
        renewed = self.in_prose(text)
        return renewed if self.move is None else _outside(renewed, self._story_in)

    def in_heading(self, text: str) -> str:
        """Return a heading, or another line that names the story itself, with the new number of the story."""
        return self._story_in(text)

    def _story_in(self, text: str) -> str:
        return self.move.in_text(text) if self.move else text


def _outside(text: str, change: Callable[[str], str]) -> str:
    """The text with the change made to all but what is quoted and paths."""
    parts, end = [], 0
    for match in _KEPT.finditer(text):
        parts += [change(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, change(text[end:])])
