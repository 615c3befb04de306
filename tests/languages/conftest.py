"""What the tests with real runners share: projects of their own, installed once, and the tests that a report names.

A toolchain that the machine has not got may stand in a folder, in a system of its own. A flag names the folder, and
the commands of a project are run in there.
"""

import contextlib
import os
import random
import re
import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from plan.languages import LANGUAGES, Framework
from plan.results import read_results

from tests.conftest import ROOT, Done, Render, report, run

#: The words before a command of a project.
Shell = tuple[str | Path, ...]
HERE: Shell = ("sh", "-c")
#: What a shell does before its command $1 in the system of the folder $0: the project is at /mnt there. The mounts are
#: this shell's alone and end with it.
ENTER = """
mount --rbind /dev "$0/dev"; mount --rbind /proc "$0/proc"; mount --bind . "$0/mnt"
exec chroot "$0" env --chdir=/mnt --unset=TMPDIR HOME=/root sh -c "$1"
"""
#: The programs without which a language's tests are skipped.
PROGRAMS = {
    "go": ("go", "gofmt"),
    "cpp": ("cmake", "ctest", "g++"),
    "java": ("javac", "mvn"),
    "rust": ("cargo", "cargo-clippy", "rustfmt"),
    "kotlin": ("java", "mvn"),
    "swift": ("swift",),
    "php": ("php", "composer", "phpunit", "phpcs"),
}
#: The flag that names a folder with a language's programs.
FLAGS = {"swift": "--swift-root"}
#: Two stories with everything that calls for a task; the second shares an entity and has a command.
STORIES = {
    "requirements": ["The API must sign users in", "The site must list notes"],
    "stories": [
        {
            "title": "Sign in",
            "entities": ["User"],
            "endpoints": ["POST /api/sessions"],
            "journeys": ["A user signs in and sees their name"],
            "requirements": ["FR-001"],
        },
        {"title": "Keep notes", "entities": ["Note", "User"], "endpoints": ["GET /api/notes", "export"]},
    ],
}
_ID = re.compile(r"(?:(?<![A-Za-z0-9])|(?<=[Tt]est))[Tt][0-9]{3,}(?![0-9])")


@dataclass(frozen=True)
class Installed:
    """A project with what it depends on; `run` is for its own commands, from a folder of it."""

    path: Path
    shell: Shell = HERE

    def run(self, command: str, folder: str = ".", **environment: str) -> Done:
        # Playwright sets FORCE_COLOR, and Node.js warns where both are there. Packages of Python come as source.
        usual = {"NO_COLOR": "", "PYTHONDONTWRITEBYTECODE": ""}
        return run([*self.shell, command], self.path / folder, **CACHES, **usual, **environment)

    def passes(self, command: str, folder: str = ".", **environment: str) -> str:
        done = self.run(command, folder, **environment)
        assert done.status == 0, done.output
        return done.output

    def tasks(self) -> list[dict[str, Any]]:
        (feature,) = report(self.path)["features"]
        tasks: list[dict[str, Any]] = feature["tasks"]
        return tasks


@dataclass(frozen=True)
class Run:
    """What the command that writes a report printed, how it ended, and the outcomes of the tests by name."""

    status: int
    output: str
    outcomes: dict[str, str]

    def ids(self, *outcomes: str) -> list[str]:
        return task_ids([name for name, outcome in self.outcomes.items() if outcome in outcomes])


#: What every project's commands find in the environment. npm keeps packages where the machine has them, and Node.js
#: what it has compiled.
CACHES = {"npm_config_prefer_offline": "true", "NODE_COMPILE_CACHE": str(ROOT / ".cache/node-code")}
#: A run is too short for the compiler of Java that optimises, and for a collector with threads.
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
#: Kotlin compiles again what has changed since the last command, and says that nobody should rely on that; its compiler
#: waits half a minute for the next one.
KOTLIN = """
-Dkotlin.compiler.incremental=true -Dkotlin.compiler.daemon=true -Dkotlin.compiler.daemon.shutdownDelayMs=30000
""".strip()
for variable, options in {"JDK_JAVA_OPTIONS": JAVA, "MAVEN_OPTS": KOTLIN}.items():
    CACHES[variable] = f"{os.environ.get(variable, '')} {options}".strip()
