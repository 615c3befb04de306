"""What Git ignores, read without running Git: an update deletes a file of which Git has no copy."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..plan.errors import UserError
from .git_files import Repository, find_repository, home_folder, read_text
from .ignore_patterns import IgnorePattern, read_pattern

_SPECIAL = re.compile(r"([\\*?\[])")


@dataclass(frozen=True)
class Rule:
    """A line of a file of ignore rules, for paths below `base`."""

    file: Path
    line: int
    text: str
    base: str  #: relative to the top of the work tree, ending in a slash; blank for the top
    pattern: IgnorePattern


def ignored(root: Path, paths: Iterable[str], is_first: bool = False) -> Iterator[UserError]:
    """Yield every file that Git ignores and does not track. `paths` are relative to the project.

    A new project in a folder that is ignored as a whole is none of that repository's: it gets one of its own.
    """
    repository = find_repository(root)
    if repository is None:
        return
    rules = IgnoreRules(repository)
    if is_first and rules.find(_place(root.resolve(), repository.top)):
        return
    resolved = cache(lambda folder: (root / folder).resolve())
    for path in sorted(paths):
        folder, _, name = path.rpartition("/")
        place = _place(resolved(folder) / name, repository.top)
        found = rules.find(place)
        if found and rules.fold(place) not in rules.tracked:
            yield _refusal(path, root, found, repository)


class IgnoreRules:
    """The rules of a repository, each file of them read once."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._ignores_case = repository.ignores_case
        self._rules_in = cache(lambda file, base: tuple(self._read(file, base)))
        self._decide_folder = cache(lambda path: self._decide(path, is_folder=True))

    @property
    def tracked(self) -> frozenset[str]:
        """Return the paths that Git has a copy of, as `fold` writes them."""
        tracked = self._repository.tracked
        return frozenset(map(str.lower, tracked)) if self._ignores_case else tracked

    def fold(self, path: str) -> str:
        """Write a path in lower case if case does not count."""
        return path.lower() if self._ignores_case else path

    def find(self, path: str) -> tuple[Rule, str] | None:
        """Return the rule by which a path is ignored, with the folder or file on its way that the rule is about.

        What is in an ignored folder cannot be taken back, so the outermost one settles it.
        """
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            place = "/".join(parts[:depth])
            is_folder = depth < len(parts)
            rule = self._decide_folder(place) if is_folder else self._decide(place, is_folder=False)
            if rule and rule.pattern.ignores:
                return rule, f"{place}{'/' * is_folder}"
        return None

    def _decide(self, path: str, is_folder: bool) -> Rule | None:
        """Return the rule that counts: the last one in the nearest file that has any."""
        for rules in self._files(path):
            for rule in reversed(rules):
                if rule.pattern.matches(_bytes(path.removeprefix(rule.base)), is_folder):
                    return rule
        return None

    def _files(self, path: str) -> Iterator[tuple[Rule, ...]]:
        """Yield the rules that may be about a path, of the nearest file first."""
        repository = self._repository
        parts = path.split("/")[:-1]
        for depth in range(len(parts), -1, -1):
            folder = "/".join(parts[:depth])
            file = repository.top / folder / ".gitignore"
            if not file.is_symlink():  # Git follows none
                yield self._rules_in(file, f"{folder}/" if folder else "")
        yield self._rules_in(repository.common_dir / "info/exclude", "")
        if repository.excludes_file:
            yield self._rules_in(repository.excludes_file, "")

    def _read(self, file: Path, base: str) -> Iterator[Rule]:
        for number, line in enumerate(read_text(file).split("\n"), 1):
            if pattern := read_pattern(_bytes(line), self._ignores_case):
                yield Rule(file, number, line, base, pattern)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _place(path: Path, top: Path) -> str:
    """Return a path as Git writes it; one that is not in the work tree is given as it is."""
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else path.as_posix()


def _refusal(path: str, root: Path, found: tuple[Rule, str], repository: Repository) -> UserError:
    rule, place = found
    is_shared = rule.file.name == ".gitignore" and rule.file.is_relative_to(repository.top)
    file = rule.file if is_shared else repository.top / ".gitignore"
    base = rule.base if is_shared else ""
    again = _SPECIAL.sub(r"\\\1", place.removeprefix(base))
    text = "".join(one for one in rule.text if one.isprintable())[:60].strip()
    problem = f"is ignored by Git ({_shown(rule.file, root)}:{rule.line}: {text}), and an update deletes such files"
    return UserError(path, problem, f"add !/{again} at the end of {_shown(file, root)} and commit")


def _shown(file: Path, root: Path) -> str:
    """Return the path of a file from the project, or from the home folder; else as it is."""
    root = root.resolve()
    for climbs, folder in enumerate((root, *root.parents)):
        if file.is_relative_to(folder) and (folder == root or (folder / ".git").exists()):
            return f"{'../' * climbs}{file.relative_to(folder).as_posix()}"
    home = home_folder()
    return f"~/{file.relative_to(home).as_posix()}" if file.is_relative_to(home) else str(file)
