"""What is already in the folder that Copier writes to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..plan import model
from ..plan.disk import Disk
from ..plan.folders import feature_folders
from ..plan.house import House, read_house
from ..plan.items import Contract, Operation, Task
from ..plan.languages import Language
from ..plan.project import read_project
from ..plan.rules import errors_by_feature
from ..plan.sources import ids_in_use, read_lists, read_specs
from ..plan.status import recorded_test
from ..plan.tested import UNWRITTEN
from .adopted import frameworks_near, package_near
from .contracts import read_contracts
from .manifests import languages_in


@dataclass(frozen=True)
class Destination:
    """What is in the project: the tasks of each feature folder, the folders without a document, and files."""

    lists: Mapping[str, Sequence[model.Task]]
    without_documents: frozenset[str]
    exists: Callable[[str], bool]
    is_inside: Callable[[str], bool] = lambda path: True  #: whether a path stays inside, symbolic links followed
    frameworks: Callable[[str], Sequence[str]] = lambda path: ()  #: test frameworks in use round a file
    package: Callable[[str, Language], str] = lambda path, language: ""  #: of the tests beside the code of a folder
    ids_in_documents: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  #: US, FR and SC ids in each feature's documents
    contracts: Callable[[str], Sequence[Operation | Contract]] = lambda feature: ()  #: what a feature's contracts/ says
    documents: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: the names of each feature's documents
    source: model.Spec | None = None  #: the spec.md that a new feature begins with
    specs: Mapping[str, model.Spec] = field(default_factory=dict)  #: what its spec.md says, by feature
    text: Callable[[str], str] = lambda path: ""  #: of a file in the project; blank if there is none
    kinds: Mapping[str, str] = field(default_factory=dict)  #: spec-kit, kiro or openspec, by feature
    errors: Callable[[], Mapping[str, tuple[str, ...]]] = dict  #: of `check`, by feature
    without_framework: Callable[[], frozenset[str]] = frozenset  #: languages for which no manifest shows a framework
    archived: frozenset[str] = frozenset()  #: features that are finished, to which nothing is added
    house: Callable[[str], House] = House  #: the team's own forms in a folder

    is_written: Callable[[Task, frozenset[str]], bool] = lambda task, given: (
        False
    )  #: whether a person wrote its test; `given` are the test files of the record


EMPTY = Destination({}, frozenset(), lambda path: False)


def look(root: Path) -> Destination:
    """Read a folder. One that does not exist yet is empty, as in the temporary renderings of an update."""
    folders, disk = feature_folders(root), Disk(root)
    frameworks = cache(lambda folder: frameworks_near(root, folder))
    is_within = cache(lambda folder: (root / folder).resolve().is_relative_to(root.resolve()))
    documents = {
        one: frozenset(name.removeprefix(f"{folder.shown}/") for name in folder.documents())
        for one, folder in folders.items()
    }
    paths = {one: folder.path for one, folder in folders.items()}
    return Destination(
        lists=read_lists(root),
        without_documents=frozenset(feature for feature, names in documents.items() if not names),
        exists=lambda path: (root / path).exists(),
        is_inside=lambda path: not (root / path).is_symlink() and is_within(path.rpartition("/")[0]),
        frameworks=lambda path: frameworks(path.rpartition("/")[0]),
        package=lambda path, language: package_near(root, path, language),
        ids_in_documents=ids_in_use(root),
        specs=read_specs(root),
        documents=documents,
        kinds={one: folder.kind.name for one, folder in folders.items()},
        text=lambda path: disk.text(path) or "",
        is_written=lambda task, given: is_written(task, given, disk),
        contracts=cache(lambda feature: tuple(read_contracts(root, paths.get(feature), feature))),
        errors=lambda: errors_by_feature(read_project(root)),
        without_framework=lambda: frozenset(one.language for one in languages_in(root) if not one.testing),
        house=cache(lambda folder: read_house(root, folder)),
        archived=frozenset(one for one, folder in folders.items() if folder.is_archived),
    )


def is_written(task: Task, given: frozenset[str], disk: Disk) -> bool:
    """Return whether the test of a task is there and is no longer the generated stub."""
    test = recorded_test(task, given, disk)
    return test is not None and test.status not in UNWRITTEN
