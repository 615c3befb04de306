"""`groundplan sync`, `update` and `feature`: Copier's update, with its outcome as an exit status."""

import tempfile
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import copying
from .asking import answers_for
from .data import given_answers
from .errors import DONE, FOUND, CommandError
from .git import git, require_git, top_of
from .origin import Origin
from .project import Project, need_clean, need_project


def sync(options: Namespace) -> int:
    """Write stubs for tasks that were added, at the template's present version."""
    return _run(options, "groundplan sync", {}, copying.CURRENT)


def update(options: Namespace) -> int:
    """Take the newest version of the template, and the answers that were given."""
    return _run(options, "groundplan update", given_answers(options), options.vcs_ref)


def feature(options: Namespace) -> int:
    """Plan the next feature, or take up an earlier one, at the template's present version."""
    project = _ready(options, "groundplan feature")
    copying.need_template(project)
    recorded = project.answers()
    origin = Origin(str(recorded.get("_src_path", "")), str(recorded.get("_commit", "")) or None)
    with answers_for(options, origin, project.root, project) as answers:
        return _outcome(copying.update(project, answers, copying.CURRENT))


def _run(options: Namespace, command: str, data: Mapping[str, Any], ref: Any) -> int:
    project = _ready(options, command)
    return _try_out(project, data, ref) if options.dry_run else _outcome(copying.update(project, data, ref))


def _ready(options: Namespace, command: str) -> Project:
    """Return the project, if it can be updated."""
    require_git()
    folder = Path(options.dir).absolute()
    if not folder.is_dir():
        raise CommandError(f"{folder}: no such folder")
    project = need_project(folder, command)
    need_clean(project, command)
    return project


def _outcome(conflicts: list[str]) -> int:
    return FOUND if conflicts else DONE


def _try_out(project: Project, data: Mapping[str, Any], ref: Any) -> int:
    """Update a clone of the project, and print what changes there."""
    top = top_of(project.root)
    assert top
    with tempfile.TemporaryDirectory(prefix="groundplan-") as name:
        clone = Path(name) / top.name
        git(top, "clone", "--quiet", "--no-hardlinks", "--", str(top), str(clone))
        root = clone / project.root.resolve().relative_to(top.resolve())
        conflicts = copying.update(project, data, ref, root)
        git(root, "add", "--all")
        changes = git(root, "diff", "--cached", "--stat=80", "HEAD")
    print(changes.rstrip() or "Nothing would change.")
    for file in conflicts:
        print(f"conflict: {file}")
    return _outcome(conflicts)
