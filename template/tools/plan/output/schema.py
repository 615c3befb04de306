"""The JSON of `check` and `report`, schema 1: features with requirements, stories and tasks, then findings."""

from dataclasses import asdict
from typing import Any

from ..model import SCHEMA, Feature, Finding, Project, Task


def as_json(project: Project, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """A value for `json.dumps`: sorted as the documents are, without a time stamp."""
    return {
        "schema": SCHEMA,
        "features": [_feature(feature) for feature in project.features],
        "findings": [asdict(finding) for finding in findings],
    }


def _feature(feature: Feature) -> dict[str, Any]:
    by_story: dict[str, list[Task]] = {}
    by_requirement: dict[str, list[str]] = {}
    for task in feature.tasks:
        for story in task.stories:
            by_story.setdefault(story, []).append(task)
        for requirement in task.requirements:
            by_requirement.setdefault(requirement, []).append(task.id)
    return {
        "id": feature.id,
        "requirements": [
            {"id": one.id, "text": one.text, "tasks": by_requirement.get(one.id, [])} for one in feature.requirements
        ],
        "stories": [
            {
                "id": story.id,
                "title": story.title,
                "priority": story.priority,
                "tasks": [task.id for task in by_story.get(story.id, [])],
                "done": sum(task.done for task in by_story.get(story.id, [])),
                "passing": sum(_status(feature, task) == "passing" for task in by_story.get(story.id, [])),
                "total": len(by_story.get(story.id, [])),
            }
            for story in feature.stories
        ],
        "tasks": [_task(feature, task) for task in feature.tasks],
    }


def _task(feature: Feature, task: Task) -> dict[str, Any]:
    test = feature.tests.get(task.id)
    return {
        "id": task.id,
        "line": task.line,
        "file": task.file,
        "state": task.state,
        "done": task.done,
        "parallel": task.parallel,
        "stories": list(task.stories),
        "phase": task.phase,
        "text": task.text,
        "tags": list(task.tags),
        "paths": list(task.paths),
        "depends_on": list(task.depends_on),
        "requirements": list(task.requirements),
        "writes_test": task.writes_test,
        "test": asdict(test) if test else None,
    }


def _status(feature: Feature, task: Task) -> str:
    test = feature.tests.get(task.id)
    return test.status if test else "missing"
