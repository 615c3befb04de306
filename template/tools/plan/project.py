"""A project's folder to a `Project`: every feature with its documents, tasks and tests."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from .disk import Disk
from .folders import Folder, feature_folders
from .house import outdated_forms, read_house
from .identity import renamed_features, taken_ids, tasks_by_id, under_names
from .items import HOUSE
from .items import Task as RecordedTask
from .kinds import KIRO, SPEC_KIT, Kind, is_list, is_specification
from .languages import LANGUAGES
from .locating import with_own_paths
from .model import (
    Document,
    Drift,
    Feature,
    IdleUnit,
    PlannedOperation,
    PlannedStory,
    Project,
    Spec,
    Story,
    Task,
    Unreadable,
    UnreadLine,
)
from .planned import with_record
from .reading.layout import Drawn, drawn_paths
from .reading.lines import Line, visible_lines
from .reading.lists import listed_once, tasks_in
from .reading.spec import identify
from .reading.specifications import read_specification
from .reading.stories import headed_stories, unread_stories
from .reading.unread import STORY, boxes_without_id, unread_lines
from .record import Record, load_answers
from .regex import lazy
from .sources import listed_tasks, read_documents, read_lists, with_specification
from .status import orphans, test_of
from .tested import suspects, tested_criteria, tested_scenarios

_PARAMETER = lazy(r"\{[^{}]*\}")
_NAME = lazy(r"""^project_name: *(?P<quote>["']?)(?P<name>.*\S)(?P=quote)\s*$""", re.MULTILINE)
_SYNC = re.compile(rb"^sync:", re.MULTILINE)
_CRITERION = lazy(r"\bSC-[0-9]{1,4}\b")
_TYPE = lazy(r"^project_type: *(?P<type>[a-z]+)\s*$", re.MULTILINE)
# The roots that the answers of each project type ask for; in an existing project nobody but its owner knows.
_ROOTS = {"single": {"."}, "web": {"backend", "frontend"}, "mobile": {"api", "ios", "android", "app"}}
_UNITS = lazy(r"^units:.*(?:\n(?![A-Za-z_]).*)*", re.MULTILINE)
_UNIT_ROOT = lazy(r"""\broot['"]?: *['"]?(?:\./)?(?P<root>[^\s'",}]+?)/?(?=['"]?\s*(?:[,}]|$))""", re.MULTILINE)
BUILD_FOLDERS = frozenset().union(*(language.build_folders for language in LANGUAGES.values()))


def read_project(root: Path) -> Project:
    """Every feature under specs/, with its tasks and their tests."""
    disk = Disk(root)
    answers = [Document(path.name, disk.text(path.name) or "") for path in answers_files(root)]
    folders = feature_folders(root)
    records = [_under_present_names(load_answers(one.text), root, folders) for one in answers]
    recorded = _recorded_tasks(records)
    given = frozenset(task.test for tasks in recorded.values() for task in tasks.values())
    documents = {one: tuple(read_documents(root, folder)) for one, folder in folders.items()}
    trees = {name: tuple(_trees(read)) for name, read in documents.items()}
    drawn = frozenset(one.path for tree in trees.values() for _, one in tree)
    sync = _sync_command(root, answers)
    house = next((record.context.house for record in records), HOUSE)
    features = tuple(
        replace(
            _feature(
                name,
                read,
                records,
                recorded.get(name, {}),
                given,
                disk,
                tuple(_drift(trees[name], drawn, disk)),
                folders[name].kind,
            ),
            is_archived=folders[name].is_archived,
            kind=folders[name].kind.name,
            sync=sync,
        )
        for name, read in documents.items()
    )
    return Project(
        root=str(root),
        features=features,
        orphans=tuple(orphans(features, recorded, disk)),
        idle_units=tuple(_idle_units(answers, records)),
        name=next((match["name"] for one in answers if (match := _NAME.search(one.text))), root.resolve().name),
        house=house,
        outdated=tuple(outdated_forms(read_house(root, house))),
        frameworks=frozenset((unit.language, unit.testing) for record in records for unit in record.units),
        torn=tuple(Document(path, text) for path, text in disk.read_so_far() if "<<<<<<<" in text or ">>>>>>>" in text),
    )


def read_tasks_alone(root: Path) -> Project:
    """Every feature with its tasks alone: for a command that prints nothing else, a third of what all of it costs."""
    disk = Disk(root)
    folders = feature_folders(root)
    texts = [disk.text(path.name) or "" for path in answers_files(root)]
    recorded = _recorded_tasks([_under_present_names(load_answers(one), root, folders) for one in texts])
    features = []
    for name, folder in folders.items():
        known = recorded.get(name, {})
        read = [one for one in read_documents(root, folder) if isinstance(one, Document)]
        tasks = with_own_paths(listed_tasks(read, folder.kind, known), disk.exists)
        features.append(Feature(name, (), (), tasks, {}, frozenset(known), kind=folder.kind.name))
    return Project(str(root), tuple(features))


def _recorded_tasks(records: Iterable[Record]) -> dict[str, dict[str, RecordedTask]]:
    """The tasks of the records by feature and id; of two with one id, the one that is not deleted."""
    recorded: dict[str, dict[str, RecordedTask]] = {}
    for item in (item for record in records for item in record.tasks):
        tasks = recorded.setdefault(item.feature, {})
        if item.id not in tasks or not item.deleted:
            tasks[item.id] = item
    return recorded


def _sync_command(root: Path, answers: Sequence[Document]) -> str:
    """The command that the project's README names for a sync; an adopted repository has no target for it."""
    makefile = root / "Makefile"
    if makefile.is_file() and _SYNC.search(makefile.read_bytes()):
        return "make sync"
    others = [one.path for one in answers if one.path != ".copier-answers.yml"]
    option = f" --answers-file {others[0]}" if others and len(answers) == 1 else ""
    return f"copier update --trust --defaults --vcs-ref=:current:{option}"


def answers_files(root: Path) -> list[Path]:
    """The files in which Copier keeps answers, by name."""
    return sorted(root.glob(".copier-answers*.yml"))


def _under_present_names(record: Record, root: Path, folders: Mapping[str, Folder]) -> Record:
    """The record with the features under the names of their folders, which may have been renamed since."""
    recorded = {name: items.tasks for name, items in record.by_feature.items() if items.tasks}
    if folders.keys() >= recorded.keys() or folders.keys() <= record.by_feature.keys():
        return record
    found = renamed_features(recorded, read_lists(root)).items()
    return under_names(record, {former: names[0] for former, names in found if len(names) == 1})


def _feature(
    name: str,
    read: Sequence[Document | Unreadable],
    records: Sequence[Record],
    known: Mapping[str, RecordedTask],
    given: frozenset[str],
    disk: Disk,
    drift: tuple[Drift, ...],
    kind: Kind,
) -> Feature:
    documents = tuple(one for one in read if isinstance(one, Document))
    lines = {one.path: visible_lines(one.text) for one in documents}
    found = {
        path: tasks_in(lines[path], path, lambda task: with_record(task, known)) for path in lines if is_list(path)
    }
    lists = listed_once(found)
    listed = [task for read_in_list in lists.values() for task in read_in_list]
    items = [task for record in records for task in record.of(name).tasks]  # a merge may leave two with one id
    planned = tuple(one for record in records for one in _planned(record, name))
    specifications = [one for one in documents if is_specification(one.path)]
    spec = read_specification(specifications, lines) if specifications else Spec()
    tasks = with_own_paths(with_specification(listed, spec, kind), disk.exists)
    ids = _spec_ids(spec, planned)
    tests = {task.id: test for task in tasks if (test := test_of(task, known.get(task.id), given, disk))}
    scenarios = tuple(tested_scenarios(spec, ids, planned, known))
    if kind is KIRO:
        scenarios = tuple(tested_criteria(spec, scenarios, tasks))
    return Feature(
        id=name,
        documents=documents,
        stories=tuple(_stories(spec, ids, lines)),
        tasks=tasks,
        tests=tests,
        recorded=frozenset(known),
        taken=tuple(taken_ids(tasks, known if len(items) == len(known) else tasks_by_id(items, tasks))),
        unreadable=tuple(one for one in read if isinstance(one, Unreadable)),
        unread=tuple(_unread(found, lines, kind)),
        drift=drift,
        scenarios=scenarios,
        suspects=suspects(tasks, tests, known, spec, scenarios),
        spec=spec,
        spec_ids=ids,
        planned=planned,
        operations=tuple(one for record in records for one in _operations(record, name)),
        contracts=tuple(
            Unreadable(one.id, one.line, one.problem)
            for record in records
            for one in record.of(name).contracts
            if disk.exists(one.id)
        ),
        is_ours=any(record.of(name).feature.task_list for record in records),
        known_findings=frozenset(one for record in records for one in record.of(name).feature.known_findings),
        measured=_measured(tasks, known),
    )


def _unread(
    lists: Mapping[str, Sequence[Task]], lines: Mapping[str, Sequence[Line]], kind: Kind
) -> Iterator[tuple[str, UnreadLine]]:
    known = {task.id for tasks in lists.values() for task in tasks}
    for path, tasks in lists.items():
        read = {task.line for task in tasks}
        if kind is SPEC_KIT:
            yield from ((path, one) for one in unread_lines(lines[path], read, known))
        if path.endswith("tasks.md") and (kind is KIRO or not read):
            yield from ((path, one) for one in boxes_without_id(lines[path], read))
    for path in lines if kind is SPEC_KIT else ():
        if is_specification(path):
            yield from ((path, UnreadLine(one.number, STORY, one.title[:60])) for one in unread_stories(lines[path]))


def _planned(record: Record, feature: str) -> Iterator[PlannedStory]:
    items = record.of(feature)
    for story in items.planned:
        tests = [task for task in items.tasks if task.story == story.id and task.kind == "integration"]
        tested = {words: task.id for task in tests for words in (task.source, *task.scenarios)}
        in_spec = bool(story.source) or "spec.md" not in items.feature.user_documents
        acceptance = tuple(one.words for one in story.acceptance)
        yield PlannedStory(story.id, story.title, in_spec, acceptance, tested)


def _measured(tasks: Iterable[Task], known: Mapping[str, RecordedTask]) -> dict[str, tuple[str, ...]]:
    """By criterion the tasks that test it: planned for it, or naming its id."""
    found: dict[str, list[str]] = {}
    for task in tasks:
        recorded = known.get(task.id)
        planned = [recorded.source] if recorded and recorded.kind == "criterion" else []
        for one in dict.fromkeys((*planned, *_CRITERION.findall(task.text))):
            found.setdefault(one, []).append(task.id)
    return {one: tuple(ids) for one, ids in found.items()}


def _operations(record: Record, feature: str) -> Iterator[PlannedOperation]:
    items = record.of(feature)
    tested = {task.source: task.id for task in items.tasks if task.kind == "contract"}
    tested |= {_unnamed(operation): task for operation, task in tested.items()}
    for one in items.operations:
        yield PlannedOperation(one.id, one.file, tested.get(one.id) or tested.get(_unnamed(one.id), ""))


def _unnamed(operation: str) -> str:
    """An operation without the names of its parameters."""
    return _PARAMETER.sub("{}", operation)


def _spec_ids(spec: Spec, planned: Sequence[PlannedStory]) -> tuple[str, ...]:
    """The ids of the stories of spec.md: those that the record knows, else those of the headings, where free."""
    known = {one.id for one in planned}
    found = identify(spec.stories, [(one.id, one.title) for one in planned])
    return tuple(
        story_id or (story.id if story.id not in known else "") for story, story_id in zip(spec.stories, found)
    )


def _stories(spec: Spec, ids: Sequence[str], documents: Mapping[str, Sequence[Line]]) -> Iterator[Story]:
    """Yield each story once: those of spec.md under their ids, then those that only headings name.

    `documents` are the lines of all documents of the feature by path. A heading that is a story of spec.md without an
    id names none.
    """
    own = {one.line for one in spec.stories}
    found = list(zip(ids, spec.stories))
    for path, lines in documents.items():
        others = (one for one in lines if one.level and not (path == spec.path and one.number in own))
        found += [(one.id, one) for one in headed_stories(others)]
    seen = {""}
    for story_id, story in found:
        if story_id not in seen:
            seen.add(story_id)
            yield Story(story_id, story.title, story.priority)


def _trees(documents: Iterable[Document | Unreadable]) -> Iterator[tuple[str, Drawn]]:
    """Each path that a plan draws, with the plan."""
    for one in documents:
        if isinstance(one, Document) and one.path.endswith("plan.md"):
            yield from ((one.path, drawn) for drawn in drawn_paths(one.text))


def _drift(tree: Sequence[tuple[str, Drawn]], anywhere: frozenset[str], disk: Disk) -> Iterator[Drift]:
    """What one plan draws and the disk lacks, and the folders below its roots that no plan at all draws."""
    for file, one in tree:
        if not disk.exists(one.path):
            yield Drift(file, one.line, one.path, drawn=True)
    with_folders = {one.path.split("/", 1)[0] for _, one in tree if "/" in one.path}
    for file, one in tree:
        if "/" not in one.path and one.path in with_folders:
            for name in disk.folders(one.path):
                if (
                    f"{one.path}/{name}" not in anywhere
                    and not name.startswith((".", "__"))
                    and name not in BUILD_FOLDERS
                ):
                    yield Drift(file, one.line, f"{one.path}/{name}", drawn=False)


def _wanted_roots(project_type: str, text: str) -> set[str]:
    """The roots that an answers file asks for; none where nobody knows."""
    if project_type != "monorepo":
        return _ROOTS.get(project_type, set())
    listed = _UNITS.search(text)
    return {match["root"] for match in _UNIT_ROOT.finditer(listed[0])} if listed else set()


def _idle_units(answers: Iterable[Document], records: Iterable[Record]) -> Iterator[IdleUnit]:
    """The units whose root does not belong to the project type of the same answers file."""
    for document, record in zip(answers, records):
        answered = _TYPE.search(document.text)
        wanted = _wanted_roots(answered["type"], document.text) if answered else None
        if not answered or not wanted:
            continue
        for unit in record.units:
            if unit.id not in wanted:
                found = re.search(rf'unit\\?":\\?"{re.escape(unit.id)}\\?"', document.text)  # quotes may be escaped
                line = document.text.count("\n", 0, found.start()) + 1 if found else 1
                yield IdleUnit(unit.id, answered["type"], document.path, line)
