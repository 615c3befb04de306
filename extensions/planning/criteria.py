"""Which success criteria a test can measure: those with a figure and what it counts."""

import re

_FIGURE = re.compile(r"(?<![\w.,:/-])[0-9]{1,20}(?:[.,][0-9]{1,20}){0,9}\s?(?:%|[^\W\d_])")
_NEAR = 60  #: characters before a figure, in which the name is that it may belong to


def is_measurable(criterion: str) -> bool:
    """Return whether a criterion has a figure before `%` or a word; ISO 8601 and Python 3.11 are names."""
    return any(not _is_in_name(criterion[: match.start()]) for match in _FIGURE.finditer(criterion))


def _is_in_name(before: str) -> bool:
    """Whether the words before a figure end in an acronym, or in a name: a capital that begins no sentence."""
    *others, last = before[-_NEAR:].split() or [""]
    is_acronym = len(last) > 1 and last.isupper()
    return is_acronym or bool(others and last[:1].isupper() and not others[-1].endswith((".", "!", "?", ":")))
