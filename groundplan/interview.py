"""The interview: essentials first, stories one after another, defaults at once, and a review of what comes of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from .errors import CommandError
from .questionnaire import STORIES, Question, Questionnaire
from .reviewing import described, what_comes_of_it
from .screens import Screen
from .storytelling import Storyteller

#: What decides what else is asked. Every other question is a default that may be adjusted.
ESSENTIALS = ("project_name", "project_type", "units", "language", "mobile_platform", "feature_name")
FEATURE = ("feature_summary", "requirements", "success_criteria", "edge_cases")
#: What is written for one answer and cannot be right for another.
_FOLLOWING = {"language": ("language_version",)}
#: Given by an option, not asked.
_BY_OPTION = ("spec_source",)
CREATE, CHANGE, STOP = "create", "change", "stop"

Answers = dict[str, Any]


class Interview:
    """Asks for the answers of a project or of its next feature. `answers` holds what was answered, at every moment."""

    def __init__(
        self, questionnaire: Questionnaire, screen: Screen, answers: Answers, only_feature: bool = False
    ) -> None:
        self.answers = answers
        self._questionnaire = questionnaire
        self._screen = screen
        self._only_feature = only_feature
        self.storyteller = Storyteller(questionnaire, screen, answers)
        self.list_in_hand = ""  #: the key of the list that was broken off

    def run(self) -> bool:
        """Ask everything that has no answer; tell whether the person wants what comes of it."""
        sections = self._sections()
        for position, (name, keys) in enumerate(sections.items(), 1):
            heading = f"{position} of {len(sections) + 1}  {name}"
            if name == "Defaults":
                self._adjust(heading, keys)
            else:
                self._ask_open(heading, keys)
        return self._review(f"{len(sections) + 1} of {len(sections) + 1}  Review", sections)

    def _sections(self) -> dict[str, list[str]]:
        known = [key for key in self._questionnaire.keys if key not in _BY_OPTION]
        sections = {
            "Essentials": [key for key in ESSENTIALS if key in known],
            "The feature": [key for key in FEATURE if key in known],
            "Stories": [STORIES],
        }
        if self._only_feature:
            del sections["Essentials"]
            return sections
        placed = {key for keys in sections.values() for key in keys}
        return sections | {"Defaults": [key for key in known if key not in placed]}

    def _ask_open(self, heading: str, keys: Sequence[str]) -> None:
        """Ask what has no answer yet, under the heading of the section; if all is answered, say nothing."""
        for key in keys:
            is_open = key not in self.answers or key in (STORIES, self.list_in_hand)
            if is_open and self._is_asked(key):
                if heading:
                    self._screen.heading(heading)
                heading = ""
                self._ask(self._question(key))

    def _is_asked(self, key: str) -> bool:
        """Tell whether a question applies now, and offers a choice."""
        return self._questionnaire.applies(key, self.answers) and len(self._question(key).choices) != 1

    def _question(self, key: str) -> Question:
        return self._questionnaire.question(key, self.answers)

    def _ask(self, question: Question) -> None:
        """Ask one question, again until its answer can be taken."""
        key = question.key
        if key == STORIES:
            self.storyteller.tell(question)
        elif question.is_list:
            self._ask_items(question)
        elif question.choices:
            default = self.answers.get(key, question.default)
            self.answers[key] = self._screen.select(question.help, _offered(question), default)
        else:
            self._ask_text(question)

    def _ask_text(self, question: Question) -> None:
        typed = question.in_words(self.answers.get(question.key, question.default))
        help_lines: Sequence[str] = question.help
        while True:
            typed = self._screen.text(help_lines, typed, question.placeholder)
            mistake = self._questionnaire.mistake(question.key, {**self.answers, question.key: typed})
            if not mistake:
                self.answers[question.key] = typed
                return
            self._screen.problem(mistake)
            help_lines = question.help[:1]

    def _ask_items(self, question: Question) -> None:
        """Ask for a list, item by item: a blank line ends it, and emptying an item deletes it."""
        key = question.key
        former = list(self.answers.get(key, question.default) or ())
        self._screen.say()
        for line in question.help:
            self._screen.say(line)
        items: list[str] = []
        if self.list_in_hand == key:  # what was entered before is not asked for again
            items, former = former, []
        self.list_in_hand = key
        while True:
            number = len(items) + 1
            typed = former.pop(0) if former else ""
            was_there = bool(typed)
            while True:
                typed = self._screen.text([f"{number}."], typed, question.placeholder if number == 1 else "").strip()
                mistake = typed and self._questionnaire.mistake(key, {**self.answers, key: [*items, typed]})
                if not mistake:
                    break
                self._screen.problem(mistake)
            if typed:
                items.append(typed)
                self.answers[key] = [*items, *former]
            elif not was_there:
                self.answers[key] = items
                self.list_in_hand = ""
                return

    def _adjust(self, heading: str, keys: Sequence[str]) -> None:
        """Show the answers that nobody has to give, and let them be changed."""
        self._screen.heading(heading)
        self._screen.say(described(self._rows(keys)))
        if self._screen.confirm("Adjust the defaults?", default=False):
            self._change(keys)

    def _rows(self, keys: Sequence[str]) -> list[tuple[str, str, str]]:
        """Return key, label and value of the questions that apply now."""
        found, answers = [], self._questionnaire.defaults(self.answers)
        for key in keys:
            if self._is_asked(key):
                question = self._question(key)
                found.append((key, question.label, question.in_words(answers[key])))
        return found

    def _change(self, keys: Sequence[str]) -> None:
        """Let answers be changed, until nobody wants to."""
        last = ""
        while True:
            choices = [("Done", "")] + [
                (f"{label}: {value or '(blank)'}", key) for key, label, value in self._rows(keys)
            ]
            last = self._screen.select(["Which answer?"], choices, last)
            if not last:
                return
            self._ask(self._question(last))
            self._drop_what_no_longer_fits(last)

    def _drop_what_no_longer_fits(self, changed: str) -> None:
        """Go back to the default of each answer that the one that was changed has made impossible, and say so."""
        for key in [one for one in self._questionnaire.keys if one in self.answers and one != changed]:
            question = self._question(key)
            values = [value for _, value in question.choices]
            is_moot = not self._questionnaire.applies(key, self.answers)
            is_refused = is_moot and self._questionnaire.mistake(key, self.answers)
            if (values and self.answers[key] not in values) or is_refused or key in _FOLLOWING.get(changed, ()):
                del self.answers[key]
                self._screen.say(f"{question.label} is {question.in_words(self._question(key).default)} now.")

    def _review(self, heading: str, sections: Mapping[str, Sequence[str]]) -> bool:
        while True:
            self._screen.heading(heading)
            can_create = self._show_outcome()
            choices = [("Create it", CREATE)] * can_create + [
                ("Change an answer", CHANGE),
                ("Stop, and keep a draft", STOP),
            ]
            wanted = self._screen.select(["What next?"], choices)
            if wanted == STOP:
                return False
            if wanted == CREATE:
                return True
            names = [("Back", "")] + [(name, name) for name in sections]
            if section := self._screen.select(["Answers of which section?"], names):
                self._change(sections[section])

    def _show_outcome(self) -> bool:
        """Print what the answers would make; tell whether they can be taken."""
        try:
            self._screen.say(what_comes_of_it(self._questionnaire.preview(self.answers), self.answers))
        except CommandError as error:
            self._screen.problem(str(error))
            return False
        return True


def _offered(question: Question) -> list[tuple[str, str]]:
    """Return the choices of a question; a new project has no layout to keep."""
    return [one for one in question.choices if one[1] != "existing"] or list(question.choices)
