"""What a unit's manifest holds."""

from collections.abc import Iterable

from ..answers.answers import Answers
from ..plan.languages import Language
from ..plan.record import Unit
from .units import answered_units, language_of, stack_of


def default_dependencies(answers: Answers) -> tuple[str, ...]:
    """List the libraries that the stacks of the answers bring."""
    stacks = (stack_of(unit) for unit in answered_units(answers))
    return tuple(name for stack in stacks if stack for name in stack.default_libraries)


def manifest_lines(unit: Unit, dependencies: Iterable[str]) -> tuple[str, ...]:
    """List what the manifest names: what the stack needs, known libraries with what runs them, and requirements.

    Of `dependencies`, the answer, what is neither or belongs to another unit is left out.
    """
    language, stack = language_of(unit), stack_of(unit)
    allowed = stack.allowed_packages if stack else None
    lines = {_package(language, line): line for line in (stack.dependencies if stack else ())}
    for dependency in dependencies:
        package, word = _package(language, dependency), dependency.lower()
        if language.requirement.fullmatch(dependency) and (allowed is None or package in allowed):
            lines[package] = dependency
        elif word in language.packages and (allowed is None or word in allowed):
            lines.setdefault(word, language.packages[word])
    for companion in [one for package in lines for one in language.companions.get(package, ())]:
        lines.setdefault(companion, language.packages[companion])
    return tuple(lines.values())


def _package(language: Language, line: str) -> str:
    """Read the package, in lower case, at the start of a line of the manifest."""
    match = language.requirement_name.match(line)
    return match[0].lower() if match else ""
