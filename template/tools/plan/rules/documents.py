"""Rules about the words of the documents."""

import re
from collections.abc import Iterator, Sequence

from ..model import Document, Feature, Project, UnreadLine
from ..reading.lines import CONFLICT, Line, code_spans, is_in_span, visible_lines
from ..reading.unread import CHECKBOX, NO_ID, NUMBERED_ITEM, STORY, TABLE_ROW
from ..regex import lazy
from .base import Problem, shortened

# The placeholders of the implementation-plan template; a bracket that goes on as a link or a path is none. None is
# longer than 300 characters: to look for the end of each without a limit takes time in the square of a line's length.
_PLACEHOLDER = lazy(
    r"""\b(?P<id>TXXX)\b
    |(?<![\w/\]`])\[(?:
        FEATURE|DATE|LINK|Title|Service|location|language|frameworks|endpoint|user\ journey|name|feature|file
        |Entity[0-9]*|entity[0-9]*|Endpoint/Feature|REMOVE\ IF\ UNUSED
        |(?:e\.g\.|Extract\ from\ |Domain-specific|domain-specific|if\ applicable|single/web/mobile
            |Document\ the\ selected|Brief\ description|How\ to\ verify|Add\ more\ phases
        )[^\]\n]{0,300}
    )\](?![\w(/.`])
    |ACTION\ REQUIRED:|SAMPLE\ TASKS""",
    re.VERBOSE,
)
_UNCLEAR = lazy(
    r"""\[NEEDS\ CLARIFICATION(?:\s*[:：]\s*(?P<question>[^\[\]]*))?   # [NEEDS CLARIFICATION: which token?]
    |^\W*(?P<field>[A-Z][\w/ ]{0,60})\**:\**[ ]*NEEDS\ CLARIFICATION   # **Storage**: NEEDS CLARIFICATION""",
    re.VERBOSE,
)

_ABOUT_MARKER = lazy(  # "No [NEEDS CLARIFICATION] markers remain" asks for nothing
    r"""\b(?:no|zero|without|all|any|every|each|0|remaining|resolved?|keine?|aucun|sin|nenhum|нет)
        \s+[`*"'\[]*NEEDS\ CLARIFICATION
    |NEEDS\ CLARIFICATION[\]`*"']*\s*(?:→|->|=>
        |markers?|items?|tags?|placeholders?|entries|comments?|points?|标记|標記|マーカー|항목|마커|marqueurs?|marcadores)
    |~~[^~]*NEEDS\ CLARIFICATION""",
    re.VERBOSE | re.IGNORECASE,
)
_TICKED = lazy(r"\s*[-*+]\s+\[[xX]\]")
_MARKUP = lazy(r"^\s*(?:[-*+]|[0-9]+[.)])\s+|\*\*|__")
_LONGEST_QUESTION = 4  # lines

_MOST_UNREAD = 5  # lines of one form in one list that are reported one by one
_UNREAD = {
    CHECKBOX: '"{0}" is not read as a task{1}; write "- [ ] T001 text": a bullet, one character in the box, a plain id',
    TABLE_ROW: '{0} is in a table and is not read as a task{1}; write "- [ ] {0} text" on a line of its own',
    NO_ID: '"{0}" has no id and is not read as a task{1}; write one behind the box, such as {2}',
    STORY: '"{0}" looks like a user story and is not read as one{1}; write "### User Story 1 - Title (Priority: P1)"',
    NUMBERED_ITEM: '{0} has no checkbox and is not read as a task{1}; write "- [ ] {0} text"',
}

_SAMPLE_IDS = {"spec-kit": "T001", "kiro": "1.", "openspec": "1.1"}


def leftover_placeholder(feature: Feature) -> Iterator[Problem]:
    """What a plan template leaves for a person to fill in, comments and samples included; the first of each line."""
    for document in feature.documents:
        told = 0
        for number, match in _numbered(_PLACEHOLDER, document.text):
            if number != told:
                told = number
                message = f"{match[0]} is left of the template; write what it stands for"
                yield Problem(document.path, number, message)


