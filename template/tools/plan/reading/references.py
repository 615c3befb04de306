"""Which other tasks and requirements a task's words refer to."""

import re

ID = r"""
    T(?!LS[0-9])[-_]?          # T012, T-008, T_009; TLS1.3 is no id
    [A-Z]{0,3}[0-9]{1,6}       # TUI12; ASCII digits only, full-width ones make no id
    (?:[.-][0-9]{1,4})*        # T1.2, T2-001
    [A-Za-z]{0,2}              # T7b
    (?:-[A-Z]{1,4})?           # T003-NEW
"""
_ID = re.compile(rf"(?<![\w-]){ID}(?!\w)", re.VERBOSE)
_NEXT = re.compile(
    rf"""(?:\s*(?P<joint>[-–—]|,|;|/|&|\+|and\b|y\b|und\b|et\b|e\b|、|，|和|と))?
    \s*(?P<id>(?<!\w){ID}(?!\w))""",
    re.VERBOSE,
)
_DEPENDS = re.compile(
    r"""(?:\bdepends?\ on\b|\bdepends:|\bafter(?=\s+T)|\bdepende\ de\b|\bdépend\ de\b|\bhängt\ ab\ von\b
        |\bзависит\ от\b|依存|依赖|依賴|의존)[*_]*\s*:?[*_]*\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_VALUE_ENDS = re.compile(r"\||\.\s|\*\*[A-Z]")  # "T001 | **Parallel**: no": what follows is another field
_REQUIREMENT = re.compile(r"\bFR-[0-9]{1,4}\b")
_RANGE_LIMIT = 500
_LIMIT = 5000  # ids of one row; a line of ranges alone would make millions


def dependencies(text: str) -> list[str]:
    """`(depends on T007, T008)`, `[depends:T007]`, `after T007` and the translated words; in order, each once."""
    found = [other for match in _DEPENDS.finditer(text) for other in _row(text, match.end())[0]]
    return list(dict.fromkeys(found))


def listed_ids(value: str) -> list[str]:
    """All ids of a field's value: `T003 (script), T008` → T003, T008; what stands in parentheses is a remark."""
    text = _VALUE_ENDS.split(_ASIDE.sub("", value), maxsplit=1)[0]
    found: list[str] = []
    position = 0
    while match := _ID.search(text, position):
        row, position = _row(text, match.start())
        found.extend(row)
    return list(dict.fromkeys(found))


def requirement_ids(text: str) -> list[str]:
    """`FR-001` wherever it stands; in order, each once."""
    return list(dict.fromkeys(_REQUIREMENT.findall(text)))


def _row(text: str, position: int) -> tuple[list[str], int]:
    """The ids that stand in a row from `position` on, and where it ends: `T007, T008`, `T007-T009`."""
    found: list[str] = []
    while match := _NEXT.match(text, position):
        if found and not match["joint"]:
            break
        if found and match["joint"] in ("-", "–", "—") and len(found) < _LIMIT:
            found.extend(_range(found[-1], match["id"]))
        else:
            found.append(match["id"])
        position = match.end()
    return found, position


def _range(first: str, last: str) -> list[str]:
    """All ids from the one after `first` to `last`, where both are T and digits; else `last` alone."""
    low, high = first[1:], last[1:]
    if not (low.isdigit() and high.isdigit()) or not int(low) < int(high) <= int(low) + _RANGE_LIMIT:
        return [last]
    return [f"T{number:0{len(low)}d}" for number in range(int(low) + 1, int(high) + 1)]
