"""Answers and lists to the record, as functions."""

from dataclasses import replace
from typing import Any

import pytest
from extensions.plan.errors import UserError
from extensions.plan.items import Task
from extensions.plan.reading.lists import read_task, read_tasks
from extensions.plan.record import Record, dump, load
from extensions.plan.writing import words_of

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY, Destination
from extensions.layout.dependencies import manifest_lines, routed
from extensions.planning.kinds import GROUP_OF, group_of
from extensions.record.pipeline import next_record
from tests.conftest import example

DAY = "2026-03-14"
FEATURE = "001-initial-feature"


def record_of(answers: dict[str, Any], last: Record | None = None, destination: Destination = EMPTY) -> Record:
    return next_record(read_answers(answers, frozenset(answers)), last or Record(), destination, DAY)


def listed(text: str, feature: str = FEATURE, files: frozenset[str] = frozenset()) -> Destination:
    return Destination({feature: read_tasks(text, f"specs/{feature}/plan.md")}, frozenset(), files.__contains__)


def task(record: Record, kind: str, of: str = "", story: str = "US1") -> Task:
    (found,) = [one for one in record.tasks if (one.kind, one.source, one.story) == (kind, of, story)]
    return found


def after(one: Task) -> set[str]:
    read = read_task(f"- [ ] {one.id} {words_of(one)}")
    assert read
    return set(read.depends_on)


def story(title: str, **more: Any) -> dict[str, Any]:
    return {"title": title, **more}


def test_second_run_and_another_day_change_nothing() -> None:
    for name in ("conduit", "todotxt"):
        answers = read_answers(example(name))
        record = next_record(answers, Record(), EMPTY, DAY)
        assert next_record(answers, record, EMPTY, "2027-01-01") == record
        assert load(dump(record)) == record


def test_stories_are_numbered_by_priority_and_ties_by_their_place() -> None:
    record = record_of({"stories": [story("c", priority="P10"), story("a", priority="P2"), story("b", priority="P2")]})
    assert [(one.id, one.title) for one in record.of(FEATURE).stories] == [("US1", "a"), ("US2", "b"), ("US3", "c")]
    assert record.features[0].stories == ("US3", "US1", "US2")


def test_later_story_gets_the_next_number_whatever_its_priority() -> None:
    first = record_of({"stories": ["a", "b"]})
    second = record_of({"stories": [story("urgent", priority="P1"), "a", "b"]}, first)
    assert [(one.id, one.title) for one in second.of(FEATURE).stories] == [
        ("US1", "a"),
        ("US2", "b"),
        ("US3", "urgent"),
    ]
    assert second.tasks[: len(first.tasks)] == first.tasks


def test_story_is_known_by_its_title_before_its_place_and_by_its_place_when_renamed() -> None:
    first = record_of({"stories": ["a", "b", "c"]})
    swapped = record_of({"stories": ["c", "a renamed", "b"]}, first)
    assert {one.title: one.id for one in swapped.of(FEATURE).stories} == {
        "a": "US1",
        "a renamed": "US4",
        "b": "US2",
        "c": "US3",
    }
    renamed = record_of({"stories": ["a renamed", "b", "c"]}, first)
    assert [(one.id, one.title) for one in renamed.of(FEATURE).stories] == [
        ("US1", "a renamed"),
        ("US2", "b"),
        ("US3", "c"),
    ]
    assert [one.id for one in renamed.tasks] == [one.id for one in first.tasks]


def test_task_whose_file_name_no_file_system_takes_has_no_stub() -> None:
    record = record_of({}, None, listed(f"- [ ] T050 Unit test in tests/unit/test_{'x' * 300}.py", "002-x"))
    assert next(one for one in record.tasks if one.id == "T050").test == ""


def test_story_is_known_by_the_id_that_the_answers_name() -> None:
    first = record_of({"stories": ["a", "b"]})
    second = record_of({"stories": [story("new"), story("other", id="US1"), "b"]}, first)
    assert {one.id: one.title for one in second.of(FEATURE).stories} == {"US1": "other", "US2": "b", "US3": "new"}


