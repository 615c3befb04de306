"""The pieces of the page: cells, tables, folds, and the words of documents with their Markdown rendered.

Every text of a document goes through `escape` or `rendered`; what is not emphasis, code or a link is shown as it is.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from ..regex import lazy

_LONGEST = 2000  # characters; what is longer is shown as it is
_FIRST = 0xE000  # of the private characters that stand for pieces which are done
_PRIVATE = lazy("[\ue000-\uf8ff]")
_PIECE = lazy(
    r"""(?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)                # `code`
    |\\(?P<escaped>[!-/:-@\[-`{-~])                            # \*
    |\[(?P<link>[^\[\]]{1,300})\]\((?P<address>[^()\s]{1,500})\)   # [words](address)""",
    re.VERBOSE,
)
_STRONG = lazy(r"(?P<mark>\*\*|__)(?=\S)(?P<text>[^<]{1,500}?)(?<=\S)(?P=mark)")
_EM = lazy(r"(?<![\w*])(?P<mark>[*_])(?=[^\s*_<])(?P<text>[^*_<]{1,500})(?<=\S)(?P=mark)(?![\w*])")


def rendered(text: str) -> str:
    """Return the words of a line of Markdown as HTML: code, emphasis, and of a link its words."""
    text = _PRIVATE.sub("�", text)
    if len(text) > _LONGEST:
        return escape(text)
    pieces: list[str] = []

    def kept(match: re.Match[str]) -> str:
        if match["code"]:
            pieces.append(f"<code>{escape(match['code'].strip())}</code>")
        elif match["escaped"]:
            pieces.append(escape(match["escaped"]))
        else:
            return match["link"]
        return chr(_FIRST + len(pieces) - 1)

    shown = escape(_PIECE.sub(kept, text))
    shown = _EM.sub(r"<em>\g<text></em>", _STRONG.sub(r"<strong>\g<text></strong>", shown))
    return _PRIVATE.sub(lambda match: pieces[ord(match[0]) - _FIRST], shown)


def table(head: Sequence[str], lines: Sequence[str], kind: str = "", label: str = "") -> Iterator[str]:
    """A table that becomes a list on a narrow screen, in a box that scrolls if it must."""
    named = escape(label or ", ".join(head))
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{named}">'
    yield f'<table class="stack {kind}"><thead><tr>'
    yield "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    yield "</tr></thead><tbody>"
    yield from lines
    yield "</tbody></table></div>"


def line(*cells: str, data: dict[str, str] | None = None) -> str:
    """A row of a table; `data` is what filters go by."""
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in (data or {}).items())
    return f"<tr{attributes}>{''.join(cells)}</tr>"


def cell(html: str, label: str, kind: str = "") -> str:
    """A cell; `html` is escaped already, `label` stands before it on a narrow screen."""
    named = f' class="{kind}"' if kind else ""
    return f'<td{named} data-label="{escape(label)}">{html}</td>'


def head_cell(html: str) -> str:
    """The cell that names its row."""
    return f'<th scope="row">{html}</th>'


def fold(summary: str, inside: Sequence[str], is_open: bool = False, key: str = "", kind: str = "") -> Iterator[str]:
    """A part that is opened by its summary, which is escaped already."""
    named = f' id="{key}"' if key else ""
    classes = f' class="{kind}"' if kind else ""
    yield f"<details{named}{classes}{' open' * is_open}><summary>{summary}</summary>"
    yield from inside
    yield "</details>"


def bar(done: int, total: int, label: str) -> str:
    """How much of something is done."""
    return f'<progress value="{done}" max="{max(total, 1)}" aria-label="{escape(label)}"></progress>'


def stacked_bar(parts: Sequence[tuple[str, int]], label: str) -> str:
    """One bar with a part for each status that there is, as wide as its number."""
    total = max(sum(number for _, number in parts), 1)
    shown, at = [], 0.0
    for kind, number in parts:
        width = 100 * number / total
        shown.append(f'<rect class="is-{kind}" x="{at:.2f}" y="0" width="{width:.2f}" height="4"/>' * bool(number))
        at += width
    named = f'role="img" aria-label="{escape(label)}"'
    return f'<svg class="stacked" viewBox="0 0 100 4" preserveAspectRatio="none" {named}>{"".join(shown)}</svg>'
