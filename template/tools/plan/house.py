"""The team's own forms: which there may be, and what the project's folder of them holds.

A form replaces one of the template: `stubs/pytest.jinja` that of a test file, `stubs/pytest-setup.jinja` and
`stubs/pytest-contract.jinja` a part of it, `stubs/pytest-feature.jinja` adds a second file beside each. Nothing is
rendered here: the template's extension does that.
"""

import difflib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .disk import CONTROL, CannotRead, Disk, TooLarge
from .errors import UserError
from .items import HOUSE
from .languages import LANGUAGES
from .regex import lazy
from .values import dataclass

CONTRACT = 1  #: the version of the names that forms may use
MOST_BYTES = 64_000  #: of one form
PARTS = ("", "-setup", "-contract", "-feature")
#: What else may be in the folder; it is not read.
OTHERS = frozenset({"README.md", "LICENSE", "source.json"})
WORDS = "words"  #: the name of the form that replaces sentences of documents
_WORDS_FILE = "words.yml"
_STUBS = "stubs"
_SUFFIX = ".jinja"
_WORDS_HEADER = lazy(r"""^form:[ \t]*["']?(?P<contract>[0-9]{1,6})["']?[ \t]*(?:\#.*)?\r?$""", re.MULTILINE)
_HEADER = lazy(r"\{#-?[ \t]*form:[ \t]*(?P<contract>[0-9]{1,6})[ \t]*-?#\}[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True)
class OwnForm:
    """A form of the team. `name` is `stubs/pytest`, `path` its file from the project's root."""

    name: str
    path: str
    text: str

    @property
    def contract(self) -> int | None:
        """The version of the names that it was made for; None if it does not say."""
        match = _WORDS_HEADER.search(self.text) if self.name == WORDS else _HEADER.match(self.text)
        return int(match["contract"]) if match else None


@dataclass(frozen=True)
class House:
    """The team's own forms by name, and what is wrong in their folder."""

    folder: str = HOUSE
    forms: tuple[OwnForm, ...] = ()
    problems: tuple[UserError, ...] = ()


@cache
def form_names() -> tuple[str, ...]:
    """List the names that forms of test files may have."""
    frameworks = (one.name for language in LANGUAGES.values() for one in language.all_frameworks)
    return tuple(f"{_STUBS}/{name}{part}" for name in dict.fromkeys(frameworks) for part in PARTS)


def every_name() -> tuple[str, ...]:
    """List the names of all forms, that of the sentences first."""
    return (WORDS, *form_names())


def read_house(root: Path, folder: str = HOUSE) -> House:
    """Read the forms of a project; a folder that is not there holds none."""
    if not folder:
        return House(folder)
    forms: list[OwnForm] = []
    problems: list[UserError] = []
    disk = Disk(root)
    for path in _files(root, folder, problems):
        name = path.removeprefix(f"{folder}/")
        if name in OTHERS:
            continue
        try:
            forms.append(_form(disk, path, name))
        except UserError as error:
            problems.append(error)
    return House(folder, tuple(forms), tuple(problems))


def _files(root: Path, folder: str, problems: list[UserError]) -> Iterator[str]:
    """Yield the paths of what is in the folder and in its folder of stubs; hidden files are somebody else's."""
    top = root / folder
    if not os.path.lexists(top):
        return
    if not top.is_dir() or not top.resolve().is_relative_to(root.resolve()):
        problem = "is not a folder of this project"
        problems.append(UserError(folder, problem, "put a folder in its place, or answer house_style otherwise"))
        return
    for entry in sorted(os.scandir(top), key=lambda one: one.name):
        if entry.name == _STUBS and entry.is_dir(follow_symlinks=False):
            yield from (
                f"{folder}/{_STUBS}/{one.name}"
                for one in sorted(os.scandir(entry.path), key=lambda one: one.name)
                if not one.name.startswith(".")
            )
        elif not entry.name.startswith("."):
            yield f"{folder}/{entry.name}"


def _form(disk: Disk, path: str, name: str) -> OwnForm:
    """Read a form. Raises UserError for what is none."""
    stem = WORDS if name == _WORDS_FILE else name.removesuffix(_SUFFIX)
    if name != _WORDS_FILE and (not name.endswith(_SUFFIX) or stem not in form_names()):
        close = difflib.get_close_matches(stem, form_names(), n=1)
        remedy = f"did you mean {close[0]}{_SUFFIX}?" if close else "move it out of this folder"
        raise UserError(path, "is not a form that can be replaced", remedy)
    try:
        text = disk.read(path, MOST_BYTES).decode("utf-8").replace("\r\n", "\n")
    except TooLarge:
        raise UserError(path, f"is larger than {MOST_BYTES // 1000} kB", "make it shorter") from None
    except CannotRead as error:
        raise UserError(path, f"cannot be read: {error}", "put a file in its place") from None
    except UnicodeDecodeError as error:
        raise UserError(path, f"is not UTF-8 (byte {error.start})", "save it as UTF-8") from None
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise UserError(f"{path}:{line}", f"has the control character U+{ord(found[0]):04X}", "delete it")
    form = OwnForm(stem, path, text)
    if form.contract is None and stem == WORDS:
        raise UserError(path, "does not say its form", f'begin with "form: {CONTRACT}"')
    if form.contract is None:
        problem = f"does not begin with {{# form: {CONTRACT} #}}"
        raise UserError(f"{path}:1", problem, "write that as its first line")
    if form.contract > CONTRACT:
        problem = f"is made for form {form.contract}, and this version has form {CONTRACT}"
        raise UserError(f"{path}:1", problem, "update the template first")
    return form


def outdated_forms(house: House) -> Iterator[tuple[str, int]]:
    """Yield the files that were made for an older contract, each with that."""
    for form in house.forms:
        if form.contract is not None and form.contract < CONTRACT:
            yield form.path, form.contract


def part_in(name: str) -> str:
    """Name the part that a form replaces: `stubs/pytest-setup` → `setup`; blank if it is a whole file."""
    part = name.rpartition("-")[2]
    return part if f"-{part}" in PARTS else ""


def framework_in(name: str) -> str:
    """Name the framework of a form: `stubs/node-test-setup` → `node-test`."""
    part = part_in(name)
    return name.partition("/")[2].removesuffix(f"-{part}" if part else "")


def file_of(folder: str, name: str) -> str:
    """Name the file of a form: `words` → `.groundplan/words.yml`."""
    return f"{folder}/{_WORDS_FILE if name == WORDS else f'{name}{_SUFFIX}'}"