def test_story_that_left_the_answers_keeps_its_tasks_and_is_itself_again_when_it_returns() -> None:
    first = record_of({"stories": ["a", "b"]})
    without = record_of({"stories": ["b"]}, first)
    assert without.tasks == first.tasks
    assert without.features[0].stories == ("US2",)
    assert record_of({"stories": ["a", "b"]}, without) == first


def test_requirements_are_only_appended_and_follow_their_words() -> None:
    first = record_of({"requirements": ["one", "two"]})
    second = record_of({"requirements": ["zero", "one", "two and a half"]}, first)
    assert {one.id: one.text for one in second.of(FEATURE).requirements} == {
        "FR-001": "one",
        "FR-002": "two",
        "FR-003": "zero",
        "FR-004": "two and a half",
    }
    assert second.features[0].requirements == ("FR-003", "FR-001", "FR-004")


def test_tests_come_after_what_they_test_or_first() -> None:
    entity = {"name": "Session", "fields": ["email"]}
    answers = {"stories": [story("Sign in", entities=[entity], endpoints=["POST /sessions"], journeys=["walk"])]}
    late = record_of(answers)
    foundation = {task(late, "errors", story="").id, task(late, "api", story="").id}
    assert after(task(late, "contract", "POST /sessions")) == {task(late, "validation").id}
    assert after(task(late, "integration", "walk")) == {task(late, "validation").id}
    assert after(task(late, "model", "Session")) == {task(late, "api", story="").id}
    early = record_of(answers | {"test_order": "first"})
    tests = {task(early, "contract", "POST /sessions").id, task(early, "integration", "walk").id}
    assert after(task(early, "model", "Session")) == tests
    assert after(task(early, "contract", "POST /sessions")) <= foundation
    for record in (late, early):
        assert after(task(record, "service")) == {task(record, "model", "Session").id}
        assert after(task(record, "endpoint", "POST /sessions")) == {task(record, "service").id}
        assert task(record, "endpoint", "POST /sessions").id in after(task(record, "validation"))
        assert after(task(record, "logging")) == {task(record, "validation").id}


def test_parallel_tasks_share_no_file_and_can_be_done_beside_another_of_their_group() -> None:
    for name in ("conduit", "todotxt"):
        for order in ("after", "first"):
            record = record_of(example(name) | {"test_order": order})
            groups: dict[tuple[str, str], list[Any]] = {}
            for one in record.tasks:
                group = (one.story, group_of(one.kind, one.story))
                groups.setdefault(group, []).append(read_task(f"- [ ] {one.id} {words_of(one)}"))
            parallel = 0
            edges = {one.id: after(one) for one in record.tasks}
            for members in groups.values():
                for read in members:
                    others = [other for other in members if other is not read]
                    if read.parallel:
                        parallel += 1
                        assert not set(read.paths) & {
                            path for other in others if other.parallel for path in other.paths
                        }
                        assert [other for other in others if other.paths and other.id not in before(edges, read.id)]
            assert parallel > 30


def before(edges: dict[str, set[str]], task_id: str) -> set[str]:
    """All tasks for which a task waits."""
    found, open_ids = set[str](), [task_id]
    while open_ids:
        new = edges[open_ids.pop()] - found
        found |= new
        open_ids += new
    return found


def parallel(record: Record, *kinds: str) -> dict[tuple[str, str], bool]:
    return {(one.kind, one.source): one.parallel for one in record.tasks if one.kind in kinds}


def test_parallel_is_what_can_be_started_together() -> None:
    answers = {"storage": "SQLite", "authentication": "JWT", "stories": [story("a", endpoints=["GET /a", "GET /b"])]}
    record = record_of(answers)
    assert parallel(record, "settings", "errors", "database") == {
        ("settings", ""): False,
        ("errors", ""): True,
        ("database", ""): True,
    }
    commands = record_of({"stories": [story("a", entities=["X"], endpoints=["go", "stop"])]})
    assert parallel(commands, "model", "service", "endpoint", "contract") == {
        ("model", "X"): False,
        ("service", ""): False,
        ("endpoint", "go"): True,
        ("endpoint", "stop"): True,
        ("contract", "go"): True,
        ("contract", "stop"): True,
    }
    two = record_of({"stories": [story("a", endpoints=["POST /a", "POST /b"])]})  # each is logged in its file later
    assert parallel(two, "service") == {("service", ""): True, ("service", "b"): True}
    one_file = record_of({"stories": [story("a", endpoints=["GET /a", "POST /a"])]})
    assert not any(parallel(one_file, "endpoint").values())


