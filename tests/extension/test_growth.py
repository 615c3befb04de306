"""Four times as much takes about four times as long, in what plans, follows, restores and prints.

Measured is CPU time in one process, without the garbage collector, as the smallest ratio of a few runs: calls and lines
that are counted would leave out what Python does in C, such as a search in a list or a regular expression. Quadratic
work takes sixteen times as long, so that the bound is far from both.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from extensions.plan.errors import UserError
from extensions.plan.reading.lists import read_tasks
from extensions.plan.record import Record, dump, load
from extensions.plan.writing import line_of

from extensions.answers.answers import Answers, read_answers
from extensions.destination.contracts import operations
from extensions.destination.folder import EMPTY, Destination
from extensions.record.pipeline import next_record
from extensions.record.recovery import recover
from extensions.views.project import project_view
from tests.growth import growth

DAY, FEATURE = "2026-03-14", "001-initial-feature"
MOST = 9  #: the ratio of linear work is 4, and that of quadratic work 16


def story(index: int, many: int = 1) -> dict[str, Any]:
    names = [f"{index}x{number}" for number in range(many)]
    return {
        "title": f"Keep item{index}",
        "entities": [f"Item{name}" for name in names],
        "endpoints": [f"POST /items{name}" for name in names],
        "journeys": [f"A user keeps item{name}" for name in names],
        "acceptance": [f"Item{name} is kept" for name in names],
    }


ANSWERS: dict[str, Callable[[int], dict[str, Any]]] = {
    "stories": lambda size: {"stories": [story(index) for index in range(size)]},
    "one story": lambda size: {"stories": [story(0, size)]},
    "requirements": lambda size: {"requirements": [f"The system must keep item {index}" for index in range(size * 10)]},
    "edge cases and criteria": lambda size: {
        "edge_cases": [f"No item {index}" for index in range(size * 10)],
        "success_criteria": [f"{index + 1}% of items load" for index in range(size * 10)],
    },
}


class State:
    """A project of these answers, as its documents show it."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.answers: Answers = read_answers(raw, frozenset(raw))
        self.record = next_record(self.answers, Record(), EMPTY, DAY)
        self.lines = dump(self.record)
        self.list = "\n".join(line_of(task) for task in self.record.tasks)
        self.destination = self.with_lines(self.list)

    def with_lines(self, text: str) -> Destination:
        return replace(EMPTY, lists={FEATURE: read_tasks(text, "plan.md")})


def renumbered(state: State) -> None:
    listed = state.destination.lists[FEATURE]
    moved = [replace(one, text=other.text, line_words=other.line_words) for one, other in pairwise(listed)]
    with suppress(UserError):
        next_record(state.answers, state.record, replace(EMPTY, lists={FEATURE: moved}), DAY)


def added_by_hand(state: State) -> None:
    size = len(state.record.tasks)
    more = "\n".join(f"- [ ] T{90_000 + one} Do it in src/lib/x{one}.py" for one in range(size))
    next_record(state.answers, state.record, state.with_lines(f"{state.list}\n{more}"), DAY)


def deleted(state: State) -> None:
    half = state.list[: len(state.list) // 2].rpartition("\n")[0]
    next_record(state.answers, state.record, state.with_lines(half), DAY)


def with_one_more(state: State) -> None:
    raw = {**state.raw, "stories": [*state.raw.get("stories", []), {"title": "One more", "entities": ["More"]}]}
    next_record(read_answers(raw, frozenset(raw)), state.record, state.destination, DAY)


def without_tasks(state: State) -> None:
    recover(load([line for line in state.lines if '{"task"' not in line]), state.answers, state.destination)


WORK: dict[str, Callable[[State], object]] = {
    "answers are read": lambda state: read_answers(state.raw, frozenset(state.raw)),
    "a feature is planned": lambda state: next_record(state.answers, Record(), EMPTY, DAY),
    "nothing has changed": lambda state: next_record(state.answers, state.record, state.destination, DAY),
    "the record is read": lambda state: load(state.lines),
    "the record is written": lambda state: dump(state.record),
    "a project is printed": lambda state: project_view(state.answers, state.record, {}),
    "a story is added": with_one_more,
    "tasks are added by hand": added_by_hand,
    "half of the tasks are deleted": deleted,
    "the list is renumbered": renumbered,
    "the record has lost its tasks": without_tasks,
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_four_times_as_much_takes_four_times_as_long(kind: str) -> None:
    small, large = (State(ANSWERS[kind](size)) for size in (40, 160))
    slow = {name: round(ratio, 1) for name, work in WORK.items() if (ratio := growth(work, small, large, MOST)) >= MOST}
    assert slow == {}


@pytest.mark.parametrize("word", ["a", "a/", ".", "/", "in ", "T1", "`", "(", "é"])
def test_one_long_line_is_planned_in_linear_time(word: str) -> None:
    def planned(size: int) -> State:
        text = f"- [ ] T900 Do {word * (size // len(word))}!"
        state = State({})
        state.destination = state.with_lines(text)
        return state

    work: Callable[[State], object] = lambda state: next_record(state.answers, Record(), state.destination, DAY)  # noqa: E731
    assert growth(work, planned(20_000), planned(80_000), MOST) < MOST


def test_references_of_a_contract_are_followed_in_linear_time() -> None:
    """Each of them is defined far behind the place that names it."""

    def answer(one: int) -> dict[str, str]:
        return {"$ref": f"#/components/responses/A{one}"}

    def reading(size: int) -> State:
        paths = {f"/a{one}": {"get": {"responses": {"200": answer(one)}}} for one in range(size)}
        answers = {f"A{one}": {"description": "x" * 400} for one in range(size)}
        state = State({})
        state.list = json.dumps({"openapi": "3.1.0", "paths": paths, "components": {"responses": answers}})
        return state

    work: Callable[[State], object] = lambda state: operations(state.list, "api.json", FEATURE)  # noqa: E731
    small, large = reading(1_500), reading(6_000)
    assert len(operations(small.list, "api.json", FEATURE)) == 1_500
    assert growth(work, small, large, MOST) < MOST
