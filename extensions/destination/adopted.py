"""What an adopted repository tells of itself."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..plan.disk import Disk
from ..plan.languages import LANGUAGES, Language
from ..plan.languages.base import NOTHING

_FRAMEWORKS = tuple(framework for language in LANGUAGES.values() for framework in language.all_frameworks)


def frameworks_near(root: Path, folder: str) -> tuple[str, ...]:
    """The test frameworks that the nearest package.json, one that has any, of a folder or above it depends on."""
    disk = Disk(root)
    for one in (PurePosixPath(folder), *PurePosixPath(folder).parents):
        if found := tuple(frameworks_in_manifest(disk.text((one / "package.json").as_posix()) or "{}")):
            return found
    return ()


def package_near(root: Path, path: str, language: Language) -> str:
    """The package of tests in a file's folder, by the files that are there; blank where none says it."""
    beside = language.package_beside
    disk = Disk(root)
    files = disk.files(path.rpartition("/")[0]) if language.package_clause is not NOTHING else []
    for file in (one for one in files if one.endswith(language.suffixes[0])):
        if clause := language.package_clause.search(disk.text(file) or ""):
            return f"{clause['package'].removesuffix(beside)}{beside}"
    return ""


def frameworks_in_manifest(text: str) -> Iterator[str]:
    """Yield the test frameworks that a package.json shows; none if it cannot be read."""
    try:
        manifest = json.loads(text.removeprefix("\ufeff"))
        packages = {**manifest.get("dependencies", {}), **manifest.get("devDependencies", {})}.keys()
        scripts = manifest.get("scripts", {}).values()
    except (ValueError, TypeError, AttributeError, RecursionError):
        return  # what a person has broken is theirs to mend; their tasks get no stub
    options = {word for script in scripts for word in str(script).split()}
    for framework in _FRAMEWORKS:
        if framework.signs & packages or framework.script_option in options:
            yield framework.name
