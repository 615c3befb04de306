"""Two branches with random work on each, merged without a driver, resolved at random, and updated once.

A few run with the suite; `pytest -s tests/update/test_random_merges.py --merges 500` merges on. Both branches take the
next free ids and story numbers, so that the merge often has some of them twice.
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
from copier.errors import UserMessageError
from jinja2 import Environment

from tests.conftest import DATE, git, report, run
from tests.update.syncing import FULL, sync_like_update
from tests.update.test_random_walk import quicker as quicker

ANSWERS_FILE = ".copier-answers.yml"
SIDES = re.compile(r"<{7}[^\n]*\n(?P<ours>.*?)(?:\|{7}[^\n]*\n.*?)?={7}\n(?P<theirs>.*?)>{7}[^\n]*\n", re.DOTALL)
WAYS = {"ours": r"\g<ours>", "theirs": r"\g<theirs>", "both": r"\g<ours>\g<theirs>", "neither": ""}
TAKEN = re.compile(r"(\S+/\w+\.md):(\d+): (T\d+) is also the id .*? give this task (T\d+)")
STUBS = re.compile(r"^(?:@.*\n)*def (?P<name>\w+)\(.*?(?=^(?:@|def |# Tests of further)|\Z)", re.MULTILINE | re.DOTALL)
STORIES = re.compile(r"^### User Story (?P<number>\d+) - (?P<title>.*?) \(.*?(?=^##)", re.MULTILINE | re.DOTALL)
STORY = """### User Story {number} - {title} (Priority: P3)

A user tries {mark}.

**Independent Test**: Try it.

**Acceptance Scenarios**:

1. **Given** a user, **When** they try {title}, **Then** it is done

