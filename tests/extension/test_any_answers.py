"""Whatever is answered, a line for each mistake or a project comes of it, and the same one from its own record."""

import re
from typing import Any

from extensions.plan.errors import UserError
from extensions.plan.record import Record, dump, load
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extensions.answers.answers import Answers, read_answers
from extensions.destination.folder import EMPTY
from extensions.record.pipeline import next_record
from extensions.views.project import project_view

TODAY = "2026-03-14"
PIECES = [
    "{{ 7 * 7 }}", "{% raw %}", "*/", "'''", '"""', "\\", "\\u000a", "<!--", "<script>", "`", "# ", "- [ ] T001 ", "|",
    "(depends on T999)", "[P]", "[US9]", "FR-001", "../", "..\\", "/etc/passwd", "C:\\", ".git/", "CON", "aux.py",
    "$(id)", "; rm -rf x", "\u2028", "\u202e", "\x00", "\x7f", "\r\n", "\t", "é", "日本", "🔔", "ß", "ﬃ",
    "user", "Note",
]  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=5).map(" ".join)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)), max_leaves=6
)
ENDPOINTS = st.one_of(WORDS, st.tuples(st.sampled_from(["GET", "POST", "FETCH", "get"]), WORDS).map(" /".join))
STORIES = st.fixed_dictionaries(
    {"title": WORDS},
    optional={
        "priority": st.sampled_from(["P1", "P2", "P0", "high", 1]),
        "goal": WORDS,
        "independent_test": WORDS,
        "acceptance": st.lists(st.one_of(WORDS, st.fixed_dictionaries({"given": WORDS, "when": WORDS, "then": WORDS}))),
        "entities": st.lists(st.one_of(WORDS, st.fixed_dictionaries({"name": WORDS, "fields": st.lists(WORDS)}))),
        "endpoints": st.lists(ENDPOINTS, max_size=4),
        "journeys": st.lists(WORDS, max_size=3),
        "requirements": st.lists(st.sampled_from(["FR-001", "FR-1", "FR-900", "x"]), max_size=2),
    },
)
ANSWERS = st.fixed_dictionaries(
    {"stories": st.lists(st.one_of(WORDS, STORIES, ANYTHING), max_size=4)},
    optional={
        "project_name": WORDS,
        "project_type": st.sampled_from(["single", "web", "mobile", "existing"]),
        "language": st.sampled_from(["python", "typescript"]),
        "feature_name": WORDS,
        "requirements": st.lists(WORDS, max_size=3),
        "storage": WORDS,
        "authentication": WORDS,
        "primary_dependencies": st.one_of(WORDS, st.lists(WORDS, max_size=3)),
        "test_order": st.sampled_from(["after", "first"]),
    },
)
KEYS = st.sampled_from(["project_name", "language", "testing", "stories", "requirements", "edge_cases", "feature_date",
                        "feature_name", "license", "primary_dependencies", "language_version"])  # fmt: skip
FEW = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def planned(answers: dict[str, Any]) -> tuple[Answers, Record] | str:
    """Read the answers, with their record; or the lines of the errors."""
    try:
        read = read_answers(answers, frozenset(answers))
        return read, next_record(read, Record(), EMPTY, TODAY)
    except UserError as error:
        return str(error)


@FEW
@given(ANSWERS)
def test_any_answers_make_a_project_or_a_line_for_each_mistake(answers: dict[str, Any]) -> None:
    made = planned(answers)
    if isinstance(made, str):
        for line in made.split("\n"):
            assert re.split(r"[:\[.]", line)[0] in answers
        return
    read, record = made
    project = project_view(read, record, {})
    again = load(dump(record))
    assert again == record
    assert next_record(read, again, EMPTY, "2027-01-01") == record
    assert project_view(read, again, {}) == project
    ids = [task.id for task in record.tasks]
    assert len(set(ids)) == len(ids)
    for stub in project.stubs:
        assert not stub.path.startswith("/")
        assert ".." not in stub.path.split("/")
        assert ".git" not in stub.path.casefold().split("/")
        assert all(len(part.encode()) < 256 for part in stub.path.split("/"))


@FEW
@given(KEYS, ANYTHING)
def test_any_value_of_a_question_is_taken_or_refused(key: str, value: Any) -> None:
    made = planned({key: value})
    if isinstance(made, str):
        assert all(line.startswith(key) for line in made.split("\n"))
