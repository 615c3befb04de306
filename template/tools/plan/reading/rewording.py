"""Which of the texts of a list is which of the earlier ones, reworded: scenarios have no ids."""

import re
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\w+")
_MOSTLY = 0.6  #: of the words of both


def reworded(before: Sequence[str], now: Sequence[str]) -> dict[str, str]:
    """Return the present text of each earlier one that is still there, unchanged ones included.

    A text is the earlier one that reads the same; else the one with mostly the same words; else the one that had its
    place in the list. Anything else is new, and an earlier text that is left over is gone.
    """
    found = {text: text for text in before if text in now}
    for old, new in (*_alike(before, now), *((old, now[place]) for place, old in enumerate(before[: len(now)]))):
        if old not in found and new not in found.values():
            found[old] = new
    return found


def _alike(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of texts with mostly the same words, the most alike first."""
    gone = [(old, _words(old)) for old in before if old not in now]
    come = [(new, _words(new)) for new in now if new not in before]
    pairs = [(len(one & two) / (len(one | two) or 1), old, new) for old, one in gone for new, two in come]
    pairs.sort(key=lambda pair: -pair[0])
    yield from ((old, new) for likeness, old, new in pairs if likeness >= _MOSTLY)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
