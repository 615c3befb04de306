"""The one module that reads the disk: a project's folder to a `Project`."""

import re
from collections.abc import Iterator
from pathlib import Path

from .languages import framework_of, test_key
from .model import Document, Feature, Project, Requirement, Story, Task, Test
from .reading.grammar import read_tasks
from .reading.headings import heading_stories
from .reading.lines import visible_lines
from .record import Record, load, read_lines
from .record import Task as RecordedTask

SPECS = ("specs", "docs/specs")
TASK_LISTS = ("plan.md", "tasks.md")
DOCUMENTS = ("spec.md", *TASK_LISTS)
_REQUIREMENT = re.compile(r"\s*[-*+]\s+(?:\*\*)?(?P<id>FR-[0-9]{1,4})(?:\*\*)?\s*:?(?:\*\*)?\s*(?P<text>.*)")
_CRITERION = re.compile(r"(?m)^[ \t]*[-*+][ \t]+(?:\*\*)?(SC-[0-9]{1,4})\b")
_TITLE = re.compile(r".*?(?:User Story\s*[0-9]+|US-?[0-9]+)\]?\s*[-–—:]\s*(?P<title>.*)", re.IGNORECASE)
_PRIORITY = re.compile(r"(?<!\s)\s*\((?:Priority:\s*)?(?P<priority>P[0-9]+)\).*$")


def read_project(root: Path) -> Project:
    """Every feature under specs/, with its tasks and their tests."""
    recorded: dict[str, dict[str, RecordedTask]] = {}
    for item in read_record(root).tasks:
        recorded.setdefault(item.feature, {})[item.id] = item
    files: dict[str, str | None] = {}
    features = []
    for feature_id, folder in feature_folders(root).items():
        documents = tuple(_documents(root, folder))
        tasks = _tasks(documents)
        known = recorded.get(feature_id, {})
        tests = {task.id: test for task in tasks if (test := _test(root, task, known.get(task.id), files))}
        features.append(
            Feature(
                id=feature_id,
                documents=documents,
                requirements=tuple(_requirements(documents)),
                stories=tuple(_stories(documents)),
                tasks=tasks,
                tests=tests,
                recorded=frozenset(known),
            )
        )
    return Project(str(root), tuple(features))


def read_record(root: Path) -> Record:
    """The record of all answers files of the project; empty where there is none."""
    return load(line for path in sorted(root.glob(".copier-answers*.yml")) for line in read_lines(path))


def feature_folders(root: Path) -> dict[str, Path]:
    """The folders directly below specs/ and docs/specs/, by the ids of their features, which are their names."""
    found: dict[str, Path] = {}
    for specs in SPECS:
        below = sorted(path for path in (root / specs).iterdir() if path.is_dir()) if (root / specs).is_dir() else []
        found |= {path.name if path.name not in found else f"{specs}/{path.name}": path for path in below}
    return found


def ids_in_use(feature: Feature) -> frozenset[str]:
    """The numbers of stories, requirements and criteria that the feature's documents name at the place of their own."""
    criteria = (one for document in feature.documents for one in _CRITERION.findall(document.text))
    return frozenset((*(one.id for one in feature.stories), *(one.id for one in feature.requirements), *criteria))


def read_lists(root: Path) -> dict[str, tuple[Task, ...]]:
    """The tasks of each feature folder, those of plan.md before those of tasks.md."""
    return {one: _tasks(tuple(_documents(root, folder))) for one, folder in feature_folders(root).items()}


def has_documents(folder: Path) -> bool:
    """Whether a feature folder holds a document that a person may have written."""
    return any((folder / name).is_file() for name in DOCUMENTS)


def _documents(root: Path, folder: Path) -> Iterator[Document]:
    for name in DOCUMENTS:
        path = folder / name
        if path.is_file():
            yield Document(path.relative_to(root).as_posix(), path.read_bytes().decode("utf-8", "replace"))


def _tasks(documents: tuple[Document, ...]) -> tuple[Task, ...]:
    lists = (document for document in documents if document.path.endswith(TASK_LISTS))
    return tuple(task for document in lists for task in read_tasks(document.text, document.path))


def _requirements(documents: tuple[Document, ...]) -> Iterator[Requirement]:
    for document in documents:
        if document.path.endswith("spec.md"):
            for line in visible_lines(document.text):
                if match := _REQUIREMENT.match(line.text):
                    yield Requirement(match["id"], match["text"], line.number)


def _stories(documents: tuple[Document, ...]) -> Iterator[Story]:
    """From the headings, those of spec.md first; a story named twice is the first one."""
    seen: set[str] = set()
    for document in documents:
        for line in visible_lines(document.text):
            ids = heading_stories(line.title) if line.level else ()
            titled = _TITLE.match(line.title)
            if len(ids) == 1 and titled and ids[0] not in seen:
                seen.add(ids[0])
                priority = _PRIORITY.search(titled["title"])
                title = _PRIORITY.sub("", titled["title"]).strip()
                yield Story(ids[0], title, priority["priority"] if priority else "")


def _test(root: Path, task: Task, recorded: RecordedTask | None, files: dict[str, str | None]) -> Test | None:
    """The test that the record has for the task, else the one that its own words name."""
    path = recorded.test if recorded else task.test_path
    if not path:
        return None
    if path not in files:
        file = root / path
        files[path] = file.read_bytes().decode("utf-8", "replace") if file.is_file() else None
    name = recorded.name or None if recorded else None
    return Test(path, name, _status(task.id, path, name, files[path]))


def _status(task_id: str, path: str, name: str | None, text: str | None) -> str:
    """What can be told without running anything: missing, pending as long as the generated mark stands, unknown."""
    if text is None:
        return "missing"
    framework = framework_of(path)
    if name is None or framework is None:
        return "unknown"
    if not re.search(framework.definition.format(key=test_key(task_id)), text, re.MULTILINE):
        return "missing"
    return "pending" if framework.mark.format(id=task_id) in text else "unknown"
