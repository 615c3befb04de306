"""What an interview leaves when it is broken off: a data file, with which it goes on."""

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

MARK = "_draft"  #: a key that Copier passes over
_IN_STORY = "in a story"


def is_draft(answers: Mapping[str, Any]) -> bool:
    """Tell whether a data file is the rest of an interview."""
    return bool(answers.get(MARK))


def without_mark(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of a data file alone."""
    return {key: value for key, value in answers.items() if key != MARK}


def broken_off(answers: Mapping[str, Any]) -> tuple[bool, str]:
    """Tell whether the interview was broken off in its last story, and the key of the list in which it was."""
    where = str(answers.get(MARK, ""))
    return where == _IN_STORY, where if where in answers else ""


def save_draft(answers: Mapping[str, Any], resumed: str | None, in_story: bool, in_list: str) -> str:
    """Write the answers so far; return the file's name. Only the draft that was resumed is written over."""
    free = (f"groundplan-draft{number or ''}.yml" for number in itertools.count())
    name = resumed or next(name for name in free if not Path(name).exists())
    text = yaml.safe_dump(
        {MARK: _IN_STORY if in_story else in_list or True, **answers}, allow_unicode=True, sort_keys=False, width=100
    )
    Path(name).write_text(
        f"# An unfinished interview of groundplan new or groundplan feature.\n{text}", encoding="utf-8"
    )
    return name
