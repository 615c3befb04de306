"""The libraries that an answer names: the unit that each belongs to, and what its manifest has of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..answers.answers import Answers
from ..answers.stacks import APP, FRONTEND
from ..plan.items import Unit
from ..plan.languages import Language
from ..text.names import is_none
from .libraries import ALIASES, DRIVERS, LIBRARIES
from .storage import StorageServer
from .units import answered_units, home, language_of, role_of, stack_of


@dataclass(frozen=True)
class Routed:
    """A library as the answer names it, the root of its unit, and its line in the manifest there.

    A line is blank if the unit's stack brings the library, or if it could not be written.
    """

    name: str
    root: str
    line: str
    is_written: bool


def default_dependencies(answers: Answers) -> tuple[str, ...]:
    """List the libraries that the stacks of the answers bring."""
    stacks = (stack_of(unit) for unit in answered_units(answers))
    return tuple(name for stack in stacks if stack for name in stack.default_libraries)


def routed(answers: Answers) -> tuple[Routed, ...]:
    """Find a unit for each library of the answers; none in an adopted repository, whose manifests are its own."""
    units = answered_units(answers)
    if not units:
        return ()
    of_units = dict(answers.dependency_roots)
    return tuple(
        _route(name, [unit for unit in units if unit.id == of_units.get(name, unit.id)] or [home(answers, units)])
        for name in answers.primary_dependencies
        if not is_none(name)
    )


def _route(name: str, units: Sequence[Unit]) -> Routed:
    """Give a library to the first unit that has it already, else to the first whose manifest can name it."""
    for unit in units:
        if _is_brought(name, unit):
            return Routed(name, unit.id, "", is_written=True)
    for unit in sorted(units, key=lambda unit: role_of(unit) == APP):
        if line := _line(name, unit, len(units) > 1):
            return Routed(name, unit.id, line, is_written=True)
    return Routed(name, units[0].id, "", is_written=False)


def _is_brought(name: str, unit: Unit) -> bool:
    """Tell whether the stack of a unit brings a library."""
    stack, word = stack_of(unit), name.casefold()
    if stack is None:
        return False
    packages = (package_of(language_of(unit), line) for line in stack.dependencies)
    return word in (stack.name, *(one.casefold() for one in (stack.label, *stack.default_libraries)), *packages)


def _line(name: str, unit: Unit, is_one_of_many: bool) -> str:
    """Write a library as a unit's manifest has it; blank if it cannot, or if it belongs to another unit."""
    language = language_of(unit)
    word = name.casefold()
    word = ALIASES.get(language.name, {}).get(word, word)
    written = bool(language.requirement.fullmatch(name))
    line = name if written else LIBRARIES.get(language.name, {}).get(word, "")
    package = package_of(language, line)
    allowed = stack.allowed_packages if (stack := stack_of(unit)) else None
    if allowed is not None and package not in allowed:
        return ""
    is_for_screens = package in IN_A_BROWSER_ONLY and role_of(unit) != FRONTEND and is_one_of_many
    return "" if is_for_screens else line


#: Packages of npm that a service has no use for.
IN_A_BROWSER_ONLY = frozenset(
    {
        *("@tanstack/react-query", "next", "pinia", "react", "react-dom", "react-hook-form", "react-router"),
        *("vue", "vue-router", "zustand"),
    }
)


def manifest_lines(unit: Unit, libraries: Iterable[Routed], servers: Iterable[StorageServer] = ()) -> tuple[str, ...]:
    """List what the manifest names: what the stack needs, the libraries of the unit, what runs them, and drivers.

    `servers` are those that its code stores data in.
    """
    language, stack = language_of(unit), stack_of(unit)
    lines = {package_of(language, line): line for line in (stack.dependencies if stack else ())}
    for library in libraries:
        if library.root == unit.id and library.line:
            lines[package_of(language, library.line)] = library.line
    known = LIBRARIES.get(language.name, {})
    for server in servers:
        driver, *others = DRIVERS.get(language.name, {}).get(server.name, ("",))
        line = known.get(driver, driver)
        if line and not lines.keys() & {package_of(language, line), *others}:
            lines[package_of(language, line)] = line
    for companion in [one for package in lines for one in language.companions.get(package, ())]:
        lines.setdefault(companion, known[companion])
    return tuple(lines.values())


def package_of(language: Language, line: str) -> str:
    """Read the package, in lower case, at the start of a line of the manifest."""
    match = language.requirement_name.match(line)
    return match[0].lower() if match else ""
