"""What the review shows: answers as text, and what would come of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from .questionnaire import STORIES, Preview

_LONGEST = 60
_MOST_LISTED = 10
#: Parts of a story that the review counts, with their name for one.
_COUNTED = {"acceptance": "scenario", "entities": "entity", "endpoints": "endpoint", "journeys": "journey"}


def described(rows: Sequence[tuple[str, str, str]]) -> str:
    """Return answers as a paragraph, those that are blank at its end."""
    given = [f"{label}: {_cut(value)}" for _, label, value in rows if value]
    blank = [label[0].lower() + label[1:] for _, label, value in rows if not value]
    return "\n".join((*given, *[f"Left blank: {', '.join(blank)}"] * bool(blank)))


def what_comes_of_it(preview: Preview, answers: Mapping[str, Any]) -> str:
    """Say what would be created, a line for each thing that a person has told."""
    lines = [f"Feature: {preview.feature}"] if preview.feature else []
    for key, name in (("requirements", "requirement"), ("success_criteria", "criterion"), ("edge_cases", "edge case")):
        if answers.get(key):
            lines.append(f"{count(len(answers[key]), name)}")
    for number, story in enumerate(answers.get(STORIES) or (), 1):
        lines.append(f"{number}. {_cut(_told(story))}")
    phases, tasks, files = len(preview.phases), preview.new_tasks, len(preview.files)
    lines.append(f"This adds {count(phases, 'phase')}, {count(tasks, 'task')} and {count(files, 'file')}.")
    return "\n".join(lines)


def what_is_added(preview: Preview) -> str:
    """Say what adopting a repository adds to it, folder by folder."""
    stubs = [path for path in preview.stubs if path in preview.files]
    others = Counter(_group(path) for path in preview.files if path not in stubs)
    lines = [
        f"  {name} ({count(number, 'file')})" if name.endswith("/") else f"  {name}" for name, number in others.items()
    ]
    return "\n".join((*preview.found, "Adopting adds, and changes no file of yours:", *lines, *_listed_stubs(stubs)))


def _group(path: str) -> str:
    """Return the folder under which a file of ours is named, or the file."""
    return "tools/plan/" if path.startswith("tools/plan/") else path


def _listed_stubs(stubs: Sequence[str]) -> list[str]:
    shown = [f"    {path}" for path in stubs[:_MOST_LISTED]]
    more = [f"    and {len(stubs) - _MOST_LISTED} more"] * (len(stubs) > _MOST_LISTED)
    return [f"  {count(len(stubs), 'file')} of test stubs{':' * bool(stubs)}", *shown, *more]


def count(number: int, noun: str) -> str:
    """Return `1 entity`, `2 entities`."""
    plurals = {"entity": "entities", "criterion": "criteria"}
    return f"{number} {noun if number == 1 else plurals.get(noun, f'{noun}s')}"


def _told(story: Any) -> str:
    if not isinstance(story, Mapping):
        return str(story)
    counted = [count(len(story[key]), noun) for key, noun in _COUNTED.items() if story.get(key)]
    return f"{story.get('title', '')}: {', '.join(counted)}" if counted else str(story.get("title", ""))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
