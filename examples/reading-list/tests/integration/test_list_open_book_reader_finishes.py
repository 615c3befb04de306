"""Integration tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.integration


@pytest.mark.skip(reason="T018 is pending")
def test_t018_list_open_book_reader_finishes() -> None:
    """T018 Integration test for "given a list with an open book, when the reader finishes it,
    then the list shows the day on which it was finished" in
    tests/integration/test_list_open_book_reader_finishes.py

    Story: US2 Finish a book
    Requirements: FR-003
    Acceptance:
    - given a list with an open book, when the reader finishes it, then the list shows the
      day on which it was finished
    """

    raise NotImplementedError("T018")


# Tests of further tasks are added above this line.
