"""What templates see: one `Project`, made of the answers and the record, that they print and do not question."""

import json
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..answers.answers import Answers
from ..answers.stacks import FRONTEND
from ..answers.versions import ARCHIVES, Archive
from ..layout.dependencies import manifest_lines, package_of, routed
from ..layout.storage import StorageServer, storage_servers
from ..layout.units import answered_units, language_of, storing_units
from ..plan.languages import Language
from ..plan.record import Record
from ..text.names import joined, manifest
from ..text.words import Words, spoken
from .documents import Document, documents
from .pipelines import Job, Report, action, jobs, reports
from .servers import ServerView, served_paths, servers
from .stub_file import SecondFile, StubFile
from .stubs import stub_files
from .targets import Target, slugs, targets, unit_targets
from .units import UnitView, empty_folders_of, unit_view

ANSWERS_FILE = ".copier-answers.yml"  #: where Copier keeps answers if nobody says otherwise

STORING, MIGRATED = (
    "storing",
    "migrated",
)  #: the names of the units that store data in a server, and of the one with SQL

#: What an adopted repository has of its own, so that it is not written there.
LEFT_TO_ADOPTERS = (
    *(".editorconfig", ".gitattributes", ".github", ".gitlab-ci.yml", ".pre-commit-config.yaml"),
    *("AGENTS.md", "LICENSE", "Makefile", "README.md"),
)


@dataclass(frozen=True)
class Project:
    """What templates print.

    `units` are by language and by stack, whose folders in the template are rendered at each of their roots.
    `empty_folders` are paths from the project's root; each gets a file by which Git keeps it.
    """

    answers: Answers
    manifest_name: str
    documents: tuple[Document, ...]
    all_units: tuple[UnitView, ...]
    units: dict[str, tuple[UnitView, ...]]
    empty_folders: tuple[str, ...]
    stubs: tuple[StubFile, ...]
    second_files: tuple[SecondFile, ...]
    targets: tuple[Target, ...]
    tree: tuple[str, ...]
    year: str
    answers_file: str  #: its path from the project's root
    servers: tuple[ServerView, ...]
    served_paths: tuple[str, ...]  #: the beginnings of the paths that a service answers
    words: Words  #: in which the rest is printed

    @property
    def answers_option(self) -> str:
        """Return what a command of Copier's needs behind it to find the answers, with a blank in front."""
        return f" --answers-file {self.answers_word}" if self.answers_file != ANSWERS_FILE else ""

    @property
    def answers_word(self) -> str:
        """Return the path of the answers file as one word of a shell's command."""
        return shlex.quote(self.answers_file)

    @property
    def answers_pattern(self) -> str:
        """Return what means the answers file alone in .gitattributes (https://git-scm.com/docs/gitattributes)."""
        pattern = re.sub(r"[\\*?\[]", r"\\\g<0>", self.answers_file)
        return pattern if re.fullmatch(r"[\w./-]+", pattern, re.ASCII) else json.dumps(pattern, ensure_ascii=False)

    @property
    def has_servers(self) -> bool:
        """Tell whether there is something to run that people look at."""
        return bool(self.dev_root)

    @property
    def storage(self) -> tuple[StorageServer, ...]:
        """List the servers that data is stored in."""
        return next((view.storage for view in self.all_units if view.storage), ())

    @property
    def stored_in(self) -> str:
        """Name the servers as a sentence does: `PostgreSQL 17 and Redis 8.2`."""
        return joined([server.versioned for server in self.storage])

    @property
    def served_array(self) -> str:
        """Return the served paths as a JavaScript array, on one line if Biome's formatter would put it there."""
        items = [json.dumps(path) for path in self.served_paths]
        line = f"[{', '.join(items)}]"
        return line if len(f"const paths = {line};") <= 100 else "[\n  " + ",\n  ".join(items) + ",\n]"

    @property
    def dev_root(self) -> str:
        """Return the frontend or the app that has the script which runs all servers; blank if there is none."""
        views = (*self.units.get(FRONTEND, ()), *self.units.get("expo", ()))
        return views[0].root if views and self.servers else ""

    @property
    def dev_script(self) -> str:
        """Name that script; code of an Expo app is not made of ECMAScript modules."""
        return "dev.js" if self.units.get(FRONTEND) else "dev.mjs"

    @property
    def started(self) -> str:
        """Name the servers as a sentence does: `the backend and the frontend`."""
        return joined([f"the {one.name}" if "/" not in one.name else f"{one.name}/" for one in self.servers])

    @property
    def checks_tools(self) -> bool:
        """Tell whether there is a version to ask for before anything is run."""
        return any(view.language.prints_version for view in self.all_units)

    @property
    def has_scripts(self) -> bool:
        """Tell whether its tests are carried out by people."""
        return any(one.is_manual for view in self.all_units for one in view.frameworks)

    @property
    def unverified(self) -> tuple[str, ...]:
        """List the languages whose part of the template nobody has run."""
        return tuple(view.language.label for view in self.all_units if not view.language.verified)

    @property
    def untried_apps(self) -> tuple[UnitView, ...]:
        """List the units with an app project, which nobody could build here."""
        return tuple(view for view in self.all_units if view.app)

    @property
    def reports(self) -> tuple[Report, ...]:
        """List how each framework of which it is known writes test results."""
        return reports(self.all_units)

    def action(self, name: str) -> str:
        """Write an action of GitHub's with its version."""
        return action(f"actions/{name}")

    def archive(self, name: str) -> Archive:
        """Return the sources that CMake fetches."""
        return ARCHIVES[name]

    @property
    def jobs(self) -> tuple[Job, ...]:
        """List the jobs of CI, one for each unit."""
        return tuple(jobs(self.all_units, builds_apps=self.on_github))

    def started_by(self, unit: UnitView) -> tuple[UnitView, ...]:
        """List the units that the tests of a unit start."""
        return next(job.needed for job in self.jobs if job.unit.root == unit.root)

    @property
    def unit_targets(self) -> Mapping[str, tuple[Target, ...]]:
        """List the targets of each unit, by its root; those of one that is alone are the project's."""
        return unit_targets(self.all_units)

    @property
    def slugs(self) -> Mapping[str, str]:
        """Name the units as their targets and jobs do, by root."""
        return slugs(self.all_units)

    @property
    def has_many_units(self) -> bool:
        return len(self.all_units) > 1

    @property
    def has_optional_programs(self) -> bool:
        return any(view.optional for view in self.all_units)

    @property
    def has_lock_files(self) -> bool:
        return any(view.language.locked for view in self.all_units)

    @property
    def results_option(self) -> str:
        """Return what `tools/plan` is given the results by, with a blank in front; blank if there are none."""
        return f" --results {' '.join(report.files for report in self.reports)}" if self.reports else ""

    @property
    def licensed(self) -> bool:
        return self.answers.license != "none"

    @property
    def holder(self) -> str:
        """Name who holds the copyright."""
        return self.answers.author_name or f"The {self.answers.project_name} authors"

    @property
    def on_github(self) -> bool:
        return self.answers.ci == "github" and self.answers.project_type != "existing"

    @property
    def on_gitlab(self) -> bool:
        return self.answers.ci == "gitlab"


