"""Which other tasks and requirements a task's words refer to."""

import re

PREFIX = r"(?:(?!T[A-Z]{0,3}[0-9])[A-Z][A-Z0-9]{0,5}-)?"  # BE-T002, US1-T3; not the first half of T002-T003
ID = rf"""
    {PREFIX}T(?!LS[0-9])[-_]?  # T012, T-008, T_009; TLS1.3 is no id
    [A-Z]{{0,3}}[0-9]{{1,6}}   # TUI12; ASCII digits only, full-width ones make no id
    (?:[.-][0-9]{{1,4}})*      # T1.2, T2-001
    [A-Za-z]{{0,2}}            # T7b
    (?:\.[0-9]{{1,3}})*        # T7b.1
    (?:-[A-Z]{{1,4}})?         # T003-NEW
"""
#: What follows FR- and SC- in the id of a requirement: 001, 003a, AUTH-001, 1.2, 038-integ-a.
STATEMENT = r"(?:[A-Z]{1,10}-)?[0-9]{1,4}(?:\.[0-9]{1,3})*[A-Za-z]?(?:-[a-z]{1,12}-[a-z0-9]{1,2})?"
#: The number of a task in a list that has no other ids: 3, 3.1, 3.1.2, 6.1a.
NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,5}[a-z]?"
_DOTTED = r"[0-9]{1,4}(?:\.[0-9]{1,4}){1,5}[a-z]?"
_JOINT = r"[-–—]|,|;|/|&|\+|and\b|y\b|und\b|et\b|e\b|、|，|和|と"
#: The words behind which a text names what it depends on; a verbose pattern.
DEPENDS_WORDS = r"""\bdepends?\ on\b|\bdepends:|\bdepende\ de\b|\bdépend\ de\b|\bhängt\ ab\ von\b|\babhängig\ von\b
    |\bdipende\ da\b|\bзависит\ от\b|依存|依赖于?|依賴於?|의존"""
_ASIDE = re.compile(r"\([^()]*\)")
_VALUE_ENDS = re.compile(r"\||\.\s|\*\*[A-Z]")  # "T001 | **Parallel**: no": what follows is another field
_REQUIREMENT = re.compile(
    rf"(?<![A-Za-z0-9_-])FR-(?P<low>{STATEMENT})(?!\w)(?:\s*(?P<joint>[-–—~～]|\.\.+|to\b|through\b)\s*(?:FR-)?(?P<high>[0-9]{{1,4}})(?![\w.-]))?"
)
_ELSEWHERE = re.compile(  # "see spec 020 FR-053", "in 020-search: FR-053": a requirement of another feature
    rf"""(?:\bspec(?:ification)?s?[ ]+\#?(?P<number>[0-9]{{3}})
        |(?<![\w-])(?P<folder>[0-9]{{3}})-[a-z][\w-]*(?:/[\w.-]+)?)
    [\s'’:s(,`]{{1,4}}FR-{STATEMENT}(?!\w)(?:\s*[,/&]\s*FR-{STATEMENT}(?!\w))*""",
    re.VERBOSE,
)
_RANGE_LIMIT = 500
_LIMIT = 5000  # ids of one row; a line of ranges alone would make millions


