"""The tests of tasks that get new ids, or whose words change.

A test that still has its mark is as it was generated, and every id in it follows. Of one that a person has written,
its name, the mark and what else stands above its body, and the first words of its description do; the body stays.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..items import natural
from ..languages import Framework, frameworks_of, id_patterns
from ..marks import FOOTER, any_definition, mark_pattern, marked_tests
from ..model import Task
from ..regex import lazy
from ..status import status_in
from ..values import dataclass
from .files import Edit, refuse_unmerged
from .new_ids import NewIds

_STORY = lazy(r"\bStory: (?=US[0-9])")
_WORD = lazy(r"\w+")


@dataclass(frozen=True)
class Stub:
    """The test of a task. `name` is blank if the record has lost it; its words tell it apart then."""

    task: Task
    path: str
    name: str = ""


def rewrite_stubs(texts: Mapping[str, str], stubs: Iterable[Stub], new_ids: NewIds) -> tuple[list[Edit], list[str]]:
    """Return the test files with the new ids, and a line for each test that a person has to rename.

    `texts` are those of the files by path; a file that is gone needs no change. Raises UserError for one with conflict
    markers.
    """
    edits: list[Edit] = []
    left: list[str] = []
    for path, found in _by_path(texts, stubs):
        text = texts[path]
        after, places = _rewritten(text, path, found, lambda block, stub: _renewed(block, stub, new_ids))
        left += [line for one in found if (line := _left(one, new_ids, one in places, text, after))]
        edits.append(Edit(path, text, _in_order(after, path) if after != text else text))
    return edits, left


def reword_stubs(texts: Mapping[str, str], stubs: Iterable[Stub], reworded: Callable[[str], str]) -> list[Edit]:
    """Return the test files in which the words of the tasks are as the function gives them back.

    Names of tests stay. Raises UserError for a file with conflict markers.
    """
    edits: list[Edit] = []
    for path, found in _by_path(texts, stubs):
        after, _ = _rewritten(texts[path], path, found, lambda block, stub: _in_other_words(block, stub, reworded))
        edits.append(Edit(path, texts[path], after))
    return edits


def blocks(text: str, path: str) -> list[tuple[int, int]]:
    """Return where each test of a file begins, with its comment and its mark, and where it ends."""
    starts = sorted({_top(text, match.start()) for one in _definitions(path) for match in one.finditer(text)})
    return list(zip(starts, [*starts[1:], len(text)]))


def has_words(block: str, task: Task, title: str) -> bool:
    """Tell whether a test says what the task says, and is of the story with this title if it names one."""
    found = _WORD.findall(block)
    words = " ".join(found)
    story = f" Story {task.marked[0] if task.marked else ''} {' '.join(_WORD.findall(title))}"
    return f" {task.id} {' '.join(_WORD.findall(task.text))} " in f" {words} " and (
        not title or " Story US" not in words or story in words
    )


def is_test_of(block: str, path: str, task_id: str) -> bool:
    """Tell whether a test is defined under the id."""
    return _definition(block, path, task_id) is not None


def _by_path(texts: Mapping[str, str], stubs: Iterable[Stub]) -> list[tuple[str, list[Stub]]]:
    """The tests of each file that is there."""
    found: dict[str, list[Stub]] = {}
    for one in stubs:
        if one.path in texts:
            found.setdefault(one.path, []).append(one)
    return sorted(found.items())


def _rewritten(
    text: str, path: str, stubs: Sequence[Stub], change: Callable[[str, Stub], str]
) -> tuple[str, Mapping[Stub, int]]:
    """The file with each test of these tasks as the function gives it back, and where each began."""
    refuse_unmerged(path, text)
    places = _places(text, stubs)
    for start, one in sorted(((start, one) for one, start in places.items()), key=lambda pair: -pair[0]):
        end = _end(text, path, start)
        text = f"{text[:start]}{change(text[start:end], one)}{text[end:]}"
    return text, places


def _places(text: str, stubs: Sequence[Stub]) -> dict[Stub, int]:
    """Where the test of each task begins; those that are not there, or twice, are left out."""
    found: dict[Stub, int] = {}
    for one in stubs:
        tests = [
            (start, text[start:end])
            for start, end in blocks(text, one.path)
            if is_test_of(text[start:end], one.path, one.task.id)
        ]
        named = [pair for pair in tests if one.name and _has_name(pair[1], one)] or tests
        if len(named) > 1:
            named = [pair for pair in named if has_words(pair[1], one.task, "")]
        if len(named) == 1 and named[0][0] not in found.values():
            found[one] = named[0][0]
    return found


def _has_name(block: str, stub: Stub) -> bool:
    definition = _definition(block, stub.path, stub.task.id)
    assert definition
    line_end = block.find("\n", definition.end())
    line = block[definition.start() : line_end if line_end >= 0 else len(block)]
    return re.search(rf"{re.escape(stub.name)}(?!\w)", line) is not None


def _end(text: str, path: str, start: int) -> int:
    return next(end for begin, end in blocks(text, path) if begin == start)


def _renewed(block: str, stub: Stub, new_ids: NewIds) -> str:
    """The test under its new id."""
    definition = _definition(block, stub.path, stub.task.id)
    assert definition
    name = new_ids.in_name(definition[0], stub.task.id)
    head, body = block[: definition.start()], block[definition.end() :]
    if _is_pending(block, stub):
        return f"{new_ids.in_test(head)}{name}{new_ids.in_test(body)}"
    line, newline, rest = body.partition("\n")
    first = _WORD.findall(stub.task.text)[:1]
    described = re.compile(rf"\b{re.escape(stub.task.id)}(?=\s+{re.escape(first[0])})") if first else re.compile("(?!)")
    rest = described.sub(lambda match: new_ids.in_prose(match[0]), rest, count=1)
    return f"{new_ids.in_test(head)}{name}{new_ids.in_prose(line)}{newline}{_with_story(rest, new_ids)}"


def _in_other_words(block: str, stub: Stub, reworded: Callable[[str], str]) -> str:
    """The test with the words of its task and story changed; in a stub that nobody wrote yet, all but its name."""
    definition = _definition(block, stub.path, stub.task.id)
    assert definition
    end = block.find("\n", definition.end())
    line = slice(definition.start(), end if end >= 0 else len(block))
    words = re.compile(r"\W+".join(map(re.escape, _WORD.findall(f"{stub.task.id} {stub.task.text}"))))

    def changed(part: str) -> str:
        if _is_pending(block, stub):
            return reworded(part)
        part = words.sub(lambda match: reworded(match[0]), part, count=1)
        return "\n".join(reworded(one) if _STORY.search(one) else one for one in part.split("\n"))

    return f"{changed(block[: line.start])}{block[line]}{changed(block[line.stop :])}"


def _with_story(text: str, new_ids: NewIds) -> str:
    """The text with the new number of the story in the line that names it."""
    lines = text.split("\n")
    return "\n".join(new_ids.in_test(line) if _STORY.search(line) else line for line in lines)


def _is_pending(block: str, stub: Stub) -> bool:
    """Whether a test has its mark, or no tick yet if a person carries it out."""
    frameworks = frameworks_of(stub.path)
    if frameworks[0].is_manual:
        return status_in(stub.task.id, stub.path, stub.name, block) == "pending"
    return bool(marked_tests(frameworks, stub.task.id, block))


def _left(stub: Stub, new_ids: NewIds, is_found: bool, before: str, after: str) -> str:
    """What a person has to do where a test was not found, or would not stand as before; blank if all is well."""
    new = new_ids.ids.get(stub.task.id, stub.task.id)
    if new == stub.task.id:
        return ""
    name = new_ids.in_name(stub.name, stub.task.id)
    if name:
        old_status = status_in(stub.task.id, stub.path, stub.name, before)
        is_well = old_status == "missing" or (is_found and status_in(new, stub.path, name, after) == old_status)
    else:
        is_well = is_found
    if is_well:
        return ""
    return f"{stub.path}: left the test of {stub.task.id} unchanged; rename it to {name or new} if it is that of {new}"


def _in_order(text: str, path: str) -> str:
    """The file with its tests in the order of their ids, in which an update prints them.

    If somebody has written any of them, all stay where they are.
    """
    places = blocks(text, path)
    footer = _top(text, text.rfind(FOOTER)) if FOOTER in text else -1
    if len(places) < 2 or footer <= places[-1][0]:
        return text
    start, end = places[0]
    places[0] = (_behind_head(text, start, _indent(text, places[1][0])), end)
    tests = [text[start : min(end, footer)] for start, end in places]
    ids = [mark["id"] for test in tests for mark in _marks(test, path)]
    if len(ids) != len(tests):
        return text
    ordered = [test for _, test in sorted(zip(ids, tests), key=lambda pair: natural(pair[0]))]
    return "".join([text[: places[0][0]], *ordered, text[footer:]])


def _behind_head(text: str, start: int, indent: int) -> int:
    """Where the first test begins if the line that opens a class stands directly above it."""
    while _indent(text, start) < indent and (end := text.find("\n", start)) >= 0:
        start = end + 1
    return start


def _indent(text: str, position: int) -> int:
    line = text[position:].split("\n", 1)[0]
    return len(line) - len(line.lstrip())


def _marks(test: str, path: str) -> list[re.Match[str]]:
    """The mark of a test, by the first framework that finds one."""
    patterns = (mark_pattern(one.mark) for one in frameworks_of(path) if not one.is_manual)
    return next((found for one in patterns if (found := list(one.finditer(test)))), [])


def _top(text: str, position: int) -> int:
    """Where the lines above a definition begin that belong to it: up to a blank one."""
    start = text.rfind("\n", 0, position) + 1
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above : start - 1].strip():
            break
        start = above
    return start


def _definition(block: str, path: str, task_id: str) -> re.Match[str] | None:
    keys = id_patterns(task_id)
    patterns = dict.fromkeys(one.definition for one in frameworks_of(path))
    found = (re.search(one.format(**keys), block, re.MULTILINE) for one in patterns)
    return next(filter(None, found), None)


def _definitions(path: str) -> Iterator[re.Pattern[str]]:
    frameworks: tuple[Framework, ...] = frameworks_of(path)
    yield from (any_definition(one) for one in dict.fromkeys(framework.definition for framework in frameworks))
