"""The languages and test frameworks of an adopted repository, by the manifests that it has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..plan.disk import Disk
from ..plan.languages import LANGUAGES
from .adopted import frameworks_in_manifest

#: The manifests that tell a language, the surest first.
_MANIFESTS = (
    ("pyproject.toml", "python"),
    ("setup.py", "python"),
    ("setup.cfg", "python"),
    ("requirements.txt", "python"),
    ("Cargo.toml", "rust"),
    ("go.mod", "go"),
    ("package.json", "typescript"),
    ("build.gradle.kts", "kotlin"),
    ("build.gradle", "java"),
    ("pom.xml", "java"),
    ("Package.swift", "swift"),
    ("CMakeLists.txt", "cpp"),
    ("Directory.Build.props", "csharp"),
    ("composer.json", "php"),
)
_SUFFIXES = ((".csproj", "csharp"), (".sln", "csharp"), (".slnx", "csharp"), (".fsproj", "csharp"))
_VERSIONS = {
    "pyproject.toml": r"""^requires-python\s*=\s*["'][^0-9"']*(?P<version>[0-9]+(?:\.[0-9]+)?)""",
    "go.mod": r"^go\s+(?P<version>[0-9]+\.[0-9]+)",
    "Cargo.toml": r"""^rust-version\s*=\s*["'](?P<version>[0-9]+\.[0-9]+)""",
    "package.json": r'"node"\s*:\s*"[^0-9"]*(?P<version>[0-9]+)',
    "composer.json": r'"php"\s*:\s*"[^0-9"]*(?P<version>[0-9]+(?:\.[0-9]+)?)',
    "Package.swift": r"swift-tools-version:\s*(?P<version>[0-9]+\.[0-9]+)",
    "pom.xml": r"<(?:maven\.compiler\.release|java\.version)>(?P<version>[0-9]+)",
}
#: What shows that a framework is in use, in the manifests of languages whose packages are not read otherwise.
_SIGNS = {
    "pytest": r"\bpytest\b",
    "junit5": r"\bjunit[.:-]?jupiter\b|useJUnitPlatform",
    "xunit": r"\bxunit\b",
    "phpunit": r"\bphpunit/phpunit\b",
    "gtest": r"\b(?:gtest|GTest|googletest)\b",
    "swift-testing": r"\bswift-testing\b",
}
_BUILT_IN = {"go": "go-test", "rust": "cargo"}  #: what comes with the language
_PASSED_OVER = frozenset(("node_modules", "vendor", "dist", "build", "target", "tools", "docs", "examples", "specs"))


@dataclass(frozen=True)
class Found:
    """A language that a manifest shows; version and framework are blank if it does not say them."""

    language: str
    version: str = ""
    testing: str = ""


def languages_in(root: Path) -> tuple[Found, ...]:
    """Return the languages of a repository, those of its top before those of the folders below, each once."""
    disk = Disk(root)
    found: dict[str, Found] = {}
    below = [name for name in disk.folders(".") if not name.startswith(".") and name not in _PASSED_OVER]
    deeper = [f"{name}/{one}" for name in below for one in disk.folders(name) if one not in _PASSED_OVER]
    for folder in (".", *below, *deeper):
        for language, path in _manifests(disk, folder):
            one = _read(disk, language, path)
            earlier = found.get(language)
            found[language] = one if earlier is None else _merged(earlier, one)
    return tuple(found.values())


def in_words(found: tuple[Found, ...]) -> tuple[str, str]:
    """Return the languages and the test frameworks as a plan names them; blank if nothing shows them."""
    named = []
    for one in found:
        language = LANGUAGES[one.language]
        named.append(language.versioned.format(version=one.version) if one.version else language.label)
    frameworks = {framework.name: framework.label for one in LANGUAGES.values() for framework in one.all_frameworks}
    return ", ".join(named), ", ".join(dict.fromkeys(frameworks[one.testing] for one in found if one.testing))


def _manifests(disk: Disk, folder: str) -> Iterator[tuple[str, str]]:
    names = {path.rpartition("/")[2]: path.removeprefix("./") for path in disk.files(folder)}
    for name, language in _MANIFESTS:
        if name in names:
            yield language, names[name]
    for suffix, language in _SUFFIXES:
        yield from ((language, path) for name, path in names.items() if name.endswith(suffix))


def _read(disk: Disk, language: str, path: str) -> Found:
    text, name = disk.text(path) or "", path.rpartition("/")[2]
    version = re.search(_VERSIONS[name], text, re.MULTILINE) if name in _VERSIONS else None
    return Found(language, version["version"] if version else "", _testing(language, name, text))


def _testing(language: str, name: str, text: str) -> str:
    if language in _BUILT_IN:
        return _BUILT_IN[language]
    if name == "package.json":
        own = {framework.name for framework in LANGUAGES[language].frameworks}
        return next((one for one in frameworks_in_manifest(text) if one in own), "")
    own = {framework.name for framework in LANGUAGES[language].frameworks}
    return next((one for one, sign in _SIGNS.items() if one in own and re.search(sign, text)), "")


def _merged(one: Found, other: Found) -> Found:
    return Found(one.language, one.version or other.version, one.testing or other.testing)
