"""What the documents of each feature say, by feature: its tasks, the ids in use, its specification."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from .disk import CONTROL, CannotRead, Disk, without_controls
from .folders import Folder, feature_folders
from .items import Task as RecordedTask
from .kinds import KIRO, OPENSPEC, SPEC_KIT, Kind, is_list, is_specification
from .locating import with_own_paths
from .model import Document, Spec, Task, Unreadable
from .planned import with_record
from .reading.data_model import folded, read_data_model
from .reading.deltas import with_served
from .reading.lines import visible_lines
from .reading.lists import listed_once, tasks_in
from .reading.spec import ids_given
from .reading.specifications import read_specification


def read_documents(root: Path, folder: Folder) -> Iterator[Document | Unreadable]:
    """Yield the documents of a feature, those that cannot be read too."""
    disk = Disk(root)
    for shown in folder.documents():
        try:
            raw = disk.read(shown)
            text = raw.decode("utf-8")
            control = CONTROL.search(text)
            line = text.count("\n", 0, control.start()) + 1 if control else 0
            yield Document(shown, without_controls(text), line, ord(control[0]) if control else 0)
        except UnicodeDecodeError as error:
            yield Unreadable(shown, raw.count(b"\n", 0, error.start) + 1, "this is no UTF-8")
        except CannotRead as error:
            yield Unreadable(shown, 1, str(error))


def read_lists(root: Path) -> dict[str, tuple[Task, ...]]:
    """The tasks of each feature, those of plan.md before those of tasks.md; a list that cannot be read has none."""
    disk = Disk(root)
    return {
        name: with_own_paths(listed_tasks(list(_readable(root, folder)), folder.kind, {}), disk.exists)
        for name, folder in feature_folders(root).items()
    }


def ids_in_use(root: Path) -> dict[str, frozenset[str]]:
    """The numbers of stories, requirements and criteria that each feature's documents name, a person's own too."""
    return {
        name: frozenset(one for document in _readable(root, folder) for one in ids_given(visible_lines(document.text)))
        for name, folder in feature_folders(root).items()
    }


def read_specs(root: Path) -> dict[str, Spec]:
    """What the specification of each feature says, with the entities of a data-model.md; one that cannot be read says
    nothing.
    """
    disk = Disk(root)
    found = {}
    for name, folder in feature_folders(root).items():
        documents = [one for one in _readable(root, folder) if is_specification(one.path)]
        if documents:
            spec = read_specification(documents)
            found[name] = _with_model(spec, disk) if folder.kind is SPEC_KIT else spec
    return found


def _readable(root: Path, folder: Folder) -> Iterator[Document]:
    yield from (one for one in read_documents(root, folder) if isinstance(one, Document))


def with_specification(tasks: Sequence[Task], spec: Spec, kind: Kind) -> tuple[Task, ...]:
    """Return the tasks of a list with what the specification makes of them: stories, or requirements by name."""
    if kind is OPENSPEC:
        return with_served(tasks, spec.requirements)
    stories = {one: story.id for story in spec.stories for one in story.requirements} if kind is KIRO else {}
    if not stories:
        return tuple(tasks)
    found = [tuple(dict.fromkeys(stories[one] for one in task.requirements if one in stories)) for task in tasks]
    return tuple(replace(task, stories=own or task.stories) for task, own in zip(tasks, found))


def listed_tasks(documents: Sequence[Document], kind: Kind, recorded: Mapping[str, RecordedTask]) -> tuple[Task, ...]:
    """Return the tasks of a feature's documents. The specification is read only if its kind of list depends on it."""
    lists: Mapping[str, Sequence[Task]] = {
        one.path: tasks_in(visible_lines(one.text), one.path, lambda task: with_record(task, recorded))
        for one in documents
        if is_list(one.path)
    }
    tasks = tuple(task for tasks in listed_once(lists).values() for task in tasks)
    specifications = [one for one in documents if is_specification(one.path)] if kind is not SPEC_KIT else []
    return with_specification(tasks, read_specification(specifications), kind) if specifications else tasks


def _with_model(spec: Spec, disk: Disk) -> Spec:
    """The specification with what data-model.md beside it has: fields of its entities, and further entities."""
    text = disk.text(f"{spec.path.rpartition('/')[0]}/data-model.md")
    modelled = {folded(one.name): one for one in read_data_model(text)} if text else {}
    own = [
        replace(one, fields=modelled[folded(one.name)].fields) if folded(one.name) in modelled else one
        for one in spec.entities
    ]
    known = {folded(one.name) for one in own}
    return replace(spec, entities=(*own, *(one for name, one in modelled.items() if name not in known)))
