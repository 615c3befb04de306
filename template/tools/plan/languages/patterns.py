"""Where the runners of languages without a module of their own look for tests. A row goes when its module comes."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class TestFiles:
    """The paths that hold tests, and the file names among those that hold none."""

    pattern: re.Pattern[str]
    helpers: frozenset[str] = frozenset()


def _row(pattern: str, *helpers: str) -> TestFiles:
    return TestFiles(re.compile(pattern, re.VERBOSE), frozenset(helpers))


# Where every file of a folder holds tests, the folders of what tests share stand directly below it.
_SHARED = r"(?:common|fixtures|helpers|mocks|support|utils|__fixtures__|__mocks__)/"

PATTERNS: dict[str, TestFiles] = {
    "rust": _row(
        rf"""(?:^|/)tests/(?!{_SHARED}).*\.rs$       # a test crate may have any name
        |(?:^|/)(?:tests?|test_[^/]*|[^/]*_tests?)\.rs$       # a module beside the code""",
        *("mod.rs", "common.rs", "fixtures.rs", "helpers.rs", "support.rs", "utils.rs"),
    ),
    "swift": _row(r"(?:^|/)[^/]*(?:Tests?|Spec)\.swift$"),
    "cpp": _row(
        rf"""(?:^|/)tests?/(?!{_SHARED}).*\.(?:c|cc|cpp|cxx)$
        |(?:^|/)(?:test_[^/]*|[^/]*(?:_test|_tests|_unittest|Tests?))\.(?:c|cc|cpp|cxx)$""",
        *(f"{name}.{suffix}" for name in ("main", "test_main", "helpers", "fixtures") for suffix in ("cpp", "cc", "c")),
    ),
    "csharp": _row(r"(?:^|/)[^/]*(?:Tests?|Specs?)\.cs$"),
    "other": _row(r"(?:^|/)tests/(?:contract|integration|unit)/.*\.md$", "README.md"),  # scripts for a person
    "dart": _row(r"[^/]_test\.dart$"),
    "php": _row(r"(?:^|/)[^/]*(?:Test|Cest)\.php$|\.phpt$"),
    "ruby": _row(r"[^/]_(?:test|spec)\.rb$|(?:^|/)test_[^/]*\.rb$", "test_helper.rb"),
    "elixir": _row(r"[^/]_test\.exs$"),
    "solidity": _row(r"[^/]\.t\.sol$|(?:^|/)(?:Test[A-Z][^/]*|[^/]*Test)\.sol$"),
}
