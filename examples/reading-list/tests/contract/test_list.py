"""Contract tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.contract


@pytest.mark.skip(reason="T008 is pending")
def test_t008_list() -> None:
    """T008 Contract test for list in tests/contract/test_list.py

    Story: US1 Keep a list of books
    Requirements: FR-002
    """

    raise NotImplementedError("T008")


# Tests of further tasks are added above this line.
