"""The project whose spec.md people write, and what is read of it."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATE, report
from tests.update.conftest import commit, edit, make

PLAN, SPEC = "specs/001-initial-feature/plan.md", "specs/001-initial-feature/spec.md"
BLANK = "[NEEDS CLARIFICATION: what can users do when this feature is done?]"
EDGE_CASES = "[NEEDS CLARIFICATION: what happens at the limits, and when something fails?]"
NO_REQUIREMENT = "[NEEDS CLARIFICATION: what must the system do?]"
#: As spec-kit writes it: rules between the stories, wrapped lines, a story of another place in the list.
STORIES = """### User Story 1 - Write a note (Priority: P1)

A user keeps what they want to remember.

**Why this priority**: Nothing else can be shown
without notes.

**Independent Test**: Write a note, then read it again.

**Acceptance Scenarios**:

1. **Given** an empty list, **When** a note is written, **Then** it stands first
2. **Given** a note, **When** a blank one is written, **Then** it is refused

---

### User Story 2 - Find a note (Priority: P2)

A user finds a note by a word of its text.

**Independent Test**: Search for a word.

**Acceptance Scenarios**:

1. **Given** two notes, **When** one is searched, **Then** it alone is shown

---

### User Story 3 - Tidy up (Priority: P1)

A user takes away what is done."""
KEY_ENTITIES = "### Key Entities\n\n- **Note**: What a user wrote\n- **Label**: A word beside it\n\n## Success Criteria"
IDS = re.compile(r"^- \[.\] (T\d+)", re.MULTILINE)


@pytest.fixture(scope="session")
def _made(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the defaults alone."""
    return make(template, tmp_path_factory.mktemp("made"), {"feature_date": DATE})


def wrote(project: Path, old: str, new: str) -> None:
    """A person's edit of spec.md, committed."""
    edit(project / SPEC, old, new)
    commit(project)


def feature(project: Path) -> dict[str, Any]:
    value: dict[str, Any] = report(project)["features"][0]
    return value


def lines(project: Path, of: str = "") -> list[str]:
    """The task lines of the plan that hold these words."""
    text = (project / PLAN).read_text(encoding="utf-8")
    return [one for one in text.splitlines() if IDS.match(one) and of in one]


def findings(project: Path, *but: str) -> list[tuple[str, int, str]]:
    """What `check` says, less the rules in `but` and what nobody has clarified."""
    found = report(project)["findings"]
    return [
        (one["rule"], one["line"], one["message"]) for one in found if one["rule"] not in ("needs-clarification", *but)
    ]
