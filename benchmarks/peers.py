"""How many files a second a command writes, for templates and generators side by side.

    python3 benchmarks/peers.py 'NAME=COMMAND with {to} for the folder that it makes' …

Prints files, CPU seconds (user and system, the median of three) and files a second of each.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

RUNS = 3


def main(peers: Sequence[str]) -> None:
    """Print a line a peer."""
    print(f"{'':28} {'files':>6} {'CPU':>7} {'files/s':>8}")
    for peer in peers:
        name, _, command = peer.partition("=")
        with tempfile.TemporaryDirectory() as folder:
            times = [seconds(command, Path(folder, f"made-{run}")) for run in range(RUNS)]
            files = sum(path.is_file() and ".git" not in path.parts for path in Path(folder, "made-0").rglob("*"))
        cpu = statistics.median(times)
        print(f"{name:28} {files:>6} {cpu:>6.2f}s {files / cpu:>8.0f}", flush=True)


def seconds(command: str, to: Path) -> float:
    """The CPU seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command.format(to=to), shell=True, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main(sys.argv[1:])
