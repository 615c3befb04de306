"""Tests that were written from other words than spec.md has now: `suspect-test`, `reviewed`."""

from pathlib import Path

import pytest
from plan.digests import digest, digests
from plan.reading.rewording import reworded

from tests.tool.conftest import Write, record, texts, tool

SPEC = "specs/001-a/spec.md"
PLAN = "specs/001-a/plan.md"
BURN, LIT = "The lamp must burn at night.", ("a dark night", "a ship comes", "the lamp burns")
SCENARIO = "given {}, when {}, then {}".format(*LIT)
STORY = """# Spec

### User Story 1 - Light (Priority: P1)

**Acceptance Scenarios**:

1. **Given** {}, **When** {}, **Then** {}
2. It can be put out.

## Requirements

- **FR-001**: {}
- **FR-002**: The wick must be trimmed.
"""
WRITTEN = "def test_t001_light() -> None: ...\n\n\ndef test_t002_lamp() -> None: ...\n"
STUB = '@pytest.mark.skip(reason="T001 is pending")\n' + WRITTEN


def item(task: str, name: str, written_from: tuple[str, ...], scenarios: str = "") -> str:
    hashes = ",".join(f'"{one}"' for one in written_from)
    more = f'"scenarios":["{scenarios}"],' if scenarios else ""
    return (
        f'{{"task":"{task}","feature":"001-a","kind":"list","story":"US1",{more}"test":"tests/test_a.py",'
        f'"name":"{name}","written_from":[{hashes}]}}'
    )


@pytest.fixture
def project(bare: Path, write: Write) -> Path:
    words = {"FR-001": BURN}
    write(SPEC, STORY.format(*LIT, BURN))
    write(PLAN, "## User Story 1 - Light\n\n- [x] T001 [US1] Light it\n- [x] T002 [US1] Lamp (FR-001)\n")
    story = (
        '{"story":"US1","feature":"001-a","title":"Light","acceptance":[{"given":"a dark night",'
        '"when":"a ship comes","then":"the lamp burns"},{"text":"It can be put out."}]}'
    )
    tasks = (
        item("T001", "test_t001_light", digests((), {}, (SCENARIO,)), SCENARIO),
        item("T002", "test_t002_lamp", digests(words, words, ())),
    )
    write(".copier-answers.yml", record(story, *tasks))
    write("tests/test_a.py", WRITTEN)
    return bare


def suspects(project: Path) -> list[str]:
    lines = tool(project, "check").output.splitlines()
    return [line.strip() for line in lines if "[suspect-test]" in line]


UNCHANGED = {
    "as it was": (LIT, BURN),
    "wrapped": (LIT, "The lamp must\n  burn at night."),
    "emphasis": (("a **dark** night", "a ship  comes", "the lamp burns"), "The lamp *must* `burn` at __night__."),
}


@pytest.mark.parametrize("name", UNCHANGED)
def test_white_space_and_emphasis_make_no_test_suspect(project: Path, write: Write, name: str) -> None:
    scenario, requirement = UNCHANGED[name]
    write(SPEC, STORY.format(*scenario, requirement))
    assert suspects(project) == []


def test_ticks_order_and_new_lines_make_no_test_suspect(project: Path, write: Write) -> None:
    lines = STORY.format(*LIT, BURN).split("\n")
    lines[6:8] = ["1. It can be put out.", "2. It smells.", f"3. {lines[6][3:]}"]
    write(SPEC, "\n".join([*lines[:-3], lines[-2], lines[-3], "- **FR-003**: New."]))
    write(PLAN, "## User Story 1 - Light\n\n- [ ] T002 [US1] Lamp (FR-001)\n- [ ] T001 [US1] Light it\n")
    assert suspects(project) == []


def test_reworded_requirement_is_named_with_its_task_and_test(project: Path, write: Write) -> None:
    write(SPEC, STORY.format(*LIT, "The lamp must burn at night and in fog."))
    assert suspects(project) == [
        f"{SPEC}:12: warning: FR-001 changed after test_t002_lamp in tests/test_a.py (T002) was written; "
        "make the test fit, then run 'python3 tools/plan reviewed T002' [suspect-test]"
    ]
    assert tool(project, "check").status == 0
    assert tool(project, "check", "--strict").status == 1


