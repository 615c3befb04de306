"""The commands that every project answers to, as its Makefile, README and AGENTS.md have them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text.words import say
from .units import UnitView

TARGETS = ("install", "test", "lint", "format", "types")


@dataclass(frozen=True)
class Target:
    """One of the commands that every project answers to, with the plain ones that it runs, and these in a Makefile."""

    name: str
    does: str
    runs: tuple[str, ...]
    recipe: tuple[str, ...]


def targets(views: Sequence[UnitView]) -> Iterator[Target]:
    """Yield the targets in the order in which they are listed."""
    for name in TARGETS:
        runs = [(view, line) for view in views for line in view.commands.get(name, ())]
        plain = tuple(_in_folder(view, line) for view, line in runs)
        recipe = tuple(_recipe(view, line) for (view, _), line in zip(runs, plain))
        yield Target(name, say(f"commands.{name}"), plain, recipe or (_nothing(name),))
    yield from _migrate(views)
    yield from _run(views)
    check = ("python3 tools/plan check",)
    yield Target("check", say("commands.check"), check, check)


def _migrate(views: Sequence[UnitView]) -> Iterator[Target]:
    """Yield the target that runs the SQL files of the unit which has them."""
    for view in (one for one in views if one.migrates):
        line = (_in_folder(view, "sh migrations/apply.sh"),)
        yield Target("migrate", say("commands.migrate"), line, line)


def _run(views: Sequence[UnitView]) -> Iterator[Target]:
    """Yield the target that runs the first unit which can be: a program with its arguments, or a service."""
    view = next((one for one in views if one.commands.get("run")), None)
    if view is None:
        return
    run = view.commands["run"]
    if view.has_cli:
        last = run[-1] if "{arguments}" in run[-1] else f"{run[-1]} {{arguments}}"
        plain, recipe = ((*run[:-1], last.format(arguments=one)) for one in ("--help", "$(ARGS)"))
        yield Target("run", say("commands.run"), plain, recipe)
    else:
        here = tuple(_in_folder(view, line) for line in run)
        recipe = tuple(_recipe(view, line) for line in here)
        yield Target("run", say("commands.serve", root=view.root), here, recipe)


def _in_folder(view: UnitView, line: str) -> str:
    """Write a command of a unit as it is run in the project's root."""
    return line if view.at_top else f"cd {view.root} && {line}"


def _nothing(name: str) -> str:
    """Write the line of a target of which nobody has said what it runs."""
    return f'@echo "Nothing yet: write here what make {name} is to run."'


def _recipe(view: UnitView, line: str) -> str:
    """Write a command as a line of a Makefile; one whose program may be missing says so if it is."""
    escaped = line.replace("$", "$$")
    program = next((one for one in line.split() if one in view.language.optional), "")
    return f"$(call where-installed,{program},{escaped})" if program else escaped
