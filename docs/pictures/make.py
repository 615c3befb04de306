"""Make the pictures of README and docs from real projects: `make pictures`, or `make.py NAME…` for some of them.

What is drawn is what the programs print and show. Screenshots need Chromium, the web page Node.js too.
"""

import importlib
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "template/tools")]

from markdown_it import MarkdownIt  # noqa: E402

from docs.pictures.terminal import Shown, draw  # noqa: E402
from tests.docs.following import Shell, reader  # noqa: E402

HERE = Path(__file__).parent
LARGEST = 100_000  # bytes
PLAN = "specs/001-keep-a-list/plan.md"
GITHUB = """
  body { font: 16px/1.5 -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; color: #1f2328; margin: 32px 40px; }
  h1, h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: .3em; } h2 { font-size: 1.4em; } h3 { font-size: 1.15em; }
  code { background: #eff1f3; padding: .2em .4em; border-radius: 6px; font: 85% "DejaVu Sans Mono", monospace; }
  a { color: #0969da; } ul { padding-left: 1.6em; } li { margin: .25em 0; list-style: none; }
"""


def tick(shell: Shell) -> None:
    """Draw what happens if somebody ticks a task whose test nobody wrote."""
    _write("tick.svg", drawn_tick(shell))


def drawn_tick(shell: Shell) -> str:
    """Tick a task, check, and take it back; return the picture."""
    commands = (
        "python3 tools/plan next",
        f"sed -i 's/\\[ \\] T004/[x] T004/' {PLAN}  # done!",
        "python3 tools/plan check  # as CI runs it",
    )
    shown = []
    for command in commands:
        status, output = shell.run(command)
        shown.append(Shown(command, output, status))
    shell.run("git checkout --quiet .")
    return draw(shown, "A task is ticked whose test nobody wrote, and check fails")


def interview(shell: Shell) -> None:
    """Draw the part of the interview that is about a story."""
    typed = ["Reading list", "", "", "keep a list", "", "", "", ""]
    typed += ["Keep a list of books", "A reader finds every book.", "Add a book, then list it."]
    typed += ["an empty list", "the reader adds a book", "the list shows it", ""]
    typed += ["Book", "title: string, author: string", "", "FETCH /books", "add"]
    told = _talk(shell, ["groundplan", "new", "list", "--plain"], typed)
    lines = [line for line in told[told.index("Acceptance") : told.rindex("2.\n")].splitlines() if line.strip()]
    _write(
        "interview.svg",
        draw([Shown("groundplan new list  # …", "\n".join(lines))], "A story in the interview", ends=False),
    )


def report(shell: Shell) -> None:
    """Shoot the page of `report --html` of a project whose first story is done, and whose second has a failing test."""
    written = {f"T{number:03d}": "assert True" for number in range(4, 17)} | {"T017": "raise AssertionError"}
    for file in (shell.folder / "tests").rglob("test_*.py"):
        text = file.read_text(encoding="utf-8")
        for task, body in written.items():
            text = text.replace(f'@pytest.mark.skip(reason="{task} is pending")\n', "")
            text = text.replace(f'raise NotImplementedError("{task}")', body)
        file.write_text(text, encoding="utf-8")
    shell.run("python -m pytest --junitxml=report.xml")
    shell.run(f"python3 tools/plan done {' '.join(list(written)[:-1])} --junit report.xml")
    shell.run("git add --all && git commit --quiet --message 'Story 1'")
    shell.run("python3 tools/plan report --junit report.xml --html plan.html")
    _shoot((shell.folder / "plan.html").as_uri(), "report.png", 900, 1010)
    shell.run("git reset --quiet --hard HEAD~1 && git clean -fdq")


def plan(shell: Shell) -> None:
    """Shoot the first story of a plan as GitHub shows it."""
    text = (shell.folder / PLAN).read_text(encoding="utf-8")
    part = text[text.index("## Phase 3:") : text.index("## Phase 4:")].rstrip().removesuffix("---")
    target = '<span style="color: #d1242f">◎</span>'  # the machine may have no font with the emoji
    page = MarkdownIt().render(part).replace("<li>[ ] ", '<li><input type="checkbox" disabled> ').replace("🎯", target)
    file = shell.folder / "page.html"
    file.write_text(f"<meta charset=utf-8><style>{GITHUB}</style>{page}", encoding="utf-8")
    _shoot(file.as_uri(), "plan.png", 980, 730)
    file.unlink()


