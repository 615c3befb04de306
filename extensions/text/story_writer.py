"""A story as spec.md has it: the template prints this block, and a merge of people's edits compares with it.

`plan/reading/stories.py` reads it back. A person's words are escaped; what is blank asks to be written.
"""

from collections.abc import Iterator

from ..plan.items import Story
from ..plan.model import Scenario
from ..plan.reading.vocabulary import WRITTEN, scenario_line
from .escaping import markdown, paragraph
from .words import say


def story_block(story: Story) -> str:
    """Return the Markdown of a story, from its heading to its last scenario, without a line break at the end."""
    return "\n\n".join(_paragraphs(story))


def _paragraphs(story: Story) -> Iterator[str]:
    number = story.id.removeprefix("US")
    title = f"{markdown(story.title)} ({WRITTEN['priority']}: {story.priority})"
    yield f"### {WRITTEN['user_story']} {number} - {title}"
    yield paragraph(story.goal or _question("goal"))
    yield _field("why", story.why or _question("why", priority=story.priority))
    yield _field("independent_test", story.independent_test or _question("independent_test"))
    yield f"**{WRITTEN['acceptance']}**:"
    for position, scenario in enumerate(story.acceptance, 1):
        yield f"{position}. {_scenario(scenario)}"
    if not story.acceptance:
        yield _question("acceptance")


def _field(label: str, text: str) -> str:
    return f"**{WRITTEN[label]}**: {markdown(text)}"


def _scenario(scenario: Scenario) -> str:
    if scenario.text:
        return paragraph(scenario.text)
    return scenario_line(markdown(scenario.given), markdown(scenario.when), markdown(scenario.then))


def _question(about: str, **fields: str) -> str:
    return f"[NEEDS CLARIFICATION: {say(f'spec.questions.{about}', **fields)}]"
