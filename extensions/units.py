"""The source roots of a project: which there are, which folders each has, where each kind of code belongs."""

from collections.abc import Iterable
from dataclasses import dataclass

from .answers import Answers
from .plan.languages import LANGUAGES, Framework, Language, is_test_file
from .plan.record import Unit

TEST_KINDS = ("contract", "integration", "unit")


@dataclass(frozen=True)
class Layout:
    """The folders of a unit as (role, what it holds), and the role of each kind of code."""

    roles: tuple[tuple[str, str], ...]
    homes: dict[str, str]


@dataclass(frozen=True)
class Folder:
    """A folder from the project's root, and what it holds; blank where the name says it."""

    path: str
    comment: str


SINGLE = Layout(
    roles=(
        ("models", "Data models"),
        ("services", "Core business logic"),
        ("cli", "Command-line interface"),
        ("lib", "Shared libraries and utilities"),
    ),
    # The source document draws no folder for HTTP in a single project, so routes are a part of lib.
    homes={
        "model": "models",
        "service": "services",
        "command": "cli",
        "endpoint": "lib/api",
        "feature": "lib",
        "shared": "lib",
    },
)


def project_units(answers: Answers, recorded: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The recorded units, never fewer, with what the answers now say of each; an adopted repository has none."""
    wanted = {} if answers.project_type == "existing" else {".": home(answers)}
    return tuple((wanted | {one.id: wanted.get(one.id, one) for one in recorded}).values())


def home(answers: Answers) -> Unit:
    """The unit whose language and folders decide where nothing else does."""
    return Unit(".", answers.language, answers.testing)


def language_of(unit: Unit) -> Language:
    return LANGUAGES[unit.language]


def framework_of(unit: Unit) -> Framework:
    return next(one for one in language_of(unit).frameworks if one.name == unit.testing)


def manifest_lines(language: Language, dependencies: Iterable[str]) -> tuple[str, ...]:
    """The dependencies that the manifest can hold: those that the language knows, and explicit requirements."""
    return tuple(
        language.packages.get(one.lower(), one)
        for one in dependencies
        if one.lower() in language.packages or language.requirement.fullmatch(one)
    )


def layout_of(unit: Unit) -> Layout:
    return SINGLE


def folders(unit: Unit) -> tuple[Folder, ...]:
    """Every folder that is drawn in a plan and made on disk, in the order of the drawing."""
    language = language_of(unit)
    source = [Folder(below(unit, f"{language.source_root}/{role}"), comment) for role, comment in layout_of(unit).roles]
    tests = [Folder(below(unit, f"{language.test_root}/{kind}"), "") for kind in TEST_KINDS]
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
    stems = (stem, f"{stem}_{code}", f"{code}_{stem}", f"{code}_{stem}_{code}")
    paths = [f"{folder}/{one}{language.suffix}" for one in stems]
    return next((path for path in paths if not is_test_file(path)), paths[-1])


def test_path(unit: Unit, kind: str, stem: str, subfolders: str) -> str:
    """A test file of a kind: `test_path(unit, "unit", "user", "models/")` → `tests/unit/models/test_user.py`."""
    return below(unit, language_of(unit).test_path.format(kind=kind, folders=subfolders, stem=stem))


def mirror(unit: Unit, source: str) -> str | None:
    """The unit test of a source file: `src/models/user.py` → `tests/unit/models/test_user.py`; None elsewhere."""
    language = language_of(unit)
    root = below(unit, f"{language.source_root}/")
    if not (source.startswith(root) and source.endswith(language.suffix)):
        return None
    folder, _, name = source.removeprefix(root).rpartition("/")
    return test_path(unit, "unit", name.removesuffix(language.suffix), f"{folder}/" if folder else "")
