"""Where the runners of languages without a module of their own look for tests. A row goes when its module comes."""

import re

from ..values import dataclass


@dataclass(frozen=True)
class TestFiles:
    """The paths that hold tests, and the file names among those that hold none."""

    pattern: re.Pattern[str]
    helpers: frozenset[str] = frozenset()


def _row(pattern: str, *helpers: str) -> TestFiles:
    return TestFiles(re.compile(pattern, re.VERBOSE), frozenset(helpers))


PATTERNS: dict[str, TestFiles] = {
    "dart": _row(r"[^/]_test\.dart$"),
    "codeception": _row(r"[^/]Cest\.php$|\.phpt$"),  # beside those of PHPUnit
    "ruby": _row(r"[^/]_(?:test|spec)\.rb$|(?:^|/)test_[^/]*\.rb$", "test_helper.rb"),
    "elixir": _row(r"[^/]_test\.exs$"),
    "solidity": _row(r"[^/]\.t\.sol$|(?:^|/)(?:Test[A-Z][^/]*|[^/]*Test)\.sol$"),
}
