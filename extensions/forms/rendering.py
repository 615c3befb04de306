"""Renders forms in Jinja's sandbox, with a budget of steps: a form cannot run or write without end.

A step is a round of a loop for each part of its body, and a character that is made. Nothing asks for the time, so that
a form that is rendered on one machine is on every other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, pass_context
from jinja2 import filters as jinja_filters
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from ..plan.errors import UserError
from ..text import escaping
from .names import ESCAPES, FILTERS, TESTS
from .reading import COUNTED, JOINED, PART, Source, counted, parse

MOST_VALUE = 200_000  #: characters of one text that a form makes
MOST_OUTPUT = 2_000_000  #: characters of one file
STEPS, STEPS_A_STUB = 2_000_000, 20_000  #: for one file
_REMEDY = "print less, or loop over the stubs of the file alone"
_BUDGET = "_budget"  #: the name of the budget in the context; no form can write it


class _TooMuch(Exception):
    """More steps or characters than a form may have."""


class _Unknown(Exception):
    """A name that has no value."""


class _Missing(StrictUndefined):
    def _fail_with_undefined_error(self, *arguments: Any, **named: Any) -> NoReturn:
        raise _Unknown(str(self._undefined_name))


for _operation in ("__str__", "__iter__", "__len__", "__bool__", "__eq__", "__ne__", "__hash__", "__contains__"):
    setattr(_Missing, _operation, _Missing._fail_with_undefined_error)


class Budget:
    """What one file may still cost. `render_part` renders a part for a stub, `escapes` are those of its language."""

    def __init__(self, stubs: int, render_part: Callable[[str, Any, "Budget"], str], escapes: Any = ()) -> None:
        self.steps = STEPS + STEPS_A_STUB * stubs
        self.render_part, self.escapes = render_part, escapes

    def take(self, steps: int) -> None:
        """Count steps. Raises an error if there are too many."""
        self.steps -= steps
        if self.steps < 0:
            raise _TooMuch("takes too long: a loop has too many rounds")

    def fits(self, length: int) -> None:
        """Count the characters of a text before it is made. Raises an error if it is too long."""
        if length > MOST_VALUE:
            raise _TooMuch(f"makes a text of more than {MOST_VALUE:,} characters")
        self.take(length + 1)


class _Sandbox(SandboxedEnvironment):
    intercepted_binops = frozenset({"+", "-", "*", "//", "/", "%", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator makes of two values, if that is not too much."""
        if operator == "*":
            texts = [one for one in (left, right) if not isinstance(one, int | float)]
            times = max([one for one in (left, right) if isinstance(one, int | float)], default=1)
            _budget(context).fits(sum(map(len, texts)) * max(int(times), 1))
        elif operator == "+" and hasattr(left, "__len__") and hasattr(right, "__len__"):
            _budget(context).fits(len(left) + len(right))
        else:
            _budget(context).take(1)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, function: Any, *arguments: Any, **named: Any) -> Any:
        """Return what a function of the contract gives."""
        owner = getattr(function, "__self__", "")
        _budget(context).fits(len(owner) if isinstance(owner, str) else 0)
        return super().call(context, function, *arguments, **named)


def _budget(context: Context) -> Budget:
    found: Budget = context[_BUDGET]
    return found


@pass_context
def _counted(context: Context, values: Iterable[Any], weight: int) -> Iterator[Any]:
    """Yield the values of a loop, each for as many steps as its body has parts."""
    budget = _budget(context)
    for value in values:
        budget.take(weight)
        yield value


@pass_context
def _joined(context: Context, values: Sequence[Any]) -> str:
    texts = list(map(str, values))
    _budget(context).fits(sum(map(len, texts)))
    return "".join(texts)


@pass_context
def _part(context: Context, stub: Any, name: str) -> str:
    budget = _budget(context)
    return budget.render_part(name, stub, budget)


@pass_context
def _comment(context: Context, line: str) -> str:
    budget = _budget(context)
    budget.fits(len(line))
    return escaping.comment(line, budget.escapes)


