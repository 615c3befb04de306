"""What generated documents say: the sentences of includes/words.yml, and those that a team puts over them."""

import difflib
import string
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..plan.disk import CONTROL
from ..plan.errors import Mistakes, UserError

FILE = "words.yml"
FORM = "1"  #: of the file: which keys there are, and what they mean
# Read when this module is: in an update the clone of the template is gone before the last rendering.
_TEXT = (Path(__file__).resolve().parents[2] / "includes" / FILE).read_text(encoding="utf-8")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORMATTER = string.Formatter()


@dataclass(frozen=True)
class Words:
    """Sentences by their keys, `tasks.contract`; a sentence has fields, such as `{source}`."""

    sentences: Mapping[str, str]

    def say(self, key: str, **fields: str) -> str:
        """Return a sentence with its fields filled in."""
        return self.sentences[key].format(**fields)


def words(overrides: str = "", place: str = FILE) -> Words:
    """Return the sentences of the template, with those of another file over them, which is given as its text.

    Raises UserError with every mistake of that file: each names `place` and line, key and field.
    """
    if not overrides:
        return SHIPPED
    mistakes = Mistakes()
    found: dict[str, str] = {}
    for line, key, node in _entries(_root(overrides, place, yaml.SafeLoader), place, mistakes):
        at = f"{place}:{line}: {key}"
        if key in found:
            mistakes.note(UserError(at, "is there twice", "delete one of the two"))
        elif sentence := mistakes.tried(_checked, at, key, node):
            found[key] = sentence
    if found.pop("form", "") != FORM and not mistakes:
        mistakes.note(UserError(place, "does not say its form", f'begin with "form: {FORM}"'))
    mistakes.refuse()
    return Words({**SHIPPED.sentences, **found})


def say(key: str, **fields: str) -> str:
    """Return a sentence, in the words that are spoken here, with its fields filled in."""
    return _spoken.get().say(key, **fields)


def word_for(section: str, name: str) -> str:
    """Return the word that a section has for a name, else the name: `operations.events` has "created" for `create`."""
    return _spoken.get().sentences.get(f"{section}.{name.replace(' ', '_')}", name)


def spellings(key: str) -> tuple[str, ...]:
    """Return the sentences, fields unfilled, by which a document may say this: as spoken here, as shipped, as once."""
    return tuple(dict.fromkeys((_spoken.get().sentences[key], SHIPPED.sentences[key], *_FORMERLY.get(key, ()))))


def spoken() -> Words:
    """Return the words that are spoken here: those of the template, or of a team within `speaking`."""
    return _spoken.get()


@contextmanager
def speaking(spoken_here: Words) -> Iterator[None]:
    """Let everything inside be planned and printed in these words."""
    token = _spoken.set(spoken_here)
    try:
        yield
    finally:
        _spoken.reset(token)


def words_to_begin_from() -> str:
    """Return the file of sentences with every sentence in a comment: a team takes the `#` away from what it changes."""
    lines = (line if line[:1] in ("", "#") or line.startswith("form:") else f"# {line}" for line in _TEXT.split("\n"))
    return "\n".join(lines)


def fields_of(sentence: str) -> frozenset[str]:
    """Return the names of a sentence's fields. Raises ValueError if a brace is neither part of a field nor doubled."""
    parts = list(_FORMATTER.parse(sentence))
    if any(name is not None and (not name.isidentifier() or spec or conversion) for _, name, spec, conversion in parts):
        raise ValueError("a field is a name in braces")
    return frozenset(name for _, name, _, _ in parts if name is not None)


def filled(escaped: str, groups: Mapping[str, str]) -> str:
    """Return a sentence that was escaped for a pattern, with these groups for its fields."""
    for name, group in groups.items():
        escaped = escaped.replace(rf"\{{{name}\}}", group)
    return escaped.replace(r"\{\{", r"\{").replace(r"\}\}", r"\}")


def _checked(at: str, key: str, node: Any) -> str:
    """Return the sentence of a key. Raises UserError if the template has another kind of sentence there."""
    sentence = str(node.value)
    if key == "form":
        if sentence != FORM:
            raise UserError(at, f"this template reads form {FORM}, not {sentence}", "see includes/words.yml")
        return sentence
    shipped = SHIPPED.sentences[key]
    if not sentence.strip():
        raise UserError(at, "is blank", "write a sentence, or delete the line")
    if CONTROL.search(sentence) or "\r" in sentence:
        raise UserError(at, "has a control character", "delete it")
    if "\n" in sentence and "\n" not in shipped:
        raise UserError(at, "has a line break", "write it in one line")
    _refuse_other_fields(at, sentence, fields_of(shipped))
    return sentence


def _refuse_other_fields(at: str, sentence: str, known: frozenset[str]) -> None:
    takes = f"it takes {', '.join(f'{{{one}}}' for one in sorted(known))}" if known else "it takes none"
    try:
        found = fields_of(sentence)
    except ValueError:
        raise UserError(at, "has a brace that begins no field", f"double it: {{{{ or }}}}; {takes}") from None
    for one in sorted(found - known):
        raise UserError(at, f"has an unknown field {{{one}}}", takes)
    for one in sorted(known - found):
        raise UserError(at, f"lacks the field {{{one}}}", takes)


def _root(text: str, place: str, loader: Any) -> Any:
    """Return the file as a node of YAML, which knows its lines."""
    try:
        return yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise UserError(f"{place}{line}", f"is not YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError):
        raise UserError(place, "is not YAML that can be read", "see includes/words.yml") from None


def _entries(
    node: Any, place: str, mistakes: Mistakes, above: str = "", sections: frozenset[str] | None = None
) -> Iterator[tuple[int, str, yaml.ScalarNode]]:
    """Yield line, key and value of each sentence, in the order of the file; what the template has not is a mistake."""
    if not isinstance(node, yaml.MappingNode):
        mistakes.note(UserError(place, "holds no keys", f'begin with "form: {FORM}"'))
        return
    sections = _sections() if sections is None else sections
    for name, value in node.value:
        key, line = f"{above}{name.value}", name.start_mark.line + 1
        if key in sections and isinstance(value, yaml.MappingNode):
            yield from _entries(value, place, mistakes, f"{key}.", sections)
        elif key in sections:
            mistakes.note(UserError(f"{place}:{line}: {key}", "holds sentences, each with its key", "indent them"))
        elif key not in SHIPPED.sentences and key != "form":
            nearest = difflib.get_close_matches(key, [*SHIPPED.sentences, *sections], 1)
            remedy = f'did you mean "{nearest[0]}"?' if nearest else "see includes/words.yml"
            mistakes.note(UserError(f"{place}:{line}: {key}", "is not a key of this file", remedy))
        elif not isinstance(value, yaml.ScalarNode):
            mistakes.note(UserError(f"{place}:{line}: {key}", "is not a sentence", "write one line of text"))
        else:
            yield line, key, value


def _sections() -> frozenset[str]:
    """Return the keys under which others are: `list`, `list.notes`."""
    parts = [key.split(".") for key in SHIPPED.sentences]
    return frozenset(".".join(one[:length]) for one in parts for length in range(1, len(one)))


def _flat(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", str(value)


def _shipped() -> tuple[Words, Mapping[str, list[str]]]:
    """Read the file of the template: its sentences, and what some of them were in earlier versions."""
    tree = dict(yaml.load(_TEXT, Loader=_LOADER))
    tree.pop("form")
    formerly = tree.pop("formerly")
    return Words(dict(_flat(tree))), formerly


SHIPPED, _FORMERLY = _shipped()
_spoken: ContextVar[Words] = ContextVar("spoken", default=SHIPPED)
