"""Test results of each runner: read, matched with the tasks, and not believed where they cannot tell."""

import time
from pathlib import Path

import pytest
from plan.errors import UserError
from plan.model import Feature, Project
from plan.model import Test as TaskTest
from plan.results import FORMATS, Case, read_results
from plan.results.matching import with_results

SAMPLES = Path(__file__).parent / "samples/results"
TEST_FILES = {
    "pytest.xml": "tests/unit/test_lamp.py",
    "vitest.xml": "tests/unit/lamp.test.ts",
    "phpunit.xml": "tests/Unit/LampTest.php",
    "surefire.xml": "src/test/java/dev/quay/unit/LampTest.java",
    "ctest.xml": "tests/unit/lamp_test.cpp",
    "gtest.xml": "tests/unit/lamp_test.cpp",
    "node-test.xml": "tests/unit/lamp.test.ts",
    "jest.json": "tests/unit/lamp.test.ts",
    "go-test.json": "tests/unit/lamp_test.go",
    "cargo.txt": "tests/unit/lamp.rs",
    "xctest.txt": "tests/unit/LampTests.swift",
    "xctest-macos.txt": "tests/unit/LampTests.swift",
    "swift-testing.xml": "tests/unit/LampTests.swift",
}
LYING = {
    "swiftpm-parallel.xml": ("tests/unit/LampTests.swift", "throw XCTSkip()"),
    "jest-junit.xml": ("tests/unit/lamp.test.ts", "test.todo('T003')"),
}
STATUSES = {"T001": "passing", "T002": "failing", "T003": "skipped"}


def project(root: Path, path: str, status: str = "unknown", **names: str) -> Project:
    """One feature with three tests in one file."""
    tests = {task: TaskTest(path, names.get(task), status) for task in STATUSES}
    return Project(str(root), (Feature("001-lamp", (), (), (), tests, frozenset()),))


def statuses(project: Project, feature: int = 0) -> dict[str, str]:
    return {task: test.status for task, test in project.features[feature].tests.items()}


def test_there_is_a_case_for_every_sample() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == {*TEST_FILES, *LYING}


@pytest.mark.parametrize("name", TEST_FILES)
def test_results_of_each_runner_give_the_statuses(name: str, tmp_path: Path) -> None:
    cases = read_results(str(SAMPLES / name))
    judged, notes = with_results(project(tmp_path, TEST_FILES[name]), {name: cases})
    assert statuses(judged) == STATUSES
    assert notes == []


@pytest.mark.parametrize("name", LYING)
def test_pass_that_may_be_a_skipped_test_is_told_and_not_believed(name: str, tmp_path: Path) -> None:
    path, skip = LYING[name]
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(skip, encoding="utf-8")
    judged, (note,) = with_results(project(tmp_path, path), {name: read_results(str(SAMPLES / name))})
    assert statuses(judged) == {"T001": "unknown", "T002": "failing", "T003": "unknown"}
    assert note.startswith(f"{name}: ")
    assert note.endswith("not believed of T001, T003, whose files skip tests")


@pytest.mark.parametrize("name", LYING)
def test_pass_counts_where_the_file_skips_nothing(name: str, tmp_path: Path) -> None:
    path, _ = LYING[name]
    judged, notes = with_results(project(tmp_path, path), {name: read_results(str(SAMPLES / name))})
    assert statuses(judged) == {"T001": "passing", "T002": "failing", "T003": "passing"}
    assert notes == []


def test_stub_whose_mark_stands_stays_pending_and_the_report_is_told(tmp_path: Path) -> None:
    cases = [Case("test_t001_a", "", "passed"), Case("test_t002_b", "", "failed")]
    judged, (note,) = with_results(project(tmp_path, "tests/test_a.py", "pending"), {"r.xml": cases})
    assert set(statuses(judged).values()) == {"pending"}
    assert note == "r.xml: T001 passed in it, though the mark of the stub stands; they stay pending"


def test_report_of_another_project_is_told(tmp_path: Path) -> None:
    judged, (note,) = with_results(project(tmp_path, "tests/test_a.py"), {"r.xml": [Case("test_b", "", "passed")]})
    assert set(statuses(judged).values()) == {"unknown"}
    assert note == "r.xml: none of its 1 tests belongs to a task; is it the report of this project?"


