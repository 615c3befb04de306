"""The name under which a unit's code is imported. Settled once, when the unit is first recorded."""

import re

from ..answers.answers import Answers
from ..plan.items import Unit
from ..plan.languages import Language
from ..text.names import is_device, manifest

_ADDRESS = re.compile(r"https?://(?P<path>[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9_~-][\w.~-]*[\w~-])+)")
_VERSION = re.compile(r"/v[0-9]+$")


def package_name(language: Language, answers: Answers) -> str:
    """Name the package after the project, or after the repository if the name is an address. Blank if there is none."""
    if not language.package_case or (language.package_asked and not answers.package_layout):
        return ""
    address = _ADDRESS.fullmatch(answers.repository_url.removesuffix("/").removesuffix(".git"))
    if language.module_path and address:
        return address["path"]
    name = _legal_name(answers.project_name, language)
    return language.module_path.format(name=name) if language.module_path else name


def package_folder(unit: Unit, language: Language) -> str:
    """Name the folder of the package: its own name, or the last part of an address, without its version."""
    if language.package_case and language.module_path:
        last_part = _VERSION.sub("", unit.package).rpartition("/")[2]
        return _legal_name(last_part, language)
    return unit.package


def _legal_name(text: str, language: Language) -> str:
    """Put the words of a text into the case of packages: `2048` → `project-2048`, `test` → `test-project`.

    Folders and programs get this name, so it is never that of a device.
    """
    words = manifest(text).split("-")
    words = ["project", *words] if words[0][0].isdigit() else words
    assert language.package_case
    name = language.package_case.join(words, language.initialisms)
    is_taken = name in language.reserved_packages or is_device(name)
    return language.package_case.join([*words, "project"], language.initialisms) if is_taken else name
