"""Entities with fields, in the forms in which a data-model.md has them."""

import time

import pytest
from plan.reading.data_model import read_data_model

TABLE = "| Field | Type | Notes |\n|---|---|---|\n| `id` | UUID | key |\n| **text** | String(255) | |\n"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("### Note", "Note"),
        ("## Entity 1: Note", "Note"),
        ("### 2.1 `Note` (stored)", "Note"),
        ("### 1. Note Entity", "Note"),
        ("## Entity: To-do item", "To-do item"),
        ("### 利用者", "利用者"),
    ],
)
def test_heading_with_a_table_of_fields_is_an_entity(heading: str, name: str) -> None:
    (one,) = read_data_model(f"# Data Model\n\n{heading}\n\nWords.\n\n{TABLE}")
    assert (one.name, one.line, one.fields) == (name, 3, (("id", "UUID"), ("text", "String(255)")))


@pytest.mark.parametrize(
    "fields",
    [
        "**Fields**:\n- `id` (UUID, primary key) - what it is\n- `text`: str\n",
        "#### Purpose\n\nWords.\n\n#### Fields\n\n- **id**: UUID\n- **text**: str\n  - deeper\n",
        "**Attributes:**\n\n* id (UUID)\n* text: str\n\n**Rules**:\n- `id` must be there\n",
    ],
)
def test_list_of_fields_is_read_as_well(fields: str) -> None:
    (one,) = read_data_model(f"### Note\n\n{fields}")
    assert one.fields == (("id", "UUID"), ("text", "str"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "## Relationships\n\n| From | To |\n|---|---|\n| a | b |\n",
        "## Rules\n\n- `id` must be there\n",
        "### [Entity]\n\n" + TABLE,
        "### Fields\n\n" + TABLE,
        f"```text\n### Note\n{TABLE}```\n",
    ],
)
def test_what_has_no_fields_is_no_entity(text: str) -> None:
    assert read_data_model(text) == ()


def test_long_lines_are_read_in_time() -> None:
    began = time.process_time()
    assert read_data_model(f"### Note\n\n**Fields**:\n- {'`' * 50_000}\n- {'a ' * 50_000}\n|{'|' * 50_000}\n") == ()
    assert time.process_time() - began < 1.5  # a quadratic reading takes at least ten times as long
