"""Copier's command line, as installed, but for one question to Git.

Copier asks before each file that it writes whether the repository keeps executable bits, which is a third of the time
of an update. Here every repository does. `make sync` and the tests of faults run the command as it is.
"""

import sys

from copier import _main
from copier._cli import CopierApp

_main.Worker._sync_git_index_executable_bit = lambda *arguments: None  # type: ignore[method-assign]

if __name__ == "__main__":
    sys.argv[0] = "copier"
    sys.exit(CopierApp.run())
