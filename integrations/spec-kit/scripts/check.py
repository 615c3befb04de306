"""Run the check on the repository in the current folder: by its own tools/plan, else by the command `groundplan`.

With --hold it answers an agent's stop event, which arrives on stdin as JSON. An agent goes on working if such a hook
exits with 2, so the check's exit status 1 becomes 2, and the findings go to stderr, which the agent reads. An agent
that was sent back once may stop. If there is no command, or it cannot run, nobody is held.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

FOUND, HELD = 1, 2


def main(arguments: list[str]) -> int:
    """Return the exit status of the check; with --hold, 2 if it found errors, else 0."""
    command = checker()
    if not arguments:
        if command is None:
            print("groundplan is not installed; its README says how to install it", file=sys.stderr)
            return 0
        return subprocess.run(command).returncode
    if command is None or was_held(sys.stdin.read()):
        return 0
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if done.returncode != FOUND:
        return 0
    print(done.stdout, end="", file=sys.stderr)
    return HELD


def checker() -> list[str] | None:
    """Return the command that checks, or None if there is none."""
    if Path("tools/plan/__main__.py").is_file():
        return [sys.executable, "tools/plan", "check"]
    installed = shutil.which("groundplan")
    return [installed, "check"] if installed else None


def was_held(event: str) -> bool:
    """Whether the agent has just been sent back by such a hook."""
    try:
        payload = json.loads(event or "{}")
    except ValueError:
        return False
    return isinstance(payload, dict) and payload.get("stop_hook_active") is True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
