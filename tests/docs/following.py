"""Follow a page of the documentation as a reader does: write its files, run its commands, compare what they print.

What a page may contain, in fences that are not indented:

    console       commands behind `$ `, each with what it prints; a line `…` there stands for any lines
    any other     a file, if the sentence above it ends in "Write `path`:", "Replace `path`:" or "Append to `path`:"
    text          never a command, and a file only under such a sentence
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_FENCE = re.compile(r"```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"(Write|Replace|Append to) `([^`\n]+)`(?:[^\n.:`]*):\n\n\Z")
_HEADING = re.compile("^#+ (.*)$", re.MULTILINE)
#: What differs from run to run, and what the pages have in its place.
_CHANGING = (
    (re.compile(r"\b\d+\.\d\ds\b"), "0.05s"),
    (re.compile(r"^platform linux.*\n", re.MULTILINE), ""),
    (re.compile(r"\b20\d\d-\d\d-\d\d\b"), "2026-03-14"),
    (re.compile(r"(?<=^index )[0-9a-f]{7,}\.\.[0-9a-f]{7,}", re.MULTILINE), "2f1c0a7..9b3e4d5"),
)
_NOT_FOUND = 127


@dataclass
class Shell:
    """A shell in a folder; `programs` come before those of the machine."""

    folder: Path
    environment: Mapping[str, str]
    replaced: Mapping[str, str]  #: what a reader's machine has otherwise, by what this one has
    here: Path = field(init=False)

    def __post_init__(self) -> None:
        self.here = self.folder

    def run(self, command: str) -> tuple[int, str]:
        """Run a command where the last one has left the shell; return its status, and what it printed."""
        left = self.folder.parent / f"{self.folder.name}-where"
        script = f"trap 'pwd > \"{left}\"' EXIT\n{command}"
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.here, env=dict(self.environment), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
        )  # fmt: skip
        self.here = Path(left.read_text(encoding="utf-8").strip())
        return done.returncode, self._as_shown(done.stdout)

    def _as_shown(self, output: str) -> str:
        for here, there in self.replaced.items():
            output = output.replace(here, there)
        for pattern, text in _CHANGING:
            output = pattern.sub(text, output)
        return "".join(f"{line.rstrip()}\n" for line in output.rstrip("\n").split("\n")) if output.strip() else ""


def follow(page: str, shell: Shell, before: Mapping[str, Callable[[Path], None]] | None = None) -> str:
    """Follow a page; return it with what its commands really print. Where that is as the page says, it stays.

    `before` is what happens in the world before a heading, in the folder where the shell is. Raises AssertionError for
    a command that is not there, or that fails although nothing on the page speaks of an error.
    """
    happens = dict(before or {})
    parts, end = [], 0
    for fence in _FENCE.finditer(page):
        for heading in _HEADING.findall(page[end : fence.start()]):
            if heading in happens:
                happens.pop(heading)(shell.here)
        target = _FILE.search(page[: fence.start()])
        parts.append(page[end : fence.start()])
        if target:
            _write(shell.here / target[2], fence[2], appends=target[1] == "Append to", replaces=target[1] == "Replace")
        is_shown = not target and fence[1] == "console"
        parts.append(f"```console\n{''.join(_commands(fence[2], shell))}```" if is_shown else fence[0])
        end = fence.end()
    assert not happens, happens
    return "".join([*parts, page[end:]])


def _write(file: Path, text: str, appends: bool, replaces: bool) -> None:
    assert file.exists() == (appends or replaces), file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((file.read_text(encoding="utf-8") if appends else "") + text, encoding="utf-8")


def _commands(block: str, shell: Shell) -> Iterator[str]:
    """Run the commands of a block; yield each with its output as the page should have it."""
    assert block.startswith("$ "), block
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.splitlines(keepends=True)
        length = next(number for number, line in enumerate(lines, 1) if not line.endswith("\\\n"))
        command, shown = "".join(lines[:length]), "".join(lines[length:])
        status, output = shell.run(command.replace("<this repository>", "REPOSITORY"))
        assert status != _NOT_FOUND, output
        assert status == 0 or re.search("error|conflict|cannot|not done", output, re.IGNORECASE), (command, output)
        yield f"$ {command}{shown if _fits(shown, output) else output}"


def _fits(shown: str, output: str) -> bool:
    """Tell whether a page shows an output, where a line `…` of it stands for any lines."""
    parts = [re.escape(part) for part in re.split("^…\n", shown, flags=re.MULTILINE)]
    return bool(re.fullmatch(r"(?:.*\n)*".join(parts), output))


def reader(folder: Path, template: Path) -> Shell:
    """Return the shell of a reader whose `<this repository>` is a clone of the template."""
    programs, home = folder.parent / f"{folder.name}-programs", folder.parent / f"{folder.name}-home"
    for place in (folder, programs, home):
        place.mkdir(parents=True, exist_ok=True)
    run = f'PYTHONPATH="{template}" PYTHONDONTWRITEBYTECODE=1 exec "{sys.executable}" -m groundplan "$@"\n'
    uvx = 'test "$1 $2 $3" = "--from REPOSITORY groundplan" || exit 127\nshift 3\n'
    for name, script in {"groundplan": run, "uvx": uvx + run}.items():
        (programs / name).write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        (programs / name).chmod(0o755)
    own = Path(sys.executable).parent
    environment = {
        name: value for name, value in os.environ.items()
        if not name.startswith(("GIT_", "GITHUB_", "COPIER_", "PYTEST_", "PYTHON"))
    }  # fmt: skip
    environment |= {"PATH": f"{programs}:{own}:{os.environ['PATH']}", "HOME": str(home), "NO_COLOR": "1"}
    environment |= {"COLUMNS": "80", "LC_ALL": "C.UTF-8", "MAKEFLAGS": "--no-print-directory"}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Reader", f"GIT_{role}_EMAIL": "reader@example.invalid"}
    environment |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "init.defaultBranch", "GIT_CONFIG_VALUE_0": "main"}
    return Shell(
        folder, environment, {str(template): "<this repository>", f"{folder}/": "", str(folder): f"~/{folder.name}"}
    )
