"""One table of labels, which the readers and the writers share."""

import re
from collections import Counter

import pytest
from plan.reading.headings import heading_stories, phase_name
from plan.reading.spec import read_spec
from plan.reading.vocabulary import LABELS, WRITTEN, label_of, pattern, scenario_line, spellings

from tests.conftest import ROOT

READERS = [*(ROOT / "template/tools/plan/reading").glob("*.py")]


def test_no_spelling_has_two_labels() -> None:
    found = Counter(one.casefold() for label in LABELS for one in spellings(label))
    assert [one for one, count in found.items() if count > 1] == []
    assert all(label_of(one.upper()) == label for label in LABELS for one in spellings(label))
    assert label_of("Purpose") == ""


def test_first_spelling_is_the_written_one() -> None:
    assert WRITTEN["user_story"] == "User Story"
    assert {label: next(iter(row.values()))[0] for label, row in LABELS.items()} == WRITTEN


def test_longer_spelling_is_tried_before_the_one_that_begins_it() -> None:
    for label in LABELS:
        row = spellings(label)
        for index, one in enumerate(row):
            assert not any(later.startswith(one) for later in row[index + 1 :])
    match = re.match(pattern("acceptance"), "Acceptance Criteria", re.IGNORECASE)
    assert match
    assert match[0] == "Acceptance Criteria"


def test_spelling_ends_where_a_word_ends() -> None:
    assert not re.match(pattern("goal"), "Goals")
    assert re.match(pattern("user_story"), "用户故事一")


@pytest.mark.parametrize("name", spellings("user_story"))
def test_every_name_of_a_story_is_read_by_all_readers(name: str) -> None:
    heading = f"{name} 7 - Ring"
    assert heading_stories(heading) == ("US7",)
    assert [one.id for one in read_spec(f"### {heading}\n").stories] == ["US7"]


@pytest.mark.parametrize("name", spellings("phase"))
def test_every_name_of_a_phase_is_read(name: str) -> None:
    assert phase_name(f"{name} 1: Setup (Shared)") == "Setup"


def test_labels_stand_in_the_table_alone() -> None:
    """A reader that spells a label by itself would miss the next spelling of it."""
    found = [spelling for label in ("user_story", "phase") for spelling in spellings(label) if not spelling.isascii()]
    assert len(found) > 5
    for file in READERS:
        code = re.sub(r'"""[\s\S]*?"""|#.*', "", file.read_text(encoding="utf-8"))
        assert file.name == "vocabulary.py" or not [one for one in found if one in code], file


def test_scenario_is_written_with_its_labels() -> None:
    assert scenario_line("a", "b", "c") == "**Given** a, **When** b, **Then** c"
