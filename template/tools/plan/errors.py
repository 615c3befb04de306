"""What stops a command or a run of Copier, in one line: a mistake to fix, or an error that nobody expected."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_MOST_VALUE, _MOST_WORDS = 60, 120  # characters of a value, and of an unexpected error's own words


class UserError(Exception):
    """A mistake that the user can fix. Its text is `place: problem; remedy`, without the parts that are blank.

    `place` is a question with its keys and positions (`stories[2].endpoints[0]`), a file with its line, or an option.
    """

    def __init__(self, place: str, problem: str, remedy: str = "") -> None:
        super().__init__(place, problem, remedy)
        self.place, self.problem, self.remedy = place, problem, remedy

    def __str__(self) -> str:
        what = "; ".join(filter(None, (self.problem, self.remedy)))
        return f"{self.place}: {what}" if self.place else what


class UserErrors(UserError):
    """Several mistakes at once. Its text has a line for each; the parts are those of the first."""

    def __init__(self, errors: Sequence[UserError]) -> None:
        super().__init__(errors[0].place, errors[0].problem, errors[0].remedy)
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


def refuse(errors: Iterable[UserError]) -> None:
    """Raise all of these mistakes at once, so that nobody has to fix them run by run; nothing if there is none."""
    found = [one for error in errors for one in (error.errors if isinstance(error, UserErrors) else (error,))]
    if found:
        raise found[0] if len(found) == 1 else UserErrors(found)


class Mistakes:
    """Mistakes that are collected, so that one does not hide the next."""

    def __init__(self) -> None:
        self._errors: list[UserError] = []

    def tried(self, check: Callable[..., T], *arguments: Any) -> T | None:
        """Return what a check returns; keep the mistake if it raises one, and return nothing."""
        try:
            return check(*arguments)
        except UserError as error:
            self.note(error)
            return None

    def note(self, error: UserError) -> None:
        """Keep a mistake."""
        self._errors.append(error)

    def __bool__(self) -> bool:
        return bool(self._errors)

    def refuse(self) -> None:
        """Raise all that were collected, if there are any."""
        refuse(self._errors)


def describe(error: Exception, *folders: Path) -> str:
    """Describe any error in one line, each of several mistakes in its own.

    An error that nobody expected is described with its place in the code of these folders.
    """
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        reason = error.strerror.lower()
        return f"{error.filename}: {reason}" if error.filename is not None else reason
    words = "".join(one if one.isprintable() else " " for one in str(error))[:_MOST_WORDS].strip()
    kind = ": ".join(filter(None, (type(error).__name__, words)))
    return f"internal error in {_place(error, folders)} ({kind}); please report it to the maintainers of Groundplan"


def show(value: Any) -> str:
    """Quote a value for a message: JSON, cut if it is long."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (TypeError, ValueError, RecursionError):  # YAML makes keys of dates, and lists that hold themselves
        text = type(value).__name__
    return text if len(text) <= _MOST_VALUE else text[: _MOST_VALUE - 1] + "…"


def join_choices(choices: Iterable[str]) -> str:
    """`error, warning or off`; blank if there is no choice."""
    *others, last = [*choices] or [""]
    return f"{', '.join(others)} or {last}" if others else last


def _place(error: Exception, folders: Iterable[Path]) -> str:
    """The file and line where an error was raised: the last in these folders on the way there, else the last of all."""
    import traceback  # nearly always nobody needs it

    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        for folder in folders:
            if Path(frame.filename).is_relative_to(folder):
                return f"{Path(frame.filename).relative_to(folder).as_posix()}:{frame.lineno}"
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
