"""What stops the command, in one line, and its exit status."""

import traceback
from pathlib import Path

_MOST_WORDS = 120
DONE, FOUND, CANNOT, INTERRUPTED = 0, 1, 2, 130


def describe(error: Exception) -> str:
    """Describe an error that nobody expected in one line, with its place in this package."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).parent == Path(__file__).parent]
    place = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "an unknown place"
    words = " ".join(str(error).split())[:_MOST_WORDS]
    return f"internal error in {place} ({type(error).__name__}: {words}); please report it to the maintainers"


class CommandError(Exception):
    """Something that the user can put right. Its text says what is wrong, where, and what to do, in one line."""


class Interrupted(Exception):
    """Ctrl-C, or the end of the input. Its text says what was kept and how to go on; blank if there is nothing."""
