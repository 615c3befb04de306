"""`python3 tools/plan COMMAND`: load this folder as the package `plan`, whatever the current folder is."""

import importlib.util
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def start() -> int:
    """Run the command line; a Python or a file that cannot work is reported in one line."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the tool runs with whatever python3 a machine has
        print("plan: needs Python 3.11 or later, this is " + sys.version.split()[0], file=sys.stderr)
        return 2
    # No module of this folder may hide one of the standard library.
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE]
    spec = importlib.util.spec_from_file_location("plan", HERE / "__init__.py", submodule_search_locations=[str(HERE)])
    assert spec and spec.loader
    sys.modules["plan"] = package = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(package)
        main = importlib.import_module("plan.cli").main
    except SyntaxError as error:
        print(
            f"plan: {error.filename}:{error.lineno} cannot be read; are conflict markers left of an update?",
            file=sys.stderr,
        )
        return 2
    except ImportError as error:
        print(f"plan: tools/plan is incomplete ({error}); restore it from Git, or run copier update", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    try:
        status: int = main(sys.argv[1:], HERE.parent.parent)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough: `report | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


if __name__ == "__main__":
    sys.exit(start())
