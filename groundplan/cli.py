"""The command line: what there is to say, and which function does it.

What calls Copier is imported when it is run. So the commands of the tool start at once, and need nothing but Python:
that is how the GitHub action runs `check`.

Exit status: 0 done, 1 errors found by check, tasks that are not done or conflicts, 2 cannot run, 130 interrupted.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import __version__
from .errors import CANNOT, DONE, INTERRUPTED, CommandError, Interrupted, describe
from .project import find_project
from .sharing import share, wants_sharing
from .tool import run_elsewhere, run_own, tool_commands


@dataclass(frozen=True)
class Command:
    """A row of the help."""

    name: str
    module: str  #: with a function of the command's name
    help: str
    arguments: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


ARGUMENTS: dict[str, dict[str, object]] = {
    "new_dir": {"dest": "dir", "metavar": "DIR", "help": "the folder to create"},
    "name": {"metavar": "NAME", "help": "its name in words; that of an earlier feature takes it up again"},
    "dir": {"metavar": "DIR", "nargs": "?", "default": ".", "help": "the repository; this folder if left out"},
}
OPTIONS: dict[str, tuple[tuple[str, ...], dict[str, object]]] = {
    "data-file": (("--data-file",), {"metavar": "FILE", "help": "take the answers of a YAML file"}),
    "data": (("-d", "--data"), {"metavar": "KEY=VALUE", "action": "append", "default": [], "help": "one answer"}),
    "defaults": (("--defaults",), {"action": "store_true", "help": "take the default of every other question"}),
    "spec": (("--spec",), {"metavar": "FILE", "help": "begin the feature with a spec.md that is there already"}),
    "plain": (("--plain",), {"action": "store_true", "help": "ask line by line, for screen readers and pipes"}),
    "from": (("--from",), {"metavar": "DIR", "dest": "project", "help": "print the answers of this project instead"}),
    "no-git": (("--no-git",), {"action": "store_true", "help": "do not create a Git repository and commit"}),
    "yes": (("--yes",), {"action": "store_true", "help": "do not ask"}),
    "dry-run": (("--dry-run",), {"action": "store_true", "help": "show what would change, and change nothing"}),
    "template": (("--template",), {"metavar": "SOURCE", "help": "another template: a clone, or the URL of one"}),
    "vcs-ref": (("--vcs-ref",), {"metavar": "REF", "help": "a tag or commit of it; the newest version if left out"}),
}
_ANSWERS = ("data-file", "data")
_ASKING = ("spec", "plain")
_TEMPLATE = ("template", "vcs-ref")

COMMANDS = (
    Command("new", "making", "create a project", ("new_dir",),
            (*_ANSWERS, "defaults", *_ASKING, "no-git", *_TEMPLATE)),
    Command("adopt", "making", "add Groundplan to a repository that has its own layout and task lists", ("dir",),
            (*_ANSWERS, "yes", *_TEMPLATE)),
    Command("answers", "writing_answers", "print a commented data file to fill in", (), ("from", *_TEMPLATE)),
    Command("feature", "updating", "plan the next feature", ("name", "dir"), (*_ANSWERS, "defaults", *_ASKING)),
    Command("sync", "updating", "write the stubs of tasks that were added", ("dir",), ("dry-run",)),
    Command("update", "updating", "take a new version of the template, or other answers", ("dir",),
            (*_ANSWERS, "vcs-ref", "dry-run")),
)  # fmt: skip


def start() -> int:
    """Run the command line of this process; the exit status."""
    return main(sys.argv[1:])


def main(arguments: Sequence[str]) -> int:
    """Run one command; everything that stops it is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if wants_sharing(arguments):
            return share(arguments)
        if arguments and arguments[0] in tool_commands():
            return _run_tool(arguments)
        options = _parser().parse_args(arguments)
        status: int = getattr(importlib.import_module(f"groundplan.{options.module}"), options.command)(options)
        return status
    except CommandError as error:
        print(f"groundplan: {error}", file=sys.stderr)
        return CANNOT
    except Interrupted as error:
        print(f"\ngroundplan: {error}" if str(error) else "", file=sys.stderr)
        return INTERRUPTED
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # `groundplan answers | head`: what reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        print(f"groundplan: {describe(error)}", file=sys.stderr)
        return CANNOT


def _run_tool(arguments: Sequence[str]) -> int:
    """Hand a command of the tool on, with all that follows it."""
    here = Path.cwd()
    project = find_project(here)
    if project:
        return run_own(project, arguments)
    return run_elsewhere(here, arguments[0], arguments[1:])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="groundplan",
        description="Plan before you build: specs, tasks and test stubs in step.",
        epilog="Exit status: 0 done, 1 errors found, tasks that are not done or conflicts, 2 cannot run. "
        "More: groundplan COMMAND --help",
    )
    parser.add_argument("--version", action="version", version=f"groundplan {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for row in COMMANDS:
        command = commands.add_parser(row.name, help=row.help, description=f"{row.help[0].upper()}{row.help[1:]}.")
        for argument in row.arguments:
            command.add_argument(**{"dest": argument, **ARGUMENTS[argument]})  # type: ignore[arg-type]
        for option in row.options:
            names, settings = OPTIONS[option]
            command.add_argument(*names, **settings)  # type: ignore[arg-type]
        command.set_defaults(module=row.module, command=row.name)
    for name, does in tool_commands().items():
        commands.add_parser(name, help=does, add_help=False)
    return parser
