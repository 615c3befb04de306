"""Copier's question to Git whether a repository keeps executable bits, asked once a folder."""

from collections.abc import Callable
from typing import Any

from copier import _main

_QUESTION = ("config", "--type=bool", "--get", "core.fileMode")


def ask_once() -> None:
    """Let Copier remember Git's answer for the rest of a copy or an update.

    Copier 9.19 asks after each file that it writes: a quarter of the time of a copy, and an update writes each file
    three times. A Copier that asks in another way is left alone.
    """
    get_git = getattr(_main, "get_git", None)
    if get_git is not None:
        asked: dict[str, _Answer] = {}  # a new copy or update begins with no answer
        original = getattr(get_git, "original", get_git)
        setattr(_main, "get_git", _GetGit(original, asked))  # noqa: B010, mypy lets nobody assign to a name of Copier's


class _GetGit:
    """Copier's `get_git`, whose commands share the answers of a folder."""

    def __init__(self, original: Callable[..., Any], asked: "dict[str, _Answer]") -> None:
        self.original, self._asked = original, asked

    def __call__(self, context_dir: Any = None) -> Any:
        git = self.original(context_dir)
        return git if context_dir is None else _Git(git, str(context_dir), self._asked)


class _Git:
    """The command `git` in a folder."""

    def __init__(self, git: Any, folder: str, asked: "dict[str, _Answer]") -> None:
        self._git, self._folder, self._asked = git, folder, asked

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        if arguments != _QUESTION or options:
            return self._git(*arguments, **options)
        if self._folder not in self._asked:
            self._asked[self._folder] = _Answer(lambda: self._git(*arguments))
        return self._asked[self._folder].given()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._git, name)

    def __getitem__(self, arguments: Any) -> Any:
        return self._git[arguments]


class _Answer:
    """What Git said: a text, or the exit status by which it says that nothing is set."""

    def __init__(self, ask: Callable[[], str]) -> None:
        self._text = ""
        self._error: Exception | None = None
        try:
            self._text = ask()
        except Exception as error:
            self._error = error

    def given(self) -> str:
        if self._error:
            raise self._error
        return self._text
