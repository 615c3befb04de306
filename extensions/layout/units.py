"""The source roots of a project: which there are, which folders each has, where each kind of code belongs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..answers.answers import Answers
from ..plan.languages import LANGUAGES, Framework, Language, language_of_test
from ..plan.record import Unit
from .layouts import LAYOUTS, Layout, Stack
from .packages import package_name

#: The language of an app, by its platform.
APPS = {"ios": "swift", "android": "kotlin"}


def project_units(answers: Answers, recorded: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The recorded units, never fewer, with what the answers now say of each; an adopted repository has none."""
    known = {(one.id, one.language): one for one in recorded}
    wanted = (_with_package(one, known.get((one.id, one.language)), answers) for one in answered_units(answers))
    return tuple(({one.id: one for one in recorded} | {one.id: one for one in wanted}).values())


def _with_package(unit: Unit, known: Unit | None, answers: Answers) -> Unit:
    """The unit with the package that its code has had from the first day."""
    return replace(unit, package=known.package if known else package_name(language_of(unit), answers))


def answered_units(answers: Answers) -> tuple[Unit, ...]:
    """Those of the project type, the one of the answers' language first."""
    if answers.project_type == "existing":
        return ()
    if answers.project_type == "web":
        frontend = Unit("frontend", "typescript", answers.frontend_testing)
        return (Unit("backend", answers.language, answers.testing), frontend)
    if answers.project_type == "mobile":
        language = APPS[answers.mobile_platform]
        app = Unit(answers.mobile_platform, language, LANGUAGES[language].frameworks[0].name)
        return (Unit("api", answers.language, answers.testing), app)
    return (_at_top(answers),)


def home(answers: Answers, units: Iterable[Unit] = ()) -> Unit:
    """The unit where a task belongs that concerns no other; in an adopted repository its root is taken for one."""
    wanted = next(iter(answered_units(answers)), _at_top(answers))
    return next((one for one in units if one.id == wanted.id), _with_package(wanted, None, answers))


def _at_top(answers: Answers) -> Unit:
    return Unit(".", answers.language, answers.testing)


def unit_of(path: str, units: Iterable[Unit]) -> Unit | None:
    """The unit in which a path from the project's root lies."""
    within = [one for one in units if one.id == "." or path.startswith(f"{one.id}/")]
    return max(within, key=lambda one: 0 if one.id == "." else len(one.id), default=None)


def language_of(unit: Unit) -> Language:
    return LANGUAGES[unit.language]


def version_of(answers: Answers, unit: Unit) -> str:
    """The lowest version of the unit's language."""
    return answers.language_version if unit.language == answers.language else language_of(unit).version


def versioned(answers: Answers, unit: Unit) -> str:
    """The unit's language and version: `Python 3.11`."""
    return language_of(unit).versioned.format(version=version_of(answers, unit))


def layout_of(unit: Unit) -> Layout:
    return LAYOUTS[unit.id]


def stack_of(unit: Unit) -> Stack | None:
    return layout_of(unit).stacks.get(unit.language)


def frameworks_in(unit: Unit) -> tuple[Framework, ...]:
    """The chosen test framework of a unit, then those that come with its stack."""
    language, stack = language_of(unit), stack_of(unit)
    chosen = tuple(one for one in language.frameworks if one.name == unit.testing)
    return (*chosen, *(one for one in language.also if stack and one.name in stack.frameworks))


def framework_for(path: str, unit: Unit | None, testing: Sequence[str] = ()) -> Framework | None:
    """The framework whose stub a test file gets: that of its folder, else that of its unit, else the only one.

    `testing` names those in use where there is no unit.
    """
    language = language_of_test(path)
    if language is None:
        return None
    known = frameworks_in(unit) if unit and unit.language == language.name else ()
    used = known or [one for one in (*language.frameworks, *language.also) if one.name in testing]
    if not used and len(language.frameworks) == 1:
        return language.frameworks[0]
    return next((one for one in used if one.test_path and test_folder(one) in f"/{path}"), next(iter(used), None))


def test_folder(framework: Framework) -> str:
    return f"/{framework.test_path.partition('{')[0]}"
