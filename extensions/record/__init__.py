"""The next record: numbers, spec.md and contracts as sources, tasks and the places of their tests."""
