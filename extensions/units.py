"""The source roots of a project: which there are, which folders each has, where each kind of code belongs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .answers import Answers
from .layouts import COMPONENTS, LAYOUTS, Layout, Stack
from .names import pascal
from .plan.languages import LANGUAGES, Framework, Language, is_test_file, language_of_test
from .plan.record import Unit


@dataclass(frozen=True)
class Folder:
    """A folder from the project's root, and what it holds; blank where the name says it."""

    path: str
    comment: str


def project_units(answers: Answers, recorded: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The recorded units, never fewer, with what the answers now say of each; an adopted repository has none."""
    return tuple(({one.id: one for one in recorded} | {one.id: one for one in _wanted(answers)}).values())


def _wanted(answers: Answers) -> tuple[Unit, ...]:
    """Those of the project type, the one of the answers' language first."""
    if answers.project_type == "existing":
        return ()
    if answers.project_type == "web":
        frontend = Unit("frontend", "typescript", answers.frontend_testing)
        return (Unit("backend", answers.language, answers.testing), frontend)
    return (_top(answers),)


def home(answers: Answers) -> Unit:
    """The unit where a task belongs that concerns no other; in an adopted repository its root is taken for one."""
    return next(iter(_wanted(answers)), _top(answers))


def _top(answers: Answers) -> Unit:
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
    return next((one for one in used if one.test_path and _folder(one) in f"/{path}"), next(iter(used), None))


def _folder(framework: Framework) -> str:
    return f"/{framework.test_path.partition('{')[0]}"


def default_dependencies(answers: Answers) -> tuple[str, ...]:
    """The libraries of the layout itself."""
    return tuple(name for unit in _wanted(answers) if (stack := stack_of(unit)) for name in stack.shown)


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
    match = language.package.match(line)
    return match[0].lower() if match else ""


def folders(unit: Unit) -> tuple[Folder, ...]:
    """Every folder that is drawn in a plan and made on disk, in the order of the drawing."""
    language, layout = language_of(unit), layout_of(unit)
    source = [Folder(below(unit, f"{language.source_root}/{role}"), comment) for role, comment in layout.roles]
    tests = [Folder(below(unit, f"{language.test_root}/{kind}"), "") for kind in layout.tests]
    return (*source, *tests)


def below(unit: Unit, path: str) -> str:
    """A path of the unit from the project's root."""
    return path if unit.id == "." else f"{unit.id}/{path}"


def source_file(unit: Unit, code: str, stem: str) -> str:
    """Where a kind of code belongs: `source_file(unit, "model", "user")` → `src/models/user.py`.

    A name that a test runner would take for a test gets the kind of code beside it: `ab_test_model.py`.
    """
    language = language_of(unit)
    folder = below(unit, f"{language.source_root}/{layout_of(unit).homes[code]}")
    if code in COMPONENTS:
        return f"{folder}/{pascal(stem)}{COMPONENTS[code]}"
    stems = (stem, f"{stem}_{code}", f"{code}_{stem}", f"{code}_{stem}_{code}")
    paths = [f"{folder}/{_file_name(language, one)}{language.suffixes[0]}" for one in stems]
    return next((path for path in paths if not is_test_file(path)), paths[-1])


def _file_name(language: Language, stem: str) -> str:
    name = {"kebab": stem.replace("_", "-"), "pascal": pascal(stem)}.get(language.case, stem)
    return f"{name}_" if name in language.reserved else name


def test_path(unit: Unit, kind: str, stem: str) -> str:
    """A test file of a kind: `test_path(unit, "contract", "post_users")` → `tests/contract/test_post_users.py`."""
    language = language_of(unit)
    own = next((one.test_path for one in frameworks_in(unit) if _folder(one).endswith(f"/{kind}/")), "")
    return below(
        unit,
        (own or language.test_path).format(
            kind=kind,
            folders="",
            stem=stem.replace("_", "-") if language.case == "kebab" else stem,
            suffix=language.suffixes[0],
        ),
    )


def mirror(units: Iterable[Unit], source: str) -> str | None:
    """The unit test of a source file: `src/models/user.py` → `tests/unit/models/test_user.py`; None elsewhere."""
    unit = unit_of(source, units)
    if unit is None:
        return None
    language = language_of(unit)
    root = below(unit, f"{language.source_root}/")
    suffix = next((one for one in language.suffixes if source.endswith(one)), "")
    if not (source.startswith(root) and suffix):
        return None
    folder, _, name = source.removeprefix(root).rpartition("/")
    path = language.test_path.format(
        kind="unit", folders=f"{folder}/" if folder else "", stem=name.removesuffix(suffix), suffix=suffix
    )
    return below(unit, path)
