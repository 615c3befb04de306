"""A story as spec.md has it: the template prints this block, and a merge of people's edits compares with it.

`plan/reading/stories.py` reads it back. A person's words are escaped; what is blank asks to be written.
"""

from collections.abc import Iterator

from ..plan.model import Scenario
from ..plan.reading.vocabulary import WRITTEN, scenario_line
from ..plan.record import Story
from .escaping import markdown, paragraph

AUTHENTICATED = "Users authenticate with {}."  #: an assumption of spec.md, from which a lost answer is read back


def story_block(story: Story) -> str:
    """Return the Markdown of a story, from its heading to its last scenario, without a line break at the end."""
    return "\n\n".join(_paragraphs(story))


def _paragraphs(story: Story) -> Iterator[str]:
    number = story.id.removeprefix("US")
    title = f"{markdown(story.title)} ({WRITTEN['priority']}: {story.priority})"
    yield f"### {WRITTEN['user_story']} {number} - {title}"
    yield paragraph(story.goal or _question("what does this story deliver to its user?"))
    yield _field("why", story.why or _question(f"why does this story stand at {story.priority}?"))
    yield _field("independent_test", story.independent_test or _question("how can this story be tried on its own?"))
    yield f"**{WRITTEN['acceptance']}**:"
    for position, scenario in enumerate(story.acceptance, 1):
        yield f"{position}. {_scenario(scenario)}"
    if not story.acceptance:
        yield _question("in which situations, and how, is this story accepted?")


def _field(label: str, text: str) -> str:
    return f"**{WRITTEN[label]}**: {markdown(text)}"


def _scenario(scenario: Scenario) -> str:
    if scenario.text:
        return paragraph(scenario.text)
    return scenario_line(markdown(scenario.given), markdown(scenario.when), markdown(scenario.then))


def _question(text: str) -> str:
    return f"[NEEDS CLARIFICATION: {text}]"
