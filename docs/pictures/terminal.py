"""A terminal as an SVG: its lines appear one after another, as they did when the commands ran."""

import html
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 80  # characters
CHARACTER, LINE, MARGIN, BAR = 8.4, 20, 16, 30  # pixels
STYLE = """
  text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d0d7de;
    white-space: pre; }
  .prompt { fill: #7ee787; } .failed { fill: #ff7b72; } .typed { fill: #f0f6fc; font-weight: 600; }
  .error { fill: #ff7b72; } .warning { fill: #e3b341; } .note { fill: #8b949e; }
  @media (prefers-reduced-motion: no-preference) {
    .line { animation: appear 0.01s linear both; }
    @keyframes appear { from { opacity: 0; } to { opacity: 1; } }
  }
"""


@dataclass(frozen=True)
class Shown:
    """A command and what it printed; `status` colours the next prompt."""

    command: str
    output: str = ""
    status: int = 0


@dataclass(frozen=True)
class _Line:
    parts: tuple[tuple[str, str], ...]  #: class and text
    pause: float  #: seconds after the line before


def draw(shown: Sequence[Shown], title: str, ends: bool = True) -> str:
    """Return the SVG of a session, which ends at a prompt or goes on."""
    lines = _lines(shown, ends)
    height = BAR + MARGIN + LINE * len(lines) + MARGIN // 2
    width = round(2 * MARGIN + CHARACTER * WIDTH)
    rows, time = [], 0.3
    for number, line in enumerate(lines):
        time += line.pause
        spans = "".join(f'<tspan class="{kind}">{html.escape(text)}</tspan>' for kind, text in line.parts)
        y = BAR + MARGIN + LINE * number + 4
        rows.append(f'<text class="line" x="{MARGIN}" y="{y}" style="animation-delay: {time:.2f}s">{spans}</text>')
    dots = "".join(f'<circle cx="{20 + 20 * n}" cy="15" r="6" fill="{c}"/>' for n, c in enumerate(_DOTS))
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img">',
        f"<title>{html.escape(title)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect width="{width}" height="{height}" rx="10" fill="#0d1117"/>',
        dots,
        *rows,
        "</svg>\n",
    ])  # fmt: skip


_KINDS = {"error": re.compile("error: |[1-9] error|^! |^HEAD or"), "warning": re.compile("warning: ")}
_ASKED = re.compile(r"(?:> |\[[^\]]*\] )(?=\S|$)")  # by the interview, line by line
_DOTS = ("#ff5f57", "#febc2e", "#28c840")


def _lines(shown: Sequence[Shown], ends: bool) -> list[_Line]:
    lines: list[_Line] = []
    status = 0
    for one in shown:
        typed, _, note = one.command.partition("  # ")
        parts = [("failed" if status else "prompt", "$ "), ("typed", typed)]
        lines.append(_Line((*parts, *([("note", f"  # {note}")] if note else [])), 0.9 if lines else 0))
        for text in one.output.splitlines():
            kind = next((name for name, pattern in _KINDS.items() if pattern.search(text)), "output")
            for row in textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False) or [""]:
                asked = _ASKED.match(row)
                parts = [("prompt", asked[0]), ("typed", row[asked.end() :])] if asked else [(kind, row)]
                lines.append(_Line(tuple(parts), _pause(lines[-1], bool(asked))))
        status = one.status
    if ends:
        lines.append(_Line((("failed" if status else "prompt", "$ "), ("typed", "▁")), 0.4))
    return lines


def _pause(before: _Line, asked: bool) -> float:
    """A command takes half a second, and so does an answer."""
    return 0.5 if before.parts[0][1] == "$ " or asked else 0.05
