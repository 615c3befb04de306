"""A story that gets another id, in texts and in the record, after a merge has left the lines of both stories."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..reading.headings import narrowed
from ..reading.stories import same_title
from ..reading.vocabulary import pattern
from .answers import Values, items_in, rewrite_items

Owners = Mapping[tuple[str, str], bool]  #: by the id and the words of a task, whether it is the moving story's
_STORIES = ("story", "override")


@dataclass(frozen=True)
class Move:
    """A story that gets another id. `lines_of` has the lines of its headings, by document."""

    old: str
    new: str
    title: str
    lines_of: Mapping[str, tuple[int, ...]]

    def in_text(self, text: str) -> str:
        """Return the text with the new number wherever it names the story: `User Story 3`, `[US3]`, `[US1, US3]`."""
        number = rf"0*{self.old[2:]}(?![0-9])"
        form = re.compile(rf"(?:(?:{pattern('user_story')})\s*|\bUS[ -]?){number}", re.IGNORECASE)
        parts, end = [], 0
        for match in form.finditer(narrowed(text)):
            digits = len(match[0]) - len(match[0].rstrip("0123456789"))
            parts += [text[end : match.end() - digits], self.new[2:]]
            end = match.end()
        return "".join([*parts, text[end:]])

    def is_item(self, item: Values, feature: str) -> bool:
        """Return whether an item of the record is this story, and not the other one of its id."""
        kind = next(iter(item))
        named = kind in _STORIES and (item[kind], item.get("feature")) == (self.old, feature)
        return named and same_title(str(item.get("title", "")), self.title)


def owners_in(answers: Iterable[str], feature: str, move: Move) -> Owners:
    """Return whose the recorded tasks are: in the record each story stands above its tasks."""
    found: dict[tuple[str, str], bool] = {}
    for text in answers:
        is_own: bool | None = None
        for item in items_in(text):
            kind = next(iter(item))
            if item.get("feature") != feature or kind not in (*_STORIES, "task"):
                is_own = None
            elif kind in _STORIES:
                is_own = move.is_item(item, feature) if item[kind] == move.old else None
            elif is_own is not None and item.get("story") == move.old:
                found[_key(item)] = is_own
    return found


def rewrite_record(text: str, feature: str, move: Move, owners: Owners, ids: Iterable[str]) -> str:
    """Return the answers with the story and its tasks under the new id.

    `ids` are those that tasks of the story alone have, for tasks of which the record does not say whose they are.
    """
    own = set(ids)
    others = [
        item
        for item in items_in(text)
        if item.get("story") == move.old and "title" in item and item.get("feature") == feature
    ]
    answered = [move.is_item(item, feature) for item in others if "source" not in item]

    def changed(item: Values) -> Values:
        kind = next(iter(item))
        if item.get("feature") != feature:
            return item
        if move.is_item(item, feature):
            return item | {kind: move.new}
        if kind == "task" and item.get("story") == move.old and owners.get(_key(item), item["task"] in own):
            return item | {"story": move.new}
        if kind == "feature" and any(answered) and move.old in item.get("stories", ()):
            kept = [one for one in item["stories"] if one != move.old or not all(answered)]
            return item | {"stories": [*kept, move.new]}
        return item

    return rewrite_items(text, changed)


def _key(item: Values) -> tuple[str, str]:
    """The id of a recorded task, and its words as a list has them."""
    words = f"{item.get('text', '')} in {item['file']}" if item.get("file") else item.get("text", "")
    return str(item["task"]), str(words)
