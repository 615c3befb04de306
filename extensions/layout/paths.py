"""Where a unit's folders and files are: sources by their kind, tests that mirror them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ..plan.items import Unit
from ..plan.languages import Language, is_test_file, language_of_test
from ..plan.languages.cases import SNAKE
from ..text.names import ascii_only, is_device, kebab, pascal, snake
from ..text.words import say
from .packages import package_folder
from .units import frameworks_in, language_of, layout_of, stack_of, test_folder, unit_of


@dataclass(frozen=True)
class Folder:
    """A folder from the project's root, and what it holds; blank where the name says it."""

    path: str
    comment: str


def folders(unit: Unit) -> tuple[Folder, ...]:
    """List the folders that a plan draws and the template creates, in the order of the drawing."""
    layout = layout_of(unit)
    source = [Folder(role_folder(unit, role), say(f"plan.tree.{holds}")) for role, holds in layout.roles]
    if entry := entry_folder(unit):
        source.insert(0, Folder(entry, say("plan.tree.entry")))
    return (*source, *(Folder(kind_folder(unit, kind), "") for kind in layout.tests))


def entry_folder(unit: Unit) -> str:
    """Name the folder in which the program of the unit's framework begins; blank if it is that of a role."""
    stack = stack_of(unit)
    return below(unit, stack.entry_folder) if stack and stack.entry_folder else ""


def below(unit: Unit, path: str) -> str:
    """Turn a path of the unit into one from the project's root."""
    return path if unit.id == "." else f"{unit.id}/{path}"


def role_folder(unit: Unit, place: str) -> str:
    """Name the folder of a role, or one below it: `role_folder(unit, "lib/api")` → `src/lib/api`."""
    language = language_of(unit)
    role, _, rest = place.partition("/")
    path = _fill(unit, language.elsewhere.get(role, language.sources), role=role)
    return below(unit, f"{path}/{_role_name(unit, rest)}" if rest else path)


def _role_name(unit: Unit, role: str) -> str:
    """Spell a role as the folders of sources do: `api`, or `Api` where they begin with a capital letter."""
    return _fill(unit, language_of(unit).sources.rpartition("/")[2], role=role)


def kind_folder(unit: Unit, kind: str) -> str:
    """Name the folder of a kind of tests: `tests/unit`."""
    return below(unit, _fill(unit, language_of(unit).test_path.partition("/{folders}")[0], kind=kind))


def in_kind_folder(path: str, units: Iterable[Unit]) -> bool:
    """Tell whether a path lies in a folder that some unit's layout has for tests."""
    return bool(kind_folder_of(path, units))


def kind_folder_of(path: str, units: Iterable[Unit]) -> str:
    """Find the folder of tests in which a path lies, with a last slash; blank if there is none."""
    unit = unit_of(path, units)
    test_folders = [f"{kind_folder(unit, kind)}/" for kind in layout_of(unit).tests] if unit else []
    return next((folder for folder in test_folders if path.startswith(folder)), "")


def source_roots(unit: Unit) -> tuple[str, ...]:
    """List the folders that contain those of roles, the usual one first: `internal` and `cmd`."""
    language = language_of(unit)
    roles = dict(layout_of(unit).roles)
    patterns = (language.sources, *(pattern for role, pattern in language.elsewhere.items() if role in roles))
    return tuple(dict.fromkeys(below(unit, _fill(unit, pattern.rpartition("/")[0])) for pattern in patterns))


def test_root(unit: Unit) -> str:
    """Name the folder that contains those of kinds: `tests`."""
    return kind_folder(unit, "unit").rpartition("/")[0]


def _fill(unit: Unit, pattern: str, **names: str) -> str:
    """Put names into a pattern of the facts, in PascalCase where the pattern has a capital letter: `{Role}`."""
    package = package_folder(unit, language_of(unit))
    values = {"package": package, "in_package": f"/{package}" if package else "", **names}
    initialisms = language_of(unit).initialisms
    capitals = {name.capitalize(): pascal(value, initialisms) for name, value in values.items()}
    return pattern.format(**values, **capitals)


def package_in(unit: Unit, paths: Iterable[str]) -> str:
    """Read the package of a unit's code from the paths of its files; blank if none of them says it."""
    name = r"(\w+(?:/\w+)*)" if language_of(unit).package_of_domain else r"(\w+)"
    of_any = replace(unit, package="Package")  # a name that stays as it is in every case of names
    folders_of_any = (re.escape(role_folder(of_any, role)) for role, _ in layout_of(unit).roles)
    patterns = [re.compile(f"{one.replace('Package', name, 1)}/") for one in folders_of_any if "Package" in one]
    found = (match for path in paths for pattern in patterns if (match := pattern.match(path)))
    return next((match[1].replace("/", ".") for match in found), "")


def source_file(unit: Unit, code: str, stem: str) -> str:
    """Name the file of a kind of code: `source_file(unit, "model", "user")` → `src/models/user.py`.

    The kind of code is added to a name that a test runner would take for a test, or Windows for a device:
    `ab_test_model.py`, `aux_model.py`; and to one that no class can have: `ListModel.php`. A stack may have endings
    of its own: `user.service.ts`.
    """
    language = language_of(unit)
    folder = role_folder(unit, layout_of(unit).role_by_code[code])
    part = layout_of(unit).parts.get(code)
    if part and part.file:
        names = {"Name": pascal(stem, language.initialisms), "name": kebab(stem)}
        return f"{folder}/{part.file.format(**names, suffix=language.suffixes[0])}"
    suffix_word = language.source_suffix_words.get(code)
    endings = stack.source_endings if (stack := stack_of(unit)) else {}
    ending = endings.get(f"{code} {stem}", endings.get(code, ""))
    stem = stem.removesuffix(ending.replace(".", "_")) or stem
    stem = _legal_stem(language, f"{stem}_{suffix_word}" if suffix_word else stem, code)
    stems: tuple[str, ...] = (stem, f"{stem}_{code}", f"{code}_{stem}", f"{code}_{stem}_{code}")
    if language.case.is_capitalized and _in_case(language, stem) in language.reserved:
        stems = stems[1:]
    paths = [f"{folder}/{_source_name(language, candidate)}{ending}{language.suffixes[0]}" for candidate in stems]
    return next((path for path in paths if not is_test_file(path) and not is_device(path)), paths[-1])


