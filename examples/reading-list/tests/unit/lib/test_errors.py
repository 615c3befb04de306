"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T005 is pending")
def test_t005_configure_error_handling_logging() -> None:
    """T005 Configure error handling and logging in src/lib/errors.py

    Requirements: FR-004
    """

    raise NotImplementedError("T005")


# Tests of further tasks are added above this line.
