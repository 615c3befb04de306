"""What `make versions` calls behind."""

import datetime
import re

import pytest
from plan.languages import LANGUAGES

from extensions.answers import versions as written
from release import versions
from tests.conftest import ROOT, Render


@pytest.mark.parametrize(
    ("have", "newest", "behind"),
    [
        ("^4.1.12", "4.9.0", False),
        ("^4.1.12", "5.0.0", True),
        ("^0.44.0", "0.44.9", False),
        ("^0.44.0", "0.45.0", True),
        ("~6.0.3", "6.1.0", True),
        ("~6.0.3", "6.0.9", False),
        ("5.14.4", "6.0.0", True),
        ("5.14.4", "5.14.4", False),
        ("v7", "v8", True),
        ("0.8", "0.8.6", False),
        ("1.54", "1.60.1", True),
        ("v5.12.0", "v5.9.3", False),
        ("^1", "2.0.0-rc.2", False),
    ],
)
def test_version_is_behind_if_the_range_does_not_take_the_newest(have: str, newest: str, behind: bool) -> None:
    assert versions.is_behind(have, newest) == behind


@pytest.mark.parametrize(
    ("version", "other", "older"),
    [("5.9", "6", True), ("6", "6", False), ("6.1", "6", False), ("6", "6.0", False), ("6", "6.1", True),
     ("20", "20.19", True), ("21.0.2", "22", True), ("3.9", "3.11", True), ("", "6", True)],
)  # fmt: skip
def test_version_is_older_by_its_numbers(version: str, other: str, older: bool) -> None:
    assert written.is_older(version, other) is older


def test_every_ecosystem_is_asked_by_its_own_client(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()

    def output(*command: str, folder: object = None) -> str:
        asked.add(command[0])
        return {"cargo": "version: 1.2.3 (from the registry)", "git": "1 refs/tags/v9\n2 refs/tags/v9.1.0"}.get(
            command[0], "[INFO]   ch.qos.logback:logback-classic ........ 0.0.1 -> 9.1.0"
        )

    monkeypatch.setattr(versions, "_output", output)
    found = {one.name: one.newest(list(one.written)[:1]) for one in versions.ecosystems()}
    assert asked == {"npm", "cargo", "go", "mvn", "git"}
    assert list(found["crates"].values()) == ["1.2.3"]
    assert list(found["GitHub's actions"].values()) == ["v9"]
    assert list(found["archives"].values()) == ["9.1.0"]
    assert found["Maven"] == {"ch.qos.logback:logback-classic": "9.1.0"}


def test_day_of_the_look_up_is_a_day_and_the_makefile_has_the_target() -> None:
    assert datetime.date.fromisoformat(written.LOOKED_UP).year >= 2026
    assert re.search(r"^versions: .* ## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_manifests_of_maven_take_every_version_from_the_one_file() -> None:
    found = {path: re.findall(r"<version>(\d[^<]*)</version>", path.read_text(encoding="utf-8"))
             for path in (ROOT / "template").rglob("pom.xml.jinja")}  # fmt: skip
    assert len(found) == 2
    assert list(found.values()) == [["0.1.0"], ["0.1.0"]]  # the project's own
    commands = [line for name in ("java", "kotlin") for lines in LANGUAGES[name].commands.values() for line in lines]
    assert [line for line in commands if re.search(r":\d", line)] == []


@pytest.mark.parametrize(
    ("java", "junit", "formatter"),
    [("8", "5", "1"), ("11", "5", "1"), ("16", "5", "1"), ("17", "6", "1"), ("21", "6", "2"), ("25.0", "6", "2")],
)
def test_lowest_java_of_a_project_decides_on_what_runs_on_it(
    render: Render, java: str, junit: str, formatter: str
) -> None:
    pom = (render(language="java", language_version=java) / "pom.xml").read_text(encoding="utf-8")
    assert re.findall(r"<artifactId>junit-bom</artifactId>\s*<version>(\d+)\.", pom) == [junit]
    assert re.findall(r"<googleJavaFormat>\s*<version>(\d+)\.", pom) == [formatter]


def test_kotlin_runs_on_a_java_that_takes_the_newest_junit(render: Render) -> None:
    pom = (render(language="kotlin") / "pom.xml").read_text(encoding="utf-8")
    assert f"<version>{written.MAVEN['org.junit:junit-bom']}</version>" in pom
