"""What people do to task lists and to spec.md."""

import re

from extensions.plan.reading.lists import read_tasks
from hypothesis.stateful import precondition

from .ground import WORDS, Ground, step

STORY = """### User Story {number} - Written {serial} (Priority: P2)

A user tries {mark}.

**Independent Test**: Try it.

**Acceptance Scenarios**:

1. **Given** a user, **When** they try {serial}, **Then** it is done

"""


class Documents(Ground):
    """Steps that edit the documents of a feature."""

    @precondition(lambda self: self.tasks())
    @step
    def tick(self) -> None:
        file, task = self.a_task()
        box = re.match(r"\s*- \[(.)\]", task)
        assert box
        self.replace(file, task, task.replace(f"[{box[1]}]", "[x]" if box[1] == " " else "[ ]", 1))

    @precondition(lambda self: self.tasks())
    @step
    def add_task(self) -> None:
        file, task = self.a_task()
        numbers = [int(task.id[1:]) for task in self.tasks() if task.id[1:].isdigit()]
        task_id = f"T{max(numbers, default=0) + self.random.choice((1, 1, 1, 7)):03d}"
        where = self.random.choice(
            ("in src/lib/part.py", "in tests/unit/test_by_hand.py", "by hand", "in src/models/note.py")
        )
        kind = "Unit test" if "test_" in where else "Mend it"
        self.replace(file, task, f"{task}\n- [ ] {task_id} {kind} {self.mark(file)} {where}")

    @precondition(lambda self: self.tasks())
    @step
    def retitle(self) -> None:
        file, task = self.a_task()
        task_id = re.search(r"T\d+", task)
        assert task_id
        head, _, tail = task.partition(task_id[0])
        markers = re.match(r"(?:\s*\[[^\]]*\])*", tail)
        assert markers
        self.replace(file, task, f"{head}{task_id[0]}{markers[0]} {self.mark(file)}{tail[markers.end() :]}")

    @precondition(lambda self: self.tasks())
    @step
    def delete_task(self) -> None:
        file, lines = self.a_task()
        (task,) = read_tasks(lines, file)
        self.deleted.add((file.split("/")[1], task.id))
        for mark in re.findall(r"MARK\w+", lines):
            self.written[file].discard(mark)
        self.replace(file, f"{lines}\n", "")

    @precondition(lambda self: self.tasks())
    @step
    def give_free_id(self) -> None:
        """As `check` tells people to do with one of two tasks that took the same id.

        The test of the former id stays, and the task gets another: the id stands in a test's name, by which a runner's
        results are told apart.
        """
        file, lines = self.a_task()
        (task,) = read_tasks(lines, file)
        feature = file.split("/")[1]
        free = self.tool("next", "--id", "--feature", feature).strip()
        listed = self.text(file).split("\n")
        own = {number for one in read_tasks(self.text(file), file) for number in self.lines_of(listed, one.line - 1)}
        for number in own:
            listed[number] = re.sub(rf"\b{task.id}\b", free, listed[number])
        self.write(file, "\n".join(listed))
        self.deleted.add((feature, task.id))

    @precondition(lambda self: self.lists())
    @step
    def edit_prose(self) -> None:
        file = self.random.choice(self.lists())
        lines = self.text(file).split("\n")
        starts = ("**Purpose**", "**Goal**", "- `[P]`")
        prose = [one for one in lines if one.startswith(starts) and lines.count(one) == 1]
        if prose:
            line = self.random.choice(prose)
            self.replace(file, line, f"{line} {self.mark(file)}")

    @precondition(lambda self: len(self.features()) < 5)
    @step
    def make_feature(self) -> None:
        folder = self.project / f"specs/{self.free_number():03d}-{self.random.choice(WORDS)}"
        folder.mkdir()
        file = (folder / "tasks.md").relative_to(self.project).as_posix()
        self.write(file, f"# Tasks\n\n- [ ] T001 Build {self.mark(file)} in src/lib/part.py\n")

    @precondition(lambda self: self.specifications())
    @step
    def write_story(self) -> None:
        file = self.random.choice(self.specifications())
        numbers = [int(one) for one in re.findall(r"^### User Story (\d+)", self.text(file), re.MULTILINE)]
        story = STORY.format(number=max(numbers, default=0) + 1, serial=self.serial(), mark=self.mark(file))
        self.replace(file, "### Edge Cases\n", f"{story}### Edge Cases\n")

    @precondition(lambda self: self.specifications())
    @step
    def write_requirement(self) -> None:
        file = self.random.choice(self.specifications())
        numbers = [int(one) for one in re.findall(r"FR-(\d+)", self.text(file))]
        line = f"- **FR-{max(numbers, default=0) + 1:03d}**: The system must {self.mark(file)}\n\n"
        self.replace(file, "### Key Entities\n", f"{line}### Key Entities\n")
