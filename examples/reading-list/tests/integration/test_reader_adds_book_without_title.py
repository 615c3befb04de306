"""Integration tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.integration


@pytest.mark.skip(reason="T010 is pending")
def test_t010_reader_adds_book_without_title() -> None:
    """T010 Integration test for "given a list of two books, when the reader adds a book
    without a title, then the program exits with status 2 and the list has two books" in
    tests/integration/test_reader_adds_book_without_title.py

    Story: US1 Keep a list of books
    Requirements: FR-001, FR-002, FR-004
    Acceptance:
    - given a list of two books, when the reader adds a book without a title, then the
      program exits with status 2 and the list has two books
    """

    raise NotImplementedError("T010")


# Tests of further tasks are added above this line.
