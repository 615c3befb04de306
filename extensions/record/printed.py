"""What our own documents still say of a feature when the record has lost it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..plan.items import Entity
from ..plan.reading.lines import visible_lines
from ..plan.reading.prose import is_blank, words_in_line, words_of_block
from ..text.names import fold
from ..text.words import filled, spellings

_TITLE = re.compile(r"(?:Implementation Plan|Feature Specification): (?P<name>.+)")
_FIELD = re.compile(r"\*\*(?P<label>[\w/ ]+)\*\*: (?P<value>.*)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ENTITY_FIELD = re.compile(
    r"(?:^|(?<=, ))(?:`(?P<code>[^`]+)`|(?P<bare>[^,(]*`[^,(]*))(?: \((?P<kind>[^()]*)\))?(?:, |$)"
)
#: The fields of the technical context by their labels.
CONTEXT = {
    "Languages/Versions": "language",
    "Primary Dependencies": "primary_dependencies",
    "Storage": "storage",
    "Testing": "testing",
    "Target Platforms": "target_platforms",
    "Project Type": "project_type",
    "Performance Goals": "performance_goals",
    "Constraints": "constraints",
    "Scale/Scope": "scale_scope",
}


@dataclass(frozen=True)
class PrintedPlan:
    """A plan.md that the template printed, as far as its fields go."""

    name: str
    date: str
    summary: str
    context: dict[str, str] = field(default_factory=dict)


def read_plan(text: str) -> PrintedPlan | None:
    """Read a plan.md; None if it is a person's own."""
    lines = [line for line in visible_lines(text) if line.text.strip()]
    title = next((match for line in lines if line.level == 1 and (match := _TITLE.match(line.title))), None)
    fields = {match["label"]: match["value"] for line in lines if (match := _FIELD.match(line.text))}
    if not title or not _DATE.fullmatch(fields.get("Date", "")) or not fields.keys() >= CONTEXT.keys():
        return None
    start = next((place for place, line in enumerate(lines) if line.title == "Summary"), len(lines))
    paragraphs = []
    for line in lines[start + 1 :]:
        if line.level:
            break
        paragraphs.append(_value(line.text, words_of_block))
    context = {key: _value(fields[label]) for label, key in CONTEXT.items()}
    context["technical_approach"] = paragraphs[1] if len(paragraphs) > 1 else ""
    return PrintedPlan(_bare(title["name"]), fields["Date"], next(iter(paragraphs), ""), context)


def is_printed_spec(text: str) -> bool:
    """Whether the template printed a spec.md."""
    lines = visible_lines(text)
    titled = any(line.level == 1 and line.title.startswith("Feature Specification: ") for line in lines)
    return titled and any(line.text == "**Plan**: [plan.md](plan.md)" for line in lines)


def is_printed_list(text: str) -> bool:
    """Whether the template printed a task list."""
    return any(fold(sentence) in fold(text) for sentence in spellings("list.notes.ids"))


def tests_come_first(text: str) -> bool:
    """Whether a list says that a story's tests are written first."""
    return any(f"- {fold(sentence)}" in fold(text) for sentence in spellings("list.order.tests_first"))


def authentication(spec: str) -> str:
    """Return how users are known, by the assumptions of a printed spec.md."""
    patterns = _patterns("spec.assumptions.authenticated", "- {}", method=".+")
    found = (pattern.fullmatch(line.text) for line in visible_lines(spec) for pattern in patterns)
    return next((words_in_line(match["method"]) for match in found if match), "")


def described_entity(name: str, description: str) -> Entity:
    """Take the sentence that describes an entity apart: `Who signs in; fields `email` (text), `name``."""
    patterns = _patterns("spec.fields", "(?:(?P<description>.*); |^){}", fields="`.*")
    match = next(filter(None, (pattern.match(description) for pattern in patterns)), None)
    if not match:
        return Entity(name, description)
    fields = tuple(_fields(match["fields"]))
    return Entity(name, match["description"] or "", fields)


def _patterns(key: str, within: str, **fields: str) -> list[re.Pattern[str]]:
    """Return a pattern for each way in which documents say a sentence; `fields` are the patterns of its fields."""
    groups = {name: f"(?P<{name}>{pattern})" for name, pattern in fields.items()}
    return [re.compile(within.format(filled(re.escape(one), groups)), re.DOTALL) for one in spellings(key)]


def _fields(text: str) -> Iterable[tuple[str, str]]:
    for match in _ENTITY_FIELD.finditer(text):
        yield (match["code"] or match["bare"]).strip(), match["kind"] or ""


def _value(text: str, words: Callable[[str], str] = words_in_line) -> str:
    return "" if is_blank(text) else words(text)


def _bare(heading: str) -> str:
    return words_in_line(heading[:-2] + "#" if heading.endswith("\\#") else heading)
