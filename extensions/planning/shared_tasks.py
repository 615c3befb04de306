"""The tasks that no story owns: Setup, Foundational and Polish, each only where the answers call for it."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from ..layout.dependencies import Routed
from ..layout.paths import below, entry_file, source_file, test_path
from ..layout.units import frameworks_in, language_of, layout_of, stack_of
from ..plan.record import Criterion, Feature, Story, Unit
from ..text.endpoints import is_http
from ..text.names import joined, module, pascal
from ..text.naming import short_name
from .criteria import is_measurable
from .kinds import text_of
from .planned_task import Key, PlannedTask, key
from .resources import Share

#: Storage that has a schema, and so migrations.
SCHEMA = re.compile(
    r"postgres|mysql|maria|sqlite|sql server|mssql|oracle|cockroach|duckdb|\bdb2\b|\bsql\b|relational", re.IGNORECASE
)


def setup_tasks(feature: Feature, unit: Unit, libraries: Sequence[Routed] = ()) -> Iterator[PlannedTask]:
    """What the template itself has done in a unit by the time that anybody reads the plan."""
    language, stack = language_of(unit), stack_of(unit)
    own = [one for one in libraries if one.root == unit.id and one.is_written]
    named = ", ".join(one.name for one in own)
    content = f"the dependencies {named}" if named else feature.context["testing"]
    name = feature.context["language"]
    source, place = "", "the project structure"
    if unit.id != ".":
        brought = stack.label if stack else frameworks_in(unit)[0].label
        content = joined([brought, *(one.name for one in own if one.line)])
        name = language.label
        source, place = unit.id, layout_of(unit).name_in_tasks.format(id=unit.id)
    named_project = f"{name} project" if name else "project"
    manifest = below(unit, language.manifest)
    tools_file = below(unit, language.tools_file or language.manifest)
    texts = {
        "structure": (f"Create the source and test folders of {place}", "", f"{unit.id} project structure"),
        "project": (f"Initialize the {named_project} with {content}", manifest, f"{unit.id} project"),
        "tools": (f"Configure linting, formatting and types with {language.tools}", tools_file, f"{unit.id} tools"),
    }
    previous: tuple[Key, ...] = ()
    for kind, (text, file, subject) in texts.items():
        yield PlannedTask(kind, source, "", text, file, subject, previous, unit=unit.id)
        previous = (key(kind, source, ""),)


def dependency_tasks(libraries: Iterable[Routed], units: Sequence[Unit]) -> Iterator[PlannedTask]:
    """What could not be written into a manifest, and so is left to be done."""
    by_root = {unit.id: unit for unit in units}
    for one in libraries:
        if not one.is_written and one.root in by_root:
            unit = by_root[one.root]
            text, file = text_of("dependency", source=one.name), below(unit, language_of(unit).manifest)
            source = "" if unit.id == "." else unit.id
            after = (key("project", source, ""),)
            yield PlannedTask("dependency", one.name, "", text, file, f"add {one.name}", after, unit=unit.id)


def foundation_tasks(
    feature: Feature,
    stories: Sequence[Story],
    unit: Unit,
    screen: Unit | None,
    has_operations: bool = False,
) -> Iterator[PlannedTask]:
    """The tasks that several stories build on; none if there is no story. `screen` is as for a story's tasks.

    `has_operations` where a contract has some that serve no story.
    """
    storage, authentication = feature.context["storage"], feature.context["authentication"]
    http = has_operations or any(is_http(endpoint) for story in stories for endpoint in story.endpoints)
    chosen: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    if storage or authentication or http:
        chosen["settings"] = ("Set up environment configuration", "settings", ())
    if stories:
        chosen["errors"] = ("Configure error handling and logging", "errors", ("settings",))
    if stories and SCHEMA.search(storage):
        engine = re.split(r"[,;(]", storage)[0].strip()
        chosen["database"] = (f"Set up the database schema and migrations for {engine}", "database", ("settings",))
        if len({entity.name for story in stories for entity in story.entities}) > 1:
            chosen["base"] = ("Create the base class of the models", "base", ("database",))
    if stories and authentication:
        text = f"Implement authentication and authorization with {authentication}"
        chosen["authentication"] = (text, "authentication", ("errors", "database"))
    if http:
        chosen["api"] = ("Set up the API and its middleware", "app", ("errors", "authentication"))
    commands = any(not is_http(endpoint) for story in stories for endpoint in story.endpoints)
    if commands and entry_file(unit):
        chosen["entry"] = ("Set up the command-line entry point with its arguments and help", "main", ("errors",))
    if screen and stories:
        chosen["frontend"] = (layout_of(screen).shared_part, "api", ())
    codes = {"base": "model", "api": "endpoint"}
    for kind, (text, stem, after) in chosen.items():
        place = (screen, "client") if kind == "frontend" and screen else (unit, codes.get(kind, "shared"))
        file = entry_file(unit) if kind == "entry" else source_file(*place, stem)
        known = tuple(key(one, "", "") for one in after if one in chosen)
        yield PlannedTask(kind, "", "", text, file, short_name(text.partition(" with ")[0]), known)


def base_models(
    entities: Sequence[str], unit: Unit, extended: Container[str], foundation: Sequence[PlannedTask]
) -> Iterator[PlannedTask]:
    """The models of the entities that no story names; those of an earlier feature, `extended`, are there."""
    known = tuple(one.key for one in foundation if one.kind == "database")
    for name in entities:
        if name not in extended:
            file = source_file(unit, "model", module(name))
            yield PlannedTask(
                "model", name, "", text_of("model", verb="Create", source=name), file, f"{name} model", known
            )


def polish_tasks(
    feature: Feature,
    stories: Sequence[Story],
    criteria: Sequence[Criterion],
    unit: Unit,
    shares: Mapping[str, Sequence[Share]],
    is_planned: bool = False,
) -> Iterator[PlannedTask]:
    """The tasks that are left when the stories work, a test of each measurable criterion too; none without a story.

    A feature that `is_planned` gets no clean-up: stories of two branches would each bring it.
    """
    if not stories:
        return
    goals, authentication = feature.context["performance_goals"], feature.context["authentication"]
    is_http_api = any(is_http(endpoint) for story in stories for endpoint in story.endpoints)
    risks = ["the authorization of every endpoint"] * bool(authentication and is_http_api)
    risks += ["input limits"] * is_http_api + ["secrets", "dependencies"]
    cleanup, cleanup_file = ("", "") if is_planned else _most_shared(shares, unit)
    texts = {
        "documentation": (_documentation(feature, stories), f"docs/{feature.id}.md", "documentation"),
        "cleanup": (cleanup, cleanup_file, "clean up"),
        "performance": (f'Measure and optimize performance for "{goals}"' if goals else "", "", "performance"),
        "security": (f"Harden security: check {joined(risks)}" * bool(authentication or is_http_api), "", "security"),
    }
    for kind, (text, file, subject) in texts.items():
        if text:
            yield PlannedTask(kind, "", "", text, file, subject)
    file = test_path(unit, "integration", "success_criteria")
    for one in criteria:
        if is_measurable(one.text):
            text = text_of("criterion", source=one.id, words=one.text)
            yield PlannedTask("criterion", one.id, "", text, file, short_name(one.text))


def _documentation(feature: Feature, stories: Sequence[Story]) -> str:
    """What the documentation of a feature tells its users."""
    endpoints = [endpoint for story in stories for endpoint in story.endpoints]
    kinds = ["endpoints"] * any(map(is_http, endpoints)) + ["commands"] * any(not is_http(one) for one in endpoints)
    return f"Document {f'the {joined(kinds)} of ' if kinds else ''}{feature.name}{'' if kinds else ' for its users'}"


def _most_shared(shares: Mapping[str, Sequence[Share]], unit: Unit) -> tuple[str, str]:
    """What is cleaned up, and its file: the service that most stories extend; blank if each has its own."""
    users: dict[str, list[str]] = {}
    for story_id, found in shares.items():
        for share in found:
            users.setdefault(share.resource.one, []).append(story_id.removeprefix("US"))
    name = max(users, key=lambda one: len(users[one]), default="")
    if len(users.get(name, ())) < 2:
        return "", ""
    text = f"Clean up {pascal(name)}Service, which User Stories {joined(users[name])} share"
    return text, source_file(unit, "service", f"{name}_service")
