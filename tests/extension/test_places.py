"""Where files and tests of each language stand, and what they are called."""

from dataclasses import replace
from typing import Any

import pytest
from extensions.plan.items import Task, Unit
from extensions.plan.languages import LANGUAGES, Framework, Language
from extensions.plan.reading.lists import read_tasks
from extensions.plan.record import Record
from extensions.plan.writing import words_of

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY, Destination
from extensions.layout.packages import group_name
from extensions.layout.paths import mirror, package_in
from extensions.record import named_tests
from extensions.record.pipeline import next_record

FEATURE = "001-initial-feature"


def record_of(answers: dict[str, Any], last: Record | None = None, destination: Destination = EMPTY) -> Record:
    return next_record(read_answers(answers, frozenset(answers)), last or Record(), destination, "2026-03-14")


def task_of(record: Record, kind: str, of: str) -> Task:
    return next(one for one in record.tasks if (one.kind, one.source) == (kind, of))


def placed(language: str, line: str, **more: str) -> Task:
    """A task that a person wrote into the list of a project."""
    lists = {FEATURE: read_tasks(f"- [ ] T100 {line}", f"specs/{FEATURE}/plan.md")}
    near = {"package": lambda path, language: more.pop("beside", "")} if "beside" in more else {}
    destination = Destination(lists, frozenset(), lambda path: False, **near)  # type: ignore[arg-type]
    record = record_of({"language": language, "project_name": "Quay", **more}, None, destination)
    return next(one for one in record.tasks if one.id == "T100")


PLACES = {
    "python": ("src/models/harbour_light.py", "tests/contract/test_get_lamps.py", "test_{}_get_lamps"),
    "typescript": ("src/models/harbour-light.ts", "tests/contract/get-lamps.test.ts", "{} get lamps"),
    "rust": ("src/models/harbour_light.rs", "tests/contract/get_lamps.rs", "{}_get_lamps"),
    "go": ("internal/models/harbour_light.go", "tests/contract/get_lamps_test.go", "Test{}_GetLamps"),
    "java": (
        "src/main/java/quay/models/HarbourLight.java",
        "src/test/java/quay/contract/GetLampsTest.java",
        "{}GetLamps",
    ),
    "kotlin": (
        "src/main/kotlin/quay/models/HarbourLight.kt",
        "src/test/kotlin/quay/contract/GetLampsTest.kt",
        "{}GetLamps",
    ),
    "swift": ("Sources/Quay/Models/HarbourLight.swift", "tests/contract/GetLampsTests.swift", "{}GetLamps"),
    "cpp": ("src/models/harbour_light.cpp", "tests/contract/get_lamps_test.cpp", "{}_GetLamps"),
    "csharp": ("src/Quay/Models/HarbourLight.cs", "tests/Quay.Tests/Contract/GetLampsTests.cs", "{}_GetLamps"),
    "php": ("src/Models/HarbourLight.php", "tests/Contract/GetLampsTest.php", "test{}GetLamps"),
    "other": ("src/models/harbour-light", "tests/contract/get-lamps.md", "{}"),
}


def test_every_language_has_its_places() -> None:
    assert PLACES.keys() == LANGUAGES.keys()


@pytest.mark.parametrize("language", PLACES)
def test_code_and_tests_stand_where_the_language_has_them(language: str) -> None:
    stories = [{"title": "See lamps", "entities": ["Harbour light"], "endpoints": ["GET /lamps"]}]
    record = record_of({"language": language, "project_name": "Quay", "stories": stories})
    source, test, name = PLACES[language]
    model, contract = task_of(record, "model", "Harbour light"), task_of(record, "contract", "GET /lamps")
    assert f" in {source}" in words_of(model)
    assert contract.test == test
    assert contract.name.lower() == name.format(contract.id).lower()


@pytest.mark.parametrize(
    ("language", "endpoint", "test"),
    [
        ("go", "GET /windows", "tests/contract/get_windows_contract_test.go"),  # built on Windows alone
        ("go", "export", "tests/contract/export_contract_test.go"),  # export_test.go is a helper
        ("rust", "type", "tests/contract/type_contract.rs"),  # a keyword
        ("rust", "2fa enable", "tests/contract/contract_2fa_enable.rs"),  # a module has a letter first
        ("java", "2fa enable", "src/test/java/quay/contract/Contract2faEnableTest.java"),
        ("cpp", "一覧", "tests/contract/contract_test.cpp"),  # names are ASCII, and nothing is left
        ("typescript", "一覧", "tests/contract/一覧.test.ts"),
        ("python", "import", "tests/contract/test_import.py"),
    ],
)
def test_name_that_the_language_would_not_take_gets_a_word_more(language: str, endpoint: str, test: str) -> None:
    answers = {"language": language, "project_name": "Quay", "stories": [{"title": "x", "endpoints": [endpoint]}]}
    assert task_of(record_of(answers), "contract", endpoint).test == test


