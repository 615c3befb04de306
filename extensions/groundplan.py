"""The file that Copier loads: it puts the few names that questions and templates use into Jinja.

Copier's extension loader runs this one file by its path, so it loads the package round it by path too, under a name of
its own: in an update the old and the new version of the template stand side by side.
"""

import functools
import hashlib
import importlib
import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from copier.errors import UserMessageError
from copier_template_extensions import ContextHook
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

PREFIX = "groundplan_"
HERE = Path(__file__).resolve().parent
TOOL = HERE.parent / "template/tools/plan"


@functools.cache
def _package() -> str:
    """The name under which this folder is loaded as a package: made from its sources, so that a version is loaded once.

    An update clones the same template several times, and to read it in again each time would take a tenth of it.
    """
    digest = hashlib.sha256()
    for file in sorted((*HERE.rglob("*.py"), *TOOL.rglob("*.py"))):
        digest.update(f"{file.relative_to(HERE.parent)}\n".encode() + file.read_bytes())
    name = f"{PREFIX}{digest.hexdigest()[:12]}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            name, HERE / "__init__.py", submodule_search_locations=[str(HERE)]
        )
        assert spec and spec.loader
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return name


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{_package()}.{name}")


class Groundplan(ContextHook):
    """Gives questions their checks, choices and defaults, and templates the `project`."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        _module("compiling").compile_once(environment)
        self._session = session = _module("session").Session()
        escaping = _module("text.escaping")
        filters = {
            name: getattr(escaping, name)
            for name in (
                "markdown",
                "paragraph",
                "heading",
                "quoted",
                "docstring",
                "remembered",
                "jsdoc",
                "xml",
                "comment",
            )
        }
        environment.filters.update(filters, story_block=_module("text.story_writer").story_block)
        environment.globals.update(
            labels=_module("plan.reading.vocabulary").WRITTEN,
            refuse_data=_callable(session.refuse),
            refuse_copy_over=_callable(session.refuse_copy_over),
            problem=_telling(session.problem),
            choices=_callable(session.choices),
            folder_name=_callable(session.folder_name),
            default_testing=_callable(session.testing),
            default_version=_callable(session.language_version),
            recorded_answer=_callable(session.recorded_answer),
            next_record=_callable(session.record),
            left_behind=_callable(session.left_behind),
        )

    def hook(self, context: dict[str, Any]) -> None:
        """Put `project` into whatever is rendered into the destination."""
        if context["_copier_phase"] == "render":
            context["project"] = _refusing(self._session.project, context)


def _callable(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function for templates: what is no text becomes JSON."""

    @pass_context
    def call(context: Context, *arguments: str) -> str:
        value = _refusing(function, context.get_all(), *arguments)
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    return call


def _refusing(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the function returns; its refusal stops Copier with its one line."""
    try:
        return function(*arguments)
    except ValueError as refusal:
        raise UserMessageError(str(refusal)) from None


def _telling(function: Callable[..., str]) -> Callable[..., str]:
    """A check for the prompt: the text of its refusal, without the question's key, which Copier puts before it."""

    @pass_context
    def tell(context: Context, key: str) -> str:
        try:
            return function(context.get_all(), key)
        except ValueError as refusal:
            return str(refusal).removeprefix(key).removeprefix(": ")

    return tell
