"""The JSON of the commands, schema 1: sorted as the documents are, without a time stamp."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..graph import edges_of
from ..model import SCHEMA, Feature, Finding, Project, Task


def as_json(project: Project, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """`check` and `report`: features with requirements, stories and tasks, then findings."""
    return {
        "schema": SCHEMA,
        "features": [_feature(feature) for feature in project.features],
        "findings": [asdict(finding) for finding in findings],
    }


def next_as_json(ready: Mapping[str, Sequence[Sequence[Task]]]) -> dict[str, Any]:
    """`next`: by feature, the groups of tasks that can be done at the same time."""
    return {
        "schema": SCHEMA,
        "ready": [
            {"feature": name, "parallel": [[task.id for task in group] for group in groups]}
            for name, groups in ready.items()
        ],
    }


def graph_as_json(features: Iterable[Feature]) -> dict[str, Any]:
    """`graph`: a node a task, an edge from each task to the ones that wait for it."""
    features = list(features)
    return {
        "schema": SCHEMA,
        "nodes": [_node(feature, task) for feature in features for task in feature.tasks],
        "edges": [
            {"feature": feature.id, "from": before, "to": after}
            for feature in features
            for after, waits in edges_of(feature).items()
            for before in waits
        ],
    }


def _node(feature: Feature, task: Task) -> dict[str, Any]:
    return {
        "feature": feature.id,
        "id": task.id,
        "text": task.text,
        "done": task.done,
        "parallel": task.parallel,
        "stories": list(task.stories),
        "phase": task.phase,
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
