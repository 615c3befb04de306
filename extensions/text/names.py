"""Words to names: folders, files, identifiers and manifest names.

Letters of any script are kept (Python, Git and today's file systems take them); whatever cannot stand in a name
becomes a separator. A name is cut at a word so that no path part comes near the 255 bytes that file systems allow.
"""

import re
import unicodedata
from collections.abc import Container

from ..plan.languages.cases import KEBAB, PASCAL, SNAKE

NAME_BYTES = 44  #: with `test_` or `Test` it is 50 characters at most
_SEPARATORS = re.compile(r"[\W_]+")
_DEVICES = frozenset(
    {"aux", "con", "nul", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789")}
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def is_none(answer: str) -> bool:
    """Tell whether an answer says that there is nothing of the kind: `none`, `n/a`."""
    return answer.strip().casefold() in ("none", "n/a", "-", "–")


def fold(text: str) -> str:
    """Put a person's words on one line: every run of white space becomes one space."""
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """Split into lower-case words, at case changes too; empty where there is neither letter nor digit."""
    composed = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text)).lower()
    return "".join(character if _is_word(character) else " " for character in composed).split()


def kebab(text: str) -> str:
    """`User Auth!` → `user-auth`, for folders; blank where the text has no letter or digit."""
    return KEBAB.join(_cut(words(text)))


def snake(text: str) -> str:
    """`POST /users/{id}` → `post_users_id`, for files and test names; blank where nothing is left."""
    return SNAKE.join(_cut(words(text)))


def module(text: str) -> str:
    """The snake-case name as an identifier, without a leading digit; blank where nothing is left."""
    name = snake(latin(text) or text)
    return name if name.isidentifier() else f"n_{name}" if name else ""


def pascal(text: str, initialisms: Container[str] = ()) -> str:
    """`todo item` → `TodoItem`, for the names of classes; a name that is in this form stays as it is.

    The `initialisms` of a language are in capitals: `API key` → `APIKey`.
    """
    return PASCAL.join(_SEPARATORS.sub(" ", latin(text) or text).split(), initialisms)


def latin(text: str) -> str:
    """`Product（商品）` → `Product`: the words in Latin script, after which code is named; blank if there is none."""
    if text.isascii():
        return fold(text)
    kept = "".join(one if not one.isalpha() or unicodedata.name(one, "").startswith("LATIN") else " " for one in text)
    return " ".join(kept.split()) if re.search(r"[^\W\d_]{2}", kept) else ""


def manifest(text: str, fallback: str = "project") -> str:
    """A name that package indexes accept (PEP 508: ASCII letters, digits and hyphens)."""
    return kebab(ascii_only(text)) or fallback


def ascii_only(text: str) -> str:
    """`Größe` → `Groe`: the letters without their accents, other scripts left out."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def unique(name: str, taken: set[str], separator: str = "_") -> str:
    """The name, or the name with the first free number from 2 on; case is no difference (macOS, Windows)."""
    in_use = {other.casefold() for other in taken}
    candidate, number = name, 2
    while candidate.casefold() in in_use:
        candidate, number = f"{name}{separator}{number}", number + 1
    return candidate


def folded(path: str) -> str:
    """What macOS and Windows tell a file by: to them neither case nor the composition of letters makes another."""
    return unicodedata.normalize("NFC", path).casefold()


def is_device(path: str) -> bool:
    """Whether Windows takes the file for a device, whatever its suffixes: `con.py`, `aux.test.ts`."""
    return path.rpartition("/")[2].partition(".")[0].casefold() in _DEVICES


def _is_word(character: str) -> bool:
    """Whether it can stand in an identifier; a circled digit, say, is a letter to `\\w` and not to Python."""
    return character != "_" and f"a{character}".isidentifier()


def _cut(parts: list[str]) -> list[str]:
    """Take the words that fit into a name, a separator of one byte between two; a first one that is too long is cut."""
    length = -1
    for position, part in enumerate(parts):
        length += 1 + len(part.encode())
        if length > NAME_BYTES:
            return parts[:position] or [part.encode()[:NAME_BYTES].decode("utf-8", "ignore")]
    return parts


def joined(parts: list[str]) -> str:
    """`User, Article and Tag`; blank if there is none."""
    return " and ".join([", ".join(parts[:-1])] * (len(parts) > 1) + [*parts[-1:]])


def feature_slug(feature: str) -> str:
    """What tells a feature's files from another's: `001-user-auth` → `user_auth`, `search` → `search`."""
    return snake(slug_of(feature))


def slug_of(feature: str) -> str:
    """Return a feature's name without its number, and without the folders of one that is known by its path."""
    name = feature.rpartition("/")[2]
    first, _, rest = name.partition("-")
    return rest if first.isdecimal() and rest else name
