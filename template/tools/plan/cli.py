"""The command line: its options, and every error as one line.

Exit status: 0 done, 1 errors found by check or tasks that are not done, 2 cannot run, 130 interrupted.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from . import __version__
from .commands import (
    CANNOT,
    DONE,
    INTERRUPTED,
    add_task,
    check,
    forms,
    graph,
    impact,
    next_,
    renumber,
    report,
    review_tests,
    tick_tasks,
)
from .errors import describe
from .model import Project
from .project import read_project, read_tasks_alone
from .results import FORMATS
from .selecting import features_named
from .values import dataclass


@dataclass(frozen=True)
class Command:
    """A row of the help; `teaches` stands below its options."""

    name: str
    run: Callable[[Project, argparse.Namespace], int]
    help: str
    teaches: str
    options: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()  #: without a name, in their order
    prints_data: bool = True  #: whether it takes --json
    selects: bool = True  #: whether it takes --feature
    needs_project: bool = False  #: whether it prints nothing of use about any other repository


ARGUMENTS: dict[str, dict[str, object]] = {
    "text": {
        "metavar": "TEXT",
        "help": 'what is to be done, with the path of its file: "Cast the bell in src/bell.py"',
    },
    "ids": {"metavar": "ID", "nargs": "+", "help": "the tasks, such as T012 T013"},
    "target": {"metavar": "FEATURE", "help": "its number (2, 002) or its folder (002-search)"},
}
OPTIONS: dict[str, dict[str, object]] = {
    "--feature": {"metavar": "FEATURE", "help": "only this one: its number (1, 001) or its folder (001-user-auth)"},
    "--json": {"action": "store_true", "help": "print JSON (schema 2)"},
    "--strict": {"action": "store_true", "help": "let warnings fail too"},
    "--junit": {"metavar": "FILE", "nargs": "+", "action": "extend", "default": [],
                "help": "test results as JUnit XML (pytest, Vitest, Surefire, ctest)"},
    "--results": {"metavar": "FILE", "nargs": "+", "action": "extend", "default": [],
                  "help": f"test results of any known form: {', '.join(one.name for one in FORMATS)}"},
    "--markdown": {"action": "store_true", "help": "print Markdown, for the summary of a CI job"},
    "--html": {"metavar": "FILE", "help": "write one page that needs no network"},
    "--story": {"metavar": "STORY", "help": "the user story, such as US1"},
    "--task": {"metavar": "ID", "help": "the id that two tasks have, such as T101"},
    "--phase": {"metavar": "PHASE", "default": "",
                "help": "the phase, by its name in the list or a word of it: polish"},
    "--parallel": {"action": "store_true", "help": "mark it [P]: it can be done beside the others of its group"},
    "--depends": {"metavar": "ID", "nargs": 1, "action": "extend", "default": [],
                  "help": "the tasks that it waits for: T010,T011"},
    "--requirement": {"metavar": "FR", "nargs": 1, "action": "extend", "default": [],
                      "help": "the requirements that it serves: FR-001"},
    "--format=findings": {"choices": ("text", "json", "github", "sarif", "gitlab"), "default": None,
                          "help": "text; json; github: annotations, the default under GITHUB_ACTIONS; sarif: code "
                          "scanning; gitlab: code quality"},
    "--eject": {"metavar": "FORM", "help": "copy the template's form of that name, to begin from: stubs/pytest"},
    "--full": {"action": "store_true", "help": "leave nothing out: every task, every warning"},
    "--format": {"choices": ("text", "prompt"), "default": "text",
                 "help": "prompt: the first task as a brief to hand to a colleague or an agent"},
    "--since": {"metavar": "REV", "default": "HEAD", "help": "the commit, tag or branch to compare with (HEAD)"},
    "--id": {"action": "store_true", "help": "print the next free task id of the feature"},
}  # fmt: skip
_RESULTS = ("--junit", "--results")

COMMANDS = (
    Command(
        "check", check, "the gate for CI: exit 1 if the plan breaks a rule",
        """\
A finding reads   file:line: severity: what is wrong; what to do [rule]
Errors fail, warnings do not. With test results, a ticked task whose test fails is an error too:
  pytest --junitxml=junit.xml; python3 tools/plan check --junit junit.xml