def conflict_marker(project: Project) -> Iterator[Problem]:
    """Where an update or a merge left both sides of a line, in the documents and in the files that were read."""
    for feature in project.features:
        for document in feature.documents:
            yield from _conflicts(document, feature.id)
    for document in project.torn:
        yield from _conflicts(document, "")


def _conflicts(document: Document, feature: str) -> Iterator[Problem]:
    """One problem a conflict, at its first line; a last line without a first is one too."""
    if "<<<<<<<" not in document.text and ">>>>>>>" not in document.text:
        return
    opened = False
    for number, match in _numbered(CONFLICT, document.text):
        opens = match["mark"][0] == "<"
        if opens or not opened:
            message = f"{match['mark']} is left of a merge; choose between the two sides and delete the markers"
            yield Problem(document.path, number, message, feature=feature)
        opened = opens


def unreadable_list(feature: Feature) -> Iterator[Problem]:
    """A document that is no UTF-8 or cannot be opened, of which nothing else is said; one with control characters."""
    for one in feature.unreadable:
        message = f"the document cannot be read: {one.reason}; save it as UTF-8 text that everybody may read"
        yield Problem(one.path, one.line, message)
    for document in feature.documents:
        if document.control_line:
            message = f"the document has the control character U+{document.control:04X}; delete it"
            yield Problem(document.path, document.control_line, message, severity="warning")


def unread_task(feature: Feature) -> Iterator[Problem]:
    """A line that looks like a task and is none; if a list has many of one form, only the first is reported."""
    groups: dict[tuple[str, str], list[UnreadLine]] = {}
    for path, line in feature.unread:
        groups.setdefault((path, line.form), []).append(line)
    for (path, form), lines in groups.items():
        few = len(lines) <= _MOST_UNREAD and form != NO_ID
        more = "" if few or len(lines) == 1 else f" (and {len(lines) - 1} more lines like it)"
        for line in lines if few else lines[:1]:
            yield Problem(path, line.line, _UNREAD[form].format(line.task, more, _SAMPLE_IDS[feature.kind]))


def needs_clarification(feature: Feature) -> Iterator[Problem]:
    """A field or a marker that says NEEDS CLARIFICATION, outside code and comments, that is no placeholder."""
    for document in feature.documents:
        if "NEEDS CLARIFICATION" in document.text:
            lines = visible_lines(document.text)
            for index, line in enumerate(lines):
                if "NEEDS CLARIFICATION" in line.text and not _PLACEHOLDER.search(line.text):
                    for match in _unclear(line.text):
                        message = f"{_question(match, lines, index)}; write the answer in place of NEEDS CLARIFICATION"
                        yield Problem(document.path, line.number, message)


def _unclear(text: str) -> Iterator[re.Match[str]]:
    """The markers of a line that ask something: those in code, or in words about markers, do not."""
    spans = code_spans(text) if "`" in text else []
    for match in _UNCLEAR.finditer(text):
        asks = bool(match["question"]) or not _ABOUT_MARKER.search(text)
        if asks and not is_in_span(spans, match.start()) and not _TICKED.match(text):
            yield match


def _question(match: re.Match[str], lines: Sequence[Line], index: int) -> str:
    """What is open, in the words of the document: the question, the field, or the line that has the marker."""
    if match["field"]:
        return f"{match['field'].strip()} is not clarified"
    asked = match["question"] or ""
    if match.end() == len(match.string):  # the question goes on in the lines below
        rest = " ".join(line.text.strip() for line in lines[index + 1 : index + _LONGEST_QUESTION])
        asked = f"{asked} {rest.partition(']')[0]}" if "]" in rest else asked
    words = " ".join(asked.split()) or _MARKUP.sub("", match.string).strip()
    return f'open question "{shortened(words)}"'


def _numbered(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    r"""Each match with the number of its line, in one pass; only `\n` ends a line."""
    number, position = 1, 0
    for match in pattern.finditer(text):
        number += text.count("\n", position, match.start())
        position = match.start()
        yield number, match
