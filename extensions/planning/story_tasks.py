"""The tasks of one user story: its tests, and its implementation from model to integration."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..layout.paths import source_file
from ..layout.units import language_of, layout_of
from ..plan.items import Entity, Requirement, Story, Unit, story_number
from ..text.endpoints import is_http
from ..text.names import joined, module, pascal
from ..text.naming import short_name
from ..text.speech import heard
from .frontend_tasks import browser_tests, frontend_tasks
from .kinds import SCREEN_KINDS, text_of
from .planned_task import Key, PlannedTask, key
from .resources import Share, main_share
from .story_checks import logging_text, validation_text
from .story_tests import Tested, browser_journeys, story_tests
from .walking import Walk


@dataclass(frozen=True)
class Around:
    """What the stories of a feature are planned in.

    `screen` is the unit that people look at, if there is one apart; `extended` are the entities whose model an earlier
    feature has.
    """

    unit: Unit
    screen: Unit | None
    extended: Collection[str]
    tests_first: bool
    requirements: Sequence[Requirement] = ()
    is_authenticated: bool = False


@dataclass(frozen=True)
class StoryInPlan:
    """A story with what the plan knows of it: the resources of all stories, its edge cases, the stories before it.

    `fields` are the entities as the first story has them that gives their fields.
    """

    story: Story
    earlier: Sequence[Story]
    all_shares: Mapping[str, Sequence[Share]]
    cases: Sequence[str]
    fields: Mapping[str, Entity]
    there: Tested

    @property
    def shares(self) -> Sequence[Share]:
        """What the story does with which resource."""
        return self.all_shares[self.story.id]

    @property
    def services(self) -> Sequence[Share]:
        """The shares that have a service task: of a planned story its main one, and those that are new as a whole."""
        return [one for one in self.shares if not one.source or not one.is_planned]

    @property
    def with_fields(self) -> Story:
        return replace(self.story, entities=tuple(self.fields.get(one.name, one) for one in self.story.entities))


def story_tasks(planned: StoryInPlan, around: Around) -> Iterator[PlannedTask]:
    """Tests first in the document, whatever the order of work; the edges tell that order."""
    story, earlier, screen = planned.story, list(planned.earlier), around.screen
    implementation = list(_implementation(planned, around))
    tests = list(story_tests(story, earlier, around.unit, planned.there, planned.cases))
    checked = [task.key for task in implementation if task.kind == "validation"]
    built = {task.source: task.key for task in implementation if task.kind == "endpoint"}
    ends = _ends([task for task in implementation if task.kind != "logging"])
    shown = list(frontend_tasks(story, earlier, planned.shares, screen, around.extended)) if screen else []
    if screen and "e2e" in layout_of(screen).tests:
        tests += browser_tests(browser_journeys(story), story, screen)
    for task in tests:
        own = [built[task.source]] if task.kind == "contract" and task.source in built else ends
        after = [*((checked or own) if task.kind == "contract" else ends)]
        after += [one.key for one in shown if task.kind == "browser" and one.kind == "page"]
        yield replace(task, after=() if around.tests_first else tuple(after))
    written = tests if around.tests_first else []
    served = [task for task in written if task.kind not in SCREEN_KINDS]
    for side, first in ((implementation, served), (shown, written)):
        begins, awaited = _beginnings(side), tuple(task.key for task in first)
        for task in side:
            yield replace(task, after=(*(awaited if task.key in begins else ()), *task.after))


def requirement_tasks(
    story: Story, requirements: Iterable[Requirement], unit: Unit, share: Share
) -> Iterator[PlannedTask]:
    """What a requirement adds to a story that was planned without it."""
    file, ending = _service_file(unit, share), _ending(story, share)
    after = (key("service", share.source, story.id),)
    for one in requirements:
        text, subject = text_of("feature", source=one.text), f"{one.id} {short_name(one.text)}"
        yield PlannedTask("requirement", one.id, story.id, text, file, subject, after, (one.id,), ends=ending)


def _beginnings(tasks: list[PlannedTask]) -> set[Key]:
    """Those that wait for no other of the tasks."""
    keys = {task.key for task in tasks}
    return {task.key for task in tasks if not keys.intersection(task.after)}


def _ends(tasks: Sequence[PlannedTask]) -> list[Key]:
    """Those for which no other of the tasks waits."""
    waited = {other for task in tasks for other in task.after}
    return [task.key for task in tasks if task.key not in waited]


def _implementation(planned: StoryInPlan, around: Around) -> Iterator[PlannedTask]:
    """Models, then for each resource its service, then endpoints and commands, then what is validated and logged."""
    story, unit = planned.story, around.unit
    models = list(_models(planned, around))
    yield from models
    own = [task.key for task in models]
    shared = [key("model", one.name, story.id) for one in story.entities if key("model", one.name, "") not in own]
    built: list[Key] = []
    for share in planned.services:
        service = _service(story, share, unit, (*own, *shared))
        yield service
        built.append(service.key)
    for share in planned.shares:
        after = (key("service", share.source, story.id),)
        for task in _endpoints(story, share, unit):
            yield replace(task, after=after)
            built.append(task.key)
    if not story.endpoints:
        feature = _feature(story, unit, built)
        yield feature
        built.append(feature.key)
    yield from _checks(planned, around, tuple(built))
    yield from _integrations(planned, around, built)


def _models(planned: StoryInPlan, around: Around) -> Iterator[PlannedTask]:
    modelled = {entity.name for one in planned.earlier for entity in one.entities}
    for entity in planned.story.entities:
        if entity.name not in modelled:
            file = source_file(around.unit, "model", module(entity.name))
            about = "extend_model" if entity.name in around.extended else "create_model"
            text = text_of(about, source=entity.name)
            yield PlannedTask("model", entity.name, planned.story.id, text, file, f"{entity.name} model")


def _service(story: Story, share: Share, unit: Unit, models: tuple[Key, ...]) -> PlannedTask:
    """The service of a resource; one that an earlier story or feature has is extended, after the last work on it."""
    name, number = share.resource.one, story.id.removeprefix("US")
    service = f"{pascal(name)}Service"
    if share.first and share.endpoints:
        text = text_of("implement_service_with", service=service, operations=", ".join(share.operations))
    elif share.first:
        text = text_of("implement_service", service=service)
    elif share.endpoints:
        text = text_of(
            "extend_service_with", service=service, additions=joined(list(share.additions)), number=number
        )  # fmt: skip
    else:
        text = text_of("extend_service", service=service, title=story.title)
    after = (*models, key("service", share.previous[1], share.previous[0])) if share.previous else models
    file, ending = _service_file(unit, share), _ending(story, share)
    return PlannedTask(
        "service", share.source, story.id, text, file, f"{name} service {ending}".strip(), after, ends=ending
    )  # fmt: skip


def _service_file(unit: Unit, share: Share) -> str:
    return source_file(unit, "service", f"{share.resource.one}_service")


def _ending(story: Story, share: Share) -> str:
    """What tells the test of a service that is extended from the service's own."""
    return "" if share.first else story.stem