INCREMENTAL = "[WARNING] Using experimental Kotlin incremental compilation"
#: Nobody looks into what was built, or waits for it to run.
CACHES |= {"CARGO_PROFILE_DEV_DEBUG": "0", "CARGO_PROFILE_TEST_DEBUG": "0", "CARGO_PROFILE_RELEASE_OPT_LEVEL": "0"}
if "NPM_CONFIG_USERCONFIG" in os.environ:
    CACHES["NPM_CONFIG_USERCONFIG"] = os.environ["NPM_CONFIG_USERCONFIG"]

Install = Callable[..., Installed]
ShellOf = Callable[[str], Shell]


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skips tests on a machine without these programs, and says which."""
    missing = [one for one in programs if not shutil.which(one)]
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)}: not installed")


def run_of(project: Installed, framework: Framework, folder: str = ".") -> Run:
    """A run of all tests of the folder, as tools/plan reads it."""
    return read_run(project.run(framework.report, folder), project.path / folder, framework)


def read_run(done: Done, folder: Path, framework: Framework) -> Run:
    """The run that has left its report in a folder."""
    files = sorted(folder.glob(framework.results))
    assert files, done.output
    cases = [case for file in files for case in read_results(str(file))]
    assert len({(case.name, case.place) for case in cases}) == len(cases)
    return Run(done.status, done.output, {case.name: case.outcome for case in cases})


def free_port() -> str:
    """A port that nobody listens on, of those that no system hands out by itself: nobody gets it meanwhile."""
    while True:
        port = random.randrange(20_000, 32_768)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return str(port)


def warnings(output: str) -> list[str]:
    lines = [line for line in output.splitlines() if line != INCREMENTAL]
    return [line for line in lines if re.search(r"\bwarning(?!s)|\[WARN", line, re.IGNORECASE)]


def task_ids(names: list[str]) -> list[str]:
    """The ids that the names of tests begin with, sorted; a name without one is no task's."""
    return sorted(match[0].upper() for name in names if (match := _ID.search(name)))


@pytest.fixture(scope="session")
def shell_of(pytestconfig: pytest.Config) -> ShellOf:
    """`shell_of(language)`: the shell that has its programs. Skips where there is none, and says what is missing."""

    def shell(language: str) -> Shell:
        flag = FLAGS.get(language)
        if folder := flag and pytestconfig.getoption(flag):
            return ("unshare", "--mount", "sh", "-ec", ENTER, folder.resolve())
        if missing := [one for one in PROGRAMS[language] if not shutil.which(one)]:
            pytest.skip(f"{', '.join(missing)}: not installed" + (f", and {flag} names no folder" if flag else ""))
        return HERE

    return shell


@pytest.fixture(scope="session", autouse=True)
def node() -> None:
    """Put the Node.js that projects ask for on the path; npm brings it if the machine's own is older."""
    npm, wanted = shutil.which("npm"), LANGUAGES["typescript"].version
    found = run(["node", "-p", "process.versions.node"], ROOT).output if npm else wanted
    if int(found.split(".")[0]) >= int(wanted.split(".")[0]):
        return
    kept = ROOT / f".cache/node-{wanted}"
    if not kept.exists():
        made = kept.with_name(f"{kept.name}.{os.getpid()}")
        made.mkdir(parents=True)
        done = run(["npm", "install", "--prefix", made, "--silent", f"node@{wanted}"], made)
        assert done.status == 0, done.output
        with contextlib.suppress(OSError):  # another worker was quicker
            made.rename(kept)
        shutil.rmtree(made, ignore_errors=True)
    os.environ["PATH"] = f"{kept}/node_modules/node/bin{os.pathsep}{os.environ['PATH']}"


@pytest.fixture(scope="session")
def install(render: Render, node: None, tmp_path_factory: pytest.TempPathFactory) -> Install:
    """`install(command, shell, **answers)`: a project of its own, in which the command has run."""

    def installed(command: str, shell: Shell = HERE, **answers: Any) -> Installed:
        folder = tmp_path_factory.mktemp("installed") / "project"
        shutil.copytree(render(**answers), folder)
        project = Installed(folder, shell)
        project.passes(command)
        return project

    return installed
