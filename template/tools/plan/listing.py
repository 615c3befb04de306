"""Test files that a build compiles only if a list names them, which a merge can leave out of it."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from .languages import language_of_test

FOOTER = "Modules of further tasks are added above this line"  #: in the last line of each list that we write


def missing_in_list(path: str, text: Callable[[str], str | None]) -> str:
    """Return the list that does not name this test file; blank if it does, or nobody keeps one. `text` reads a file.

    Whoever takes the last line away, or declares the folder as a module, keeps the list alone.
    """
    language = language_of_test(path)
    if not language or not language.test_list:
        return ""
    for folder in PurePosixPath(path).parents:
        place = str(folder / language.test_list)
        written = text(place) if place != path else None
        if written and FOOTER in written:
            below = PurePosixPath(path).relative_to(folder)
            module = re.sub(r"\W", "_", below.parts[0].removesuffix(below.suffix))
            pattern = language.listed_as.format(path=re.escape(str(below)), module=module)
            return "" if re.search(pattern, written, re.MULTILINE) else place
    return ""
