"""A random walk through edits, answers, template versions and updates; nothing of a person may be lost on the way.

Two short walks run with the suite. `pytest tests/update/test_random_walk.py --walk-steps 200 --walk-seeds 10` walks on.
"""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from copier import _main, _template, _vcs, run_copy, run_update
from extensions.plan.model import Task
from extensions.plan.reading.grammar import read_tasks

from tests.conftest import DATE, git

ENTITIES = ("User", "Note", "Tag", "Team")
ENDPOINTS = ("GET /notes", "POST /notes", "GET /tags", "DELETE /notes/{id}", "sync", "export", "import")
WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron")
STUB = re.compile(r'    raise NotImplementedError\("(T\w+)"\)\n')


class Walk:
    """A project under way, and what must be true of it whatever happens."""

    def __init__(self, template: Path, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.template, self.project = folder / "template", folder / "project"
        shutil.copytree(template, self.template, symlinks=True)
        self.version = 0
        self.marks = 0
        self.written: dict[str, set[str]] = {}  # by file: marks that a person left in it
        self.gone: set[str] = set()  # stubs that a person deleted or renamed
        self.titles: dict[tuple[str, str], str] = {}  # what each id has ever been, by feature
        self.deleted: set[tuple[str, str]] = set()
        self.answers: dict[str, Any] = {"feature_name": "notes", "stories": [self.story() for _ in range(2)]}
        data = {"project_name": "Walk", "feature_date": DATE, **self.answers}
        run_copy(str(self.template), self.project, data=data, defaults=True, unsafe=True, quiet=True)
        git(self.project, "init", "-q", "-b", "main")
        self.commit()
        self.check()

    # What a step may do -------------------------------------------------------------------------------------------

    def step(self) -> str:
        """One action of a person or of the answers, then an update; the name of the action."""
        actions: list[Callable[[], dict[str, Any] | None]] = [
            self.tick, self.tick, self.add_task, self.add_task, self.retitle, self.delete_task, self.write_stub,
            self.delete_stub, self.rename_stub, self.edit_prose, self.make_feature, self.add_story, self.add_endpoint,
            self.rename_story, self.drop_story, self.change_context, self.switch_feature, self.release,
        ]  # fmt: skip
        action = self.random.choice(actions)
        given = action()
        self.commit()
        self.update(given or {})
        self.commit()
        self.update({})
        assert git(self.project, "status", "--porcelain") == "", (
            f"a second update after {action.__name__} changed something"
        )
        return action.__name__

    def tick(self) -> None:
        file, line = self.a_task_line()
        box = re.match(r"\s*- \[(.)\]", line)
        assert box
        self.replace(file, line, line.replace(f"[{box[1]}]", "[x]" if box[1] == " " else "[ ]", 1))

    def add_task(self) -> None:
        file, line = self.a_task_line()
        numbers = [int(task.id[1:]) for task in self.tasks() if task.id[1:].isdigit()]
        task_id = f"T{max(numbers, default=0) + self.random.choice((1, 1, 1, 7)):03d}"
        where = self.random.choice(
            ("in src/lib/part.py", "in tests/unit/test_by_hand.py", "by hand", "in src/models/note.py")
        )
        kind = "Unit test" if "test_" in where else "Mend it"
        self.replace(file, line, f"{line}\n- [ ] {task_id} {kind} {self.mark(file)} {where}")

    def retitle(self) -> None:
        file, line = self.a_task_line()
        task_id = re.search(r"T\d+", line)
        assert task_id
        head, _, tail = line.partition(task_id[0])
        markers = re.match(r"(?:\s*\[[^\]]*\])*", tail)
        assert markers
        self.replace(file, line, f"{head}{task_id[0]}{markers[0]} {self.mark(file)}{tail[markers.end() :]}")

    def delete_task(self) -> None:
        file, line = self.a_task_line()
        (task,) = read_tasks(line, file)
        self.deleted.add((Path(file).parent.name, task.id))
        for mark in re.findall(r"MARK\w+", line):
            self.written[file].discard(mark)
        self.replace(file, f"{line}\n", "")

    def write_stub(self) -> None:
        """Take the mark of a stub out and put a test in its body's place."""
        for file in self.random.sample(self.stubs(), min(1, len(self.stubs()))):
            text = (self.project / file).read_text(encoding="utf-8")
            if found := STUB.search(text):
                skip = f'@pytest.mark.skip(reason="{found[1]} is pending")\n'
                body = f"    assert 2 == 1 + 1  # {self.mark(file)}\n"
                (self.project / file).write_text(text.replace(found[0], body).replace(skip, ""), encoding="utf-8")

    def delete_stub(self) -> None:
        if stubs := self.stubs():
            file = self.random.choice(stubs)
            (self.project / file).unlink()
            self.gone.add(file)
            self.written.pop(file, None)

    def rename_stub(self) -> None:
        if stubs := self.stubs():
            file = self.random.choice(stubs)
            target = file.replace(".py", f"_{self.random.choice(WORDS)}{len(self.gone)}.py")
            (self.project / file).rename(self.project / target)
            self.gone.add(file)
            self.written[target] = self.written.pop(file, set())

    def edit_prose(self) -> None:
        file = self.random.choice(self.lists())
        lines = (self.project / file).read_text(encoding="utf-8").split("\n")
        prose = [
            one for one in lines if one.startswith(("**Purpose**", "**Goal**", "- `[P]`")) and lines.count(one) == 1
        ]
        if prose:
            line = self.random.choice(prose)
            self.replace(file, line, f"{line} {self.mark(file)}")

    def make_feature(self) -> None:
        folders = sorted(path.name for path in (self.project / "specs").iterdir())
        if len(folders) < 5:
            folder = self.project / f"specs/{len(folders) + 1:03d}-{self.random.choice(WORDS)}"
            folder.mkdir()
            file = (folder / "tasks.md").relative_to(self.project).as_posix()
            (folder / "tasks.md").write_text(
                f"# Tasks\n\n- [ ] T001 Build {self.mark(file)} in src/lib/part.py\n", encoding="utf-8"
            )

    def add_story(self) -> dict[str, Any]:
        self.answers["stories"].append(self.story())
        return {"stories": self.answers["stories"]}

    def add_endpoint(self) -> dict[str, Any] | None:
        if not self.answers["stories"]:
            return None
        story = self.random.choice(self.answers["stories"])
        story["endpoints"] = list(dict.fromkeys([*story["endpoints"], self.random.choice(ENDPOINTS)]))
        return {"stories": self.answers["stories"]}

    def rename_story(self) -> dict[str, Any] | None:
        if not self.answers["stories"]:
            return None
        self.random.choice(self.answers["stories"])["title"] = f"Renamed {self.serial()}"
        return {"stories": self.answers["stories"]}

    def drop_story(self) -> dict[str, Any]:
        if self.answers["stories"]:
            self.answers["stories"].pop(self.random.randrange(len(self.answers["stories"])))
        return {"stories": self.answers["stories"]}

    def change_context(self) -> dict[str, Any]:
        return {self.random.choice(("storage", "constraints", "performance_goals")): f"PostgreSQL {self.serial()}"}

    def switch_feature(self) -> dict[str, Any]:
        self.answers = {"feature_name": self.random.choice(WORDS), "stories": [self.story()]}
        return dict(self.answers)

    def release(self) -> None:
        """A version of the template whose stubs and documents read a little otherwise."""
        self.version += 1
        for name, pattern, new in (
            (
                "stubs/pytest.jinja",
                r"of the tasks(?: in version \d+)? of",
                f"of the tasks in version {self.version} of",
            ),
            ("documents/tasks.md.jinja", r"Stop at \S+ checkpoint", f"Stop at {self.version} checkpoint"),
        ):
            file = self.template / "includes" / name
            text, count = re.subn(pattern, new, file.read_text(encoding="utf-8"))
            assert count == 1
            file.write_text(text, encoding="utf-8")
        git(self.template, "commit", "-qam", "Improve")
        git(self.template, "tag", f"v1.{self.version}.0")

    # What must be true -------------------------------------------------------------------------------------------

    def check(self) -> None:
        for file, marks in self.written.items():
            text = (self.project / file).read_text(encoding="utf-8")
            assert [mark for mark in marks if mark not in text] == [], f"lost in {file}"
        assert [file for file in self.gone if (self.project / file).exists()] == []
        for file in self.lists():
            feature = Path(file).parent.name
            tasks = read_tasks((self.project / file).read_text(encoding="utf-8"), file)
            assert len({task.id for task in tasks}) == len(tasks), f"an id stands twice in {file}"
            for task in tasks:
                title = " ".join(word for word in task.text.split() if not word.startswith("MARK"))
                assert self.titles.setdefault((feature, task.id), title) == title, f"{task.id} has become another task"
                assert (feature, task.id) not in self.deleted, f"{task.id} was deleted and is used again"

    # Helpers ------------------------------------------------------------------------------------------------------

    def update(self, given: dict[str, Any]) -> None:
        run_update(self.project, data=given, defaults=True, overwrite=True, unsafe=True, quiet=True)
        for name in git(self.project, "diff", "--name-only", "--diff-filter=U").split():
            pytest.fail(f"a conflict in {name}:\n{git(self.project, 'diff', name)}")
        self.check()

    def commit(self) -> None:
        git(self.project, "add", "-A")
        git(self.project, "commit", "-q", "--allow-empty", "-m", "Work")

    def serial(self) -> int:
        self.marks += 1
        return self.marks

    def mark(self, file: str) -> str:
        mark = f"MARK{self.serial():04d}"
        self.written.setdefault(file, set()).add(mark)
        return mark

    def story(self) -> dict[str, Any]:
        return {
            "title": f"Story {self.serial()}",
            "entities": self.random.sample(ENTITIES, 1),
            "endpoints": self.random.sample(ENDPOINTS, self.random.randrange(3)),
        }

    def lists(self) -> list[str]:
        files = [*self.project.glob("specs/*/plan.md"), *self.project.glob("specs/*/tasks.md")]
        return sorted(file.relative_to(self.project).as_posix() for file in files)

    def tasks(self) -> list[Task]:
        return [
            task
            for file in self.lists()
            for task in read_tasks((self.project / file).read_text(encoding="utf-8"), file)
        ]

    def a_task_line(self) -> tuple[str, str]:
        tasks = [task for task in self.tasks() if task.id not in ("T001", "T002", "T003")] or self.tasks()
        task = self.random.choice(tasks)
        return task.file, (self.project / task.file).read_text(encoding="utf-8").split("\n")[task.line - 1]

    def stubs(self) -> list[str]:
        files = (self.project / "tests").rglob("test_*.py")
        return sorted(path.relative_to(self.project).as_posix() for path in files if "setup" not in path.name)

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.project / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old)
        (self.project / file).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def fewer_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An update runs Git more than two hundred times, most of it to clone the template again and for modes of files.

    Here a version is cloned once and then copied, which makes a step twice as fast and shows the same.
    """
    clone, clones = _vcs.clone, tmp_path / "clones"

    def copied(url: str, ref: str, location: str) -> str:
        kept = clones / f"{Path(url).parent.name}-{ref}"
        if not kept.exists():
            kept.mkdir(parents=True)
            clone(url, ref, str(kept))
        shutil.copytree(kept, location, symlinks=True, dirs_exist_ok=True)
        return location

    monkeypatch.setattr(_template, "clone", copied)
    monkeypatch.setattr(_main.Worker, "_sync_git_index_executable_bit", lambda *arguments: None)


@pytest.mark.usefixtures("fewer_processes")
def test_walk_loses_nothing(
    template: Path, tmp_path: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in {"AUTHOR_NAME": "T", "AUTHOR_EMAIL": "t@example.invalid"}.items():
        monkeypatch.setenv(f"GIT_{key}", value)
        monkeypatch.setenv(f"GIT_{key.replace('AUTHOR', 'COMMITTER')}", value)
    first = pytestconfig.getoption("--walk-first-seed")
    for seed in range(first, first + pytestconfig.getoption("--walk-seeds")):
        folder = tmp_path / str(seed)
        folder.mkdir()
        walk = Walk(template, folder, seed)
        steps: list[str] = []
        try:
            for _ in range(pytestconfig.getoption("--walk-steps")):
                steps.append("…")
                steps[-1] = walk.step()
        except BaseException:
            print(f"seed {seed}, step {len(steps)}: {' '.join(steps)}")
            raise
