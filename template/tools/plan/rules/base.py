"""What a rule is made of."""

from collections.abc import Callable, Iterator

from ..digests import digest
from ..model import Feature, Project
from ..values import dataclass


@dataclass(frozen=True)
class Problem:
    """What a rule found. `severity` is blank where it is the rule's own, `feature` where it is the whole project's."""

    file: str
    line: int
    message: str
    task: str | None = None
    severity: str = ""
    feature: str = ""


def key_of(rule: str, problem: Problem) -> str:
    """What a problem is known by from one run to the next, wherever its line is: its task, else its words."""
    return f"{rule} {problem.task or digest(f'{problem.file} {problem.message}')}"


@dataclass(frozen=True)
class Rule:
    """A name, `error` or `warning`, and what it wants in a sentence; `find` yields what is amiss."""

    name: str
    severity: str
    wants: str
    find: Callable[[Feature], Iterator[Problem]] | None = None
    find_in_project: Callable[[Project], Iterator[Problem]] | None = None


def shortened(words: str) -> str:
    """The words as a message quotes them."""
    return words if len(words) <= 80 else f"{words[:79]}…"
