"""Where the test of a task stands, and what it is called. Settled once, when the task is first seen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from .names import snake
from .plan.languages import framework_of, test_key
from .plan.record import Unit
from .units import mirror, test_path

_NAME_BYTES = 240  #: of a file's name; file systems take 255, and a feature's number may be added


@dataclass(frozen=True)
class Place:
    """A test file from the project's root and a test in it; no name where the file is a person's own."""

    path: str = ""
    name: str = ""


@dataclass
class Placer:
    """Gives tests their places. `owners` are the test files that were given out, each with its feature."""

    unit: Unit
    owners: dict[str, str]
    exists: Callable[[str], bool]
    holds: Callable[[str], bool]  #: whether a path stays inside the project
    scope: str  #: `every-task`, or `test-tasks`: only those that name a test file get a stub
    adopted: bool  #: then a file name that nobody wrote ends in feature and id, for two of one name break many runners

    def place(
        self, feature: str, task_id: str, phase: str, tests: Sequence[str], sources: Iterable[str], subject: str
    ) -> Place:
        """By the first rule that holds: a test file that the task writes, a source file's mirror, one file a phase.

        Another feature's test file is left alone, and so is one that is there already and nobody's.
        """
        if not tests and self.scope == "test-tasks":
            return Place()
        mirrors = [path for file in sources if (path := mirror(self.unit, file))]
        of_phase = test_path(self.unit, "unit", f"{number(feature)}_{snake(phase) or 'tasks'}", "")
        path = [*tests, *mirrors, of_phase][0]
        if self.adopted and not tests:
            path = _ending(path, f"{number(feature)}_{test_key(task_id)}")
        elif self.owners.get(path, feature) != feature:
            path = _ending(path, number(feature))
        if not self.holds(path):
            return Place()
        if path not in self.owners and self.exists(path):
            return Place(path)
        name = test_name(path, task_id, subject)
        if name:
            self.owners[path] = feature
        return Place(path, name)


def is_safe(path: str) -> bool:
    """Whether a path that a person wrote stays in the project, and out of Git's own folder."""
    parts = PurePosixPath(path).parts
    leaves = path.startswith("/") or ".." in parts or PureWindowsPath(path).drive
    short = all(len(part.encode()) < _NAME_BYTES for part in parts)
    return short and not leaves and ".git" not in (part.casefold() for part in parts)


def test_name(path: str, task_id: str, subject: str) -> str:
    """`test_t012_post_users`; blank where the language has no stub form."""
    framework = framework_of(path)
    slug = snake(subject) or "task"
    return framework.test_name.format(key=test_key(task_id), slug=slug) if framework else ""


def number(feature: str) -> str:
    """What tells a feature's files from another's: `001-user-auth` → `001`, `search` → `search`."""
    first, _, rest = feature.partition("-")
    return first if first.isdecimal() and rest else snake(feature)


def _ending(path: str, end: str) -> str:
    """`tests/unit/models/test_user.py` → `tests/unit/models/test_user_002.py`."""
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.partition(".")
    return f"{folder}{slash}{stem}_{end}{dot}{suffix}"
