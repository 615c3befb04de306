"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T013 is pending")
def test_t013_book_service() -> None:
    """T013 Implement BookService (add, list) in src/services/book_service.py

    Story: US1 Keep a list of books
    """

    raise NotImplementedError("T013")


@pytest.mark.skip(reason="T016 is pending")
def test_t016_validation() -> None:
    """T016 Validate the arguments of add and list in src/services/book_service.py

    Story: US1 Keep a list of books
    Requirements: FR-004
    """

    raise NotImplementedError("T016")


@pytest.mark.skip(reason="T022 is pending")
def test_t022_clean_up() -> None:
    """T022 Clean up BookService (shared by User Stories 1 and 2) in
    src/services/book_service.py
    """

    raise NotImplementedError("T022")


# Tests of further tasks are added above this line.
