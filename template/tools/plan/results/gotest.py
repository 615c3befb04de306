"""The events of `go test -json`, one object a line (https://pkg.go.dev/cmd/test2json).

event = {"Action": "pass" | "fail" | "skip" | …, "Package": …, "Test": "TestT012_PostUsers/empty_body"}

What a failed build writes between the events is no JSON and is passed over.
"""

import json

from ..errors import UserError
from .case import FAILED, PASSED, SKIPPED, Case

_OUTCOMES = {"pass": PASSED, "fail": FAILED, "skip": SKIPPED}


def looks_like(text: str) -> bool:
    return any(line.startswith("{") and '"Action"' in line for line in text.split("\n", 100)[:100])


def read(text: str) -> list[Case]:
    """The tests that came to an end, and those that began and did not (a panic, a time limit): these failed."""
    found: dict[tuple[str, str], str] = {}
    for line in text.split("\n"):
        event = _event(line)
        test = event.get("Test")
        if test:
            key = (str(test), str(event.get("Package", "")))
            outcome = _OUTCOMES.get(str(event.get("Action")))
            if outcome or key not in found:
                found[key] = outcome or FAILED
    if not found and '"Action"' not in text:
        raise UserError("", "it has no event of go test")
    return [Case(name, package, outcome) for (name, package), outcome in found.items()]


def _event(line: str) -> dict[str, object]:
    try:
        value = json.loads(line) if line.startswith("{") else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
