"""Lines of a list that are planned tasks which the record has lost."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ..plan import model
from ..planning.kinds import named_in
from ..planning.planned_task import Key, PlannedTask, key
from ..text.endpoints import is_http
from ..text.names import words

Found = tuple[model.Task, PlannedTask]
#: The kind of a task by what its text is about.
_KINDS = {
    "contract": "contract",
    "integration": "integration",
    "browser": "browser",
    "criterion": "criterion",
    "create_model": "model",
    "extend_model": "model",
    "command": "endpoint",
    "http": "endpoint",
}

_TEST_FOLDERS = {"integration": "integration", "browser": "e2e"}


def recognise_tasks(
    lines: Sequence[model.Task], planned: Sequence[PlannedTask], is_its_test: Callable[[str, PlannedTask], bool]
) -> list[Found]:
    """Return each line that is one of the planned tasks with that task: by its words, its stub, its file.

    `is_its_test` tells whether the stub of an id is the one that a planned task would get.
    """
    found: list[Found] = []
    open_lines, open_tasks = list(lines), list(planned)
    for pairs in (_by_words, _by_source, _by_stub(is_its_test), _by_file):
        new = list(pairs(open_lines, open_tasks))
        found += new
        taken = {id(one) for pair in new for one in pair}
        open_lines = [line for line in open_lines if id(line) not in taken]
        open_tasks = [task for task in open_tasks if id(task) not in taken]
    return found


def source_of(line: model.Task) -> tuple[str, str]:
    """Return the kind of a planned task and what called for it, by the words of its line; blank if they do not say."""
    text = without_file(line)
    for about, kind in _KINDS.items():
        source = named_in(about, text).get("source", "")
        if source and (about != "http" or is_http(source)):  # not a service
            return kind, source
    folder, _, name = (line.test_path or "").rpartition("/")
    for kind, part in _TEST_FOLDERS.items():  # a test of a journey that was retitled
        if line.stories and part in folder.split("/"):
            return kind, " ".join(word for word in words(name.partition(".")[0]) if word not in ("test", "tests"))
    return "", ""


def _by_words(lines: Sequence[model.Task], tasks: Sequence[PlannedTask]) -> Iterator[Found]:
    by_words = {(task.story, task.sentence): task for task in reversed(tasks)}
    for line in lines:
        task = by_words.pop((_story(line), line.text), None)
        if task:
            yield line, task


def _by_source(lines: Sequence[model.Task], tasks: Sequence[PlannedTask]) -> Iterator[Found]:
    by_key: dict[Key, PlannedTask] = {task.key: task for task in tasks}
    for line in lines:
        kind, source = source_of(line)
        task = by_key.pop(key(kind, source, _story(line)), None) if kind else None
        if task:
            yield line, task


def _by_stub(
    is_its_test: Callable[[str, PlannedTask], bool],
) -> Callable[[Sequence[model.Task], Sequence[PlannedTask]], Iterator[Found]]:
    def pairs(lines: Sequence[model.Task], tasks: Sequence[PlannedTask]) -> Iterator[Found]:
        left = list(tasks)
        for line in lines:
            task = next((one for one in left if one.story == _story(line) and is_its_test(line.id, one)), None)
            if task:
                left.remove(task)
                yield line, task

    return pairs


def _by_file(lines: Sequence[model.Task], tasks: Sequence[PlannedTask]) -> Iterator[Found]:
    """A line and a task that alone write one file in a story: the line was retitled."""
    alike = Counter((task.story, task.file) for task in tasks)
    written: dict[tuple[str, str], list[model.Task]] = {}
    for line in lines:
        written.setdefault((_story(line), next(iter(line.paths), "")), []).append(line)
    for task in tasks:
        own = written.get((task.story, task.file), [])
        if task.file and alike[task.story, task.file] == len(own) == 1:
            yield own[0], task


def _story(line: model.Task) -> str:
    return line.stories[0] if line.stories else ""


def without_file(line: model.Task) -> str:
    """Return the text of a line without the file that it ends with."""
    return line.text.removesuffix(f" in {line.paths[-1]}") if line.paths else line.text
