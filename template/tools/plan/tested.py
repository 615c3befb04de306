"""What the tests were written from: the scenario that each is for, and the words that have changed since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .digests import digest, digest_of
from .items import Task as RecordedTask
from .model import PlannedStory, Reworded, Spec, Task, Test, TestedScenario
from .reading.rewording import reworded

UNWRITTEN = ("pending", "missing")  #: what a test is as long as nobody has written it


def tested_scenarios(
    spec: Spec, ids: Sequence[str], planned: Sequence[PlannedStory], recorded: Mapping[str, RecordedTask]
) -> Iterator[TestedScenario]:
    """Yield each scenario of spec.md with the task that tests it, blank if none does. `ids` are those of the stories.

    A scenario whose words have changed since the last update is still the one that was planned.
    """
    known = {one.id: one for one in planned}
    tested: dict[tuple[str, str], str] = {}
    for task in recorded.values():
        for words in task.scenarios:
            if not task.deleted:
                tested.setdefault((task.story, words), task.id)
    for story, story_id in zip(spec.stories, ids):
        former = list(known[story_id].acceptance) if story_id in known else []
        former += [words for owner, words in tested if owner == story_id and words not in former]
        found = {now: first for first, now in reworded(former, [one.words for one in story.acceptance]).items()}
        for scenario in story.acceptance:
            first = found.get(scenario.words, "")
            yield TestedScenario(story_id, scenario, first, tested.get((story_id, first), ""))


def tested_criteria(spec: Spec, scenarios: Sequence[TestedScenario], tasks: Sequence[Task]) -> Iterator[TestedScenario]:
    """Yield the criteria of requirements.md, each with a task that names it, if one does with its test."""
    names = {one.line: one.id for one in spec.requirements if not one.file}
    for one in scenarios:
        serving = [task for task in tasks if names.get(one.scenario.line, "") in task.requirements]
        first = sorted(serving, key=lambda task: not task.writes_test)[:1]
        yield replace(one, task=first[0].id) if first else one


def suspects(
    tasks: Sequence[Task],
    tests: Mapping[str, Test],
    recorded: Mapping[str, RecordedTask],
    spec: Spec,
    scenarios: Sequence[TestedScenario],
) -> dict[str, tuple[Reworded, ...]]:
    """Return by task what its test was written from and now reads otherwise; a test that is still a stub follows."""
    found = {}
    for task in tasks:
        known, test = recorded.get(task.id), tests.get(task.id)
        if known and known.written_from and test and test.status not in UNWRITTEN:
            changed = tuple(_changed(task, known, spec, scenarios))
            if changed:
                found[task.id] = changed
    return found


def present_words(
    task: Task, recorded: RecordedTask, spec: Spec, scenarios: Sequence[TestedScenario]
) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what a test is to show now: requirements with their texts, and scenarios."""
    texts = {one.id: one.text for one in spec.requirements}
    own = {one.first: one.scenario.words for one in scenarios if one.story == recorded.story}
    words = [own.get(one, one) for one in recorded.scenarios]
    return [(one, texts[one]) for one in task.requirements if one in texts], words


def _changed(task: Task, recorded: RecordedTask, spec: Spec, scenarios: Sequence[TestedScenario]) -> Iterator[Reworded]:
    requirements, words = present_words(task, recorded, spec, scenarios)
    lines = {one.id: one.line for one in spec.requirements}
    files = {one.id: one.file or spec.path for one in spec.requirements}
    for name, text in requirements:
        first = digest_of(name, recorded.written_from)
        if first and first != digest(text):
            yield Reworded(name, text, files[name], lines[name])
    places = {one.scenario.words: one.scenario.line for one in scenarios if one.story == recorded.story}
    for text in words:
        if text in places and digest(text) not in recorded.written_from:
            yield Reworded("", text, spec.path, places[text])