def web(shell: Shell) -> None:
    """Shoot the page with which a web project begins, its two servers running."""
    project = shell.folder.parent / "web"
    _copy(shell.folder.parent, project, ROOT / "examples/conduit.yml", "-d", "project_type=web")
    environment = os.environ | {"PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}
    install = "make --silent --dry-run install | grep -v 'npm run browser' | sed 's/.*/(&)/' | sh -e"
    subprocess.run(["sh", "-c", install], cwd=project, env=environment, check=True, capture_output=True)
    servers = subprocess.Popen(["make", "dev"], cwd=project, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        time.sleep(10)
        _shoot("http://127.0.0.1:5173", "web.png", 900, 290)
    finally:
        os.killpg(servers.pid, signal.SIGTERM)
        servers.wait()


def _talk(shell: Shell, command: list[str], answers: list[str]) -> str:
    """Answer what a command asks in a terminal; return what the terminal showed."""
    import pty  # not on Windows

    leader, follower = pty.openpty()
    process = subprocess.Popen(
        command, cwd=shell.folder.parent, env=dict(shell.environment), stdin=follower, stdout=follower,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    os.close(follower)
    told, left = "", list(answers)
    while select.select([leader], [], [], 5 if left else 1)[0]:
        told += os.read(leader, 1 << 16).decode().replace("\r\n", "\n")
        if left and told.endswith(("> ", "] ")):
            os.write(leader, f"{left.pop(0)}\n".encode())
    process.kill()
    process.wait()
    os.close(leader)
    return told


PICTURES: dict[str, Callable[[Shell], None]] = {
    "tick": tick,
    "interview": interview,
    "report": report,
    "plan": plan,
    "web": web,
}


def main(names: list[str]) -> int:
    """Make the named pictures, or all of them."""
    with tempfile.TemporaryDirectory() as folder:
        shell = _reading_list(Path(folder))
        for name in names or PICTURES:
            PICTURES[name](shell)
    return 0


def _reading_list(folder: Path) -> Shell:
    """Make the project of examples/reading-list.yml, and return a shell in it."""
    shell = reader(folder / "reading-list", ROOT)
    subprocess.run(["git", "clone", "--quiet", ROOT, folder / "template"], check=True)
    subprocess.run(["git", "tag", "--force", "v1.0.0"], cwd=folder / "template", check=True, capture_output=True)
    _copy(folder, shell.folder, ROOT / "examples/reading-list.yml")
    shell.run("git init --quiet && git add --all && git commit --quiet --message Begin")
    return shell


def _copy(folder: Path, project: Path, data: Path, *more: str) -> None:
    """Make a project of these answers by the template in `folder`."""
    options = ["--quiet", "--trust", "--defaults", "--data-file", str(data), *more]
    command = [sys.executable, "-m", "copier", "copy", *options, str(folder / "template"), str(project)]
    subprocess.run(command, cwd=folder, check=True)


def _shoot(page: str, name: str, width: int, height: int) -> None:
    """Take a screenshot of a page with the Chromium of this machine."""
    browser = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        raise SystemExit("no Chromium is installed; name one in CHROMIUM_PATH")
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}",
         "--virtual-time-budget=5000",
         f"--screenshot={HERE / name}", page],
        check=True, capture_output=True,
    )  # fmt: skip
    pillow = importlib.import_module("PIL.Image")  # of the documentation group, which tests do without
    with pillow.open(HERE / name) as image:
        image.convert("RGB").quantize(256).save(HERE / name, optimize=True)
    _say(HERE / name)


def _write(name: str, text: str) -> None:
    (HERE / name).write_text(text, encoding="utf-8")
    _say(HERE / name)


def _say(file: Path) -> None:
    size = file.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{file.name}: {size} bytes; keep it below {LARGEST}")
    print(f"{file.name}: {size} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