def endpoint_file(unit: Unit, share: Share) -> str:
    """Name the module of a resource's endpoints: plural, `articles.py`, unless a word is added: `ArticleController`."""
    name = share.resource.one if "endpoint" in language_of(unit).source_suffix_words else share.resource.many
    return source_file(unit, "endpoint", name)


def _endpoints(story: Story, share: Share, unit: Unit) -> Iterator[PlannedTask]:
    for endpoint in share.endpoints:
        subject = f"implement {endpoint}"
        if is_http(endpoint):
            file, text, ends = endpoint_file(unit, share), text_of("http", source=endpoint), ""
            ends = story.stem if share.has_module else ""
        else:
            file, text, ends = source_file(unit, "command", module(endpoint)), text_of("command", source=endpoint), ""
        yield PlannedTask("endpoint", endpoint, story.id, text, file, subject, ends=ends)


def _feature(story: Story, unit: Unit, after: Sequence[Key]) -> PlannedTask:
    """What a story without endpoints does."""
    file, text = source_file(unit, "feature", story.stem), text_of("feature", source=story.title)
    return PlannedTask("endpoint", "", story.id, text, file, f"implement {story.stem}", tuple(after))


def _checks(planned: StoryInPlan, around: Around, built: tuple[Key, ...]) -> Iterator[PlannedTask]:
    """What is validated, then what is logged, as far as anything is known of it."""
    story, share = planned.story, main_share(planned.shares)
    file, ending = _service_file(around.unit, share), _ending(story, share)
    after = built
    if text := validation_text(planned.with_fields, planned.shares, around.requirements, planned.cases):
        checked = PlannedTask("validation", "", story.id, text, file, "validation", built, ends=ending)
        yield checked
        after = (checked.key,)
    for one in planned.services:
        if text := logging_text(one, around.is_authenticated):
            file, ending = _service_file(around.unit, one), _ending(story, one)
            yield PlannedTask("logging", one.source, story.id, text, file, "logging", after, ends=ending)


