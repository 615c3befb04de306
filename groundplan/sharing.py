"""`groundplan forms --from URL`: the forms of a Git repository, for a team or a whole organisation, taken and updated.

The version that was taken is kept beside the forms, in source.json, with a hash of each file: what somebody has changed
here since then is never written over.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import DONE, CommandError
from .git import git, require_git
from .project import need_project
from .tool import packaged_tool

_SOURCE = "source.json"


@dataclass(frozen=True)
class Shared:
    """The forms of a repository at one commit: their texts by path in the folder of forms."""

    url: str
    ref: str
    commit: str
    texts: Mapping[str, str]


def wants_sharing(arguments: Sequence[str]) -> bool:
    """Tell whether these arguments ask for forms of another repository, which a project's tool knows nothing of."""
    options = {one.partition("=")[0] for one in arguments[1:]}
    return arguments[:1] == ["forms"] and bool(options & {"--from", "--update"})


def share(arguments: Sequence[str]) -> int:
    """Take the forms of a repository into the project; the exit status."""
    options = _parser().parse_args(arguments[1:])
    project = need_project(Path.cwd(), "groundplan forms")
    require_git()
    folder = project.root / str(project.answers().get("house_style") or ".groundplan")
    if not folder.resolve().is_relative_to(project.root.resolve()):
        raise CommandError(f"{folder}: leads out of the project; answer house_style otherwise")
    known = _source(folder)
    url = str(options.url or known.get("url", ""))
    ref = str(options.ref or ("" if options.url else known.get("ref", "")))
    if not url:
        raise CommandError(f"{folder / _SOURCE}: names no repository; give one with --from URL")
    shared = _fetch(url, ref)
    changed = _take(folder, shared, known)
    what = f"{len(changed)} file{'s' * (len(changed) != 1)}" if changed else "nothing new"
    print(f"Took {what} of {url} at {shared.commit[:10]} into {folder.name}/.")
    if changed:
        print("Review the change, commit it, then run `groundplan sync`.")
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="groundplan forms", description="Take the forms of another Git repository, or update them."
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--from", dest="url", metavar="URL", help="the repository: forms are at its top or in .groundplan/"
    )
    what.add_argument("--update", action="store_true", help="take what the repository has now")
    parser.add_argument("--ref", metavar="REF", default="", help="a tag or branch of it")
    return parser


def _source(folder: Path) -> dict[str, Any]:
    """What source.json says; empty if there is none."""
    file = folder / _SOURCE
    try:
        value = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except (OSError, ValueError):
        value = None
    if not isinstance(value, dict) or not isinstance(value.get("files", {}), dict):
        raise CommandError(f"{file}: is damaged; restore it from Git, or delete it and use --from")
    return value


def _fetch(url: str, ref: str) -> Shared:
    """Clone a repository and read its forms. Raises CommandError if it has none, or one is broken."""
    if url.startswith("-") or ref.startswith("-"):
        raise CommandError(f"{url} {ref}".strip() + ": is not a repository and its version")
    tool = packaged_tool()
    with tempfile.TemporaryDirectory(prefix="groundplan-") as name:
        clone = Path(name) / "forms"
        branch = ["--branch", ref] if ref else []
        try:
            git(Path(name), "clone", "--quiet", "--depth", "1", *branch, "--", _absolute(url), str(clone))
        except CommandError as error:
            raise CommandError(f"{url}: {str(error).partition(': ')[2]}") from None
        where = ".groundplan" if (clone / ".groundplan").is_dir() else "."
        house = tool("house").read_house(clone, where)
        problems = [one for one in house.problems if where != "." or one.place.startswith(("./stubs/", "./words."))]
        if problems:
            raise CommandError("\n".join(f"{url}: {str(one).removeprefix('./')}" for one in problems))
        texts = {one.path.removeprefix(f"{where}/"): one.text for one in house.forms}
        if not texts:
            raise CommandError(
                f"{url}: has no forms at its top or in .groundplan/; they are stubs/<framework>.jinja or words.yml"
            )
        return Shared(url, ref, git(clone, "rev-parse", "HEAD").strip(), texts)


def _absolute(url: str) -> str:
    """A folder of this machine by its whole path, for Git runs elsewhere."""
    return str(Path(url).resolve()) if Path(url).exists() else url


def _take(folder: Path, shared: Shared, known: Mapping[str, Any]) -> list[str]:
    """Write the forms, and delete those that the repository no longer has; the paths that changed.

    Raises CommandError, and writes nothing, if somebody has changed one here.
    """
    house = packaged_tool()("house")
    names = {house.file_of(".", one)[2:] for one in house.every_name()}  # source.json may name anything
    taken = {path: one for path, one in known.get("files", {}).items() if path in names}
    texts: dict[str, str | None] = {**dict.fromkeys(taken), **shared.texts}
    changed = [path for path, text in texts.items() if _read(folder / path) != text]
    edited = [path for path in changed if (now := _read(folder / path)) is not None and _hash(now) != taken.get(path)]
    if edited:
        lines = (
            f"{folder / one}: was changed or written here; move it away, or bring it into {shared.url}"
            for one in edited
        )
        raise CommandError("\n".join(lines))
    outside = [path for path in texts if not (folder / path).parent.resolve().is_relative_to(folder.parent.resolve())]
    if outside:
        raise CommandError(f"{folder / outside[0]}: leads out of the project; put a folder in its place")
    for path in changed:
        _write(folder / path, texts[path])
    files = {path: _hash(text) for path, text in sorted(shared.texts.items())}
    source = {"url": shared.url, "ref": shared.ref, "commit": shared.commit, "files": files}
    _write(folder / _SOURCE, json.dumps(source, ensure_ascii=False, indent=2) + "\n")
    return changed


def _read(file: Path) -> str | None:
    """The text of a file, with the line ends that forms have; None if there is none."""
    try:
        return file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CommandError(f"{file}: {(error.strerror or 'cannot be read').lower()}") from None


def _write(file: Path, text: str | None) -> None:
    try:
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CommandError(f"{file}: {(error.strerror or 'cannot be written').lower()}") from None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
