"""A story that gets another id, in texts and in the record, after a merge has left the lines of both stories."""

from collections.abc import Callable, Iterable, Mapping

from ..item_lines import line_of_values
from .answers import Values, items_in, rewrite_items
from .move import STORIES, Move
from .new_ids import NewIds

#: Whether a task is the moving story's: by its id and its words, and by its id and its line in the record.
Owners = Mapping[tuple[str, str], bool]


def owners_in(answers: Iterable[str], feature: str, move: Move) -> Owners:
    """Return whose the recorded tasks are: in the record each story stands above its tasks."""
    found: dict[tuple[str, str], bool] = {}
    unclear: set[tuple[str, str]] = set()  # two tasks of one id that say the same
    for text in answers:
        is_own: bool | None = None
        for item in items_in(text):
            kind = next(iter(item))
            if item.get("feature") != feature or kind not in (*STORIES, "task"):
                is_own = None
            elif kind in STORIES:
                is_own = move.is_item(item, feature) if item[kind] == move.old else None
            elif is_own is not None and item.get("story") == move.old:
                if found.setdefault(key_of(item), is_own) != is_own:
                    unclear.add(key_of(item))
                found[str(item["task"]), line_of_values(item)] = is_own
    return {key: is_own for key, is_own in found.items() if key not in unclear}


def rewrite_record(text: str, feature: str, new_ids: NewIds, is_own: Callable[[Values], bool]) -> str:
    """Return the answers with the tasks that `is_own` knows under their new ids, and with the story that moves."""
    move = new_ids.move
    others = [
        item
        for item in items_in(text)
        if move and item.get("story") == move.old and "title" in item and item.get("feature") == feature
    ]
    answered = [move.is_item(item, feature) for item in others if move and "source" not in item]

    def changed(item: Values) -> Values:
        kind = next(iter(item))
        if item.get("feature") != feature:
            return item
        if kind == "task" and is_own(item):
            return _renewed(item, new_ids)
        if move and move.is_item(item, feature):
            return item | {kind: move.new}
        if move and kind == "feature" and any(answered) and move.old in item.get("stories", ()):
            kept = [one for one in item["stories"] if one != move.old or not all(answered)]
            return item | {"stories": [*kept, move.new]}
        return item

    return rewrite_items(text, changed)


def _renewed(item: Values, new_ids: NewIds) -> Values:
    """A task of the record under its new id; it keeps its test, which has another name now."""
    move, task_id = new_ids.move, str(item["task"])
    changes: Values = {"task": new_ids.ids.get(task_id, task_id)}
    if move and item.get("story") == move.old:
        changes["story"] = move.new
    changes |= {key: new_ids.in_words(item[key]) for key in ("text", "current_text") if key in item}
    if "after" in item:
        changes["after"] = [new_ids.ids.get(one, one) for one in item["after"]]
    if "name" in item:
        changes["name"] = new_ids.in_name(item["name"], task_id)
    return item | changes


def key_of(item: Values) -> tuple[str, str]:
    """Return the id of a recorded task, and its words as a list has them."""
    words = f"{item.get('text', '')} in {item['file']}" if item.get("file") else item.get("text", "")
    return str(item["task"]), str(item.get("current_text") or words)
