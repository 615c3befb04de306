"""Ignore rules and the index, as Git itself reads them."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from extensions.plan.errors import UserError, refuse

from extensions.destination.git_files import find_repository
from extensions.destination.ignored import IgnoreRules, ignored
from tests.conftest import git, run

#: Rules, and paths that they may be about. Git says which are ignored.
CASES: dict[str, tuple[dict[str, str], str]] = {
    "GitHub's for Python": ({".gitignore": "__pycache__/\n*.py[codz]\nlib/\nlib64/\n.env\n"},
                            "tests/unit/lib/a.py lib lib/a.py src/a.pyc src/lib64/b .env a.env"),
    "a folder, not a file": ({".gitignore": "gen/\n"}, "gen gen/a src/gen src/gen/a/b"),
    "from the top": ({".gitignore": "/gen\nsrc/out\n"}, "gen gen/a src/gen src/out/a a/src/out"),
    "taken back": ({".gitignore": "*.md\n!plan.md\n"}, "a.md plan.md specs/plan.md"),
    "in an ignored folder nothing is taken back": ({".gitignore": "specs/\n!specs/plan.md\n"}, "specs/plan.md"),
    "a folder that is taken back": ({".gitignore": "/specs/*\n!/specs/001/\n"}, "specs/001/plan.md specs/002/plan.md"),
    "the nearest file": ({".gitignore": "*.md\n", "a/.gitignore": "!*.md\n", "a/b/.gitignore": "c.md"},
                         "x.md a/x.md a/b/c.md a/b/x.md"),
    "a file of rules in an ignored folder": ({".gitignore": "a/\n", "a/.gitignore": "!x\n"}, "a/x"),
    "for this clone alone": ({".git/info/exclude": "a/**/z\nq**\n", ".gitignore": "!a/b/z\n"},
                             "a/z a/b/z a/b/c/z q qq/a aq"),
    "everything inside": ({".gitignore": "a/**\n!a/**/\n!a/**/*.py\n"}, "a a/x a/b/x a/b/x.py a/x.py"),
    "sets of characters": ({".gitignore": "[ab].x\n[!a-c].y\n[[:digit:]]z\n[z-a]q\n[]-]r\n[a-\n[[:no:]]s\n"},
                           "a.x c.x a.y d.y é.y 1z az zq aq ]r -r [a- as"),
    "spaces and escapes": ({".gitignore": "a  \nb\\ \n\\#c\n\\!d\n#e\nf\\\ng\\*h\r\n"}, "a b #c !d #e e f g*h gxh"),
    "a byte order mark": ({".gitignore": "\ufeffa\n"}, "a b"),
}  # fmt: skip


def repository(folder: Path, rules: dict[str, str]) -> Path:
    git(folder, "init", "-q")
    for name, text in rules.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def ignored_by_git(folder: Path, paths: list[str]) -> list[str]:
    command = ["git", "check-ignore", "-z", "--no-index", "--stdin"]
    done = subprocess.run(command, cwd=folder, input="\0".join(paths), capture_output=True, encoding="utf-8")
    return sorted(filter(None, done.stdout.split("\0")))


@pytest.mark.parametrize("case", CASES)
def test_rules_are_those_of_git(tmp_path: Path, case: str) -> None:
    rules, text = CASES[case]
    paths = text.split(" ")
    folder = repository(tmp_path, rules)
    found = find_repository(folder)
    assert found
    ours = IgnoreRules(found)
    assert sorted(path for path in paths if ours.find(path)) == ignored_by_git(folder, paths)


@pytest.mark.parametrize("version", ["2", "3", "4"])
@pytest.mark.parametrize("objects", ["sha1", "sha256"])
def test_index_of_each_version_is_read(tmp_path: Path, version: str, objects: str) -> None:
    git(tmp_path, "init", "-q", "--object-format", objects)
    names = ["a.b", "a/b", "é/ü", f"{'long/' * 200}name", *(f"src/file{number}.py" for number in range(20))]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    git(tmp_path, "update-index", "--index-version", "4" if version == "4" else "2")
    git(tmp_path, "add", "-A")
    if version == "3":  # what needs it
        git(tmp_path, "update-index", "--skip-worktree", "a.b")
        assert (tmp_path / ".git/index").read_bytes()[7] == 3
    found = find_repository(tmp_path)
    assert found
    listed = run(["git", "ls-files", "-z"], tmp_path).output.split("\0")
    assert found.tracked == set(filter(None, listed))
    assert len(found.tracked) > 20


@pytest.mark.parametrize("data", [b"", b"DIRC", b"DIRC\0\0\0\2\0\0\0\x09", b"DIRC\0\0\0\7\0\0\0\1", b"x" * 100])
def test_damaged_index_tracks_nothing(tmp_path: Path, data: bytes) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".git/index").write_bytes(data)
    found = find_repository(tmp_path)
    assert found
    assert found.tracked == set()


@pytest.mark.parametrize(
    ("config", "is_ignored"),
    [
        ("[core]\n\texcludesFile = ~/rules\n", True),
        ('[CORE] excludesfile="~/ru\\\nles"\n', True),
        ("[include]\n\tpath = more\n", True),
        ("[core]\n\texcludesFile = /nowhere ; ~/rules\n", False),
        ("[core]\n\texcludesFile =\n", False),
        ("[core \"x\"]\n\texcludesFile = ~/rules\n", False),
        ("", False),
    ],
)  # fmt: skip
def test_file_of_the_user_is_found_by_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: str, is_ignored: bool
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    (home / ".gitconfig").write_text(config, encoding="utf-8")
    (home / "more").write_text("[core]\nexcludesFile = ~/rules\n", encoding="utf-8")
    (home / "rules").write_text("*.md\n", encoding="utf-8")
    git(tmp_path, "init", "-q", "project")
    found = find_repository(tmp_path / "project/not/there/yet")
    assert found
    assert bool(IgnoreRules(found).find("plan.md")) == is_ignored


def test_case_counts_where_git_says_so(tmp_path: Path) -> None:
    folder = repository(tmp_path, {".gitignore": "Lib/\n", "Kept/lib/a": ""})
    git(folder, "add", "-f", "Kept/lib/a")
    refuse(ignored(folder, ["src/lib/a"]))
    git(folder, "config", "core.ignoreCase", "true")
    refuse(ignored(folder, ["kept/LIB/a"]))
    with pytest.raises(UserError, match=r"src/lib/a: is ignored by Git \(\.gitignore:1: Lib/\)"):
        refuse(ignored(folder, ["src/lib/a"]))


def test_folder_without_a_repository_ignores_nothing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()  # nothing in it
    refuse(ignored(tmp_path, ["a"]))


def test_rules_that_nobody_may_read_are_none_as_to_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As those of a home folder that is another user's."""
    folder = repository(tmp_path, {".gitignore": "*.md\n", "a/.gitignore": "*\n"})
    opened = os.open

    def refused(path: Any, *given: Any, **more: Any) -> int:
        if str(path).endswith("a/.gitignore"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *given, **more)

    monkeypatch.setattr(os, "open", refused)
    refuse(ignored(folder, ["a/b"]))
    with pytest.raises(UserError, match="is ignored by Git"):
        refuse(ignored(folder, ["a/b.md"]))
