"""Build the version that the tool has, look at what wheel and source distribution hold, and set the tag.

The Makefile runs the suite and builds the documentation before. Nothing is pushed and nothing is uploaded.
"""

import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
DIST = ROOT / ".cache/dist"
sys.path.insert(0, str(ROOT))

from groundplan import __version__  # noqa: E402

IN_WHEEL = (".gitattributes", "copier.yml", "extensions/", "includes/", "template/")  # below groundplan/_template/


def main() -> int:
    """Release the version; say what is left to do."""
    notes = notes_of(__version__, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    _refuse(problems(__version__, notes, _git("status", "--porcelain"), _git("tag").split()))
    DIST.mkdir(parents=True, exist_ok=True)
    for old in DIST.iterdir():
        old.unlink()
    subprocess.run([sys.executable, "-m", "build", "--outdir", DIST, ROOT], check=True)
    (wheel,), (source,) = DIST.glob("*.whl"), DIST.glob("*.tar.gz")
    tracked = set(_git("ls-files", "-z").split("\0")) - {""}
    _refuse([*wrong_in_wheel(names_in(wheel), tracked), *wrong_in_source(names_in(source), tracked)])
    _git("tag", "--annotate", f"v{__version__}", "--message", f"Groundplan {__version__}\n\n{notes}")
    print(f"Built {wheel.name} and {source.name} in {DIST.relative_to(ROOT)}, and set the tag v{__version__}.")
    print(f"Nothing was pushed. Next: git push origin v{__version__}")
    return 0


def notes_of(version: str, changelog: str) -> str:
    """Return what the changelog says of a version; blank if it has no section."""
    found = re.search(rf"^## {re.escape(version)}(?:[ ,].*?)?\n(.*?)(?=^## |\Z)", changelog, re.DOTALL | re.MULTILINE)
    return found[1].strip() if found else ""


def problems(version: str, notes: str, changed: str, tags: Iterable[str]) -> list[str]:
    """Return why the version cannot be released now, a line each."""
    found = []
    if changed:
        found.append("the working tree has changes; commit them")
    if f"v{version}" in tags:
        found.append(f"v{version} is tagged already; raise __version__ in template/tools/plan/__init__.py")
    if not notes:
        found.append(f'CHANGELOG.md has no section "## {version}"; give "Unreleased" that name, and begin a new one')
    if not (ROOT / f"release/states/v{version}.bundle").is_file():
        found.append(f"release/states/v{version}.bundle is missing; run `make state VERSION={version}` and commit it")
    return found


def names_in(archive: Path) -> set[str]:
    """Return the paths of the files in a wheel or a source distribution."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return set(wheel.namelist())
    with tarfile.open(archive) as source:
        return {one.name.partition("/")[2] for one in source.getmembers() if not one.isdir()}


def wrong_in_wheel(names: set[str], tracked: set[str]) -> list[str]:
    """Compare a wheel with what Git tracks of the command and the template."""
    wanted = {name for name in tracked if name.startswith("groundplan/")}
    wanted |= {f"groundplan/_template/{name}" for name in tracked if name.startswith(IN_WHEEL)}
    found = {name for name in names if ".dist-info/" not in name}
    return _differences("the wheel", found, wanted)


def wrong_in_source(names: set[str], tracked: set[str]) -> list[str]:
    """Compare a source distribution with what Git tracks, but for the states that only tests need."""
    wanted = {name for name in tracked if not name.endswith(".bundle")}
    return _differences("the source distribution", names - {"PKG-INFO"}, wanted)


def _differences(archive: str, found: set[str], wanted: set[str]) -> list[str]:
    missing = [f"{archive} lacks {name}" for name in sorted(wanted - found)]
    return missing + [f"{archive} holds {name}, which Git does not track" for name in sorted(found - wanted)]


def _refuse(found: list[str]) -> None:
    if found:
        raise SystemExit("\n".join(f"release: {one}" for one in found))


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
