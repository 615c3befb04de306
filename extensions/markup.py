"""Text from people as data in the formats that templates print: escaped, never evaluated."""

import json
import re

_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def toml(text: str) -> str:
    """A TOML basic string (https://toml.io/en/v1.0.0#string); JSON's escapes are among TOML's."""
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def docstring(line: str) -> str:
    """A line within a Python docstring of three double quotes."""
    escaped = line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    escaped = escaped[:-1] + '\\"' if escaped.endswith('"') else escaped
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)
