"""tools/plan.toml: the severity of each rule in this project.

[rules]
orphan-test = "off"
uncovered-requirement = "error"
"""

from collections.abc import Mapping
from pathlib import Path

from .rules import RULES, SEVERITIES

FILE = "tools/plan.toml"


def read_settings(root: Path) -> Mapping[str, str]:
    """The severities by rule, none where there is no such file. Raises ValueError with one line for the user."""
    path = root / FILE
    if not path.is_file():
        return {}
    import tomllib  # most projects have no such file

    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{FILE} is no TOML: {error}".split("\n", 1)[0]) from None
    _known(settings, ("rules",), "key")
    rules = settings.get("rules", {})
    if not isinstance(rules, dict):
        raise ValueError(f"{FILE}: rules is no table; write [rules] above the names of rules")
    _known(rules, [rule.name for rule in RULES], "rule")
    for name, value in rules.items():
        if value not in SEVERITIES:
            raise ValueError(f"{FILE}: {name} = {value!r} is no severity; there is {', '.join(SEVERITIES)}")
    return rules


def _known(found: Mapping[str, object], known: "list[str] | tuple[str, ...]", noun: str) -> None:
    unknown = next((one for one in found if one not in known), None)
    if unknown is not None:
        raise ValueError(f"{FILE}: no {noun} is called {unknown!r}; there is {', '.join(known)}")