def test_dependencies_have_no_cycle_and_name_tasks() -> None:
    import graphlib

    for order in ("after", "first"):
        record = record_of(example("conduit") | {"test_order": order})
        edges = {one.id: after(one) for one in record.tasks}
        waited_for = set().union(*edges.values())
        assert waited_for
        assert waited_for <= edges.keys()
        assert len(list(graphlib.TopologicalSorter(edges).static_order())) == len(edges)


def test_stories_that_share_nothing_are_not_integrated() -> None:
    record = record_of({"stories": [story("a", entities=["User"]), story("b", entities=["Note"])]})
    assert not [one for one in record.tasks if one.kind == "integrate"]
    shared = record_of({"stories": [story("a", entities=["User"]), story("b", entities=["Note", "User"])]})
    assert not [one for one in shared.tasks if one.kind == "integrate"]


def test_scenarios_are_walked_where_no_journey_is_given() -> None:
    scenarios = [{"given": "a", "when": "b", "then": "c"}, "It rings"]
    record = record_of({"stories": [story("x", acceptance=scenarios)]})
    assert [one.source for one in record.tasks if one.kind == "integration"] == ["given a, when b, then c", "It rings"]
    assert len([one for one in record_of({"stories": ["x"]}).tasks if one.kind == "integration"]) == 1


def test_later_tasks_of_a_story_are_numbered_on_and_marked() -> None:
    first = record_of({"stories": [story("a", endpoints=["GET /a"])]})
    second = record_of({"stories": [story("a", endpoints=["GET /a", "GET /b"])]}, first)
    new = second.tasks[len(first.tasks) :]
    assert [(one.kind, one.source, one.added_later) for one in new] == [
        ("contract", "GET /b", True),
        ("service", "b", True),
        ("endpoint", "GET /b", True),
    ]
    assert [one.id for one in new] == [f"T{len(first.tasks) + number:03d}" for number in (1, 2, 3)]
    assert not any(one.added_later for one in first.tasks)


def test_task_of_a_person_is_recorded_once_and_its_words_follow() -> None:
    first = record_of({})
    others = "".join(f"- [x] {one.id} {words_of(one)}\n" for one in first.tasks)
    second = record_of({}, first, listed(f"{others}- [ ] T050 Mend src/lib/clock.py"))
    (added,) = second.tasks[len(first.tasks) :]
    assert (added.kind, added.test, added.name) == ("list", "tests/unit/lib/test_clock.py", "test_t050_mend")
    third = record_of({}, second, listed(f"{others}- [x] T050 Mend the clock in src/lib/time.py"))
    (kept,) = third.tasks[len(first.tasks) :]
    assert kept == replace(added, text="Mend the clock in src/lib/time.py")
    assert record_of({}, third, listed("")) == third


def test_ids_that_people_gave_are_not_given_again() -> None:
    first = record_of({})
    record = record_of({"stories": ["a"]}, first, listed("- [ ] T120 By hand"))
    new = [one.id for one in record.tasks[len(first.tasks) :] if one.kind != "list"]
    assert min(new) == "T121"


def test_written_task_that_was_retitled_keeps_its_line_and_place() -> None:
    first = record_of({"stories": ["a"]})
    service = task(first, "service")
    lines = "".join(f"- [x] {one.id} {words_of(one)}\n" for one in first.tasks)
    retitled = lines.replace(f"{service.id} {words_of(service)}", f"{service.id} [US1] Serve it")
    second = record_of({"stories": ["a"]}, first, listed(retitled))
    assert task(second, "service") == replace(service, current_text="Serve it")
    back = record_of({"stories": ["a"]}, second, listed(lines))
    assert back == first


