"""Where the template is: what Copier reads, and what a project records so that `copier update` finds it again."""

import importlib.metadata
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from . import packaged
from .errors import CommandError
from .git import git, top_of

_VERSION = re.compile(r"v?[0-9]+(?:\.[0-9]+)*")
_KNOWN_TO_COPIER = ("git@", "git://", "git+", "gh:", "gl:", "https://github.com/", "https://gitlab.com/")


@dataclass(frozen=True)
class Origin:
    """The template for Copier. `ref` is None for its newest version, as Copier finds it by the tags."""

    source: str
    ref: str | None


def find_origin(given: str | None = None, ref: str | None = None) -> Origin:
    """Return where the template comes from; `given` and `ref` are what the user wants instead.

    Without them it is the checkout that this package runs from, else the repository that it was installed from, else
    the template that the wheel carries. Raises CommandError if that is not something to update from.
    """
    if given:
        folder = Path(given).expanduser()
        return _of_folder(folder.resolve(), ref) if folder.is_dir() else Origin(_for_copier(given), ref)
    if packaged.CHECKOUT:
        return _of_folder(packaged.CHECKOUT, ref)
    return _installed_from(ref) or Origin(*packaged.repository())


def _of_folder(folder: Path, ref: str | None) -> Origin:
    """Return the template in a folder: its newest version, without a version the last commit."""
    top = top_of(folder)
    if top is None or top.resolve() != folder:
        raise CommandError(f"{folder}: is not a Git repository, so its projects could not be updated; clone one")
    if not (folder / "copier.yml").is_file():
        raise CommandError(f"{folder}: has no copier.yml; name the repository of a Groundplan template")
    if not ref and not any(map(_VERSION.fullmatch, git(folder, "tag").split())):
        # Not HEAD: Copier would add what is not committed, as a commit that no update finds again.
        ref = git(folder, "rev-parse", "HEAD").strip()
    return Origin(str(folder), ref)


def _installed_from(ref: str | None) -> Origin | None:
    """Return the repository that this package was installed from (PEP 610); None if it was not one, or is gone."""
    try:
        written = importlib.metadata.distribution("groundplan").read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:
        return None
    installed = json.loads(written) if written else {}
    url = str(installed.get("url", ""))
    if folder := _folder_of(url):
        is_repository = (folder / ".git").exists() and (folder / "copier.yml").is_file()
        return _of_folder(folder, _revision(installed, ref)) if is_repository else None
    return Origin(_for_copier(url), _revision(installed, ref)) if "vcs_info" in installed else None


def _revision(installed: dict[str, dict[str, str]], ref: str | None) -> str | None:
    return ref or installed.get("vcs_info", {}).get("requested_revision")


def _folder_of(url: str) -> Path | None:
    parts = urlsplit(url)
    return Path(url2pathname(parts.path)).resolve() if parts.scheme == "file" else None


def _for_copier(url: str) -> str:
    """Return a URL so that Copier takes it for a Git repository: it knows some hosts, and what ends in `.git`."""
    if url.endswith(".git") or url.startswith(_KNOWN_TO_COPIER):
        return url
    if "://" not in url:
        raise CommandError(f"{url}: no such folder; name a clone of the template or its URL")
    return f"git+{url}"
