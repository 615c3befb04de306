"""What a change of spec.md touches: the requirements and scenarios that differ, with their tasks and tests."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from .digests import digest
from .git import texts_at
from .kinds import is_specification
from .model import Document, Feature, Project, Spec, Task, Touched
from .output.matrix import criterion_tasks, requirement_tasks
from .reading.rewording import reworded
from .reading.spec import identify
from .reading.specifications import read_specification

CHANGED, ADDED, REMOVED = "changed", "added", "removed"


def impact(project: Project, commit: str) -> list[Touched]:
    """Return what differs between the specifications of a commit and those of now, by feature in their order."""
    features = [feature for feature in project.features if feature.spec.path]
    paths = {one.path: None for feature in features for one in feature.documents if is_specification(one.path)}
    before = texts_at(Path(project.root), commit, paths)

    def former(feature: Feature) -> Spec:
        found = [Document(one.path, before[one.path]) for one in feature.documents if one.path in before]
        return read_specification(found) if found else Spec()

    return [one for feature in features for one in _differences(feature, former(feature))]


def _differences(feature: Feature, before: Spec) -> Iterator[Touched]:
    spec = feature.spec
    then = {one.id: one.text for one in (*before.requirements, *before.criteria)}
    tasks: dict[str, Sequence[Task]] = {one.id: found for one, found in requirement_tasks(feature)}
    tasks |= {one.id: found for one, found in criterion_tasks(feature)}
    for one in (*spec.requirements, *spec.criteria):
        kind, former = _kind(one.id), then.get(one.id, "")
        if digest(former) != digest(one.text):
            how = CHANGED if one.id in then else ADDED
            yield Touched(
                feature.id, one.id, kind, how, former, one.text, one.file or spec.path, one.line, (*tasks[one.id],)
            )
    for name in sorted(then.keys() - tasks.keys()):
        naming = tuple(task for task in feature.tasks if name in task.requirements or name in task.line_words)
        yield Touched(feature.id, name, _kind(name), REMOVED, then[name], "", spec.path, 0, naming)
    yield from _scenarios(feature, before)


def _scenarios(feature: Feature, before: Spec) -> Iterator[Touched]:
    known = [(story_id, story.title) for story_id, story in zip(feature.spec_ids, feature.spec.stories)]
    ids = identify(before.stories, known)
    then = {story_id: story for story_id, story in zip(ids, before.stories) if story_id}
    by_id = {task.id: task for task in feature.tasks}
    for story in (one for one, story_id in zip(before.stories, ids) if not story_id):
        for one in story.acceptance:
            yield Touched(feature.id, story.id, "scenario", REMOVED, one.words, "", feature.spec.path, 0, ())
    for story_id, story in zip(feature.spec_ids, feature.spec.stories):
        former = [one.words for one in then[story_id].acceptance] if story_id in then else []
        found = {now: first for first, now in reworded(former, [one.words for one in story.acceptance]).items()}
        tested = {one.scenario.words: one.task for one in feature.scenarios if one.story == story_id}
        label = story_id or story.id
        for scenario in story.acceptance:
            words = scenario.words
            first = found.get(words, "")
            if digest(first) != digest(words):
                tasks = tuple(filter(None, [by_id.get(tested.get(words, ""))]))
                how = CHANGED if first else ADDED
                yield Touched(feature.id, label, "scenario", how, first, words, feature.spec.path, scenario.line, tasks)
        for words in former:
            if words not in found.values():
                yield Touched(feature.id, label, "scenario", REMOVED, words, "", feature.spec.path, 0, ())


def _kind(name: str) -> str:
    return "criterion" if name.startswith("SC-") else "requirement"
