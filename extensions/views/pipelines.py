"""The jobs of CI, as a workflow of GitHub's and as GitLab has them: one for each unit, and one for the plans."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from posixpath import commonpath, dirname

from ..answers.stacks import APP, FRONTEND, SERVICE
from ..answers.versions import ACTIONS, PROGRAMS, is_older
from ..layout.dependencies import package_of
from ..layout.storage import StorageServer
from .targets import SELDOM, slugs
from .units import UnitView

CHECKED = ("lint", "types", "build")  #: the targets that CI makes behind the tests
CHECKER = "python3"  #: Debian's package that the checker of the plans needs


@dataclass(frozen=True)
class Report:
    """The command that writes test results, the folder in which it does where that is not the root, and the files.

    `shows` tells whether it prints what people want to see of a test run.
    """

    command: str
    root: str
    files: str
    shows: bool

    @property
    def runs(self) -> str:
        """Return the command as it is run in the project's root."""
        return f"(cd {self.root} && {self.command})" if self.root else self.command


@dataclass(frozen=True)
class Cache:
    """A folder of packages that GitLab keeps between jobs, by the lock file of a unit, and what makes tools use it."""

    name: str
    file: str
    folder: str
    variables: Mapping[str, str]


@dataclass(frozen=True)
class Job:
    """The job of a unit. `needed` are the other units that it installs, for what starts them; `slug` may be blank.

    Not every runner has what `builds_apps`; the targets of a unit pass over it there.
    """

    unit: UnitView
    needed: tuple[UnitView, ...]
    slugs: dict[str, str]
    builds_apps: bool = True

    @property
    def name(self) -> str:
        return self.slug or "check"

    @property
    def slug(self) -> str:
        """Return what its targets have behind their names; blank if there is no other unit."""
        return self.slugs[self.unit.root]

    @property
    def units(self) -> tuple[UnitView, ...]:
        return (self.unit, *self.needed)

    @property
    def storage(self) -> tuple[StorageServer, ...]:
        """List the servers that are started for it."""
        return next((view.storage for view in self.units if view.storage), ())

    @property
    def migrates(self) -> bool:
        return any(server.client for server in self.storage)

    @property
    def install(self) -> str:
        return f"make {' '.join(self._target('install', view) for view in self.units)}"

    @property
    def checks(self) -> tuple[str, ...]:
        """List what is run behind the tests."""
        return tuple(self._make(name) for name in CHECKED if name not in SELDOM or self.unit.commands.get(name))

    def _make(self, name: str) -> str:
        """Write the command of a target. In CI a program may only be missing if the variable of that name is blank."""
        return f"make {self._target(name, self.unit)}{' CI=' * bool(self.unit.app and not self.builds_apps)}"

    def _target(self, name: str, view: UnitView) -> str:
        slug = self.slugs[view.root]
        return f"{name}-{slug}" if slug else name

    @property
    def steps(self) -> tuple[tuple[str, ...], ...]:
        """List the steps of a GitHub workflow that set the languages up, each line by line."""
        views = {view.language.name: view for view in self.units if view.language.ci.github}.values()
        matrix = f"${{{{ matrix.{self.axis} }}}}" if self.versions else ""
        setup = (step for view in views for step in _setup(view, matrix if view.root == self.unit.root else ""))
        of_apps = (step for view in self.units if view.app for step in view.app.github)
        return (*setup, *map(_step, of_apps))

    @property
    def versions(self) -> tuple[str, ...]:
        """List the versions of the language that it runs with; blank if that is the unit's alone."""
        floor, newest = self.unit.version, self.unit.language.newest
        return (floor, newest) if newest and is_older(floor, newest) else ()

    @property
    def axis(self) -> str:
        """Return what the version is called in a matrix: `python`."""
        return self.unit.language.name

    @property
    def caches(self) -> tuple[Cache, ...]:
        """List the folders that GitLab keeps for it."""
        views = {view.language.name: view for view in self.units if view.language.ci.gitlab_cache}.values()
        return tuple(_cache(view) for view in views if not (view.at_top and view.language.ci.reads_hidden_folders))

    @property
    def variables(self) -> dict[str, str]:
        """List what a job of GitLab's has in its environment, by name."""
        of_servers = ({**server.env, **server.addresses_in_gitlab} for server in self.storage)
        of_caches = (cache.variables for cache in self.caches)
        return dict(chain.from_iterable(one.items() for one in (*of_servers, *of_caches)))

    @property
    def linters(self) -> tuple[str, ...]:
        """List the commands that install the linters."""
        known = {name: version for name, (_, version) in PROGRAMS.items()}
        return tuple(line.format(**known) for line in self.unit.language.ci.linters)

    @property
    def reports(self) -> tuple[Report, ...]:
        return reports([self.unit])

    @property
    def tests(self) -> tuple[str, ...]:
        """List the commands by which CI runs the tests and has their results, with `make test` if it must.

        A command that writes the results and shows nothing runs before it, and cannot fail the job.
        """
        if all(one.report and one.report_shows for one in self.unit.frameworks):
            app = self.unit.app if self.builds_apps else None
            return (
                *(report.runs for report in self.reports),
                *([f"(cd {self.unit.root} && {app.test})"] if app else []),
            )
        return (*(f"{report.runs} || true" for report in self.reports), self._make("test"))

    @property
    def junit_files(self) -> tuple[str, ...]:
        """List the results that GitLab shows by itself."""
        return tuple(report.files for report in self.reports if report.files.endswith(".xml"))

    @property
    def results_folder(self) -> str:
        """Return the folder whose paths GitHub keeps in the results that one job hands to another."""
        return commonpath([dirname(report.files) for report in self.reports])

    @property
    def runner(self) -> str:
        """Return the machine of GitHub's that it runs on."""
        app_runner = self.unit.language.ci.app_runner if self.unit.role == APP else ""
        return app_runner or "ubuntu-latest"

    @property
    def image(self) -> str:
        """Return that of the unit's language."""
        version = f"${self.axis.upper()}_VERSION" if self.versions else self.unit.version
        return self.unit.language.ci.image.format(version=version)

    @property
    def setup(self) -> tuple[str, ...]:
        """List the commands that bring what is missing into that image."""
        ci = self.unit.language.ci
        lacks = [one for one in ci.lacks if one != CHECKER or not self.slug]
        packages = {*lacks, *(package for view in self.needed for package in view.language.ci.packages)}
        packages.update(*(framework.ci_packages for framework in self.unit.frameworks))
        packages.update(server.client for server in self.storage if server.client)
        packages.update(package for view in self.units for package in view.system_packages)
        installs = [f"apt-get update && apt-get install --yes {' '.join(sorted(packages))}"] * bool(packages)
        return (*installs, *ci.before, *self.linters)


