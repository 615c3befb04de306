"""A requirement or scenario that changes after its test was written, before and after the update that follows it."""

import re
from pathlib import Path

from tests.conftest import DATE, Copier, git, plan_tool
from tests.update.conftest import commit, edit, make, updated

ANSWERS = {
    "project_name": "Bell",
    "feature_name": "bell",
    "feature_date": DATE,
    "requirements": ["POST /rings must answer at the full hour."],
    "stories": [
        {
            "title": "Ring the bell",
            "endpoints": ["POST /rings"],
            "requirements": ["FR-001"],
            "acceptance": ["The bell rings once when asked.", "Nobody hears it at night."],
        }
    ],
}
SPEC = "specs/001-bell/spec.md"


def write_test(project: Path, words: str) -> str:
    """Write the test whose docstring begins with these words; the id of its task."""
    for path in sorted((project / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if match := re.search(rf'"""(T[0-9]+) {re.escape(words)}', text):
            text = text.replace(f'@pytest.mark.skip(reason="{match[1]} is pending")\n', "")
            text = text.replace(f'raise NotImplementedError("{match[1]}")', "assert True")
            path.write_text(text, encoding="utf-8")
            return match[1]
    raise AssertionError(words)


def suspects(project: Path) -> set[str]:
    """The tasks whose tests `check` reports."""
    return set(re.findall(r"changed after .*\((T[0-9]+)\) was written", plan_tool(project, "check", "--full").output))


def test_written_test_is_suspect_until_somebody_has_reviewed_it(copier: Copier, template: Path, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    project = make(template, tmp_path / "made", ANSWERS)
    contract = write_test(project, "Contract test for POST /rings")
    scenario = write_test(project, 'Integration test for "The bell rings once when asked."')
    commit(project)
    assert updated(copier, project) == {}
    edit(project / SPEC, "at the full hour.", "at\nthe **full** hour.")
    assert suspects(project) == set()
    edit(project / SPEC, "at\nthe **full** hour.", "at half past.")
    edit(project / SPEC, "rings once when", "rings twice when")
    assert suspects(project) == {contract, scenario}
    shown = plan_tool(project, "check", "--full").output
    assert re.search(rf"FR-001 changed after .*\({contract}\)", shown)
    assert re.search(rf'the scenario "The bell rings twice when asked\." changed after .*\({scenario}\)', shown)
    commit(project)
    updated(copier, project)
    commit(project)
    assert suspects(project) == {contract, scenario}
    assert plan_tool(project, "reviewed", contract, scenario).status == 0
    assert suspects(project) == set()
    assert git(project, "diff", "--name-only").split() == [".copier-answers.yml"]
    commit(project)
    assert updated(copier, project) == {}
    assert suspects(project) == set()
