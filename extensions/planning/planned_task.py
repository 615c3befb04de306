"""A task that a feature calls for, before it has an id; and the kinds that there are."""

from dataclasses import dataclass

from .kinds import WRITE_TESTS, group_of

Key = tuple[str, str, str]  #: kind, what called for it, story; what a task is known by in the next update


@dataclass(frozen=True)
class PlannedTask:
    """`text` is followed by `file` in the task's line; `subject` is what its test is named after.

    `unit` is the root that a task without a file concerns; blank for the first. `ends` is added to the name of its unit
    test, if another story or feature has that of the file.
    """

    kind: str
    source: str
    story: str
    text: str
    file: str
    subject: str
    after: tuple[Key, ...] = ()
    requirements: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    unit: str = ""
    ends: str = ""

    @property
    def key(self) -> Key:
        return key(self.kind, self.source, self.story)

    @property
    def sentence(self) -> str:
        """What its line says: the text, and the file that it writes."""
        return f"{self.text} in {self.file}" if self.file else self.text

    @property
    def writes_test(self) -> bool:
        """Whether its file is a test."""
        return bool(self.file) and self.kind in WRITE_TESTS

    @property
    def phase(self) -> str:
        """What names the test file of a task that names no file itself."""
        return self.story or group_of(self.kind, self.story)


def key(kind: str, source: str, story: str) -> Key:
    """An entity has one model in a feature, an endpoint one contract, an edge case one test, in whichever story."""
    return (kind, source, "" if source and kind in ("model", "contract", "endpoint", "component", "edge") else story)
