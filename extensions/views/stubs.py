"""The record to the test files that it gives to tasks."""

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..forms.choosing import chosen_forms
from ..layout.paths import folders, in_kind_folder, test_root
from ..layout.units import framework_for, layout_of, unit_of
from ..plan.items import Operation, Story, Task, Unit, natural
from ..plan.languages import Framework, Language, id_in_tests, language_of_test
from ..plan.model import Scenario
from ..plan.reading.vocabulary import WRITTEN
from ..plan.record import Record
from ..plan.writing import sentence_of
from ..planning.kinds import GROUP_OF, SETUP_KINDS
from ..text.escaping import comment
from ..text.names import ascii_only, pascal, slug_of
from ..text.words import say
from .stub_file import Answer, Stub, StubFile

_SPOKEN = {"e2e": "end-to-end"}  #: what a folder of tests is called in a sentence
WIDTH = 88  #: of the comments in a stub, which ruff's and other formatters leave as they are


NOTHING: Mapping[str, tuple[str, ...]] = {}


def stub_files(
    record: Record, packages: Mapping[str, tuple[str, ...]] = NOTHING, text: Callable[[str], str] = lambda path: ""
) -> Iterator[StubFile]:
    """Every test file that the record gives to tasks, each with its tests in the order of their ids.

    `packages` are those that the manifests name, by the roots of units. `text` is what a file holds in the project that
    is updated: a merge of two branches, or a person, may have put its tests into another order, which stays.
    """
    features = record.by_feature.items()
    operations = {(name, one.id): one for name, items in features for one in items.operations}
    stories = {(name, story.id): story for name, items in features for story in items.planned}
    slugs = {name: items.feature.slug or slug_of(name) for name, items in features}
    by_path: dict[str, list[Task]] = {}
    for task in record.tasks:
        if task.name:
            by_path.setdefault(task.test, []).append(task)
    for path, tasks in by_path.items():
        tasks.sort(key=lambda task: natural(task.id))
        if len(tasks) > 1:
            tasks = _as_they_stand(tasks, text(path))
        unit = unit_of(path, record.units)
        framework, language = framework_for(path, unit, (tasks[0].testing,)), language_of_test(path)
        if framework and language:
            inside = path if unit is None or unit.id == "." else path.removeprefix(f"{unit.id}/")
            kinds = layout_of(unit).tests if unit else ()
            parts = inside.lower().split("/")  # a language may spell the folder with a capital letter
            kind = next((part for part in parts if part in kinds), "unit") if unit else ""
            yield StubFile(
                path=path,
                language=language,
                framework=framework,
                package=_package(path, tasks, language, record.units),
                suite=_suite(path, unit, language),
                kind=kind,
                feature=slugs[tasks[0].feature],
                title=_title(kind, slugs[tasks[0].feature]),
                stubs=tuple(
                    _stub(
                        task,
                        language,
                        framework,
                        stories,
                        operations.get((task.feature, task.source)),
                        unit is not None,
                    )
                    for task in tasks
                ),
                depth=inside.count("/"),
                packages=packages.get(unit.id, ()) if unit else (),
                folders=tuple(one.path.removeprefix(f"{unit.id}/") for one in folders(unit)) if unit else (),
                entry=f"{unit.package}.cli.main" if unit and unit.package and language.package_asked else "",
                forms=chosen_forms(record, path),
            )


def _as_they_stand(tasks: Sequence[Task], text: str) -> list[Task]:
    """The tasks in the order of their tests in a file; one whose test is not there keeps its place among the others."""
    found = {
        task: match.start() for task in tasks if (match := re.search(rf"(?<!\w){re.escape(task.name)}(?!\w)", text))
    }
    there = iter(sorted(found, key=found.__getitem__))
    return [next(there) if task in found else task for task in tasks]


def _title(kind: str, feature: str) -> str:
    """Say what a file tests, for those who open it."""
    if kind:
        return say("stubs.file_of_kind", kind=_SPOKEN.get(kind, kind).capitalize(), feature=feature)
    return say("stubs.file", feature=feature)


def _package(path: str, tasks: Sequence[Task], language: Language, units: Sequence[Unit]) -> str:
    """Which the files beside it have, else that of its folders: `sample.unit.models`."""
    recorded = next((task.package for task in tasks if task.package), "")
    match = language.file_package.search(path)
    if recorded or not match:
        return recorded
    parts = [re.sub(r"[^\w.]", "_", part) for part in match["package"].split("/")]
    name = ".".join(f"{part}_" if part in language.reserved_packages else part for part in parts)
    return name if in_kind_folder(path, units) else f"{name}{language.package_beside}"


