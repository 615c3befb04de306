"""The one place that writes the line of a task."""

import re

from .reading.lines import code_spans
from .record import Task

_TAG = re.compile(r"<(?=[A-Za-z/!?])")  # where Markdown would read HTML; a comment would hide all that follows


def markdown(text: str) -> str:
    """Escape words within a line of Markdown. Emphasis, links and code are left to the person; HTML is not."""
    spans = code_spans(text) if "`" in text else []
    return _TAG.sub(
        lambda match: match[0] if any(start < match.start() < end for start, end in spans) else f"\\{match[0]}", text
    )


def sentence_of(task: Task) -> str:
    """What a planned task says first: its text and the file that it writes."""
    return f"{task.text} in {task.file}" if task.file else task.text


def words_of(task: Task) -> str:
    """Write what stands behind the id of a planned task: `[P] [US1] Text in src/a.py (FR-001) (depends on T010)`."""
    parts = [*["[P]"] * task.parallel, *[f"[{task.story}]"] * bool(task.story), sentence_of(task)]
    parts += [f"({', '.join(task.requirements)})"] * bool(task.requirements)
    parts += [f"(depends on {', '.join(task.after)})"] * bool(task.after)
    return markdown(" ".join(parts))
