"""How long `check` takes on 10,000 tasks in 200 features, and `next` on a small project.

    python3 benchmarks/tool.py [FEATURES [TASKS]]

Prints CPU seconds (user and system) and peak memory of each command, and the ratio to a bare read of the same files,
which is what any tool must do. The best of three counts, with bytecode written before: the first run of a tool that
was just copied compiles it.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TOOL = Path(__file__).parent.parent / "template/tools/plan"
READ = "import sys, pathlib; [p.read_bytes().decode() for p in pathlib.Path(sys.argv[1]).rglob('*') if p.is_file()]"
RUNS = 3


@dataclass(frozen=True)
class Cost:
    """CPU seconds, and peak memory in megabytes."""

    seconds: float
    memory: float


def main(features: int = 200, tasks: int = 50) -> None:
    """Print a line a command."""
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder, "large"), Path(folder, "small")
        lay(large, features, tasks)
        lay(small, 1, 30)
        bare = best([sys.executable, "-c", READ, str(large)])
        print(f"{features * tasks} tasks in {features} features; bare read {bare.seconds:.2f} s, {bare.memory:.0f} MB")
        for command in ("check", "report --json", "next"):
            show(command, best(tool(large, command)), bare)
        bare = best([sys.executable, "-c", READ, str(small)])
        print(f"30 tasks in 1 feature; bare read {bare.seconds:.3f} s")
        for command in ("next", "check"):
            show(command, best(tool(small, command)), bare)


def show(command: str, cost: Cost, bare: Cost) -> None:
    ratio = cost.seconds / bare.seconds
    print(f"  {command:14} {cost.seconds:6.3f} s CPU {cost.memory:5.0f} MB, {ratio:5.1f} times the bare read")


def tool(project: Path, command: str) -> list[str]:
    return [sys.executable, str(project / "tools/plan"), *command.split()]


def best(command: Sequence[str]) -> Cost:
    """The cheapest of several runs."""
    return min((run(command) for _ in range(RUNS)), key=lambda cost: cost.seconds)


def run(command: Sequence[str]) -> Cost:
    """One run in a process of its own, measured by a parent of its own, for children are counted together."""
    with tempfile.TemporaryFile() as shown:
        clean = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        measure = [sys.executable, __file__, "--measure", *command]
        subprocess.run(measure, stdout=subprocess.DEVNULL, stderr=shown, env=clean, check=False)
        shown.seek(0)
        return Cost(*json.loads(shown.read().splitlines()[-1]))


def measure(command: Sequence[str]) -> None:
    """Run the command and print what it cost on stderr."""
    subprocess.run(command, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    kilo = 1 if sys.platform == "linux" else 1024  # Linux counts in kilobytes, macOS in bytes
    print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / kilo / 1024]), file=sys.stderr)


def lay(root: Path, features: int, tasks: int) -> None:
    """A project as updates leave it: plan, specification, record, and a test a task of which every second is a stub."""
    shutil.copytree(TOOL, root / "tools/plan", ignore=shutil.ignore_patterns("__pycache__"))
    record = ['{"unit":".","language":"python","testing":"pytest"}']
    for number in range(1, features + 1):
        name = f"{number:03d}-feature"
        record += lay_feature(root, name, number, tasks)
    lines = "".join(f"- '{line}'\n" for line in record)
    (root / ".copier-answers.yml").write_text(f"groundplan_record:\n{lines}project_type: single\n", encoding="utf-8")


def lay_feature(root: Path, name: str, number: int, tasks: int) -> list[str]:
    folder, tests = root / "specs" / name, root / f"tests/unit/f{number}"
    folder.mkdir(parents=True)
    tests.mkdir(parents=True)
    plan = [f"# Implementation Plan: {name}", "", "**Storage**: NEEDS CLARIFICATION", ""]
    spec = [f"# Feature Specification: {name}", ""]
    record = []
    for task in range(1, tasks + 1):
        story = (task - 1) // 10 + 1
        if task % 10 == 1:
            plan += ["", f"## Phase {story}: User Story {story} - Title (Priority: P{story})", ""]
            spec += [f"### User Story {story} - Title (Priority: P{story})", ""]
        task_id, path = f"T{task:03d}", f"tests/unit/f{number}/test_{task}.py"
        waits = f" (depends on T{task - 1:03d})" if task % 10 != 1 else ""
        words = f"[US{story}] Implement part {task} in src/services/f{number}/part_{task}.py (FR-{story:03d}){waits}"
        plan.append(f"- [{'x' if task % 2 else ' '}] {task_id} {words}")
        item = {"task": task_id, "feature": name, "kind": "service", "source": f"part {task}", "story": f"US{story}",
                "text": f"Implement part {task}", "file": f"src/services/f{number}/part_{task}.py",
                "requirements": [f"FR-{story:03d}"], "after": [f"T{task - 1:03d}"] if waits else [],
                "test": path, "name": f"test_t{task:03d}_part"}  # fmt: skip
        record.append(json.dumps(item, separators=(",", ":")))
        mark = "" if task % 2 else f'@pytest.mark.skip(reason="{task_id} is pending")\n'
        test = f'def test_t{task:03d}_part() -> None:\n    """{task_id} {words}"""\n\n    assert 1\n'
        (root / path).write_text(f"import pytest\n\n\n{mark}{test}", encoding="utf-8")
    spec += ["## Requirements", ""]
    spec += [f"- **FR-{story:03d}**: The part must work." for story in range(1, tasks // 10 + 1)]
    (folder / "plan.md").write_text("\n".join(plan) + "\n", encoding="utf-8")
    (folder / "spec.md").write_text("\n".join(spec) + "\n", encoding="utf-8")
    return record


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2:])
    else:
        main(*map(int, sys.argv[1:]))