"""


class Branches:
    """A project with two features, and what people write on two branches of it."""

    def __init__(self, project: Path, random: Random) -> None:
        self.project, self.random = project, random
        self.branch = ""
        self.marks: dict[str, set[str]] = {}  #: what a person wrote, by file
        self.titles = {"Sign in": "001-notes", "Write a note": "001-notes", "Find a note": "002-search"}  #: to features
        self.serial = 0

    # What happens on a branch --------------------------------------------------------------------------------------

    def work(self, branch: str, steps: int) -> None:
        git(self.project, "checkout", "-qb", branch, "main")
        self.branch = branch
        for _ in range(steps):
            often = (self.add_task, self.write_story, self.begin_feature)  # these meet each other in the merge
            action = self.random.choice((*often, *often, self.tick, self.write_test, self.retitle))
            given = action() or {}
            self.commit()
            if given or self.random.random() < 0.7:
                self.update(**given)
                self.commit()

    def add_task(self) -> None:
        file, line = self.a_line()
        where = self.random.choice(("in src/lib/part.py", f"in tests/unit/test_{self.branch}.py", "by hand"))
        task = f"- [ ] {self.next_id(file)} Mend {self.mark(file)} {where}"
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
        self.serial += 1
        feature = self.random.choice(("001-notes", "002-search"))
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
        way = self.random.choice(list(WAYS))
        for file in sorted(files, key=lambda one: one.endswith("spec.md")):  # stories are numbered as the plan has them
            path = self.project / file
            path.write_text(self.resolved(file, path.read_text(encoding="utf-8"), way), encoding="utf-8")
        self.commit()
        for file, marks in self.marks.items():  # of two versions of one line a person keeps one
            text = (self.project / file).read_text(encoding="utf-8")
            self.marks[file] = {mark for mark in marks if mark in text or file not in files}
        return f"{way} of {files}" if files else "no conflict"

    def resolved(self, file: str, text: str, way: str) -> str:
        """What a person makes of a file in conflict; of the answers file they keep whatever they like."""
        if file == ANSWERS_FILE:
            return SIDES.sub(WAYS[way], text)
        ours, theirs = (git(self.project, "show", f":{stage}:{file}") for stage in (2, 3))
        if file.endswith("spec.md"):
            plan = (self.project / file).with_name("plan.md").read_text(encoding="utf-8")
            return with_stories_of(ours, theirs, plan)
        if file.endswith(".py"):
            return with_stubs_of(ours, theirs)
        planned = [set(re.findall(r"^## Phase .*: (User Story .*)", one, re.MULTILINE)) for one in (ours, theirs)]
        if planned[0] != planned[1]:  # a story of one number each: the next update plans the other one again
            return ours
        return SIDES.sub(both_sides, text)

    # Helpers -------------------------------------------------------------------------------------------------------

    def a_line(self) -> tuple[str, str]:
        """An open task in one of the two features that both branches have, outside Setup."""
        file = self.random.choice(("specs/001-notes/plan.md", "specs/002-search/plan.md"))
        lines = (self.project / file).read_text(encoding="utf-8").split("\n")
        return file, self.random.choice(
            [line for line in lines if line.startswith("- [ ] T") and lines.count(line) == 1]
        )

    def next_id(self, file: str) -> str:
        ids = re.findall(r"^- \[.\] T(\d+)", (self.project / file).read_text(encoding="utf-8"), re.MULTILINE)
        return f"T{max(map(int, ids)) + 1:03d}"

    def sync(self) -> None:
        """Update; where one id stands for two tasks, the later is given the id that the refusal names."""
        for _ in range(20):
            try:
                return self.update()
            except UserMessageError as refused:
                assert git(self.project, "status", "--porcelain") == ""
                for file, line, task_id, free in TAKEN.findall(str(refused)):
                    lines = (self.project / file).read_text(encoding="utf-8").split("\n")
                    assert task_id in lines[int(line) - 1]
                    lines[int(line) - 1] = lines[int(line) - 1].replace(task_id, free, 1)
                    (self.project / file).write_text("\n".join(lines), encoding="utf-8")
                self.commit()
        raise AssertionError("it is refused again and again")

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
        """Sync, as people do all day, or update; now and then both, to compare them."""
        way = "update" if given else self.random.choices(("sync", "update", "both"), (6, 2, 1))[0]
        if way == "both":
            sync_like_update(self.project)
            return
        whole = {} if way == "sync" else FULL
        run_update(self.project, data=given, defaults=True, overwrite=True, unsafe=True, quiet=True, **whole)

    def commit(self) -> None:
        git(self.project, "add", "-A")
        git(self.project, "commit", "-q", "--allow-empty", "-m", "Work")


def with_stories_of(ours: str, theirs: str, plan: str) -> str:
    """Add their stories to our spec.md; one that the plan has keeps its number, the others get the next."""
    titles = {match["title"] for match in STORIES.finditer(ours)}
    added = [match for match in STORIES.finditer(theirs) if match["title"] not in titles]
    text = ours.replace("### Edge Cases\n", "".join(match[0] for match in added) + "### Edge Cases\n", 1)
    planned = {title: number for number, title in re.findall(r"^## Phase .*: User Story (\d+) - (.*?) \(", plan, re.M)}
    used = {int(number) for number in planned.values()}

    def numbered(match: re.Match[str]) -> str:
        number = planned.get(match["title"])
        if number is None:
            wanted = int(match["number"])
            number = str(wanted if wanted not in used else max(used) + 1)
        used.add(int(number))
        return match[0].replace(f"User Story {match['number']} -", f"User Story {number} -", 1)

    return STORIES.sub(numbered, text)


def with_stubs_of(ours: str, theirs: str) -> str:
    """Add to our test file the tests that only theirs has."""
    names = {match["name"] for match in STUBS.finditer(ours)}
    added = "".join(match[0] for match in STUBS.finditer(theirs) if match["name"] not in names)
    head, footer, rest = ours.partition("# Tests of further")
    return f"{head}{added}{footer}{rest}"


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
    monkeypatch.setattr(Environment, "compile", compiled_once(Environment.compile))
    two_features(template, tmp_path / "begun")
    for seed in range(pytestconfig.getoption("--merges")):
        random = Random(f"{pytestconfig.getoption('--walk-seed')}-{seed}")
        shutil.copytree(tmp_path / "begun", tmp_path / f"merge-{seed}", symlinks=True)
        branches = Branches(tmp_path / f"merge-{seed}", random)
        check_merge(branches, f"merge {seed}")
        shutil.rmtree(branches.project)


def compiled_once(compile_source: Callable[..., Any]) -> Callable[..., Any]:
    """Compile each file of the template once, though each rendering has an environment of its own."""
    codes: dict[tuple[str, str], Any] = {}

    def compiled(environment: Environment, source: Any, name: str | None = None, *given: Any, **more: Any) -> Any:
        if name is None:
            return compile_source(environment, source, name, *given, **more)
        if (name, source) not in codes:
            codes[name, source] = compile_source(environment, source, name, *given, **more)
        return codes[name, source]

    return compiled


def two_features(template: Path, project: Path) -> None:
    stories = [{"title": "Sign in", "entities": ["User"]}, {"title": "Write a note", "endpoints": ["POST /notes"]}]
    data = {"project_name": "Notes", "feature_name": "notes", "feature_date": DATE, "stories": stories}
    run_copy(str(template), project, data=data, defaults=True, unsafe=True, quiet=True, vcs_ref="v1.0.0")
    git(project, "init", "-q", "-b", "main")
    branches = Branches(project, Random(0))
    branches.commit()
    branches.update(feature_name="search", stories=["Find a note"])
    branches.commit()


def check_merge(branches: Branches, label: str, say: Callable[[str], None] = print) -> None:
    project = branches.project
    for branch in ("left", "right"):
        branches.work(branch, branches.random.randrange(1, 4))
    how = f"{label}: {branches.merge()}"
    say(how)
    assert lost(branches) == [], f"{how}: lost by the merge itself"
    branches.sync()
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
    run_update(project, defaults=True, overwrite=True, unsafe=True, quiet=True)
    assert git(project, "status", "--porcelain") == "", f"{how}: a second update changed something"
