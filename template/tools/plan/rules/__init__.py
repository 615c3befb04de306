"""The rules of `check`, in the order in which they are documented; each is one function of a feature."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..model import Feature, Finding, Project
from .documents import leftover_placeholder
from .tasks import duplicate_id
from .tests import missing_test


@dataclass(frozen=True)
class Rule:
    """A name, and what it wants in a sentence; `find` yields what is amiss."""

    name: str
    wants: str
    find: Callable[[Feature], Iterator[Finding]]


RULES = (
    Rule("duplicate-id", "An id names one task of its feature.", duplicate_id),
    Rule("missing-test", "Every open task has a test.", missing_test),
    Rule("leftover-placeholder", "No placeholder of a plan template is left.", leftover_placeholder),
)


def check(project: Project) -> tuple[Finding, ...]:
    """All findings of all rules, by file, line and rule."""
    found = (finding for feature in project.features for rule in RULES for finding in rule.find(feature))
    return tuple(sorted(found, key=lambda one: (one.feature, one.file, one.line, one.rule, one.message)))
