"""The repository keeps its promises: README, questions and modules agree."""

import ast
import os
import re
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from extensions.plan.languages import LANGUAGES
from extensions.plan.rules import RULES

from tests.conftest import ROOT, group_of

QUESTIONS = yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))
LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")
HIDDEN = {"data_check", "groundplan_record", "restored", "snapshot"}


def test_docs_have_a_row_for_every_question_and_no_other() -> None:
    table = (ROOT / "docs/questions.md").read_text(encoding="utf-8")
    rows = {
        key for row in re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", table, re.MULTILINE) for key in re.findall(r"\w+", row)
    }
    assert rows == {key for key in QUESTIONS if not key.startswith("_")} - HIDDEN


def test_readme_fits_its_page() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").split("\n")
    assert len(lines) <= 150
    code = [line for number, line in enumerate(lines) if sum(one[:3] == "```" for one in lines[:number]) % 2]
    assert len(code) > 20
    assert [line for line in code if len(line) > 80] == []


def test_links_of_the_docs_lead_somewhere() -> None:
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    documents += [ROOT / "AGENTS.md", *(ROOT / "examples").glob("*.md"), ROOT / "examples/conduit/README.md"]
    documents += [ROOT / "release/states/README.md"]
    links = [(file, link) for file in documents for link in LINK.findall(file.read_text(encoding="utf-8"))]
    assert len(links) > 40
    for file, link in links:
        path, _, heading = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), (file.name, link)
        if heading and target.suffix == ".md":
            titles = re.findall("^#+ (.*)", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in titles}, (
                file.name,
                link,
            )


def test_every_question_says_what_its_answer_changes() -> None:
    for key, question in QUESTIONS.items():
        if not key.startswith("_") and key not in HIDDEN:
            asked, changes = question["help"].split("?", 1)
            assert asked, key
            assert changes, key


def test_docs_have_a_row_for_every_rule() -> None:
    table = (ROOT / "docs/checker.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (.*) \|$", table, re.MULTILINE)
    assert [(rule.name, rule.wants) for rule in RULES] == [row for row in rows if "-" in row[0]]


def test_docs_have_a_row_for_every_language() -> None:
    table = (ROOT / "docs/languages.md").read_text(encoding="utf-8").split("## Languages")[1]
    rows = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in table.splitlines() if row[:3] == "| `"]
    facts = [
        (
            f"`{one.name}`",
            ", ".join(f"`{framework.name}`" for framework in one.frameworks),
            f"`{one.version}`" if one.version else "–",
            one.verified or "not verified: nobody has run it",
        )
        for one in LANGUAGES.values()
    ]
    assert rows[1:] == facts


def test_tool_needs_the_standard_library_alone() -> None:
    import sys

    files = list((ROOT / "template/tools/plan").rglob("*.py"))
    assert len(files) > 20
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                asked = {alias.name for alias in node.names}
                names = [] if asked <= {"W_OK", "X_OK", "access", "devnull"} else [node.module or ""]
            assert all(name.split(".")[0] in sys.stdlib_module_names for name in names), (file, names)


def test_extension_starts_nothing_and_asks_nobody() -> None:
    """No program, no connection, one look at the clock: what docs/security.md says."""
    refused = {"asyncio", "ctypes", "ftplib", "http", "multiprocessing", "os", "requests", "shutil", "smtplib",
               "socket", "ssl", "subprocess", "tempfile", "threading", "webbrowser"}  # fmt: skip
    files = (ROOT / "extensions").rglob("*.py")
    sources = {file.relative_to(ROOT / "extensions").as_posix(): file.read_text(encoding="utf-8") for file in files}
    assert len(sources) > 20
    for name, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                asked = {alias.name for alias in node.names}
                names = [] if asked <= {"W_OK", "X_OK", "access", "devnull"} else [node.module or ""]
            assert not {one.split(".")[0] for one in names} & refused, (name, names)
            assert not [one for one in names if one.startswith("urllib.") and one != "urllib.parse"], name
        assert not re.search(r"\b(?:eval|exec|open|__import__)\(", source), name
        assert not re.search(r"\.(?:write_text|write_bytes|unlink|mkdir|rename|touch)\(", source), name
    looks = [name for name, source in sources.items() for _ in re.finditer(r"\.(?:today|now)\(\)", source)]
    assert looks == ["session.py"]


