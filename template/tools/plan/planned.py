"""The tasks that nobody has edited, as the record has them: what we print is not parsed to find out what we meant."""

from collections.abc import Mapping
from dataclasses import replace

from .items import Task as RecordedTask
from .languages import is_test_file
from .model import Task
from .reading.prose import same_words
from .writing import sentence_of, words_of

LIST = "list"  #: the kind of a task that a person added


def is_as_printed(task: Task, recorded: RecordedTask) -> bool:
    """Tell whether a line says what was printed there, however it is formatted; its box and the place may differ."""
    return recorded.kind != LIST and same_words(task.line_words, words_of(recorded))


def with_record(task: Task, recorded: Mapping[str, RecordedTask]) -> Task | None:
    """The task of a list, if it stands as it was printed: it says what the record has, and is not read."""
    planned = recorded.get(task.id)
    if planned is None or not is_as_printed(task, planned):
        return None
    test_path = planned.file if planned.file and is_test_file(planned.file) else None
    stories = (planned.story,) if planned.story else ()
    return replace(
        task,
        text=sentence_of(planned),
        parallel=planned.parallel,
        stories=stories or task.under,
        marked=stories,
        tags=(),
        paths=(planned.file,) if planned.file else (),
        depends_on=planned.after,
        requirements=planned.requirements,
        writes_test=test_path is not None,
        test_path=test_path,
    )
