"""The libraries of an answer: the manifest that each is written into, and what is left to be done."""

from typing import Any

import pytest
from extensions.plan.errors import UserError
from extensions.plan.languages import LANGUAGES
from extensions.plan.record import Record

from extensions.answers.answers import read_answers
from extensions.answers.stacks import STACKS
from extensions.answers.versions import npm
from extensions.destination.folder import EMPTY
from extensions.layout.dependencies import manifest_lines, routed
from extensions.layout.libraries import ALIASES, LIBRARIES
from extensions.record.pipeline import next_record


def written(**raw: Any) -> dict[str, tuple[str, ...]]:
    answers = read_answers(raw, frozenset(raw))
    units = next_record(answers, Record(), EMPTY, "2026-03-14").units
    return {unit.id: manifest_lines(unit, routed(answers)) for unit in units}


def tasks(**raw: Any) -> dict[str, list[str]]:
    record = next_record(read_answers(raw, frozenset(raw)), Record(), EMPTY, "2026-03-14")
    return {kind: [task.text for task in record.tasks if task.kind == kind] for kind in ("project", "dependency")}


def test_libraries_of_each_language_are_written_with_versions() -> None:
    rust = written(language="rust", primary_dependencies="axum, sqlx, tokio, serde")["."]
    assert [line.partition("@")[0] for line in rust] == ["axum", "sqlx", "tokio", "serde"]
    (go,) = written(language="go", primary_dependencies="pgx")["."]
    assert go.startswith("github.com/jackc/pgx/v5 v5.")
    assert written(language="csharp", primary_dependencies="Dapper, Foo.Bar@1.2.0")["."][1] == "Foo.Bar@1.2.0"
    assert written(language="cpp", primary_dependencies="fmt, abseil>=2")["."] == ("fmt>=9", "abseil>=2")
    assert written(language="php", primary_dependencies="pdo_pgsql")["."] == ("ext-pdo_pgsql:*",)
    (swift,) = written(language="swift", primary_dependencies="PostgresNIO")["."]
    assert swift.startswith("https://github.com/vapor/postgres-nio.git@1.")
    (java,) = written(language="java", primary_dependencies="PostgreSQL")["."]
    assert java.startswith("org.postgresql:postgresql:42.")


def test_library_goes_to_the_unit_that_it_belongs_to() -> None:
    answers = {"project_type": "web", "language": "typescript", "primary_dependencies": "Express, React, pg, zustand"}
    lines = {root: [line.rpartition("@")[0] for line in found] for root, found in written(**answers).items()}
    assert lines == {"backend": ["express", "pg"], "frontend": ["react", "react-dom", "zustand"]}


def test_mapping_says_where_a_library_belongs() -> None:
    given = {"backend": ["sqlalchemy>=2"], "frontend": ["zod"]}
    lines = written(project_type="web", primary_dependencies=given)
    assert "sqlalchemy>=2" in lines["backend"]
    assert any(line.startswith("zod@") for line in lines["frontend"])


def test_mapping_with_an_unknown_unit_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        written(project_type="web", primary_dependencies={"server": ["zod"]})
    assert str(caught.value) == 'primary_dependencies: "server" is not a unit; use backend or frontend'


@pytest.mark.parametrize("answer", ["none", ["None"], "n/a"])
def test_answer_that_there_is_none_is_no_library(answer: Any) -> None:
    assert written(primary_dependencies=answer) == {".": ()}
    assert tasks(primary_dependencies=answer)["project"] == ["Initialize the Python 3.11 project with pytest"]


def test_what_could_not_be_written_is_an_open_task_and_no_part_of_the_ticked_one() -> None:
    found = tasks(language="swift", primary_dependencies="Vapor, Fluent")
    assert found["project"] == ["Initialize the Swift 6.0 project with Swift Testing"]
    assert found["dependency"] == ["Add Vapor to the dependencies", "Add Fluent to the dependencies"]
    some = tasks(primary_dependencies="requests, frobnicate")
    assert some["project"] == ["Initialize the Python 3.11 project with the dependencies requests"]
    assert some["dependency"] == ["Add frobnicate to the dependencies"]


@pytest.mark.parametrize("language", LIBRARIES)
def test_every_known_library_is_a_line_with_a_version(language: str) -> None:
    facts = LANGUAGES[language]
    for word, line in LIBRARIES[language].items():
        assert word == word.lower()
        has_version = any(character.isdigit() for character in line.partition("/")[2] or line)
        assert has_version or line.startswith("ext-"), line  # an extension of PHP has that of PHP
        assert facts.requirement.fullmatch(line), line
    assert set(ALIASES.get(language, {}).values()) <= LIBRARIES[language].keys()


def test_what_a_stack_brings_has_a_version() -> None:
    for stack in STACKS.values():
        for line in stack.dependencies:
            assert LANGUAGES[stack.language].requirement.fullmatch(line) or stack.boms, line


@pytest.mark.parametrize(("node", "vitest"), [("20.19", "4"), ("22.11", "4"), ("22.12", "5"), ("24", "5")])
def test_version_of_node_picks_the_test_runner(node: str, vitest: str) -> None:
    for name in ("vitest", "@vitest/coverage-v8"):
        (line,) = npm(name, node=node)
        assert line.startswith(f"{name}@^{vitest}.")
    assert npm("vitest") == npm("vitest", node="24")
