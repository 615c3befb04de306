"""What each folder of features is, and all that concerns one feature in a run."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ..answers.answers import DEFAULT_FEATURE, Answers
from ..destination.folder import Destination
from ..plan import model
from ..plan.items import Contract, Feature, Operation
from ..plan.kinds import SPEC_KIT
from ..plan.model import Spec
from ..plan.record import FeatureItems, Record
from . import numbering
from .story_sources import SOURCE, Taken

PLANNED = SPEC_KIT.name  #: the kind of the features that the template plans
_NUMBERED = re.compile("[0-9]{3,}-.")


class FeatureKind(Enum):
    """What a feature is to the template."""

    OURS = "planned before: its documents are the template's"
    NEW = "there is no folder yet"
    EMPTY = "a person made the folder and nothing in it"
    BROUGHT = "a person wrote its spec.md, and no tasks"
    THEIRS = "a person keeps its task list"


@dataclass(frozen=True)
class Situation:
    """All that concerns one feature."""

    feature: Feature
    kind: FeatureKind
    previous: FeatureItems
    is_current: bool  #: whether the answers are this feature's
    answers: Answers
    spec: Spec | None
    listed: Sequence[model.Task]
    contracts: Sequence[Operation | Contract]
    ids_in_documents: frozenset[str]

    def has_moved(self, items: FeatureItems) -> bool:
        """Whether the feature is to be planned again: the answers are its own, or something of it has changed."""
        if self.kind is FeatureKind.EMPTY and not self.is_current:
            return False
        return self.is_current or replace(items, tasks=self.previous.tasks) != self.previous

    @property
    def taken(self) -> Taken:
        """What a new story may not use, but for the stems of other features."""
        by_hand = frozenset(story for task in self.listed for story in task.stories)
        return Taken(self.ids_in_documents, by_hand)


def feature_in_hand(answers: Answers, previous: Record, destination: Destination) -> str:
    """Return the folder of the feature that the answers are about; blank if a repository is only adopted.

    Whoever adopts a repository and names no feature gets none.
    """
    if answers.project_type == "existing" and answers.feature_name == DEFAULT_FEATURE:
        return ""
    return numbering.feature_folder(answers.feature_name, plannable(previous, destination))


def plannable(previous: Record, destination: Destination) -> list[str]:
    """Return the folders that a feature's name may mean: lists of other kinds are not planned."""
    folders = [one for one in destination.lists if destination.kinds.get(one, PLANNED) == PLANNED]
    return list(dict.fromkeys([*previous.by_feature, *folders]))


def recognise(folder: str, previous: Record, destination: Destination, is_current: bool, adopted: bool) -> FeatureKind:
    """Tell what a folder is. In an adopted repository only the feature of the answers is planned."""
    if previous.of(folder).feature.task_list:
        return FeatureKind.OURS
    if is_current and folder not in destination.lists:
        return FeatureKind.NEW
    if not is_current and (adopted or not _NUMBERED.match(folder)):
        return FeatureKind.THEIRS
    if folder in destination.without_documents:
        return FeatureKind.EMPTY
    documents = own_documents(destination, folder)
    return FeatureKind.BROUGHT if documents and (is_current or documents == (SOURCE,)) else FeatureKind.THEIRS


def own_documents(destination: Destination, feature: str) -> tuple[str, ...]:
    """Return the documents of a feature that has a specification and no tasks, so that these can be planned."""
    present = destination.documents.get(feature, frozenset())
    stories = destination.specs.get(feature, Spec()).stories
    if destination.kinds.get(feature, PLANNED) != PLANNED:
        return ()
    if destination.lists.get(feature) or not stories or "tasks.md" in present:
        return ()
    return tuple(sorted(present, reverse=True))
