"""The folder that a command is about: a project, or a repository that works spec-first without Groundplan."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import CommandError
from .git import changed_files, top_of

RECORD = "groundplan_record"
ANSWERS_FILES = ".copier-answers*.yml"
#: What shows the root of a repository that plans its features first.
_SIGNS = ("specs", "docs/specs", ".specify", ".kiro", "openspec")


@dataclass(frozen=True)
class Project:
    """A project of this template: its root, and its answers file from there."""

    root: Path
    answers_file: str

    @property
    def tool(self) -> Path:
        return self.root / "tools/plan"

    def answers(self) -> dict[str, Any]:
        """Return what the answers file holds. Raises CommandError if it cannot be read."""
        import yaml  # not for the commands of the tool, which need nothing but Python

        file = self.root / self.answers_file
        try:
            found = yaml.load(file.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except (OSError, ValueError, yaml.YAMLError):
            raise CommandError(f"{file}: cannot be read; resolve conflicts, or restore it from Git") from None
        return found if isinstance(found, dict) else {}


def find_project(start: Path) -> Project | None:
    """Return the project that a folder is in, as Git finds its repository; None if there is none."""
    for folder in (start, *start.parents):
        for file in sorted(folder.glob(ANSWERS_FILES)):
            try:
                text = file.read_text(encoding="utf-8", errors="replace")
            except OSError as error:
                raise CommandError(f"{file}: {(error.strerror or 'cannot be read').lower()}") from None
            if f"\n{RECORD}:" in text:
                return Project(folder, file.name)
    return None


def need_project(start: Path, command: str) -> Project:
    """Return the project that a folder is in. Raises CommandError if there is none."""
    project = find_project(start)
    if project is None:
        remedy = "run `groundplan adopt` first" if find_specs(start) else "make one with `groundplan new DIR`"
        raise CommandError(f"{start}: is not a Groundplan project, which `{command}` needs; {remedy}")
    return project


def find_specs(start: Path) -> Path | None:
    """Return the nearest folder above that plans features first; None if there is none below the repository's top."""
    top = top_of(start)
    for folder in (start, *start.parents):
        if any((folder / sign).is_dir() for sign in _SIGNS):
            return folder
        if folder == top or top is None:
            return None
    return None


def need_clean(project: Project, command: str) -> None:
    """Raise CommandError if the project is not in Git, or has changes that are not committed."""
    if top_of(project.root) is None:
        raise CommandError(f"{project.root}: is not in a Git repository; run `git init`, commit, and try again")
    if changed := changed_files(project.root):
        first = changed[0][3:].strip('"')
        more = f" and {len(changed) - 1} more" * (len(changed) > 1)
        raise CommandError(f"commit or stash your changes first: `{command}` starts from a clean tree ({first}{more})")
