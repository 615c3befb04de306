"""Where the test of a task stands, and what it is called. Settled once, when the task is first seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from .names import snake
from .plan.languages import Framework, frameworks_of, language_of_test, test_key
from .plan.record import Unit
from .units import framework_for, mirror, test_path, unit_of

_NAME_BYTES = 240  #: of a file's name; file systems take 255, and a feature's number may be added


@dataclass(frozen=True)
class Place:
    """A test file from the project's root and a test in it; no name where the file is a person's own."""

    path: str = ""
    name: str = ""
    testing: str = ""  #: the framework, where no unit says it


@dataclass
class Placer:
    """Gives tests their places. `owners` are the test files that were given out, each with its feature."""

    units: Sequence[Unit]  #: the first is where a task belongs that names no file
    owners: dict[str, str]
    exists: Callable[[str], bool]
    holds: Callable[[str], bool]  #: whether a path stays inside the project
    scope: str  #: `every-task`, or `test-tasks`: only those that name a test file get a stub
    frameworks: Callable[[str], Sequence[str]]  #: those in use round a file of an adopted repository
    adopted: bool  #: then a file name that nobody wrote ends in feature and id, for two of one name break many runners

    def place(
        self,
        feature: str,
        task_id: str,
        phase: str,
        tests: Sequence[str],
        sources: Sequence[str],
        subject: str,
        unit: str = "",
    ) -> Place:
        """By the first rule that holds: a test file that the task writes, a source file's mirror, one file a phase.

        Another feature's test file is left alone, and so is one that is there already and nobody's.
        """
        if not tests and self.scope == "test-tasks":
            return Place()
        mirrors = [path for file in sources if (path := mirror(self.units, file))]
        of_phase = test_path(self._concerned(unit, sources), "unit", f"{number(feature)}_{snake(phase) or 'tasks'}")
        path = [*tests, *mirrors, of_phase][0]
        if self.adopted and not tests:
            path = _ending(path, number(feature), test_key(task_id))
        elif self.owners.get(path, feature) != feature:
            path = _ending(path, number(feature))
        if not self.holds(path):
            return Place()
        if path not in self.owners and self.exists(path):
            return Place(path)
        framework = self._framework(path)
        if framework is None:
            return Place(path)
        self.owners[path] = feature
        told = framework.name if self.adopted and len(frameworks_of(path)) > 1 else ""
        return Place(path, test_name(framework, task_id, subject), told)

    def _concerned(self, unit: str, sources: Sequence[str]) -> Unit:
        """The unit that a task speaks of, else the first."""
        named = [one for one in self.units if one.id == unit]
        named += [one for file in sources if (one := unit_of(file, self.units))]
        return [*named, self.units[0]][0]

    def _framework(self, path: str) -> Framework | None:
        if not self.adopted:
            return framework_for(path, unit_of(path, self.units))
        return framework_for(path, None, self.frameworks(path)) or framework_for(path, self.units[0])


def is_safe(path: str) -> bool:
    """Whether a path that a person wrote stays in the project, and out of Git's own folder."""
    parts = PurePosixPath(path).parts
    leaves = path.startswith("/") or ".." in parts or PureWindowsPath(path).drive
    short = all(len(part.encode()) < _NAME_BYTES for part in parts)
    return short and not leaves and ".git" not in (part.casefold() for part in parts)


def test_name(framework: Framework, task_id: str, subject: str) -> str:
    """`test_t012_post_users`, or `T012 post users` where names are texts."""
    slug = snake(subject) or "task"
    return framework.test_name.format(id=task_id, key=test_key(task_id), slug=slug, words=slug.replace("_", " "))


def number(feature: str) -> str:
    """What tells a feature's files from another's: `001-user-auth` → `001`, `search` → `search`."""
    first, _, rest = feature.partition("-")
    return first if first.isdecimal() and rest else snake(feature)


def _ending(path: str, *ends: str) -> str:
    """`tests/unit/models/test_user.py` → `tests/unit/models/test_user_002.py`, in the case of the language."""
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.partition(".")
    language = language_of_test(path)
    separator = "-" if language and language.case == "kebab" else "_"
    return f"{folder}{slash}{separator.join((stem, *ends))}{dot}{suffix}"
