"""The specification as source: what a person writes in spec.md becomes phases, tasks and stubs in one update."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATE, Copier, git, plan_tool, report
from tests.update.conftest import commit, edit, updated

PLAN, SPEC = "specs/001-initial-feature/plan.md", "specs/001-initial-feature/spec.md"
BLANK = "[NEEDS CLARIFICATION: what can a user do when this feature is done?]"
NO_REQUIREMENT = "[NEEDS CLARIFICATION: what must the system be able to do?]"
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
    folder = tmp_path_factory.mktemp("made")
    (folder / "elsewhere").mkdir()
    done = Copier(folder / "elsewhere").copy(template, folder / "project", {"feature_date": DATE})
    assert done.status == 0, done.output
    commit(folder / "project", init=True)
    return folder / "project"


@pytest.fixture
def project(_made: Path, tmp_path: Path) -> Path:
    """A project of the defaults alone, committed, that may be written to."""
    shutil.copytree(_made, tmp_path / "project", symlinks=True)
    return tmp_path / "project"


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


def test_three_stories_written_in_a_blank_spec_become_phases_and_stubs(copier: Copier, project: Path) -> None:
    wrote(project, BLANK, STORIES)
    text = (project / SPEC).read_bytes()
    status = updated(copier, project, None, "--vcs-ref=:current:")
    assert {path for path, mark in status.items() if mark == "D"} == {
        f"{folder}/.gitkeep" for folder in ("tests/integration",)
    }
    assert "UU" not in status.values()
    assert (project / SPEC).read_bytes() == text
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert re.findall(r"^## (Phase \d+: User Story .*)$", plan, re.MULTILINE) == [
        "Phase 3: User Story 1 - Write a note (Priority: P1) 🎯 MVP",
        "Phase 4: User Story 2 - Find a note (Priority: P2)",
        "Phase 5: User Story 3 - Tidy up (Priority: P1)",
    ]
    assert "**Goal**: A user keeps what they want to remember.\n" in plan
    assert "**Independent Test**: Write a note, then read it again.\n" in plan
    assert "src/services/write_a_note_service.py" in plan
    found = feature(project)
    assert [(one["id"], one["title"], one["priority"]) for one in found["stories"]] == [
        ("US1", "Write a note", "P1"),
        ("US2", "Find a note", "P2"),
        ("US3", "Tidy up", "P1"),
    ]
    assert all(one["total"] >= 5 for one in found["stories"])
    assert [one["id"] for one in found["tasks"]] == [f"T{n:03d}" for n in range(1, len(found["tasks"]) + 1)]
    assert {one["test"]["status"] for one in found["tasks"] if not one["done"]} == {"pending"}
    scenario = "given an empty list, when a note is written, then it stands first"
    (line,) = lines(project, scenario)
    assert "[US1] Integration test for" in line
    assert plan_tool(project, "check").status == 0
    assert findings(project) == []
    commit(project)
    assert updated(copier, project, None, "--vcs-ref=:current:") == {}
    assert updated(copier, project) == {}


def test_edits_of_a_planned_spec_add_to_the_plan_and_keep_what_people_did(copier: Copier, project: Path) -> None:
    wrote(project, BLANK, STORIES)
    updated(copier, project)
    commit(project)
    before = feature(project)["tasks"]
    ticked = next(one for one in lines(project) if " Implement FindANoteService " in one)
    edit(project / PLAN, ticked, f"{ticked.replace('- [ ]', '- [x]')} SENTINEL")
    edit(project / PLAN, "**Goal**: A user finds", "**Goal**: SENTINEL a user finds")
    scenario = (
        "\n3. **Given** a note, **When** it is read, **Then** it is shown whole\n\n---\n\n### User Story 2 - Find a"
    )
    edit(project / SPEC, "\n\n---\n\n### User Story 2 - Find a", scenario)
    edit(project / SPEC, "### User Story 3 - Tidy up (Priority: P1)", "### User Story 3 - Clean up (Priority: P3)")
    edit(project / SPEC, "takes away what is done.", "takes away notes.\n\n### User Story 4 - Leave (Priority: P4)\n")
    edit(project / SPEC, NO_REQUIREMENT, "- **FR-001**: A note MUST be short\n- **FR-002**: It MUST be fast")
    wrote(project, "## Success Criteria", KEY_ENTITIES)
    status = updated(copier, project)
    assert "UU" not in status.values()
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert "**Goal**: SENTINEL a user finds" in plan
    assert re.findall(r"^## Phase \d+: User Story .*$", plan, re.MULTILINE)[2:] == [
        "## Phase 5: User Story 3 - Clean up (Priority: P3)",
        "## Phase 6: User Story 4 - Leave (Priority: P4)",
    ]
    after = {one["id"]: one for one in feature(project)["tasks"]}
    assert [one["text"] for one in before if one["text"] not in after[one["id"]]["text"]] == []
    new = [one for one in after.values() if one["id"] not in {old["id"] for old in before}]
    assert min(one["id"] for one in new) == f"T{len(before) + 1:03d}"
    assert {one["text"] for one in new if one["stories"] != ["US4"]} == {
        "Create the base model of the shared entity Note in src/models/base.py",
        "Create Label model in src/models/label.py",
        "Create Note model in src/models/note.py",
        'Integration test for "given a note, when it is read, then it is shown whole" in '
        "tests/integration/test_given_a_note_when_it_is_read_then_it_is_shown.py",
        *(f'Implement "A note MUST be short" in src/services/{one}_service.py' for one in ("find_a_note", "tidy_up")),
        'Implement "A note MUST be short" in src/services/write_a_note_service.py',
        "Integrate with User Story 1 through Note in src/services/find_a_note_service.py",
        "Integrate with User Story 1 through Note in src/services/tidy_up_service.py",
    }
    assert {one["test"]["status"] for one in new} == {"pending"}
    assert [(rule, message.split(";")[0]) for rule, _, message in findings(project, "phantom-completion")] == [
        ("uncovered-requirement", "FR-002 has no task")
    ]
    commit(project)
    assert updated(copier, project) == {}


def test_story_that_left_spec_md_keeps_its_tasks_and_is_reported(copier: Copier, project: Path) -> None:
    wrote(project, BLANK, STORIES)
    updated(copier, project)
    commit(project)
    text = (project / SPEC).read_text(encoding="utf-8")
    gone = text[text.index("### User Story 2") : text.index("### User Story 3")]
    wrote(project, gone, "")
    plan = (project / PLAN).read_bytes()
    assert updated(copier, project) == {}
    assert (project / PLAN).read_bytes() == plan
    ((rule, _, message),) = findings(project)
    assert rule == "source-gone"
    assert message.startswith('US2 "Find a note" has left')
    assert plan_tool(project, "check").status == 0


def test_answers_and_spec_md_each_bring_their_stories(copier: Copier, project: Path) -> None:
    wrote(project, BLANK, STORIES)
    leave = {"title": "Leave", "endpoints": ["DELETE /users"], "entities": ["User"], "goal": "A user goes."}
    given: dict[str, Any] = {"stories": [leave], "requirements": ["It MUST end"], "edge_cases": ["Nobody is there"]}
    assert "UU" not in updated(copier, project, given).values()
    spec = (project / SPEC).read_text(encoding="utf-8")
    assert STORIES in spec
    assert "### User Story 4 - Leave (Priority: P1)" in spec
    assert [one["id"] for one in feature(project)["stories"]] == ["US1", "US2", "US3", "US4"]
    commit(project)
    assert updated(copier, project) == {}
    wrote(project, "- Leave (Priority: P1)\n\nA user goes.", "- Go (Priority: P1)\n\nA user SENTINEL goes.")
    assert "UU" not in updated(copier, project).values()
    plan = (project / PLAN).read_text(encoding="utf-8")
    assert "User Story 4 - Go (Priority: P1)" in plan
    assert "**Goal**: A user SENTINEL goes." in plan
    assert "SENTINEL" in (project / SPEC).read_text(encoding="utf-8")
    commit(project)
    again = given | {"stories": [leave | {"why": "They asked.", "journeys": ["A user goes away"]}]}
    assert "UU" not in updated(copier, project, again).values()
    assert "**Why this priority**: They asked." in (project / SPEC).read_text(encoding="utf-8")
    assert "User Story 4 - Go (Priority: P1)" in (project / PLAN).read_text(encoding="utf-8")
    assert lines(project, 'Integration test for "A user goes away"')
    commit(project)
    assert updated(copier, project) == {}
    assert updated(copier, project, {"feature_name": "search"}).keys() & {PLAN, SPEC} == set()
    commit(project)
    wrote(project, "### Edge Cases", "### User Story 5 - Come back (Priority: P5)\n\n### Edge Cases")
    status = updated(copier, project)
    assert status[PLAN] == "M"
    assert not [path for path in status if path.startswith("specs/002")]
    commit(project)
    assert updated(copier, project) == {}


def test_two_stories_of_one_number_stop_the_update_in_one_line(copier: Copier, project: Path) -> None:
    wrote(project, BLANK, STORIES.replace("User Story 3", "User Story 2"))
    done = copier.update(project)
    assert done.status == 1
    assert done.output.splitlines()[-1] == f"{SPEC}:37: User Story 2 stands in line 25 too; give one the next number"
    assert git(project, "status", "--porcelain") == ""


CONTRACT = """openapi: 3.0.3
info: {title: Notes, version: "1"}
paths:
  /notes/{id}:
    get:
      operationId: readNote
      tags: [notes]
      responses:
        "200":
          description: The note
          content: {application/json: {schema: {$ref: "#/components/schemas/Note"}}}
        "404": {description: There is none}
  /health:
    get: {responses: {"204": {description: Alive}}}
