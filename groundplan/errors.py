"""What stops the command, in one line, and its exit status."""

DONE, FOUND, CANNOT, INTERRUPTED = 0, 1, 2, 130


class CommandError(Exception):
    """Something that the user can put right. Its text says what is wrong, where, and what to do, in one line."""


class Interrupted(Exception):
    """Ctrl-C, or the end of the input. Its text says what was kept and how to go on; blank if there is nothing."""
