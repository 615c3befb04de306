"""What an adopted repository tells of itself."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..plan.languages import Language

#: Test frameworks by the packages that a manifest has where they are in use.
_PACKAGES = {"vitest": "vitest", "jest": "jest", "react-scripts": "jest", "@playwright/test": "playwright"}


def frameworks_near(root: Path, path: str) -> tuple[str, ...]:
    """The test frameworks that the nearest package.json above a file, one that has any, depends on."""
    for folder in PurePosixPath(path).parents:
        if found := tuple(_in_manifest(root / folder / "package.json")):
            return found
    return ()


def package_near(root: Path, path: str, language: Language) -> str:
    """The package of tests in a file's folder, by the files that are there; blank where none says it."""
    beside = language.package_beside
    files = sorted((root / path).parent.glob(f"*{language.suffixes[0]}")) if beside else []
    for file in files:
        with contextlib.suppress(OSError):
            if not file.is_file():  # a pipe would never end
                continue
            clause = language.package_clause.search(file.read_text(encoding="utf-8", errors="replace"))
            if clause:
                return f"{clause['package'].removesuffix(beside)}{beside}"
    return ""


def _in_manifest(file: Path) -> Iterator[str]:
    try:
        manifest = json.loads(file.read_text(encoding="utf-8-sig")) if file.is_file() else {}
        named = {**manifest.get("dependencies", {}), **manifest.get("devDependencies", {})}
        scripts = manifest.get("scripts", {}).values()
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return  # what a person has broken is theirs to mend; their tasks get no stub
    yield from dict.fromkeys(framework for package, framework in _PACKAGES.items() if package in named)
    if any("--test" in str(script).split() for script in scripts):
        yield "node-test"
