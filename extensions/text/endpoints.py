"""What an endpoint of the answers is: an HTTP method with a path, or a command."""

import re

from .names import kebab

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

HTTP_ENDPOINT = re.compile(r"(?P<method>\S+) (?P<path>/\S*)$")


def is_http(endpoint: str) -> bool:
    """`GET /users` is, `add` is a command."""
    match = HTTP_ENDPOINT.match(endpoint)
    return match is not None and match["method"] in METHODS


def resource_of(endpoint: str) -> str:
    """The last fixed part of an HTTP path: `POST /users/{id}/posts` → `posts`; blank for a command or for `GET /`."""
    parts = endpoint.partition(" ")[2].split("/") if is_http(endpoint) else []
    return next((part for part in reversed(parts) if part and part[0] not in "{:<" and kebab(part)), "")


_PREFIX = re.compile(r"api|rest|v[0-9]+", re.IGNORECASE)


def fixed_parts(endpoint: str) -> list[str]:
    """List the parts of an HTTP path that name something: `GET /api/v1/users/{id}/posts` → `users`, `posts`."""
    parts = endpoint.partition(" ")[2].split("/") if is_http(endpoint) else []
    return [part for part in parts if part and part[0] not in "{:<" and kebab(part) and not _PREFIX.fullmatch(part)]


def parameters(endpoint: str) -> list[str]:
    """List the parameters of an HTTP path: `GET /users/{id}` → `id`."""
    parts = endpoint.partition(" ")[2].split("/") if is_http(endpoint) else []
    return [name for part in parts if part and part[0] in "{:<" and (name := part.strip("{}<>:*?"))]