def _suite(path: str, unit: Unit | None, language: Language) -> str:
    """Name the group of a file's tests after its path: `tests/unit/models/user_test.cpp` → `UnitModelsUser`."""
    inside = path.removeprefix(f"{test_root(unit)}/") if unit else path
    name = pascal(ascii_only(inside.rpartition(".")[0].removesuffix(language.test_ending)))
    return name if name[:1].isalpha() else f"Tests{name}"


def _stub(
    task: Task,
    language: Language,
    framework: Framework,
    stories: Mapping[tuple[str, str], Story],
    operation: Operation | None,
    set_up: bool,
) -> Stub:
    """`set_up` where the manifest is ours, and names the library that validates."""
    operation = operation if task.kind == "contract" else None
    story = stories.get((task.feature, task.story))
    text = task.current_text or sentence_of(task)
    requirements = task.current_requirements if task.current_text else task.requirements
    facts = tuple(_facts(task, story, requirements, operation))
    lines = tuple(_lines(f"{task.id} {text}", facts, _scenarios(task, story)))
    return Stub(
        id=id_in_tests(task.id),
        name=task.name,
        mark=framework.mark.format(id=id_in_tests(task.id)),
        lines=lines,
        comment=tuple(comment(line, language.escapes) for line in lines),
        text=text,
        facts=facts,
        steps=tuple(_steps(task, _scenarios(task, story))),
        setup=task.kind if task.kind in SETUP_KINDS else "",
        answer=_answer(operation) if operation and set_up else None,
        body=framework.body.format(id=id_in_tests(task.id)),
        story=f"{story.id} {story.title}" if story else task.story,
        scenarios=_scenarios(task, story),
    )


def _answer(operation: Operation) -> Answer | None:
    """None where a success has no body, or none in JSON."""
    dialect = "3.0" if operation.version.startswith("3.0") else "3.1"
    is_json = operation.file.endswith(".json")
    return Answer(operation.file, operation.schema, dialect, is_json) if operation.schema else None


def _facts(task: Task, story: Story | None, requirements: Sequence[str], operation: Operation | None) -> Iterator[str]:
    """The story of a task, its entity's fields, its requirements, and the operation of a contract."""
    if task.story:
        yield f"Story: {task.story} {story.title}" if story else f"Story: {task.story}"
    if fields := _fields(task, story):
        yield say("stubs.fields", fields=fields)
    if requirements:
        yield say("stubs.requirements", requirements=", ".join(requirements))
    if operation:
        named = (
            say("stubs.operation_of", name=operation.name, file=operation.file) if operation.name else operation.file
        )
        yield say("stubs.operation", operation=named)
        if operation.responses:
            answers = ", ".join(f"{status} {schema}".strip() for status, schema in operation.responses)
            yield say("stubs.answers", answers=answers)


def _scenarios(task: Task, story: Story | None) -> tuple[Scenario, ...]:
    """The scenarios that a task tests; one that has left its story in the words that it had."""
    known = {one.words: one for one in story.acceptance} if story else {}
    return tuple(known.get(words, Scenario(text=words)) for words in task.scenarios)


def _lines(head: str, facts: Sequence[str], scenarios: Sequence[Scenario]) -> Iterator[str]:
    """The task's words as the list has them now, its story and requirements, and the scenarios that it tests."""
    yield from _wrapped(head, "")
    paragraphs = [*facts, *[say("stubs.acceptance")] * bool(scenarios), *(f"- {one.words}" for one in scenarios)]
    if paragraphs:
        yield ""
    for paragraph in paragraphs:
        yield from _wrapped(paragraph, "  ")


def _fields(task: Task, story: Story | None) -> str:
    """What an entity holds, for the test of its model; of a story that is the documents' alone."""
    entities = story.entities if story and story.source and task.kind == "model" else ()
    named = next((one.fields for one in entities if one.name == task.source), ())
    return ", ".join(f"{name} ({kind})" if kind else name for name, kind in named)


def _steps(task: Task, scenarios: Sequence[Scenario]) -> Iterator[str]:
    """What a person is to see when they carry the test out: the scenarios step by step, else that it is done."""
    labels = [WRITTEN[label] for label in ("given", "when", "then")]
    for one in scenarios:
        parts = zip(labels, (one.given, one.when, one.then))
        yield from [one.text] if one.text else (f"{label} {words}" for label, words in parts if words)
    if not scenarios:
        is_test = GROUP_OF.get(task.kind) == "tests"
        yield from (f"{label} …" for label in labels) if is_test else (say("stubs.done"),)


def _wrapped(text: str, indent: str) -> Sequence[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
