"""The units of a monorepo: what is refused, and what a plan makes of them."""

from dataclasses import replace
from typing import Any

import pytest
from extensions.plan.errors import UserError
from extensions.plan.record import Record, dump, load

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY
from extensions.record.pipeline import next_record

API = {"root": "apps/api", "language": "python", "role": "service"}
WEB = {"root": "apps/web", "language": "typescript", "role": "frontend"}
CORE = {"root": "packages/core", "language": "python", "role": "library"}
STORY = {"title": "Book a court", "entities": ["Court"], "endpoints": ["GET /courts"], "journeys": ["A player books"]}


def monorepo(*units: Any, **answers: Any) -> Record:
    raw = {"project_type": "monorepo", "project_name": "Club", "units": list(units), **answers}
    return next_record(read_answers(raw, frozenset(raw)), Record(), EMPTY, "2026-03-14")


def refused(*units: Any) -> str:
    with pytest.raises(UserError) as caught:
        monorepo(*units)
    return str(caught.value)


MISTAKES = {
    "no root": ([API | {"root": ""}], "units[0].root: is missing; name the unit's folder, such as apps/api"),
    "a root twice": (
        [API, WEB, CORE | {"root": "Apps/api"}],
        'units[2].root: "Apps/api" is the root of units[0] too; give each unit a folder of its own',
    ),
    "a root above": ([API | {"root": "../api"}], 'units[0].root: "../api" leaves the project; name a folder inside it'),
    "an absolute root": ([API | {"root": "/api"}], 'units[0].root: "/api" leaves the project; name a folder inside it'),
    "a root for a shell": (
        [API | {"root": "a b"}],
        'units[0].root: "a b" is not a folder\'s path; use letters, digits',
    ),
    "our folder": ([API | {"root": "specs/api"}], 'units[0].root: "specs/api" is in a folder of the project\'s own'),
    "a framework of another language": (
        [API | {"framework": "express"}],
        'units[0].framework: "express" is a framework of TypeScript, not of Python; use fastapi or none',
    ),
    "NestJS in Go": (
        [API | {"framework": "nestjs", "language": "go"}],
        'units[0].framework: "nestjs" is a framework of TypeScript, not of Go; use net-http or none',
    ),
    "ASP.NET in Java": (
        [API | {"framework": "aspnet", "language": "java"}],
        'units[0].framework: "aspnet" is a framework of C#, not of Java; use spring-boot or none',
    ),
    "Expo in Swift": (
        [API, {"root": "apps/ios", "language": "swift", "framework": "expo"}],
        'units[1].framework: "expo" is a framework of TypeScript, not of Swift; use swiftui',
    ),
    "Vitest for Expo": (
        [API, {"root": "apps/app", "language": "typescript", "framework": "expo", "testing": "vitest"}],
        'units[1].testing: "vitest" is not a choice; use jest',
    ),
    "testing that a framework has not": (
        [API | {"framework": "nestjs", "language": "typescript", "testing": "node-test"}],
        'units[0].testing: "node-test" is not a choice; use vitest or jest',
    ),
    "a frontend alone": ([WEB], 'units[0]: the frontend "apps/web" has no service to call; add a unit with the role'),
    "an app alone": (
        [{"root": "ios", "language": "swift", "role": "app"}, CORE],
        'units[0]: the app "ios" has no service to call; add a unit with the role service',
    ),
    "a frontend in Go": ([API, WEB | {"language": "go"}], 'units[1].language: "go" is not a language of a frontend'),
    "no language": ([{"root": "api", "role": "service"}], "units[0].language: is missing; use python, typescript"),
    "no role": (
        [{"root": "api", "language": "go"}],
        "units[0].role: is missing; use service, frontend, app or library",
    ),
    "an unknown key": ([API | {"framwork": "fastapi"}], 'units[0]: unknown key "framwork"; did you mean framework?'),
    "another testing": ([API | {"testing": "vitest"}], 'units[0].testing: "vitest" is not a choice; use pytest'),
    "no unit": ([], "units: is empty; list a unit, such as {root: apps/api, language: go}"),
    "no mapping": ([["apps/api"]], 'units[0]: expected a mapping, got ["apps/api"]; write {root: apps/api'),
}


