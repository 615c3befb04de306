"""The commands, and what they exit with: 0 done, 1 errors found by check, 2 cannot run."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from .model import Project
from .output.schema import as_json
from .output.text import findings_as_text, report_as_text
from .project import read_project
from .rules import check as run_rules

DONE, FOUND, CANNOT = 0, 1, 2


class CannotRun(Exception):
    """What stops a command, as one line for the user."""


def main(arguments: Sequence[str], root: Path) -> int:
    """Run one command on the project in `root`; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        project = _selected(read_project(root), options.feature)
    except (CannotRun, OSError) as problem:
        print(f"plan: {problem}", file=sys.stderr)
        return CANNOT
    status: int = options.run(project, options)
    return status


def check(project: Project, options: argparse.Namespace) -> int:
    """Print the findings; 1 where one is an error (with --strict, a warning too)."""
    findings = run_rules(project)
    if options.json:
        _print_json(as_json(project, findings))
    else:
        print("\n".join(findings_as_text(findings)))
    return FOUND if any(options.strict or one.severity == "error" for one in findings) else DONE


def report(project: Project, options: argparse.Namespace) -> int:
    """Print the matrix of requirements, stories, tasks and tests; 0 whatever it holds."""
    if options.json:
        _print_json(as_json(project, run_rules(project)))
    else:
        print("\n".join(report_as_text(project)))
    return DONE


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _selected(project: Project, wanted: str | None) -> Project:
    """The project with the one feature of that number or folder, or all of them."""
    if wanted is None:
        return project
    number = wanted.lstrip("0")
    chosen = [one for one in project.features if one.id == wanted] or [
        one for one in project.features if number.isdigit() and one.id.split("-", 1)[0].lstrip("0") == number
    ]
    if len(chosen) != 1:
        choices = ", ".join(one.id for one in chosen or project.features) or "none"
        raise CannotRun(
            f"{'several features are' if chosen else 'no feature is'} called {wanted!r}; there is: {choices}"
        )
    return replace(project, features=tuple(chosen))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 tools/plan", description="Read the plans under specs/ and say what is true of them."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _command(commands, "report", report, "show each task with its requirements, its test and the test's status")
    gate = _command(commands, "check", check, "the gate for CI: exit 1 where the plan breaks a rule")
    gate.add_argument("--strict", action="store_true", help="let warnings fail too")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[Project, argparse.Namespace], int],
    help_text: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_text, description=help_text[0].upper() + help_text[1:] + ".")
    command.add_argument("--feature", metavar="FEATURE", help="only this one: its number (1, 001) or its folder")
    command.add_argument("--json", action="store_true", help="print JSON (schema 1)")
    command.set_defaults(run=run)
    return command