@pytest.mark.parametrize(
    ("language", "subject", "name"),
    [
        ("java", "2fa enable", "t{}_2faEnable"),  # t0072fa would be another id
        ("java", "a", "t{}_A"),  # t007a would be one too
        ("kotlin", "一覧", "t{}Task"),
        ("go", "Größe", "TestT{}_Groe"),
    ],
)
def test_name_of_a_test_keeps_its_id_apart(language: str, subject: str, name: str) -> None:
    record = record_of({"language": language, "stories": [{"title": "x", "endpoints": [subject]}]})
    task = task_of(record, "contract", subject)
    assert task.name == name.format(task.id[1:])


@pytest.mark.parametrize(
    ("language", "source", "test"),
    [
        ("go", "cmd/quay/root.go", "tests/unit/cli/root_test.go"),
        ("go", "internal/tide/tide.go", "tests/unit/tide/tide_test.go"),
        ("java", "src/main/java/quay/models/Buoy.java", "src/test/java/quay/unit/models/BuoyTest.java"),
        ("cpp", "src/models/buoy.hpp", "tests/unit/models/buoy_test.cpp"),
        ("rust", "src/main.rs", "tests/unit/main_unit.rs"),
        ("csharp", "src/Quay/Models/Buoy.cs", "tests/Quay.Tests/Unit/Models/BuoyTests.cs"),
        ("php", "src/Models/Buoy.php", "tests/Unit/Models/BuoyTest.php"),
        ("other", "src/models/buoy.ex", "tests/unit/models/buoy.md"),
    ],
)
def test_unit_test_mirrors_its_source(language: str, source: str, test: str) -> None:
    assert placed(language, f"Mend it in {source}").test == test


@pytest.mark.parametrize(
    ("language", "path", "found"),
    [
        ("rust", "tests/buoys.rs", True),  # a crate of its own
        ("rust", "src/buoy_test.rs", False),  # a module that nobody declares
        ("cpp", "tests/unit/buoy_test.cpp", True),
        ("cpp", "src/buoy_test.cpp", False),
        ("java", "src/test/java/dev/quay/BuoyTest.java", True),
        ("java", "lib/BuoyTest.java", False),
        ("go", "internal/buoy/buoy_test.go", True),
    ],
)
def test_stub_is_written_only_where_a_runner_finds_it(language: str, path: str, found: bool) -> None:
    task = placed(language, f"Unit test in {path}")
    assert task.test == path
    assert bool(task.name) is found


@pytest.mark.parametrize(("language", "name"), [("go", "TestT100_UnitTest"), ("cpp", "T100_UnitTest")])
def test_second_feature_has_no_test_of_a_name_that_is_taken(language: str, name: str) -> None:
    """The tests of a folder are compiled together, and ids repeat from feature to feature."""
    suffix = LANGUAGES[language].suffixes[0]
    lists = {
        feature: read_tasks(f"- [ ] T100 Unit test in tests/unit/{letter}_test{suffix}", f"specs/{feature}/plan.md")
        for feature, letter in ((FEATURE, "a"), ("002-second", "b"))
    }
    record = record_of({"language": language}, None, Destination(lists, frozenset(), lambda path: False))
    assert [one.name for one in record.tasks if one.id == "T100"] == [name, f"{name}_second"]


@pytest.mark.parametrize(
    ("language", "path", "numbered"),
    [("go", "user_test.go", "user_second_test.go"), ("java", "UserTest.java", "UserSecondTest.java"),
     ("csharp", "UserTests.cs", "UserSecondTests.cs"), ("rust", "user.rs", "user_second.rs"),
     ("other", "user.md", "user-second.md")],
)  # fmt: skip
def test_file_of_a_second_feature_ends_in_its_slug_and_in_what_makes_it_a_test(
    language: str, path: str, numbered: str
) -> None:
    answers = {"language": language, "stories": [{"title": "x", "entities": ["User"]}]}
    record = record_of(answers | {"feature_name": "second"}, record_of(answers))
    names = [one.test.rpartition("/")[2] for one in record.tasks if one.kind == "model"]
    assert names == [path, numbered]


