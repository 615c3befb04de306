"""Say which versions of `extensions/answers/versions.py` and of the usual libraries are behind the newest ones.

Each ecosystem is asked by its own client, so this needs npm, cargo, go, Maven and Git, and the network. Nothing is
written: raise a version by hand, run the tests that install it, and set `LOOKED_UP`.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from extensions.plan.languages import LANGUAGES  # noqa: E402

from extensions.answers import versions  # noqa: E402
from extensions.layout.libraries import LIBRARIES  # noqa: E402

#: From packages to their newest versions; blank where there was no answer.
Ask = Callable[[Iterable[str]], Mapping[str, str]]
#: As Maven's plugin takes it.
_PREVIEW = "(?i).*[-.](alpha|beta|m|rc|cr|snapshot|eap)[-.]?[0-9]*.*"
_NUMBERS = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True)
class Ecosystem:
    """Where packages come from: the `program` that knows their newest versions, and how it is asked for one."""

    name: str
    program: str
    written: Mapping[str, str]  #: what our files have, by package
    newest: Ask


def main() -> int:
    """Print what is behind, and what could not be looked up; 1 if it could not."""
    print(f"Looked up last on {versions.LOOKED_UP}.")
    missing = False
    for one in ecosystems():
        if not shutil.which(one.program):
            print(f"{one.name}: {one.program} is not installed")
            missing = True
            continue
        found = one.newest(one.written)
        unknown = [package for package in one.written if not found.get(package)]
        late = {package: new for package, new in found.items() if new and is_behind(one.written[package], new)}
        print(f"{one.name}: {len(late)} of {len(found)} behind" + f", {len(unknown)} unknown" * bool(unknown))
        for package, new in late.items():
            print(f"  {package} {one.written[package]} -> {new}")
        for package in unknown:
            print(f"  {package}: no answer")
        missing = missing or bool(unknown)
    return int(missing)


def is_behind(written: str, newest: str) -> bool:
    """Tell whether a range does not take the newest version: `^4.1.0` takes 4.2.0, `~6.0.3` and `6.0.3` do not."""
    have, new = ([int(part) for part in _NUMBERS.findall(text)[0].split(".")] for text in (written, newest))
    if "-" in newest:  # a preview
        return False
    if written.startswith("~"):
        return new[:2] > have[:2]
    if written.startswith("^"):
        length = 1 if have[0] else 2
        return new[:length] > have[:length]
    return new[: len(have)] > have


def ecosystems() -> Iterator[Ecosystem]:
    """Yield all that the template has versions of, but for Python, whose lowest versions take every newer one."""
    npm = {**dict(_split(LIBRARIES["typescript"].values(), "@")), **versions.NPM}
    yield Ecosystem("npm", "npm", npm, _each(lambda name: _output("npm", "view", name, "version")))
    crates = {**dict(_split(LIBRARIES["rust"].values(), "@")), **versions.CARGO}
    crates = {name: f"^{version}" for name, version in crates.items()}  # which is what Cargo means by it
    yield Ecosystem("crates", "cargo", crates, _each(_crate))
    modules = {**dict(_split(LIBRARIES["go"].values(), " ")), **dict(versions.PROGRAMS.values())}
    yield Ecosystem("Go modules", "go", modules, _each(_module))
    jvm = {line.rpartition(":")[0]: line.rpartition(":")[2] for line in LIBRARIES["kotlin"].values()}
    kotlin = {"org.jetbrains.kotlin:kotlin-maven-plugin": LANGUAGES["kotlin"].version}
    android = {name: version for name, version in versions.ANDROID.items() if ":" in name}
    yield Ecosystem("Maven", "mvn", {**jvm, **kotlin, **versions.MAVEN, **android}, _artifacts)
    yield Ecosystem("GitHub's actions", "git", versions.ACTIONS, _each(_action))
    archives = {one.repository: one.version for one in versions.ARCHIVES.values()}
    yield Ecosystem("archives", "git", archives, _each(_release))


def _split(lines: Iterable[str], separator: str) -> Iterator[tuple[str, str]]:
    """Yield packages with their versions; the features of a crate are left out."""
    for line in lines:
        package, _, version = line.rpartition(separator)
        yield package, version.partition("[")[0]


def _each(ask: Callable[[str], str]) -> Ask:
    """Ask for one package after another, some at a time."""

    def newest(packages: Iterable[str]) -> Mapping[str, str]:
        names = list(packages)
        with ThreadPoolExecutor(4) as pool:
            return dict(zip(names, pool.map(ask, names)))

    return newest


def _output(*command: str, folder: Path | None = None) -> str:
    """Return what a command prints, blank if it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def _crate(name: str) -> str:
    found = re.search(r"^version: (\S+)", _output("cargo", "info", name), re.MULTILINE)
    return found[1] if found else ""


def _module(path: str) -> str:
    return _output("go", "list", "-m", "-f", "{{.Version}}", f"{path}@latest", folder=Path(tempfile.gettempdir()))


def _artifacts(names: Iterable[str]) -> Mapping[str, str]:
    """Ask Maven for the newest versions that are no previews, by a project that depends on all."""
    depends = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
        "<version>0.0.1</version><type>pom</type></dependency>"
        for group, artifact in (name.split(":") for name in names)
    )
    pom = f"""<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId>
<version>1</version><dependencies>{depends}</dependencies></project>"""
    goal = "org.codehaus.mojo:versions-maven-plugin:2.19.1:display-dependency-updates"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pom.xml").write_text(pom, encoding="utf-8")
        printed = _output("mvn", "-B", goal, f"-Dmaven.version.ignore={_PREVIEW}", folder=Path(folder))
    return dict(re.findall(r"(\S+:\S+) \.*\s(?:\[INFO\]\s+)?0\.0\.1 -> (\S+)", printed))


def _action(name: str) -> str:
    repository = "/".join(name.split("/")[:2])
    majors = [int(number) for number in re.findall(r"refs/tags/v(\d+)$", _tags(repository), re.MULTILINE)]
    return f"v{max(majors)}" if majors else ""


def _release(repository: str) -> str:
    found = re.findall(r"refs/tags/v(\d+(?:\.\d+)+)$", _tags(repository), re.MULTILINE)
    return max(found, key=lambda version: [int(part) for part in version.split(".")], default="")


def _tags(repository: str) -> str:
    return _output("git", "ls-remote", "--tags", "--refs", f"https://github.com/{repository}")


if __name__ == "__main__":
    sys.exit(main())