def project_view(
    answers: Answers,
    record: Record,
    copied: Mapping[str, str],
    answers_file: str = ANSWERS_FILE,
    text: Callable[[str], str] = lambda path: "",
) -> Project:
    """Prepare all that templates print; `copied` are the texts of spec.md that features begin with, by feature.

    `text` is what a test file holds in the project that is updated.
    """
    libraries = routed(answers)
    answered = [unit.id for unit in answered_units(answers)]
    units = sorted(record.units, key=lambda unit: answered.index(unit.id) if unit.id in answered else len(answered))
    storage = {root: storage_servers(answers.context.get("storage", "")) for root in storing_units(units)}
    lines = {unit: manifest_lines(unit, libraries, storage.get(unit.id, ())) for unit in record.units}
    packages = {unit.id: tuple(package_of(language_of(unit), line) for line in lines[unit]) for unit in lines}
    stubs = tuple(stub_files(record, packages, text))
    views = _with_storage([unit_view(answers, unit, stubs, units, lines[unit]) for unit in units], storage)
    migrated = next((view.root for view in views if view.migrates), "")
    printed = tuple(documents(record, copied, migrated))
    return Project(
        answers=answers,
        manifest_name=manifest(answers.project_name),
        documents=printed,
        all_units=views,
        units=_by_name(views),
        empty_folders=tuple(folder for unit in record.units for folder in empty_folders_of(unit, stubs)),
        stubs=stubs,
        second_files=tuple(one for file in stubs if (one := file.second)),
        targets=tuple(targets(views)),
        tree=printed[0].tree if printed else (),
        year=record.features[0].date[:4] if record.features else "",
        answers_file=answers_file,
        servers=tuple(servers(views)),
        served_paths=served_paths(record),
        words=spoken(),
    )


def _with_storage(views: Sequence[UnitView], storage: Mapping[str, tuple[StorageServer, ...]]) -> tuple[UnitView, ...]:
    """Give each unit the servers that its code stores data in, by root; the first one with SQL has the migrations."""
    with_sql = ((root, server) for root, servers in storage.items() for server in servers if server.client)
    root, migrates = next(with_sql, ("", None))
    return tuple(
        replace(
            view,
            storage=tuple(_for_language(one, view.language) for one in storage.get(view.root, ())),
            migrates=migrates if view.root == root else None,
        )
        for view in views
    )


def _for_language(server: StorageServer, language: Language) -> StorageServer:
    """The server with the addresses that the language's drivers take."""
    jdbc, ado = server.jdbc * language.takes_jdbc, server.ado * language.takes_ado
    return replace(server, jdbc=jdbc, ado=ado)


def _by_name(views: Sequence[UnitView]) -> dict[str, tuple[UnitView, ...]]:
    """Group the units by the name of their language, that of their stack, their role, and how they store data."""
    units: dict[str, tuple[UnitView, ...]] = {}
    for view in views:
        stored = (STORING * bool(view.storage), MIGRATED * bool(view.migrates))
        for name in filter(None, (view.language.name, view.stack_name.replace("-", "_"), view.role, *stored)):
            units[name] = (*units.get(name, ()), view)
    return units
