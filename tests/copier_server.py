"""The `copier` command in a process of its own, begun in one that has loaded it already.

To start Copier and to load the template's extension takes a third of an update. The server does both once, by a copy,
an update and a sync, whose regular expressions and templates stay compiled; for each request it forks, and the child
runs the command with the arguments, folder and environment that are asked for. A request is a line of JSON, the answer
is the exit status. Output goes to the file that the request names.
"""

import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from copier import run_copy, run_update
from copier._cli import CopierApp
from plumbum import local


class CopierServer:
    """The server, begun with the first request to it, and ended with this process, which closes its input."""

    def __init__(self, make_template: Callable[[Path], None]) -> None:
        """`make_template` makes a template with a version in a folder."""
        self._make_template = make_template
        self._process: subprocess.Popen[str] | None = None

    def __call__(self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
        """Run `copier` in a folder; return its exit status and its output, both streams in one."""
        if self._process is None:
            self._folder = tempfile.TemporaryDirectory()
            template = Path(self._folder.name) / "template"
            template.mkdir()
            self._make_template(template)
            self._process = subprocess.Popen(
                [sys.executable, __file__, template], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        assert self._process.stdin and self._process.stdout
        with tempfile.TemporaryDirectory() as place:
            output = f"{place}/output"
            kept = {"XDG_CACHE_HOME": f"{self._folder.name}/cache"}  # not in a home that begins empty with each test
            request = {
                "arguments": arguments, "folder": str(folder), "environment": kept | dict(environment),
                "output": output,
            }  # fmt: skip
            self._process.stdin.write(f"{json.dumps(request)}\n")
            self._process.stdin.flush()
            status = int(self._process.stdout.readline())
            return status, Path(output).read_text(encoding="utf-8")


#: It has something of everything that is read and written.
STORY = {
    "title": "Keep notes",
    "entities": ["Note"],
    "endpoints": ["GET /notes"],
    "journeys": ["A user keeps notes"],
    "acceptance": [{"given": "a note", "when": "a user asks", "then": "it is there"}],
}
#: A task that a person has added, for the sync.
TASK = "- [ ] T099 Export the notes\n"


def serve(template: str) -> None:
    """Load the template once, then answer a request a line until there is no more."""
    options: dict[str, Any] = {"defaults": True, "unsafe": True, "quiet": True, "overwrite": True}
    with tempfile.TemporaryDirectory() as folder:
        run_copy(template, folder, **options)
        git(folder, "init", "--quiet")
        commit(folder)
        run_update(folder, data={"stories": [STORY]}, **options)
        commit(folder)
        plan = next(Path(folder).glob("specs/*/plan.md"))
        head, *tasks = plan.read_text(encoding="utf-8").partition("- [ ] T001")
        plan.write_text("".join([head, TASK, *tasks]), encoding="utf-8")
        commit(folder)
        run_update(folder, **options)
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if not child:
            work(**request)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def git(folder: str, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *arguments], check=True)


def commit(folder: str) -> None:
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=a", "-c", "user.email=a", "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", "a")


def work(arguments: list[str], folder: str, environment: dict[str, str], output: str) -> NoReturn:
    """Run the command as its script does, and end the process."""
    status: Any = 1
    try:
        place(folder, environment, output)
        sys.argv = ["copier", *arguments]
        CopierApp.run()
    except SystemExit as ended:
        status = ended.code or 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status if isinstance(status, int) else 1)


def place(folder: str, environment: dict[str, str], output: str) -> None:
    """Take on a folder, an environment and an output; plumbum, by which Copier calls Git, remembers the first two."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    local.cwd.chdir(folder)
    local.env.clear()
    local.env.update(environment)
    written = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, descriptor in enumerate((nothing, written, written)):
        os.dup2(descriptor, stream)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    serve(sys.argv[1])
