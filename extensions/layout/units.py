"""The source roots of a project: which there are, which folders each has, where each kind of code belongs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..answers.answers import Answers
from ..answers.stack import Stack
from ..answers.stacks import APP, FRONTEND, LIBRARY, SERVICE, STACKS, framework_names, testing_names
from ..plan.items import Unit
from ..plan.languages import LANGUAGES, Framework, Language, language_of_test
from .layouts import LAYOUTS, LAYOUTS_BY_STACK, ROLE_BY_ROOT, Layout
from .packages import package_name

#: The root and the language of an app, by its platform.
APPS = {"ios": ("ios", "swift"), "android": ("android", "kotlin"), "expo": ("app", "typescript")}


def project_units(answers: Answers, recorded: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """List the recorded units, never fewer, each as the answers have it now; an adopted repository has none."""
    previous = {(unit.id, unit.language): unit for unit in recorded}
    units = {unit.id: unit for unit in recorded}
    for unit in answered_units(answers):
        known = previous.get((unit.id, unit.language))
        if known and answers.project_type == "mobile" and role_of(unit) == APP:
            unit = replace(unit, testing=known.testing)  # which no answer says, so that it stays what it was
        units[unit.id] = _with_package(unit, known, answers)
    return tuple(units.values())


def _with_package(unit: Unit, previous: Unit | None, answers: Answers) -> Unit:
    """Give a unit the package that its code has had from the first day, or none if an answer says so."""
    language = language_of(unit)
    if previous is None:
        return replace(unit, package=package_name(language, answers))
    if not language.package_asked or bool(previous.package) == answers.package_layout:
        return replace(unit, package=previous.package, former=previous.former)
    known = next(filter(None, previous.former), "") or package_name(language, answers)
    package = known if answers.package_layout else ""
    former = tuple(one for one in (*previous.former, previous.package) if one != package)
    return replace(unit, package=package, former=former)


def answered_units(answers: Answers) -> tuple[Unit, ...]:
    """List the units of the project type, the one of the answers' language first; their packages are blank."""
    if answers.project_type == "existing":
        return ()
    if answers.project_type == "monorepo":
        return tuple(
            Unit(
                one.root, one.language, one.testing, role=one.role, stack=_stack(one.role, one.language, one.framework)
            )
            for one in answers.units
        )
    if answers.project_type == "web":
        stack = _stack(FRONTEND, "typescript", answers.frontend_framework)
        return (_service("backend", answers), Unit("frontend", "typescript", answers.frontend_testing, stack=stack))
    if answers.project_type == "mobile":
        root, language = APPS[answers.mobile_platform]
        app = Unit(root, language, "")
        testing = testing_names(language, framework_names(APP, language)[0], version_of(answers, app))[0]
        return (_service("api", answers), replace(app, testing=testing))
    return (_root_unit(answers),)


def _service(root: str, answers: Answers) -> Unit:
    stack = _stack(SERVICE, answers.language, answers.backend_framework)
    return Unit(root, answers.language, answers.testing, stack=stack)


def _stack(role: str, language: str, name: str) -> str:
    """Return the name of a stack as the record has it: blank for the first of the role and language."""
    return "" if name == framework_names(role, language)[0] else name


def home(answers: Answers, units: Iterable[Unit] = ()) -> Unit:
    """Find the unit of a task that concerns no other; in an adopted repository its root counts as one."""
    answered = next(iter(answered_units(answers)), _root_unit(answers))
    return next((unit for unit in units if unit.id == answered.id), _with_package(answered, None, answers))


def storing_units(units: Sequence[Unit]) -> tuple[str, ...]:
    """List the roots of the units whose code stores data: the services, or the first unit if it is a program."""
    services = tuple(unit.id for unit in units if role_of(unit) == SERVICE)
    return services or tuple(unit.id for unit in units[:1] if role_of(unit) not in (APP, FRONTEND))


def _root_unit(answers: Answers) -> Unit:
    return Unit(".", answers.language, answers.testing)


def unit_of(path: str, units: Iterable[Unit]) -> Unit | None:
    """Find the innermost unit in which a path from the project's root lies."""
    containing = [unit for unit in units if unit.id == "." or path.startswith(f"{unit.id}/")]
    return max(containing, key=lambda unit: 0 if unit.id == "." else len(unit.id), default=None)


def language_of(unit: Unit) -> Language:
    return LANGUAGES[unit.language]


def version_of(answers: Answers, unit: Unit) -> str:
    """Return the lowest version of the unit's language."""
    return answers.language_version if unit.language == answers.language else language_of(unit).version


def versioned(answers: Answers, unit: Unit) -> str:
    """Name the unit's language with its version: `Python 3.11`."""
    return language_of(unit).versioned.format(version=version_of(answers, unit))


def layout_of(unit: Unit) -> Layout:
    stack = stack_of(unit)
    return (stack and LAYOUTS_BY_STACK.get(stack.name)) or LAYOUTS[role_of(unit)]


def role_of(unit: Unit) -> str:
    """Return what a unit is for, which its root says if its record does not; blank if neither does."""
    return unit.role or ROLE_BY_ROOT.get(unit.id, "")


def stack_of(unit: Unit) -> Stack | None:
    """Return what a unit is built with; nothing is the first of its role and language."""
    names = (unit.stack,) if unit.stack else framework_names(role_of(unit), unit.language)
    return STACKS.get(names[0])


def library_of(unit: Unit, units: Iterable[Unit]) -> Unit | None:
    """Find the first library whose code a unit can import: one of its language, if that imports by path."""
    libraries = (one for one in units if role_of(one) == LIBRARY and one.language == unit.language)
    return next((one for one in libraries if language_of(unit).imports_by_path), None)


def screen_of(units: Iterable[Unit]) -> Unit | None:
    """Find the first unit that people look at."""
    return next((unit for unit in units if role_of(unit) in (FRONTEND, APP)), None)


def frameworks_in(unit: Unit) -> tuple[Framework, ...]:
    """List the chosen test framework of a unit, then those that come with its stack."""
    language, stack = language_of(unit), stack_of(unit)
    chosen = tuple(framework for framework in language.frameworks if framework.name == unit.testing)
    extra = stack.extra_frameworks if stack else ()
    return (*chosen, *(framework for framework in language.extra_frameworks if framework.name in extra))


def framework_for(path: str, unit: Unit | None, testing: Sequence[str] = ()) -> Framework | None:
    """Choose the framework whose stub a test file gets: that of its folder, else that of its unit, else the only one.

    `testing` names those in use if there is no unit.
    """
    language = language_of_test(path)
    if language is None:
        return None
    of_unit = frameworks_in(unit) if unit and unit.language == language.name else ()
    used = of_unit or [framework for framework in language.all_frameworks if framework.name in testing]
    if not used and len(language.frameworks) == 1:
        return language.frameworks[0]
    of_folder = (one for one in used if one.test_path and test_folder(one) in f"/{path}")
    return next(of_folder, next(iter(used), None))


def test_folder(framework: Framework) -> str:
    """Name the folder that a framework has to itself, between slashes: `/tests/e2e/`; `/` if it has none."""
    return f"/{framework.test_path.partition('{')[0]}"
