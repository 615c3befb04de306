"""What endpoints and commands work on, so that services and endpoint modules are named after it, not after a story.

GET /api/articles/{slug}            articles
GET /api/articles/feed              articles: neither an entity nor a collection
POST /api/articles/{slug}/comments  comments: an entity, or a collection that is posted to
add                                 the entity that the command or its story names
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..plan.items import Story
from ..text.endpoints import fixed_parts, is_http
from ..text.english import VERB_OF
from ..text.names import fold, latin, module, snake
from ..text.naming import is_plural, phrases, plural, singular
from ..text.speech import phrase
from ..text.words import say, word_for
from .planned_task import Key, key

_LISTS = frozenset({"collection", "group", "history", "list", "number", "overview", "page", "set"})  #: of something
_PARTICLES = frozenset({"in", "out", "up"})
_LOGIN = {"login": "log in", "signin": "sign in", "logout": "log out", "signout": "sign out"}


@dataclass(frozen=True)
class Resource:
    """What a service is for, by its names in snake_case."""

    one: str
    many: str


@dataclass(frozen=True)
class Share:
    """What a story does with one resource.

    `endpoints` are those that no earlier story has. `previous` are story and source of the service task before, `first`
    tells whether no story or feature works on it before, `has_module` whether one of these has endpoints of it.
    `source` is that of its tasks, blank for the main share of a story; `is_planned` tells whether the story was planned
    with it.
    """

    resource: Resource
    endpoints: tuple[str, ...]
    previous: tuple[str, str] | None = None
    first: bool = True
    has_module: bool = False
    source: str = ""
    is_planned: bool = False

    @property
    def operations(self) -> tuple[str, ...]:
        """Name what the endpoints do: `create`, `read`, `favorite`; a command is its own name."""
        return tuple(dict.fromkeys(operation_of(one, self.resource) for one in self.endpoints))

    @property
    def additions(self) -> tuple[str, ...]:
        """Name the operations as nouns: `creation`, `listing`, `the feed`."""
        return tuple(dict.fromkeys(self._addition(one) for one in self.endpoints))

    def _addition(self, endpoint: str) -> str:
        name = operation_of(endpoint, self.resource)
        if not is_http(endpoint):
            return name
        noun = word_for("operations.additions", name)
        return say("operations.thing", name=name) if noun == name and endpoint.startswith("GET ") else noun


@dataclass
class Resources:
    """The resources of the stories so far, in their order; `elsewhere` are the services of other features."""

    elsewhere: Collection[str] = ()
    entities: dict[str, str] = field(default_factory=dict)  #: the snake_case name of each
    endpoints: set[str] = field(default_factory=set)
    collections: set[str] = field(default_factory=set)  #: the parts of paths that are added to, or hold items
    last: dict[str, tuple[str, str]] = field(default_factory=dict)  #: by resource, as `previous` of a share
    served: set[str] = field(default_factory=set)  #: the resources with an endpoint

    def take(self, story: Story, recorded: Collection[Key] = ()) -> tuple[Share, ...]:
        """Return what the next story does with each resource, in the order of its endpoints.

        `recorded` are the tasks that are there: a story that has some keeps its first service.
        """
        new = [one for one in story.endpoints if one not in self.endpoints]
        self.entities |= {entity.name: module(entity.name) for entity in story.entities if latin(entity.name)}
        self.endpoints.update(new)
        self.collections.update(part for one in new for part in collections_in(one))
        found: dict[Resource, list[str]] = {}
        for endpoint in new:
            found.setdefault(self._resource(endpoint, story), []).append(endpoint)
        if not found:
            found = {self._resource(next(iter(story.endpoints), ""), story): []}
        shares = tuple(self._share(resource, endpoints) for resource, endpoints in found.items())
        shares = tuple(_with_sources(shares, story, recorded))
        self.last |= {one.resource.one: (story.id, one.source) for one in shares}
        self.served |= {one.resource.one for one in shares if one.endpoints}
        return shares

    def _share(self, resource: Resource, endpoints: Sequence[str]) -> Share:
        name = resource.one
        is_elsewhere = name in self.elsewhere
        return Share(
            resource=resource,
            endpoints=tuple(endpoints),
            previous=self.last.get(name),
            first=name not in self.last and not is_elsewhere,
            has_module=name in self.served or is_elsewhere,
        )

    def _resource(self, endpoint: str, story: Story) -> Resource:
        name = resource_part(endpoint, self.entities, self.collections)
        if latin(name):
            entity = self._entity(name)
            return _named(entity or singular(module(name)), module(name) if is_plural(module(name)) else "", entity)
        return _named(self._spoken(endpoint, story), "", "x")

    def _entity(self, name: str) -> str:
        return next((snake_name for one, snake_name in self.entities.items() if phrase(one) == phrase(name)), "")

    def _spoken(self, command: str, story: Story) -> str:
        """The entity that a command names, else one that has a service, else the story's first, else its subject."""
        own = [self.entities[one.name] for one in story.entities if one.name in self.entities]
        stems = set(phrase(command))
        joined = "".join(phrase(command))
        said = [one for one in own if set(phrase(one)) <= stems or "".join(phrase(one)) in joined]
        known = [one for one in own if one in self.last or one in self.elsewhere]
        return next(iter((*said, *known, *own)), "") or subject_of(story.title) or story.stem


