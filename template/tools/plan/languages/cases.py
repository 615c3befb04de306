"""The cases of names: how words become the name of a file, a package or a test."""

from collections.abc import Container, Iterable

from ..values import dataclass


@dataclass(frozen=True)
class Case:
    """What stands between two words, and whether each begins with a capital letter."""

    separator: str
    is_capitalized: bool = False

    def join(self, words: Iterable[str], initialisms: Container[str] = ()) -> str:
        """Put words into this case: `todo`, `item` → `todo_item`, `TodoItem`.

        If it has capitals, those of `initialisms` are in capitals: `api`, `key` → `APIKey`.
        """
        if not self.is_capitalized:
            return self.separator.join(words)
        names = (word.upper() if word.lower() in initialisms else word[:1].upper() + word[1:] for word in words)
        return self.separator.join(names)


SNAKE = Case("_")
KEBAB = Case("-")
FLAT = Case("")
PASCAL = Case("", is_capitalized=True)

#: Those that Go's and Swift's own names have: https://go.dev/wiki/CodeReviewComments#initialisms
INITIALISMS = frozenset(
    {
        *("acl", "api", "ascii", "cpu", "css", "dns", "eof", "guid", "html", "http", "https", "id", "ip", "json"),
        *("qps", "ram", "rpc", "sla", "smtp", "sql", "ssh", "tcp", "tls", "ttl", "udp", "ui", "uid", "uri", "url"),
        *("utf8", "uuid", "vm", "xml", "xmpp", "xss"),
    }
)
