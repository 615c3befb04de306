"""`state.py VERSION`: keep the template of the working tree as a Git bundle with one tag, for the tests of updates."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
STATES = ROOT / "release/states"
PARTS = (".gitattributes", "copier.yml", "extensions", "includes", "template")
_DAY = "2026-01-01T00:00:00+00:00"  # the same state is the same bundle


def keep(version: str, states: Path = STATES) -> Path:
    """Write the bundle of the working tree; return its path. A state that is there stays as it is."""
    if not re.fullmatch(r"\d+\.\d+\.\d+(rc\d+)?", version):
        raise SystemExit(f'"{version}" is not a version; give one such as VERSION=1.2.3')
    bundle = states / f"v{version}.bundle"
    if bundle.exists():
        raise SystemExit(f"{bundle}: exists already; a released state never changes")
    listed = _git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *PARTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _git(folder, "init", "--quiet", "--initial-branch=main")
        for path in filter(None, listed.split("\0")):
            if (ROOT / path).is_file():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / path, folder / path)
        _git(folder, "add", "--all", "--force")
        _git(folder, "commit", "--quiet", "--message", f"Groundplan {version}")
        _git(folder, "tag", f"v{version}")
        _git(folder, "bundle", "create", "--quiet", str(bundle), "main", f"v{version}")
    return bundle


def _git(folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "groundplan", f"GIT_{role}_EMAIL": "groundplan@localhost"}
        environment[f"GIT_{role}_DATE"] = _DAY
    command = ["git", "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    print(keep(sys.argv[1] if len(sys.argv) > 1 else ""))
