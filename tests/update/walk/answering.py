"""What the answers of an update and new versions of the template do to a project."""

import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis.stateful import precondition

from tests.conftest import git

from .ground import ANSWERS_FILE, ENDPOINTS, WORDS, Ground, step


class Answering(Ground):
    """Steps that answer otherwise, that lose what was answered, and that release a version."""

    @step
    def add_story(self) -> dict[str, Any]:
        """A story more, or the first of another feature if the one in hand is archived."""
        if self.in_hand() in self.archived:
            return self.another_feature()
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
        return self.another_feature()

    # What was deleted, and what a renamed feature was called first, is known to the record alone.
    @precondition(lambda self: not self.deleted and not self.first_slugs)
    @step
    def lose_lines(self) -> None:
        """Lose lines of the record, as a bad merge does; the others are in another order."""
        answers = yaml.safe_load(self.text(ANSWERS_FILE))
        share = self.random.choice((0, 0.5, 0.9, 1))
        lines = [line for line in answers["groundplan_record"] if self.random.random() < share]
        self.random.shuffle(lines)
        self.write(ANSWERS_FILE, yaml.safe_dump(answers | {"groundplan_record": lines}, allow_unicode=True))

    @step
    def release(self) -> None:
        """A version of the template whose stubs and documents read a little otherwise."""
        self.version += 1
        file = self.template / "includes/words.yml"
        text = file.read_text(encoding="utf-8")
        for pattern, new in (
            (r"(kind\} tests for the tasks)(?: in version \d+)? of", rf"\1 in version {self.version} of"),
            (r"Stop at \S+ checkpoint", f"Stop at {self.version} checkpoint"),
        ):
            text, count = re.subn(pattern, new, text)
            assert count == 1
        file.write_text(text, encoding="utf-8")
        git(self.template, "commit", "-qam", "Improve")
        git(self.template, "tag", f"v1.{self.version}.0")

    def another_feature(self) -> dict[str, Any]:
        self.answers = {"feature_name": self.random.choice(self.free_names()), "stories": [self.story()]}
        return dict(self.answers)

    def free_names(self) -> list[str]:
        """Names for a feature of the answers: a list of a person takes no stories, and an archived feature none."""
        by_hand = {
            Path(file).parent.name[4:]
            for file in self.lists()
            if not (self.project / file).with_name("plan.md").exists()
        }
        return [word for word in WORDS if word not in by_hand | {name[4:] for name in self.archived}]