def test_tests_that_the_docs_name_are_there() -> None:
    pages = [page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md")]
    words = [word for page in pages for word in re.findall(r"`([^`\n]+)`", page)]
    named = [match for word in words if (match := re.fullmatch(r"(?:([\w/]*test_\w+\.py)(?:::)?)?(test_\w+)?", word))]
    assert len(named) > 60
    places = (ROOT / "tests", ROOT / "examples/reading-list/tests")  # pages for readers name tests of a project
    tests = {file: file.read_text(encoding="utf-8") for place in places for file in place.rglob("*.py")}
    for row in named:
        texts = [text for file, text in tests.items() if not row[1] or file.as_posix().endswith(f"/{row[1]}")]
        assert texts, row[0]
        assert not row[2] or row[2] in QUESTIONS or any(f"def {row[2]}(" in text for text in texts), row[0]


@pytest.mark.parametrize(("name", "least"), [("CONTRIBUTING.md", 40), ("AGENTS.md", 8), ("docs/architecture.md", 20)])
def test_paths_that_pages_for_contributors_name_are_there(name: str, least: int) -> None:
    """A path is a word with a slash or a suffix, `<name>` in it any name; what a make target makes is below .cache/."""
    page = (ROOT / name).read_text(encoding="utf-8")
    words = [word for text in re.findall(r"`([^`\n]+)`", page) for word in text.split()]
    paths = [one for one in words if re.fullmatch(r"[\w.<>/-]*(?:/[\w.<>/-]*|\.(?:py|md|yml|jinja))", one)]
    paths = [one for one in paths if not one.startswith(".cache/")]
    assert len([one for one in paths if "/" in one]) >= least
    for path in paths:
        pattern = re.sub(r"<\w+>", "*", path.rstrip("/"))
        places = (ROOT, ROOT / "examples/reading-list")  # a walk through the code may name a file that it makes
        assert any(list(place.glob(pattern if "/" in path else f"**/{pattern}")) for place in places), path


def test_template_file_names_are_legal_on_windows() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in (ROOT / "template").rglob("*")]
    assert [name for name in names if set(name) & set('<>:"|?*\\')] == []
    assert len({name.casefold() for name in names}) == len(names) > 100
    # Of the 260 characters of a Windows path, so many are left for the folder into which Copier clones.
    assert max(map(len, names)) <= 260 - 80


def test_data_keys_of_tests_are_questions() -> None:
    """A mistyped key would be an answer that nobody reads."""
    keys = []
    for file in (ROOT / "tests").rglob("test_*.py"):
        text = file.read_text(encoding="utf-8")
        for call in re.findall(r"(?<!\.)\brender\(([^()]*)\)", text):
            keys += [(Path(file).name, key) for key in re.findall(r"(\w+)=", call)]
    assert len(keys) > 10
    assert [one for one in keys if one[1] not in QUESTIONS] == []


@pytest.mark.xdist_group("together")
def test_tests_of_a_group_stay_together(request: pytest.FixtureRequest) -> None:
    """Each worker would install the projects of tests/languages again, several minutes of every run."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@together")


def test_public_ci_runs_every_supported_python_on_three_systems() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    matrix = workflow["jobs"]["suite"]["strategy"]["matrix"]
    assert [name.partition("-")[0] for name in matrix["os"]] == ["ubuntu", "macos", "windows"]
    lowest = re.search(r'requires-python = ">=3\.(\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert lowest
    assert matrix["python"] == [f"3.{minor}" for minor in range(int(lowest[1]), 15)]


def test_forms_of_issues_are_complete() -> None:
    forms = [file for file in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if file.name != "config.yml"]
    assert len(forms) == 3
    for form in forms:
        value = yaml.safe_load(form.read_text(encoding="utf-8"))
        assert {"name", "description", "labels", "body"} <= value.keys(), form.name
        assert len({field["id"] for field in value["body"]}) == len(value["body"]), form.name


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) - listed == {"browser"}  # of another target alone


def test_tests_of_one_installed_project_go_to_one_worker() -> None:
    file = "tests/languages/test_web.py"
    cases = {"test_a[vue]": {"project": "vue"}, "test_b[vue-PORT @ 1]": {"project": "vue", "port": "PORT @ 1"}}
    scheduler: Any = import_module("xdist.scheduler").LoadGroupScheduling._split_scope
    found = set()
    for test, params in cases.items():
        group = group_of(f"{file}::{test}", SimpleNamespace(params=params))
        found.add(scheduler(None, f"{file}::{test}@{group}"))
    assert found == {f"{file}-vue"}
    assert scheduler(None, f"{file}::test_c@{group_of(f'{file}::test_c', None)}") == file
