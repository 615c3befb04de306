"""Which task tests which scenario of a story, as spec.md has the scenario now."""

from .model import PlannedStory, Scenario, SpecStory
from .reading.rewording import reworded


def scenario_tasks(story: SpecStory, planned: PlannedStory) -> list[tuple[Scenario, str]]:
    """Return each scenario of a story with the id of the task that tests it; blank if none does.

    A reworded scenario is still that of its task, before and after the update that follows it.
    """
    now = [one.words for one in story.acceptance]
    before = {new: old for old, new in reworded(planned.acceptance, now).items()}
    return [(one, planned.scenarios.get(before.get(one.words, one.words), "")) for one in story.acceptance]
