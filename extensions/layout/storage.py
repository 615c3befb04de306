"""The servers that `storage` names: what compose.yaml and CI run, and the address by which code reaches them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

_VERSION = re.compile(r"[ v-]*(?P<version>\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class StorageServer:
    """A server in a container. `url` is its address for code, in the variable `variable`; `ready` tells its health."""

    name: str
    label: str
    words: str  #: the pattern of those that name it
    image: str
    version: str
    port: int
    variable: str
    url: str
    ready: str
    data: str  #: the folder in the container that is kept
    env: Mapping[str, str] = field(default_factory=dict)
    client: str = ""  #: Debian's package with the program that runs SQL files; blank if it has no schema
    jdbc: str = ""  #: its address as Java's drivers take it, for code that has one of them
    ado: str = ""  #: the same for those of .NET

    @property
    def tag(self) -> str:
        return f"{self.image}:{self.version}"

    @property
    def versioned(self) -> str:
        """Return its name in words: `PostgreSQL 17`."""
        return f"{self.label} {self.version}"

    @property
    def addresses(self) -> dict[str, str]:
        """Return its addresses for code by their variables."""
        others = {f"JDBC_{self.variable}": self.jdbc, f"ConnectionStrings__{self.label}": self.ado}
        return {self.variable: self.url, **{variable: address for variable, address in others.items() if address}}

    @property
    def addresses_in_gitlab(self) -> dict[str, str]:
        """Return the addresses of a service in a job of GitLab's, which is reached by its name."""
        return {variable: url.replace("127.0.0.1", self.name) for variable, url in self.addresses.items()}


_SERVERS = (
    StorageServer(
        name="postgres",
        label="PostgreSQL",
        words=r"postgres(?:ql)?",
        image="postgres",
        version="17",
        port=5432,
        variable="DATABASE_URL",
        url="postgresql://postgres:postgres@127.0.0.1:5432/postgres",
        ready="pg_isready --username postgres",
        data="/var/lib/postgresql/data",
        env={"POSTGRES_PASSWORD": "postgres"},
        client="postgresql-client",
        jdbc="jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres&password=postgres",
        ado="Host=127.0.0.1;Port=5432;Username=postgres;Password=postgres;Database=postgres",
    ),
    StorageServer(
        name="mysql",
        label="MySQL",
        words=r"mysql",
        image="mysql",
        version="8.4",
        port=3306,
        variable="DATABASE_URL",
        url="mysql://root:mysql@127.0.0.1:3306/app",
        ready="mysqladmin ping --silent --password=mysql",
        data="/var/lib/mysql",
        env={"MYSQL_ROOT_PASSWORD": "mysql", "MYSQL_DATABASE": "app"},
        client="default-mysql-client",
        jdbc="jdbc:mysql://127.0.0.1:3306/app?user=root&password=mysql",
        ado="Server=127.0.0.1;Port=3306;User ID=root;Password=mysql;Database=app",
    ),
    StorageServer(
        name="mongo",
        label="MongoDB",
        words=r"mongo(?:db)?",
        image="mongo",
        version="8.0",
        port=27017,
        variable="MONGODB_URL",
        url="mongodb://127.0.0.1:27017/app",
        ready="mongosh --quiet --eval 'db.runCommand({ping: 1})'",
        data="/data/db",
    ),
    StorageServer(
        name="redis",
        label="Redis",
        words=r"redis",
        image="redis",
        version="8.2",
        port=6379,
        variable="REDIS_URL",
        url="redis://127.0.0.1:6379/0",
        ready="redis-cli ping",
        data="/data",
        ado="127.0.0.1:6379",
    ),
)


def storage_servers(storage: str) -> tuple[StorageServer, ...]:
    """List the servers that an answer names, each with the version behind its name: `PostgreSQL 17, Redis`."""
    found = []
    for server in _SERVERS:
        match = re.search(rf"\b{server.words}\b", storage, re.IGNORECASE)
        if match:
            version = _VERSION.match(storage, match.end())
            named = version["version"] if version else server.version
            found.append(replace(server, version=_image_version(server, named)))
    return tuple(found)


def _image_version(server: StorageServer, named: str) -> str:
    """PostgreSQL's images have a major version alone since its tenth."""
    return named.partition(".")[0] if server.name == "postgres" else named
