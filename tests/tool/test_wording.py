"""Which task writes a test, and which only runs, removes, helps or mentions one."""

import pytest
from plan.reading.lists import read_task

WRITE = [
    ("Unit tests for the ferry in tests/unit/ferry.test.ts", "tests/unit/ferry.test.ts"),
    ("Add tests to verify the login in tests/login.spec.ts", "tests/login.spec.ts"),
    ("Write tests that start the server and verify the fare in e2e/fare_test.go", "e2e/fare_test.go"),
    ("Update src/ferry.ts and tests/ferry.test.ts", "tests/ferry.test.ts"),
    ("Integration test: run the whole trip in tests/integration/trip_test.py", "tests/integration/trip_test.py"),
    ("Unit tests for the run command in tests/unit/test_run.py", "tests/unit/test_run.py"),
    ("Add a health check in tests/integration/health.test.ts", "tests/integration/health.test.ts"),
    ("Cover the parser in src/parse.test.ts", "src/parse.test.ts"),
    ("Verify the tide, then write tests in test/tide_test.dart", "test/tide_test.dart"),
    ("Implement the ferry in src/ferry.py. Tests: tests/unit/test_ferry.py", "tests/unit/test_ferry.py"),
    ("Contract test in tests/contract/test_ferry.py must fail first", "tests/contract/test_ferry.py"),
    ("Unit test for Ferry with a mock clock in FerryTests/FerryTests.swift", "FerryTests/FerryTests.swift"),
    ("Write unit tests in test_ferry.py", "test_ferry.py"),
    ("Write an e2e test: fares (log in, create a fare, verify it) in tests/fares.spec.ts", "tests/fares.spec.ts"),
    ("Integration test: create a fare, verify it in tests/fares.spec.ts", "tests/fares.spec.ts"),
    ("编写测试 tests/unit/ferry.test.ts", "tests/unit/ferry.test.ts"),
    ("Crear pruebas en tests/unit/FerryTest.php", "tests/unit/FerryTest.php"),
]
WRITE_NONE = [
    "Implement the ferry so that tests/unit/test_ferry.py passes",
    "Make tests/a.test.ts and tests/b.test.ts pass",
    "Implement src/ferry.py to satisfy tests/unit/test_ferry.py",
    "Implement the login in src/login.ts and verify with tests/login.test.ts",
    "Implement the login in src/login.ts (covered by tests/login.test.ts)",
    "Implement src/ferry.py. See tests/unit/test_ferry.py",
    "Delete tests/unit/test_old.py",
    "Run `pytest tests/unit/test_ferry.py -q`",
    "Add the suite `npm test tests/fare.test.ts` to the build",
    "Create test fixtures for all ferries in tests/unit/test_data.py",
    "Check tests/a.test.ts and tests/b.test.ts",
    "Run the suite; tests/unit/test_ferry.py and tests/unit/test_quay.py pass",
    "Ejecutar tests/Feature/FerryTest.php",
    "tests/unit/ferry.test.ts を実行",
    "Write the lab reader in app/Models/LabTest.php",
    "Extend the relevant `.spec.ts` files",
]


@pytest.mark.parametrize(("text", "path"), WRITE)
def test_task_that_writes_a_test(text: str, path: str) -> None:
    task = read_task(f"- [ ] T001 {text}")
    assert task
    assert (task.writes_test, task.test_path) == (True, path)


@pytest.mark.parametrize("text", WRITE_NONE)
def test_task_that_writes_none(text: str) -> None:
    task = read_task(f"- [ ] T001 {text}")
    assert task
    assert (task.writes_test, task.test_path) == (False, None)


def test_field_of_a_heading_follows_its_verb() -> None:
    for verb, path in (("Write the", "tests/test_a.py"), ("Run the", None)):
        task = read_task(f"### T001 {verb} unit tests\n**Test file**: `tests/test_a.py`\n")
        assert task and task.test_path == path
