"""The `groundplan` command: it asks, calls Copier with this repository's template, and runs the tool of a project."""

__version__ = "0.1.0"
