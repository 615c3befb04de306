"""Contract tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.contract


@pytest.mark.skip(reason="T017 is pending")
def test_t017_finish() -> None:
    """T017 Contract test for finish in tests/contract/test_finish.py

    Story: US2 Finish a book
    Requirements: FR-003
    """

    raise NotImplementedError("T017")


# Tests of further tasks are added above this line.