def test_done_task_of_a_person_and_an_unsafe_path_get_no_stub() -> None:
    unsafe = ("../other/x.py", ".git/hooks/x.py", "a/../../x.py", "/etc/test_x.py")
    lines = ["- [x] T050 Done", *(f"- [ ] T{number:03d} Mend {path}" for number, path in enumerate(unsafe, 51))]
    record = record_of({}, None, listed("\n".join(lines), "002-x"))
    tests = {one.id: one.test for one in record.tasks if one.feature == "002-x"}
    assert tests == dict.fromkeys(("T050", "T051", "T052", "T053", "T054"), "")


def test_file_that_a_person_wrote_is_the_tasks_own_test() -> None:
    text = "- [ ] T050 Unit test for the clock in tests/unit/test_clock.py"
    record = record_of({}, None, listed(text, files=frozenset({"tests/unit/test_clock.py"})))
    assert (record.tasks[-1].test, record.tasks[-1].name) == ("tests/unit/test_clock.py", "")


def test_stubs_of_two_features_never_collide() -> None:
    first = record_of({"stories": [story("a", entities=["User"], endpoints=["GET /users"])]})
    again = {"feature_name": "more", "stories": [story("b", entities=["User"], endpoints=["GET /users"])]}
    record = record_of(again, first)
    places = [(one.feature, one.test) for one in record.tasks if one.name]
    assert len({test for _, test in places}) == len(set(places))
    assert "tests/unit/models/test_user_more.py" in {test for _, test in places}
    assert {one.feature for one in record.tasks if one.kind == "structure"} == {FEATURE}


def test_numbers_that_people_gave_in_the_documents_are_not_given_again() -> None:
    written = Destination(
        {FEATURE: ()}, frozenset(), lambda path: False, ids_in_documents={FEATURE: frozenset({"US3", "FR-004"})}
    )
    record = record_of({"stories": ["a"], "requirements": ["x"]})
    later = record_of(
        {"stories": ["a", story("b", requirements=["FR-004"])], "requirements": ["x", "y"]}, record, written
    )
    assert [one.id for one in later.of(FEATURE).stories] == ["US1", "US4"]
    assert [one.id for one in later.of(FEATURE).requirements] == ["FR-001", "FR-005"]


def test_source_that_would_be_taken_for_a_test_gets_another_name() -> None:
    entities = ["AB Test", "Test Result", "Test"]
    record = record_of({"stories": [story("Run", entities=entities, endpoints=["unit-test", "POST /ab-tests"])]})
    read = [read_task(f"- [ ] {one.id} {words_of(one)}") for one in record.tasks]
    assert [one.id for one in read if one and one.writes_test] == [
        one.id for one in record.tasks if one.kind in ("contract", "integration", "edges")
    ]
    assert all(one.test.startswith("tests/") for one in record.tasks)
    models = [read_task(f"- [ ] {one.id} {words_of(one)}") for one in record.tasks if one.kind == "model"]
    assert [path for one in models if one for path in one.paths] == [
        "src/models/ab_test_model.py",
        "src/models/model_test_result.py",
        "src/models/test.py",
    ]


def test_feature_that_takes_a_number_in_use_gets_the_next() -> None:
    first = record_of({"feature_name": "web shop"})
    assert record_of({"feature_name": "001-other"}, first).features[1].id == "002-other"
    assert record_of({"feature_name": "007-other"}, first).features[1].id == "007-other"


def test_feature_is_known_by_its_folder_or_its_name() -> None:
    first = record_of({"feature_name": "User Auth"})
    assert [one.id for one in first.features] == ["001-user-auth"]
    for name in ("User Auth", "user-auth", "001-user-auth"):
        assert record_of({"feature_name": name}, first).features[0].id == "001-user-auth"
    both = record_of({"feature_name": "Search"}, first)
    assert [one.id for one in both.features] == ["001-user-auth", "002-search"]
    by_hand = Destination({"007-by-hand": ()}, frozenset(), lambda path: False)
    assert record_of({"feature_name": "next"}, None, by_hand).features[-1].id == "008-next"


def kinds(answers: dict[str, Any]) -> set[str]:
    return {one.kind for one in record_of(answers).tasks if GROUP_OF[one.kind] in ("foundational", "polish")}


