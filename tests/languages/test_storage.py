"""The migrations of a project, run against a real server."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.languages.conftest import Install, Installed, needs

pytestmark = needs("make", "psql")
#: Debian has the server's programs beside the path.
PROGRAMS = next((str(one.parent) for one in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)
USES_LIBPQ = """\
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <cstdlib>

TEST(Courts, AreStored) {
  PGconn *connection = PQconnectdb(std::getenv("DATABASE_URL"));
  ASSERT_EQ(PQstatus(connection), CONNECTION_OK) << PQerrorMessage(connection);
  PGresult *result = PQexec(connection, "SELECT 1");
  EXPECT_STREQ(PQgetvalue(result, 0, 0), "1");
  PQclear(result);
  PQfinish(connection);
}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of its own, as a user who is not root."""
    initdb = shutil.which("initdb", path=PROGRAMS)
    if not initdb:
        pytest.skip("initdb: not installed")
    folder = tmp_path_factory.mktemp("postgres")
    user = []
    if os.getuid() == 0:
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        shutil.chown(folder, "postgres", "postgres")
        for parent in folder.parents:
            if not parent.stat().st_mode & 0o001:  # nobody else may pass through
                parent.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    data = str(folder / "data")
    subprocess.run([*user, initdb, "-D", data, "-A", "trust", "-U", "postgres"], check=True, stdout=subprocess.DEVNULL)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [*user, str(Path(initdb).parent / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log")]
    subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL)
    yield f"postgresql://postgres:postgres@127.0.0.1:{port}/postgres"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.cpp
@needs("cmake", "g++", "pkg-config")
def test_program_in_cpp_reaches_the_server_by_its_driver(install: Install, address: str) -> None:
    project = install("make install", language="cpp", storage="PostgreSQL")
    (project.path / "tests/integration/courts_test.cpp").write_text(USES_LIBPQ, encoding="utf-8")
    output = project.passes("make test", DATABASE_URL=address)
    assert "Courts.AreStored" in output
    assert "100% tests passed" in output


@pytest.fixture(scope="module")
def project(install: Install) -> Installed:
    return install("true", language="other", storage="PostgreSQL")


def test_migrations_run_once_in_order_and_a_failing_one_leaves_nothing(project: Installed, address: str) -> None:
    def migrate(status: int = 0) -> list[str]:
        done = project.run("make --silent migrate", DATABASE_URL=address)
        assert done.status == status, done.output
        return done.output.splitlines()

    def rows(statement: str) -> list[str]:
        return project.passes(f'psql "{address}" --tuples-only --no-align --command "{statement}"').splitlines()

    folder = project.path / "migrations"
    assert migrate() == ["0001_schema_migrations.sql"]
    assert migrate() == []
    (folder / "0003_rows.sql").write_text("INSERT INTO courts VALUES (1);\n", encoding="utf-8")
    (folder / "0002_courts.sql").write_text("CREATE TABLE courts (id int);\nSELECT 1/0;\n", encoding="utf-8")
    assert "division by zero" in migrate(status=2)[1]
    assert rows("SELECT to_regclass('courts')") == [""]
    (folder / "0002_courts.sql").write_text("CREATE TABLE courts (id int);\n", encoding="utf-8")
    assert migrate() == ["0002_courts.sql", "0003_rows.sql"]
    assert migrate() == []
    assert rows("SELECT count(*) FROM courts") == ["1"]
    assert rows("SELECT count(*) FROM schema_migrations") == ["3"]
