"""The specification of a feature, of whatever kind, behind one model."""

from collections.abc import Mapping, Sequence

from ..kinds import SPEC_KIT, kind_of
from ..model import Document, Spec
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
    return Spec()
