"""Which endpoints and commands of a story a sentence goes through: a requirement, a journey or a scenario.

The first of these that finds any:

1. a method and path, or a command in backticks;
2. the last word of a path that is neither an entity nor a collection, such as `feed`, `login` or `follow`;
3. a verb with its object: `create an article` is POST, `list articles` and `return an article` are GET, `change` is
   PUT or PATCH, `delete` is DELETE, each on that resource; a command is one by its own words.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..plan.items import Story
from ..text.endpoints import HTTP_ENDPOINT, is_http
from ..text.english import stem
from ..text.speech import Speech, Word, heard, phrase, places_of, positions

#: The methods that a verb asks for.
_METHODS = {
    "create": ("POST", "PUT"),
    "read": ("GET", "HEAD"),
    "list": ("GET", "HEAD"),
    "change": ("PUT", "PATCH"),
    "delete": ("DELETE",),
    "refuse": ("POST", "PUT"),
}
_LOGIN = {"login", "signin", "sign-in", "log-in", "session", "sessions", "token", "tokens", "auth"}
_LOGOUT = {"logout", "signout", "log-out", "sign-out"}
_PREFIXES = {"api", "rest", "v"}  #: parts of a path that name nothing
Name = tuple[str, ...]  #: the stems of a name


@dataclass(frozen=True)
class Target:
    """An endpoint or a command by its names. `action` is a last part that is neither entity nor collection."""

    source: str
    method: str
    name: Name
    action: str = ""
    is_item: bool = False


@dataclass(frozen=True)
class Walk:
    """The endpoints and commands of a story, and the names of its things."""

    story: Story

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        return tuple(_target(one, self._entities) for one in self.story.endpoints)

    @cached_property
    def _entities(self) -> frozenset[Name]:
        return frozenset(phrase(one.name) for one in self.story.entities)

    @cached_property
    def _things(self) -> frozenset[Name]:
        return self._entities | {one.name for one in self.targets if one.method and not one.action}

    @cached_property
    def _verbal(self) -> list[Name]:
        """The things of one word, sorted: a verb may have their names."""
        return sorted(name for name in self._things if len(name) == 1)

    @cached_property
    def _written(self) -> frozenset[str]:
        """The words of paths and commands, as they are written."""
        return frozenset(part.lower() for one in self.targets for part in one.source.replace("/", " ").split())

    @cached_property
    def _entity_names(self) -> dict[Name, set[str]]:
        found: dict[Name, set[str]] = {}
        for one in self.story.entities:
            found.setdefault(phrase(one.name), set()).add(one.name.lower())
        return found

    @cached_property
    def _plain(self) -> dict[str, dict[Name, list[Target]]]:
        """The endpoints without an action, by method and name."""
        found: dict[str, dict[Name, list[Target]]] = {}
        for one in self.targets:
            if one.method and not one.action:
                found.setdefault(one.method, {}).setdefault(one.name, []).append(one)
        return found

    @cached_property
    def _shown(self) -> frozenset[Name]:
        """The things that a page may show."""
        return frozenset(name for method in _METHODS["read"] for name in self._plain.get(method, {}))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._things), default=0)

    @cached_property
    def _fields(self) -> frozenset[str]:
        return frozenset(name for entity in self.story.entities for name, _ in entity.fields)

    @cached_property
    def _gone(self) -> dict[str, frozenset[str]]:
        return {}

    def gone_in(self, text: str) -> frozenset[str]:
        """Return the endpoints and commands that a text goes through, asked for once."""
        if text not in self._gone:
            self._gone[text] = self.gone(heard(text))
        return self._gone[text]

    def asked(self, speech: Speech) -> frozenset[str]:
        """Return the endpoints and commands that a requirement speaks of."""
        for find in (self._named, self._acted, self._spoken):
            if found := frozenset(find(speech)):
                return found
        return frozenset()

    def gone(self, speech: Speech) -> frozenset[str]:
        """Return the endpoints and commands that a journey or a scenario goes through, one after the other."""
        return frozenset((*self._named(speech), *self._acted(speech), *self._spoken(speech, is_loose=True)))

    def written(self, speech: Speech) -> frozenset[Name]:
        """Return the entities that a sentence creates or changes, conditions apart."""
        found = set()
        for index, word in enumerate(speech.words):
            if word.verb in ("create", "change") and not word.is_condition:
                found.add(self._object(speech.words, index, self._entities))
            elif not word.is_condition:
                found.add(self._named_by_verb(word))
        return frozenset(found & self._entities)

    def _named_by_verb(self, word: Word) -> Name:
        """The thing whose name a verb has: a reservation for `reserve`, a reminder for `remind`."""
        if word.verb or word.is_quoted or word.text.endswith(("ed", "ing", "s")) or len(word.stem) < 4:
            return ()
        for name in self._verbal[bisect_left(self._verbal, (word.stem,)) :]:
            if not name[0].startswith(word.stem) or (len(word.stem) == 4 and name[0] != word.stem):
                return ()
            if word.is_led or not self._is_noun(word, name):
                return name
        return ()

    def _is_noun(self, word: Word, name: Name) -> bool:
        """Whether a word that is like the name of a thing is written as that is: `reservation`, not `reserve`."""
        own = self._entity_names.get(name, ())
        return any(one in self._written or one in own for one in (word.text, f"{word.text}s"))

    def _named(self, speech: Speech) -> Iterator[str]:
        for one in self.targets if speech.quoted or speech.endpoints else ():
            if not one.method and one.source in speech.quoted:
                yield one.source
            match = HTTP_ENDPOINT.match(one.source)
            for method, path in speech.endpoints if match else ():
                if match and method in ("", match["method"]) and _same_path(path, match["path"]):
                    yield one.source

    def _acted(self, speech: Speech) -> Iterator[str]:
        spoken = [word for word in speech.words if word.text not in self._fields and not word.is_quoted]
        stems = {word.stem for word in spoken}
        login = {word.verb for word in spoken if word.verb in ("log in", "log out")}
        for one in (target for target in self.targets if target.action):
            if one.action in ("log in", "log out"):
                if one.action in login:
                    yield one.source
                continue
            is_undone = f"un{one.action}" in stems and one.method == "DELETE"
            if is_undone or (_says_action(one, spoken) and _fits_action(one, speech, spoken)):
                yield one.source

    def _spoken(self, speech: Speech, is_loose: bool = False) -> Iterator[str]:
        """The endpoints of verbs and objects; if it `is_loose`, a verb will do in a sentence that names no thing."""
        for one in self.targets:
            if not one.method and (_says_command(one, speech) or self._is_kind_of(one, speech)):
                yield one.source
        for index, word in enumerate(speech.words):
            yield from (one.source for one in self._asked_by(speech.words, index, word, is_loose))

    def _is_kind_of(self, target: Target, speech: Speech) -> bool:
        """Whether a command is named after a verb of the kind that leads, on an entity: `add` for a new task."""
        verbs = {word.verb for word in heard(target.source).words}
        return verbs == {"create"} and bool(self.written(speech)) and speech.has_verb("create")

    def _asked_by(self, spoken: Sequence[Word], index: int, word: Word, is_loose: bool) -> Collection[Target]:
        """The endpoints that a verb asks for, by its object; a plural object is a collection if there is one."""
        if word.verb in _METHODS:
            methods, things = _METHODS[word.verb], self._things
            if word.verb in ("read", "list"):  # what a page shows is of the thing that it is of
                things = self._shown
            named = self._object(spoken, index, things)
        elif named := self._named_by_verb(word):
            methods = ("POST",)
        else:
            return ()
        plain = [self._plain.get(method, {}) for method in methods]
        if is_loose and not named:
            found = [one for by_name in plain for same in by_name.values() for one in same]
        else:
            found = [one for by_name in plain for one in by_name.get(named, ())]
        if "POST" in methods:  # else a PUT that creates
            found = [one for one in found if one.method == "POST"] or found
        if len({one.is_item for one in found}) > 1 and named:
            wants_item = word.verb == "read" and not self._is_plural(spoken, index, named)
            found = [one for one in found if one.is_item == wants_item]
        return found

    def _object(self, spoken: Sequence[Word], index: int, things: Collection[Name]) -> Name:
        """The thing behind a verb in its clause, else before it there, else anywhere; none if no thing is spoken of."""
        places = list(places_of(spoken, things, self._longest))
        clause = spoken[index].clause
        near = [(at, name) for at, name in places if spoken[at].clause == clause]
        behind = [pair for pair in near if pair[0] > index]
        if behind:
            return min(behind)[1]
        before = [pair for pair in near if pair[0] < index] or [pair for pair in places if pair[0] < index]
        return max(before)[1] if before else min(places)[1] if places else ()

    def _is_plural(self, spoken: Sequence[Word], index: int, name: Name) -> bool:
        behind = [at for at in positions(spoken, name) if at > index] or list(positions(spoken, name))
        return bool(behind) and spoken[behind[0] + len(name) - 1].is_plural


def _target(endpoint: str, entities: Collection[Name]) -> Target:
    if not is_http(endpoint):
        return Target(endpoint, "", phrase(endpoint))
    method, _, path = endpoint.partition(" ")
    parts = [part for part in path.split("/") if part]
    fixed = [part for part in parts if part[0] not in "{:<" and phrase(part) and phrase(part)[0] not in _PREFIXES]
    last = fixed[-1] if fixed else ""
    is_item = bool(parts) and parts[-1] != last
    name = phrase(last)
    if last.lower() in _LOGIN and method == "POST":
        return Target(endpoint, method, name, "log in")
    if last.lower() in _LOGOUT or (last.lower() in _LOGIN and method == "DELETE"):
        return Target(endpoint, method, name, "log out")
    is_plural = last.endswith("s") and stem(last[:-1]) == name[-1] if name else False
    is_action = len(fixed) > 1 and not is_item and not is_plural and len(name) == 1 and name not in entities
    return Target(endpoint, method, name, name[0] if is_action else "", is_item)


def _says_action(target: Target, spoken: Sequence[Word]) -> bool:
    return any(word.stem == target.action and not word.text.endswith("ing") for word in spoken)


def _fits_action(target: Target, speech: Speech, spoken: Sequence[Word]) -> bool:
    """Whether an action that is spoken of is asked for: `follow` is POST, `take it out of the favourites` DELETE."""
    creates, deletes = speech.has_verb("create"), speech.has_verb("delete")
    if target.method == "DELETE":
        led = any(word.stem == target.action and word.text == target.action for word in spoken)
        return deletes or (not creates and not led)
    return target.method == "GET" or creates or not deletes


def _says_command(target: Target, speech: Speech) -> bool:
    """Whether the words of a command are said, or what it abbreviates: `del` of `delete`."""
    stems = [
        one for word in speech.words if word.text not in ("do", "does", "done") for one in {word.stem, word.joined}
    ]
    if target.name and all(one in stems for one in target.name):
        return True
    if _says_parts(target.source, speech):
        return True
    short = target.source if len(target.name) == 1 and len(target.source) > 2 else ""
    known = heard(short).words if short else ()
    if not known or known[0].verb:
        return False
    return any(one.startswith(short) or (len(one) > 4 and one in target.name[0]) for one in stems)


def _says_parts(command: str, speech: Speech) -> bool:
    """Whether the verb of a command is said, and a word that its rest begins: `listpri` for `list the priorities`."""
    for verb in speech.words:
        rest = command.removeprefix(verb.stem) if verb.verb else command
        if (
            rest != command
            and len(rest) > 1
            and any(one.text.startswith(rest) for one in speech.words if one is not verb)
        ):
            return True
    return False


def _same_path(said: str, path: str) -> bool:
    def plain(text: str) -> list[str]:
        return ["{}" if part[0] in "{:<" else part.lower() for part in text.split("/") if part]

    return plain(said) == plain(path) or (len(plain(said)) > 0 and ["api", *plain(said)] == plain(path))
