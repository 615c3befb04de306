"""Integration tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.integration


@pytest.mark.skip(reason="T009 is pending")
def test_t009_empty_list_reader_adds_book() -> None:
    """T009 Integration test for "given an empty list, when the reader adds a book, then the
    list shows it" in tests/integration/test_empty_list_reader_adds_book.py

    Story: US1 Keep a list of books
    Requirements: FR-002
    Acceptance:
    - given an empty list, when the reader adds a book, then the list shows it
    """

    raise NotImplementedError("T009")


# Tests of further tasks are added above this line.
