"""Answers to the record to what templates print. The reader of plans, `plan`, is the one that projects receive."""

from pathlib import Path

# One grammar: `extensions.plan` is template/tools/plan, the same files that a project gets.
__path__.append(str(Path(__file__).parent.parent / "template" / "tools"))
clones: set[Path] = set()  #: the folders that hold this version; it was loaded from one of them
