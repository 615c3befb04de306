"""Parts of the reference that are made from the code: `pytest tests/docs --remake-golden` writes them anew."""

import inspect
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Protocol

import pytest
from plan import cli as tool
from plan import items

from groundplan import cli as command
from tests.conftest import ROOT, Render, example, git, plan_tool

_PART = re.compile("(?<=<!-- made: )({}) -->\n.*?(?=<!-- end -->)", re.DOTALL)
_COMMENT = re.compile(r"^ {4}(\w+): [^#\n]*#: (.*)$", re.MULTILINE)


class Row(Protocol):
    """What both tables of commands have in a row."""

    @property
    def name(self) -> str: ...
    @property
    def help(self) -> str: ...


def hold(page: str, part: str, real: str, config: pytest.Config) -> None:
    """Assert that a part of a page is as the code has it."""
    file = ROOT / "docs" / page
    pattern = re.compile(_PART.pattern.format(part), re.DOTALL)
    text = file.read_text(encoding="utf-8")
    new, count = pattern.subn(lambda _: f"{part} -->\n\n{real}\n", text)
    assert count == 1, part
    if config.getoption("--remake-golden"):
        file.write_text(new, encoding="utf-8")
        text = new
    assert text == new


def test_items_of_the_record(pytestconfig: pytest.Config) -> None:
    hold("record.md", "items", "\n".join(item_tables()), pytestconfig)


def item_tables() -> Iterator[str]:
    """Yield the lines of a table for each kind, with the comments that its fields have in the code."""
    for kind, cls in items.KINDS.items():
        comments: dict[str, str] = {}
        for base in reversed(cls.__mro__[:-1]):
            comments |= dict(_COMMENT.findall(inspect.getsource(base)))
        first = (inspect.getdoc(cls) or "").split("\n\n")[0].replace("\n", " ")
        yield from (f"### {kind}", "", *([first, ""] if not first.startswith(cls.__name__ + "(") else []))
        names = [one.name for one in fields(cls) if one.compare and one.name != "id"]
        explained = {name: comments[name].replace("|", "/") for name in names if name in comments}
        if cls is items.StoryOverride:
            yield from ("It has the fields of a story.", "")
            continue
        if explained:
            yield from ("| field | what it is |", "| --- | --- |")
            yield from (f"| `{name}` | {what} |" for name, what in explained.items())
            yield ""
        others = ", ".join(f"`{name}`" for name in names if name not in explained)
        yield from (f"{'Further fields' if explained else 'Fields'}: {others}.", "")


@pytest.mark.parametrize("part", ["groundplan", "tool"])
def test_commands(part: str, pytestconfig: pytest.Config) -> None:
    lines = [line for row in command.COMMANDS for line in command_lines(row, command_options(row))]
    if part == "tool":
        lines = [line for row in tool.COMMANDS for line in command_lines(row, tool_options(row), row.teaches)]
    hold("commands.md", part, "\n".join(lines), pytestconfig)


def command_lines(row: Row, options: Mapping[str, str], teaches: str = "") -> Iterator[str]:
    """Yield what the page says of a command: options by how they are written."""
    yield from (f"### {row.name}", "", f"{row.help[0].upper()}{row.help[1:]}.", "")
    if options:
        yield from ("| takes | what it is |", "| --- | --- |")
        yield from (f"| `{written}` | {what.replace('|', '/')} |" for written, what in options.items())
        yield ""
    if teaches:
        yield from ("```text", teaches.rstrip(), "```", "")


def command_options(row: command.Command) -> dict[str, str]:
    arguments = {str(command.ARGUMENTS[one]["metavar"]): str(command.ARGUMENTS[one]["help"]) for one in row.arguments}
    options = (command.OPTIONS[one] for one in row.options)
    return arguments | {written(", ".join(names), settings): str(settings["help"]) for names, settings in options}


def tool_options(row: tool.Command) -> dict[str, str]:
    arguments = {str(tool.ARGUMENTS[one]["metavar"]): str(tool.ARGUMENTS[one]["help"]) for one in row.arguments}
    names = (*["--feature"] * row.selects, *["--json"] * row.prints_data, *row.options)
    return arguments | {
        written(name.partition("=")[0], tool.OPTIONS[name]): str(tool.OPTIONS[name]["help"]) for name in names
    }


def written(name: str, settings: Mapping[str, Any]) -> str:
    value = settings.get("metavar") or ",".join(settings.get("choices", ()))
    return f"{name} {value}" if value else name


@pytest.fixture(scope="module")
def project(render: Render, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reading list, with a test that is suspect and a requirement that has changed since the last commit."""
    folder = tmp_path_factory.mktemp("json") / "reading-list"
    shutil.copytree(render(**example("reading-list")), folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    spec = folder / "specs/001-keep-a-list/spec.md"
    text = spec.read_text(encoding="utf-8")
    spec.write_text(text.replace("by its `title` and `author`", "by its `title`, `author` and `year`"), "utf-8")
    return folder


@pytest.mark.parametrize("name", ["report", "next", "graph", "impact"])
def test_json(name: str, project: Path, pytestconfig: pytest.Config) -> None:
    value = json.loads(plan_tool(project, name, "--json").output)
    if name == "report":
        assert json.loads(plan_tool(project, "check", "--json").output) == value
    text = re.sub(r'"[0-9a-f]{40}"', f'"{"5f" * 20}"', json.dumps(first_items(value), indent=2))  # a commit
    hold("json.md", name, f"```json\n{text}\n```\n", pytestconfig)


def first_items(value: Any) -> Any:
    """Cut every list to its first item that holds something."""
    if isinstance(value, dict):
        return {key: first_items(one) for key, one in value.items()}
    if isinstance(value, list):
        return [first_items(one) for one in value[:1]]
    return value


_PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").glob("*/README.md"))]
_CALL = re.compile(r"(?:\btools/plan|\bgroundplan) ([a-z]+)\b([^`\n|;&]*)")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_and_options_that_pages_name_exist(page: Path) -> None:
    """In code, whatever stands behind `groundplan` and `tools/plan` is a command of theirs, with options of its own."""
    known = {row.name: tool_options(row) for row in tool.COMMANDS}
    known |= {row.name: command_options(row) for row in command.COMMANDS}
    text = page.read_text(encoding="utf-8")
    code = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
    code += re.findall(r"^\$ (.*)$", text, re.MULTILINE)
    calls = [call for line in code for call in _CALL.findall(_QUOTED.sub("TEXT", line))]
    for name, rest in calls:
        assert name in known, name
        options = {one for written in known[name] for one in re.findall(r"(?<!\w)--?[a-z][a-z-]*", written)}
        assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest)) <= options | {"--help"}, (name, rest)
    assert calls or page.name not in ("README.md", "updates.md", "tutorial.md")