@pytest.mark.parametrize(("units", "line"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_one_line(units: list[Any], line: str) -> None:
    message = refused(*units)
    assert message.startswith(line)
    assert "\n" not in message


def test_all_mistakes_are_told_at_once() -> None:
    lines = refused(API | {"root": "../x", "language": "cobol"}, WEB | {"framework": "fastapi"}).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["units[0].root", "units[0].language", "units[1].framework"]


def test_units_of_another_project_type_are_refused() -> None:
    with pytest.raises(UserError, match="units: a project of the type web has no list of units"):
        read_answers({"project_type": "web", "units": [API]}, frozenset({"units"}))


def test_framework_of_another_language_is_refused_for_a_backend() -> None:
    raw = {"project_type": "web", "language": "python", "backend_framework": "express"}
    with pytest.raises(UserError) as caught:
        read_answers(raw, frozenset(raw))
    assert str(caught.value) == (
        'backend_framework: "express" is a framework of TypeScript; use fastapi or none, or answer language: typescript'
    )


def test_testing_that_the_framework_of_a_backend_has_not_is_refused() -> None:
    raw = {"project_type": "web", "language": "typescript", "backend_framework": "nestjs", "testing": "node-test"}
    with pytest.raises(UserError) as caught:
        read_answers(raw, frozenset(raw))
    assert str(caught.value) == 'testing: "node-test" is not a choice; use vitest or jest'
    assert read_answers(raw | {"project_type": "single"}, frozenset(raw)).testing == "node-test"


def test_files_have_the_endings_of_the_framework() -> None:
    unit = API | {"language": "typescript", "framework": "nestjs"}
    record = monorepo(unit, stories=[STORY])
    files = {task.kind: task.file.removeprefix("apps/api/src/") for task in record.tasks}
    found = {kind: files[kind] for kind in ("model", "service", "endpoint", "api", "errors")}
    assert found == {
        "model": "models/court.ts",
        "service": "services/court.service.ts",
        "endpoint": "api/courts.controller.ts",
        "api": "api/app.module.ts",
        "errors": "services/errors.ts",
    }
    assert "apps/api/tests/unit/services/court.service.test.ts" in {task.test for task in record.tasks}


@pytest.mark.parametrize(
    "raw",
    [
        {"project_type": "mobile", "mobile_platform": "expo"},
        {
            "project_type": "monorepo",
            "units": [API | {"root": "api"}, {"root": "app", "framework": "expo", "language": "typescript"}],
        },
    ],
)
def test_app_with_expo_has_screens_in_tsx_and_jest(raw: dict[str, Any]) -> None:
    record = next_record(read_answers(raw | {"stories": [STORY]}, frozenset(raw)), Record(), EMPTY, "2026-03-14")
    (app,) = [unit for unit in record.units if unit.id == "app"]
    assert (app.language, app.testing, app.stack) == ("typescript", "jest", "")
    tests = {task.file: task.test for task in record.tasks if task.file.startswith("app/src")}
    assert tests == {
        "app/src/services/api.ts": "app/tests/unit/services/api.test.ts",
        "app/src/models/court.ts": "app/tests/unit/models/court.test.ts",
        "app/src/services/courts.ts": "app/tests/unit/services/courts.test.ts",
        "app/src/screens/CourtScreen.tsx": "app/tests/unit/screens/CourtScreen.test.tsx",
    }


def test_next_feature_extends_the_service_of_a_framework_with_endings() -> None:
    units = [API | {"language": "typescript", "framework": "nestjs"}]
    raw = {"project_type": "monorepo", "project_name": "Club", "units": units}
    first = next_record(read_answers(raw | {"stories": [STORY]}), Record(), EMPTY, "2026-03-14")
    again = raw | {"feature_name": "Prices", "stories": [STORY | {"title": "Change a court"}]}
    second = next_record(read_answers(again), first, EMPTY, "2026-03-15")
    texts = [task.text for task in second.tasks if task.kind == "service"]
    assert [text.split()[0] for text in texts] == ["Implement", "Extend"]


def test_unit_that_was_typed_as_a_line_is_read() -> None:
    (unit,) = monorepo("{root: apps/api/, framework: fastapi, language: python}").units
    assert (unit.id, unit.role, unit.stack) == ("apps/api", "service", "")


def test_record_of_units_is_read_back_in_its_order() -> None:
    record = monorepo(WEB, CORE, API | {"framework": "none"})
    assert [unit.id for unit in record.units] == ["apps/api", "packages/core", "apps/web"]
    assert load(dump(record)) == record


def files_of(record: Record, *kinds: str) -> set[str]:
    return {task.file.partition("/src/")[0].partition("/tests/")[0] for task in record.tasks if task.kind in kinds}


def test_endpoints_go_to_the_service_and_screens_to_the_frontend() -> None:
    record = monorepo(WEB, API, stories=[STORY])
    assert files_of(record, "contract", "endpoint", "service", "model", "integration") == {"apps/api"}
    assert files_of(record, "component", "client", "page", "browser", "frontend") == {"apps/web"}


def waiting(record: Record, root: str, *others: str) -> list[tuple[str, str]]:
    """The tasks below a root that wait, over however many steps, for one below another; with that one."""
    by_id = {task.id: task for task in record.tasks}
    polish = ("documentation", "cleanup", "performance", "security")
    found = []
    for task in record.tasks:
        open_ids, seen = list(task.after), set[str]()
        while open_ids:
            seen.add(one := open_ids.pop())
            open_ids += set(by_id[one].after) - seen
        if task.file.startswith(f"{root}/") and task.kind not in polish:
            found += [(task.id, one) for one in sorted(seen) if by_id[one].file.startswith(others)]
    return found


@pytest.mark.parametrize("answers", [{}, {"storage": "MySQL", "authentication": "tokens"}, {"test_order": "first"}])
@pytest.mark.parametrize("stories", [[], [STORY], [STORY, {"title": "Change a court", "journeys": ["It is changed"]}]])
@pytest.mark.parametrize("framework", ["fastapi", "none"])
def test_nothing_of_a_service_waits_for_the_frontend(
    framework: str, stories: list[Any], answers: dict[str, Any]
) -> None:
    record = monorepo(WEB, CORE, API | {"framework": framework}, stories=stories, **answers)
    assert waiting(record, "apps/api", "apps/web/") == []
    assert waiting(record, "packages/core", "apps/web/") == []
    foundation = {task.id for task in record.tasks if task.kind == "frontend"}
    assert [one for one in waiting(record, "apps/web", "apps/api/", "packages/") if one[0] in foundation] == []


def test_models_and_services_go_to_a_library_of_the_services_language() -> None:
    record = monorepo(API, CORE, stories=[STORY])
    assert files_of(record, "model", "service") == {"packages/core"}
    assert files_of(record, "endpoint", "contract", "integration") == {"apps/api"}
    other = monorepo(API, CORE | {"language": "rust"}, stories=[STORY])
    assert files_of(other, "model", "service") == {"apps/api"}


@pytest.mark.parametrize("order", ["after", "first"])
def test_first_tasks_of_both_sides_are_parallel(order: str) -> None:
    record = monorepo(WEB, API, stories=[STORY], test_order=order)
    first = ("settings", "frontend", "model", "component")
    assert {task.kind: task.parallel for task in record.tasks if task.kind in first} == dict.fromkeys(first, True)


def test_app_keeps_its_test_framework_though_another_one_is_the_default_now() -> None:
    """No answer says which it is: the version that was there on the first day did."""

    def record_after(previous: Record) -> Record:
        return next_record(read_answers({"project_type": "mobile"}), previous, EMPTY, "2026-03-14")

    first = record_after(Record())
    assert [unit.testing for unit in first.units if unit.id == "ios"] == ["swift-testing"]
    older = Record(tuple(replace(one, testing="xctest") if one.id == "ios" else one for one in first.units))
    assert [unit.testing for unit in record_after(older).units if unit.id == "ios"] == ["xctest"]
