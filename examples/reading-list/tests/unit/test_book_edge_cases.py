"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T011 is pending")
def test_t011_book_added_second_time() -> None:
    """T011 Unit test for the edge case "A book is added a second time. The program says so,
    and the list stays as it was." in tests/unit/test_book_edge_cases.py

    Story: US1 Keep a list of books
    """

    raise NotImplementedError("T011")


# Tests of further tasks are added above this line.
