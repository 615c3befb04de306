"""How questions are put: with questionary in a terminal, or line by line for a screen reader or a pipe.

Both show the same texts. Neither knows what is asked.
"""

import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import Protocol, TypeVar

import questionary
from questionary import Choice

T = TypeVar("T")
_WIDEST, _NARROWEST = 80, 20
_SHORT = 50  #: characters of a question and an example that leave room for the answer beside them
_MARK = "?"


class Screen(Protocol):
    """Where a person answers. Each question may raise KeyboardInterrupt, or EOFError if there is no more input."""

    def say(self, text: str = "") -> None:
        """Print text, wrapped at words."""

    def heading(self, text: str) -> None:
        """Begin a section."""

    def problem(self, text: str) -> None:
        """Say what is wrong with the last answer, in full."""

    def text(self, help_lines: Sequence[str], default: str = "", placeholder: str = "") -> str:
        """Ask for a line of text, to be edited from its default."""

    def select(self, help_lines: Sequence[str], choices: Sequence[tuple[str, T]], default: T | None = None) -> T:
        """Ask for one of several values, shown by their labels."""

    def select_many(self, help_lines: Sequence[str], choices: Sequence[tuple[str, T]], chosen: Sequence[T]) -> list[T]:
        """Ask for any number of values."""

    def confirm(self, question: str, default: bool) -> bool:
        """Ask yes or no."""


def open_screen(plain: bool) -> Screen:
    """Return the screen for this terminal; a terminal that cannot move its cursor is asked line by line."""
    return Plain() if plain or os.environ.get("TERM") == "dumb" else Terminal()


def wrapped(text: str, indent: str = "") -> str:
    """Wrap each line of a text to the terminal."""
    columns = shutil.get_terminal_size((_WIDEST, 24)).columns
    width = max(min(columns - 1, _WIDEST), _NARROWEST)
    return "\n".join(
        textwrap.fill(
            line, width, initial_indent=indent, subsequent_indent=indent + _margin(line), break_on_hyphens=False
        )
        for line in text.splitlines()
    )


def _margin(line: str) -> str:
    """Return the blanks under which a wrapped line goes on."""
    return " " * (len(line) - len(line.lstrip()))


class _Printing:
    def say(self, text: str = "") -> None:
        print(wrapped(text))

    def heading(self, text: str) -> None:
        print(f"\n{text}\n{'-' * len(text)}")

    def problem(self, text: str) -> None:
        print(wrapped(f"! {text}"))


class Terminal(_Printing):
    """Prompts of questionary: arrow keys, editing in place, and no meaning that only a colour has."""

    def text(self, help_lines: Sequence[str], default: str = "", placeholder: str = "") -> str:
        # Not as a placeholder of the prompt: it would look like an answer, and stay on the screen.
        help_lines = (*help_lines, placeholder) if placeholder else help_lines
        return str(questionary.text(_message(help_lines), default=default, qmark=_MARK).unsafe_ask())

    def select(self, help_lines: Sequence[str], choices: Sequence[tuple[str, T]], default: T | None = None) -> T:
        offered = [Choice(label, value=value) for label, value in choices]
        chosen = next((one for one in offered if one.value == default), None)
        prompt = questionary.select(
            _message(help_lines), offered, default=chosen, qmark=_MARK, pointer=">", instruction=" ",
            use_jk_keys=False, use_search_filter=False,
        )  # fmt: skip
        value: T = prompt.unsafe_ask()
        return value

    def select_many(self, help_lines: Sequence[str], choices: Sequence[tuple[str, T]], chosen: Sequence[T]) -> list[T]:
        offered = [Choice(label, value=value, checked=value in chosen) for label, value in choices]
        prompt = questionary.checkbox(
            _message(help_lines), offered, qmark=_MARK, pointer=">", instruction="(space marks, Enter goes on)",
            use_jk_keys=False,
        )  # fmt: skip
        values: list[T] = prompt.unsafe_ask()
        return values

    def confirm(self, question: str, default: bool) -> bool:
        return bool(questionary.confirm(wrapped(question), default=default, qmark=_MARK).unsafe_ask())


class Plain(_Printing):
    """One line after another: Enter keeps what stands in brackets, `-` empties it, choices have numbers."""

    def text(self, help_lines: Sequence[str], default: str = "", placeholder: str = "") -> str:
        self._ask(help_lines)
        if placeholder and not default:
            print(wrapped(placeholder))
        typed = _line(f"[{default}] " if default else "> ")
        return "" if typed.strip() == "-" else typed.strip() or default

    def select(self, help_lines: Sequence[str], choices: Sequence[tuple[str, T]], default: T | None = None) -> T:
        self._ask(help_lines)
        values = [value for _, value in choices]
        standard = values.index(default) if default in values else 0
        self._number(choices)
        while True:
            typed = _line(f"[{standard + 1}] ").strip()
            if not typed:
                return values[standard]
            found = [value for position, (label, value) in enumerate(choices, 1) if typed in (str(position), label)]
            if found:
                return found[0]
            self.problem(f"Write a number from 1 to {len(choices)}.")

    def select_many(self, help_lines: Sequence[str], choices: Sequence[tuple[str, T]], chosen: Sequence[T]) -> list[T]:
        self._ask((*help_lines, "Numbers with commas; - for none."))
        self._number(choices)
        marked = [str(position) for position, (_, value) in enumerate(choices, 1) if value in chosen]
        while True:
            typed = _line(f"[{','.join(marked) or '-'}] ").strip() or ",".join(marked)
            numbers = [one.strip() for one in typed.split(",") if one.strip() not in ("", "-")]
            if all(one.isdecimal() and 1 <= int(one) <= len(choices) for one in numbers):
                return [choices[int(one) - 1][1] for one in numbers]
            self.problem(f"Write numbers from 1 to {len(choices)}, with commas between them.")

    def confirm(self, question: str, default: bool) -> bool:
        while True:
            typed = _line(f"{wrapped(question)} [{'Y/n' if default else 'y/N'}] ").strip().casefold()
            if not typed:
                return default
            if typed in ("y", "yes", "n", "no"):
                return typed.startswith("y")
            self.problem("Write y or n.")

    def _ask(self, help_lines: Sequence[str]) -> None:
        if len(help_lines) > 1:
            print()
        for line in help_lines:
            self.say(line)

    @staticmethod
    def _number(choices: Sequence[tuple[str, T]]) -> None:
        for position, (label, _) in enumerate(choices, 1):
            print(wrapped(f"  {position}. {label}"))


def _message(help_lines: Sequence[str]) -> str:
    """Lay out a question for questionary: what its answer changes is indented, and so is the answer."""
    first, *rest = help_lines
    if len(rest) == 1 and len(first) + len(rest[0]) < _SHORT:
        return f"{first} ({rest[0]})"
    explained = [wrapped(line, "  ") for line in rest]
    return "\n".join((wrapped(first), *explained, " ")) if rest else wrapped(first)


def _line(prompt: str) -> str:
    print(prompt, end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")
