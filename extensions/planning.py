"""A feature and its stories to the tasks that they want, phase by phase, without ids."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from .names import module, pascal, snake
from .plan.record import Feature, Scenario, Story, Unit
from .stories import is_http
from .units import language_of, source_file, test_path

#: The kinds of tasks by the group that they stand in; the order is that of the groups in a phase.
GROUPS = {
    "setup": ("structure", "project", "tools"),
    "tests": ("contract", "integration"),
    "implementation": ("model", "service", "endpoint", "validation", "logging", "integrate"),
}
GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}

Key = tuple[str, str, str]  #: kind, what called for it, story; what a task is known by in the next update


@dataclass(frozen=True)
class Wanted:
    """A task that a feature calls for. `text` names its one file; `subject` is what its test is named after."""

    kind: str
    of: str
    story: str
    text: str
    file: str
    subject: str
    after: tuple[Key, ...] = ()
    requirements: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return key(self.kind, self.of, self.story)


def key(kind: str, of: str, story: str) -> Key:
    """An entity has one model in a feature, and an endpoint one contract, whichever story came first."""
    return (kind, of, "" if of and kind in ("model", "contract", "endpoint") else story)


def plan(
    feature: Feature, stories: Iterable[Story], unit: Unit, extended: Container[str], setup: bool
) -> Iterator[Wanted]:
    """Every task, in the order of the document.

    `extended` are the entities whose model an earlier feature has; `setup` is for the project's first feature.
    """
    if setup:
        yield from _setup(feature, unit)
    earlier: list[Story] = []
    for story in stories:
        yield from _story(feature, story, earlier, unit, extended)
        earlier.append(story)


def journeys(story: Story) -> tuple[tuple[str, str], ...]:
    """What a story's integration tests are about, as (source, words): its journeys, else its scenarios, else itself."""
    if story.journeys:
        return tuple((journey, journey) for journey in story.journeys)
    if story.acceptance:
        return tuple((scenario_words(one), scenario_words(one)) for one in story.acceptance)
    return (("", story.title),)


def scenario_words(scenario: Scenario) -> str:
    """A scenario as one sentence."""
    return scenario.text or f"given {scenario.given}, when {scenario.when}, then {scenario.then}"


def _setup(feature: Feature, unit: Unit) -> Iterator[Wanted]:
    """What the template itself has done by the time that anybody reads the plan."""
    language = language_of(unit)
    named = feature.context["primary_dependencies"]
    content = f"the dependencies {named}" if named else feature.context["testing"]
    structure = Wanted(
        "structure", "", "", "Create the source and test folders of the project structure", "", "project structure"
    )
    project = Wanted(
        "project", "", "", f"Initialize the {feature.context['language']} project with {content}", language.manifest,
        "project", (structure.key,),
    )  # fmt: skip
    tools = Wanted(
        "tools", "", "", f"Configure linting, formatting and type checking with {language.tools}", language.manifest,
        "linting and formatting", (project.key,),
    )  # fmt: skip
    yield from (structure, project, tools)


def _story(
    feature: Feature, story: Story, earlier: list[Story], unit: Unit, extended: Container[str]
) -> Iterator[Wanted]:
    """Tests first in the document, whatever the order of work; the edges tell that order."""
    implementation = list(_implementation(story, earlier, unit, extended))
    tests = list(_tests(story, earlier, unit))
    tests_first = feature.test_order == "first"
    built = {task.of: task.key for task in implementation if task.kind == "endpoint"}
    last = next(task.key for task in reversed(implementation) if task.kind in ("integrate", "validation"))
    for task in tests:
        after = built.get(task.of, last) if task.kind == "contract" else last
        yield _for(story, task, () if tests_first else (after,))
    written = tuple(task.key for task in tests) if tests_first else ()
    begins = {task.key for task in implementation if task.kind == "model"} or {implementation[0].key}
    for task in implementation:
        yield _for(story, task, (*(written if task.key in begins else ()), *task.after))


