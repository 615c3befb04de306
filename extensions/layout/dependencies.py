"""What a unit's manifest holds."""

from collections.abc import Iterable

from ..answers.answers import Answers
from ..plan.languages import Language
from ..plan.record import Unit
from .units import answered_units, language_of, stack_of


def default_dependencies(answers: Answers) -> tuple[str, ...]:
    """The libraries of the layout itself."""
    return tuple(name for unit in answered_units(answers) if (stack := stack_of(unit)) for name in stack.shown)


def manifest_lines(unit: Unit, dependencies: Iterable[str]) -> tuple[str, ...]:
    """What the manifest holds: what the stack needs, known libraries, and explicit requirements of the language."""
    language, stack = language_of(unit), stack_of(unit)
    own = stack.packages if stack else None
    lines = {_package(language, one): one for one in (stack.dependencies if stack else ())}
    for one in dependencies:
        name = _package(language, one)
        if language.requirement.fullmatch(one) and (own is None or name in own):
            lines[name] = one
        elif one.lower() in language.packages and (own is None or one.lower() in own):
            lines.setdefault(one.lower(), language.packages[one.lower()])
    return tuple(lines.values())


def _package(language: Language, line: str) -> str:
    match = language.requirement_name.match(line)
    return match[0].lower() if match else ""
