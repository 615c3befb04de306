"""The record's lines: written so that YAML leaves them on one line, read back without a YAML parser."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from plan.errors import UserError
from plan.items import Entity, Feature, Story, Task, Unit
from plan.model import Scenario
from plan.record import dump, load, load_answers, record_of

NASTY = "it's \"q\" \\ \u2028 \u0085 \x7f 🎉 \ufeff: # - [x] {{ a }} ''"


def as_answers_file(lines: list[str], tmp_path: Path) -> Path:
    file = tmp_path / ".copier-answers.yml"
    answers = {"_commit": "v1", "groundplan_record": lines, "language": "python"}
    text = yaml.safe_dump(answers, allow_unicode=True, indent=4, width=2147483647, sort_keys=False)
    file.write_text(f"# a comment\n{text}", encoding="utf-8")
    return file


def test_record_is_one_line_an_item_in_yaml_and_survives_it(tmp_path: Path) -> None:
    record = record_of(
        [
            Unit(".", "python", "pytest"),
            Feature("001-a", NASTY, "2026-03-14", context={"storage": NASTY}, edge_cases=(NASTY,)),
            Story(
                "US1",
                "001-a",
                NASTY,
                acceptance=(Scenario("a", "b", "c"), Scenario(text=NASTY)),
                entities=(Entity("User", fields=(("id", "int"), ("name", ""))),),
            ),
            Task("T001", "001-a", "list", text=NASTY, added_later=True),
        ]
    )
    lines = dump(record)
    file = as_answers_file(lines, tmp_path)
    text = file.read_text(encoding="utf-8")
    assert len(text.split("\n")) == len(lines) + 5
    assert yaml.safe_load(text)["groundplan_record"] == lines
    assert load_answers(text) == record
    assert load(lines) == record


@given(st.text())
def test_any_text_survives_the_answers_file(text: str) -> None:
    record = record_of([Task("T001", "001-a", "list", text=text)])
    _, line = dump(record)
    dumped = yaml.safe_dump([line], allow_unicode=True, width=2147483647)
    assert dumped.count("\n") == 1
    assert dumped.startswith("- '")
    assert yaml.safe_load(dumped) == [line]
    assert load([line]) == record


def test_conflict_markers_and_damaged_lines_are_passed_over(tmp_path: Path) -> None:
    lines = dump(record_of([Task("T001", "a", "list"), Task("T002", "a", "list")]))
    file = as_answers_file(lines, tmp_path)
    text = file.read_text(encoding="utf-8").replace('\n-   \'{"task":"T002"', '\n<<<<<<< ours\n-   \'{"task":"T002"')
    file.write_text(
        text.replace("language:", "=======\n-   '{\"task\":}'\n>>>>>>> theirs\nlanguage:"), encoding="utf-8"
    )
    assert [one.id for one in load_answers(file.read_text(encoding="utf-8")).tasks] == ["T001", "T002"]


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"taks":"T001"}', '{"task":"T001"}', "no json", "[" * 100_000])
def test_line_that_is_not_an_item_is_refused_with_itself(line: str) -> None:
    with pytest.raises(UserError) as caught:
        load([line])
    problem = f"this line is not an item of the record: {line[:120]}"
    assert str(caught.value) == f"groundplan_record: {problem}; restore it from Git, or delete it"


def test_keys_of_a_later_version_are_passed_over() -> None:
    (task,) = load(['{"task":"T001","feature":"a","kind":"list","colour":"red"}']).tasks
    assert task == Task("T001", "a", "list")


def test_line_of_a_scenario_is_no_part_of_the_record() -> None:
    """It would change with every edit above the story."""
    story = Story("US1", "001-x", "Ring", acceptance=(Scenario("a", "b", "c", line=7), Scenario(text="d", line=9)))
    _, line = dump(record_of([story]))
    assert '"acceptance":[{"given":"a","when":"b","then":"c"},{"text":"d"}]' in line
    assert load([line]) == record_of([story])
