"""Which task tests which scenario and which criterion, as the tool tells it."""

from pathlib import Path

import pytest
from plan.items import Feature as RecordedFeature
from plan.items import Story, Task
from plan.model import Feature, Scenario
from plan.project import read_project
from plan.record import Record, dump, record_of
from plan.rules import check
from plan.tracing import scenario_tasks

from tests.tool.conftest import Write, record

JOURNEY = Task("T001", "001-x", "integration", "A lamp is lit", "US1", "Light it", scenarios=("It glows.",))
OWN = Task("T002", "001-x", "integration", "It goes out at dawn.", "US1", "Dawn", scenarios=("It goes out at dawn.",))
MEASURES = Task("T003", "001-x", "criterion", "SC-001", text="Time it")
SCENARIOS = (Scenario(text="It glows."), Scenario(text="It goes out at dawn."))
US1 = Story("US1", "001-x", "Burn", acceptance=SCENARIOS, journeys=("A lamp is lit",))
RECORD = record_of([RecordedFeature("001-x", task_list="plan.md"), US1, JOURNEY, OWN, MEASURES])
PLAN = "- [x] T001 [US1] Light it\n- [x] T002 [US1] Dawn\n- [x] T003 Time it\n- [x] T004 Time it again (SC-001)\n"


def feature_of(write: Write, bare: Path, *scenarios: str, plan: str = PLAN, told: Record = RECORD) -> Feature:
    write(".copier-answers.yml", record(*dump(told)))
    write("specs/001-x/plan.md", plan)
    listed = "".join(f"{number}. {one}\n" for number, one in enumerate(scenarios, 1))
    write("specs/001-x/spec.md", f"### User Story 1 - Burn\n\n**Acceptance Scenarios**:\n\n{listed}")
    (feature,) = read_project(bare).features
    return feature


def tasks(feature: Feature) -> list[str]:
    (story,), (planned,) = feature.spec.stories, feature.planned
    return [task for _, task in scenario_tasks(story, planned)]


@pytest.mark.parametrize(
    ("scenarios", "expected"),
    [
        (["It glows.", "It goes out at dawn."], ["T001", "T002"]),
        (["It goes out at dawn.", "It glows."], ["T002", "T001"]),
        (["It glows.", "It goes out at dusk."], ["T001", "T002"]),  # reworded
        (["It glows.", "It goes out at dawn.", "It warms."], ["T001", "T002", ""]),
        (["It warms.", "It glows.", "It goes out at dawn."], ["", "T001", "T002"]),
    ],
)
def test_scenario_has_the_task_that_holds_it(
    write: Write, bare: Path, scenarios: list[str], expected: list[str]
) -> None:
    assert tasks(feature_of(write, bare, *scenarios)) == expected


def test_journeys_are_no_excuse_for_a_scenario_without_a_test(write: Write, bare: Path) -> None:
    feature_of(write, bare, "It glows.", "It goes out at dawn.", "It warms.")
    found = [one for one in check(read_project(bare)) if one.rule == "untested-scenario"]
    assert [one.line for one in found] == [7]
    feature_of(write, bare, "It glows.", "It goes out at dawn.", plan=PLAN.replace("T001", "T009"))
    found = [one for one in check(read_project(bare)) if one.rule == "untested-scenario"]
    assert [one.line for one in found] == [5]


def test_record_of_an_earlier_version_tells_a_scenario_by_its_source(write: Write, bare: Path) -> None:
    earlier = record_of([RecordedFeature("001-x", task_list="plan.md"), US1, Task(**{**vars(OWN), "scenarios": ()})])
    assert tasks(feature_of(write, bare, "It glows.", "It goes out at dawn.", told=earlier)) == ["", "T002"]


def test_criterion_has_the_task_planned_for_it_and_those_that_name_it(write: Write, bare: Path) -> None:
    assert feature_of(write, bare, "It glows.").measured == {"SC-001": ("T003", "T004")}
