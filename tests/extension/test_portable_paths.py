"""Every path that is given out can stand on Windows and macOS, in each language; docs/platforms.md tells the rest."""

import re
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml
from extensions.plan.languages import LANGUAGES
from extensions.plan.reading.lists import read_task
from extensions.plan.record import Record
from extensions.plan.writing import words_of

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY
from extensions.record.pipeline import next_record
from extensions.text.names import folded
from extensions.views.project import project_view
from tests.conftest import ROOT

DEVICES = ["aux", "con", "nul", "prn", "com1", "lpt9"]
LONG = "w" * 60
STORIES: list[dict[str, Any]] = [
    *yaml.safe_load((ROOT / "tests/hostile.yml").read_text(encoding="utf-8"))["stories"],
    {
        "title": "con",
        "entities": [one.upper() for one in DEVICES],
        "endpoints": [*DEVICES, "GET /nul"],
        "journeys": DEVICES,
    },
    {"title": "Aux", "entities": ["DataBase", "Time stamp", "Größe"], "endpoints": ["sign up", "GET /log-in"]},
    {"title": "Prn", "entities": ["Database", "Timestamp", "Gro\u0308ße"], "endpoints": ["signup", "GET /login"]},
    {"title": LONG, "entities": [f"{LONG} x"], "endpoints": [f"GET /{LONG}"], "journeys": [LONG]},
]
PROJECTS = [
    *({"language": name} for name in LANGUAGES),
    *({"language": name, "project_type": "web"} for name in ("python", "typescript")),
    *({"project_type": "mobile", "mobile_platform": name} for name in ("ios", "android")),
]


def paths_of(**more: str) -> set[str]:
    """The test files, and the files that tasks tell people to write."""
    given = {"requirements": ["a", "b", "c"], "stories": STORIES, **more}
    answers = read_answers(given, frozenset(given))
    record = next_record(answers, Record(), EMPTY, "2026-03-14")
    read = [read_task(f"- [ ] {one.id} {words_of(one)}") for one in record.tasks]
    stubs = {one.path for one in project_view(answers, record, {}).stubs}
    return stubs | {path for one in read if one for path in one.paths}


@pytest.mark.parametrize("name", ["Con", LONG], ids=["device", "long"])
@pytest.mark.parametrize("project", PROJECTS, ids=lambda one: "-".join(one.values()))
def test_paths_can_stand_on_every_system(project: dict[str, str], name: str) -> None:
    paths = paths_of(project_name=name, **project)
    assert len(paths) > 50
    assert [one for one in paths if not is_legal_on_windows(one)] == []
    whole = {folder.as_posix() for one in paths for folder in (PurePosixPath(one), *PurePosixPath(one).parents)}
    assert len({folded(one) for one in whole}) == len(whole)
    # Of the 260 characters of a Windows path, so many are left for the folder of the project.
    assert max(map(len, paths)) <= 260 - 100


def is_legal_on_windows(path: str) -> bool:
    return path.isprintable() and not any(
        re.search(r'[<>:"|?*\\]|[ .]$', part) or re.match(r"(?i)(?:aux|con|nul|prn|com\d|lpt\d)(?:\.|$)", part)
        for part in path.split("/")
    )


def test_name_of_a_device_gets_a_word_more() -> None:
    paths = paths_of(language="typescript")
    assert {"src/models/aux-model.ts", "tests/contract/con-contract.test.ts", "src/cli/nul-command.ts"} <= paths
    assert "src/ConProject/Models/AuxModel.cs" in paths_of(language="csharp", project_name="con")


def test_name_that_no_class_can_have_gets_a_word_more() -> None:
    stories = [{"title": "x", "entities": ["List", "Buoy"]}]
    record = next_record(read_answers({"language": "php", "stories": stories}), Record(), EMPTY, "2026-03-14")
    models = [task.file for task in record.tasks if task.kind == "model"]
    assert models == ["src/Models/ListModel.php", "src/Models/Buoy.php"]


def test_file_that_differs_in_case_alone_is_the_one_that_is_there() -> None:
    paths = paths_of(language="java", project_name="Quay")
    assert {one for one in paths if "/models/database" in one.lower()} == {
        "src/main/java/quay/models/DataBase.java",
        "src/test/java/quay/unit/models/DataBaseTest.java",
    }