class Ids:
    """The ids of one kind of list, in texts that refer to them."""

    def __init__(self, source: str, after: str = r"\bafter(?=\s+\S)") -> None:
        """Take the verbose pattern of an id, and that of the word behind which one is a dependency too."""
        self._any = re.compile(rf"(?<![\w-]){source}(?!\w)", re.VERBOSE)
        self._next = re.compile(
            rf"(?:\s*(?P<joint>{_JOINT}))?\s*(?:(?i:tasks?)\s+)?(?P<id>(?<!\w){source}(?!\w))", re.VERBOSE
        )
        self._clause = re.compile(  # "; T019 and T018 touch the same file" is another sentence
            rf"\s*;\s*{source}(?:\s*(?:{_JOINT})\s*{source}){{0,20}}\s+(?!and\b)[a-z]{{2}}", re.VERBOSE
        )
        self._depends = re.compile(rf"(?:{DEPENDS_WORDS}|{after})[*_]*\s*:?[*_]*\s*", re.VERBOSE | re.IGNORECASE)

    def dependencies(self, text: str) -> list[str]:
        """`(depends on T007, T008)`, `[depends:T007]`, `after T007` and the translated words; in order, each once."""
        found = [other for match in self._depends.finditer(text) for other in self._row(text, match.end())[0]]
        return list(dict.fromkeys(found))

    def listed(self, value: str) -> list[str]:
        """All ids of a field's value: `T003 (script), T008` → T003, T008; what stands in parentheses is a remark."""
        text = _VALUE_ENDS.split(_ASIDE.sub("", value), maxsplit=1)[0]
        found: list[str] = []
        position = 0
        while match := self._any.search(text, position):
            row, position = self._row(text, match.start())
            found.extend(row)
            position = max(position, match.end())
        return list(dict.fromkeys(found))

    def _row(self, text: str, position: int) -> tuple[list[str], int]:
        """The ids that stand in a row from `position` on, and where it ends: `T007, T008`, `T007-T009`."""
        found: list[str] = []
        while match := self._next.match(text, position):
            if found and (not match["joint"] or (match["joint"] == ";" and self._clause.match(text, position))):
                break
            if found and match["joint"] in ("-", "–", "—") and len(found) < _LIMIT:
                found.extend(ids_between(found[-1], match["id"]))
            else:
                found.append(match["id"])
            position = match.end()
        return found, position


T_IDS = Ids(ID)
#: "depends on 1.2", "depends on task 3"; "depends on 2 services" names no task.
NUMBERS = Ids(rf"(?:{_DOTTED}|(?<=task\ )[0-9]{{1,4}}|(?<=tasks\ )[0-9]{{1,4}})", r"\bafter(?=\s+tasks?\s)")
_SERVED = re.compile(
    rf"(?<![\w.-])(?P<low>{NUMBER})(?:\s*[-–—~～]\s*(?P<high>[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*))?(?![\w])"
)


def dependencies(text: str) -> list[str]:
    """Return the ids of spec-kit's form on which a text says that it depends."""
    return T_IDS.dependencies(text)


def ids_between(first: str, last: str) -> list[str]:
    """All ids from the one after `first` to `last`, where they differ in their last number; else `last` alone."""
    head, low = _cut(first)
    other, high = _cut(last)
    if head != other or not low or not high or not int(low) < int(high) <= int(low) + _RANGE_LIMIT:
        return [last]
    return [f"{head}{number:0{len(low)}d}" for number in range(int(low) + 1, int(high) + 1)]


def requirement_ids(text: str, feature: str = "") -> list[str]:
    """`FR-001` wherever it stands, and all of a range; in order, each once.

    What is said to be of a feature with another number than this one's is left out.
    """
    if "FR-" not in text:
        return []
    own = feature.partition("-")[0]
    said = _ELSEWHERE.sub(lambda match: match[0] if own and own == (match["number"] or match["folder"]) else "", text)
    return named_requirements(said)


def named_requirements(text: str) -> list[str]:
    """`FR-001` wherever it stands, of whatever feature."""
    found: list[str] = []
    for match in _REQUIREMENT.finditer(text):
        low, high = match["low"], match["high"] or ""
        found.append(f"FR-{low}")
        if low.isdecimal() and len(high) == len(low):
            found += [f"FR-{one}" for one in ids_between(low, high)]
    return list(dict.fromkeys(found))


def requirement_numbers(value: str) -> list[str]:
    """`1.1, 2.1-2.3, 6.1a` → 1.1, 2.1, 2.2, 2.3, 6.1a; words are no ids."""
    found: list[str] = []
    for match in _SERVED.finditer(value.replace("_", " ")):
        found.append(match["low"])
        if match["high"]:
            found += ids_between(match["low"], match["high"])
    return list(dict.fromkeys((*found, *named_requirements(value))))


def _cut(task_id: str) -> tuple[str, str]:
    """What an id begins with, and the number that it ends in: `T007` → T, 007; `2.1` → 2., 1."""
    match = re.fullmatch(r"(.*?)([0-9]+)", task_id)
    return (match[1], match[2]) if match else (task_id, "")
