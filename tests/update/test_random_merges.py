"""Two branches with random work on each, merged without a driver, resolved at random, and updated once.

A few run with the suite; `pytest -s tests/update/test_random_merges.py --merges 500` merges on. Each branch takes its
ids from a range of its own: what happens to ids that two branches gave alike is in test_identity.py.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from copier import run_copy, run_update

from tests.conftest import DATE, git, report, run
from tests.update.test_random_walk import quicker as quicker

ANSWERS_FILE = ".copier-answers.yml"
SIDES = re.compile(r"<{7}[^\n]*\n(?P<ours>.*?)(?:\|{7}[^\n]*\n.*?)?={7}\n(?P<theirs>.*?)>{7}[^\n]*\n", re.DOTALL)
STORY = """### User Story {number} - {title} (Priority: P3)

A user tries {mark}.

**Independent Test**: Try it.

**Acceptance Scenarios**:

1. **Given** a user, **When** they try {title}, **Then** it is done

"""


class Branches:
    """A project with two features, and what people write on two branches of it."""

    def __init__(self, template: Path, project: Path, random: Random) -> None:
        self.project, self.random = project, random
        self.marks: dict[str, set[str]] = {}  #: what a person wrote, by file
        self.titles: dict[str, str] = {}  #: the feature of each story, by title
        self.serial = 0
        stories = [{"title": "Sign in", "entities": ["User"]}, {"title": "Write a note", "endpoints": ["POST /notes"]}]
        self.titles |= {"Sign in": "001-notes", "Write a note": "001-notes", "Find a note": "002-search"}
        data = {"project_name": "Notes", "feature_name": "notes", "feature_date": DATE, "stories": stories}
        run_copy(str(template), project, data=data, defaults=True, unsafe=True, quiet=True, vcs_ref="v1.0.0")
        attributes = project / ".gitattributes"
        text = attributes.read_text(encoding="utf-8")
        attributes.write_text("".join(line for line in text.splitlines(True) if "merge=" not in line), encoding="utf-8")
        git(project, "init", "-q", "-b", "main")
        self.commit()
        self.update(feature_name="search", stories=["Find a note"])
        self.commit()

    # What happens on a branch --------------------------------------------------------------------------------------

    def work(self, branch: str, steps: int) -> None:
        git(self.project, "checkout", "-qb", branch, "main")
        self.branch = branch
        for _ in range(steps):
            action = self.random.choice(
                (self.add_task, self.tick, self.write_test, self.retitle, self.begin_feature, self.write_story)
            )
            given = action() or {}
            self.commit()
            self.update(**given)
            self.commit()

    def add_task(self) -> None:
        self.serial += 1
        number = {"left": 500, "right": 700}[self.branch] + self.serial
        file, line = self.a_line()
        where = self.random.choice(("in src/lib/part.py", f"in tests/unit/test_{self.branch}.py", "by hand"))
        task = f"- [ ] T{number} Mend {self.mark(file)} {where}"
        self.replace(file, f"{line}\n", f"{line}\n{task}\n")

    def tick(self) -> None:
        file, line = self.a_line()
        self.replace(file, line, line.replace("- [ ]", "- [x]"))

    def retitle(self) -> None:
        file, line = self.a_line()
        match = re.match(r"- \[.\] T\d+(?: \[[^\]]*\])*", line)
        assert match
        self.replace(file, line, f"{match[0]} {self.mark(file)}{line[match.end() :]}")

    def write_test(self) -> None:
        found = [path for path in sorted((self.project / "tests").rglob("test_*.py")) if "setup" not in path.name]
        path = self.random.choice(found)
        text = path.read_text(encoding="utf-8")
        body = re.search(r'    raise NotImplementedError\("T\w+"\)\n', text)
        if body:
            file = path.relative_to(self.project).as_posix()
            written = f"    assert 2 == 1 + 1  # {self.mark(file)}\n"
            path.write_text(text.replace(body[0], written, 1), encoding="utf-8")

    def begin_feature(self) -> dict[str, Any]:
        self.serial += 1
        name = f"{self.branch} {self.serial}"
        numbers = [int(path.name[:3]) for path in (self.project / "specs").iterdir()]
        self.titles[f"Go {name}"] = f"{max(numbers) + 1:03d}-{name.replace(' ', '-')}"
        return {"feature_name": name, "stories": [f"Go {name}"], "requirements": [f"It must {name}"]}

    def write_story(self) -> None:
        """Each branch writes stories for a feature of its own."""
        self.serial += 1
        feature = {"left": "001-notes", "right": "002-search"}[self.branch]
        file = f"specs/{feature}/spec.md"
        text = (self.project / file).read_text(encoding="utf-8")
        numbers = [int(one) for one in re.findall(r"^### User Story (\d+)", text, re.MULTILINE)]
        title = f"Try {self.branch} {self.serial}"
        self.titles[title] = feature
        story = STORY.format(number=max(numbers) + 1, title=title, mark=self.mark(file))
        self.replace(file, "### Edge Cases\n", f"{story}### Edge Cases\n")

    # The merge -----------------------------------------------------------------------------------------------------

    def merge(self) -> str:
        """Merge the branches; each conflict is resolved in one way, the answers file in a way of its own."""
        git(self.project, "checkout", "-q", "left")
        run(["git", "-c", "user.name=T", "-c", "user.email=t@example.invalid", "merge", "-q", "right"], self.project)
        files = git(self.project, "diff", "--name-only", "--diff-filter=U").split()
        ways = {"ours": r"\g<ours>", "theirs": r"\g<theirs>", "both": r"\g<ours>\g<theirs>"}
        way = self.random.choice(list(ways))
        for file in files:
            path = self.project / file
            resolved = ways[way] if file == ANSWERS_FILE else both_sides
            path.write_text(SIDES.sub(resolved, path.read_text(encoding="utf-8")), encoding="utf-8")
        self.commit()
        for file, marks in self.marks.items():  # of two versions of one line a person keeps one
            text = (self.project / file).read_text(encoding="utf-8")
            self.marks[file] = {mark for mark in marks if mark in text or file not in files}
        return f"{way} of {files}" if files else "no conflict"

    # Helpers -------------------------------------------------------------------------------------------------------

    def a_line(self) -> tuple[str, str]:
        """An open task in one of the two features that both branches have, outside Setup."""
        file = self.random.choice(("specs/001-notes/plan.md", "specs/002-search/plan.md"))
        lines = (self.project / file).read_text(encoding="utf-8").split("\n")
        return file, self.random.choice(
            [line for line in lines if line.startswith("- [ ] T") and lines.count(line) == 1]
        )

    def mark(self, file: str) -> str:
        self.serial += 1
        mark = f"MARK{self.branch}{self.serial:04d}"
        self.marks.setdefault(file, set()).add(mark)
        return mark

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.project / file).read_text(encoding="utf-8")
        assert old in text
        (self.project / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def update(self, **given: Any) -> None:
        run_update(self.project, data=given, defaults=True, overwrite=True, unsafe=True, quiet=True)

    def commit(self) -> None:
        git(self.project, "add", "-A")
        git(self.project, "commit", "-q", "--allow-empty", "-m", "Work")


def both_sides(match: re.Match[str]) -> str:
    """Keep the lines of both sides, but one of two that are the same task or the same line."""
    ours, theirs = (match[side].splitlines(keepends=True) for side in ("ours", "theirs"))
    ids = {found[0] for line in ours if (found := re.search(r"\bT\d+\b", line)) and line.startswith("- [")}
    kept = [line for line in theirs if line not in ours and not ids & set(re.findall(r"^- \[.\] (T\d+)", line))]
    return "".join((*ours, *kept))


def lost(branches: Branches) -> list[str]:
    found = []
    for file, marks in branches.marks.items():
        text = (branches.project / file).read_text(encoding="utf-8")
        found += [f"{mark} in {file}" for mark in marks if mark not in text]
    return found


@pytest.mark.usefixtures("quicker")
def test_merged_branches_lose_and_double_nothing(
    template: Path, tmp_path: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"):
        monkeypatch.setenv(key, "T")
    for key in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(key, "t@example.invalid")
    for seed in range(pytestconfig.getoption("--merges")):
        random = Random(f"{pytestconfig.getoption('--walk-seed')}-{seed}")
        branches = Branches(template, tmp_path / f"merge-{seed}", random)
        check_merge(branches, f"merge {seed}")
        shutil.rmtree(branches.project)


def check_merge(branches: Branches, label: str, say: Callable[[str], None] = print) -> None:
    project = branches.project
    for branch in ("left", "right"):
        branches.work(branch, branches.random.randrange(1, 4))
    how = f"{label}: {branches.merge()}"
    say(how)
    assert lost(branches) == [], f"{how}: lost by the merge itself"
    branches.update()
    assert lost(branches) == [], how
    assert git(project, "diff", "--name-only", "--diff-filter=U") == "", how
    features = report(project)["features"]
    stories = {story["title"]: feature["id"] for feature in features for story in feature["stories"]}
    planned = {title: folder for title, folder in stories.items() if title in branches.titles}
    assert planned == branches.titles, how
    lines = yaml.safe_load((project / ANSWERS_FILE).read_text(encoding="utf-8"))["groundplan_record"]
    assert len(lines) == len(set(lines)), how
    tests = [
        (task["test"]["path"], task["test"]["name"])
        for feature in features
        for task in feature["tasks"]
        if task["test"] and task["test"]["name"]
    ]
    assert len(tests) == len(set(tests)), how
    ids = [(feature["id"], task["id"]) for feature in features for task in feature["tasks"]]
    assert len(ids) == len(set(ids)), how
    branches.commit()
    branches.update()
    assert git(project, "status", "--porcelain") == "", f"{how}: a second update changed something"
