"""Which of the texts of a list is which of the earlier ones, reworded: scenarios have no ids."""

from collections.abc import Iterator, Sequence

from ..regex import lazy

_WORD = lazy(r"\w+")
_MOSTLY = 0.6  #: of the words of both
_MOST_PAIRS = 20_000  #: that are compared; in longer lists the place alone tells


def reworded(before: Sequence[str], now: Sequence[str]) -> dict[str, str]:
    """Return the present text of each earlier one that is still there, unchanged ones included.

    A text is the earlier one that reads the same; else the one with mostly the same words; else the one that had its
    place in the list. Anything else is new, and an earlier text that is left over is gone.
    """
    present = set(now)
    found = {text: text for text in before if text in present}
    taken = set(found)
    for old, new in (*_alike(before, now), *zip(before, now)):
        if old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    return found


def _alike(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of texts with mostly the same words, the most alike first."""
    there, had = set(now), set(before)
    gone = [(old, _words(old)) for old in before if old not in there]
    come = [(new, _words(new)) for new in now if new not in had]
    if len(gone) * len(come) > _MOST_PAIRS:
        return
    pairs = [(len(one & two) / (len(one | two) or 1), old, new) for old, one in gone for new, two in come]
    pairs.sort(key=lambda pair: -pair[0])
    yield from ((old, new) for likeness, old, new in pairs if likeness >= _MOSTLY)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
