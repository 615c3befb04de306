"""One task as a brief that a colleague or an agent can work from, in Markdown."""

from collections.abc import Iterator, Sequence

from ..languages import frameworks_of, id_in_tests
from ..model import Feature, Scenario, SpecStory, Task, Test
from ..reading.lines import visible_lines
from ..reading.stories import listed_stories
from ..reading.vocabulary import WRITTEN, scenario_line


def brief(feature: Feature, task: Task, beside: Sequence[Task]) -> Iterator[str]:
    """The lines; `beside` are the tasks that can be done at the same time."""
    yield f"# {task.id} {task.text}"
    yield ""
    yield f"Do this one task of {feature.id}, from {task.file}, line {task.line}. All that it waits for is done."
    for story_id in task.stories:
        yield from _story(feature, story_id)
    wanted = [one for one in feature.requirements if one.id in task.requirements]
    yield from _section("Requirements", [f"{one.id}: {one.text}" for one in wanted])
    yield from _section("Files", list(task.paths))
    before = [one for one in feature.tasks if one.id in task.depends_on]
    yield from _section("Builds on", [f"{one.id} {one.text}" for one in before])
    yield from _test(task, feature.tests.get(task.id))
    steps = ["the test passes, and all others still do"] if task.id in feature.tests else []
    steps += [f"the box of {task.id} in {task.file} is ticked: `- [x] {task.id}`",
              "`python3 tools/plan check` finds no error"]  # fmt: skip
    yield from _section("Done when", steps)
    shared = [f"{one.id} {one.text}" for one in beside]
    yield from _section("Others may work on these at the same time; leave their files alone", shared)


def _story(feature: Feature, story_id: str) -> Iterator[str]:
    title = next((f" {one.title}" for one in feature.stories if one.id == story_id), "")
    told = list(_told(feature, story_id))
    goal = next((one.goal for one in told if one.goal), "")
    test = next((one.independent_test for one in told if one.independent_test), "")
    acceptance = next((one.acceptance for one in told if one.acceptance), ())
    facts = [(WRITTEN["goal"], goal), (WRITTEN["independent_test"].capitalize(), test)]
    yield from _section(f"Story {story_id}{title}", [f"{name}: {text}" for name, text in facts if text])
    yield from _section(f"Acceptance of {story_id}", [_scenario(one) for one in acceptance])


def _told(feature: Feature, story_id: str) -> Iterator[SpecStory]:
    """What spec.md says of a story, then what the task lists say below its headings."""
    yield from (story for story, known in zip(feature.spec.stories, feature.spec_ids) if known == story_id)
    for document in feature.documents:
        if document.path != feature.spec.path:
            yield from (one for one in listed_stories(visible_lines(document.text)) if one.id == story_id)


def _scenario(scenario: Scenario) -> str:
    return scenario.text or scenario_line(scenario.given, scenario.when, scenario.then)


def _test(task: Task, test: Test | None) -> Iterator[str]:
    if test is None:
        return
    named = f"`{test.name}` in {test.path}" if test.name else test.path
    facts = [f"{named}; its status is {test.status}"]
    frameworks = frameworks_of(test.path)
    if test.status == "pending" and frameworks and frameworks[0].is_manual:
        facts.append("carry its steps out, and tick the box of each that holds")
    elif test.status == "pending" and frameworks:
        mark = frameworks[0].mark.format(id=id_in_tests(task.id)).rstrip()
        facts.append(f"take its mark away, `{mark}`, and write what the test is to show")
    yield from _section("The test to turn green", facts)


def _section(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield from ("", f"## {title}", "", *(f"- {item}" for item in items))
