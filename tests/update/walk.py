"""A project under way as hypothesis' state machine: what people, answers and versions do to it, and what must hold.

After each step follows an update, and a second one that must change nothing.
"""

import functools
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from copier import run_copy, run_update
from extensions.plan.model import Task
from extensions.plan.reading.grammar import read_tasks
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.conftest import DATE, git

ENTITIES = ("User", "Note", "Tag", "Team")
ENDPOINTS = ("GET /notes", "POST /notes", "GET /tags", "DELETE /notes/{id}", "sync", "export", "import")
WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron")
STUB = re.compile(r'    raise NotImplementedError\("(T\w+)"\)\n')
STORY = """### User Story {number} - Written {serial} (Priority: P2)

A user tries {mark}.

**Independent Test**: Try it.

**Acceptance Scenarios**:

1. **Given** a user, **When** they try {serial}, **Then** it is done

"""
Given = dict[str, Any] | None  #: the answers that an update is given


def step(action: Callable[["Walk"], Given]) -> Any:
    """A rule of the machine: the action, an update with what it gives, and one that must change nothing."""

    @functools.wraps(action)
    def stepped(walk: "Walk", random: Random) -> None:
        walk.random = random
        given = action(walk) or {}
        walk.commit()
        walk.update(given)
        walk.commit()
        walk.update({})
        assert git(walk.project, "status", "--porcelain") == "", "a second update changed something"
        Walk.steps += 1

    return rule(random=st.randoms(use_true_random=True))(stepped)


