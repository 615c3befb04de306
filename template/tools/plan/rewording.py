"""Words that changed: short hashes of them, and which former text a text is.

A hash is of the words alone: white space, line ends, emphasis and Markdown's escapes do not count.
"""

import re
import unicodedata
from binascii import crc32
from collections.abc import Iterable, Iterator, Mapping, Sequence

_NO_WORDS = re.compile(r"[\s*_`\\]+")
_STEPS = frozenset(("given", "when", "then", "and"))
_MOSTLY = 0.6  # of the words of two texts that are the same


def digest(text: str) -> str:
    """Return the hash of a text's words, eight characters."""
    return f"{crc32(_NO_WORDS.sub('', unicodedata.normalize('NFC', text)).encode('utf-8', 'replace')):08x}"


def digests(requirements: Iterable[str], words: Mapping[str, str], scenarios: Iterable[str]) -> tuple[str, ...]:
    """Return the hashes of what a test is written from: `FR-001:1a2b3c4d` of a requirement, `1a2b3c4d` of a scenario.

    `words` are the texts of the requirements that are known, by id.
    """
    named = [f"{one}:{digest(words[one])}" for one in requirements if one in words]
    return (*named, *(digest(one) for one in scenarios))


def digest_of(requirement: str, written_from: Iterable[str]) -> str:
    """Return the hash that a task has of a requirement; blank if it has none."""
    return next((one.partition(":")[2] for one in written_from if one.startswith(f"{requirement}:")), "")


def follow(known: Sequence[str], present: Sequence[str]) -> dict[str, str]:
    """Return for each text that was there before which of the known ones it is.

    It is the one with the same words, else one with mostly the same, else the one that had its place.
    """
    by_digest = {digest(one): one for one in reversed(known)}
    found = {one: by_digest[digest(one)] for one in present if digest(one) in by_digest}
    left = [one for one in known if one not in found.values()]
    for one, other in _similar(left, [text for text in present if text not in found]):
        if one in left and other not in found:
            found[other] = one
            left.remove(one)
    for one, other in zip(known, present):
        if one in left and other not in found:
            found[other] = one
            left.remove(one)
    return found


def _similar(known: Sequence[str], present: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of texts that have most of their words in common, the most similar first."""
    if not known or not present:
        return
    from difflib import SequenceMatcher  # most projects never need it

    words = {one: [word for word in re.findall(r"\w+", one.casefold()) if word not in _STEPS] for one in known}
    ranked = []
    for other in present:
        matcher = SequenceMatcher(None, b=[word for word in re.findall(r"\w+", other.casefold()) if word not in _STEPS])
        for one in known:
            matcher.set_seq1(words[one])
            if matcher.quick_ratio() >= _MOSTLY and (ratio := matcher.ratio()) >= _MOSTLY:
                ranked.append((-ratio, known.index(one), present.index(other), one, other))
    for *_, one, other in sorted(ranked):
        yield one, other