components:
  schemas:
    Note: {type: object, properties: {answers: {type: array, items: {$ref: "#/components/schemas/Note"}}}}
"""


def test_contract_becomes_tasks_and_stubs_and_a_broken_one_is_reported(copier: Copier, project: Path) -> None:
    contracts = project / "specs/001-initial-feature/contracts"
    contracts.mkdir()
    (contracts / "api.yaml").write_text(CONTRACT, encoding="utf-8")
    (contracts / "broken.yaml").write_text(f"{CONTRACT}: [", encoding="utf-8")
    edit(project / SPEC, "## Success Criteria", KEY_ENTITIES)
    wrote(project, BLANK, STORIES)
    assert "UU" not in updated(copier, project).values()
    found = [(one["text"], one["stories"]) for one in feature(project)["tasks"] if "GET /" in one["text"]]
    assert found == [
        ("Contract test for GET /notes/{id} in tests/contract/test_get_notes_id.py", ["US1"]),
        ("Implement GET /notes/{id} in src/lib/api/note.py", ["US1"]),
        ("Contract test for GET /health in tests/contract/test_get_health.py", []),
        ("Implement GET /health in src/lib/api/health.py", []),
    ]
    assert "## Phase 6: Contracts\n" in (project / PLAN).read_text(encoding="utf-8")
    stub = (project / "tests/contract/test_get_notes_id.py").read_text(encoding="utf-8")
    assert "Operation: readNote of specs/001-initial-feature/contracts/api.yaml\n" in stub
    assert "Answers: 200 Note, 404\n" in stub
    assert 'OAS30Validator({"$ref": schema}, registry=registry).validate(response)\n' in stub
    assert "openapi-schema-validator" in (project / "pyproject.toml").read_text(encoding="utf-8")
    ((rule, line, message),) = findings(project)
    assert (rule, line) == ("unreadable-contract", 18)
    assert message.startswith("the contract is left out: this is no YAML: ")
    commit(project)
    assert updated(copier, project) == {}
    (contracts / "broken.yaml").unlink()
    commit(project)
    assert updated(copier, project) == {".copier-answers.yml": "M"}
    assert findings(project) == []


def test_project_begins_with_a_spec_md_that_is_copied_as_it_is(template: Path, copier: Copier, tmp_path: Path) -> None:
    source = tmp_path / "drafts.md"
    source.write_bytes(f"\ufeff# Draft {{{{ a }}}}\r\n\n## Stories\n\n{STORIES}".encode())
    made = tmp_path / "made"
    done = copier.copy(template, made, {"feature_date": DATE, "spec_source": str(source)})
    assert done.status == 0, done.output
    assert (made / SPEC).read_bytes() == source.read_bytes()
    assert [one["title"] for one in feature(made)["stories"]] == ["Write a note", "Find a note", "Tidy up"]
    assert plan_tool(made, "check").status == 0
    commit(made, init=True)
    source.write_text("# Another\n", encoding="utf-8")
    assert updated(copier, made) == {}
    wrote(made, "A user takes away what is done.", "A user takes away what is done.\n\n### User Story 4 - Leave\n")
    assert "UU" not in updated(copier, made, {"stories": ["Stay"], "storage": "SQLite"}).values()
    assert (made / SPEC).read_text(encoding="utf-8").endswith("### User Story 4 - Leave\n")
    assert [one["id"] for one in feature(made)["stories"]] == ["US1", "US2", "US3", "US4", "US5"]
    commit(made)
    assert updated(copier, made) == {}
    source.write_text("### User Story 1 - Search (Priority: P1)\n", encoding="utf-8")
    given = {"feature_name": "search", "spec_source": str(source)}
    assert updated(copier, made, given)["specs/002-search/spec.md"] == "??"
    assert (made / "specs/002-search/spec.md").read_bytes() == source.read_bytes()
    commit(made)
    source.unlink()
    assert updated(copier, made) == {}
    (made / "specs/002-search/spec.md").unlink()
    commit(made)
    assert updated(copier, made) == {}
    assert "specs/003-export/spec.md" in updated(copier, made, {"feature_name": "export"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "is not a file; write the path of a spec.md"),
        (b"\xff\xfe", "is not UTF-8; save it as UTF-8 text"),
        (
            b"# Nothing\n",
            'has no user story; add a heading such as "### User Story 1 - Sign in (Priority: P1)"',
        ),
        (
            b"### User Story 1 - A\n### User Story 1 - B\n",
            ":2: duplicate User Story 1 (same as line 1); give one the next number",
        ),
    ],
)
def test_spec_source_that_cannot_be_taken_is_told_in_one_line(
    template: Path, copier: Copier, tmp_path: Path, text: bytes | None, message: str
) -> None:
    if text is not None:
        (copier.folder / "s.md").write_bytes(text)
    done = copier.copy(template, tmp_path / "made", {"spec_source": "s.md"})
    assert done.status == 1
    told = f"s.md{message}" if message.startswith(":") else f'spec_source: "s.md" {message}'
    assert done.output.splitlines()[-1] == told
    assert not (tmp_path / "made").exists()


def test_spec_md_alone_in_a_folder_of_its_own_is_planned(copier: Copier, project: Path) -> None:
    file = project / "specs/002-search/spec.md"
    file.parent.mkdir()
    file.write_text(f"# Search\n\n{STORIES}\n", encoding="utf-8")
    commit(project)
    status = updated(copier, project)
    assert status["specs/002-search/plan.md"] == "??"
    assert "specs/002-search/spec.md" not in status
    (_, second) = report(project)["features"]
    assert [one["total"] >= 5 for one in second["stories"]] == [True, True, True]
    assert plan_tool(project, "check").status == 0
    commit(project)
    assert updated(copier, project) == {}


def test_adopted_repository_keeps_its_features_until_one_is_named(
    template: Path, copier: Copier, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    files = {
        "specs/001-search/spec.md": f"# Search\n\n{STORIES}\n",
        "specs/001-search/plan.md": "# Implementation Plan: search\n\nOf a person.\n",
        "specs/002-done/spec.md": f"# Done\n\n{STORIES}\n",
        "specs/002-done/tasks.md": "- [ ] T001 [US1] Do it\n",
    }
    for name, text in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    commit(made, init=True)
    done = copier.copy(template, made, {"project_type": "existing"})
    assert done.status == 0, done.output
    assert {path: (made / path).read_text(encoding="utf-8") for path in files} == files
    assert not (made / "specs/001-search/tasks.md").exists()
    commit(made)
    status = updated(copier, made, {"feature_name": "001-search"})
    assert status["specs/001-search/tasks.md"] == "??"
    assert {path: (made / path).read_text(encoding="utf-8") for path in files} == files
    assert "## Phase 2: User Story 1 - Write a note" in (made / "specs/001-search/tasks.md").read_text(encoding="utf-8")
    commit(made)
    assert updated(copier, made) == {}
    assert set(updated(copier, made, {"feature_name": "002-done"})) == {".copier-answers.yml"}
    assert {path: (made / path).read_text(encoding="utf-8") for path in files} == files


def test_answers_that_come_after_a_persons_additions_make_no_conflict(copier: Copier, project: Path) -> None:
    stories = [{"title": f"Story {n}", "goal": f"Goal {n}.", "acceptance": [f"It rings {n}."]} for n in range(1, 4)]
    texts = [f"It MUST ring {n}" for n in range(1, 4)]
    updated(copier, project, {"stories": stories[:1], "requirements": texts[:1], "success_criteria": texts[:1]})
    commit(project)
    edit(project / SPEC, "### Edge Cases", "### User Story 2 - Of mine (Priority: P2)\n\nSENTINEL\n\n### Edge Cases")
    edit(project / SPEC, "## Success Criteria", "- **FR-002**: SENTINEL\n\n## Success Criteria")
    wrote(project, "## Assumptions", "- **SC-002**: SENTINEL\n\n## Assumptions")
    for count in (2, 3):
        given = {"stories": stories[:count], "requirements": texts[:count], "success_criteria": texts[:count]}
        assert "UU" not in updated(copier, project, given).values()
        text = (project / SPEC).read_text(encoding="utf-8")
        assert text.count("SENTINEL") == 3
        assert f"- Story {count} (Priority: P{count})" in text
        assert f"- **FR-{count + 1:03d}**: It MUST ring {count}" in text
        commit(project)
        assert updated(copier, project) == {}
    assert [one["id"] for one in feature(project)["stories"]] == ["US3", "US4", "US1", "US2"]