def _named(one: str, many: str, entity: str) -> Resource:
    """A resource by its singular; that of a path which is neither plural nor an entity has no other name: `health`."""
    return Resource(one, many or (plural(one) if entity else one))


def _with_sources(shares: Sequence[Share], story: Story, recorded: Collection[Key]) -> Iterator[Share]:
    """The shares of a story with the sources of their tasks; what it was planned with comes first."""
    is_planned = key("service", "", story.id) in recorded
    known = {source for kind, source, _ in recorded if kind == "endpoint"} if is_planned else set()
    had = [one for one in shares if known.intersection(one.endpoints)]
    first = next(iter((*had, *shares)))
    for one in shares:
        source = "" if one is first else one.resource.one
        yield replace(one, source=source, is_planned=is_planned and (one is first or one in had))


def main_share(shares: Iterable[Share]) -> Share:
    """Return the share of a story that its validation and its requirements are about."""
    return next(one for one in shares if not one.source)


def resource_part(endpoint: str, entities: Iterable[str], collections: Collection[str]) -> str:
    """Find the part of an HTTP path that names what it works on; blank for a command, or a path without such a part."""
    parts = fixed_parts(endpoint)
    names = {phrase(one) for one in entities} if len(parts) > 1 else set()
    for part in reversed(parts[1:]):
        if phrase(part) in names or part in collections:
            return part
    return next(iter(parts), "")


def collections_in(endpoint: str) -> list[str]:
    """List the plural parts of a path that the endpoint adds to, or behind which it goes on."""
    method, _, path = endpoint.partition(" ")
    fixed = fixed_parts(endpoint)
    last = path.rstrip("/").rpartition("/")[2]
    return [part for part in fixed if is_plural(snake(part)) and (method == "POST" or part != last)]


def operation_of(endpoint: str, resource: Resource) -> str:
    """Name what an endpoint does with its resource."""
    if not is_http(endpoint):
        return endpoint
    method, _, path = endpoint.partition(" ")
    fixed = fixed_parts(endpoint)
    names = {phrase(resource.one), phrase(resource.many)}
    at = max((index for index, part in enumerate(fixed) if phrase(part) in names), default=len(fixed) - 1)
    action = " ".join(snake(part).replace("_", " ") for part in fixed[at + 1 :])
    if action:
        action = _LOGIN.get(action.replace(" ", ""), action)
        return f"un{action}" if method == "DELETE" and " " not in action and VERB_OF.get(action) is None else action
    last = path.rstrip("/").rpartition("/")[2]
    is_one = last not in fixed or not is_plural(snake(last))
    names_by_method = {"POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete"}
    return names_by_method.get(method, "read" if is_one else "list")


def subject_of(title: str) -> str:
    """Name what the title of a story is about: `Find a note` → `note`; its verb where it names nothing.

    Blank for a title with letters that are not Latin.
    """
    found = phrases(title) if latin(title) == fold(title) else []
    for index, words in enumerate(found):
        rest = words[1:]
        if rest and rest[-1] in _LISTS and index + 1 < len(found):
            rest = found[index + 1]
        if rest and rest[-1] not in _PARTICLES:
            things = [word for word in rest if is_plural(word)] or rest[-1:]
            return singular(module(things[0]))
    return module(" ".join(next(iter(found), ())))
