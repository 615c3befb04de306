"""What templates see of servers: those that people look at while they work, and the paths that lead to a service."""

import json
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..plan.record import Record
from ..text.endpoints import is_http
from .units import UnitView

_PORTS = {"service": ("BACKEND", 8000), "frontend": ("FRONTEND", 5173), "app": ("METRO", 8081)}


@dataclass(frozen=True)
class ServerView:
    """A server as `make dev` runs it. It reads `reads` from the environment, where its port is.

    `variable` sets the port from outside: the same for the first service and the first frontend.
    """

    name: str
    root: str
    serve: tuple[str, ...]
    watch: tuple[str, ...]
    env: tuple[tuple[str, str], ...]
    reads: str
    variable: str
    port: int

    @property
    def command(self) -> str:
        """Return what a shell runs."""
        return shlex.join(self.serve)

    @property
    def options(self) -> str:
        """Return the words behind the program that watches, as a JavaScript list."""
        return json.dumps(self.watch[1:])


def servers(views: Sequence[UnitView]) -> Iterator[ServerView]:
    """Yield the services, the frontends and the apps, in this order, the first of each at the usual port."""
    for role, (prefix, port) in _PORTS.items():
        runnable = [view for view in views if view.role == role and view.stack and view.stack.server]
        for number, view in enumerate(runnable):
            assert view.stack and view.stack.server
            server = view.stack.server
            names = {"sources": ":".join(view.source_paths), "name": view.package_folder}
            serve = tuple(word.format(**names) for word in server.serve)
            own = view.root.replace("/", "_").replace("-", "_").replace(".", "_").upper()
            yield ServerView(
                name=view.root,
                root=view.root,
                serve=serve,
                watch=server.watch or serve,
                env=tuple((name, value.format(**names)) for name, value in server.env.items()),
                reads=server.reads or f"{prefix}_PORT",
                variable=f"{prefix if number == 0 else own}_PORT",
                port=port + 10 * number,
            )


def served_paths(record: Record) -> tuple[str, ...]:
    """List the beginnings of the paths that a plan gives a service: `/health`, `/courts`.

    A path that begins with a parameter is left out, and the root, which is the page's.
    """
    endpoints = [
        *(one for items in record.by_feature.values() for story in items.planned for one in story.endpoints),
        *(one.id for items in record.by_feature.values() for one in items.operations),
    ]
    paths = [one.partition(" ")[2] for one in endpoints if is_http(one)]
    beginnings = [path.split("?")[0].split("/")[1] for path in paths if path.startswith("/")]
    named = [one for one in beginnings if one and one.replace("-", "").replace("_", "").replace(".", "").isalnum()]
    return tuple(dict.fromkeys(("/health", "/api", *(f"/{one}" for one in named))))
