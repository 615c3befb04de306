"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T021 is pending")
def test_t021_documentation() -> None:
    """T021 Document the commands in docs/001-keep-a-list.md"""

    raise NotImplementedError("T021")


@pytest.mark.skip(reason="T023 is pending")
def test_t023_performance() -> None:
    """T023 Measure and optimize performance against "the list of 10,000 books is printed
    within a second\"
    """

    raise NotImplementedError("T023")


# Tests of further tasks are added above this line.
