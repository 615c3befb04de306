"""tools/plan.toml: the severity of each rule in this project.

[rules]
orphan-test = "off"
uncovered-requirement = "error"
"""

from collections.abc import Mapping
from pathlib import Path

from .disk import CannotRead, Disk
from .errors import UserError, join_choices
from .rules import RULES, SEVERITIES

FILE = "tools/plan.toml"


def read_settings(root: Path) -> Mapping[str, str]:
    """Read the severities by rule; none if there is no such file. Raises UserError."""
    disk = Disk(root)
    if not disk.exists(FILE):
        return {}
    import tomllib  # most projects have no such file

    try:
        settings = tomllib.loads(disk.read(FILE).decode("utf-8-sig"))
    except CannotRead as error:
        raise UserError(FILE, f"cannot be read: {error}") from None
    except (ValueError, RecursionError) as error:
        raise UserError(FILE, f"is not valid TOML: {error}".split("\n", 1)[0]) from None
    _known(settings, ("rules",), "key")
    rules = settings.get("rules", {})
    if not isinstance(rules, dict):
        raise UserError(f"{FILE}: rules", "is not a table", "write [rules] above the names of the rules")
    _known(rules, [rule.name for rule in RULES], "rule")
    for name, value in rules.items():
        if value not in SEVERITIES:
            raise UserError(f"{FILE}: {name}", f"{value!r} is not a severity", f"use {join_choices(SEVERITIES)}")
    return rules


def _known(found: Mapping[str, object], known: "list[str] | tuple[str, ...]", noun: str) -> None:
    for name in found:
        if name not in known:
            import difflib

            close = difflib.get_close_matches(name, known, n=1)
            remedy = f"did you mean {close[0]}?" if close else f"use {join_choices(known)}"
            raise UserError(FILE, f"unknown {noun} {name!r}", remedy)
