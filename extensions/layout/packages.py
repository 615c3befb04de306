"""The name under which a unit's code is imported. Settled once, when the unit is first recorded."""

import re
from collections.abc import Container

from ..answers.answers import Answers
from ..plan.items import Unit
from ..plan.languages import Language
from ..plan.languages.cases import FLAT
from ..text.names import is_device, manifest

_ADDRESS = re.compile(r"https?://(?P<path>[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9_~-][\w.~-]*[\w~-])+)")
_VERSION = re.compile(r"/v[0-9]+$")
_REPOSITORY = re.compile(
    r"https?://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*)(?P<path>(?:/[\w.~-]+)+)", re.I
)
#: The domains below which hosts of repositories give each of their users one of their own.
_DOMAINS_OF_USERS = {
    "bitbucket.org": "bitbucket.io",
    "gitee.com": "gitee.io",
    "github.com": "github.io",
    "gitlab.com": "gitlab.io",
}
#: The group of a manifest whose package says none.
NO_GROUP = "com.example"


def package_name(language: Language, answers: Answers) -> str:
    """Name the package after the project, or after the repository if the name is an address. Blank if there is none."""
    if not language.package_case or (language.package_asked and not answers.package_layout):
        return ""
    address = _ADDRESS.fullmatch(answers.repository_url.removesuffix("/").removesuffix(".git"))
    if language.module_path and address:
        return address["path"]
    if language.package_of_domain and (parts := _domain_parts(answers)):
        return ".".join(_identifier(part, language.reserved_packages) for part in parts)
    name = _legal_name(answers.project_name, language)
    return language.module_path.format(name=name) if language.module_path else name


def package_folder(unit: Unit, language: Language) -> str:
    """Name the folder of the package: its own name, or the last part of an address, without its version.

    That of a package with a domain has one folder in another: `com.acme.anchor` → `com/acme/anchor`.
    """
    if language.package_of_domain:
        return unit.package.replace(".", "/")
    if language.package_case and language.module_path:
        last_part = _VERSION.sub("", unit.package).rpartition("/")[2]
        return _legal_name(last_part, language)
    return unit.package


def group_name(unit: Unit, language: Language, answers: Answers) -> str:
    """Name the group of a manifest of Maven's: the package without its last part, which stays when the address changes.

    It is spelled as the domain if that is still what the address says: `io.github.left-bank`, not `leftbank`.
    """
    group = unit.package.rpartition(".")[0]
    spelled = _domain_parts(answers)[:-1]
    is_the_same = ".".join(_identifier(part, language.reserved_packages) for part in spelled) == group
    return (".".join(spelled) if is_the_same else group) or NO_GROUP


def _domain_parts(answers: Answers) -> list[str]:
    """Return the parts of a repository's address, those of the host in reverse; empty if there is no address."""
    address = _REPOSITORY.fullmatch(answers.repository_url.removesuffix("/").removesuffix(".git"))
    if not address:
        return []
    host, path = address["host"].lower().removeprefix("www."), address["path"].lower().strip("/").split("/")
    return [*reversed(_DOMAINS_OF_USERS.get(host, host).split(".")), *path]


def _identifier(part: str, reserved: Container[str]) -> str:
    """Write a part of a package as Java's specification wants it: `3d-tools` → `_3dtools`, `new` → `new_`."""
    name = FLAT.join(manifest(part).split("-"))
    name = f"_{name}" if name[0].isdigit() else name
    return f"{name}_" if name in reserved or is_device(name) else name


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
