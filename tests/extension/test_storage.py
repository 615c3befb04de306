"""The servers that an answer about storage names."""

import pytest

from extensions.layout.storage import storage_servers

TAGS = {
    "PostgreSQL 16": ["postgres:16"],
    "Postgres": ["postgres:17"],
    "PostgreSQL 16.4 with pgvector 0.8": ["postgres:16"],
    "MySQL 8.0, Redis 7.4": ["mysql:8.0", "redis:7.4"],
    "3 MongoDB nodes": ["mongo:8.0"],
    "SQLite": [],
    "files in ./postgresqlite": [],
    "": [],
}


@pytest.mark.parametrize(("storage", "tags"), TAGS.items())
def test_servers_and_versions_are_those_of_the_answer(storage: str, tags: list[str]) -> None:
    assert [one.tag for one in storage_servers(storage)] == tags