@pytest.mark.parametrize(
    ("language", "answers", "package"),
    [
        ("go", {"project_name": "Harbour Lights"}, "example.com/harbour-lights"),
        ("go", {"repository_url": "https://github.com/acme/quay.git"}, "github.com/acme/quay"),
        ("go", {"repository_url": "https://git.example:8443/acme/quay"}, "example.com/project"),
        ("rust", {"project_name": "test"}, "test-project"),  # a crate of the compiler's own
        ("rust", {"project_name": "2048"}, "project-2048"),
        ("java", {"project_name": "Harbour Lights"}, "harbourlights"),
        ("java", {"repository_url": "https://github.com/Acme/harbour-lights.git"}, "io.github.acme.harbourlights"),
        ("java", {"repository_url": "https://gitlab.com/acme/port/2d_quay/"}, "io.gitlab.acme.port._2dquay"),
        ("java", {"repository_url": "https://www.git.left-bank.example/new/aux"}, "example.leftbank.git.new_.aux_"),
        ("java", {"repository_url": "https://10.0.0.7/acme/quay", "project_name": "Quay"}, "quay"),
        ("java", {"repository_url": "https://user@git.example/acme/quay", "project_name": "Quay"}, "quay"),
        ("kotlin", {"repository_url": "https://codeberg.org/a/quay"}, "org.codeberg.a.quay"),
        ("kotlin", {"project_name": "class"}, "classproject"),
        ("cpp", {"project_name": "install"}, "install_project"),  # a target of CMake's
        ("csharp", {"project_name": "harbour lights"}, "HarbourLights"),
        ("csharp", {"project_name": "日本"}, "Project"),
        ("python", {"project_name": "Quay"}, ""),
    ],
)
def test_package_is_a_name_that_the_language_takes(language: str, answers: dict[str, str], package: str) -> None:
    assert record_of({"language": language, **answers}).units[0].package == package


def test_package_stays_when_the_project_is_renamed() -> None:
    first = record_of({"language": "java", "project_name": "Quay"})
    renamed = record_of({"language": "java", "project_name": "Harbour"}, first)
    assert renamed.units[0].package == "quay"
    assert record_of({"language": "go", "project_name": "Harbour"}, renamed).units[0].package == "example.com/harbour"


@pytest.mark.parametrize("later", ["", "https://git.example/team/quay", "https://github.com/acme/quay"])
@pytest.mark.parametrize("first", ["", "https://github.com/left-bank/quay"])
@pytest.mark.parametrize("language", ["java", "kotlin"])
def test_package_stays_when_the_address_of_the_repository_comes_or_changes(
    language: str, first: str, later: str
) -> None:
    answers = {"language": language, "project_name": "Quay", "stories": [{"title": "x", "entities": ["Lamp"]}]}
    before = record_of(answers | {"repository_url": first})
    after = record_of(answers | {"repository_url": later}, before)
    assert after.units == before.units
    assert [one.file for one in after.tasks] == [one.file for one in before.tasks]
    assert [one.test for one in after.tasks] == [one.test for one in before.tasks]


@pytest.mark.parametrize(
    ("url", "package", "group"),
    [
        ("https://github.com/left-bank/quay", "io.github.leftbank.quay", "io.github.left-bank"),
        ("https://github.com/other/quay", "io.github.leftbank.quay", "io.github.leftbank"),  # moved since
        ("https://github.com/left-bank/quay", "quay", "com.example"),  # the address came later
        ("", "quay", "com.example"),
        ("", "io.github.leftbank.quay", "io.github.leftbank"),
    ],
)
def test_group_of_a_manifest_is_that_of_the_package_as_the_domain_is_spelled(
    url: str, package: str, group: str
) -> None:
    answers = read_answers({"language": "java", "repository_url": url})
    assert group_name(Unit(".", "java", "junit5", package), LANGUAGES["java"], answers) == group


@pytest.mark.parametrize(
    ("language", "path", "package"),
    [
        ("java", "src/main/java/io/github/acme/quay/models/Lamp.java", "io.github.acme.quay"),
        ("kotlin", "src/main/kotlin/quay/lib/api/LampRoutes.kt", "quay"),
        ("csharp", "src/Quay/Models/Lamp.cs", "Quay"),
        ("swift", "Sources/QuayCLI/main.swift", "Quay"),
        ("java", "src/main/java/Lamp.java", ""),
        ("go", "internal/models/lamp.go", ""),
        ("python", "src/models/lamp.py", ""),
    ],
)
def test_paths_of_code_say_its_package(language: str, path: str, package: str) -> None:
    unit = Unit(".", language, "")
    assert package_in(unit, ["docs/plan.md", path]) == package
    assert package_in(replace(unit, id="apps/quay", role="service"), [path]) == ""