def test_shared_tasks_are_only_those_that_the_answers_call_for() -> None:
    always = {"errors", "documentation"}
    assert kinds({}) == set()
    assert kinds({"stories": ["a"]}) == always
    assert kinds({"stories": ["a"], "storage": "Redis"}) == always | {"settings"}
    assert kinds({"stories": ["a"], "storage": "PostgreSQL 17"}) == always | {"settings", "database"}
    assert kinds({"stories": ["a"], "authentication": "JWT"}) == always | {*("settings", "authentication", "security")}
    assert kinds({"stories": ["a"], "authentication": "none"}) == always
    assert kinds({"stories": [story("a", endpoints=["GET /a"])]}) == always | {"settings", "api", "security"}
    assert kinds({"stories": [story("a", endpoints=["go"])]}) == always | {"entry"}
    assert kinds({"stories": [story("Add a note"), story("Find a note")]}) == always | {"cleanup"}
    models = {"storage": "SQLite", "stories": [story("a", entities=["X"]), story("b", entities=["Y"])]}
    assert kinds(models) == always | {"settings", "database", "base"}
    assert kinds(models | {"language": "go"}) == always | {"settings", "database"}, "Go has no base classes"
    assert kinds({"stories": ["a"], "performance_goals": "fast"}) == always | {"performance"}


def test_every_story_waits_for_the_foundation_and_polish_for_every_story() -> None:
    record = record_of(example("conduit"))
    edges = {one.id: after(one) for one in record.tasks}

    def before(task_id: str) -> set[str]:
        return edges[task_id].union(*map(before, edges[task_id]))

    foundation = {one.id for one in record.tasks if GROUP_OF[one.kind] == "foundational"}
    implementation = {one.id for one in record.tasks if GROUP_OF[one.kind] == "implementation"}
    assert foundation and implementation
    assert {"tests", "polish"} <= {GROUP_OF[one.kind] for one in record.tasks}
    assert all(foundation <= before(one.id) for one in record.tasks if one.story)
    assert all(implementation <= before(one.id) for one in record.tasks if GROUP_OF[one.kind] == "polish")


def test_later_feature_repeats_neither_setup_nor_foundation() -> None:
    first = record_of(example("conduit"))
    second = record_of(example("conduit") | {"feature_name": "more"}, first)
    new = {GROUP_OF[one.kind] for one in second.tasks if one.feature == "002-more"}
    assert new == {"tests", "implementation", "polish"}


def test_stub_scope_of_test_tasks_gives_stubs_to_tests_alone() -> None:
    answers = {"stories": [story("a", endpoints=["GET /a"])], "edge_cases": ["No a"], "stub_scope": "test-tasks"}
    assert {one.kind for one in record_of(answers).tasks if one.test} == {"contract", "integration", "edge"}


def test_two_tasks_of_one_id_are_refused_and_both_tests_stay_when_one_is_renumbered() -> None:
    base = record_of({"stories": ["a"]})
    left = record_of({"stories": ["a"], "storage": "SQLite"}, base, listed("- [ ] T100 Left in src/lib/left.py"))
    right = record_of({"stories": ["a", "b"]}, base, listed("- [ ] T100 Right in src/lib/right.py"))
    union = load([*dump(left), *(line for line in dump(right) if line not in dump(left))])
    twice = "- [ ] T100 Left in src/lib/left.py\n- [ ] T100 Right in src/lib/right.py"
    with pytest.raises(UserError) as refused:
        record_of({"stories": ["a", "b"]}, union, listed(twice))
    assert "T100 is also the id of the task in" in str(refused.value)
    assert "the next free id" in str(refused.value)
    lines = listed(twice.replace("T100 Right", "T300 Right"))
    merged = record_of({"stories": ["a", "b"]}, union, lines)
    tests = {one.test for one in merged.tasks}
    assert {"tests/unit/lib/test_left.py", "tests/unit/lib/test_right.py"} <= tests
    assert {one.test for one in left.tasks} | {one.test for one in right.tasks} <= tests


