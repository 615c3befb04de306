"""The source roots of a project: which there are, which folders each has, where each kind of code belongs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from .answers import Answers
from .layouts import LAYOUTS, Layout, Stack
from .names import ascii_only, is_device, pascal, snake
from .packages import package_folder, package_name
from .plan.languages import LANGUAGES, Framework, Language, is_test_file, language_of_test
from .plan.record import Unit

#: The language of an app, by its platform.
APPS = {"ios": "swift", "android": "kotlin"}


@dataclass(frozen=True)
class Folder:
    """A folder from the project's root, and what it holds; blank where the name says it."""

    path: str
    comment: str


def project_units(answers: Answers, recorded: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The recorded units, never fewer, with what the answers now say of each; an adopted repository has none."""
    known = {(one.id, one.language): one for one in recorded}
    wanted = (_with_package(one, known.get((one.id, one.language)), answers) for one in _wanted(answers))
    return tuple(({one.id: one for one in recorded} | {one.id: one for one in wanted}).values())


def _with_package(unit: Unit, known: Unit | None, answers: Answers) -> Unit:
    """The unit with the package that its code has had from the first day."""
    return replace(unit, package=known.package if known else package_name(language_of(unit), answers))


def _wanted(answers: Answers) -> tuple[Unit, ...]:
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
    wanted = next(iter(_wanted(answers)), _at_top(answers))
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
    match = language.requirement_name.match(line)
    return match[0].lower() if match else ""


def folders(unit: Unit) -> tuple[Folder, ...]:
    """Every folder that is drawn in a plan and made on disk, in the order of the drawing."""
    layout = layout_of(unit)
    source = [Folder(role_folder(unit, role), comment) for role, comment in layout.roles]
    return (*source, *(Folder(kind_folder(unit, kind), "") for kind in layout.tests))


def below(unit: Unit, path: str) -> str:
    """A path of the unit from the project's root."""
    return path if unit.id == "." else f"{unit.id}/{path}"


def role_folder(unit: Unit, place: str) -> str:
    """The folder of a role, or one below it: `role_folder(unit, "lib/api")` → `src/lib/api`."""
    language = language_of(unit)
    role, slash, rest = place.partition("/")
    path = _filled(unit, language.elsewhere.get(role, language.sources), role=role)
    return below(unit, f"{path}{slash}{pascal(rest) if '{Role}' in language.sources else rest}")


def kind_folder(unit: Unit, kind: str) -> str:
    """The folder of a kind of tests: `tests/unit`."""
    return below(unit, _filled(unit, language_of(unit).test_path.partition("/{folders}")[0], kind=kind))


def in_kind_folder(path: str, units: Iterable[Unit]) -> bool:
    """Whether a path lies in a folder that some unit's layout has for tests."""
    return bool(kind_folder_of(path, units))


def kind_folder_of(path: str, units: Iterable[Unit]) -> str:
    """That folder, with a last slash; blank where a path lies in none."""
    unit = unit_of(path, units)
    kinds = [f"{kind_folder(unit, kind)}/" for kind in layout_of(unit).tests] if unit else []
    return next((one for one in kinds if path.startswith(one)), "")


def source_roots(unit: Unit) -> tuple[str, ...]:
    """The folders round those of roles, the usual one first: `internal` and `cmd`."""
    language = language_of(unit)
    roles = dict(layout_of(unit).roles)
    patterns = (language.sources, *(one for role, one in language.elsewhere.items() if role in roles))
    return tuple(dict.fromkeys(below(unit, _filled(unit, one.rpartition("/")[0])) for one in patterns))


def test_root(unit: Unit) -> str:
    """The folder round those of kinds: `tests`."""
    return kind_folder(unit, "unit").rpartition("/")[0]


def _filled(unit: Unit, pattern: str, **names: str) -> str:
    """A pattern of the facts with its names; those that it writes with a capital letter in PascalCase."""
    known = {"package": package_folder(unit, language_of(unit)), **names}
    return pattern.format(**known, **{name.capitalize(): pascal(value) for name, value in known.items()})


def source_file(unit: Unit, code: str, stem: str) -> str:
    """Where a kind of code belongs: `source_file(unit, "model", "user")` → `src/models/user.py`.

    A name that a test runner would take for a test gets the kind of code beside it, and so does one that Windows would
    take for a device: `ab_test_model.py`, `aux_model.py`.
    """
    language = language_of(unit)
    folder = role_folder(unit, layout_of(unit).homes[code])
    part = layout_of(unit).parts.get(code)
    if part and part.file:
        return f"{folder}/{part.file.format(Name=pascal(stem), suffix=language.suffixes[0])}"
    stem = plain_stem(language, f"{stem}_{language.endings[code]}" if code in language.endings else stem, code)
    stems = (stem, f"{stem}_{code}", f"{code}_{stem}", f"{code}_{stem}_{code}")
    paths = [f"{folder}/{_file_name(language, one)}{language.suffixes[0]}" for one in stems]
    return next((path for path in paths if not is_test_file(path) and not is_device(path)), paths[-1])


def plain_stem(language: Language, stem: str, more: str) -> str:
    """The snake-case name of a file with what its language asks of it: `get_windows` → `get_windows_contract` in Go.

    `more` is the word that helps where the name alone cannot be used.
    """
    if language.plain:
        stem = snake(ascii_only(stem)) or more
        stem = f"{more}_{stem}" if stem[0].isdigit() else stem
    _, joint, end = stem.rpartition("_")
    return f"{stem}_{more}" if joint and end in language.reserved_ends else stem


def numbered(language: Language, number: str, words: str) -> str:
    """The stem of a file of one feature: `001_setup`, or `setup_001` where no name begins with a digit."""
    return f"{words}_{number}" if language.plain else f"{number}_{words}"


def _cased(language: Language, stem: str) -> str:
    return {"kebab": stem.replace("_", "-"), "pascal": pascal(stem)}.get(language.case, stem)


def _file_name(language: Language, stem: str) -> str:
    name = _cased(language, stem)
    return f"{name}_" if name in language.reserved else name


def test_path(unit: Unit, kind: str, stem: str) -> str:
    """A test file of a kind: `test_path(unit, "contract", "post_users")` → `tests/contract/test_post_users.py`."""
    language = language_of(unit)
    own = next((one.test_path for one in frameworks_in(unit) if _folder(one).endswith(f"/{kind}/")), "")
    stem = plain_stem(language, stem, kind)
    return _test_file(unit, own or language.test_path, kind, "", _cased(language, stem), language.suffixes[0])


def mirror(units: Iterable[Unit], source: str) -> str | None:
    """The unit test of a source file: `src/models/user.py` → `tests/unit/models/test_user.py`; None elsewhere."""
    unit = unit_of(source, units)
    if unit is None:
        return None
    language = language_of(unit)
    suffix = next((one for one in language.suffixes if source.endswith(one)), None)
    is_cased = "{Role}" in language.sources
    roots = {role_folder(unit, role): pascal(role) if is_cased else role for role in language.elsewhere}
    roots |= {source_roots(unit)[0]: ""}
    root = next((one for one in roots if source.startswith(f"{one}/")), None)
    if root is None or suffix is None:
        return None
    folder, _, name = f"{roots[root]}{source.removeprefix(root)}".lstrip("/").rpartition("/")
    stem = name.removesuffix(suffix) if suffix else name.partition(".")[0]
    if language.plain and (plain := plain_stem(language, stem, "unit")) != snake(stem):
        stem = _cased(language, plain)
    return _test_file(unit, language.test_path, "unit", f"{folder}/" if folder else "", stem, suffix)


def _test_file(unit: Unit, pattern: str, kind: str, folders: str, stem: str, suffix: str) -> str:
    """The path by the pattern; where that cannot be a test, with the kind: `export_contract_test.go`."""
    language = language_of(unit)
    stems = (stem, _cased(language, f"{snake(stem)}_{kind}"))
    paths = [below(unit, _filled(unit, pattern, kind=kind, folders=folders, stem=one, suffix=suffix)) for one in stems]
    tests = (one for one in paths if is_test_file(one) and not is_device(one))
    return next((one for one in tests if PurePosixPath(one).stem not in language.reserved), paths[0])
