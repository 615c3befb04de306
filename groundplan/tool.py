"""The commands of `tools/plan`: the project's own, or the packaged ones in a repository without it."""

import importlib
import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from .errors import CANNOT, CommandError
from .packaged import FILES
from .project import Project, find_specs

_TOOL = FILES / "template/tools/plan"


def tool_commands() -> dict[str, str]:
    """Return the commands of the tool with what they are for."""
    return {row.name: row.help for row in packaged_tool()("cli").COMMANDS}


def run_own(project: Project, arguments: Sequence[str]) -> int:
    """Run the project's own tool; its exit status."""
    if not (project.tool / "__main__.py").is_file():
        raise CommandError(f"{project.tool}: is gone; restore it from Git, or run `groundplan update`")
    return subprocess.run([sys.executable, str(project.tool), *arguments], check=False).returncode


def run_elsewhere(start: Path, command: str, arguments: Sequence[str]) -> int:
    """Run the packaged tool on a repository that has none, without writing into it; the exit status."""
    tool = packaged_tool()
    if not any(row.prints_data and not row.needs_project for row in tool("cli").COMMANDS if row.name == command):
        raise CommandError(f"`{command}` works in a Groundplan project; run `groundplan adopt` first")
    root = find_specs(start) or start
    project = tool("project").read_project(root)
    if not any(feature.tasks or feature.unreadable or feature.unread for feature in project.features):
        places = ", ".join(f"{place}/" for place in tool("kinds").PLACES)
        raise CommandError(f"{root}: no task list found in {places}; change to the project's folder")
    status: int = tool("cli").main([command, *arguments], root, {"missing-test": "off"})
    if command == "check" and status < CANNOT and not {"-h", "--help"} & set(arguments):
        sys.stdout.flush()
        print(_what_adopting_adds(project, tool), file=sys.stderr if "--json" in arguments else sys.stdout)
    return status


def _what_adopting_adds(project: Any, tool: Any) -> str:
    """Say in one line what `groundplan adopt` would write here."""
    open_tasks = [
        (task, feature.tests.get(task.id))
        for feature in project.features
        if not feature.is_archived
        for task in feature.tasks
        if not task.done
    ]
    has_form = tool("languages").frameworks_of
    stubs = sum(test is not None and test.status == "missing" and has_form(test.path) != () for _, test in open_tasks)
    untested = sum(test is None or test.status == "missing" for _, test in open_tasks)
    count = tool("output.matrix").count
    return (
        f"{untested} of {count(len(open_tasks), 'open task')} without a test. Nothing was written; "
        f"`groundplan adopt` would add tools/plan, .copier-answers.yml and {count(stubs, 'test stub')}."
    )


def packaged_tool() -> Any:
    """Load the packaged tool under its own name, and return a function that gives its modules by name."""
    name = "groundplan_tool"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            name, _TOOL / "__init__.py", submodule_search_locations=[str(_TOOL)]
        )
        assert spec and spec.loader
        sys.modules[name] = package = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(package)

    def module(path: str) -> ModuleType:
        return importlib.import_module(f"{name}.{path}")

    return module
