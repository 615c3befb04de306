"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T019 is pending")
def test_t019_book_service_finish_book() -> None:
    """T019 Extend BookService with finish for User Story 2 in src/services/book_service.py

    Story: US2 Finish a book
    """

    raise NotImplementedError("T019")


# Tests of further tasks are added above this line.
