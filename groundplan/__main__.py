"""`python -m groundplan`."""

import sys

from .cli import start

sys.exit(start())
