"""The name of a feature's folder in texts: where it means that folder, it becomes the new name.

specs/002-search/spec.md   ../002-search   `002-search`     the folder
docs/002-search.md   tests/e2e/002-search/find.spec.ts      a file that exists, or a test: these are not moved
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import field

from ..languages import is_test_file
from ..values import dataclass

_PATH = r"\w.:@%+~\-"  # characters of a path or an address, beside slashes


@dataclass(frozen=True)
class Renaming:
    """A folder that gets a new name; paths are relative to the project. `exists` knows what is on the disk."""

    source: str
    target: str
    exists: Callable[[str], bool] = field(compare=False)

    @property
    def name(self) -> str:
        return posixpath.basename(self.source)

    def in_text(self, text: str, folder: str = "") -> str:
        """Return the text with the new name; `folder` is that of the document, from which its links start."""
        if self.name not in text:
            return text
        new = posixpath.basename(self.target)
        form = re.compile(
            rf"(?<![\w./\\-])(?P<head>(?:[{_PATH}]*[/\\])*){re.escape(self.name)}(?![\w-])(?P<tail>[{_PATH}/\\]*)"
        )
        return form.sub(
            lambda match: f"{match['head']}{new}{match['tail']}" if self._is_meant(match, folder) else match[0], text
        )

    def _is_meant(self, match: re.Match[str], folder: str) -> bool:
        head = match["head"].replace("\\", "/")
        path = match[0].replace("\\", "/").rstrip(".:")
        if "://" in head:
            return head.endswith("/specs/")
        places = [posixpath.normpath(posixpath.join(start, path)) for start in ("", folder)]
        if any(f"{one}/".startswith(f"{self.source}/") for one in places):
            return True
        return not is_test_file(path) and not any(map(self.exists, places))
