"""A label that is reworded: what a person wrote under the old one, or never touched, is still theirs or ours."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run

LABEL = {"independent_test": '"Independent Test"', "acceptance": '"Acceptance Scenarios"', "user_story": '"User Story"'}
REWORDED = '"How it is tried"'
#: The plan of a story that was printed with the labels of an older version of the template, then edited or not.
SCRIPT = """
import sys

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY, Destination
from extensions.plan.reading.spec import read_spec
from extensions.plan.record import Record
from extensions.record.pipeline import next_record
from extensions.text.story_writer import story_block

FEATURE = "001-initial-feature"
answers = read_answers({"stories": [{"title": "Ring", "independent_test": "Ring twice.", "acceptance": ["It rings."]}]})
first = next_record(answers, Record(), EMPTY, "2026-03-14")
new = story_block(first.of(FEATURE).stories[0])
assert "How it is tried" in new
for printed in (new, new.replace("How it is tried", sys.argv[1])):
    for edited in (printed, printed.replace("Ring twice.", "Ring thrice.")):
        specs = {FEATURE: read_spec(edited, "spec.md")}
        there = Destination({FEATURE: ()}, frozenset(), lambda path: False, specs=specs)
        (story,) = next_record(answers, first, there, "2026-03-14").of(FEATURE).planned
        print(story.id, story.title, story.independent_test, [one.words for one in story.acceptance])
"""


@pytest.mark.parametrize("label", LABEL)
def test_reworded_label_changes_no_story(label: str, tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "extensions", tmp_path / "extensions", ignore=ignored)
    shutil.copytree(ROOT / "template/tools", tmp_path / "template/tools", ignore=ignored)
    shutil.copytree(ROOT / "includes", tmp_path / "includes")
    vocabulary = tmp_path / "template/tools/plan/reading/vocabulary.py"
    text = vocabulary.read_text(encoding="utf-8")
    assert text.count(f"({LABEL[label]},") == 1
    reworded = text.replace(f"({LABEL[label]},", f"({REWORDED}, {LABEL[label]},")
    vocabulary.write_text(reworded, encoding="utf-8")
    done = run([sys.executable, "-c", SCRIPT, LABEL[label].strip('"')], tmp_path, PYTHONPATH=str(tmp_path))
    untouched, edited = (f"US1 Ring Ring {often}. ['It rings.']" for often in ("twice", "thrice"))
    assert done.output.splitlines() == [untouched, edited] * 2