def entry_file(unit: Unit) -> str:
    """Name the file that a single project begins in; blank for a unit without a command line."""
    has_cli = "cli" in dict(layout_of(unit).roles)
    return below(unit, _fill(unit, language_of(unit).entry)) if has_cli else ""


def _legal_stem(language: Language, stem: str, extra_word: str) -> str:
    """Change a file's name in snake_case to one that its language takes: `get_windows` → `get_windows_contract` in Go.

    `extra_word` is added where the name alone cannot be used.
    """
    if language.ascii_names:
        stem = snake(ascii_only(stem)) or extra_word
        stem = f"{extra_word}_{stem}" if stem[0].isdigit() else stem
    _, separator, last_word = stem.rpartition("_")
    return f"{stem}_{extra_word}" if separator and last_word in language.reserved_ends else stem


def with_ends(path: str, *ends: str) -> str:
    """Add to the name of a test file, in the case of its language: `test_user.py` → `test_user_search.py`.

    What the names of test files end in stays the end: `UserTest.java` → `UserSearchTest.java`.
    """
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.partition(".")
    language = language_of_test(path)
    case, test_ending = (language.case, language.test_ending) if language else (SNAKE, "")
    test_ending = test_ending if stem.endswith(test_ending) else ""
    added = _legal_ends(language, [one for one in ends if one]) if language else list(ends)
    words = _in_case(language, SNAKE.join(added)) if language else SNAKE.join(added)
    return f"{folder}{slash}{stem.removesuffix(test_ending)}{case.separator}{words}{test_ending}{dot}{suffix}"


def _legal_ends(language: Language, ends: list[str]) -> list[str]:
    """The words without what the language leaves out of a build for."""
    if language.ascii_names:
        ends = [snake(ascii_only(one)) or "feature" for one in ends]
    return [*ends, "feature"] if ends[-1].rpartition("_")[2] in language.reserved_ends else ends


def _in_case(language: Language, stem: str) -> str:
    """Put a name in snake_case into the case of the language's files: `api_key` → `APIKey` in Swift."""
    return language.case.join(stem.split("_"), language.initialisms)


def _source_name(language: Language, stem: str) -> str:
    name = _in_case(language, stem)
    return f"{name}_" if name in language.reserved else name


def test_path(unit: Unit, kind: str, stem: str) -> str:
    """Name a test file of a kind: `test_path(unit, "contract", "post_users")` → `tests/contract/test_post_users.py`."""
    language = language_of(unit)
    of_kind = (one.test_path for one in frameworks_in(unit) if test_folder(one).endswith(f"/{kind}/"))
    name = _in_case(language, _legal_stem(language, stem, kind))
    return _test_file(unit, next(of_kind, language.test_path), kind, "", name, language.suffixes[0])


def mirror(units: Iterable[Unit], source: str) -> str | None:
    """Name the unit test of a source file: `src/models/user.py` → `tests/unit/models/test_user.py`; None elsewhere."""
    unit = unit_of(source, units)
    if unit is None:
        return None
    language = language_of(unit)
    suffix = next((one for one in language.suffixes if source.endswith(one)), None)
    mirrored = {role_folder(unit, role): _role_name(unit, role) for role in language.elsewhere}
    mirrored |= {source_roots(one)[0]: "" for one in (unit, *(replace(unit, package=name) for name in unit.former))}
    root = next((folder for folder in mirrored if source.startswith(f"{folder}/")), None)
    roles = {role_folder(unit, role): role for role in language.elsewhere}
    pattern = language.tested_elsewhere.get(roles.get(root or "", ""), language.test_path)
    if root is None or suffix is None:
        return None
    folder, slash, name = f"{mirrored[root]}{source.removeprefix(root)}".lstrip("/").rpartition("/")
    stem = name.removesuffix(suffix) if suffix else name.partition(".")[0]
    if language.ascii_names and (legal_stem := _legal_stem(language, stem, "unit")) != snake(stem):
        stem = _in_case(language, legal_stem)
    stem = stem[:1].upper() + stem[1:] if language.case.is_capitalized else stem  # main.swift has the class MainTests
    suffix = language.suffixes[0] if suffix in language.untested_suffixes else suffix
    return _test_file(unit, pattern, "unit", f"{folder}{slash}", stem, suffix)


def _test_file(unit: Unit, pattern: str, kind: str, subfolders: str, stem: str, suffix: str) -> str:
    """Fill the pattern of a test file, with the kind in a name that cannot be a test's: `export_contract_test.go`.

    `subfolders` are those below the folder of the kind, blank or with a last slash.
    """
    language = language_of(unit)
    names = (stem, _in_case(language, f"{snake(stem)}_{kind}"))
    filled = [_fill(unit, pattern, kind=kind, folders=subfolders, stem=name, suffix=suffix) for name in names]
    paths = [below(unit, path) for path in filled]
    tests = (path for path in paths if is_test_file(path) and not is_device(path))
    return next((path for path in tests if PurePosixPath(path).stem not in language.reserved), paths[0])
