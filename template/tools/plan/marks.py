"""Which stubs of a test file are still marked as pending, however a formatter spells the mark."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache

from .languages import Framework, id_patterns
from .regex import lazy

FOOTER = "Tests of further tasks are added above this line"  #: in the last line of each stub file, frozen too
_TOKEN = lazy(r"""(?P<quote>["'`])(?P<reason>[^"'`]*)(?P<end>["'`]?)|\w+|\S""")
_COMMENT = lazy(r"[ \t]*(?:#(?!\[)|//|/\*|\*)")  # a line that begins so skips nothing; `#[ignore]` does
_QUOTE = r"""["'`]"""
# Between two words of the reason; a formatter that keeps lines short may cut the text there: "T012 is " "pending".
_BETWEEN_WORDS = rf"(?:\s|{_QUOTE}\s*(?:\+\s*)?{_QUOTE})+"
# Any identifier, taken whole so that a pattern of definitions never goes back into it.
_ANY_NAME = r"\w*+"
_DIGITS = lazy("[0-9]+")


def marked_tests(frameworks: Iterable[Framework], task_id: str, text: str) -> list[str]:
    """List the definitions of tests in a file that bear this task's mark, each up to the end of its line."""
    found: list[str] = []
    for one in frameworks:
        if _longest_word(one.mark) in text:
            found += _marked_tests(one.mark, one.definition, one.mark_in_body, text).get(task_id, ())
    return found


@lru_cache(maxsize=64)
def _marked_tests(mark: str, definition: str, mark_in_body: bool, text: str) -> Mapping[str, tuple[str, ...]]:
    """Find all of a file at once, by id, for a file may hold the tests of a thousand tasks."""
    found_marks = mark_pattern(mark).finditer(text)
    marks = [(one.start(), one["id"]) for one in found_marks if not _is_commented(text, one.start())]
    definitions = [one.span() for one in any_definition(definition).finditer(text)] if marks else []
    starts, ends = [start for start, _ in definitions], [end for _, end in definitions]
    found: dict[str, tuple[str, ...]] = {}
    for position, task_id in marks:
        # In the body the definition stands before the mark; else behind it, or round it.
        index = bisect_left(starts, position) - 1 if mark_in_body else bisect_right(ends, position)
        if 0 <= index < len(definitions):
            start, end = definitions[index]
            line_end = text.find("\n", end)
            line = text[start : line_end if line_end >= 0 else len(text)]
            found[task_id] = (*found.get(task_id, ()), line)
    return found


@lru_cache(maxsize=64)
def mark_pattern(mark: str) -> re.Pattern[str]:
    """Write the pattern of a mark in every spelling that a formatter may give it; its group `id` is the task's.

    White space and quotes are free between the words of the mark, and what follows its reason is not looked at:
    a comma or a line break before the closing bracket, another argument, a semicolon.
    """
    pattern, before = "", ""
    # A formatter for PHP may turn `$this->` into `self::`.
    for match in _TOKEN.finditer(mark.lstrip(" \t(").removeprefix("$this->")):
        token = match[0]
        if before:
            pattern += r"\s+" if before[-1].isalnum() and token[0].isalnum() else r"\s*"
        if match["quote"]:
            words = map(re.escape, match["reason"].split())
            reason = _BETWEEN_WORDS.join(words).replace(re.escape("{id}"), r"(?P<id>[^\s\"'`:]+)")
            pattern += _QUOTE + reason + (_QUOTE if match["end"] else r"(?=[\s\"'`:])")
            break
        pattern += (r"(?<!\w)" if not before and token[0].isalnum() else "") + re.escape(token)
        before = token
    return re.compile(pattern)


@lru_cache(maxsize=64)
def _longest_word(mark: str) -> str:
    """Return the longest word of a mark outside its reason: a text without it needs no pattern."""
    words: list[str] = re.findall(r"\w+", re.split(_QUOTE, mark, maxsplit=1)[0])
    return max(reversed(words), key=len)


@lru_cache(maxsize=64)
def any_definition(definition: str) -> re.Pattern[str]:
    """Write the pattern of every definition of a test, whatever its id."""
    generic = definition.format(id=r"[^\s\"'`:]++", key=_ANY_NAME, Key=_ANY_NAME)
    return re.compile(generic, re.MULTILINE)


def definition_of(definition: str, task_id: str, text: str) -> re.Match[str] | None:
    """Find the definition of a task's test, by the digits of its id: a file may hold the tests of a thousand tasks."""
    digits = _DIGITS.search(task_id)
    starts = _definitions_by_digits(definition, text).get(digits[0], ()) if digits else ()
    pattern = re.compile(definition.format(**id_patterns(task_id)), re.MULTILINE)
    return next(filter(None, (pattern.match(text, start) for start in starts)), None)


@lru_cache(maxsize=64)
def _definitions_by_digits(definition: str, text: str) -> Mapping[str, list[int]]:
    """Index where the definitions of a file start by each run of digits in them."""
    found: dict[str, list[int]] = {}
    for match in any_definition(definition).finditer(text):
        for digits in set(_DIGITS.findall(match[0])):
            found.setdefault(digits, []).append(match.start())
    return found


def _is_commented(text: str, position: int) -> bool:
    line_start = text.rfind("\n", 0, position) + 1
    return _COMMENT.match(text, line_start) is not None
