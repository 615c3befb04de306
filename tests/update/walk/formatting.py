"""What formatters do: they change the form of documents, tests and answers, and no test may be another one for that."""

import io
import re
import subprocess
import sys
import textwrap
import tokenize
from pathlib import Path
from typing import Any

import yaml
from hypothesis.stateful import precondition

from .ground import ANSWERS_FILE, Ground, step

RUFF = (str(Path(sys.executable).with_name("ruff")), "format", "--no-cache", "--quiet", "--config")
ITEM = re.compile(r"(?:- |[0-9]+\. )(?=\[.\] T[0-9]|\*\*(?:Given|FR-))")  # tasks, scenarios and requirements
FIELD = re.compile(r"\*\*(?:Goal|Independent Test|Why this priority)\*\*: ")
MARKER = re.compile(r" (?=(?:[-*+#>|]|[0-9]+[.)])(?: |$))")  # at the begin of a line it would be another block


class Indented(yaml.SafeDumper):
    """Lists indented below their key, as yamlfix and prettier write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


class Formatting(Ground):
    """Steps after which each task has the same test with the same status, and an update has nothing to do."""

    @precondition(lambda self: self.stubs())
    @step
    def reformat_tests(self) -> None:
        self.kept, self.follows = self.tests(), set()
        files = self.stubs()
        for file in self.random.choice((files, [self.random.choice(files)])):
            self.random.choice((self.with_ruff, self.with_fixer))(file)

    def with_ruff(self, file: str) -> None:
        style = self.random.choice(("single", "double"))
        subprocess.run([*RUFF, f"format.quote-style = '{style}'", self.project / file], check=True)

    def with_fixer(self, file: str) -> None:
        self.write(file, single_quoted(self.text(file)))

    @step
    def reformat_answers(self) -> None:
        self.kept, self.follows = self.tests(), {ANSWERS_FILE}
        form = self.random.choice(({"width": 80}, {"width": 80, "Dumper": Indented}, {"Dumper": Indented}))
        given: dict[str, Any] = {"Dumper": yaml.SafeDumper, "allow_unicode": True, "sort_keys": False, **form}
        self.write(ANSWERS_FILE, yaml.dump(yaml.safe_load(self.text(ANSWERS_FILE)), **given))

    @precondition(lambda self: self.lists())
    @step
    def rewrap(self) -> None:
        self.kept, self.follows = self.tests(), set()
        files = [*self.lists(), *self.specifications()]
        for file in self.random.choice((files, [self.random.choice(files)])):
            self.write(file, wrapped(self.text(file)))


def single_quoted(source: str) -> str:
    """What pre-commit's double-quote-string-fixer makes of a module."""
    lines = source.splitlines(keepends=True)
    for token in reversed(list(tokenize.generate_tokens(io.StringIO(source).readline))):
        text = token.string
        if token.type == tokenize.STRING and text[0] == '"' and text[:3] != '"""' and not set("'\\") & set(text):
            (row, start), (_, end) = token.start, token.end
            line = lines[row - 1]
            lines[row - 1] = f"{line[:start]}'{text[1:-1]}'{line[end:]}"
    return "".join(lines)


def wrapped(document: str) -> str:
    """Wrap tasks, scenarios, requirements and fields at 80 columns, as `prettier --prose-wrap always` does."""
    blocks: list[list[str]] = []
    for line in document.split("\n"):
        goes_on = blocks and blocks[-1][0] and line.strip() and not line.startswith(("#", "*", "-", "`", "|"))
        is_wrapped = goes_on and _start(blocks[-1][0]) and not re.match(r"[0-9]+\. ", line)
        blocks[-1].append(line) if is_wrapped else blocks.append([line])
    return "\n".join("\n".join(_filled(block)) for block in blocks)


def _start(line: str) -> re.Match[str] | None:
    return ITEM.match(line) or FIELD.match(line)


def _filled(block: list[str]) -> list[str]:
    if not _start(block[0]):
        return block
    item = ITEM.match(block[0])
    text = MARKER.sub("\0", " ".join(line.strip() for line in block))
    indent = " " * len(item[0]) if item else ""
    filled = textwrap.fill(text, 80, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return filled.replace("\0", " ").split("\n")
