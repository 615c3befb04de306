"""Services and endpoint modules are named after what endpoints work on, and later stories extend them."""

from typing import Any

import pytest
from extensions.plan.items import Entity, Story, Task
from extensions.plan.record import Record
from extensions.plan.writing import sentence_of

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY
from extensions.planning.resources import Resources, Share, subject_of
from extensions.record.pipeline import next_record


def record_of(*stories: Any, last: Record | None = None, **answers: Any) -> Record:
    given = {"stories": list(stories)} | answers
    return next_record(read_answers(given, frozenset(given)), last or Record(), EMPTY, "2026-03-14")


def shares(*endpoints: str, entities: tuple[str, ...] = (), title: str = "Bake") -> tuple[Share, ...]:
    story = Story("US1", "001-x", title, stem="bake", endpoints=endpoints, entities=tuple(map(Entity, entities)))
    return Resources().take(story)


def sentences(record: Record, kind: str) -> list[str]:
    return [sentence_of(task) for task in record.tasks if task.kind == kind]


@pytest.mark.parametrize(
    ("endpoints", "entities", "expected"),
    [
        (("GET /loaves",), (), {"loaves": ("list",)}),
        (("GET /api/v1/loaves/{id}", "DELETE /api/v1/loaves/:id"), (), {"loaves": ("read", "delete")}),
        (("POST /loaves/{id}/slice", "DELETE /loaves/{id}/slice"), (), {"loaves": ("slice", "unslice")}),
        (("GET /loaves/{id}/crumbs",), (), {"loaves": ("crumbs",)}),
        (("GET /loaves/{id}/crumbs",), ("Crumb",), {"crumbs": ("list",)}),
        (("POST /loaves/{id}/crumbs",), (), {"crumbs": ("create",)}),
        (("GET /health",), (), {"health": ("read",)}),
        (("GET /user", "POST /users/login"), ("User",), {"users": ("read", "log in")}),
        (("PUT /to-do-items/{id}",), ("ToDoItem",), {"to_do_items": ("update",)}),
        (("POST /ovens", "POST /loaves"), (), {"ovens": ("create",), "loaves": ("create",)}),
        (("GET /",), ("Loaf",), {"loaves": ("read",)}),
    ],
)
def test_endpoint_belongs_to_its_resource(
    endpoints: tuple[str, ...], entities: tuple[str, ...], expected: dict[str, tuple[str, ...]]
) -> None:
    assert {one.resource.many: one.operations for one in shares(*endpoints, entities=entities)} == expected


def test_command_belongs_to_the_entity_that_it_names_else_to_the_first_of_its_story() -> None:
    found = {one.resource.one: one.endpoints for one in shares("knead", "listovens", entities=("Loaf", "Oven"))}
    assert found == {"loaf": ("knead",), "oven": ("listovens",)}
    assert [one.resource.one for one in shares("knead", title="Knead the dough")] == ["dough"]


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Find a loaf", "loaf"),
        ("Browse the list of loaves", "loaf"),
        ("Sign up, log in and manage an account", "account"),
        ("See which ovens are hot", "oven"),
        ("Reset a forgotten password", "password"),
        ("Log in", "log_in"),
        ("Bake", "bake"),
        ("焼く", ""),
    ],
)
def test_story_without_endpoints_is_about_what_its_title_names(title: str, subject: str) -> None:
    assert subject_of(title) == subject


BAKE = {"title": "Bake", "entities": ["Loaf"], "endpoints": ["POST /loaves"]}
SELL = {"title": "Sell what is baked in the morning", "entities": ["Loaf"], "endpoints": ["POST /loaves/{id}/sale"]}


def test_later_story_extends_the_service_in_its_own_phase_with_its_own_test() -> None:
    record = record_of(BAKE, SELL)
    assert sentences(record, "service") == [
        "Implement LoafService (create) in src/services/loaf_service.py",
        "Extend LoafService with sale for User Story 2 in src/services/loaf_service.py",
    ]
    first, second = [task for task in record.tasks if task.kind == "service"]
    assert (first.story, second.story) == ("US1", "US2")
    assert first.id in second.after
    assert (first.test, second.test) == (
        "tests/unit/services/test_loaf_service.py",
        "tests/unit/services/test_loaf_service_sale.py",
    )
    assert {task.file for task in record.tasks if task.kind == "endpoint"} == {"src/lib/api/loaves.py"}


def test_two_stories_added_on_two_branches_write_no_test_file_in_common() -> None:
    base = record_of(BAKE)
    left = record_of(BAKE, SELL, last=base)
    right = record_of(BAKE, SELL | {"title": "Eat", "endpoints": ["POST /loaves/{id}/meal"]}, last=base)
    own = [{task.test for task in one.tasks[len(base.tasks) :] if task.name} for one in (left, right)]
    polish = {task.test for one in (left, right) for task in one.tasks if not task.story}
    assert own[0] and own[1]
    assert not own[0] & own[1] - polish


