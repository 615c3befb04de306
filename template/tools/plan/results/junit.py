"""JUnit XML, as pytest, Vitest, jest-junit, Surefire, ctest, GoogleTest, node:test and SwiftPM write it.

report   = testsuites? testsuite* testcase*        (https://github.com/testmoapp/junitxml describes what is common)
testcase = @name @classname? @file? @status? @result?  failure? error? skipped?

The parser is fed by events, so that a report of any depth and size takes little memory. A document type is refused
before anything of it is read: entities that expand without end are declared there, and no runner writes one.
"""

from xml.parsers import expat

from ..errors import UserError
from .case import FAILED, PASSED, SKIPPED, Case

_OUTCOMES = {"failure": FAILED, "error": FAILED, "skipped": SKIPPED}
# ctest says it in `status`, GoogleTest in `result`; neither always has an element for it.
_STATES = {"fail": FAILED, "notrun": SKIPPED, "disabled": SKIPPED, "skipped": SKIPPED, "suppressed": SKIPPED}
# Reports that show tests as passed which did not run, told by an element's name where it does not count the skipped;
# with what such a test has in its file (https://github.com/swiftlang/swift-package-manager/issues/8066).
_SWIFTPM = "SwiftPM writes skipped tests as passed when it runs tests in parallel"
_JEST = "jest-junit writes tests that are to do as passed; give Jest's own JSON (--json --outputFile=FILE)"
_DOUBTS = {
    ("testsuite", "TestResults"): (_SWIFTPM, ("XCTSkip", ".disabled(")),
    ("testsuites", "jest tests"): (_JEST, (".todo(",)),
}


def looks_like(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("<")


def read(text: str) -> list[Case]:
    """Read all test cases. Raises UserError if this is not XML, has a document type, or is not a report."""
    report = _Report()
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = report.start
    parser.EndElementHandler = report.end
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise UserError("", f"line {error.lineno} is not XML: {expat.ErrorString(error.code)}") from None
    return report.cases


def _refuse(*_: object) -> None:
    raise UserError("", "it declares a document type or entities, which no test report needs")


class _Report:
    """The elements so far; a case is made at its end, when its outcome is known."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self._root = True
        self._doubt: tuple[str, tuple[str, ...]] = ("", ())
        self._open: dict[str, str] | None = None
        self._outcome = PASSED

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rsplit(":", 1)[-1]
        if self._root and name not in ("testsuites", "testsuite"):
            raise UserError("", f"its first element is <{tag[:40]}>, not <testsuites> or <testsuite>")
        self._root = False
        if "skipped" not in attributes:
            self._doubt = _DOUBTS.get((name, attributes.get("name", "")), self._doubt)
        if name == "testcase":
            self._open = attributes
            self._outcome = _STATES.get(attributes.get("status", ""), PASSED)
            self._outcome = _STATES.get(attributes.get("result", ""), self._outcome)
        elif self._open is not None and name in _OUTCOMES and self._outcome != FAILED:
            self._outcome = _OUTCOMES[name]

    def end(self, tag: str) -> None:
        if self._open is not None and tag.rsplit(":", 1)[-1] == "testcase":
            place = self._open.get("file") or self._open.get("classname", "")
            self.cases.append(Case(self._open.get("name", ""), place, self._outcome, *self._doubt))
            self._open = None
