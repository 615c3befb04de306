"""One task as a brief that a colleague or an agent can work from, in Markdown."""

from collections.abc import Iterator, Sequence

from ..languages import frameworks_of
from ..model import Feature, Task, Test
from ..reading.story_text import story_text


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
    said = story_text(feature.documents, story_id)
    facts = [("Goal", said.goal), ("Independent test", said.independent_test)]
    yield from _section(f"Story {story_id}{title}", [f"{name}: {text}" for name, text in facts if text])
    yield from _section(f"Acceptance of {story_id}", list(said.acceptance))


def _test(task: Task, test: Test | None) -> Iterator[str]:
    if test is None:
        return
    named = f"`{test.name}` in {test.path}" if test.name else test.path
    facts = [f"{named}; its status is {test.status}"]
    frameworks = frameworks_of(test.path)
    if test.status == "pending" and frameworks and frameworks[0].is_manual:
        facts.append("carry its steps out, and tick the box of each that holds")
    elif test.status == "pending" and frameworks:
        mark = frameworks[0].mark.format(id=task.id).rstrip()
        facts.append(f"take its mark away, `{mark}`, and write what the test is to show")
    yield from _section("The test to turn green", facts)


def _section(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield from ("", f"## {title}", "", *(f"- {item}" for item in items))
