"""spec.md as people write it."""

from plan.reading.spec import read_spec

STORY = "# Spec\n\n### User Story 2 - Return a book (Priority: P2)\n\n"


def test_scenarios_are_read_without_a_heading_of_their_own() -> None:
    items = "1. **Given** a book, **When** it is back, **Then** it is there\n2. **Given** b, **When** c, **Then** d\n"
    (story,) = read_spec(STORY + items, "specs/001-a/spec.md").stories
    assert [(one.given, one.when, one.then) for one in story.acceptance] == [
        ("a book", "it is back", "it is there"),
        ("b", "c", "d"),
    ]


def test_other_lists_of_a_story_are_no_scenarios() -> None:
    (story,) = read_spec(f"{STORY}- a shelf\n- a keeper\n", "specs/001-a/spec.md").stories
    assert story.acceptance == ()
