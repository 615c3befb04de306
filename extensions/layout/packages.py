"""The name under which a unit's code is imported. Settled once, when the unit is first recorded."""

import re

from ..answers.answers import Answers
from ..plan.languages import Language
from ..plan.record import Unit
from ..text.names import is_device, manifest, pascal

_ADDRESS = re.compile(r"https?://(?P<path>[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9_~-][\w.~-]*[\w~-])+)")
_VERSION = re.compile(r"/v[0-9]+$")
_SEPARATORS = {"kebab": "-", "module": "-", "snake": "_"}


def package_name(language: Language, answers: Answers) -> str:
    """From the project's name; a Go module is its repository's address. Blank where nothing of the kind is needed."""
    if not language.package_case:
        return ""
    address = _ADDRESS.fullmatch(answers.repository_url.removesuffix("/").removesuffix(".git"))
    if language.package_case == "module" and address:
        return address["path"]
    name = _legal(answers.project_name, language)
    return f"example.com/{name}" if language.package_case == "module" else name


def package_folder(unit: Unit, language: Language) -> str:
    """The package as a folder: of a module the last part, without its version."""
    if language.package_case == "module":
        return _legal(_VERSION.sub("", unit.package).rpartition("/")[2], language)
    return unit.package


def _legal(text: str, language: Language) -> str:
    """The words of a text in the case of the language: `2048` → `project-2048`, `test` → `test-project`.

    Folders and programs have this name, so that it is none of a device.
    """
    words = manifest(text).split("-")
    words = ["project", *words] if words[0][0].isdigit() else words
    name = _joined(words, language.package_case)
    is_taken = name in language.reserved_packages or is_device(name)
    return _joined([*words, "project"], language.package_case) if is_taken else name


def _joined(words: list[str], case: str) -> str:
    return pascal(" ".join(words)) if case == "pascal" else _SEPARATORS.get(case, "").join(words)