def test_two_swift_test_files_of_a_kind_never_have_one_name() -> None:
    """A target does not build with two files of one name, in whatever folders they stand."""
    first = record_of({"language": "swift", "project_name": "quay", "stories": [story("a", entities=["User"])]})
    text = "- [ ] T100 Log in Sources/Quay/Services/User.swift\n- [ ] T101 Sign in Sources/Quay/Services/User.swift"
    second = record_of({"language": "swift", "project_name": "quay"}, first, listed(text))
    tests = {one.id: one.test for one in second.tasks}
    assert "tests/unit/Models/UserTests.swift" in tests.values()
    assert tests["T100"] == tests["T101"] == "tests/unit/Services/ServicesUserTests.swift"


def test_formatted_lines_of_people_change_nothing() -> None:
    mine = "- [ ] T099 Oil the *old* hinges of every\n      gate in src/gates.py (FR-001)\n"
    edited = "- [ ] T001 Begin with *all* folders of the harbour\n"
    first = record_of({}, record_of({}), listed(edited + mine))
    words = {one.id: one.current_text or one.text for one in first.tasks}
    assert words["T001"] == "Begin with *all* folders of the harbour"
    assert words["T099"] == "Oil the *old* hinges of every gate in src/gates.py"
    formatted = (edited + mine).replace("every\n     ", "every").replace("folders", "folders\n  ").replace("*", "_")
    assert record_of({}, first, listed(formatted)) == first
    assert record_of({}, first, listed(formatted.replace("gate ", "door "))) != first


@pytest.mark.parametrize("archived", [True, False])
def test_ids_of_an_archived_list_are_nobodys_business(archived: bool) -> None:
    first = record_of({"stories": [story("a", endpoints=["GET /a"])]})
    lines = "\n".join(f"- [ ] {one.id} {words_of(one)}" for one in first.of(FEATURE).tasks)
    destination = replace(listed(f"{lines}\n- [ ] T001 Dredge"), archived=frozenset({FEATURE} if archived else ()))
    if archived:
        assert record_of({"feature_name": "other", "stories": ["b"]}, first, destination).of(FEATURE) == first.of(
            FEATURE
        )
    else:
        with pytest.raises(UserError, match="T001 is also the id"):
            record_of({"feature_name": "other", "stories": ["b"]}, first, destination)


def test_no_task_gets_an_id_that_no_reader_would_take() -> None:
    first = record_of({"stories": ["a"]})
    lines = [f"- [ ] {one.id} {words_of(one)}" for one in first.of(FEATURE).tasks]
    highest = listed("\n".join([*lines, "- [ ] T999998 Dredge"]))
    with pytest.raises(UserError, match="T999999 is the highest possible id"):
        record_of({"stories": ["a", "b"]}, first, highest)
    twice = listed("\n".join([*lines, "- [ ] T999999 Dredge", "- [ ] T001 Rake"]))
    with pytest.raises(UserError, match="move this task to another feature, for no id is free"):
        record_of({"stories": ["a"]}, first, twice)


def test_technical_approach_does_not_carry_over_to_the_next_feature() -> None:
    answers = {"technical_approach": "One service.", "storage": "SQLite"}
    first = record_of(answers)
    assert first.features[0].context["technical_approach"] == "One service."
    second = record_of(answers | {"feature_name": "next"}, first)
    context = second.of("002-next").feature.context
    assert (context["technical_approach"], context["storage"]) == ("", "SQLite")
    assert record_of(answers | {"feature_name": "next"}, second) == second
    own = record_of(answers | {"feature_name": "next", "technical_approach": "Two services."}, first)
    assert own.of("002-next").feature.context["technical_approach"] == "Two services."
    assert record_of(answers, second).of(FEATURE) == first.of(FEATURE)


def test_web_framework_of_a_single_project_brings_what_runs_it() -> None:
    unit = record_of({}).units[0]

    def lines(*names: str) -> tuple[str, ...]:
        return manifest_lines(unit, routed(read_answers({"primary_dependencies": list(names)})))

    assert lines("FastAPI") == ("fastapi>=0.163", "uvicorn>=0.54")
    assert lines("FastAPI", "uvicorn>=0.30") == ("fastapi>=0.163", "uvicorn>=0.30")
    assert lines("requests") == ("requests>=2",)
