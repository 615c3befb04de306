"""Rules about the stories of spec.md and what the plan makes of them."""

from collections.abc import Iterator

from ..model import Feature
from ..tracing import scenario_tasks
from .base import Problem, shortened


def unplanned_story(feature: Feature) -> Iterator[Problem]:
    """A story of spec.md for which no task of the feature's lists is; without a list nothing can be told."""
    planned = {story for task in feature.tasks for story in task.stories}
    remedy = f"commit, then run '{feature.sync}' to plan it" if feature.is_ours else "write its tasks"
    if feature.kind != "spec-kit":
        return  # a story of requirements.md is its criteria, and those are told one by one
    for story, story_id in zip(feature.spec.stories, feature.spec_ids):
        if feature.tasks and story_id not in planned:
            message = f'User Story {story.number} "{story.title}" has no task; {remedy}'
            yield Problem(feature.spec.path, story.line, message)


def untested_scenario(feature: Feature) -> Iterator[Problem]:
    """A scenario of a planned story that no integration test is for."""
    known = {one.id: one for one in feature.planned}
    listed = {task.id for task in feature.tasks}
    for story, story_id in zip(feature.spec.stories, feature.spec_ids):
        planned = known.get(story_id)
        for scenario, task in scenario_tasks(story, planned) if planned else ():
            if task not in listed:
                message = (
                    f'the scenario "{shortened(scenario.words)}" of {story_id} has no integration test; '
                    f"commit, then run '{feature.sync}' to plan it"
                )
                yield Problem(feature.spec.path, scenario.line, message)


def source_gone(feature: Feature) -> Iterator[Problem]:
    """A planned story that has left spec.md, while tasks of it stand in the plan."""
    there = set(feature.spec_ids)
    for story in feature.planned:
        task = next((one for one in feature.tasks if story.id in one.stories), None)
        if task and feature.spec.path and story.in_spec and story.id not in there:
            message = (
                f'{story.id} "{story.title}" has left {feature.spec.path} and keeps its tasks; '
                "take them out, or write the story again"
            )
            yield Problem(task.file, task.line, message, task.id)
