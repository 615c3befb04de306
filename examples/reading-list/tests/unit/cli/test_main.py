"""Unit tests for the tasks of keep-a-list."""

import pytest

pytestmark = pytest.mark.unit


@pytest.mark.skip(reason="T006 is pending")
def test_t006_set_up_command_line_entry_point() -> None:
    """T006 Set up the command-line entry point with arguments and help in src/cli/main.py"""

    raise NotImplementedError("T006")


# Tests of further tasks are added above this line.
