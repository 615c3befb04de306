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
