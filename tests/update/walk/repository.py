"""What happens to files and folders of the repository."""

import pytest
from copier.errors import UserMessageError
from extensions.plan.record import load_answers
from hypothesis.stateful import precondition

from tests.conftest import git

from .ground import ANSWERS_FILE, WORDS, Ground, step


class Repository(Ground):
    """Steps that edit settings, rename, renumber and archive features, and let Git ignore files."""

    @step
    def edit_settings(self) -> None:
        file = self.random.choice(("Makefile", "pyproject.toml", ".gitignore"))
        self.write(file, f"{self.text(file)}# {self.mark(file)}\n")

    @precondition(lambda self: self.features())
    @step
    def rename_folder(self) -> None:
        """To a free number, and to another slug too if there are tasks enough by which the feature is known."""
        self.kept, self.follows = self.tests(), {ANSWERS_FILE}
        old = self.random.choice(self.features())
        slug = old[4:]
        words = [word for word in WORDS if word not in {name[4:] for name in (*self.features(), *self.archived)}]
        if words and sum(one[0] == old for one in self.kept) > 3 and self.random.random() < 0.5:
            self.first_slugs.add(slug)
            slug = self.random.choice(words)
        new = f"{self.free_number() + self.random.choice((0, 0, 3)):03d}-{slug}"
        git(self.project, "mv", f"specs/{old}", f"specs/{new}")
        self.move_feature(old, new)

    @precondition(lambda self: self.features())
    @step
    def renumber(self) -> None:
        self.kept, self.follows = self.tests(), set()
        old = self.random.choice(self.features())
        said = self.tool("renumber", old).split("\n")[0]
        assert said.startswith(f"moved specs/{old} to specs/"), said
        new = said.rpartition("/")[2]
        self.move_feature(old, new)
        self.titles = {task: title.replace(old, new) for task, title in self.titles.items()}  # "in docs/001-notes.md"

    @precondition(lambda self: len(self.features()) > 1 and len(self.archived) < 2)
    @step
    def archive(self) -> None:
        """Its tests stay, and nothing is said of it. If it was the feature in hand, there are no stories any more."""
        self.kept, self.follows = self.tests(), set()
        name = self.random.choice(self.features())
        (self.project / "specs/archive").mkdir(exist_ok=True)
        git(self.project, "mv", f"specs/{name}", f"specs/archive/{name}")
        self.archived[name] = self.documents_of(name)
        for file in [one for one in self.written if one.startswith(f"specs/{name}/")]:
            self.written[file.replace("specs/", "specs/archive/", 1)] = self.written.pop(file)
        if self.in_hand() == name:
            self.answers["stories"] = []

    @step
    def ignore(self) -> None:
        """Git ignores a file that an update would delete: it is refused until that is undone."""
        tests = {task.test for task in load_answers(self.text(ANSWERS_FILE)).tasks}
        generated = [one for one in self.stubs() if one in tests - self.renamed]
        file = self.random.choice([*generated, "Makefile", "pyproject.toml"])
        rules = self.random.choice((".gitignore", ".git/info/exclude"))
        before = self.text(rules)
        self.write(rules, f"{before}/{file}\n")
        git(self.project, "rm", "-q", "--cached", file)
        self.commit()
        there = self.contents()
        with pytest.raises(UserMessageError) as refused:
            self.update({})
        line = str(refused.value)
        assert line.startswith(f"{file}: is ignored by Git ({rules}:") and "\n" not in line
        assert self.contents() == there
        self.write(rules, before)

    def contents(self) -> dict[str, bytes]:
        """Every file, those too that Git ignores."""
        files = (path for path in self.project.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {path.as_posix(): path.read_bytes() for path in files}

    def documents_of(self, name: str) -> dict[str, bytes]:
        folder = self.project / "specs/archive" / name
        return {path.name: path.read_bytes() for path in folder.iterdir()}
