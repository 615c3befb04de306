"""How many tests of some tasks stand how, in words: `2 tests passing, 1 pending`."""

from collections.abc import Iterable, Sequence

from ..model import Feature, Task
from ..values import dataclass
from .matrix import count, status

_WORDS = {"failing": "failing", "passing": "passing", "unknown": "written", "skipped": "skipped", "pending": "pending",
          "missing": "missing", "none": "without a test"}  # fmt: skip
_NONE = "none"  # the status of a scenario that no task tests
_NOT_RUN = "without a result"


@dataclass(frozen=True)
class Standing:
    """Of some tasks: how many there are, how many are ticked, and how many tests have each status."""

    total: int
    done: int
    statuses: dict[str, int]
    has_results: bool

    @property
    def tests(self) -> int:
        return sum(self.statuses.values())

    def of(self, name: str) -> int:
        return self.statuses.get(name, 0)

    @property
    def statuses_in_words(self) -> str:
        """The statuses that there are, the worst first: `1 failing, 2 passing`; blank if there is no test."""
        return ", ".join(f"{number} {self._word(name)}" for name in _WORDS if (number := self.of(name)))

    @property
    def in_words(self) -> str:
        """The same with what is counted: `1 test failing, 2 passing`."""
        first, _, rest = self.statuses_in_words.partition(" ")
        return f"{count(int(first), 'test')} {rest}" if first else ""

    def _word(self, name: str) -> str:
        return _NOT_RUN if name == "unknown" and self.has_results else _WORDS[name]


def standing(feature: Feature, tasks: Iterable[Task], has_results: bool) -> Standing:
    """Count some tasks of a feature and their tests."""
    tasks = list(tasks)
    found = [status(feature, task) for task in tasks if task.id in feature.tests]
    done = sum(task.done for task in tasks)
    return Standing(len(tasks), done, {name: found.count(name) for name in _WORDS}, has_results)


def scenario_standing(feature: Feature, has_results: bool, story: str | None = None) -> Standing:
    """Count the scenarios of a story, or of all, by the tests of their tasks; a test may be for several of them."""
    listed = {task.id: task for task in feature.tasks}
    found = [
        status(feature, listed[one.task]) if one.task in feature.tests and one.task in listed else _NONE
        for one in feature.scenarios
        if story is None or one.story == story
    ]
    return Standing(len(found), 0, {name: found.count(name) for name in _WORDS}, has_results)


def ready_now(tasks: Sequence[Task]) -> str:
    """The ids of the first tasks that can be started: `T004, T005 and 7 more`."""
    ids = [task.id for task in tasks]
    more = f" and {len(ids) - 3} more" if len(ids) > 3 else ""
    return f"{', '.join(ids[:3])}{more}"
