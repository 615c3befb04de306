"""The specification of a feature, of whatever kind, behind one model."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..kinds import KIRO, SPEC_KIT, kind_of
from ..model import Document, Spec, SpecStatement
from .deltas import read_deltas
from .ears import read_requirements
from .lines import Line, visible_lines
from .spec import read_spec


def read_specification(documents: Sequence[Document], lines: Mapping[str, Sequence[Line]] | None = None) -> Spec:
    """Return what the specifications of a feature say; there is at least one.

    `lines` are their visible lines by path, where these were read before.
    """
    lines = lines or {one.path: visible_lines(one.text) for one in documents}
    first = documents[0]
    kind = kind_of(first.path)
    if kind is SPEC_KIT:
        return read_spec(first.text, first.path, lines[first.path])
    if kind is KIRO:
        return _joined([read_requirements(lines[one.path], one.path) for one in documents])
    requirements: dict[str, SpecStatement] = {}
    for document in documents:
        for one in read_deltas(lines[document.path], document.path):
            requirements.setdefault(one.id, one)
    return Spec(path=first.path, requirements=tuple(requirements.values()), named=frozenset(requirements))


def _joined(specs: Sequence[Spec]) -> Spec:
    """Those of requirements.md and bugfix.md in one; a feature has one of them as a rule."""
    first = specs[0]
    for other in specs[1:]:
        known = {one.id for one in first.requirements}
        more = tuple(replace(one, file=other.path) for one in other.requirements if one.id not in known)
        first = replace(first, requirements=(*first.requirements, *more), named=first.named | other.named)
    return first
