"""A task that a feature calls for, before it has an id; and the kinds that there are."""

from dataclasses import dataclass

from .kinds import WRITE_TESTS, group_of

Key = tuple[str, str, str]  #: kind, what called for it, story; what a task is known by in the next update


@dataclass(frozen=True)
class PlannedTask:
    """`text` is followed by `file` in the task's line; `subject` is what its test is named after.

    `unit` is the root that a task without a file concerns; blank for the first.
    """

    kind: str
    of: str
    story: str
    text: str
    file: str
    subject: str
    after: tuple[Key, ...] = ()
    requirements: tuple[str, ...] = ()
    unit: str = ""

    @property
    def key(self) -> Key:
        return key(self.kind, self.of, self.story)

    @property
    def tests(self) -> list[str]:
        """The test file that the task writes."""
        return [self.file] if self.kind in WRITE_TESTS else []

    @property
    def sources(self) -> list[str]:
        return [self.file] if self.file and self.kind not in WRITE_TESTS else []

    @property
    def phase(self) -> str:
        """What names the test file of a task that names no file itself."""
        return self.story or group_of(self.kind, self.story)


def key(kind: str, of: str, story: str) -> Key:
    """An entity has one model in a feature, and an endpoint one contract, whichever story came first."""
    return (kind, of, "" if of and kind in ("model", "contract", "endpoint", "component") else story)
