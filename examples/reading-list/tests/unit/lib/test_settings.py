"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T004 is pending")
def test_t004_set_up_environment_configuration() -> None:
    """T004 Set up environment configuration in src/lib/settings.py"""

    raise NotImplementedError("T004")


# Tests of further tasks are added above this line.