def _integrations(planned: StoryInPlan, around: Around, built: Sequence[Key]) -> Iterator[PlannedTask]:
    """One task for each earlier story whose endpoints this one changes: it names them, or a requirement of it does."""
    owners = {endpoint: one.id for one in reversed(planned.earlier) for endpoint in one.endpoints}
    changed: dict[str, list[str]] = {}
    named = [one for one in planned.story.endpoints if one in owners]
    asked = {one: ids for one, ids in _asked(planned, owners, around.requirements).items() if one not in named}
    for endpoint in (*named, *asked):
        changed.setdefault(owners[endpoint], []).append(endpoint)
    for other in sorted(changed, key=story_number):
        endpoints = [one for one in changed[other] if one in named] or changed[other]
        ids = sorted({name for one in endpoints for name in asked.get(one, ())})
        text = text_of("integrate", number=other.removeprefix("US"), shared=joined(endpoints))
        after = (*built, *(key("endpoint", one, other) for one in endpoints))
        yield PlannedTask(
            "integrate", other, planned.story.id, text, _file_of(endpoints[0], planned, around.unit),
            f"integrate with {other}", after, tuple(ids), ends=planned.story.stem,
        )  # fmt: skip


def _asked(
    planned: StoryInPlan, owners: Mapping[str, str], requirements: Iterable[Requirement]
) -> dict[str, list[str]]:
    """The endpoints of earlier stories that read what the requirements of this story show or filter, with these."""
    resources = {share.resource for share in planned.shares}
    before = [share for one in planned.earlier for share in planned.all_shares[one.id] if share.resource in resources]
    reading = tuple(one for share in before for one in share.endpoints if one.startswith("GET "))
    served = {one.id: one.served for one in planned.earlier}
    found: dict[str, list[str]] = {}
    if reading:
        own, theirs = Walk(planned.story), Walk(replace(planned.story, endpoints=reading))
        for one in (one for one in requirements if one.id in planned.story.served):
            speech = heard(one.text).main
            if any(endpoint.startswith("GET ") for endpoint in own.asked(speech)):
                continue  # it is shown there
            for endpoint in sorted(theirs.asked(speech)):
                if one.id not in served[owners[endpoint]]:
                    found.setdefault(endpoint, []).append(one.id)
    return found


def _file_of(endpoint: str, planned: StoryInPlan, unit: Unit) -> str:
    """The module of an endpoint that an earlier story has."""
    if not is_http(endpoint):
        return source_file(unit, "command", module(endpoint))
    shares = (share for found in planned.all_shares.values() for share in found)
    return next(endpoint_file(unit, share) for share in shares if endpoint in share.endpoints)
