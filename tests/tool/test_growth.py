"""Four times as many tasks take about four times as long, in each command and whatever became of their tests.

CPU time of one process is compared, as in `tests/extension/test_growth.py`, which says why.
"""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.growth import growth
from tests.tool.conftest import Write, record, tool, writer

MOST = 8  #: the ratio of linear work is 4, and that of quadratic work 16
TEST = "def test_t{0:05d}_berth_{0}():\n    assert True\n"
OTHER = "def test_renamed_{0}():\n    assert True\n"
PENDING = '@pytest.mark.skip(reason="T{0:05d} is pending")\n' + TEST


def apart(name: str) -> Callable[[Write, Sequence[int], str], None]:
    """Writes each test into a file of its own."""

    def made(write: Write, numbers: Sequence[int], text: str) -> None:
        for number in numbers:
            write(f"tests/unit/{name.format(number)}.py", text.format(number))

    return made


def together(write: Write, numbers: Sequence[int], text: str) -> None:
    write("tests/unit/test_all.py", "\n".join(text.format(number) for number in numbers))


#: By what became of the tests: the recorded file of each, what writes them, and their text.
TESTS: dict[str, tuple[str, Callable[[Write, Sequence[int], str], None], str]] = {
    "written, each in its file": ("test_berth_{0}", apart("test_berth_{0}"), TEST),
    "gone": ("test_berth_{0}", apart("unused"), ""),
    "files that were renamed": ("test_berth_{0}", apart("test_quay_{0}"), TEST),
    "tests that were renamed": ("test_berth_{0}", apart("test_berth_{0}"), OTHER),
    "written, all in one file": ("test_all", together, TEST),
    "pending, all in one file": ("test_all", together, PENDING),
    "renamed, all in one file": ("test_all", together, OTHER),
}
LISTED: dict[str, str] = {
    "listed": "- [{box}] T{0:05d} [P] Unit test of berth {0} in {path} (FR-{0:03d})\n",
    "in a chain": "- [{box}] T{0:05d} Unit test of berth {0} in {path} (depends on T{before:05d})\n",
    "deleted": "",
}
COMMANDS = (["check"], ["next"], ["report", "--html", os.devnull])


def make(root: Path, size: int, tests: str, listed: str) -> None:
    write = writer(root)
    name, written, text = TESTS[tests]
    numbers = range(1, size + 1)
    lines, items = [], ['{"unit":".","language":"python","testing":"pytest"}', '{"feature":"001-quay","name":"quay"}']
    for number in numbers:
        path = f"tests/unit/{name.format(number)}.py"
        box = "x" if number % 3 == 0 else " "
        lines.append(LISTED[listed].format(number, box=box, path=path, before=max(number - 1, 1)))
        task = {"task": f"T{number:05d}", "feature": "001-quay", "kind": "list", "text": f"Berth {number}"}
        items.append(json.dumps({**task, "test": path, "name": f"test_t{number:05d}_berth_{number}"}))
    write("specs/001-quay/plan.md", "# Plan\n\n## Phase 1: Work\n\n" + "".join(lines))
    statements = "".join(f"- **FR-{number:03d}**: System MUST do {number}\n" for number in numbers)
    write("specs/001-quay/spec.md", f"# Spec\n\n### Functional Requirements\n\n{statements}")
    write(".copier-answers.yml", record(*items))
    written(write, numbers, text)


def runs(command: Sequence[str]) -> Callable[[Path], None]:
    """What runs a command in a project."""

    def ran(root: Path) -> None:
        done = tool(root, *command)
        assert done.status in (0, 1), done.output

    return ran


@pytest.mark.parametrize(
    ("tests", "listed"), [*((one, "listed") for one in TESTS), ("gone", "in a chain"), ("gone", "deleted")]
)
def test_four_times_as_many_tasks_take_four_times_as_long(tmp_path: Path, tests: str, listed: str) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    make(small, 250, tests, listed)
    make(large, 1000, tests, listed)
    slow = {" ".join(command): round(growth(runs(command), small, large, MOST), 1) for command in COMMANDS}
    assert {name: ratio for name, ratio in slow.items() if ratio >= MOST} == {}
