"""What the readers of test results make: one value a test that ran or was skipped."""

from ..values import dataclass

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


@dataclass(frozen=True)
class Case:
    """A test in a report.

    `place` is what the report says of where it stands: a file, a class, a package. `doubt` is blank, or the reason
    for which a pass of this report may be a skipped test, and `skips` what such a test has in its file.
    """

    name: str
    place: str
    outcome: str
    doubt: str = ""
    skips: tuple[str, ...] = ()
