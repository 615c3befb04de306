"""Jest's JSON (`jest --json --outputFile=FILE`), which Vitest writes too (`--reporter=json`).

report = {"testResults": [{"name": FILE, "assertionResults": [{"fullName": …, "status": …}]}]}
                                                            (https://jestjs.io/docs/cli#--json)
"""

import json

from ..errors import UserError
from .case import FAILED, PASSED, SKIPPED, Case

_OUTCOMES = {"passed": PASSED, "failed": FAILED, "pending": SKIPPED, "skipped": SKIPPED, "todo": SKIPPED,
             "disabled": SKIPPED}  # fmt: skip


def looks_like(text: str) -> bool:
    return text.lstrip()[:1] == "{" and '"testResults"' in text


def read(text: str) -> list[Case]:
    """All assertion results; a status that Jest does not have counts as skipped."""
    try:
        files = json.loads(text)["testResults"]
        return [
            Case(
                str(one.get("fullName") or one.get("title") or ""),
                str(file.get("name") or ""),
                _OUTCOMES.get(str(one.get("status")), SKIPPED),
            )
            for file in files
            for one in file["assertionResults"]
        ]
    except RecursionError:
        raise UserError("", "its JSON is nested too deep") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UserError("", "it begins like Jest's JSON and goes on differently") from None
