"""Markdown to the words that a person meant: escapes undone, wrapped lines joined, what is still to be written told.

The first three functions undo what `extensions/text/escaping.py` does when it prints a person's words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..regex import lazy
from .lines import Line, code_spans, is_in_span
from .vocabulary import label_of, pattern

#: An item of a list: `1. text`, `- text`, `* [x] text`.
ITEM = lazy(r"(?P<indent>\s*)(?:[0-9]{1,4}[.)]|[-*+])\s+(?P<text>.*)")
_RULE = lazy(r"\s{0,3}(?:[-*_]\s{0,3}){3,40}$")
#: The labels that a field of a story has, and that are read without emphasis too.
FIELDS = ("goal", "why", "independent_test", "priority")
_FIELD = lazy(
    rf"""(?:[-*+]\s+)?(?:
        (?:\*\*|__)(?P<bold>[^*_:：]{{1,60}}?)\s?                 # **Goal**: The lamp burns    **Goal:** The lamp burns
            (?:[:：]\s?(?:\*\*|__)|(?:\*\*|__)\s{{0,4}}[:：])
        |(?:\*\*|__)(?P<bare>{pattern(*FIELDS)})\s?(?:\*\*|__)   # **Goal** The lamp burns
        |(?P<plain>{pattern(*FIELDS)})\s?[:：]                    # Goal: The lamp burns
    )\s{{0,4}}(?P<value>.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE = lazy(r"\s{0,4}\([^()]{0,200}\)")
_TAG = lazy(r"(?<!\\)(?P<marks>\\+)<(?=[A-Za-z/!?])")
_BLOCK = lazy(
    r"""\\(?=[#>+*|=~`-])               # \# no heading
    |\\(?=(?:[*_-]\ ?){3,}$)            # \___
    |(?P<number>[0-9]+)\\(?=[.)])        # 1\. no list""",
    re.VERBOSE,
)
_CJK = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_CJK_LINES = rf"(?<=[{_CJK}])\n(?=[{_CJK}])"  # slow to compile, and most projects have none
_CJK_SPACE = rf"(?<=[{_CJK}]) | (?=[{_CJK}])"
_ESCAPED = lazy(r"\\(?=[!-/:-@\[-`{-~])")  # what Markdown may escape: ASCII punctuation
_UNCLEAR = "NEEDS CLARIFICATION"
_BRACKET = lazy(r"\[[^\[\]]{0,300}\]\.?")
_SAMPLE = lazy(  # the brackets of spec-kit's own template
    r"""\[(?:initial\ state|action|expected\ outcome|Brief\ Title|Describe\ |Explain\ the\ value|specific\ capability
        |key\ interaction|data\ requirement|behavior,|Entity\ [0-9]|boundary\ condition|error\ scenario
        |Measurable\ metric|User\ satisfaction\ metric|Business\ metric|What\ it\ represents)""",
    re.VERBOSE,
)
_LONGEST = 40  # lines of one item


def without_escapes(text: str) -> str:
    r"""Return the text with its tags as they were: outside code `\<b>` is `<b>`, and `\\\<b>` is `\<b>`."""
    if "\\<" not in text:
        return text
    spans = code_spans(text) if "`" in text else []

    def shown(match: re.Match[str]) -> str:
        kept = match["marks"][: len(match["marks"]) // 2]
        return match[0] if is_in_span(spans, match.end() - 1) else f"{kept}<"

    return _TAG.sub(shown, text)


def join_lines(lines: Iterable[str]) -> str:
    """Return wrapped lines as one; between two characters of a script without spaces stands none."""
    joined = "\n".join(line.strip(" \t") for line in lines)
    return (joined if joined.isascii() else re.sub(_CJK_LINES, "", joined)).replace("\n", " ")


def same_words(one: str, other: str) -> bool:
    r"""Return whether two texts differ in nothing but what a formatter changes.

    That is where lines end, which characters are escaped (`\_`, `\<`), and how emphasis is written (`*a*`, `_a_`).
    """
    return one == other or unformatted(one) == unformatted(other)


def unformatted(text: str) -> str:
    """Return what a formatter does not change of a text, to compare it by."""
    joined = " ".join(_ESCAPED.sub("", text).split()).replace("_", "*")
    return joined if joined.isascii() else re.sub(_CJK_SPACE, "", joined)


def words_in_line(text: str) -> str:
    """Return words that stand within a line, on one line."""
    return without_escapes(" ".join(text.split()))


def words_of_block(text: str) -> str:
    r"""Return words that begin a paragraph or an item, on one line: `\# a` is `# a`, `12\. a` is `12. a`."""
    joined = " ".join(text.split())
    escape = _BLOCK.match(joined)
    return words_in_line(f"{escape['number'] or ''}{joined[escape.end() :]}" if escape else joined)


def is_blank(text: str) -> bool:
    """Return whether a person has still to write it: a question that is not answered, a sample of spec-kit's."""
    bare = text.strip()
    unclear = bare.lstrip("[*_ ").startswith(_UNCLEAR)
    return not bare or unclear or _BRACKET.fullmatch(bare) is not None or is_sample(bare)


def is_sample(text: str) -> bool:
    """Return whether the text holds a sample of spec-kit's template."""
    return _SAMPLE.search(text) is not None


def is_rule(line: str) -> bool:
    """Return whether the line is a thematic break, `---` or `* * *`, which would else be taken for an item."""
    return _RULE.match(line) is not None


def read_field(text: str) -> tuple[str, str] | None:
    """Return the label and the value of `**Independent Test**: Search.`; None if the text has no label.

    The label is blank where the vocabulary does not have it. Without emphasis only the `FIELDS` are labels.
    """
    match = _FIELD.match(text)
    if not match:
        return None
    name = match["bold"] or match["bare"] or match["plain"]
    return label_of(_ASIDE.sub("", name)), match["value"]


def paragraphs(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the text between blank lines, headings and rules, a line each; a field or an item begins a new one."""
    held: list[str] = []
    for line in lines:
        bare = line.text.strip()
        ends = not bare or line.level or is_rule(line.text)
        if held and (ends or ITEM.match(line.text) or _FIELD.match(bare)):
            yield " ".join(held)
            held = []
        if not ends:
            held.append(bare)
    if held:
        yield " ".join(held)


def items(
    lines: Sequence[Line], form: re.Pattern[str], hints: tuple[str, ...]
) -> Iterator[tuple[re.Match[str], int, str]]:
    """Yield each item that the form matches, with its line and the text of its last group, wrapped lines included.

    `hints` are texts of which a matching line has one; other lines are passed over without a look.
    """
    for index, line in enumerate(lines):
        match = form.match(line.text) if any(one in line.text for one in hints) else None
        if match:
            text = [match[match.re.groups]]
            for following in lines[index + 1 : index + _LONGEST]:
                if not following.text.strip() or following.level or ITEM.match(following.text):
                    break
                if following.text[:1] not in " \t" and _FIELD.match(following.text):
                    break
                text.append(following.text)
            yield match, line.number, " ".join(text)
