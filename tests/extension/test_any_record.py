"""Whatever stands in the record, which people and merges can edit: a line of what is wrong, or a plan; no traceback."""

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from extensions.plan.errors import UserError
from extensions.plan.item_lines import ANSWERS_KEY
from extensions.plan.record import dump, load
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from plan.cli import main

from extensions.answers.answers import read_answers
from extensions.destination.folder import look
from extensions.record.known import refuse_unknown
from extensions.record.pipeline import next_record
from extensions.record.recovery import recover
from extensions.views.project import project_view
from tests.conftest import Render

STORIES: list[dict[str, Any]] = [
    {
        "title": "Moor",
        "goal": "A skipper moors.",
        "acceptance": [{"given": "a berth", "when": "a boat comes", "then": "it fits"}, "It floats."],
        "entities": [{"name": "Berth", "description": "A place.", "fields": {"length": "number", "name": ""}}],
        "endpoints": ["POST /berths/{id}", {"endpoint": "GET /berths", "requirements": ["FR-001"]}],
        "journeys": [{"journey": "A boat moors", "scenarios": [1]}],
        "requirements": ["FR-001"],
    },
    {"title": "Leave", "priority": "P1", "entities": ["Boat", "Berth"], "endpoints": ["DELETE /berths/{id}"]},
]
ANSWERS: dict[str, Any] = {
    "project_type": "web",
    "feature_name": "berths",
    "requirements": ["A berth must have a length"],
    "success_criteria": ["90% of boats fit"],
    "edge_cases": ["No berth is free"],
    "stories": STORIES,
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(
        (*("../../x", "/etc/passwd", ".git/hooks/x", "a\0b", "\ud800", "US1", "US9", "T001", "FR-001", "P0", "cobol"),
         *("x" * 5000, "9" * 5000, 10**30, "tests/../../x", "C:\\x"))
    ),
    st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=3)),
        lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner, max_size=2)),
        max_leaves=4,
    ),
)  # fmt: skip
MANY = settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], database=None
)


@pytest.fixture(scope="module")
def project(render: Render, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("record") / "project"
    shutil.copytree(render(**ANSWERS), folder, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    return folder


@cache
def answers_in(file: Path) -> dict[str, Any]:
    values: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return values


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value in an item, to the item itself too."""
    yield above
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*above, key))


def with_value(item: Any, way: tuple[Any, ...], value: Any) -> Any:
    if not way:
        return value
    copied = item.copy()
    copied[way[0]] = with_value(item[way[0]], way[1:], value)
    return copied


@st.composite
def damaged(draw: st.DrawFn, lines: list[str]) -> list[Any]:
    """The record with one value replaced; a replaced item may be no line of JSON."""
    index = draw(st.integers(0, len(lines) - 1))
    item = json.loads(lines[index])
    way = draw(st.sampled_from(list(places(item))))
    value = draw(ODD)
    line = value if not way and draw(st.booleans()) else json.dumps(with_value(item, way, value))
    return [*lines[:index], line, *lines[index + 1 :]]


@MANY
@given(data=st.data())
def test_any_value_is_planned_from_or_refused_in_a_line(project: Path, data: st.DataObject) -> None:
    raw = answers_in(project / ".copier-answers.yml")
    lines = data.draw(damaged(raw[ANSWERS_KEY]))
    answers = read_answers(
        raw | {"feature_name": "berths"} | {key: ANSWERS[key] for key in ("stories", "requirements")}
    )
    try:
        recorded = load(lines)
        refuse_unknown(recorded)
        previous = recover(recorded, answers, look(project))
        for record in (previous, next_record(answers, previous, look(project), "2026-03-14")):
            assert load(dump(record)) == record
            view = project_view(answers, record, {})
            assert all(".." not in stub.path for stub in view.stubs)
            str(view).encode()
    except UserError as error:
        event(error.place)


def planned_in(lines: list[str]) -> dict[str, tuple[str, ...]]:
    """The kind, words, file and test of each task by its id, without what each run works out again."""
    tasks = [item for item in map(json.loads, lines) if "task" in item]
    keys = ("kind", "text", "file", "test", "name")
    return {item["task"]: tuple(item.get(key, "") for key in keys) for item in tasks}


def test_tasks_that_are_lost_alone_or_together_come_back(project: Path) -> None:
    raw = answers_in(project / ".copier-answers.yml")
    lines, answers = raw[ANSWERS_KEY], read_answers(raw | {"feature_name": "berths"})
    assert any('"kind":"cleanup"' in line for line in lines), "of a service that stories share"
    chance, tasks = Random(4), [line for line in lines if line.startswith('{"task"')]
    losses = [*([line] for line in tasks), *(chance.sample(tasks, len(tasks) // 3) for _ in range(30))]
    for lost in losses:
        recovered = recover(load([line for line in lines if line not in lost]), answers, look(project))
        assert planned_in(dump(recovered)) == planned_in(lines), lost


def printed(project: Path, command: list[str]) -> str:
    shown = io.StringIO()
    with redirect_stdout(shown), redirect_stderr(shown):
        main(command, project)
    return shown.getvalue()


@settings(MANY, max_examples=60)
@given(data=st.data())
def test_tool_passes_over_any_value(project: Path, data: st.DataObject) -> None:
    file = project / ".copier-answers.yml"
    raw = answers_in(file)
    lines = data.draw(damaged(raw[ANSWERS_KEY]))
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(yaml.safe_dump({**raw, ANSWERS_KEY: lines}, width=10**9), encoding="utf-8")
        for command in (["check"], ["report", "--json"], ["next"], ["graph"], ["add", "Tidy up", "--story", "US99"]):
            assert "internal error" not in printed(project, command)
    finally:
        file.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("value", ["text", {"a": 1}, 5, True], ids=str)
def test_what_is_no_list_is_refused_with_what_to_write(value: Any) -> None:
    with pytest.raises(UserError, match=rf"{ANSWERS_KEY}: expected a list of lines, got .*; write {ANSWERS_KEY}: \[\]"):
        load(value)


def test_each_damaged_line_is_named() -> None:
    good = '{"unit":".","language":"python","testing":"pytest"}'
    bad = [5, None, "[" * 100_000, '{"task":"T001","feature":"001-a","kind":"list","test":"../a"}', '{"feature":[]}']
    with pytest.raises(UserError) as caught:
        load([good, *bad])  # type: ignore[list-item]
    assert len(str(caught.value).splitlines()) == len(bad)
