"""The command line."""

import argparse
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    parser = argparse.ArgumentParser(prog="reading-list")
    parser.parse_args(arguments)
    parser.print_help()
    return 0
