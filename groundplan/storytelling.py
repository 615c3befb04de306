"""User stories, one after another, part by part, each part checked when it is entered."""

from collections.abc import Mapping, Sequence
from typing import Any

from .questionnaire import STORIES, Question, Questionnaire
from .screens import Screen

_ADD, _DONE = -1, -2


class Storyteller:
    """Asks for the stories of a feature. `answers` holds what was entered at every moment, also of half a story."""

    def __init__(self, questionnaire: Questionnaire, screen: Screen, answers: dict[str, Any]) -> None:
        self._questionnaire = questionnaire
        self._screen = screen
        self._answers = answers
        self._parts = [part for part in questionnaire.story_parts() if part["asked"]]
        self._has_begun = False
        self.is_in_story = False  #: whether the last story was broken off

    def tell(self, question: Question) -> None:
        """Ask for new stories the first time; later let one be chosen to change."""
        stories = [
            one if isinstance(one, dict) else {"title": one}
            for one in self._answers.get(STORIES) or question.default or ()
        ]
        self._answers[STORIES] = stories
        if self._has_begun and stories:
            self._choose(stories)
        else:
            self._has_begun = True
            self._screen.say()
            for line in question.help:
                self._screen.say(line)
            if self.is_in_story and stories:
                self._screen.heading(f"Story {len(stories)}, as far as you came")
                if not self._ask(stories, len(stories) - 1):
                    del stories[-1]
            self._add(stories)

    def _choose(self, stories: list[dict[str, Any]]) -> None:
        while True:
            choices = [("Done", _DONE)] + [
                (f"{number}. {one['title']}", number - 1) for number, one in enumerate(stories, 1)
            ]
            chosen = self._screen.select(["Which story?"], [*choices, ("Add a story", _ADD)])
            if chosen == _DONE:
                return
            if chosen == _ADD:
                self._add(stories)
            elif not self._ask(stories, chosen):
                del stories[chosen]

    def _add(self, stories: list[dict[str, Any]]) -> None:
        while True:
            self._screen.heading(f"Story {len(stories) + 1}")
            stories.append({})
            if not self._ask(stories, len(stories) - 1):
                del stories[-1]
                return

    def _ask(self, stories: list[dict[str, Any]], position: int) -> bool:
        """Ask for all parts of a story; False if its title was left blank."""
        story = stories[position]
        if not story.get("title"):
            self._answers[STORIES] = [one for one in stories if one is not story]
        for part in self._parts:
            if part["key"] == "title":
                if not self._ask_title(stories, position, part):
                    self._answers[STORIES] = stories
                    return False
                self._answers[STORIES] = stories
                self.is_in_story = position == len(stories) - 1
            elif part["key"] == "requirements":
                self._ask_requirements(story, part)
            elif part["is_list"]:
                self._ask_list(story, part)
            else:
                self._ask_text(story, part)
        self.is_in_story = False
        return True

    def _ask_title(self, stories: list[dict[str, Any]], position: int, part: Mapping[str, Any]) -> bool:
        story, typed = stories[position], stories[position].get("title", "")
        help_lines = [part["help"], "Leave it blank when there is no other story."]
        while True:
            typed = self._screen.text(help_lines, typed, f"e.g. {part['example']}").strip()
            if not typed:
                return False
            changed = {**story, "title": typed}
            mistake = self._mistake([*stories[:position], changed, *stories[position + 1 :]])
            if not mistake:
                story["title"] = typed
                return True
            self._screen.problem(mistake)

    def _ask_text(self, story: dict[str, Any], part: Mapping[str, Any]) -> None:
        key, typed = part["key"], story.get(part["key"], "")
        while True:
            typed = self._screen.text([part["help"]], typed, f"e.g. {part['example']}").strip()
            if not self._refused(story, key, typed):
                break
        _put(story, key, typed)

    def _ask_list(self, story: dict[str, Any], part: Mapping[str, Any]) -> None:
        """Ask for the items of a list: a blank one ends it, and emptying an item deletes it."""
        key, former = part["key"], list(story.get(part["key"], ()))
        items: list[Any] = []
        self._screen.say()
        self._screen.say(f"{part['help']} Blank for none." if not former else part["help"])
        while True:
            item = former.pop(0) if former else None
            was_there = item is not None
            while True:
                item = self._ask_item(part, item, len(items) + 1)
                if item is None or not self._refused(story, key, [*items, item]):
                    break
            if item is not None:
                items.append(item)
            elif not was_there:
                _put(story, key, items)
                return
            _put(story, key, [*items, *former])

    def _ask_item(self, part: Mapping[str, Any], item: Any, number: int) -> Any:
        """Ask for one item of a list; None if it was left blank."""
        if not part["parts"]:
            return self._screen.text([f"{number}."], item or "", _example(part, number)).strip() or None
        first, *others = (one for one in part["parts"] if one["asked"])
        former = item if isinstance(item, dict) else {first["key"]: item or ""}
        label = f"{number}. {first['help']}"
        begun = self._screen.text([label], former.get(first["key"], ""), _example(first, number)).strip()
        if not begun:
            return None
        found = {**former, first["key"]: begun}
        for one in others:
            typed = self._screen.text([one["help"]], _written(found.get(one["key"], "")), _example(one, number))
            _put(found, one["key"], _fields(typed) if one["key"] == "fields" else typed.strip())
        return found

    def _ask_requirements(self, story: dict[str, Any], part: Mapping[str, Any]) -> None:
        written = self._answers.get("requirements") or ()
        choices = [(f"FR-{number:03d} {text}", f"FR-{number:03d}") for number, text in enumerate(written, 1)]
        if choices:
            _put(story, part["key"], self._screen.select_many([part["help"]], choices, story.get(part["key"], ())))

    def _refused(self, story: Mapping[str, Any], key: str, value: Any) -> bool:
        """Say what is wrong with a part of a story, if anything is."""
        stories = [{**one, key: value} if one is story else one for one in self._answers[STORIES]]
        mistake = self._mistake(stories)
        if mistake:
            self._screen.problem(mistake)
        return bool(mistake)

    def _mistake(self, stories: Sequence[Mapping[str, Any]]) -> str:
        return self._questionnaire.mistake(STORIES, {**self._answers, STORIES: stories})


def _example(part: Mapping[str, Any], number: int) -> str:
    """Return an example of the first item of a list."""
    return f"e.g. {_written(part['example'])}" if number == 1 else ""


def _put(where: dict[str, Any], key: str, value: Any) -> None:
    """Set a part; a blank one is left out."""
    where.pop(key, None)
    if value:
        where[key] = value


def _fields(typed: str) -> list[Any]:
    """Read `text: string, written` as a data file has it."""
    pairs = [[half.strip() for half in one.split(":", 1)] for one in typed.split(",") if one.strip()]
    return [{pair[0]: pair[1]} if len(pair) == 2 and pair[1] else pair[0] for pair in pairs]


def _written(value: Any) -> str:
    """Return fields as they are typed."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {kind}" if kind else str(name) for name, kind in value.items())
    if isinstance(value, list):
        return ", ".join(map(_written, value))
    return str(value)