def test_test_belongs_to_the_feature_whose_file_the_report_names(tmp_path: Path) -> None:
    first = Feature("001-a", (), (), (), {"T001": TaskTest("tests/test_a.py", None, "unknown")}, frozenset())
    second = Feature("002-b", (), (), (), {"T001": TaskTest("tests/test_b.py", None, "unknown")}, frozenset())
    both = Project(str(tmp_path), (first, second))
    cases = [Case("test_t001_x", "tests.test_b.TestGroup", "passed")]
    judged, _ = with_results(both, {"r.xml": cases})
    assert (statuses(judged, 0), statuses(judged, 1)) == ({"T001": "unknown"}, {"T001": "passing"})
    judged, notes = with_results(both, {"r.xml": [Case("test_t001_x", "", "passed")]})
    assert (statuses(judged, 0), statuses(judged, 1)) == ({"T001": "unknown"}, {"T001": "unknown"})
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("test_t001_2_x", "T001.2"),
        ("test_t001_x", "T001"),
        ("test_t001x_y", None),
        ("test_tab2_opens_t001", "T001"),
        ("T001.2 › opens", "T001.2"),
        ("test_at001", None),
        ("TestT001PostUsers/empty", "T001"),
    ],
)
def test_id_in_the_name_of_a_test(name: str, task: str | None, tmp_path: Path) -> None:
    tests = {one: TaskTest("tests/test_a.py", None, "unknown") for one in ("T001", "T001.2")}
    one = Project(str(tmp_path), (Feature("001-a", (), (), (), tests, frozenset()),))
    judged, _ = with_results(one, {"r": [Case(name, "", "passed")]})
    assert [key for key, status in statuses(judged).items() if status == "passing"] == [task] * bool(task)


BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<testsuites><testsuite name="&b;"/></testsuites>"""
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><testsuites/>'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BOMB, "declares a document type or entities"),
        (OUTSIDE, "declares a document type or entities"),
        (BOMB.encode("utf-16"), "declares a document type or entities"),
        ("<testsuites><testsuite>", "line 1 is not XML: no element found"),
        ("<testsuites>&b;</testsuites>", "line 1 is not XML: undefined entity"),
        ("<html><body/></html>", "its first element is <html>, not <testsuites> or <testsuite>"),
        ("", "it is not JUnit XML, Jest's JSON, go test -json, cargo's output or XCTest's output"),
        ('{"testResults": 7}', "it begins like Jest's JSON and goes on differently"),
        ('{"testResults": ' + "[" * 100_000, "JSON"),
        ("\x00\x01", "it is not JUnit XML"),
    ],
    ids=["bomb", "outside", "utf-16", "torn", "entity", "html", "empty", "no list", "deep", "binary"],
)
def test_results_that_cannot_be_read_are_reported_in_one_line(text: str | bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "results.xml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UserError) as caught:
        read_results(str(file))
    assert str(caught.value).startswith(f"{file}: cannot be read as test results: ")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_junit_option_takes_nothing_else() -> None:
    with pytest.raises(UserError, match="it is not JUnit XML"):
        read_results(str(SAMPLES / "jest.json"), FORMATS[:1])


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file or directory"):
        read_results(str(tmp_path / "none.xml"))


def test_deep_xml_is_read_without_recursion(tmp_path: Path) -> None:
    file = tmp_path / "deep.xml"
    file.write_text("<testsuite>" * 50_000 + "</testsuite>" * 50_000, encoding="utf-8")
    assert read_results(str(file)) == []


def test_many_results_are_matched_in_linear_time(tmp_path: Path) -> None:
    tests = {f"T{number:05d}": TaskTest(f"tests/test_{number}.py", None, "unknown") for number in range(10_000)}
    one = Project(str(tmp_path), (Feature("001-a", (), (), (), tests, frozenset()),))
    cases = [Case(f"test_t{number:05d}_a", f"tests.test_{number}", "passed") for number in range(10_000)]
    began = time.process_time()
    judged, _ = with_results(one, {"r": cases})
    assert set(statuses(judged).values()) == {"passing"}
    assert time.process_time() - began < 3
