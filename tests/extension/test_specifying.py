"""What spec.md says beside the answers, as functions: which story it is, which requirement is whose, what wins."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from extensions.plan.errors import UserError
from extensions.plan.items import Story, Task
from extensions.plan.model import Scenario
from extensions.plan.model import Task as ListedTask
from extensions.plan.reading.lists import read_task, read_tasks
from extensions.plan.reading.spec import read_spec
from extensions.plan.record import Record, dump, load
from extensions.plan.sources import read_specs
from extensions.plan.writing import words_of

from extensions.answers.answers import read_answers
from extensions.destination.folder import Destination
from extensions.record.pipeline import next_record
from extensions.text.mentions import mentions
from extensions.text.story_writer import story_block
from extensions.views.stubs import stub_files

DAY, FEATURE = "2026-03-14", "001-initial-feature"
SPEC = f"specs/{FEATURE}/spec.md"


def planned(spec: str, last: Record | None = None, answers: dict[str, Any] | None = None, tasks: str = "") -> Record:
    """The record after an update of a project with this spec.md, and these lines in its plan."""
    given = answers or {}
    first = last or next_record(
        read_answers(given, frozenset(given)), Record(), Destination({}, frozenset(), _none), DAY
    )
    there = Destination({FEATURE: listed(first, tasks)}, frozenset(), _none, specs={FEATURE: read_spec(spec, SPEC)})
    record = next_record(read_answers(given, frozenset(given)), first, there, DAY)
    assert load(dump(record)) == record
    there = replace(there, lists={FEATURE: listed(record, tasks)})
    assert next_record(read_answers(given, frozenset(given)), record, there, DAY) == record
    return record


def listed(record: Record, tasks: str) -> tuple[ListedTask, ...]:
    """The plan as the template prints it, with these lines of a person."""
    printed = (f"- [ ] {one.id} {words_of(one)}" for one in record.tasks if one.kind != "list")
    return read_tasks("\n".join([*printed, tasks]), "plan.md")


def _none(path: str) -> bool:
    return False


def story(number: int, title: str, *more: str, priority: str = "P1") -> str:
    return "\n\n".join([f"### User Story {number} - {title} (Priority: {priority})", *more, ""])


def entities(*found: str) -> str:
    return "\n".join(["### Key Entities", "", *(f"- **{one}**: Something" for one in found), ""])


def requirement(number: int, text: str) -> str:
    return f"### Requirements\n\n- **FR-{number:03d}**: {text}\n"


def titles(record: Record) -> dict[str, str]:
    return {one.id: one.title for one in record.of(FEATURE).planned}


def of(record: Record, kind: str) -> dict[tuple[str, str], Task]:
    """The tasks of a kind by what called for them and their story."""
    return {(one.source, one.story): one for one in record.tasks if one.kind == kind}


def new(record: Record, last: Record) -> list[tuple[str, str, str]]:
    known = {one.id for one in last.tasks}
    return [(one.kind, one.source, one.story) for one in record.tasks if one.id not in known]


def test_number_of_the_heading_is_the_id_where_it_is_free() -> None:
    record = planned(story(4, "Write") + story(2, "Find"))
    assert titles(record) == {"US2": "Find", "US4": "Write"}
    assert [one.title for one in record.of(FEATURE).stories] == []


def test_story_is_known_by_its_title_then_by_its_number() -> None:
    first = planned(story(1, "Write") + story(2, "Find"))
    again = planned(story(1, "Find") + story(2, "Search") + story(3, "Write"), first)
    assert titles(again) == {"US1": "Write", "US2": "Find", "US4": "Search"}
    renamed = planned(story(1, "Write down") + story(2, "Find"), first)
    assert titles(renamed) == {"US1": "Write down", "US2": "Find"}
    assert new(renamed, first) == []


def test_story_that_left_spec_md_keeps_its_tasks_and_its_number() -> None:
    first = planned(story(1, "Write") + story(2, "Find"))
    without = planned(story(1, "Write"), first)
    assert without.tasks == first.tasks
    assert titles(without) == titles(first)
    assert titles(planned(story(1, "Write") + story(3, "Tidy"), without))["US3"] == "Tidy"


@pytest.mark.parametrize(
    "spec",
    [
        story(1, "[Brief Title]"),
        story(1, "[NEEDS CLARIFICATION: which one?]"),
        "<!--\n" + story(1, "Hidden") + "-->\n",
        "```text\n" + story(1, "Shown") + "```\n",
        "### Tests for User Story 1\n",
        "### User Story 1 & 2 - Both\n",
        "### User Story 1\n",
        entities("[Entity 1]"),
    ],
)
def test_placeholder_and_what_is_no_story_call_for_nothing(spec: str) -> None:
    assert {one.kind for one in planned(spec).tasks} == {"structure", "project", "tools"}


def test_two_stories_of_one_number_are_reported_with_file_and_line() -> None:
    with pytest.raises(UserError) as refused:
        planned(story(1, "Write") + story(1, "Find"))
    assert str(refused.value) == f"{SPEC}:3: duplicate User Story 1 (same as line 1); give one the next number"


def test_entity_belongs_to_the_stories_that_speak_of_it_and_else_is_a_base_model() -> None:
    words = "A user keeps notes and their tag-lists."
    record = planned(story(1, "Write", words) + entities("Note", "TagList", "Clock"))
    (one,) = record.of(FEATURE).planned
    assert [entity.name for entity in one.entities] == ["Note", "TagList"]
    assert set(of(record, "model")) == {("Note", "US1"), ("TagList", "US1"), ("Clock", "")}
    read = read_task(f"- [ ] T001 {words_of(of(record, 'model')['Clock', ''])}")
    assert read
    assert read.text == "Create Clock model in src/models/clock.py"


def test_base_model_that_a_story_comes_to_name_is_not_made_again() -> None:
    first = planned(story(1, "Write") + entities("Clock"))
    later = planned(story(1, "Write") + story(2, "Read the clock") + entities("Clock"), first)
    assert [one for one in new(later, first) if one[0] == "model"] == []
    (service,) = [one for one in later.tasks if one.kind == "service" and one.story == "US2"]
    assert of(later, "model")["Clock", ""].id in words_of(service)


def test_renamed_entity_keeps_its_model() -> None:
    first = planned(story(1, "Write", "A note.") + entities("Note"))
    later = planned(story(1, "Write", "A memo.") + entities("Memo"), first)
    assert new(later, first) == []
    assert set(of(later, "model")) == {("Memo", "US1")}


def test_entity_that_a_story_no_longer_names_is_not_taken_for_another() -> None:
    both = entities("Note", "Label")
    first = planned(story(1, "Write", "A note.") + both)
    later = planned(story(1, "Write", "A label.") + both, first)
    assert new(later, first) == []  # the base model of Label was there, that of Note stays
    assert set(of(later, "model")) == {("Note", "US1"), ("Label", "")}


def test_requirement_belongs_to_the_stories_that_name_it_else_to_those_of_its_entities() -> None:
    stories = story(1, "Write", "A note.") + story(2, "Tidy", "All is tidy (FR-002).")
    found = (
        requirement(1, "A note MUST be short") + requirement(2, "A note MUST go") + requirement(3, "It MUST be fast")
    )
    record = planned(stories + found + entities("Note"))
    assert {one.id: one.requirements for one in record.of(FEATURE).planned} == {"US1": ("FR-001",), "US2": ("FR-002",)}
    assert {one.kind for one in record.tasks if "FR-001" in one.requirements} == {"integration", "endpoint"}
    assert {one.story for one in record.tasks if "FR-001" in one.requirements} == {"US1"}
    assert not [one for one in record.tasks if "FR-003" in words_of(one)]


def test_requirement_of_an_entity_is_of_the_stories_that_share_its_words_and_stays_there() -> None:
    stories = story(1, "Write a note", "A note.") + story(2, "Delete a note", "An old note goes.")
    spec = requirement(1, "A note MUST be deleted for good") + requirement(2, "A note MUST be short") + entities("Note")
    first = planned(stories + spec)
    found = {one.id: one.requirements for one in first.of(FEATURE).planned}
    assert found == {"US1": ("FR-002",), "US2": ("FR-001", "FR-002")}
    later = planned(stories.replace("An old note goes", "An old page is removed") + spec, first)
    assert {one.id: one.requirements for one in later.of(FEATURE).planned} == found


def test_requirement_that_comes_later_gets_a_task_in_its_story() -> None:
    first = planned(story(1, "Write", "A note.") + entities("Note"))
    spec = story(1, "Write", "A note.") + requirement(7, 'A note MUST say "when"') + entities("Note")
    later = planned(spec, first)
    assert new(later, first) == [("requirement", "FR-007", "US1")]
    words = words_of(of(later, "requirement")["FR-007", "US1"])
    service = next(one.id for one in later.tasks if one.kind == "service")
    assert words == (
        f"[P] [US1] Implement \"A note MUST say 'when'\" in src/services/note_service.py (FR-007) "
        f"(depends on {service})"
    )
    by_hand = planned(spec, first, tasks="- [ ] T200 [US1] Say when in src/lib/when.py (FR-007)")
    assert [one for one in by_hand.tasks if one.kind == "requirement"] == []


def test_story_that_people_have_planned_by_hand_is_left_to_them() -> None:
    record = planned(story(1, "Write"), tasks="- [ ] T200 [US1] Write it in src/lib/write.py")
    assert titles(record) == {}
    assert [one.kind for one in record.tasks if one.story == "US1"] == ["list"]


SIGN_IN = {
    "title": "Sign in",
    "goal": "A user is known.",
    "entities": ["User"],
    "endpoints": ["POST /sessions"],
    "acceptance": [{"given": "a user", "when": "they sign in", "then": "they are known"}, "It rings."],
}


def as_spec(record: Record) -> str:
    """spec.md as the template prints it."""
    found = [story_block(one) for one in record.of(FEATURE).stories if not one.source]
    texts = [requirement(int(one.id[3:]), one.text) for one in record.of(FEATURE).requirements if not one.source]
    named = [entity.name for one in record.of(FEATURE).stories for entity in one.entities]
    return "\n\n".join(["## User Scenarios", *found, "### Functional Requirements", *texts, entities(*named)])


HOSTILE = [
    {"title": "Sign <b>in</b> **now** (Priority: P9)", "goal": "**Goal**: x", "why": "# no", "independent_test": "- y"},
    {
        "title": "1. First",
        "goal": "Acceptance Scenarios",
        "acceptance": ["given a when b then c", "**Given** x", "[a]"],
    },
    {"title": "US2 - Two", "acceptance": [{"given": "x, **When** y", "when": "`<b>`", "then": "*z*"}]},
    {"title": "Note (draft) #", "goal": "`a\\<b>` FR-001", "priority": "P07"},
    {"title": "[Brief Title]", "goal": "[NEEDS CLARIFICATION: what?]", "acceptance": ["1. one", "- two"]},
]


@pytest.mark.parametrize("answered", [SIGN_IN, *HOSTILE], ids=lambda one: str(one["title"]))
def test_story_of_the_answers_that_nobody_touched_is_read_as_it_was_printed(answered: dict[str, Any]) -> None:
    given = {"stories": [answered, "Leave"], "requirements": ["A user MUST be known", "A user MUST go"]}
    first = planned("", None, given)
    assert planned(as_spec(first), first, given) == first


def test_what_a_person_changed_in_a_story_of_the_answers_wins_and_the_rest_follows() -> None:
    given = {"stories": [SIGN_IN]}
    first = planned("", None, given)
    spec = as_spec(first).replace("- Sign in (", "- Log in (").replace("2. It rings.", "2. It sings.\n3. It swings.")
    there = planned(spec, first, given)
    (one,) = there.of(FEATURE).planned
    assert (one.title, one.goal, one.endpoints) == ("Log in", "A user is known.", ("POST /sessions",))
    assert [scenario.text for scenario in one.acceptance[1:]] == ["It sings.", "It swings."]
    assert new(there, first) == [("integration", "It swings.", "US1")]
    assert there.of(FEATURE).stories == first.of(FEATURE).stories
    changed = {"stories": [SIGN_IN | {"title": "Enter", "goal": "It is known who it is.", "endpoints": ["GET /me"]}]}
    (one,) = _once(spec, there, changed)
    assert (one.title, one.goal, one.endpoints) == ("Log in", "It is known who it is.", ("GET /me",))


def _once(spec: str, last: Record, answers: dict[str, Any]) -> tuple[Story, ...]:
    """The stories after one update, in which the template prints what the answers say into spec.md."""
    there = Destination({FEATURE: ()}, frozenset(), _none, specs={FEATURE: read_spec(spec, SPEC)})
    return next_record(read_answers(answers, frozenset(answers)), last, there, DAY).of(FEATURE).planned


def test_answers_add_to_a_story_that_a_person_wrote_and_it_is_never_printed() -> None:
    spec = story(1, "Write", "A user keeps what they know.")
    first = planned(spec)
    later = planned(spec, first, {"stories": [{"title": "Write", "goal": "Else", "endpoints": ["POST /notes"]}]})
    (one,) = later.of(FEATURE).planned
    assert (one.goal, one.endpoints) == ("A user keeps what they know.", ("POST /notes",))
    assert [found.source for found in later.of(FEATURE).stories] == ["spec.md"]
    assert ("contract", "POST /notes", "US1") in new(later, first)


def test_answers_get_the_numbers_after_those_of_spec_md() -> None:
    spec = story(1, "Write") + requirement(1, "It MUST be short")
    first = planned(spec)
    given = {"stories": ["Leave"], "requirements": ["It MUST end", "It MUST be short"]}
    taken = frozenset({"US1", "FR-001"})
    there = Destination(
        {FEATURE: ()}, frozenset(), _none, ids_in_documents={FEATURE: taken}, specs={FEATURE: read_spec(spec, SPEC)}
    )
    record = next_record(read_answers(given, frozenset(given)), first, there, DAY)
    assert titles(record) == {"US1": "Write", "US2": "Leave"}
    assert [(one.id, one.source) for one in record.of(FEATURE).requirements] == [("FR-001", "spec.md"), ("FR-002", "")]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("two notes", "Note", True),
        ("a notebook", "Note", False),
        ("its stories", "Story", True),
        ("the todo items", "TodoItem", True),
        ("a link-click", "LinkClick", True),
        ("LinkClick", "Link click", True),
        ("利用者は", "利用者", True),
        ("a (b)", "(", False),
    ],
)
def test_names_are_found_in_words(text: str, name: str, found: bool) -> None:
    assert mentions(text, name) is found


def test_scenario_of_a_story_is_replaced_in_place() -> None:
    scenarios = "**Acceptance Scenarios**:\n\n1. It rings.\n2. It sings."
    first = planned(story(1, "Write", scenarios))
    later = planned(story(1, "Write", scenarios.replace("rings", "swings")), first)
    assert [one.source for one in later.tasks if one.kind == "integration"] == ["It swings.", "It sings."]
    same = [
        [replace(one, source="", scenarios=(), written_from=()) for one in record.tasks] for record in (first, later)
    ]
    assert same[0] == same[1]
    assert [one.scenarios for one in later.tasks if one.kind == "integration"] == [("It swings.",), ("It sings.",)]
    assert later.of(FEATURE).planned[0].acceptance == (Scenario(text="It swings."), Scenario(text="It sings."))


def test_data_model_beside_spec_md_gives_fields_and_further_entities(tmp_path: Path) -> None:
    folder = tmp_path / SPEC.rpartition("/")[0]
    folder.mkdir(parents=True)
    (folder / "spec.md").write_text(story(1, "Write", "A reading note.") + entities("Reading Note"), encoding="utf-8")
    table = "| Field | Type |\n|---|---|\n| text | str |\n"
    model = f"## Entities\n\n### 1. ReadingNote\n\n{table}\n### 2. Clock\n\n{table}"
    (folder / "data-model.md").write_text(model, encoding="utf-8")
    there = Destination({FEATURE: ()}, frozenset(), _none, specs=read_specs(tmp_path))
    answers = read_answers({})
    first = next_record(answers, Record(), Destination({}, frozenset(), _none), DAY)
    record = next_record(answers, first, there, DAY)
    assert set(of(record, "model")) == {("Reading Note", "US1"), ("Clock", "")}
    lines = [line for file in stub_files(record) for stub in file.stubs for line in stub.lines]
    assert [line for line in lines if line.startswith("Fields")] == ["Fields: text (str)"]


@pytest.mark.parametrize(
    ("found", "new"),
    [
        (["User", "Memo"], []),
        (["Lamp", "User", "Memo"], ["Lamp"]),
        (["Account", "Note"], []),
        (["User", "Memo", "Lamp"], ["Lamp"]),
        (["User"], []),
        (["Note", "User", "Lamp"], ["Lamp"]),
    ],
)
def test_key_entity_that_is_renamed_in_its_place_keeps_its_tasks(found: list[str], new: list[str]) -> None:
    answers = {"stories": [{"title": "Keep notes", "entities": ["User", "Note"]}]}
    first = planned(entities("User", "Note"), answers=answers)
    record = planned(entities(*found), first, answers)
    sources = [one.source for one in record.tasks if one.kind == "model"]
    assert sources == [*(one.source for one in first.tasks if one.kind == "model"), *new]


def edge_cases(*found: str) -> str:
    return "\n".join(["### Edge Cases", "", *(f"- {one}" for one in found), ""])


KEEP_NOTES = {
    "stories": [{"title": "Keep a note", "entities": ["Note"]}, {"title": "Share a list", "entities": ["List"]}],
    "edge_cases": ["A note is blank"],
}


def updated_once(spec: str, last: Record, answers: dict[str, Any]) -> Record:
    """The record after an update to other answers, before which spec.md was this one."""
    there = Destination({FEATURE: listed(last, "")}, frozenset(), _none, specs={FEATURE: read_spec(spec, SPEC)})
    return next_record(read_answers(answers, frozenset(answers)), last, there, DAY)


def edges(record: Record) -> list[tuple[str, str, str]]:
    return [(one.id, one.source, one.story) for one in record.tasks if one.kind == "edge"]


def test_edge_case_of_spec_md_has_a_test_in_its_story() -> None:
    answers = {"stories": KEEP_NOTES["stories"]}
    first = planned("", None, answers)
    assert edges(first) == []
    record = planned(edge_cases("A shared list is deleted", "A note is\n  kept twice"), first, answers)
    assert [(source, story_id) for _, source, story_id in edges(record)] == [
        ("A note is kept twice", "US1"),
        ("A shared list is deleted", "US2"),
    ]
    assert new(record, first) == [("edge", source, story_id) for _, source, story_id in edges(record)]
    assert record.of(FEATURE).feature.edge_cases == ()


def test_edge_case_that_a_person_adds_beside_those_of_the_answers_has_a_test() -> None:
    first = planned(edge_cases("A note is blank"), None, KEEP_NOTES)
    assert first.of(FEATURE).feature.spec_edge_cases == ()
    record = planned(edge_cases("A note is blank", "A list is empty"), first, KEEP_NOTES)
    assert [source for _, source, _ in edges(record)] == ["A note is blank", "A list is empty"]
    more = {**KEEP_NOTES, "edge_cases": ["A note is blank", "A list is long"]}
    both = updated_once(edge_cases("A note is blank", "A list is empty"), record, more)
    assert {source for _, source, _ in edges(both)} == {"A note is blank", "A list is empty", "A list is long"}
    assert planned(edge_cases("A note is blank", "A list is long", "A list is empty"), both, more) == both  # as printed


def test_edge_case_that_spec_md_says_otherwise_keeps_its_task() -> None:
    first = planned(edge_cases("A note is blank"), None, KEEP_NOTES)
    reworded = planned(edge_cases("A note is blank or has only spaces"), first, KEEP_NOTES)
    assert [one[0] for one in edges(reworded)] == [one[0] for one in edges(first)]
    assert [one[1] for one in edges(reworded)] == ["A note is blank or has only spaces"]
    again = planned(edge_cases("A note is blank or has only spaces"), reworded, {**KEEP_NOTES, "scale_scope": "small"})
    assert again.tasks == reworded.tasks
    gone = planned(
        edge_cases("A list is empty"),
        planned(edge_cases("A note is blank", "A list is empty"), first, KEEP_NOTES),
        KEEP_NOTES,
    )
    assert {source for _, source, _ in edges(gone)} == {"A note is blank", "A list is empty"}


def test_edge_case_that_leaves_the_answers_is_not_one_of_a_person() -> None:
    first = planned(edge_cases("A note is blank"), None, KEEP_NOTES)
    answers = {"stories": KEEP_NOTES["stories"]}
    record = updated_once(edge_cases("A note is blank"), first, answers)
    assert record.of(FEATURE).feature.spec_edge_cases == ()
    assert edges(record) == edges(first)


def test_formatted_edge_case_is_the_one_of_the_answers() -> None:
    answers = {**KEEP_NOTES, "edge_cases": ["A note has *stars* and a_b in it"]}
    first = planned(edge_cases("A note has *stars* and a_b in it"), None, answers)
    record = planned(edge_cases("A note has _stars_ and\n  a\\_b in it"), first, answers)
    assert record == first


def test_edge_case_waits_for_a_story() -> None:
    record = planned(edge_cases("A note is blank"))
    assert edges(record) == []
    record = planned(edge_cases("A note is blank") + "\n" + story(1, "Keep a note"), record)
    assert [one[1:] for one in edges(record)] == [("A note is blank", "US1")]
