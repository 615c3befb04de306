"""What `swift test` prints of XCTest's tests; its XML shows skipped ones as passed.

case  = "Test Case '" (CLASS "." NAME | "-[" (TARGET ".")? CLASS " " NAME "]") "'" state
state = ("passed" | "failed" | "skipped") " (" SECONDS " seconds)"        the first form on Linux, the other on macOS
"""

from ..regex import lazy
from .case import FAILED, PASSED, SKIPPED, Case

# What a test prints without a new line stands before it.
_CASE = lazy(
    r"Test Case '(?:-\[)?(?:\w+\.(?=\w+[. ]))?(?P<group>\w+)[. ](?P<name>\w+)\]?' (?P<outcome>passed|failed|skipped) \("
)
_HEAD = lazy(r"Test Suite '[^'\n]*' started at ")
_OUTCOMES = {"passed": PASSED, "failed": FAILED, "skipped": SKIPPED}


def looks_like(text: str) -> bool:
    return _HEAD.search(text) is not None


def read(text: str) -> list[Case]:
    """All tests; the place of one is its class."""
    return [Case(one["name"], one["group"], _OUTCOMES[one["outcome"]]) for one in _CASE.finditer(text)]
