"""Which requirements a task of the foundation serves: those that speak of what it is for, and of no endpoint."""

import re
from collections.abc import Collection, Sequence

from ..plan.items import Requirement
from ..text.speech import Speech, heard

#: By kind of task, the words that say so.
_SERVES = {
    "settings": r"configur\w*|environment|settings?",
    "errors": r"errors?|invalid\w*|fail(?:s|ed|ures?)?|reject\w*|[45][0-9]{2}|status [1-9]|exist",
    "database": r"stor(?:e|es|ed|age)|persist\w*|databases?|sav(?:e|es|ed)",
    "authentication": r"authori[sz]\w*|authenticat(?:e|es|ion)|(?:log|sign)-in",
    "api": r"https?|json|cors|middleware",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _SERVES.items()}
_ALWAYS = ("authentication",)  #: it is what its endpoints are for


def speaks_of(kind: str, speech: Speech) -> bool:
    """Return whether a requirement speaks of what a task of the foundation is for; what it negates does not count."""
    pattern = _PATTERNS.get(kind)
    return pattern is not None and pattern.search(" ".join(word.text for word in speech.words)) is not None


def served(kind: str, requirements: Sequence[Requirement], with_endpoint: Collection[str]) -> tuple[str, ...]:
    """Return the requirements that a task of the foundation serves; `with_endpoint` are those that have one."""
    found = []
    for one in requirements:
        speech = heard(one.text)
        other = kind != "authentication" and speaks_of("authentication", speech)
        is_free = kind in _ALWAYS or not (one.id in with_endpoint or other)
        if is_free and speaks_of(kind, speech):
            found.append(one.id)
    return tuple(found)
