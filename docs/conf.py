"""The documentation site, built from the repository's own Markdown: `make docs`.

The source folder of Sphinx is the repository, so that links between files are the same here and there. Links to what is
no page of the site, such as source files, lead to REPOSITORY, the address at which the repository's files are shown;
without it they are plain words.
"""

import os
import re
import sys
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from groundplan import __version__  # noqa: E402

project = "Groundplan"
author = "The Groundplan contributors"
project_copyright = author
version = release = __version__

extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = ["docs/**.md", "CHANGELOG.md", "CONTRIBUTING.md", "examples/README.md", "examples/conduit/*.md"]
myst_heading_anchors = 4
nitpicky = True

html_theme = "furo"
html_title = "Groundplan"
html_show_sphinx = False

REPOSITORY = os.environ.get("REPOSITORY", "").rstrip("/")
_LINK = re.compile(r"(!?)\[([^\]\n]+)\]\((?!https?:|#)([^)\s#]+)(#[^)\s]*)?\)")
_IN_NO_MENU = ("examples/conduit/before", "examples/conduit/after")
_CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def _lead_out(app: Sphinx, docname: str, source: list[str]) -> None:
    """Turn links to files that are no pages into links to the repository, or into their text."""
    here = (ROOT / docname).parent

    def link(match: re.Match[str]) -> str:
        mark, text, path, place = match.groups(default="")
        target = (here / path).resolve().relative_to(ROOT)
        if mark or target.with_suffix("").as_posix() in app.env.found_docs:
            return match[0]
        return f"[{text}]({REPOSITORY}/{target.as_posix()}{place})" if REPOSITORY else text

    parts, end = [], 0
    for code in _CODE.finditer(source[0]):
        parts += [_LINK.sub(link, source[0][end : code.start()]), code[0]]
        end = code.end()
    source[0] = "".join([*parts, _LINK.sub(link, source[0][end:])])
    if docname in _IN_NO_MENU:
        source[0] = f"---\norphan: true\n---\n\n{source[0]}"


def setup(app: Sphinx) -> None:
    app.connect("source-read", _lead_out)
