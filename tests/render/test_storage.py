"""What a project has of the server that its data is stored in."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Render, report, run

UNITS = [
    {"root": "apps/web", "role": "frontend", "framework": "vue"},
    {"root": "apps/api", "language": "go", "role": "service"},
    {"root": "services/billing", "language": "python", "role": "service"},
    {"root": "packages/core", "language": "python", "role": "library"},
]
STORY = {"title": "Book a court", "entities": ["Court"], "endpoints": ["GET /courts"]}
#: By the name of a project: the answers, the manifest, and what it has of a driver.
DRIVERS: dict[str, tuple[dict[str, Any], str, str]] = {
    "python": ({"storage": "PostgreSQL"}, "pyproject.toml", "psycopg[binary]>=3"),
    "rust": ({"language": "rust", "storage": "MySQL"}, "Cargo.toml", '"mysql"'),
    "java web": (
        {"project_type": "web", "language": "java", "storage": "Postgres"},
        "backend/pom.xml",
        "org.postgresql",
    ),
    "express": (
        {"project_type": "web", "language": "typescript", "storage": "PostgreSQL"},
        "backend/package.json",
        '"@types/pg"',
    ),
    "mongo": ({"language": "go", "storage": "MongoDB 8"}, "go.mod", "go.mongodb.org/mongo-driver/v2 "),
    "php": ({"language": "php", "storage": "PostgreSQL"}, "composer.json", '"ext-pdo_pgsql": "*"'),
    "php mongo": ({"language": "php", "storage": "MongoDB"}, "composer.json", '"ext-mongodb": "*",\n        "mongodb/'),
    "cpp": ({"language": "cpp", "storage": "MySQL"}, "CMakeLists.txt", ' IMPORTED_TARGET "mysqlclient>=3")'),
    "csharp": (
        {"language": "csharp", "storage": "Redis"},
        "src/Sample/Sample.csproj",
        '<PackageReference Include="StackExchange.Redis" Version="',
    ),
    "swift": (
        {"language": "swift", "storage": "PostgreSQL"},
        "Package.swift",
        '                .product(name: "PostgresNIO", package: "postgres-nio")\n            ]',
    ),
}
#: By language, the line of the test of the ticked task that looks for the driver of PostgreSQL.
LOOKED_FOR = {
    "php": "assertArrayHasKey('ext-pdo_pgsql', $manifest['require'])",
    "cpp": r'text.find("\"libpq>=")',
    "csharp": r'Assert.Contains("Include=\"npgsql\"", references',
    "swift": 'contains("https://github.com/vapor/postgres-nio.git")',
}


@pytest.mark.parametrize("name", DRIVERS)
def test_manifest_has_the_driver(render: Render, name: str) -> None:
    answers, manifest, line = DRIVERS[name]
    assert line in (render(**answers) / manifest).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LOOKED_FOR)
def test_test_of_the_ticked_task_looks_for_the_driver(render: Render, language: str) -> None:
    project = render(language=language, storage="PostgreSQL")
    texts = [path.read_text(encoding="utf-8") for path in project.rglob("tests/**/*") if path.is_file()]
    assert len([text for text in texts if LOOKED_FOR[language] in text]) == 1
    assert "Add " not in [task["text"][:4] for task in report(project)["features"][0]["tasks"]]


@pytest.mark.parametrize(
    ("language", "github", "gitlab"),
    [
        ("php", ["extensions: pdo_pgsql, redis"], ["php-pgsql", "php-redis"]),
        ("cpp", ["libgtest-dev libhiredis-dev libpq-dev pkg-config"], ["libhiredis-dev", "libpq-dev", "pkg-config"]),
    ],
)
def test_ci_has_what_the_drivers_need_of_the_system(
    render: Render, language: str, github: list[str], gitlab: list[str]
) -> None:
    workflow = render(language=language, storage="PostgreSQL, Redis") / ".github/workflows/ci.yml"
    assert all(line in workflow.read_text(encoding="utf-8") for line in github)
    pipeline = render(language=language, storage="PostgreSQL, Redis", ci="gitlab") / ".gitlab-ci.yml"
    (install,) = re.findall("apt-get install --yes (.*)", pipeline.read_text(encoding="utf-8"))
    assert {*gitlab} <= {*install.split()}
    without = (render(language=language) / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert "extensions:" not in without and "pkg-config" not in without


def test_driver_of_the_answer_is_enough(render: Render) -> None:
    project = render(storage="PostgreSQL", primary_dependencies="asyncpg")
    assert "psycopg" not in (project / "pyproject.toml").read_text(encoding="utf-8")


def test_every_service_has_the_driver_and_the_address_and_one_has_the_migrations(render: Render) -> None:
    project = render(project_type="monorepo", units=UNITS, stories=[STORY], storage="PostgreSQL 16")
    assert "jackc/pgx" in (project / "apps/api/go.mod").read_text(encoding="utf-8")
    assert "psycopg" in (project / "services/billing/pyproject.toml").read_text(encoding="utf-8")
    assert "psycopg" not in (project / "packages/core/pyproject.toml").read_text(encoding="utf-8")
    examples = sorted(path.relative_to(project).as_posix() for path in project.rglob(".env.example"))
    assert examples == ["apps/api/.env.example", "services/billing/.env.example"]
    assert [path.parent.relative_to(project).as_posix() for path in project.rglob("apply.sh")] == [
        "apps/api/migrations"
    ]


@pytest.mark.parametrize(("language", "has_jdbc"), [("kotlin", True), ("go", False)])
def test_code_on_the_jvm_has_the_address_as_its_drivers_take_it(render: Render, language: str, has_jdbc: bool) -> None:
    project = render(project_type="web", language=language, storage="MySQL", stories=[STORY])
    example = (project / "backend/.env.example").read_text(encoding="utf-8")
    assert ('JDBC_DATABASE_URL="jdbc:mysql://127.0.0.1:3306/app?user=root&password=mysql"\n' in example) == has_jdbc
    jobs = yaml.safe_load((project / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]
    assert ("JDBC_DATABASE_URL" in jobs["backend"]["env"]) == has_jdbc


def test_code_on_net_has_connection_strings(render: Render) -> None:
    answers = {"project_type": "web", "language": "csharp", "storage": "PostgreSQL, Redis, MongoDB"}
    example = (render(**answers) / "backend/.env.example").read_text(encoding="utf-8")
    assert 'ConnectionStrings__PostgreSQL="Host=127.0.0.1;Port=5432;Username=postgres;Pass' in example
    assert "ConnectionStrings__Redis=127.0.0.1:6379\n" in example and "ConnectionStrings__MongoDB" not in example
    assert "JDBC" not in example
    job = yaml.safe_load((render(**answers, ci="gitlab") / ".gitlab-ci.yml").read_text(encoding="utf-8"))["backend"]
    assert job["variables"]["ConnectionStrings__PostgreSQL"].startswith("Host=postgres;Port=5432;")


@pytest.mark.parametrize("storage", ["PostgreSQL 17", "MySQL"])
def test_migrations_are_drawn_told_of_and_run_by_ci(render: Render, storage: str) -> None:
    for ci, file in (("github", ".github/workflows/ci.yml"), ("gitlab", ".gitlab-ci.yml")):
        project = render(project_type="web", language="go", stories=[STORY], storage=storage, ci=ci)
        assert "backend/migrations/" in (project / "README.md").read_text(encoding="utf-8")
        assert "    - make migrate\n" in (project / file).read_text(encoding="utf-8").replace("- run: ", "- ")
        assert [one["rule"] for one in report(project)["findings"] if one["rule"] == "layout-drift"] == []
        assert run(["sh", "-n", "backend/migrations/apply.sh"], project).output == ""


def test_job_of_gitlab_reaches_the_server_by_its_name(render: Render) -> None:
    project = render(ci="gitlab", storage="PostgreSQL 17")
    job = yaml.safe_load((project / ".gitlab-ci.yml").read_text(encoding="utf-8"))["check"]
    assert job["services"] == [{"name": "postgres:17", "alias": "postgres"}]
    assert job["variables"]["DATABASE_URL"] == "postgresql://postgres:postgres@postgres:5432/postgres"
    assert any("postgresql-client" in line for line in job["before_script"])


@pytest.mark.parametrize("storage", ["SQLite", "Redis", "MongoDB"])
def test_storage_without_a_schema_on_a_server_has_no_migrations(render: Render, storage: str) -> None:
    project = render(storage=storage)
    assert not (project / "migrations").exists()
    assert "make migrate" not in (project / "README.md").read_text(encoding="utf-8")


def test_address_of_the_example_is_used_and_that_of_env_goes_before_it(render: Render, tmp_path: Path) -> None:
    """What `make migrate` calls: a `psql` that writes down its address."""
    project = tmp_path / "project"
    shutil.copytree(render(storage="PostgreSQL"), project)
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "psql").write_text('#!/bin/sh\necho "$1" >>"$LOG"\necho 0\n', encoding="utf-8")
    (bin_folder / "psql").chmod(0o755)
    log = tmp_path / "log"
    environment = {"PATH": f"{bin_folder}:/usr/bin:/bin", "LOG": str(log)}

    def asked(**more: str) -> set[str]:
        log.write_text("", encoding="utf-8")
        assert run(["make", "migrate"], project, **environment, DATABASE_URL=more.get("url", "")).status == 0
        return {*log.read_text(encoding="utf-8").splitlines()}

    example = re.search("^DATABASE_URL=(.*)$", (project / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert example and asked() == {example[1]}
    (project / ".env").write_text('DATABASE_URL="postgresql://db.example/mine"\n', encoding="utf-8")
    assert asked() == {"postgresql://db.example/mine"}
    assert asked(url="postgresql://db.example/other") == {"postgresql://db.example/other"}
