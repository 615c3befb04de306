"""The file that Copier loads: it puts the few names that questions and templates use into Jinja.

Copier's extension loader runs this one file by its path, so it loads the package round it by path too, under a name of
its own: in an update the old and the new version of the template stand side by side.
"""

import functools
import hashlib
import importlib
import importlib.util
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from copier.errors import CopierError, UserMessageError
from copier_template_extensions import ContextHook
from jinja2 import Environment, UndefinedError, pass_context
from jinja2.runtime import Context

PREFIX = "groundplan_"
HERE = Path(__file__).resolve().parent
TEMPLATE = HERE.parent / "template"
TOOL = TEMPLATE / "tools/plan"
FORMS = HERE.parent / "includes/stubs"
WORDS = HERE.parent / "includes/words.yml"


@functools.cache
def _package() -> str:
    """The name under which this folder is loaded as a package: made from its sources, so that a version is loaded once.

    The words are one: a module reads them when it is loaded.

    An update clones the same template several times, and renders more than once from a clone: to read it in again each
    time would take a tenth of it.
    """
    loaded = {name: module for name, module in sys.modules.items() if re.fullmatch(f"{PREFIX}[0-9a-f]+", name)}
    # A package of an earlier version may have no such attribute.
    if known := [name for name, module in loaded.items() if HERE in getattr(module, "clones", ())]:
        return known[0]
    digest = hashlib.sha256()
    modules = [*HERE.rglob("*.py"), *TOOL.rglob("*.py")]
    for file in sorted((*modules, *FORMS.glob("*.jinja"), WORDS)):
        digest.update(f"{file.relative_to(HERE.parent)}\n".encode() + file.read_bytes())
    name = f"{PREFIX}{digest.hexdigest()[:12]}"
    if name not in loaded:
        spec = importlib.util.spec_from_file_location(
            name, HERE / "__init__.py", submodule_search_locations=[str(HERE)]
        )
        assert spec and spec.loader
        loaded[name] = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded[name])
        folders = {TOOL.parent, *(file.parent for file in modules)}
        importlib.import_module(f"{name}.bytecode").keep_compiled(name, folders)
    loaded[name].clones.add(HERE)
    return name


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{_package()}.{name}")


class Groundplan(ContextHook):
    """Gives questions their checks, choices and defaults, and templates the `project` and its `units`."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        _module("compiling").compile_once(environment, _package())
        _module("shortcuts").take_shortcuts()
        _module("yaml_once").read_yaml_once(environment)
        _stop_in_one_line(environment)
        self._session = session = _module("session").Session(TEMPLATE)
        environment.extend(groundplan_session=session)
        escaping, offers = _module("text.escaping"), _module("offers")
        filters = {
            name: getattr(escaping, name)
            for name in (
                "markdown",
                "paragraph",
                "heading",
                "quoted",
                "docstring",
                "jsdoc",
                "xml",
                "android_string",
                "pom",
                "page",
                "comment",
            )
        }
        filters["remembered"] = _module("answers.answers").remembered
        environment.filters.update(filters)
        environment.globals.update(
            labels=_module("plan.reading.vocabulary").WRITTEN,
            refuse_data=_callable(session.refuse),
            refuse_copy_over=_callable(session.refuse_copy_over),
            left_to_adopters=_callable(session.left_to_adopters),
            untouched=_callable(session.untouched),
            problem=_at_prompt(session.problem, _remedy_first),
            mistake=_at_prompt(session.problem, _in_full),
            choices=_callable(offers.choices),
            folder_name=_callable(offers.folder_name),
            default_language=_callable(offers.language),
            default_backend_framework=_callable(offers.backend_framework),
            default_units=_callable(offers.units),
            default_testing=_callable(offers.testing),
            default_version=_callable(offers.language_version),
            recorded_answer=_callable(session.recorded_answer),
            next_record=_callable(session.record),
            restored=_callable(session.restored),
            left_behind=_callable(session.left_behind),
            take_snapshot=_callable(session.snapshot),
            summary=_callable(session.summary),
            preview=_callable(session.preview),
            unwritten=_callable(session.unwritten),
            found=_callable(session.found),
            shipped_forms=_module("forms.ours").shipped_forms,
            story_questions=_callable(offers.story_questions),
        )

    def hook(self, context: dict[str, Any]) -> None:
        """Put `project`, its `units` and its words, `say`, into whatever is rendered into the destination."""
        if context["_copier_phase"] == "render":
            project = _stopping(self._session.project, context)
            context.update(project=project, units=project.units, say=project.words.say)


def _callable(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function for templates, whose result is text or becomes JSON."""

    @pass_context
    def call(context: Context, *arguments: str) -> str:
        value = _stopping(function, context.get_all(), *arguments)
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    return call


def _stopping(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function; whatever it raises stops Copier with one line."""
    try:
        return function(*arguments)
    except CopierError:
        raise
    except Exception as error:
        raise UserMessageError(_describe(error)) from error


def _at_prompt(function: Callable[..., str], say: Callable[[str, Any], str]) -> Callable[..., str]:
    """Make a validator, which returns what is wrong in the words of `say`."""

    @pass_context
    def validate(context: Context, key: str) -> str:
        try:
            return function(context.get_all(), key)
        except _module("plan.errors").UserError as error:
            return say(key, error)
        except Exception as error:
            return _describe(error)

    return validate


def _remedy_first(key: str, error: Any) -> str:
    """Say what is wrong for Copier, which puts the question before it and cuts the line."""
    place = f"{error.place.removeprefix(key)}: " if error.place != key else ""
    return f"{error.remedy} ({place}{error.problem})" if error.remedy else f"{place}{error.problem}"


def _in_full(_: str, error: Any) -> str:
    """Say what is wrong and what to do for a prompt that is about the one thing, and wraps the line."""
    problem = f"This {error.problem}" if error.problem.startswith(("is ", "has ")) else error.problem
    return "; ".join(filter(None, (problem, error.remedy)))


def _stop_in_one_line(environment: Environment) -> None:
    """Let whatever a filter or a property raises in a template stop Copier with one line."""
    raise_again = environment.handle_exception

    def handle_exception(source: str | None = None) -> NoReturn:
        try:
            raise_again(source)
        except CopierError:
            raise
        except Exception as error:
            if isinstance(error, UndefinedError) and type(error) is not UndefinedError:
                raise  # Copier's own, for a default that is not set
            raise UserMessageError(_describe(error)) from error

    setattr(environment, "handle_exception", handle_exception)  # noqa: B010, mypy lets nobody assign to a method


def _describe(error: Exception) -> str:
    """Describe an error in one line, with its place in this clone or the one from which the package was loaded."""
    loaded = Path(str(sys.modules[_package()].__file__)).parent
    return str(_module("plan.errors").describe(error, HERE, TEMPLATE, loaded, loaded.parent / TEMPLATE.name))
