"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T012 is pending")
def test_t012_book_model() -> None:
    """T012 Create Book model in src/models/book.py

    Story: US1 Keep a list of books
    Requirements: FR-001, FR-002
    """

    raise NotImplementedError("T012")


# Tests of further tasks are added above this line.
