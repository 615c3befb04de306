"""The commands that every project answers to, as its Makefile, README and AGENTS.md have them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text.names import unique
from ..text.words import say
from .units import UnitView

TARGETS = ("install", "test", "lint", "format", "types", "build", "coverage")
SELDOM = frozenset({"build", "coverage"})  #: those that are left out if no unit has a command for them
TOOLS = "tools-are-there"


@dataclass(frozen=True)
class Target:
    """A target of the Makefile: the plain commands that it runs, and these in a recipe.

    `needs` are the targets that are made before it.
    """

    name: str
    does: str
    runs: tuple[str, ...]
    recipe: tuple[str, ...]
    needs: tuple[str, ...] = ()


def targets(views: Sequence[UnitView]) -> Iterator[Target]:
    """Yield the targets that people call, in the order in which they are listed."""
    of_units = unit_targets(views)
    for name in TARGETS:
        found = [(view, one) for view in views for one in of_units[view.root] if _is_of(one, name)]
        if len(views) == 1:
            yield from (target for _, target in found)
        elif found or not views:
            runs = tuple(_in_folder(view, line) for view, target in found for line in target.runs)
            tools = (TOOLS,) * any(view.language.prints_version for view in views)  # all of them before the first unit
            needs = (*tools, *(target.name for _, target in found))
            yield Target(name, say(f"commands.{name}"), runs, () if found else (_nothing(name),), needs)
    yield from _migrate(views)
    yield from _run(views)
    check = ("python3 tools/plan check",)
    yield Target("check", say("commands.check"), check, check)


def unit_targets(views: Sequence[UnitView]) -> dict[str, tuple[Target, ...]]:
    """List the targets of each unit by its root; `runs` are its commands in its own folder."""
    return {view.root: tuple(_of_unit(view, slug)) for view, slug in zip(views, slugs(views).values())}


def slugs(views: Sequence[UnitView]) -> dict[str, str]:
    """Name each unit as its targets and its job in CI have it, by root; blank if there is no other unit."""
    names: dict[str, str] = {}
    for view in views:
        plain = re.sub("[^a-z0-9]+", "-", view.root.lower()).strip("-") or "root"
        name = unique(plain if plain[0].isalpha() else f"unit-{plain}", {*names.values(), "plan"}, "-")
        names[view.root] = name if len(views) > 1 else ""
    return names


def _of_unit(view: UnitView, slug: str) -> Iterator[Target]:
    suffix = f"-{slug}" if slug else ""
    needs = (f"{TOOLS}{suffix}",) if view.language.prints_version else ()
    for name in TARGETS:
        runs = view.commands.get(name, ())
        if runs or name not in SELDOM:
            recipe = tuple(_recipe(view, line) for line in runs) or (_nothing(f"{name}{suffix}"),)
            recipe = (*_condition(view, name), *recipe)
            yield Target(f"{name}{suffix}", say(f"commands.{name}"), runs, recipe, needs)


def _is_of(target: Target, name: str) -> bool:
    return target.name == name or target.name.startswith(f"{name}-")


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
    needs = (f"{TOOLS}-{slug}" if (slug := slugs(views)[view.root]) else TOOLS,) * bool(view.language.prints_version)
    if view.has_cli:
        last = run[-1] if "{arguments}" in run[-1] else f"{run[-1]} {{arguments}}"
        plain, recipe = ((*run[:-1], last.format(arguments=one)) for one in ("--help", "$(ARGS)"))
        yield Target("run", say("commands.run"), plain, recipe, needs)
    else:
        here = tuple(_in_folder(view, line) for line in run)
        yield Target(
            "run", say("commands.serve", root=view.root), here, tuple(_recipe(view, line) for line in run), needs
        )


def _in_folder(view: UnitView, line: str) -> str:
    """Write a command of a unit as it is run in the project's root."""
    return line if view.at_top else f"cd {view.root} && {line}"


def _condition(view: UnitView, name: str) -> Iterator[str]:
    """Yield the line that ends a recipe in which something would be missing, with a message."""
    if name in view.language.conditions:
        command, message = view.language.conditions[name]
        command = command.replace("$", "$$")
        yield f"@{command} || {{ echo '{message}' >&2; exit 1; }}"


def _nothing(name: str) -> str:
    """Write the line of a target of which nobody has said what it runs."""
    return f'@echo "Nothing yet: write here what make {name} is to run."'


def _recipe(view: UnitView, line: str) -> str:
    """Write a command of a unit as a line of a Makefile.

    One whose program may be missing says so if it is; one that may change a lock file keeps to it in CI.
    """
    language = view.language
    written = line.replace("$", "$$")
    if locked := language.locked.get(line):
        written = f"$(call locked,{view.path}{language.lock_file},{locked},{written})"
    written = _in_folder(view, written)
    program = next((one for one in line.split() if one in view.optional), "")
    return f"$(call where-installed,{program},{written})" if program else written
