"""A task that a feature calls for, before it has an id; and the kinds that there are."""

from dataclasses import dataclass

#: The kinds of tasks by the group that they stand in, groups in the order of the document.
GROUPS = {
    "setup": ("structure", "project", "tools"),
    "foundational": ("settings", "errors", "database", "authentication", "api", "base", "frontend"),
    "tests": ("contract", "integration", "browser"),
    "implementation": (
        *("model", "service", "endpoint", "validation", "logging", "integrate", "requirement"),
        *("component", "client", "page"),
    ),
    "polish": ("documentation", "cleanup", "performance", "edges", "security"),
}
WRITE_TESTS = ("contract", "integration", "browser", "edges")
GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}

Key = tuple[str, str, str]  #: kind, what called for it, story; what a task is known by in the next update


@dataclass(frozen=True)
class Wanted:
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


def group_of(kind: str, story: str) -> str:
    """The group in which a task stands: a model that no story calls for is there before them all, an operation that
    serves none comes after them.
    """
    apart = {"model": "foundational", "contract": "contracts", "endpoint": "contracts"}
    return GROUP_OF.get(kind, "") if story else apart.get(kind, GROUP_OF.get(kind, ""))


def key(kind: str, of: str, story: str) -> Key:
    """An entity has one model in a feature, and an endpoint one contract, whichever story came first."""
    return (kind, of, "" if of and kind in ("model", "contract", "endpoint", "component") else story)


def joined(parts: list[str]) -> str:
    """`User, Article and Tag`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
