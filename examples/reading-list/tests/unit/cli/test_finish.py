"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T020 is pending")
def test_t020_implement_finish() -> None:
    """T020 Implement the finish command in src/cli/finish.py

    Story: US2 Finish a book
    Requirements: FR-003
    """

    raise NotImplementedError("T020")


# Tests of further tasks are added above this line.
