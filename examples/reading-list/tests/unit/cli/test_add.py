"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T014 is pending")
def test_t014_implement_add() -> None:
    """T014 Implement the add command in src/cli/add.py

    Story: US1 Keep a list of books
    Requirements: FR-001, FR-002
    """

    raise NotImplementedError("T014")


# Tests of further tasks are added above this line.