def test_service_of_another_feature_is_extended() -> None:
    record = record_of(SELL, last=record_of(BAKE), feature_name="sales")
    (service,) = [task for task in record.of("002-sales").tasks if task.kind == "service"]
    assert sentence_of(service).startswith("Extend LoafService with sale ")
    assert service.test == "tests/unit/services/test_loaf_service_sale_sales.py"


def test_story_that_was_planned_keeps_its_services_when_its_endpoints_are_turned_round() -> None:
    both = BAKE | {"endpoints": ["POST /loaves", "POST /ovens"]}
    first = record_of(both)
    assert len(sentences(first, "service")) == 2
    turned = record_of(both | {"endpoints": ["POST /ovens", "POST /loaves"], "title": "Bake bread"}, last=first)
    assert turned.tasks == first.tasks


def test_no_source_is_named_after_a_whole_title() -> None:
    title = "Cancel a booking that was made long ago and see what is still booked for tomorrow"
    record = record_of({"title": title, "endpoints": ["DELETE /bookings/{id}"]}, {"title": f"{title} again"})
    files = [task.file for task in record.tasks if task.file.startswith("src/")]
    assert files
    assert all(len(file.rpartition("/")[2]) <= 40 for file in files)
    assert not [file for file in files if "tomorrow" in file]


@pytest.mark.parametrize(
    ("language", "endpoint"),
    [
        ("python", "src/lib/api/loaves.py"),
        ("typescript", "src/lib/api/loaves.ts"),
        ("go", "internal/lib/api/loaves.go"),
        ("java", "src/main/java/bakery/lib/api/LoafController.java"),
        ("kotlin", "src/main/kotlin/bakery/lib/api/LoafRoutes.kt"),
        ("csharp", "src/Bakery/Lib/Api/LoafEndpoints.cs"),
        ("php", "src/Lib/Api/LoafController.php"),
        ("swift", "Sources/Bakery/Lib/API/LoafRoutes.swift"),
    ],
)
def test_endpoint_module_has_the_spelling_of_its_language(language: str, endpoint: str) -> None:
    record = record_of(BAKE, language=language, project_name="bakery")
    assert [task.file for task in record.tasks if task.kind == "endpoint"] == [endpoint]


def of_kind(record: Record, kind: str) -> list[Task]:
    return [task for task in record.tasks if task.kind == kind]


def test_integration_names_the_endpoint_of_an_earlier_story_that_changes() -> None:
    seen = {"title": "See loaves", "entities": ["Loaf"], "endpoints": ["GET /loaves"]}
    mark = {"title": "Mark loaves", "entities": ["Loaf"], "endpoints": ["POST /loaves/{id}/mark"]}
    plain = record_of(seen, mark)
    assert not of_kind(plain, "integrate")
    marked = record_of(
        seen, mark | {"requirements": ["FR-001"]}, requirements=["Users must list the loaves they marked"]
    )
    (task,) = of_kind(marked, "integrate")
    assert sentence_of(task) == "Integrate with User Story 1: extend GET /loaves in src/lib/api/loaves.py"
    assert task.requirements == ("FR-001",)
    assert {one.id for one in of_kind(marked, "endpoint")} <= set(task.after)
    named = record_of(seen, mark | {"endpoints": ["GET /loaves", "POST /loaves/{id}/mark"]})
    (task,) = of_kind(named, "integrate")
    assert sentence_of(task) == "Integrate with User Story 1: extend GET /loaves in src/lib/api/loaves.py"


def test_what_a_later_story_adds_is_named_as_people_name_it() -> None:
    first = {"title": "Write posts", "entities": ["Post"], "endpoints": ["POST /posts", "GET /posts/{id}"]}
    second = {
        "title": "Read along",
        "entities": ["Post"],
        "endpoints": [
            "GET /posts/feed",
            "POST /posts/{id}/publish",
            "DELETE /posts/{id}/follow",
            "POST /posts/{id}/pin",
        ],
    }
    record = record_of(first, second)
    service, log = (of_kind(record, kind)[-1] for kind in ("service", "logging"))
    assert service.text == "Extend PostService with the feed, publishing, unfollowing and pin for User Story 2"
    assert log.text == "Log post events with result: published, unfollowed and pin"


def test_command_that_a_later_story_adds_has_its_own_name() -> None:
    first = {"title": "Add tasks", "entities": ["Task"], "endpoints": ["add"]}
    second = {"title": "Archive tasks", "entities": ["Task"], "endpoints": ["archive", "list"]}
    assert of_kind(record_of(first, second), "service")[-1].text == (
        "Extend TaskService with archive and list for User Story 2"
    )
