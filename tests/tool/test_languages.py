"""Which files hold tests, by the habits of every language that a task list may speak of."""

import pytest
from plan.languages import LANGUAGES, is_test_file
from plan.languages.patterns import PATTERNS

HOLD_TESTS = {
    "python": ("tests/unit/test_buoy.py", "buoy/buoy_test.py"),
    "typescript": ("src/buoy.test.ts", "src/Buoy.test.tsx", "e2e/buoy.spec.js", "test/buoy.e2e-spec.ts",
                   "src/__tests__/Buoy.tsx"),
    "rust": ("tests/contract/buoys.rs", "src/buoy_test.rs", "crates/quay/tests/buoys.rs"),
    "go": ("internal/buoy/buoy_test.go",),
    "java": ("src/test/java/dev/quay/BuoyTest.java", "src/test/java/dev/quay/BuoyIT.java",
             "src/test/java/TestBuoy.java"),
    "kotlin": ("app/src/test/java/dev/quay/BuoyTest.kt", "src/androidTest/kotlin/BuoySpec.kt"),
    "swift": ("Tests/QuayTests/BuoyTests.swift", "QuayUITests/BuoyUITests.swift"),
    "cpp": ("tests/unit/buoy_test.cpp", "tests/unit/buoy.cc", "src/test_buoy.cpp"),
    "csharp": ("tests/Quay.Tests/BuoyTests.cs", "Quay.Tests/BuoyTest.cs"),
    "other": ("tests/contract/buoys.md",),
    "dart": ("test/unit/buoy_test.dart",),
    "php": ("tests/Feature/BuoyTest.php",),
    "codeception": ("tests/Acceptance/BuoyCest.php", "tests/lang/buoy.phpt"),
    "ruby": ("spec/models/buoy_spec.rb", "test/models/buoy_test.rb"),
    "elixir": ("test/quay/buoy_test.exs",),
    "solidity": ("test/Buoy.t.sol", "contracts/test/BuoyTest.sol"),
}  # fmt: skip
HOLD_NONE = {
    "python": ("tests/conftest.py", "src/latest.py", "tests/unit/factories.py"),
    "typescript": ("tests/helpers.ts", "src/__tests__/fixtures/buoys.ts", "vitest.config.ts", "jest.setup.js",
                   ".spec.ts"),
    "rust": ("tests/common/mod.rs", "tests/helpers.rs", "src/contest.rs"),
    "go": ("internal/testing/fake.go", "buoy/export_test.go"),
    "java": ("src/main/java/dev/quay/LabTest.java", "src/test/java/TestUtils.java", "src/test/java/FakeClock.java"),
    "kotlin": ("src/main/kotlin/LabTest.kt", "src/test/kotlin/Fixtures.kt"),
    "swift": ("Tests/QuayTests/Mocks.swift", "Sources/Latest.swift"),
    "cpp": ("tests/fixtures/buoys.cpp", "tests/test_main.cpp", "src/latest.cpp"),
    "csharp": ("tests/Quay.Tests/FakeClock.cs", "tests/Quay.Tests/TestBase.cs"),
    "other": ("tests/unit/README.md", "docs/tests.md"),
    "dart": ("test/helpers/pump_app.dart",),
    "php": ("tests/TestCase.php", "app/Contest.php"),
    "codeception": ("tests/_support/AcceptanceTester.php",),
    "ruby": ("spec/spec_helper.rb", "test/test_helper.rb"),
    "elixir": ("test/test_helper.exs",),
    "solidity": ("test/mocks/MockBuoy.sol",),
}  # fmt: skip


def test_every_language_has_its_two_cases() -> None:
    assert set(HOLD_TESTS) == set(HOLD_NONE) == {*LANGUAGES, *PATTERNS}
    assert LANGUAGES.keys().isdisjoint(PATTERNS)


@pytest.mark.parametrize("path", [path for paths in HOLD_TESTS.values() for path in paths])
def test_file_that_holds_tests(path: str) -> None:
    assert is_test_file(path)


@pytest.mark.parametrize("path", [path for paths in HOLD_NONE.values() for path in paths])
def test_file_that_holds_none(path: str) -> None:
    assert not is_test_file(path)
