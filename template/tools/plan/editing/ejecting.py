"""The forms that a team may replace: which there are, which it has, and a copy of ours to begin from."""

import difflib
import json
from collections.abc import Iterator
from pathlib import Path

from ..errors import UserError
from ..house import CONTRACT, WORDS, every_name, file_of, framework_in, part_in, read_house
from ..languages import LANGUAGES
from ..model import Project, Replaceable
from .files import create

_TEXTS = Path(__file__).resolve().parents[1] / "forms.json"
_SECOND = "feature"  #: the name of our example of a second file, which no framework has to itself


def replaceable(project: Project) -> Iterator[Replaceable]:
    """Yield every form that may be replaced, those of the project's frameworks and the team's own in use."""
    house = read_house(Path(project.root), project.house)
    own = {one.name: one.contract for one in house.forms}
    texts = _texts()
    testing = {name for _, name in project.frameworks}
    for name in every_name():
        if name in own or _text_of(name, texts, project) is not None:
            used = name in own or name == WORDS or not testing or framework_in(name) in testing
            yield Replaceable(name, file_of(house.folder, name), own.get(name), used)


def eject(project: Project, name: str) -> str:
    """Copy a form of ours into the team's folder; its path. Raises UserError if there is none, or one is there."""
    name = name.strip("/").removesuffix(".jinja").removesuffix(".yml")
    text = _text_of(name, _texts(), project) if name in every_name() else None
    if text is None:
        known = [one.name for one in replaceable(project)]
        close = difflib.get_close_matches(name, known, n=1)
        remedy = f"did you mean {close[0]}?" if close else "`python3 tools/plan forms` lists them"
        raise UserError(name, "is not a form that can be replaced", remedy)
    if not project.house:
        raise UserError("house_style", "is blank, so that no folder holds forms", "answer it with a folder")
    path = file_of(project.house, name)
    create(Path(project.root), path, text if name == WORDS else f"{{# form: {CONTRACT} #}}\n{text}")
    return path


def _texts() -> dict[str, list[str]]:
    """The texts of our forms, which the template wrote beside the tool."""
    try:
        value: dict[str, list[str]] = json.loads(_TEXTS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UserError("tools/plan/forms.json", "is gone or damaged", "restore it from Git") from None
    return value


def _text_of(name: str, texts: dict[str, list[str]], project: Project) -> str | None:
    """The text of ours by the name that the team's own would have; None if we have none."""
    if name == WORDS:
        return _joined(texts.get(WORDS))
    framework, part = framework_in(name), part_in(name)
    if part == _SECOND:
        return _joined(texts.get(_SECOND))
    shared = [
        (language.name, one.form or one.name)
        for language in LANGUAGES.values()
        for one in language.all_frameworks
        if one.name == framework
    ]
    used = [form for language, form in shared if (language, framework) in project.frameworks]
    base = [*used, *(form for _, form in shared)][0]
    return _joined(texts.get(f"{base}-{part}" if part else base))


def _joined(lines: list[str] | None) -> str | None:
    return None if lines is None else "\n".join(lines)
