"""What is known of a language stands in its facts alone: one that is invented here is followed everywhere."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from extensions.plan.items import Task
from extensions.plan.languages import LANGUAGES
from extensions.plan.languages.cases import Case
from extensions.plan.languages.typescript import TYPESCRIPT, VITEST
from extensions.plan.reading.lists import read_tasks
from extensions.plan.record import Record
from extensions.plan.writing import words_of

from extensions.answers.answers import read_answers
from extensions.destination.adopted import frameworks_near
from extensions.destination.folder import EMPTY, Destination
from extensions.layout.packages import package_folder
from extensions.record.pipeline import next_record
from extensions.views.project import project_view

INVENTED = replace(
    TYPESCRIPT,
    frameworks=(
        replace(
            VITEST,
            test_name="{key}{camel}",
            build_folders=("shots",),
            ci_packages=("xvfb",),
            unneeded_scripts=("shutter",),
        ),
    ),
    case=Case("~", is_capitalized=True),
    id_separator="On",
    source_suffix_words={"endpoint": "routes"},
    package_case=Case("."),
    module_path="hub/{name}",
    sources="Code/{Role}",
    elsewhere={"cli": "Programs/{package}"},
    test_path="Checks/{Kind}/{folders}{stem}~Check.test{suffix}",
    required_program=("Bell", "3.1"),
    unlinted_folders=("cast",),
    unlinted_tool="tools/bell",
)


@pytest.fixture(autouse=True)
def _invented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES, "typescript", INVENTED)


def record_of(last: Record | None = None, destination: Destination = EMPTY, **answers: Any) -> Record:
    given = {"language": "typescript", "project_name": "Harbour Lights", **answers}
    return next_record(read_answers(given, frozenset(given)), last or Record(), destination, "2026-03-14")


def task_of(record: Record, kind: str) -> Task:
    return [one for one in record.tasks if one.kind == kind][-1]


STORY = {"title": "See lamps", "entities": ["Harbour light"], "endpoints": ["GET /lamps"]}


def test_files_are_named_in_the_case_of_the_language() -> None:
    record = record_of(stories=[STORY])
    assert " in Code/Models/Harbour~Light.ts" in words_of(task_of(record, "model"))
    assert " in Code/Lib/Api/Lamp~Routes.ts" in words_of(task_of(record, "endpoint"))
    assert task_of(record, "model").test == "Checks/Unit/Models/Harbour~Light~Check.test.ts"
    assert task_of(record, "contract").test == "Checks/Contract/Get~Lamps~Check.test.ts"


def test_role_that_stands_elsewhere_is_mirrored_as_the_others_are() -> None:
    record = record_of(stories=[{"title": "See lamps", "endpoints": ["lamps"]}])
    command = task_of(record, "endpoint")
    assert " in Programs/harbour.lights/Lamps.ts" in words_of(command)
    assert command.test == "Checks/Unit/Cli/Lamps~Check.test.ts"


def test_slug_of_a_second_feature_is_in_that_case_and_before_what_ends_the_names_of_tests() -> None:
    first = record_of(stories=[STORY])
    assert task_of(record_of(first, stories=[STORY], feature_name="second"), "model").test == (
        "Checks/Unit/Models/Harbour~Light~Second~Check.test.ts"
    )


def test_id_of_two_parts_is_in_that_case_too() -> None:
    lists = {"001-lamps": read_tasks("- [ ] T1.2 Test the lamps", "specs/001-lamps/tasks.md")}
    adopted: dict[str, Any] = {"project_type": "existing", "stub_scope": "every-task", "feature_name": "001-lamps"}
    record = record_of(None, Destination(lists, frozenset(), lambda path: False), **adopted)
    assert [one.test for one in record.tasks] == ["Checks/Unit/Tasks~Lamps~T1~2~Check.test.ts"]


@pytest.mark.parametrize(("endpoint", "words"), [("GET /lamps", "GetLamps"), ("2fa enable", "On2faEnable")])
def test_subject_of_a_test_is_kept_apart_from_its_id_by_the_separator(endpoint: str, words: str) -> None:
    contract = task_of(record_of(stories=[{"title": "x", "endpoints": [endpoint]}]), "contract")
    assert contract.name == f"{contract.id.lower()}{words}"


def test_package_is_an_address_where_the_language_has_them() -> None:
    (unit,) = record_of().units
    assert unit.package == "hub/harbour.lights"
    assert package_folder(unit, INVENTED) == "harbour.lights"
    (hosted,) = record_of(repository_url="https://hub.example/acme/Quay").units
    assert hosted.package == "hub.example/acme/Quay"


def test_project_has_what_language_framework_and_stack_say_of_it() -> None:
    given: dict[str, Any] = {"language": "typescript", "project_type": "web"}
    project = project_view(read_answers(given, frozenset(given)), record_of(**given), {})
    (backend,) = project.units["express"]
    assert backend.unlinted_folders == ("cast", "shots")
    assert backend.unneeded_scripts == ("shutter", "esbuild")
    assert (backend.required_program, backend.required_version) == ("Bell 3.1", "3.1")
    assert any("xvfb" in line.split() for job in project.jobs for line in job.setup)


def test_folder_of_the_tool_is_left_out_at_the_root_alone() -> None:
    project = project_view(read_answers({"language": "typescript"}), record_of(), {})
    assert project.units["typescript"][0].unlinted_folders == ("tools/bell", "cast", "shots")


@pytest.mark.parametrize(
    ("manifest", "frameworks"),
    [
        ({"devDependencies": {"vitest": "*"}}, {"vitest"}),
        ({"dependencies": {"react-scripts": "*"}}, {"jest"}),
        (
            {"devDependencies": {"@playwright/test": "*"}, "scripts": {"test": "node --test"}},
            {"playwright", "node-test"},
        ),
        ({"devDependencies": {"mocha": "*"}, "scripts": {"test": "mocha --tests"}}, set()),
    ],
)
def test_manifest_of_an_adopted_repository_shows_its_frameworks(
    tmp_path: Path, manifest: dict[str, Any], frameworks: set[str]
) -> None:
    (tmp_path / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert set(frameworks_near(tmp_path, "tests")) == frameworks
