"""The JSON of the commands, schema 2: sorted as the documents are, without a time stamp."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..graph import edges_of
from ..model import SCHEMA, Feature, Finding, Project, Replaceable, SpecStatement, Story, Task, Touched
from .matrix import criterion_tasks, requirement_tasks, status, story_tasks


def as_json(project: Project, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """`check` and `report`: features with requirements, criteria, stories and tasks, then findings."""
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


def impact_as_json(features: Iterable[Feature], commit: str, touched: Iterable[Touched]) -> dict[str, Any]:
    """`impact`: what differs from a commit, each with its words then and now, its tasks and their tests."""
    by_id = {feature.id: feature for feature in features}
    return {
        "schema": SCHEMA,
        "since": commit,
        "impact": [
            {
                "feature": one.feature,
                "kind": one.kind,
                "id": one.id,
                "change": one.how,
                "before": one.before or None,
                "text": one.text or None,
                "file": one.file,
                "line": one.line or None,
                "tasks": [
                    {
                        "id": task.id,
                        "suspect": task.id in by_id[one.feature].suspects,
                        "test": _test(by_id[one.feature], task.id),
                    }
                    for task in one.tasks
                ],
            }
            for one in touched
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
    number = feature.id.rpartition("/")[2].partition("-")[0]
    return {
        "id": feature.id,
        "number": int(number) if number.isdecimal() else None,
        "kind": feature.kind,
        "archived": feature.is_archived,
        "requirements": [
            {"id": one.id, "text": one.text, "tasks": _ids(tasks), "tests": _tests(feature, tasks)} | _scenarios_of(one)
            for one, tasks in requirement_tasks(feature)
        ],
        "criteria": [{"id": one.id, "text": one.text, "tasks": _ids(tasks)} for one, tasks in criterion_tasks(feature)],
        "stories": [_story(feature, story, tasks) for story, tasks in story_tasks(feature)],
        "tasks": [_task(feature, task) for task in feature.tasks],
    }


def _story(feature: Feature, story: Story, tasks: Sequence[Task]) -> dict[str, Any]:
    return {
        "id": story.id,
        "title": story.title,
        "priority": story.priority,
        "tasks": _ids(tasks),
        "done": sum(task.done for task in tasks),
        "passing": sum(status(feature, task) == "passing" for task in tasks),
        "total": len(tasks),
        "scenarios": [
            {"text": one.scenario.words, "task": one.task or None, "test": _test(feature, one.task)}
            for one in feature.scenarios
            if one.story == story.id
        ],
    }


def _scenarios_of(requirement: SpecStatement) -> dict[str, Any]:
    """The scenarios of a requirement of OpenSpec; those of other kinds are with their stories."""
    return {"scenarios": [one.words for one in requirement.scenarios]} if requirement.scenarios else {}


def _tests(feature: Feature, tasks: Sequence[Task]) -> dict[str, int]:
    found = [status(feature, task) for task in tasks if task.id in feature.tests]
    return {"total": len(found)} | {name: found.count(name) for name in ("passing", "pending", "failing")}


def _ids(tasks: Iterable[Task]) -> list[str]:
    return [task.id for task in tasks]


def _test(feature: Feature, task_id: str) -> dict[str, Any] | None:
    test = feature.tests.get(task_id)
    return {"path": test.path, "name": test.name, "status": test.status} if test else None


def _task(feature: Feature, task: Task) -> dict[str, Any]:
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
        "suspect": [one.name for one in feature.suspects.get(task.id, ())],
        "test": _test(feature, task.id),
    }


def forms_as_json(folder: str, found: Sequence[Replaceable]) -> dict[str, Any]:
    """What may be replaced by forms of the team, and what is."""
    rows = [
        {"name": one.name, "path": one.path, "replaced": one.contract is not None, "form": one.contract}
        for one in found
    ]
    return {"schema": SCHEMA, "folder": folder, "forms": rows}
