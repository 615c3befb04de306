"""Source roots: their layouts, folders, packages, test frameworks and dependencies."""