class Walk(RuleBasedStateMachine):
    """`folder` is its own; the template is copied there, to be released anew."""

    steps = 0  #: of all walks

    def __init__(self, template: Path, folder: Path) -> None:
        super().__init__()
        self.random = Random(0)
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

    def teardown(self) -> None:
        shutil.rmtree(self.template.parent)

    # In the task lists --------------------------------------------------------------------------------------------

    @step
    def tick(self) -> None:
        file, line = self.a_task_line()
        box = re.match(r"\s*- \[(.)\]", line)
        assert box
        self.replace(file, line, line.replace(f"[{box[1]}]", "[x]" if box[1] == " " else "[ ]", 1))

    @step
    def add_task(self) -> None:
        file, line = self.a_task_line()
        numbers = [int(task.id[1:]) for task in self.tasks() if task.id[1:].isdigit()]
        task_id = f"T{max(numbers, default=0) + self.random.choice((1, 1, 1, 7)):03d}"
        where = self.random.choice(
            ("in src/lib/part.py", "in tests/unit/test_by_hand.py", "by hand", "in src/models/note.py")
        )
        kind = "Unit test" if "test_" in where else "Mend it"
        self.replace(file, line, f"{line}\n- [ ] {task_id} {kind} {self.mark(file)} {where}")

    @step
    def retitle(self) -> None:
        file, line = self.a_task_line()
        task_id = re.search(r"T\d+", line)
        assert task_id
        head, _, tail = line.partition(task_id[0])
        markers = re.match(r"(?:\s*\[[^\]]*\])*", tail)
        assert markers
        self.replace(file, line, f"{head}{task_id[0]}{markers[0]} {self.mark(file)}{tail[markers.end() :]}")

    @step
    def delete_task(self) -> None:
        file, line = self.a_task_line()
        (task,) = read_tasks(line, file)
        self.deleted.add((Path(file).parent.name, task.id))
        for mark in re.findall(r"MARK\w+", line):
            self.written[file].discard(mark)
        self.replace(file, f"{line}\n", "")

    @step
    def edit_prose(self) -> None:
        file = self.random.choice(self.lists())
        lines = (self.project / file).read_text(encoding="utf-8").split("\n")
        prose = [
            one for one in lines if one.startswith(("**Purpose**", "**Goal**", "- `[P]`")) and lines.count(one) == 1
        ]
        if prose:
            line = self.random.choice(prose)
            self.replace(file, line, f"{line} {self.mark(file)}")

    @precondition(lambda self: len(self.features()) < 5)
    @step
    def make_feature(self) -> None:
        folder = self.project / f"specs/{len(self.features()) + 1:03d}-{self.random.choice(WORDS)}"
        folder.mkdir()
        file = (folder / "tasks.md").relative_to(self.project).as_posix()
        (folder / "tasks.md").write_text(
            f"# Tasks\n\n- [ ] T001 Build {self.mark(file)} in src/lib/part.py\n", encoding="utf-8"
        )

    # In spec.md ---------------------------------------------------------------------------------------------------

    @step
    def write_story(self) -> None:
        file = self.a_specification()
        text = (self.project / file).read_text(encoding="utf-8")
        numbers = [int(one) for one in re.findall(r"^### User Story (\d+)", text, re.MULTILINE)]
        story = STORY.format(number=max(numbers, default=0) + 1, serial=self.serial(), mark=self.mark(file))
        self.replace(file, "### Edge Cases\n", f"{story}### Edge Cases\n")

    @step
    def write_requirement(self) -> None:
        file = self.a_specification()
        text = (self.project / file).read_text(encoding="utf-8")
        numbers = [int(one) for one in re.findall(r"FR-(\d+)", text)]
        line = f"- **FR-{max(numbers, default=0) + 1:03d}**: The system must {self.mark(file)}\n\n"
        self.replace(file, "### Key Entities\n", f"{line}### Key Entities\n")

    # In the tests and other files ---------------------------------------------------------------------------------

    @precondition(lambda self: self.stubs())
    @step
    def write_stub(self) -> None:
        """Take the mark of a stub out and put a test in its body's place."""
        file = self.random.choice(self.stubs())
        text = (self.project / file).read_text(encoding="utf-8")
        if found := STUB.search(text):
            skip = f'@pytest.mark.skip(reason="{found[1]} is pending")\n'
            body = f"    assert 2 == 1 + 1  # {self.mark(file)}\n"
            (self.project / file).write_text(text.replace(found[0], body).replace(skip, ""), encoding="utf-8")

    @precondition(lambda self: self.stubs())
    @step
    def delete_stub(self) -> None:
        file = self.random.choice(self.stubs())
        (self.project / file).unlink()
        self.gone.add(file)
        self.written.pop(file, None)

    @precondition(lambda self: self.stubs())
    @step
    def rename_stub(self) -> None:
        file = self.random.choice(self.stubs())
        target = file.replace(".py", f"_{self.random.choice(WORDS)}{len(self.gone)}.py")
        (self.project / file).rename(self.project / target)
        self.gone.add(file)
        self.written[target] = self.written.pop(file, set())

    @step
    def edit_settings(self) -> None:
        file = self.random.choice(("Makefile", "pyproject.toml", ".gitignore"))
        with (self.project / file).open("a", encoding="utf-8") as settings:
            settings.write(f"# {self.mark(file)}\n")

    # In the answers and the template ------------------------------------------------------------------------------

    @step
    def add_story(self) -> dict[str, Any]:
        self.answers["stories"].append(self.story())
        return {"stories": self.answers["stories"]}

    @precondition(lambda self: self.answers["stories"])
    @step
    def add_endpoint(self) -> dict[str, Any]:
        story = self.random.choice(self.answers["stories"])
        story["endpoints"] = list(dict.fromkeys([*story["endpoints"], self.random.choice(ENDPOINTS)]))
        return {"stories": self.answers["stories"]}

    @precondition(lambda self: self.answers["stories"])
    @step
    def rename_story(self) -> dict[str, Any]:
        self.random.choice(self.answers["stories"])["title"] = f"Renamed {self.serial()}"
        return {"stories": self.answers["stories"]}

    @precondition(lambda self: self.answers["stories"])
    @step
    def drop_story(self) -> dict[str, Any]:
        self.answers["stories"].pop(self.random.randrange(len(self.answers["stories"])))
        return {"stories": self.answers["stories"]}

    @step
    def change_context(self) -> dict[str, Any]:
        return {self.random.choice(("storage", "constraints", "performance_goals")): f"PostgreSQL {self.serial()}"}

    @step
    def switch_feature(self) -> dict[str, Any]:
        by_hand = {
            Path(file).parent.name[4:]
            for file in self.lists()
            if not (self.project / file).with_name("plan.md").exists()
        }
        name = self.random.choice(
            [word for word in WORDS if word not in by_hand]
        )  # a list of a person takes no stories
        self.answers = {"feature_name": name, "stories": [self.story()]}
        return dict(self.answers)

    @precondition(lambda self: not self.deleted)  # what was deleted is known to the record alone
    @step
    def lose_lines(self) -> None:
        """Lose lines of the record, as a bad merge does; the others are in another order."""
        file = self.project / ".copier-answers.yml"
        answers = yaml.safe_load(file.read_text(encoding="utf-8"))
        share = self.random.choice((0, 0.5, 0.9, 1))
        lines = [line for line in answers["groundplan_record"] if self.random.random() < share]
        self.random.shuffle(lines)
        file.write_text(yaml.safe_dump(answers | {"groundplan_record": lines}, allow_unicode=True), encoding="utf-8")

    @step
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

    # What must be true --------------------------------------------------------------------------------------------

    @invariant()
    def nothing_that_a_person_wrote_is_lost(self) -> None:
        for file, marks in self.written.items():
            text = (self.project / file).read_text(encoding="utf-8")
            assert [mark for mark in marks if mark not in text] == [], f"lost in {file}"

    @invariant()
    def deleted_stubs_stay_deleted(self) -> None:
        assert [file for file in self.gone if (self.project / file).exists()] == []

    @invariant()
    def no_id_is_used_twice(self) -> None:
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

    def features(self) -> list[str]:
        return sorted(path.name for path in (self.project / "specs").iterdir())

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

    def a_specification(self) -> str:
        files = sorted(self.project.glob("specs/*/spec.md"))
        return self.random.choice(files).relative_to(self.project).as_posix()

    def stubs(self) -> list[str]:
        files = (self.project / "tests").rglob("test_*.py")
        return sorted(path.relative_to(self.project).as_posix() for path in files if "setup" not in path.name)

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.project / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old)
        (self.project / file).write_text(text.replace(old, new), encoding="utf-8")
