"""Where a unit's folders and files are: sources by their kind, tests that mirror them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..plan.languages import Language, is_test_file
from ..plan.record import Unit
from ..text.names import ascii_only, is_device, pascal, snake
from .packages import package_folder
from .units import frameworks_in, language_of, layout_of, test_folder, unit_of


@dataclass(frozen=True)
class Folder:
    """A folder from the project's root, and what it holds; blank where the name says it."""

    path: str
    comment: str


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
    suffix_word = language.source_suffix_words.get(code)
    stem = plain_stem(language, f"{stem}_{suffix_word}" if suffix_word else stem, code)
    stems = (stem, f"{stem}_{code}", f"{code}_{stem}", f"{code}_{stem}_{code}")
    paths = [f"{folder}/{_file_name(language, one)}{language.suffixes[0]}" for one in stems]
    return next((path for path in paths if not is_test_file(path) and not is_device(path)), paths[-1])


def plain_stem(language: Language, stem: str, more: str) -> str:
    """The snake-case name of a file with what its language asks of it: `get_windows` → `get_windows_contract` in Go.

    `more` is the word that helps where the name alone cannot be used.
    """
    if language.ascii_names:
        stem = snake(ascii_only(stem)) or more
        stem = f"{more}_{stem}" if stem[0].isdigit() else stem
    _, joint, end = stem.rpartition("_")
    return f"{stem}_{more}" if joint and end in language.reserved_ends else stem


def numbered(language: Language, number: str, words: str) -> str:
    """The stem of a file of one feature: `001_setup`, or `setup_001` where no name begins with a digit."""
    return f"{words}_{number}" if language.ascii_names else f"{number}_{words}"


def _cased(language: Language, stem: str) -> str:
    return {"kebab": stem.replace("_", "-"), "pascal": pascal(stem)}.get(language.case, stem)


def _file_name(language: Language, stem: str) -> str:
    name = _cased(language, stem)
    return f"{name}_" if name in language.reserved else name


def test_path(unit: Unit, kind: str, stem: str) -> str:
    """A test file of a kind: `test_path(unit, "contract", "post_users")` → `tests/contract/test_post_users.py`."""
    language = language_of(unit)
    own = next((one.test_path for one in frameworks_in(unit) if test_folder(one).endswith(f"/{kind}/")), "")
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
    if language.ascii_names and (plain := plain_stem(language, stem, "unit")) != snake(stem):
        stem = _cased(language, plain)
    return _test_file(unit, language.test_path, "unit", f"{folder}/" if folder else "", stem, suffix)


def _test_file(unit: Unit, pattern: str, kind: str, folders: str, stem: str, suffix: str) -> str:
    """The path by the pattern; where that cannot be a test, with the kind: `export_contract_test.go`."""
    language = language_of(unit)
    stems = (stem, _cased(language, f"{snake(stem)}_{kind}"))
    paths = [below(unit, _filled(unit, pattern, kind=kind, folders=folders, stem=one, suffix=suffix)) for one in stems]
    tests = (one for one in paths if is_test_file(one) and not is_device(one))
    return next((one for one in tests if PurePosixPath(one).stem not in language.reserved), paths[0])