def _for(story: Story, task: Wanted, after: tuple[Key, ...]) -> Wanted:
    return replace(task, after=after, requirements=story.requirements)


def _tests(story: Story, earlier: list[Story], unit: Unit) -> Iterator[Wanted]:
    known = {endpoint for one in earlier for endpoint in one.endpoints}
    for endpoint in story.endpoints:
        if endpoint not in known:
            file = test_path(unit, "contract", snake(endpoint), "")
            yield Wanted("contract", endpoint, story.id, f"Contract test for {endpoint}", file, endpoint)
    for of, words in journeys(story):
        file = test_path(unit, "integration", snake(words), "")
        yield Wanted("integration", of, story.id, f"Integration test for {_quoted(words)}", file, words)


def _implementation(story: Story, earlier: list[Story], unit: Unit, extended: Container[str]) -> Iterator[Wanted]:
    modelled = {entity.name: one for one in earlier for entity in one.entities}
    service_file = source_file(unit, "service", f"{story.stem}_service")
    models: list[Key] = []
    for entity in story.entities:
        if entity.name not in modelled:
            file = source_file(unit, "model", module(entity.name))
            verb = "Extend" if entity.name in extended else "Create"
            task = Wanted("model", entity.name, story.id, f"{verb} {entity.name} model", file, f"{entity.name} model")
            yield task
            models.append(task.key)
        else:
            models.append(key("model", entity.name, story.id))
    service = Wanted(
        "service",
        "",
        story.id,
        f"Implement {pascal(story.stem)}Service",
        service_file,
        f"{story.stem} service",
        tuple(models),
    )
    yield service
    built = [service.key]
    for task in _endpoints(story, earlier, unit):
        yield Wanted(task.kind, task.of, task.story, task.text, task.file, task.subject, (service.key,))
        built.append(task.key)
    number = story.id.removeprefix("US")
    checked = Wanted(
        "validation", "", story.id, f"Add validation and error handling for user story {number}", service_file,
        "validation and error handling", tuple(built[1:] or built),
    )  # fmt: skip
    yield checked
    yield Wanted(
        "logging",
        "",
        story.id,
        f"Add logging for user story {number} operations",
        service_file,
        "logging",
        (checked.key,),
    )
    yield from _integrations(story, earlier, service_file)


def _endpoints(story: Story, earlier: list[Story], unit: Unit) -> Iterator[Wanted]:
    known = {endpoint for one in earlier for endpoint in one.endpoints}
    for endpoint in story.endpoints:
        if endpoint in known:
            continue
        if is_http(endpoint):
            file, words = source_file(unit, "endpoint", story.stem), f"Implement {endpoint}"
        else:
            file, words = source_file(unit, "command", module(endpoint)), f"Implement the {endpoint} command"
        yield Wanted("endpoint", endpoint, story.id, words, file, f"implement {endpoint}")
    if not story.endpoints:
        file = source_file(unit, "feature", story.stem)
        yield Wanted("endpoint", "", story.id, f"Implement {_quoted(story.title)}", file, f"implement {story.stem}")


def _integrations(story: Story, earlier: list[Story], service_file: str) -> Iterator[Wanted]:
    """One task for each earlier story that brought in an entity or an endpoint which this story shares."""
    owners: dict[str, str] = {}
    for other in reversed(earlier):
        owners |= dict.fromkeys(_shareable(other), other.id)
    for other in earlier:
        shared = [one for one in _shareable(story) if owners.get(one) == other.id]
        if shared:
            yield Wanted(
                kind="integrate",
                of=other.id,
                story=story.id,
                text=f"Integrate with User Story {other.id.removeprefix('US')} through {_joined(shared)}",
                file=service_file,
                subject=f"integrate with {other.id}",
                after=(key("logging", "", story.id), key("validation", "", other.id)),
            )


def _shareable(story: Story) -> list[str]:
    return [*(entity.name for entity in story.entities), *story.endpoints]


def _quoted(words: str) -> str:
    return f'"{words}"'


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
