"""Whatever stands in spec.md, data-model.md and contracts/: a plan that settles at once, or a line of why not."""

import contextlib
import json
from dataclasses import replace
from typing import Any

from extensions.plan.errors import UserError
from extensions.plan.items import Operation
from extensions.plan.model import Spec
from extensions.plan.reading.data_model import read_data_model
from extensions.plan.reading.lists import read_tasks
from extensions.plan.reading.spec import read_spec
from extensions.plan.record import Record, dump, load
from extensions.plan.writing import words_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extensions.answers.answers import read_answers
from extensions.destination.contracts import Unreadable, operations
from extensions.destination.folder import EMPTY, Destination
from extensions.record.pipeline import next_record
from extensions.views.project import project_view

DAY, FEATURE = "2026-03-14", "001-initial-feature"
LINES = (
    "## User Scenarios & Testing", "### User Story 1 - Write (Priority: P1)", "### User Story 2 - Find (Priority: P2)",
    "### User Story 2 - Write (Priority: P9)", "**Independent Test**: Search.", "**Why this priority**: It is so.",
    "**Acceptance Scenarios**:", "1. **Given** a note, **When** it is read, **Then** it is shown", "   - **Given** x",
    "- Given a When b Then c", "### Edge Cases", "- What if?", "## Requirements", "### Functional Requirements",
    "- **FR-001**: System MUST keep the Note", "- **FR-001**: Another", "- **SC-001**: Fast", "### Key Entities",
    "- **Note**: What was written, with text and date", "- **Test**: It", "## Success Criteria", "```", "<!--", "-->",
    "| Field | Type |", "| --- | --- |", "| id | int |", "---", "", "NEEDS CLARIFICATION", "## Note", "# Data Model",
)  # fmt: skip
TEXTS = st.lists(st.tuples(st.sampled_from(LINES), st.integers(0, 60), st.text(max_size=4)), max_size=30).map(
    lambda parts: "\n".join(line[:cut] + junk + line[cut:] for line, cut, junk in parts)
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.just("#/components/schemas/Note")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(("$ref", "200", "content", "application/json", "schema", "type", "items", "allOf", "tags")),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)
OPERATIONS = st.dictionaries(
    st.sampled_from(("operationId", "summary", "tags", "responses", "requestBody", "parameters")), VALUES, max_size=4
)
PATHS = st.dictionaries(
    st.one_of(st.sampled_from(("/notes", "/notes/{id}", "/", "notes")), st.text(max_size=6)),
    st.one_of(VALUES, st.dictionaries(st.sampled_from(("get", "post", "GET", "x-own")), OPERATIONS, max_size=2)),
    max_size=4,
)
CONTRACTS = st.fixed_dictionaries(
    {"openapi": st.sampled_from(("3.1.0", "3.0.3", 3, None)), "paths": st.one_of(PATHS, VALUES)},
    optional={"components": st.one_of(VALUES, st.fixed_dictionaries({"schemas": VALUES, "responses": VALUES}))},
)
FEW = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def settled(spec: Spec, found: list[Operation]) -> None:
    """A project whose feature has this specification is planned by one update, and another changes nothing."""
    answers = read_answers({}, frozenset())
    first = next_record(answers, Record(), EMPTY, DAY)
    listed = read_tasks("\n".join(f"- [ ] {one.id} {words_of(one)}" for one in first.tasks), "plan.md")
    there = Destination(
        {FEATURE: listed}, frozenset(), lambda path: False, specs={FEATURE: spec}, contracts=lambda feature: found
    )
    try:
        record, refused = next_record(answers, first, there, DAY), ""
    except UserError as error:
        record, refused = first, str(error)
    if refused:
        assert all(line.startswith("spec.md:") for line in refused.split("\n"))
        return
    assert load(dump(record)) == record
    printed = read_tasks("\n".join(f"- [ ] {one.id} {words_of(one)}" for one in record.tasks), "plan.md")
    there = replace(there, lists={FEATURE: printed})
    assert next_record(answers, record, there, "2027-01-01") == record
    ids = [one.id for one in record.tasks]
    assert len(set(ids)) == len(ids)
    assert project_view(answers, record, {}).documents


@FEW
@given(TEXTS)
def test_any_specification_is_planned_and_settles(text: str) -> None:
    settled(read_spec(text, "spec.md"), [])


@FEW
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    read_spec(text, "spec.md")
    read_data_model(text)


@FEW
@given(TEXTS, TEXTS)
@example("", "- **FR-001A**: System MUST keep the Note")
@example("", "- **FR-KEEP-001**: System MUST keep the Note")
def test_any_data_model_is_read_beside_a_specification(text: str, model: str) -> None:
    assert len(read_data_model(model)) <= len(model)
    settled(read_spec(f"{text}\n{model}", "spec.md"), [])


@FEW
@given(CONTRACTS)
def test_any_contract_is_planned_or_told(contract: dict[str, Any]) -> None:
    found: list[Operation] = []
    with contextlib.suppress(Unreadable):
        found = operations(json.dumps(contract), "specs/001-initial-feature/contracts/api.json", FEATURE)
    settled(Spec(), found)


@FEW
@given(st.text(max_size=200))
def test_any_text_is_no_contract_or_one(text: str) -> None:
    for name in ("api.yaml", "api.json"):
        with contextlib.suppress(Unreadable):
            operations(text, f"specs/001-initial-feature/contracts/{name}", FEATURE)
