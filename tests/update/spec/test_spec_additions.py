"""Scenarios, requirements, entities and contracts added: new tasks and stubs, and what people did stays."""

import re
from pathlib import Path

from tests.conftest import Copier
from tests.update.conftest import commit, edit, updated
from tests.update.spec.conftest import (
    BLANK,
    EDGE_CASES,
    KEY_ENTITIES,
    NO_REQUIREMENT,
    PLAN,
    SPEC,
    STORIES,
    feature,
    findings,
    lines,
    wrote,
)


def test_edits_of_a_planned_spec_add_to_the_plan_and_keep_what_people_did(copier: Copier, project: Path) -> None:
    wrote(project, BLANK, STORIES)
    updated(copier, project)
    commit(project)
    before = feature(project)["tasks"]
    ticked = next(one for one in lines(project) if " Extend NoteService " in one)
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
        "Create Label model in src/models/label.py",
        "Create Note model in src/models/note.py",
        'Integration test for "given a note, when it is read, then it is shown whole" in '
        "tests/integration/test_note_read.py",
        'Implement "A note MUST be short" in src/services/note_service.py',
    }
    assert {one["test"]["status"] for one in new} == {"pending"}
    assert [(rule, message.split(";")[0]) for rule, _, message in findings(project, "phantom-completion")] == [
        ("uncovered-requirement", "FR-002 has no task")
    ]
    commit(project)
    assert updated(copier, project) == {}


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
        ("Implement GET /notes/{id} in src/lib/api/notes.py", ["US1"]),
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


def test_edge_cases_that_people_write_have_tests_and_keep_them_when_they_are_reworded(
    copier: Copier, project: Path
) -> None:
    wrote(project, BLANK, STORIES)
    wrote(project, EDGE_CASES, "- A note holds a picture\n- Two notes have the same words")
    updated(copier, project)
    tests = {one["text"].partition('"')[2].partition('"')[0]: one for one in feature(project)["tasks"]}
    assert tests["A note holds a picture"]["stories"] == ["US1"]
    assert tests["Two notes have the same words"]["test"]["status"] == "pending"
    commit(project)
    assert updated(copier, project) == {}
    wrote(project, "- A note holds a picture\n", "- A note holds a picture or a sound\n- A note is very long\n")
    before = {one["id"] for one in feature(project)["tasks"]}
    updated(copier, project)
    new = [one for one in feature(project)["tasks"] if one["id"] not in before]
    assert [one["text"].partition(" in ")[0] for one in new] == ['Unit test for the edge case "A note is very long"']
    commit(project)
    more = {"edge_cases": ["A note has a tab"]}
    assert "UU" not in updated(copier, project, more).values()
    spec = (project / SPEC).read_text(encoding="utf-8")
    assert "- A note has a tab\n" in spec
    assert "- A note is very long\n" in spec
    commit(project)
    assert updated(copier, project) == {}
