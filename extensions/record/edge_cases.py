"""The edge cases that have tests: those of the answers, and those that people add or reword in spec.md."""

from collections.abc import Mapping

from ..plan.items import Feature
from ..plan.model import Spec
from ..plan.reading.prose import unformatted
from ..plan.reading.rewording import reworded
from .story_sources import SOURCE


def edge_cases_of(feature: Feature, previous: Feature, spec: Spec) -> tuple[str, ...]:
    """Return the edge cases in the words of spec.md, then those that are new; blank if the answers have them all.

    They stay in their order, so that the record does not change when spec.md is printed.
    """
    answered = reworded(previous.edge_cases, feature.edge_cases)
    gone = {*previous.edge_cases} - {*feature.edge_cases}  # still in spec.md until it is printed
    had = [answered.get(one, one) for one in previous.all_edge_cases]
    known = {unformatted(one): one for one in (*gone, *had, *feature.edge_cases)}
    read = [known.get(unformatted(text), text) for text in spec.edge_cases]
    read = [answered.get(one, one) for one in read if one not in gone or one in answered]
    printed = set() if SOURCE in feature.user_documents else {*previous.edge_cases, *answered.values()}
    new = [one for one in feature.edge_cases if one not in printed]
    renamed = reworded(had, read)
    followed = [renamed.get(one, one) for one in had]
    there = {*read, *new}
    found = dict.fromkeys(one for one in (*followed, *read, *new) if one in there)
    return () if found.keys() <= {*feature.edge_cases} else tuple(found)


def renamed_edge_cases(previous: Feature, now: Feature) -> Mapping[str, str]:
    """Return the edge cases that have other words now, with these."""
    return reworded(previous.all_edge_cases, now.all_edge_cases)
