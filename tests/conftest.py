"""The fixtures: `render` for projects made in this process, `template` and `copier` for the real command."""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from copier import _main, _template
from hypothesis import settings
from plan.cli import main
from plan.languages import LANGUAGES
from pytest_copie.plugin import Copie

from tests.copier_server import CopierServer

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
PARTS = (".gitattributes", "copier.yml", "extensions", "includes", "template")  #: what a clone of the template needs
DATE = "2026-03-14"
#: Nothing that Git stores outlives a test, so it is not compressed: that took a tenth of an update.
UNCOMPRESSED = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.compression", "GIT_CONFIG_VALUE_0": "0"}

INSTALLED = ("project", "app", "example")  #: the fixtures of tests/languages/ that install a project, once a case

Render = Callable[..., Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--remake-golden", action="store_true", help="write the golden files anew")
    parser.addoption("--walk-steps", type=int, default=6, help="how long each random walk is")
    parser.addoption("--walks", type=int, default=3, help="how many random walks there are; the first repeats one step")
    parser.addoption("--merges", type=int, default=2, help="how many random merges of two branches there are")
    parser.addoption("--walk-seed", type=int, default=1, help="the seed of them all")
    parser.addoption("--swift-root", type=Path, metavar="FOLDER", help="a folder with a Debian system that has Swift")


def pytest_configure(config: pytest.Config) -> None:
    # No test depends on how busy a machine is, and each run of the suite tries the same values.
    settings.register_profile("same", deadline=None, derandomize=True)
    settings.register_profile("random", deadline=None, print_blob=True)
    settings.load_profile(config.getoption("--hypothesis-profile") or "same")
    os.environ.update(UNCOMPRESSED)
    for name in LANGUAGES:
        config.addinivalue_line("markers", f"{name}: needs the tools of {LANGUAGES[name].label}")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One more than there are cores, for package managers mostly wait; what the variable says goes before."""
    return None if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of one installed project go to one worker, so that it is installed once (`--dist loadgroup`).

    Those that need a language's tools are marked with its name, which stands in that of the file or of the case.
    """
    for item in items:
        file, _, test = item.nodeid.partition("::")
        if file.startswith("tests/languages/"):
            case = test.partition("[")[2]
            item.add_marker(pytest.mark.xdist_group(group_of(item.nodeid, getattr(item, "callspec", None))))
            words = re.split("[^a-z]+", f"{file} {case}")
            for name in LANGUAGES.keys() & words:
                item.add_marker(getattr(pytest.mark, name))


def group_of(test: str, case: Any) -> str:
    """Name the group of a test in tests/languages/: its file, with the case of the fixture that installs its project.

    Behind a bracket xdist would read no group.
    """
    file, _, own = test.partition("::")
    named = next((case.params[one] for one in INSTALLED if case and one in case.params), own.partition("[")[2])
    return re.sub(r"[^\w./-]+", "-", f"{file}-{named}").strip("-")


@dataclass(frozen=True)
class Done:
    """A finished command."""

    status: int
    output: str


def run(command: list[str | Path], folder: Path, **environment: str) -> Done:
    """Run a command in a folder, both streams in one. A blank variable of the environment is taken out."""
    done = subprocess.run(
        command, cwd=folder, env=clean(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout)


def clean(more: Mapping[str, str]) -> dict[str, str]:
    """The environment without what the machine's Git, CI, pytest or a make around it have set, and with `more`."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key != "CI" and not key.startswith(("GIT_", "GITHUB_", "COPIER_", "PYTEST_", "MAKE", "MFLAGS"))
    }
    kept |= {"PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1", **UNCOMPRESSED, **more}
    return {key: value for key, value in kept.items() if value}


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.invalid", "-c", "commit.gpgsign=false"]
    done = run(["git", *identity, *arguments], folder)
    assert done.status == 0, done.output
    return done.output


def plan_tool(project: Path, *arguments: str) -> Done:
    """The project's own `tools/plan`, from another folder."""
    return run([sys.executable, project / "tools/plan", *arguments], project.parent)


def report(project: Path) -> dict[str, Any]:
    """What the tool reports of a project; it runs here, for most tests look at several reports."""
    with contextlib.redirect_stdout(io.StringIO()) as output:
        main(["report", "--json"], project)
    value: dict[str, Any] = json.loads(output.getvalue())
    return value


def example(name: str) -> dict[str, Any]:
    """The answers of an example, as a data file has them."""
    value: dict[str, Any] = yaml.safe_load((EXAMPLES / f"{name}.yml").read_text(encoding="utf-8"))
    return value


def make_template(folder: Path, *parts: str) -> None:
    """The template as it stands here, or the parts that are named, with the tag v1.0.0."""
    git(folder, "init", "-q", "-b", "main")
    commit_working_tree(folder, *parts)
    git(folder, "tag", "v1.0.0")


def commit_working_tree(folder: Path, *parts: str) -> None:
    """Lay the template as it stands here, uncommitted work included, as a new commit of the clone in `folder`.

    Only what a project is made of, or the parts that are named: each copy and each update clones the template.
    """
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *(parts or PARTS))
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder, "add", "-A", "-f")
    git(folder, "commit", "-q", "-m", "The template")
    git(folder, "repack", "-adq")  # as a server has it: two clones of a sync cost half as much


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the template with the tag v1.0.0; not to be written to."""
    folder = tmp_path_factory.mktemp("template")
    make_template(folder)
    return folder


@pytest.fixture(scope="session")
def render(template: Path, copie_session: Copie) -> Iterator[Render]:
    """`render(**answers)`: a project of these answers, made once in a run. Copy it before writing into it."""
    made: dict[str, Path] = {}
    cloned = _template.Template(str(template), "v1.0.0")  # cloning takes a third of a copy

    def rendered(**answers: Any) -> Path:
        key = json.dumps(answers, sort_keys=True)
        if key not in made:
            wanted = {"project_name": "Sample", "feature_date": DATE} | answers
            with patch.object(_main, "Template", lambda **_: cloned), patch.object(_template.Template, "_cleanup"):
                result = copie_session.copy(extra_answers=wanted, template_dir=template, vcs_ref="v1.0.0")
            assert result.exception is None, result.exception
            assert result.project_dir
            made[key] = result.project_dir
        return made[key]

    yield rendered
    cloned._cleanup()


SERVER = CopierServer(make_template)


@dataclass(frozen=True)
class Copier:
    """The real `copier` command, called from a folder of its own and with a home of its own.

    It is forked from a process that has loaded it; with the variable COLD_COPIER it is started anew each time.
    """

    folder: Path
    command: Path = Path(sys.executable).parent / "copier"

    def __call__(self, *arguments: str | Path) -> Done:
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        names = {"GIT_AUTHOR_NAME": "Tester", "GIT_COMMITTER_NAME": "Tester"}
        mails = {"GIT_AUTHOR_EMAIL": "tester@example.invalid", "GIT_COMMITTER_EMAIL": "tester@example.invalid"}
        environment = {"HOME": str(home), **names, **mails}
        if hasattr(os, "fork") and not os.environ.get("COLD_COPIER"):
            return Done(*SERVER([str(one) for one in arguments], self.folder, clean(environment)))
        return run([self.command, *arguments], self.folder, **environment)

    def copy(self, template: Path, project: Path, answers: Mapping[str, Any] | None = None, *more: str) -> Done:
        return self("copy", "--trust", "--defaults", *self._data(answers), *more, template, project)

    def update(self, project: Path, answers: Mapping[str, Any] | None = None, *more: str) -> Done:
        return self("update", "--trust", "--defaults", *self._data(answers), *more, project)

    def _data(self, answers: Mapping[str, Any] | None) -> list[str | Path]:
        if not answers:
            return []
        file = self.folder / "answers.yml"
        file.write_text(yaml.safe_dump(dict(answers), allow_unicode=True, sort_keys=False), encoding="utf-8")
        return ["--data-file", file]


@pytest.fixture
def copier(tmp_path: Path) -> Copier:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return Copier(folder)


@pytest.fixture
def cloned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The versions of the template that are cloned, in turn."""
    found: list[str] = []
    module: Any = _template
    clone = module.clone

    def counted(url: str, ref: str = "HEAD", location: str | None = None) -> str:
        found.append(ref)
        return str(clone(url, ref, location=location))

    monkeypatch.setattr(_template, "clone", counted)
    return found