def jobs(views: Sequence[UnitView], builds_apps: bool = True) -> Iterator[Job]:
    """Yield a job for each unit; that of a frontend installs the first service too, which its browser tests start."""
    names = slugs(views)
    service = next((view for view in views if view.role == SERVICE and view.stack and view.stack.server), None)
    for view in views:
        yield Job(view, (service,) if service and view.role == FRONTEND else (), names, builds_apps)


def reports(views: Sequence[UnitView]) -> tuple[Report, ...]:
    """List how each framework of which it is known writes test results."""
    return tuple(
        Report(one.report, "" if view.at_top else view.root, f"{view.path}{one.results}", one.report_shows)
        for view in views
        for one in view.frameworks
        if one.report
    )


def action(name: str) -> str:
    """Write an action of GitHub's with its version: `actions/checkout@v7`."""
    return f"{name}@{ACTIONS[name]}"


def _step(lines: Sequence[str]) -> tuple[str, ...]:
    """Write a step with the version of its action."""
    word, _, name = lines[0].partition(" ")
    return (f"{word} {action(name)}" if word == "uses:" else lines[0], *lines[1:])


def _extensions(view: UnitView) -> Iterator[str]:
    """Yield the extensions of PHP among the libraries of a unit."""
    for line in view.dependencies:
        kind, _, name = package_of(view.language, line).partition("-")
        if kind == "ext":
            yield name


def _cache(view: UnitView) -> Cache:
    name = view.language.name
    file = f"{view.path}{view.language.lock_file or view.language.manifest}"
    folder = f".cache/{name}"
    variables = {
        variable: value.format(folder=f"$CI_PROJECT_DIR/{folder}")
        for variable, value in view.language.ci.gitlab_cache.items()
    }
    return Cache(name, file, folder, variables)


def _setup(view: UnitView, version: str = "") -> Iterator[tuple[str, ...]]:
    """Yield the steps that set a language up; `version` is what says the one of a matrix."""
    names = {
        "version": version or view.version,
        "packages": "".join(f" {one}" for one in view.system_packages),
        "extensions": ", ".join(_extensions(view)),
    }
    lines = (line.format(**names) for line in view.language.ci.github)
    yield _step(tuple(line for line in lines if not line.endswith(": ")))
    if cache := view.language.ci.cache:
        key = f"{view.language.name}-${{{{ hashFiles('**/{view.language.lock_file}') }}}}"
        restore = f"  restore-keys: {view.language.name}-"
        yield (f"uses: {action('actions/cache')}", "with:", f"  path: {cache}", f"  key: {key}", restore)
