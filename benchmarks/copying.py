"""How long copies and updates take, against Copier's own cost for as many files.

    python3 benchmarks/copying.py [RUNS]

For each row a static template is made of what the row wrote: the same files without a question, an extension or an
expression in them, rendered by the same Copier. Both are packed, as a server packs a repository. Prints CPU seconds
(user and system) of the real command for both, the least of five, for other load only ever adds to them, and their
ratio; the runs take turns.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
COPIER = Path(sys.executable).parent / "copier"
ENVIRONMENT = os.environ | {f"GIT_{who}_{what}": "bench@example.invalid"
                            for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
ADOPTED = (1000, 3000)
UPDATE = ("update", "--defaults", "--trust")
SYNC = (*UPDATE, "--vcs-ref=:current:")


def main(runs: int = 5) -> None:
    """Print a line a row."""
    print(f"{'':24} {'files':>6} {'ours':>8} {'floor':>8} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        template = work / "template"
        git(ROOT, "clone", "-q", str(ROOT), str(template))
        git(template, "gc", "-q")
        git(template, "tag", "-f", "v1.0.0")
        example = ["--data-file", str(ROOT / "examples/conduit.yml")]
        web = [*example, "-d", "project_type=web"]
        measure("copy conduit", work / "single", copies(template, example), runs)
        measure("copy conduit, web", work / "web", copies(template, web), runs)
        measure("update without a change", work / "update", copies(template, example), runs, UPDATE)
        measure("sync of one task", work / "sync", copies(template, example), runs, SYNC)
        measure("the same, groundplan", work / "command", copies(template, example), runs, SYNC, command=groundplan)
        for count in ADOPTED:
            repository = adoptable(work / f"repository-{count}", count)
            adopting = copies(template, ["-d", "project_type=existing"], repository)
            measure(f"adopt {count} tasks", work / f"adopt-{count}", adopting, runs, before=repository)
            measure(f"sync, {count} tasks", work / f"sync-{count}", adopting, min(runs, 3), SYNC, repository)


def measure(
    name: str,
    work: Path,
    make: Callable[[Path], None],
    runs: int,
    update: Sequence[str] = (),
    before: Path | None = None,
    command: Callable[[Path], None] | None = None,
) -> None:
    """One row: what `make` does, or an update of what it made, and the same for the static template of its result.

    A sync is an update after a task was added by hand. `command` is what updates ours, where that is not Copier.
    """
    work.mkdir()
    make(work / "first")
    floor = static(work / "first", work / "floor", before)
    copy_floor = copies(floor, [], before)
    ours: list[float] = []
    theirs: list[float] = []
    for run in range(runs):
        for make_one, times, label in ((make, ours, "ours"), (copy_floor, theirs, "floor")):
            project = work / f"{label}-{run}"
            if update:
                make_one(project)
                if update is SYNC:
                    add_task(project)
                commit(project)
                own = command if label == "ours" else None
                times.append(cpu(own or (lambda at: copier(*update, str(at))), project))
            else:
                times.append(cpu(make_one, project))
    mine, other = min(ours), min(theirs)
    files = sum(path.is_file() for path in (floor / "template").rglob("*"))
    print(f"{name:24} {files:>6} {mine:>7.2f}s {other:>7.2f}s {mine / other:>6.2f}", flush=True)


def add_task(project: Path) -> None:
    """Write a task at the end of the first list."""
    (plan, *_) = sorted(project.glob("specs/*/tasks.md")) or sorted(project.glob("specs/*/plan.md"))
    with plan.open("a", encoding="utf-8") as file:
        file.write("\n- [ ] T9000 Test the clock in tests/unit/test_clock.py\n")


def copies(template: Path, options: Sequence[str], repository: Path | None = None) -> Callable[[Path], None]:
    """What makes a project of the template, in a copy of the repository where one is given."""

    def make(project: Path) -> None:
        if repository:
            shutil.copytree(repository, project)
        copier("copy", "--defaults", "--trust", "-q", *options, str(template), str(project))

    return make


def static(project: Path, floor: Path, before: Path | None) -> Path:
    """A template of a project's files as they are; what stood there before is left out."""
    for path in project.rglob("*"):
        name = path.relative_to(project)
        if path.is_file() and ".git" not in name.parts and not (before and (before / name).exists()):
            target = floor / "template" / f"{name}.jinja"
            if name.name == ".copier-answers.yml":
                target = floor / "template/{{ _copier_conf.answers_file }}.jinja"
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            target.write_text("{% raw %}" + text.replace("{% endraw %}", "") + "{% endraw %}", encoding="utf-8")
    answers = floor / "template/{{ _copier_conf.answers_file }}.jinja"
    answers.write_text("{{ _copier_answers | to_nice_yaml }}", encoding="utf-8")
    (floor / "copier.yml").write_text("_subdirectory: template\n", encoding="utf-8")
    commit(floor)
    git(floor, "gc", "-q")
    git(floor, "tag", "v1.0.0")
    return floor


def adoptable(folder: Path, tasks: int) -> Path:
    """A repository with a list of tasks, half of which name a test file."""
    lines = [f"- [ ] T{number:04d} Unit test in tests/unit/test_part_{number}.py\n" for number in range(0, tasks, 2)]
    lines += [f"- [ ] T{number:04d} Build src/part_{number}.py\n" for number in range(1, tasks, 2)]
    (folder / "specs/001-parts").mkdir(parents=True)
    (folder / "specs/001-parts/tasks.md").write_text("# Tasks\n\n" + "".join(sorted(lines)), encoding="utf-8")
    return folder


def cpu(work: Callable[[Path], None], project: Path) -> float:
    """The CPU seconds of the commands that the work runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work(project)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def copier(*arguments: str) -> None:
    subprocess.run([str(COPIER), *arguments], env=ENVIRONMENT, check=True, cwd="/", stderr=subprocess.DEVNULL)


def groundplan(project: Path) -> None:
    environment = ENVIRONMENT | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "groundplan", "sync"]
    subprocess.run(command, env=environment, check=True, cwd=project, capture_output=True)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], env=ENVIRONMENT, check=True, cwd=folder)


def commit(folder: Path) -> None:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A", "-f")
    git(folder, "commit", "-q", "-m", "Begin")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