@pytest.mark.parametrize(
    ("language", "source", "test"),
    [
        ("swift", "Sources/QuayCLI/main.swift", "tests/unit/Cli/MainTests.swift"),
        ("kotlin", "src/main/kotlin/quay/lib/extensions.kt", "src/test/kotlin/quay/unit/lib/ExtensionsTest.kt"),
        ("java", "src/main/java/quay/lib/HTTPClient.java", "src/test/java/quay/unit/lib/HTTPClientTest.java"),
        ("typescript", "src/lib/httpClient.ts", "tests/unit/lib/httpClient.test.ts"),
    ],
)
def test_class_of_tests_begins_with_a_capital_where_files_do(language: str, source: str, test: str) -> None:
    package = {"swift": "Quay", "typescript": ""}.get(language, "quay")
    assert mirror([Unit(".", language, "", package)], source) == test


def test_package_of_a_test_beside_code_is_that_of_the_folder() -> None:
    assert placed("go", "Unit test in internal/buoy/buoy_test.go", beside="mooring_test").package == "mooring_test"
    assert placed("go", "Unit test in tests/unit/buoy_test.go", beside="mooring_test").package == ""


def test_package_has_the_code_and_tests_stand_where_they_do_without() -> None:
    answers = {"project_name": "Harbour Lights", "stories": [{"title": "See lamps", "entities": ["Lamp"]}]}
    tasks = [task_of(record_of({**answers, "package_layout": one}), "model", "Lamp") for one in (True, "false")]
    assert [one.file for one in tasks] == ["src/harbour_lights/models/lamp.py", "src/models/lamp.py"]
    assert {one.test for one in tasks} == {"tests/unit/models/test_lamp.py"}


@pytest.mark.parametrize("name", ["json", "FastAPI", "Pytest", "class", "2048", "tests"])
def test_package_is_not_taken_for_a_module_of_another(name: str) -> None:
    (unit,) = record_of({"project_name": name, "package_layout": True}).units
    assert unit.package.isidentifier()
    assert unit.package != name.lower()


def test_code_of_a_former_layout_has_its_tests_where_it_had_them() -> None:
    first = record_of({"project_name": "Quay"})
    second = record_of({"project_name": "Quay", "package_layout": True}, first)
    line = "- [ ] T100 Write src/models/lamp.py\n- [ ] T101 Write src/quay/models/buoy.py"
    lists = {FEATURE: read_tasks(line, f"specs/{FEATURE}/plan.md")}
    answers = {"project_name": "Harbour", "package_layout": True}
    third = record_of(answers, second, Destination(lists, frozenset(), lambda path: False))
    assert third.units == second.units
    tests = {one.id: one.test for one in third.tasks}
    assert (tests["T100"], tests["T101"]) == ("tests/unit/models/test_lamp.py", "tests/unit/models/test_buoy.py")


def test_type_of_a_test_has_a_capital_though_its_source_has_none() -> None:
    answers = {"language": "swift", "stories": [{"title": "Light", "endpoints": ["light"]}]}
    assert task_of(record_of(answers), "entry", "").test == "tests/unit/Cli/MainTests.swift"


@pytest.mark.parametrize(("language", "name"), [("go", "_GetLampsID"), ("swift", "GetLampsID"), ("java", "GetLampsId")])
def test_initialism_in_the_name_of_a_test_is_in_capitals_if_the_language_has_them_so(language: str, name: str) -> None:
    answers = {"language": language, "stories": [{"title": "Light", "endpoints": ["GET /lamps/{id}"]}]}
    assert task_of(record_of(answers), "contract", "GET /lamps/{id}").name.endswith(name)


@pytest.mark.parametrize(
    ("language", "framework"),
    [(facts, one) for facts in LANGUAGES.values() for one in facts.frameworks if not one.is_manual],
    ids=lambda one: one.name,
)
@pytest.mark.parametrize("subject", ["ring the bells", "2 bells", "x", "log in"])
def test_name_of_a_test_is_found_by_its_id_alone(language: Language, framework: Framework, subject: str) -> None:
    ids = ("T012", "T0123", "T0120", "T112")
    names = {task_id: named_tests.test_name(framework, language, task_id, subject) for task_id in ids}
    text = "\n".join(f'run("{name}")' for name in names.values())
    for task_id, name in names.items():
        match = named_tests.test_names(framework, language, task_id).search(text)
        assert match and match[0] == name
