"""The template's own forms, read when this module is loaded: the clone that they came from may be gone later."""

import json
from pathlib import Path

from ..plan.languages import Framework
from ..text.words import words_to_begin_from
from .reading import Source

_FOLDER = Path(__file__).resolve().parents[2] / "includes/stubs"
_TEXTS = {file.stem: file.read_text(encoding="utf-8") for file in sorted(_FOLDER.glob("*.jinja"))}


def our_form(framework: Framework, part: str = "") -> Source | None:
    """Return the template's form of a framework's test files, or of a part of it; None if it has no such part."""
    name = f"{framework.form or framework.name}{f'-{part}' if part else ''}"
    return Source(f"includes/stubs/{name}.jinja", _TEXTS[name], bool(part)) if name in _TEXTS else None


def shipped_forms() -> str:
    """Return the texts of all of our forms as JSON, which the tool in a project copies them from."""
    texts = {"words": words_to_begin_from(), **_TEXTS}
    return json.dumps({name: text.split("\n") for name, text in texts.items()}, ensure_ascii=False, indent=1)
