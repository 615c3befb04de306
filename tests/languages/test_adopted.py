"""Adopted repositories: a stub beside a person's own files is compiled and run with them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Copier, Done, Render, report, run
from tests.languages.conftest import needs
from tests.update.conftest import commit

Adopt = Callable[[Mapping[str, str], str], Path]


@pytest.fixture
def adopt(template: Path, copier: Copier, tmp_path: Path) -> Adopt:
    """`adopt(files, tasks)`: a repository with these files and this list, after Groundplan came to it."""

    def adopted(files: Mapping[str, str], tasks: str) -> Path:
        folder = tmp_path / "quay"
        for name, text in {**files, "specs/001-quay/tasks.md": tasks}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        commit(folder, init=True)
        done = copier("copy", "--trust", "--defaults", "-d", "project_type=existing", template, folder)
        assert done.status == 0, done.output
        return folder

    return adopted


def in_shell(project: Path, command: str) -> Done:
    return run(["sh", "-c", command], project)


def statuses(project: Path) -> dict[str, str]:
    (feature,) = report(project)["features"]
    return {task["id"]: task["test"]["status"] for task in feature["tasks"]}


@needs("go")
def test_go_stub_belongs_to_the_package_of_its_folder(adopt: Adopt) -> None:
    files = {
        "go.mod": "module example.com/quay\n\ngo 1.24\n",
        "internal/buoy/buoy.go": "// Package mooring has another name than its folder.\npackage mooring\n",
        "internal/rope/rope_test.go": 'package rope\n\nimport "testing"\n\nfunc TestRope(t *testing.T) {}\n',
        "cmd/quay/main.go": "package main\n\nfunc main() {}\n",
    }
    tasks = """- [ ] T001 Unit test in internal/buoy/buoy_test.go
- [ ] T002 Unit test in cmd/quay/main_test.go
- [ ] T003 Contract test in tests/contract/light_test.go
- [ ] T004 Unit test in internal/rope/knot_test.go
- [ ] T005 Unit test in tests/my-app/tide_test.go
"""
    project = adopt(files, tasks)
    assert set(statuses(project).values()) == {"pending"}
    done = in_shell(project, "go vet ./... && go test -v ./...")
    assert done.status == 0, done.output
    assert done.output.count("--- SKIP: TestT00") == 5


@needs("javac", "mvn")
def test_java_stub_has_the_package_of_its_path(adopt: Adopt, render: Render) -> None:
    files = {
        "pom.xml": (render(language="java") / "pom.xml").read_text(encoding="utf-8"),
        ".gitignore": "/target/\n",
        "src/main/java/dev/quay/Buoy.java": "package dev.quay;\n\nclass Buoy {}\n",
    }
    tasks = """- [ ] T001 Unit test in src/test/java/dev/quay/BuoyTest.java
- [ ] T002 Unit test in src/test/java/LightTest.java
"""
    project = adopt(files, tasks)
    done = in_shell(project, "mvn -B -q clean test && ls target/surefire-reports")
    assert done.status == 0, done.output
    assert {"TEST-dev.quay.BuoyTest.xml", "TEST-LightTest.xml"} <= set(done.output.split())


@needs("cargo")
def test_rust_stub_is_a_crate_of_its_own(adopt: Adopt) -> None:
    files = {"Cargo.toml": '[package]\nname = "quay"\nversion = "0.1.0"\nedition = "2021"\n', "src/lib.rs": ""}
    tasks = """- [ ] T001 Integration test in tests/buoys.rs
- [ ] T002 Unit test in src/buoy_test.rs
"""
    project = adopt(files, tasks)
    assert statuses(project) == {"T001": "pending", "T002": "missing"}
    done = in_shell(project, "cargo test")
    assert done.status == 0, done.output
    assert "test t001_integration_test ... ignored, T001 is pending" in done.output
    assert not (project / "src/buoy_test.rs").exists()


@needs("php", "phpunit")
def test_php_stub_is_in_the_namespace_of_its_folder(adopt: Adopt) -> None:
    files = {
        "composer.json": '{"require-dev": {"phpunit/phpunit": "^11.5"}}\n',
        "tests/Feature/RopeTest.php": "<?php\n\nnamespace Quay\\Tests\\Feature;\n\nfinal class Rope {}\n",
        "app/Buoy.php": "<?php\n\nnamespace App;\n\nfinal class Buoy {}\n",
    }
    tasks = """- [ ] T001 Feature test in tests/Feature/BuoyTest.php
- [ ] T002 Unit test in tests/Unit/Models/LightTest.php
- [ ] T003 Acceptance test in tests/Acceptance/TideCest.php
"""
    project = adopt(files, tasks)
    assert statuses(project) == {"T001": "pending", "T002": "pending", "T003": "missing"}
    for name, namespace in (("Feature/Buoy", "Quay\\Tests\\Feature"), ("Unit/Models/Light", "Tests\\Unit\\Models")):
        assert f"\nnamespace {namespace};\n" in (project / f"tests/{name}Test.php").read_text(encoding="utf-8")
    done = in_shell(project, "for one in Feature/Buoy Unit/Models/Light; do phpunit tests/${one}Test.php; done")
    assert done.output.count("Tests: 1, Assertions: 0, Skipped: 1.") == 2, done.output


@needs("g++")
def test_cpp_stub_compiles_by_itself(adopt: Adopt) -> None:
    project = adopt({"src/buoy.cpp": ""}, "- [ ] T001 Unit test in test/2-buoys/buoy_test.cc\n")
    flags = "-std=c++17 -Wall -Wextra -Werror -fsyntax-only"
    done = in_shell(project, f"echo '#include <gtest/gtest.h>' | g++ -x c++ {flags} - || echo none")
    if "none" in done.output:
        pytest.skip("GoogleTest: not installed")
    done = in_shell(project, f"g++ {flags} test/2-buoys/buoy_test.cc")
    assert done.status == 0, done.output
