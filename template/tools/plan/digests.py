"""Short hashes of words, by which it is noticed that they have changed.

A hash is of the words alone: white space, line ends, emphasis and Markdown's escapes do not count.
"""

import unicodedata
from binascii import crc32
from collections.abc import Iterable, Mapping

from .regex import lazy

_NO_WORDS = lazy(r"[\s*_`\\]+")


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