def test_reworded_scenario_is_named_with_its_task_and_test(project: Path, write: Write) -> None:
    write(SPEC, STORY.format("a dark night", "a ship comes", "the lamp burns bright", BURN))
    (line,) = suspects(project)
    assert line.startswith(f'{SPEC}:7: warning: the scenario "given a dark night, when a ship comes, then the lamp b')
    assert "test_t001_light in tests/test_a.py (T001)" in line


def test_signs_that_change_the_meaning_count(project: Path, write: Write) -> None:
    assert digest("x < 5") != digest("x > 5")
    assert digest("naïve") == digest("nai\u0308ve")


def test_scenario_that_left_makes_no_other_suspect(project: Path, write: Write) -> None:
    lines = STORY.format(*LIT, BURN).split("\n")
    write(SPEC, "\n".join([*lines[:6], *lines[7:]]))
    assert suspects(project) == []


def test_stub_and_missing_test_are_not_suspect(project: Path, write: Write) -> None:
    write(SPEC, STORY.format("fog", "it is dark", "it burns", BURN))
    write("tests/test_a.py", STUB)
    assert suspects(project) == []
    (project / "tests/test_a.py").unlink()
    assert suspects(project) == []


def test_reviewed_takes_the_present_words_and_nothing_else(project: Path, write: Write) -> None:
    write(SPEC, STORY.format("a dark night", "a ship comes", "it burns", "The lamp must glow."))
    before = texts(project)
    assert len(suspects(project)) == 2
    done = tool(project, "reviewed", "t001")
    shown = f'{PLAN}:3: T001 was reviewed: its test fits the scenario "given a dark night, when a ship comes, then it'
    assert (done.status, done.output.startswith(shown)) == (0, True)
    (line,) = suspects(project)
    assert "(T002)" in line
    assert tool(project, "reviewed", "T002", "T001").output == (
        f"{PLAN}:4: T002 was reviewed: its test fits FR-001\n{PLAN}:3: T001 is not suspect\n"
    )
    assert suspects(project) == []
    changed = {name for name, text in texts(project).items() if text != before[name]}
    assert changed == {".copier-answers.yml"}
    write(SPEC, STORY.format(*LIT, BURN))
    assert len(suspects(project)) == 2


@pytest.mark.parametrize(
    ("ids", "problem"),
    [(["T009"], "plan: 'T009': no such task; use an id of a list, such as T012\n"), ([], "required: ID")],
)
def test_unknown_task_is_refused_and_nothing_is_written(
    project: Path, write: Write, ids: list[str], problem: str
) -> None:
    write(SPEC, STORY.format(*LIT, "Other."))
    before = texts(project)
    done = tool(project, "reviewed", *["T002"] * bool(ids), *ids)
    assert (done.status, problem in done.output) == (2, True)
    assert texts(project) == before


def test_json_names_what_made_a_test_suspect(project: Path, write: Write) -> None:
    write(SPEC, STORY.format(*LIT, "Other."))
    assert '"suspect": [\n      "FR-001"\n     ]' in tool(project, "report", "--json").output


FOLLOWED = [
    (["a b c", "d e f"], ["d e f", "a b c"], {"d e f": "d e f", "a b c": "a b c"}),
    (["a b c d"], ["new one", "a b c x"], {"a b c x": "a b c d"}),
    (["a b", "c d"], ["x y", "c d"], {"x y": "a b", "c d": "c d"}),
    (["a b"], ["a b", "x y"], {"a b": "a b"}),
    (["a b", "c d"], ["c d"], {"c d": "c d"}),
    ([], ["a"], {}),
]


@pytest.mark.parametrize(("known", "present", "found"), FOLLOWED)
def test_reworded_texts_are_followed(known: list[str], present: list[str], found: dict[str, str]) -> None:
    assert {now: first for first, now in reworded(known, present).items()} == found
