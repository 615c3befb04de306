"""The kinds of lists that are read: where each has its features, and how its documents are called. Data alone."""

from .regex import lazy
from .values import dataclass

#: Folders that hold finished features.
ARCHIVES = ("archive", "archived", "completed", "done")
_NUMBERED = lazy(r"[0-9]{2,}-.")


@dataclass(frozen=True)
class Kind:
    """A way of planning features in Markdown."""

    name: str
    roots: tuple[str, ...]  #: the folders that hold a folder for each feature
    documents: tuple[str, ...]  #: of a feature, in the order in which they are read
    specification: str  #: the document with the requirements, among those, or in the folders of `deltas`
    deltas: str = ""  #: a folder of a feature that has a specification for each part of the product
    is_planned: bool = False  #: whether the template can plan such a feature


SPEC_KIT = Kind(
    "spec-kit",
    roots=("specs", "docs/specs", ".specify/specs"),
    documents=("spec.md", "plan.md", "tasks.md"),
    specification="spec.md",
    is_planned=True,
)
KIRO = Kind(
    "kiro",
    roots=(".kiro/specs",),
    documents=("requirements.md", "bugfix.md", "tasks.md"),
    specification="requirements.md",
)
OPENSPEC = Kind(
    "openspec", roots=("openspec/changes",), documents=("tasks.md",), specification="spec.md", deltas="specs"
)
KINDS = (SPEC_KIT, KIRO, OPENSPEC)

#: The documents that may hold tasks, of any kind.
TASK_LISTS = ("plan.md", "tasks.md")
#: Where the features of any kind are, for messages.
PLACES = tuple(root for kind in KINDS for root in kind.roots)


def kind_of(path: str) -> Kind:
    """Return the kind of a feature's folder or document, by its path from the project's root."""
    return next((kind for kind in KINDS for root in kind.roots if path.startswith(f"{root}/")), SPEC_KIT)


def is_archived(folder: str) -> bool:
    """Return whether a feature's folder is in one for finished features, at whatever depth."""
    kind = kind_of(folder)
    root = next((one for one in kind.roots if folder.startswith(f"{one}/")), "")
    return any(part in ARCHIVES for part in folder.removeprefix(f"{root}/").split("/")[:-1])


def is_list(path: str) -> bool:
    """Return whether a document may hold tasks."""
    return path.rpartition("/")[2] in TASK_LISTS


def is_specification(path: str) -> bool:
    """Return whether a document is one with requirements."""
    return path.rpartition("/")[2] in ("spec.md", "requirements.md", "bugfix.md")


def is_numbered(name: str) -> bool:
    """Return whether a folder is named as spec-kit names features: `016-search`."""
    return _NUMBERED.match(name) is not None
