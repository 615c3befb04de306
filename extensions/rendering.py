"""What templates see: one `Project`, made of the answers and the record, that they print and do not question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .answers import Answers
from .documents import Document, documents
from .names import manifest
from .plan.languages import Framework, Language
from .plan.record import Record, Unit
from .stubs import StubFile, stub_files
from .units import Folder, folders, framework_of, language_of, manifest_lines

TARGETS = {
    "install": "install what the project depends on",
    "test": "run the tests",
    "lint": "look for mistakes, and for files that are not formatted",
    "format": "mend what can be mended, and format the files",
    "types": "check the types",
}


@dataclass(frozen=True)
class UnitView:
    """A source root with its scaffold; all paths are below `root`."""

    root: str
    language: Language
    framework: Framework
    dependencies: tuple[str, ...]
    folders: tuple[Folder, ...]
    empty_folders: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """One of the commands that every project answers to, with the plain ones that it runs."""

    name: str
    does: str
    runs: tuple[str, ...]


@dataclass(frozen=True)
class Project:
    """`units` are by language, so that a language's folder in the template is rendered at each of its roots."""

    answers: Answers
    manifest_name: str
    documents: tuple[Document, ...]
    units: dict[str, tuple[UnitView, ...]]
    stubs: tuple[StubFile, ...]
    targets: tuple[Target, ...]
    tree: tuple[str, ...]
    year: str

    @property
    def licensed(self) -> bool:
        return self.answers.license != "none"

    @property
    def holder(self) -> str:
        """Who holds the copyright."""
        return self.answers.author_name or f"The {self.answers.project_name} authors"

    @property
    def on_github(self) -> bool:
        return self.answers.ci == "github"

    @property
    def on_gitlab(self) -> bool:
        return self.answers.ci == "gitlab"


def project_view(answers: Answers, record: Record) -> Project:
    stubs = tuple(stub_files(record))
    views = [_unit(answers, unit, stubs) for unit in record.units]
    made = tuple(documents(record))
    return Project(
        answers=answers,
        manifest_name=manifest(answers.project_name),
        documents=made,
        units={view.language.name: tuple(one for one in views if one.language is view.language) for view in views},
        stubs=stubs,
        targets=tuple(_targets(views)),
        tree=made[0].tree if made else (),
        year=record.features[0].date[:4] if record.features else "",
    )


def _targets(views: Sequence[UnitView]) -> Iterator[Target]:
    for name, does in TARGETS.items():
        runs = (
            f"cd {view.root} && {line}" if view.root != "." else line
            for view in views
            for line in view.language.commands[name]
        )
        yield Target(name, does, tuple(runs))
    yield Target("check", "check the plans: exit 1 where one breaks a rule", ("python3 tools/plan check",))


def _unit(answers: Answers, unit: Unit, stubs: Sequence[StubFile]) -> UnitView:
    prefix = "" if unit.id == "." else f"{unit.id}/"
    drawn = folders(unit)
    return UnitView(
        root=unit.id,
        language=language_of(unit),
        framework=framework_of(unit),
        dependencies=manifest_lines(language_of(unit), answers.primary_dependencies),
        folders=tuple(Folder(one.path.removeprefix(prefix), one.comment) for one in drawn),
        empty_folders=tuple(one.path.removeprefix(prefix) for one in drawn if not _holds_a_file(one.path, stubs)),
    )


def _holds_a_file(folder: str, stubs: Sequence[StubFile]) -> bool:
    return any(stub.path.startswith(f"{folder}/") for stub in stubs)
