"""Every stub form under Git's merge: what a person edits and what an update writes stand side by side."""

import re
import subprocess
from pathlib import Path

import pytest
from extensions.plan.items import Task, Unit
from extensions.plan.languages import LANGUAGES, Framework, Language, id_forms
from extensions.plan.record import Record, record_of

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY
from extensions.layout.paths import test_path as path_of_test
from extensions.record.named_tests import test_name as name_of_test
from extensions.record.pipeline import next_record
from extensions.views.stubs import stub_files

FORMS = [
    pytest.param(language, framework, id=framework.name if len(language.frameworks) > 1 else language.name)
    for language in LANGUAGES.values()
    for framework in language.frameworks
]
BODIES = ("raise NotImplementedError", "throw new Error", "todo!()", "is not implemented", "- [ ] Done")
FOOTER = "of further tasks are added above this line"
TASKS = (("T004", "settings", "Set up the settings"), ("T005", "errors", "Configure errors"))


def text_of(language: Language, framework: Framework, *tasks: tuple[str, str, str]) -> str:
    answers = read_answers({"language": language.name, "testing": framework.name})
    unit: Unit = next_record(answers, Record(), EMPTY, "2026-03-14").units[0]
    path = path_of_test(unit, "unit", "harbour")
    recorded = tuple(
        Task(id=one, feature="001-x", kind="settings", text=words, test=path,
             name=name_of_test(framework, language, one, subject))
        for one, subject, words in tasks
    )  # fmt: skip
    (file,) = stub_files(record_of([unit, *recorded]))
    return file.text


def without_mark(language: Language, framework: Framework, text: str) -> str:
    mark = framework.mark.format(id="T005")
    assert text.count(mark) == 1 or framework.is_manual
    if framework.is_manual:
        return text.replace("- [ ]", "- [x]")
    if mark.startswith("test.skip"):
        return text.replace(mark, mark.replace(".skip", ""))
    return text.replace(mark if language.name == "csharp" else f"{mark}\n", "")


def with_body(text: str) -> str:
    lines = text.split("\n")
    last = max(number for number, line in enumerate(lines) if any(body in line for body in BODIES))
    return "\n".join([*lines[:last], "one line of a person", "another one", *lines[last + 1 :]])


def with_own_below(text: str) -> str:
    lines = text.split("\n")
    place = next(number for number, line in enumerate(lines) if FOOTER in line)
    return "\n".join([*lines[: place + 1], "", "own test", *lines[place + 1 :]])


def merged(tmp_path: Path, mine: str, base: str, theirs: str) -> str:
    files = []
    for name, text in (("mine", mine), ("base", base), ("theirs", theirs)):
        files.append(tmp_path / name)
        files[-1].write_text(text, encoding="utf-8")
    done = subprocess.run(["git", "merge-file", "-p", *files], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.parametrize(("language", "framework"), FORMS)
def test_edits_of_a_person_and_of_an_update_merge(language: Language, framework: Framework, tmp_path: Path) -> None:
    base = text_of(language, framework, *TASKS)
    added = text_of(language, framework, *TASKS, ("T006", "clock", "Set the clock"))
    retitled = text_of(language, framework, TASKS[0], ("T005", "errors", "Configure errors and warnings"))
    unmarked = without_mark(language, framework, base)
    edits = [unmarked, with_own_below(base), with_own_below(unmarked)]
    edits += [] if framework.is_manual else [with_body(base), with_body(unmarked), with_own_below(with_body(unmarked))]
    for mine in edits:
        assert mine != base
        for theirs in (added, retitled):
            assert theirs != base
            both = merged(tmp_path, mine, base, theirs)
            assert ("Set the clock" in both) is (theirs is added)
            assert ("another one" in both) is ("another one" in mine)
            assert ("own test" in both) is ("own test" in mine)


@pytest.mark.parametrize(("language", "framework"), FORMS)
def test_every_stub_has_its_mark_and_is_found_by_its_id(language: Language, framework: Framework) -> None:

    text = text_of(language, framework, *TASKS, ("T0051", "clock", "Set the clock"))
    for one in ("T004", "T005", "T0051"):
        pattern = framework.definition.format(**id_forms(one) | {"id": re.escape(one)})
        assert len(re.findall(pattern, text, re.MULTILINE)) == 1, pattern
        assert framework.is_manual or text.count(framework.mark.format(id=one)) == 1
