"""Which of the team's own forms a test file is printed with: those that the record names for it."""

from dataclasses import dataclass
from hashlib import sha256

from ..plan.house import part_in
from ..plan.items import Form, beside
from ..plan.record import Record
from .reading import Source


@dataclass(frozen=True)
class Forms:
    """The team's own forms of one test file by part, blank for the whole; a part that is not here is ours.

    `has_second` tells whether the file beside it is the template's to write.
    """

    sources: tuple[tuple[str, Source], ...] = ()
    has_second: bool = False

    def source(self, part: str) -> Source | None:
        """Return the form of a part; None if the team has none."""
        return dict(self.sources).get(part)


NONE = Forms()


def chosen_forms(record: Record, path: str) -> Forms:
    """Return the forms that the record names for a test file and for the one beside it."""
    second = beside(path)[1]
    named = (*record.stub_forms.get(path, ()), *record.stub_forms.get(second, ()))
    if not named:
        return NONE
    known = {one.id: one for one in record.forms}
    found = [known[one] for one in named if one in known]
    sources = tuple(sorted((part_in(one.name), source_of(one)) for one in found))
    return Forms(sources, second in record.stub_forms)


def source_of(form: Form) -> Source:
    """Return a recorded form to be rendered; messages name the file that it was read from."""
    return Source(form.path, "\n".join(form.lines), bool(part_in(form.name)) and part_in(form.name) != "feature")


def hash_of(name: str, text: str) -> str:
    """Return what a version of a form is known by."""
    return sha256(f"{name}\n{text}".encode()).hexdigest()[:10]
