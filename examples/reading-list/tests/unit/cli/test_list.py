"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T015 is pending")
def test_t015_implement_list() -> None:
    """T015 Implement the list command in src/cli/list.py

    Story: US1 Keep a list of books
    Requirements: FR-002
    """

    raise NotImplementedError("T015")


# Tests of further tasks are added above this line.
