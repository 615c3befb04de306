"""What stops a copy or an update, and how values are shown in it."""

import json
from typing import Any

_SHOWN = 60


class Refusal(ValueError):
    """What stops a copy or an update before anything is written, in one line for the user."""


def quoted(value: Any) -> str:
    """The value as it can be shown within a line."""
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
