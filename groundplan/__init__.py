"""The `groundplan` command: it asks, calls Copier with this repository's template, and runs the tool of a project."""

import re
from pathlib import Path

_FOLDERS = (Path(__file__).parent.parent, Path(__file__).parent / "_template")  # of a checkout, and of the wheel
_FILES = (folder / "template/tools/plan/__init__.py" for folder in _FOLDERS)
_TEXT = next(file.read_text(encoding="utf-8") for file in _FILES if file.is_file())

__version__ = re.findall('^__version__ = "(.*?)"', _TEXT, re.MULTILINE)[0]
