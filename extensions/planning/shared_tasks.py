"""The tasks that no story owns: Setup, Foundational and Polish, each only where the answers call for it."""

import re
from collections.abc import Container, Iterator, Sequence

from ..layout.paths import below, source_file, test_path
from ..layout.units import frameworks_in, language_of, layout_of, stack_of
from ..plan.record import Criterion, Feature, Story, Unit
from ..text.endpoints import is_http
from ..text.names import joined, module
from .criteria import is_measurable
from .kinds import text_of
from .planned_task import Key, PlannedTask, key

#: Storage that has a schema, and so migrations.
SCHEMA = re.compile(
    r"postgres|mysql|maria|sqlite|sql server|mssql|oracle|cockroach|duckdb|\bdb2\b|\bsql\b|relational", re.IGNORECASE
)


def setup_tasks(feature: Feature, unit: Unit) -> Iterator[PlannedTask]:
    """What the template itself has done in a unit by the time that anybody reads the plan."""
    language, stack = language_of(unit), stack_of(unit)
    named = feature.context["primary_dependencies"]
    content = f"the dependencies {named}" if named else feature.context["testing"]
    name = feature.context["language"]
    source, place = "", "the project structure"
    if unit.id != ".":
        content = stack.label if stack else frameworks_in(unit)[0].label
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
    shared = _shared_entities(stories)
    chosen: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    if storage or authentication or http:
        chosen["settings"] = ("Set up environment configuration", "settings", ())
    if stories:
        chosen["errors"] = ("Configure error handling and logging", "errors", ("settings",))
    if stories and SCHEMA.search(storage):
        engine = re.split(r"[,;(]", storage)[0].strip()
        chosen["database"] = (f"Set up the schema and migrations for {engine}", "database", ("settings",))
    if stories and authentication:
        text = f"Implement authentication and authorization with {authentication}"
        chosen["authentication"] = (text, "authentication", ("errors", "database"))
    if http:
        chosen["api"] = ("Set up the API and its middleware", "app", ("errors", "authentication"))
    if shared:
        entities = f"entit{'y' if len(shared) == 1 else 'ies'} {joined(shared)}"
        chosen["base"] = (f"Create the base model of the shared {entities}", "base", ("database",))
    if screen and stories:
        chosen["frontend"] = (layout_of(screen).shared_part, "api", ())
    codes = {"base": "model", "api": "endpoint"}
    for kind, (text, stem, after) in chosen.items():
        place = (screen, "client") if kind == "frontend" and screen else (unit, codes.get(kind, "shared"))
        file = source_file(*place, stem)
        known = tuple(key(one, "", "") for one in after if one in chosen)
        yield PlannedTask(kind, "", "", text, file, text.partition(" with ")[0], known)


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
    feature: Feature, stories: Sequence[Story], criteria: Sequence[Criterion], unit: Unit
) -> Iterator[PlannedTask]:
    """The tasks that are left when the stories work, a test of each measurable criterion too; none without a story."""
    if not stories:
        return
    goals = feature.context["performance_goals"]
    edges = test_path(unit, "unit", "edge_cases")
    texts = {
        "documentation": ("Document the feature for its users", f"docs/{feature.id}.md", "documentation"),
        "cleanup": ("Clean up and refactor what the stories have left", "", "clean up"),
        "performance": (f'Measure and optimize performance for "{goals}"' if goals else "", "", "performance"),
        "edges": ("Add unit tests for the edge cases of the specification", edges, "edge cases"),
        "security": ("Harden security: input, permissions, secrets and dependencies", "", "security"),
    }
    for kind, (text, file, subject) in texts.items():
        if text:
            yield PlannedTask(kind, "", "", text, file, subject)
    file = test_path(unit, "integration", "success_criteria")
    for one in criteria:
        if is_measurable(one.text):
            text = text_of("criterion", source=one.id, words=one.text)
            yield PlannedTask("criterion", one.id, "", text, file, one.text)


def _shared_entities(stories: Sequence[Story]) -> list[str]:
    """The entities that two stories name, in the order in which they come up."""
    named = [entity.name for story in stories for entity in story.entities]
    return [name for name in dict.fromkeys(named) if named.count(name) > 1]
