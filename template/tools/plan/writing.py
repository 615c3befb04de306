"""The one place that writes the line of a task."""

import re

from .items import Task
from .reading.lines import code_spans, is_in_span
from .regex import lazy

_TAG = lazy(  # where Markdown would read HTML; a comment would hide all that follows
    r"(?<!\\)(?P<marks>\\*)<(?=[A-Za-z/!?])"
)


def markdown(text: str) -> str:
    r"""Escape words within a line of Markdown. Emphasis, links and code are left to the person; HTML is not.

    A backslash before a tag is escaped too, for `\\<b>` is a tag behind a backslash.
    """
    spans = code_spans(text) if "`" in text else []

    def escaped(match: re.Match[str]) -> str:
        return match[0] if is_in_span(spans, match.end() - 1) else f"{2 * match['marks']}\\<"

    return _TAG.sub(escaped, text)


def sentence_of(task: Task) -> str:
    """What a planned task says first: its text and the file that it writes."""
    return f"{task.text} in {task.file}" if task.file else task.text


def line_of(task: Task, done: bool = False, start: str = "- ") -> str:
    """Write the line of a task; `start` is what the lines of its list begin with, indentation and bullet."""
    return f"{start}[{'x' if done else ' '}] {task.id} {words_of(task)}"


def words_of(task: Task) -> str:
    """Write what follows the id of a planned task: `[P] [US1] Text in src/a.py (FR-001) (depends on T010)`."""
    parts = [*["[P]"] * task.parallel, *[f"[{task.story}]"] * bool(task.story), sentence_of(task)]
    parts += [f"({', '.join(task.requirements)})"] * bool(task.requirements)
    parts += [f"(depends on {', '.join(task.after)})"] * bool(task.after)
    return markdown(" ".join(parts))
