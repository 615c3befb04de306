"""What a walk goes over: a project with its template, what people have left in it, and how a step ends."""

import contextlib
import functools
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest
from copier import run_copy, run_update
from extensions.plan.cli import main
from extensions.plan.model import Task
from extensions.plan.reading.lists import read_tasks
from extensions.plan.record import load_answers
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.conftest import DATE, git
from tests.update.syncing import sync_like_update

ANSWERS_FILE = ".copier-answers.yml"
ENTITIES = ("User", "Note", "Tag", "Team")
ENDPOINTS = ("GET /notes", "POST /notes", "GET /tags", "DELETE /notes/{id}", "sync", "export", "import")
WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron")
Given = dict[str, Any] | None  #: the answers that an update is given
Tests = dict[tuple[str, str], tuple[Any, ...]]  #: of each task by feature and id: path, name, status


def step(action: Callable[[Any], Given]) -> Any:
    """A rule of the machine: the action, an update with what it gives, and one that must change nothing."""

    @functools.wraps(action)
    def stepped(walk: "Ground", random: Random) -> None:
        walk.random, walk.kept, walk.follows = random, None, None
        given = action(walk) or {}
        walk.tests_are_kept("the step")
        walk.commit()
        walk.update(given)
        walk.tests_are_kept("the update")
        if walk.follows is not None:
            assert set(git(walk.project, "status", "--porcelain").split()[1::2]) <= walk.follows
        walk.commit()
        walk.update({})
        assert git(walk.project, "status", "--porcelain") == "", "a second update changed something"
        Ground.steps[action.__name__] += 1

    return rule(random=st.randoms(use_true_random=True))(stepped)


class Ground(RuleBasedStateMachine):
    """`folder` is its own; the template is copied there, to be released anew."""

    steps: ClassVar[Counter[str]] = Counter()  #: of all walks, by name

    def __init__(self, template: Path, folder: Path) -> None:
        super().__init__()
        self.random = Random(0)
        self.template, self.project = folder / "template", folder / "project"
        shutil.copytree(template, self.template, symlinks=True)
        self.version = 0
        self.marks = 0
        self.written: dict[str, set[str]] = {}  # by file: marks that a person left in it
        self.gone: set[str] = set()  # stubs that a person deleted or renamed
        self.renamed: set[str] = set()  # what they renamed them to
        self.titles: dict[tuple[str, str], str] = {}  # what each id has ever been, by feature
        self.deleted: set[tuple[str, str]] = set()
        self.first_slugs: set[str] = set()  # of features that people renamed to another, which their stubs name on
        self.archived: dict[str, dict[str, bytes]] = {}  # the documents of each archived feature
        self.kept: Tests | None = None  # what the tests of the tasks must be after the step, if it may not change them
        self.follows: set[str] | None = None  # the files that the update may change, if they are few
        self.answers: dict[str, Any] = {"feature_name": "notes", "stories": [self.story() for _ in range(2)]}
        data = {"project_name": "Walk", "feature_date": DATE, **self.answers}
        run_copy(str(self.template), self.project, data=data, defaults=True, unsafe=True, quiet=True)
        git(self.project, "init", "-q", "-b", "main")
        self.commit()

    def teardown(self) -> None:
        shutil.rmtree(self.template.parent)

    # What a step does ---------------------------------------------------------------------------------------------

    def update(self, given: dict[str, Any]) -> None:
        is_newest = f"_commit: v1.{self.version}.0\n" in self.text(ANSWERS_FILE)
        if given or not is_newest or self.random.random() < 0.5:
            run_update(self.project, data=given, defaults=True, overwrite=True, unsafe=True, quiet=True)
        else:
            sync_like_update(self.project)
        for name in git(self.project, "diff", "--name-only", "--diff-filter=U").split():
            pytest.fail(f"a conflict in {name}:\n{git(self.project, 'diff', name)}")

    def commit(self) -> None:
        git(self.project, "add", "-A")
        git(self.project, "commit", "-q", "--allow-empty", "-m", "Work")

    def replace(self, file: str, old: str, new: str) -> None:
        text = self.text(file)
        assert text.count(old) == 1, (file, old)
        self.write(file, text.replace(old, new))

    def text(self, file: str) -> str:
        return (self.project / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        (self.project / file).write_text(text, encoding="utf-8")

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

    # What is there ------------------------------------------------------------------------------------------------

    def features(self) -> list[str]:
        return sorted(path.name for path in (self.project / "specs").iterdir() if path.name != "archive")

    def in_hand(self) -> str:
        """The feature that the answers are about."""
        return load_answers(self.text(ANSWERS_FILE)).context.feature

    def free_number(self) -> int:
        """One above the highest; archived features count, as their numbers stay theirs."""
        return max(int(name[:3]) for name in (*self.features(), *self.archived)) + 1

    def lists(self) -> list[str]:
        files = [*self.project.glob("specs/*/plan.md"), *self.project.glob("specs/*/tasks.md")]
        return sorted(file.relative_to(self.project).as_posix() for file in files)

    def specifications(self) -> list[str]:
        return sorted(file.relative_to(self.project).as_posix() for file in self.project.glob("specs/*/spec.md"))

    def tasks(self) -> list[Task]:
        return [task for file in self.lists() for task in read_tasks(self.text(file), file)]

    def a_task(self) -> tuple[str, str]:
        """A list, and the lines of a task in it."""
        tasks = [task for task in self.tasks() if task.id not in ("T001", "T002", "T003")] or self.tasks()
        task = self.random.choice(tasks)
        lines = self.text(task.file).split("\n")
        return task.file, "\n".join(lines[number] for number in self.lines_of(lines, task.line - 1))

    def lines_of(self, lines: list[str], start: int) -> range:
        """Where the task that begins in a line stands, with the lines into which a formatter has wrapped it."""
        end = start + 1
        while lines[end].startswith("  ") and lines[end].strip():
            end += 1
        return range(start, end)

    def stubs(self) -> list[str]:
        files = (self.project / "tests").rglob("test_*.py")
        return sorted(path.relative_to(self.project).as_posix() for path in files if "setup" not in path.name)

    def tool(self, *arguments: str) -> str:
        """What tools/plan prints; here, for a process of its own takes as long as the rest of a step."""
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            assert main(arguments, self.project) in (0, 1), arguments
        return printed.getvalue()

    def tests(self) -> Tests:
        """The test of each task."""
        features = json.loads(self.tool("report", "--json"))["features"]
        found = [(feature["id"], task["id"], task["test"] or {}) for feature in features for task in feature["tasks"]]
        return {(feature, task): tuple(map(test.get, ("path", "name", "status"))) for feature, task, test in found}

    def tests_are_kept(self, by: str) -> None:
        if self.kept is not None:
            now = self.tests()
            changed = {one: (self.kept.get(one), now.get(one)) for one in {*self.kept, *now}}
            assert {one: both for one, both in changed.items() if both[0] != both[1]} == {}, f"changed by {by}"

    def move_feature(self, old: str, new: str) -> None:
        """What is known of a feature goes with its folder."""
        names = {old: new}
        self.written = {re.sub(rf"^specs/{old}/", f"specs/{new}/", file): marks for file, marks in self.written.items()}
        self.titles = {(names.get(one, one), task): title for (one, task), title in self.titles.items()}
        self.deleted = {(names.get(one, one), task) for one, task in self.deleted}
        if self.kept is not None:
            self.kept = {(names.get(one, one), task): test for (one, task), test in self.kept.items()}