tools/plan.toml sets a rule to error, warning or off:
  [rules]
  uncovered-requirement = "error"
Errors come first, then the warnings by rule; of a rule with many only ten are shown without --full.
""", ("--strict", *_RESULTS, "--format=findings", "--full"),
    ),
    Command(
        "report", report, "show how far each story and requirement is",
        """\
A line for each story, phase, requirement and success criterion; --full adds every task with its test.
A test is   missing   it is not where it should be      skipped   the runner passed it over
            pending   the stub as it was generated      failing, passing   as the runner says
            unknown   somebody wrote it, and no results were given ("written" in the counts)
A test belongs to the task whose T### its name holds. Results of several runs may be given together:
  python3 tools/plan report --junit build/*.xml --results go-test.json --html plan.html
""", (*_RESULTS, "--full", "--markdown", "--html"),
    ),
    Command(
        "graph", graph, "draw the tasks and what they wait for, as Mermaid",
        """\
The charts are Mermaid in Markdown, one for each story, within GitHub's limits (500 edges, 50,000 characters):
  python3 tools/plan graph --feature 1 > graph.md
""",
    ),
    Command(
        "next", next_, "list the tasks that can be started now",
        """\
A task can be started when every task that its line depends on is ticked; phases do not count.
Tasks that stand together are marked [P] and share no file, so several people can do them at once.
  python3 tools/plan next --story US1 --format prompt
--id prints the next free task id: one above the highest in the lists, the record and the tests.
  python3 tools/plan next --id --feature 2
""", ("--story", "--format", "--id"),
    ),
    Command(
        "add", add_task, "add a task with the next free id to a list",
        """\
The task goes to the end of its group: the story's implementation, or its tests if the text names a test file.
Without --story and --phase it goes to the last phase that has tasks. Nothing else in the file changes.
Its stub comes with the next sync (make sync, or copier update --vcs-ref=:current:).
  python3 tools/plan add "Ring the bell in src/bell.py" --story US2 --depends T006 --requirement FR-002
""", ("--story", "--phase", "--parallel", "--depends", "--requirement"), ("text",), prints_data=False,
    ),
    Command(
        "done", tick_tasks, "tick tasks whose tests pass, or were written",
        """\
A task is ticked if its test passes in the given results or, without results, is no longer the generated stub.
If the test of any of them is missing, pending, skipped or failing, none is ticked and the exit status is 1:
  pytest --junitxml=junit.xml; python3 tools/plan done T012 T013 --junit junit.xml
""", _RESULTS, ("ids",), prints_data=False,
    ),
    Command(
        "impact", impact, "list what differs in spec.md since a commit, with the tasks and tests that it touches",
        """\
It compares the words of requirements, success criteria and scenarios with those of a commit, and runs Git for that.
Before a commit, and for a whole branch:
  python3 tools/plan impact
  python3 tools/plan impact --since main
""", ("--since",),
    ),
    Command(
        "reviewed", review_tests, "say that suspect tests fit what changed since they were written",
        """\
check reports suspect-test if a requirement or scenario changed after its test was written. Change the test if it no
longer fits; then this command records the present words, and the warning is gone:
  python3 tools/plan reviewed T012 T013
White space, line breaks and emphasis make no test suspect. The stub of a test that nobody wrote yet follows by itself.
""", (), ("ids",), prints_data=False,
    ),
    Command(
        "renumber", renumber, "give a feature, or a story or task of it, the next free number",
        """\
For two branches that created features with the same number. It moves the folder and rewrites references to it in
Markdown files, in the record and in what tests say of their tasks. No test moves. Commit first.
  python3 tools/plan renumber 002-search
With --story, the later of two stories with the same number gets the next free one. Those of its tasks whose ids are
taken get the next free ids, in the list, in the record and in their tests.
  python3 tools/plan renumber 002-search --story US3
With --task, so does the one of two tasks with the same id that check reports.
  python3 tools/plan renumber 002-search --task T101
""", ("--story", "--task"), ("target",), prints_data=False, selects=False,
    ),
    Command(
        "forms", forms, "list the forms that your own can replace, and those that are replaced",
        """\
A form of yours replaces the template's: .groundplan/stubs/pytest.jinja that of each test stub. Copy one, change it,
commit, and sync; stubs that nobody edited follow, edited ones merge:
  python3 tools/plan forms --eject stubs/pytest
Without --full the forms of frameworks that this project does not use are left out. Forms that many projects share are
in a Git repository; the command groundplan takes them from there, and later takes what is new:
  groundplan forms --from https://git.example/team/forms.git
  groundplan forms --update
""", ("--eject", "--full"), selects=False, needs_project=True,
    ),
)  # fmt: skip


def main(arguments: Sequence[str], root: Path, severities: Mapping[str, str] | None = None) -> int:
    """Run one command on the project in `root`; the exit status.

    `severities` are those of a caller, by rule, where the project sets none of its own.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a pipe on Windows takes less than documents hold
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser(arguments).parse_args(arguments)
    options.severities = severities or {}
    try:
        options.whole = _with_results(_prepared(root, options), options)
        status: int = options.run(_selected(options.whole, getattr(options, "feature", None)), options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # `report | head`: what reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        print(f"plan: {describe(error, Path(__file__).parent)}", file=sys.stderr)
        return CANNOT


def _prepared(root: Path, options: argparse.Namespace) -> Project:
    """The project; for the commands that run rules, the project's severities among the options.

    The options also keep the `whole` project, for the commands that change documents.
    """
    options.notes = []
    if options.run in (check, report):
        from .settings import read_settings

        options.severities = {**options.severities, **read_settings(root)}
    lists_ready_tasks = options.run is next_ and not options.id and not options.story and options.format == "text"
    return read_tasks_alone(root) if lists_ready_tasks else read_project(root)


def _with_results(project: Project, options: argparse.Namespace) -> Project:
    """The project with what the given results say; remarks on them go to stderr and into the options."""
    given = [*getattr(options, "junit", ()), *getattr(options, "results", ())]
    if not given:
        return project
    from .results import FORMATS, read_results
    from .results.matching import with_results

    reports = {file: read_results(file) for file in _expanded(options.results)}
    reports |= {file: read_results(file, FORMATS[:1]) for file in _expanded(options.junit)}
    project, options.notes = with_results(project, reports)
    for note in options.notes:
        print(f"plan: {note}", file=sys.stderr)
    return project


def _expanded(files: Sequence[str]) -> Iterator[str]:
    """The files, with those of a pattern such as `build/*.xml`, which the shells of Windows hand on as it is."""
    import glob

    for file in files:
        is_pattern = glob.has_magic(file) and not os.path.lexists(file)
        yield from (is_pattern and sorted(glob.glob(file))) or [file]


def _selected(project: Project, wanted: str | None) -> Project:
    """The project with the one feature of that number or folder, or all of them."""
    if wanted is None:
        return project
    features = features_named(project, wanted, "--feature")
    orphans = tuple(one for one in project.orphans if one.feature == features[0].id)
    return replace(project, features=features, orphans=orphans)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser; of the commands only the one that the arguments begin with, if it is one."""
    parser = argparse.ArgumentParser(
        prog="python3 tools/plan",
        description="Read the plans under specs/ and say what is true of them.",
        epilog="Exit status: 0 done, 1 errors found by check, or tasks that are not done, 2 cannot run. "
        "More: python3 tools/plan COMMAND --help",
    )
    parser.add_argument("--version", action="version", version=f"groundplan {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for row in [one for one in COMMANDS if one.name in arguments[:1]] or COMMANDS:
        command = commands.add_parser(
            row.name,
            help=row.help,
            description=f"{row.help[0].upper()}{row.help[1:]}.",
            epilog=row.teaches,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for argument in row.arguments:
            command.add_argument(argument, **ARGUMENTS[argument])  # type: ignore[arg-type]
        for option in (*["--feature"] * row.selects, *["--json"] * row.prints_data, *row.options):
            command.add_argument(option.partition("=")[0], **OPTIONS[option])  # type: ignore[arg-type]
        command.set_defaults(run=row.run)
    return parser
