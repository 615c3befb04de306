"""Contract tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.contract


@pytest.mark.skip(reason="T007 is pending")
def test_t007_add() -> None:
    """T007 Contract test for add in tests/contract/test_add.py

    Story: US1 Keep a list of books
    Requirements: FR-001, FR-002
    """

    raise NotImplementedError("T007")


# Tests of further tasks are added above this line.
