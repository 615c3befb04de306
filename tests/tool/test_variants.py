"""The forms of a task list, one by one: `samples/variants.json` has small lists, each with the tasks that are in it.

The rows settle by example what the grammar leaves open. A key that is left out has its default: open, not parallel,
nothing named, no test written.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from plan.reading.lists import read_tasks

VARIANTS = json.loads((Path(__file__).parent / "samples/variants.json").read_text(encoding="utf-8"))
DEFAULTS = {
    "state": " ",
    "parallel": False,
    "stories": [],
    "tags": [],
    "paths": [],
    "depends_on": [],
    "test_path": None,
}


def test_there_are_variants() -> None:
    assert len(VARIANTS) == 159


@pytest.mark.parametrize("variant", VARIANTS, ids=[f"{number:03d}" for number in range(1, len(VARIANTS) + 1)])
def test_variant_is_read_as_settled(variant: dict[str, Any]) -> None:
    wanted = [DEFAULTS | task for task in variant["tasks"]]
    read = [json.loads(json.dumps(vars(task))) for task in read_tasks(variant["input"], "tasks.md")]
    assert [{key: task[key] for key in want} for task, want in zip(read, wanted)] == wanted
    assert len(read) == len(wanted)
    assert all(task["writes_test"] == (task["test_path"] is not None) for task in read)
