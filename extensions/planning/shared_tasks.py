"""The tasks that no story owns: Setup, Foundational and Polish, each only where the answers call for it."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from ..layout.dependencies import Routed
from ..layout.paths import below, entry_file, source_file, test_path
from ..layout.units import frameworks_in, language_of, layout_of, stack_of
from ..plan.items import Criterion, Feature, Story, Unit
from ..text.endpoints import is_http
from ..text.names import is_none, joined, module, pascal
from ..text.naming import short_name
from .criteria import is_measurable
from .kinds import text_of
from .planned_task import Key, PlannedTask, key
from .resources import Share

#: What the tests of the foundation's tasks are named after, whatever words the tasks have.
SUBJECTS = {
    "settings": "set up environment configuration",
    "errors": "configure error handling and logging",
    "database": "set up the database schema and migrations for {engine}",
    "base": "create the base class of the models",
    "authentication": "implement authentication and authorization",
    "api": "set up the API and its middleware",
    "entry": "set up the command-line entry point",
    "frontend": "set up the routes and the API client of the frontend",
    "app": "set up the API client of the app",
}
#: Storage that has a schema, and so migrations.
SCHEMA = re.compile(
    r"postgres|mysql|maria|sqlite|sql server|mssql|oracle|cockroach|duckdb|\bdb2\b|\bsql\b|relational", re.IGNORECASE
)


def setup_tasks(feature: Feature, unit: Unit, libraries: Sequence[Routed] = ()) -> Iterator[PlannedTask]:
    """What the template itself has done in a unit by the time that anybody reads the plan."""
    language, stack = language_of(unit), stack_of(unit)
    own = [one for one in libraries if one.root == unit.id and one.is_written]
    named = ", ".join(one.name for one in own)
    content = text_of("dependencies", names=named) if named else feature.context["testing"]
    name = feature.context["language"]
    source, place = "", text_of("structure_project")
    if unit.id != ".":
        brought = stack.label if stack else frameworks_in(unit)[0].label
        content = joined([brought, *(one.name for one in own if one.line)])
        name = language.label
        source, place = unit.id, text_of(layout_of(unit).name_in_tasks, id=unit.id)
    fields = {"language": name, "content": content} if name else {"content": content}
    manifest = below(unit, language.manifest)
    tools_file = below(unit, language.tools_file or language.manifest)
    texts = {
        "structure": (text_of("structure", place=place), "", f"{unit.id} project structure"),
        "project": (text_of("project" if name else "project_unnamed", **fields), manifest, f"{unit.id} project"),
        "tools": (text_of("tools", tools=language.tools), tools_file, f"{unit.id} tools"),
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
    chosen: dict[str, tuple[str, tuple[str, ...]]] = {}
    engine = re.split(r"[,;(]", storage)[0].strip()
    if storage or authentication or http:
        chosen["settings"] = ("settings", ())
    if stories:
        chosen["errors"] = ("errors", ("settings",))
    if stories and SCHEMA.search(storage):
        chosen["database"] = ("database", ("settings",))
        has_several = len({entity.name for story in stories for entity in story.entities}) > 1
        if has_several and language_of(unit).has_base_classes:
            chosen["base"] = ("base", ("database",))
    if stories and authentication:
        chosen["authentication"] = ("authentication", ("errors", "database"))
    if http:
        chosen["api"] = ("app", ("errors", "authentication"))
    commands = any(not is_http(endpoint) for story in stories for endpoint in story.endpoints)
    if commands and entry_file(unit):
        chosen["entry"] = ("main", ("errors",))
    if screen and stories:
        chosen["frontend"] = ("api", ())
    texts = {"database": {"engine": engine}, "authentication": {"method": authentication}}
    codes = {"base": "model", "api": "endpoint"}
    for kind, (stem, after) in chosen.items():
        place = (screen, "client") if kind == "frontend" and screen else (unit, codes.get(kind, "shared"))
        file = entry_file(unit) if kind == "entry" else source_file(*place, stem)
        known = tuple(key(one, "", "") for one in after if one in chosen)
        about = layout_of(screen).shared_part if kind == "frontend" and screen else kind
        subject = short_name(SUBJECTS[about].format(engine=engine))
        yield PlannedTask(kind, "", "", text_of(about, **texts.get(kind, {})), file, subject, known)


def base_models(
    entities: Sequence[str], unit: Unit, extended: Container[str], foundation: Sequence[PlannedTask]
) -> Iterator[PlannedTask]:
    """The models of the entities that no story names; those of an earlier feature, `extended`, are there."""
    known = tuple(one.key for one in foundation if one.kind == "database")
    for name in entities:
        if name not in extended:
            file = source_file(unit, "model", module(name))
            yield PlannedTask("model", name, "", text_of("create_model", source=name), file, f"{name} model", known)


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
    risks = ["risk_authorization"] * bool(authentication and is_http_api) + ["risk_input"] * is_http_api
    risks += ["risk_secrets", "risk_dependencies"]
    checked = joined([text_of(one) for one in risks])
    cleanup, cleanup_file = ("", "") if is_planned else _most_shared(shares, unit)
    texts = {
        "documentation": (_documentation(feature, stories), f"docs/{feature.id}.md", "documentation"),
        "cleanup": (cleanup, cleanup_file, "clean up"),
        "performance": (text_of("performance", goals=goals) * bool(goals and not is_none(goals)), "", "performance"),
        "security": (text_of("security", risks=checked) * bool(authentication or is_http_api), "", "security"),
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
    kinds = {is_http(one): "endpoints" if is_http(one) else "commands" for one in endpoints}
    about = "both" if len(kinds) > 1 else next(iter(kinds.values()), "feature")
    return text_of("document_feature", feature=feature.name) if about == "feature" else text_of(f"document_{about}")


def _most_shared(shares: Mapping[str, Sequence[Share]], unit: Unit) -> tuple[str, str]:
    """What is cleaned up, and its file: the service that most stories extend; blank if each has its own."""
    users: dict[str, list[str]] = {}
    for story_id, found in shares.items():
        for share in found:
            users.setdefault(share.resource.one, []).append(story_id.removeprefix("US"))
    name = max(users, key=lambda one: len(users[one]), default="")
    if len(users.get(name, ())) < 2:
        return "", ""
    service = f"{pascal(name, language_of(unit).initialisms)}Service"
    text = text_of("clean_up", service=service, numbers=joined(users[name]))
    return text, source_file(unit, "service", f"{name}_service")
