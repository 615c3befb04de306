"""The name under which a unit's code is imported. Settled once, when the unit is first recorded."""

import re
from collections.abc import Container

from ..answers.answers import Answers
from ..plan.items import Unit
from ..plan.languages import Language
from ..plan.languages.cases import Case
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
    name = _legal_name(answers.project_name, language.package_case, language.reserved_packages)
    return language.module_path.format(name=name) if language.module_path else name


def package_folder(unit: Unit, language: Language) -> str:
    """Name the folder of the package: its own name, or the last part of an address, without its version."""
    if language.package_case and language.module_path:
        last_part = _VERSION.sub("", unit.package).rpartition("/")[2]
        return _legal_name(last_part, language.package_case, language.reserved_packages)
    return unit.package


def _legal_name(text: str, case: Case, reserved: Container[str]) -> str:
    """Put the words of a text into a case: `2048` → `project-2048`, `test` → `test-project`.

    Folders and programs get this name, so it is never that of a device.
    """
    words = manifest(text).split("-")
    words = ["project", *words] if words[0][0].isdigit() else words
    name = case.join(words)
    return case.join([*words, "project"]) if name in reserved or is_device(name) else name