@pass_context
def _join(context: Context, values: Iterable[Any], separator: str = "") -> str:
    texts = list(map(str, values))
    _budget(context).fits(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


@pass_context
def _replaced(context: Context, text: str, old: str, new: str) -> str:
    times = text.count(old)
    _budget(context).fits(len(text) + times * len(new))
    return text.replace(old, new)


@pass_context
def _indent(context: Context, text: str, width: int = 4, first: bool = False) -> str:
    lines = text.split("\n")
    _budget(context).fits(len(text) + max(width, 0) * len(lines))
    indented = [" " * width + line if line and (first or number) else line for number, line in enumerate(lines)]
    return "\n".join(indented)


def _measured(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a filter that first counts the characters of the text that it takes."""

    @pass_context
    def call(context: Context, value: Any, *arguments: Any) -> Any:
        _budget(context).fits(len(value) if isinstance(value, str) else 1)
        if getattr(function, "jinja_pass_arg", None) is not None:
            return function(context.environment, value, *arguments)
        return function(value, *arguments)

    return call


def _environment() -> _Sandbox:
    made = _Sandbox(
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=_Missing, optimized=False
    )
    own = {"join": _join, "replace": _replaced, "indent": _indent, "comment": _comment}
    known = {name: _measured(jinja_filters.FILTERS[name]) for name in FILTERS}
    escapes = {name: _measured(getattr(escaping, name)) for name in ESCAPES}
    made.filters = {**known, **escapes, **own, COUNTED: _counted, JOINED: _joined, PART: _part}
    made.tests = {name: test for name, test in made.tests.items() if name in TESTS}
    made.globals = {"range": made.globals["range"]}
    return made


_SANDBOX = _environment()


@lru_cache(maxsize=256)
def _compiled(source: Source) -> Template:
    """Compile a form. Raises UserError for all of its mistakes."""
    tree, mistakes = parse(_SANDBOX, source)
    if mistakes or tree is None:
        from ..plan.errors import refuse

        refuse(mistakes)
    assert tree is not None
    try:
        code = _SANDBOX.compile(counted(tree), source.place, source.place)
    except (SyntaxError, RecursionError, MemoryError):
        raise UserError(f"{source.place}:1", "is nested too deeply", "make it simpler") from None
    return _SANDBOX.template_class.from_code(_SANDBOX, code, _SANDBOX.make_globals(None))


def check(source: Source) -> None:
    """Raise UserError for everything in a form that the contract does not have."""
    _compiled(source)


def render(source: Source, names: Mapping[str, Any], budget: Budget) -> str:
    """Return what a form prints. Raises UserError, with file and line, for a name without a value and for too much."""
    template = _compiled(source)
    pieces = template.root_render_func(template.new_context({**names, _BUDGET: budget}))
    made: list[str] = []
    length = 0
    try:
        for piece in pieces:
            length += len(piece)
            if length > MOST_OUTPUT:
                line = template.get_corresponding_lineno(_at(pieces))
                problem = f"prints more than {MOST_OUTPUT:,} characters"
                raise UserError(f"{source.place}:{line}", problem, _REMEDY)
            budget.take(len(piece))
            made.append(piece)
    except UserError:
        raise
    except Exception as error:
        raise _refusal(source, template, error) from None
    return "".join(made)


def _at(pieces: Any) -> int:
    """The line of the compiled form at which its generator stands."""
    line: int = pieces.gi_frame.f_lineno
    return line


def _refusal(source: Source, template: Template, error: Exception) -> UserError:
    """What is wrong with a form that stopped in the middle, with its line."""
    place = f"{source.place}:{_line(template, error)}"
    if isinstance(error, _Unknown):
        return UserError(place, f"{error} has no value here", "ask `if` before, or use what docs/forms.md lists")
    if isinstance(error, _TooMuch | OverflowError | RecursionError):
        problem = str(error) if isinstance(error, _TooMuch) else "takes too long: a loop has too many rounds"
        return UserError(place, problem, _REMEDY)
    if isinstance(error, SecurityError):
        return UserError(place, "reaches for what forms may not have", "use what docs/forms.md lists")
    words = "".join(one if one.isprintable() else " " for one in str(error))[:120]
    return UserError(place, f"cannot be rendered: {words}", "correct the form")


def _line(template: Template, error: Exception) -> int:
    """The line of a form in which an error was raised."""
    line, trace = 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == template.filename:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line
