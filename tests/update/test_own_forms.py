"""The team's own forms through updates: untouched stubs follow them, edited ones merge, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from copier import VcsRef, run_update

from tests.conftest import ROOT, Copier, git, plan_tool, report, run
from tests.update.conftest import PLAN, SERVICE_TEST, changed, commit, edit, first_task_of, updated
from tests.update.syncing import sync_like_update
from tests.update.test_random_merges import SIDES, WAYS

FORM = ".groundplan/stubs/pytest.jinja"
UNTOUCHED = "tests/unit/models/test_user.py"
SYNC = "--vcs-ref=:current:"
OURS = (ROOT / "includes/stubs/pytest.jinja").read_text(encoding="utf-8")


def form(header: str) -> str:
    """The template's form with a header of the team, and a fixture in each test."""
    text = OURS.replace("import pytest\n", f"import pytest\n\nTEAM = {header!r}\n", 1)
    return "{# form: 1 #}\n" + text.replace("def {{ stub.name }}() -> None:", "def {{ stub.name }}(team: str) -> None:")


def write(project: Path, text: str, path: str = FORM) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, encoding="utf-8")


def text(project: Path, path: str = UNTOUCHED) -> str:
    return (project / path).read_text(encoding="utf-8")


def sync(project: Path) -> dict[str, str]:
    """Sync and commit; what it has changed."""
    run_update(project, vcs_ref=VcsRef.CURRENT, defaults=True, overwrite=True, unsafe=True, quiet=True)
    found = changed(project)
    if found:
        commit(project)
    return found


def settle(project: Path) -> dict[str, str]:
    """Sync and commit, and again: the second changes nothing. What the first has changed."""
    found = sync(project)
    assert sync(project) == {}
    return found


def test_stubs_follow_a_form_that_comes_changes_and_goes(project: Path) -> None:
    task_id = first_task_of(project, SERVICE_TEST)
    edit(project / SERVICE_TEST, f'raise NotImplementedError("{task_id}")', "assert True  # SENTINEL")
    (project / "tests/unit/models/test_note.py").unlink()
    commit(project)
    ours = text(project)
    statuses = {task["id"]: task["test"]["status"] for task in report(project)["features"][0]["tasks"]}

    write(project, form("Amber"))
    commit(project)
    assert set(sync(project).values()) == {"M"}
    assert "TEAM = 'Amber'" in text(project)
    assert "(team: str)" in text(project, SERVICE_TEST)

    write(project, form("Birch"))
    write(project, '{# form: 1 #}\n    assert "{{ stub.setup }}"\n', ".groundplan/stubs/pytest-setup.jinja")
    commit(project)
    assert set(sync(project).values()) == {"M"}
    assert "TEAM = 'Birch'" in text(project)
    assert 'assert "structure"' in text(project, "tests/unit/test_setup.py")
    edited = text(project, SERVICE_TEST)
    assert "TEAM = 'Birch'" in edited
    assert "SENTINEL" in edited
    assert "<<<<<<<" not in edited
    now = {task["id"]: task["test"]["status"] for task in report(project)["features"][0]["tasks"]}
    assert now == statuses

    git(project, "rm", "-rq", ".groundplan")
    commit(project)
    assert set(settle(project).values()) == {"M"}
    assert text(project) == ours
    assert "SENTINEL" in text(project, SERVICE_TEST)
    assert "TEAM" not in text(project, SERVICE_TEST)
    assert not (project / "tests/unit/models/test_note.py").exists()


def test_stub_of_another_branch_follows_the_form_that_came_meanwhile(
    copier: Copier, project: Path, newer: Callable[[str, str, str], None]
) -> None:
    """One branch changes the form, the other adds tasks and writes a test; then the template changes too."""
    write(project, form("Amber"))
    commit(project)
    sync(project)
    git(project, "switch", "-qc", "tasks")
    edit(
        project / PLAN,
        "\n## Notes\n",
        "\n- [ ] T900 Dredge in src/lib/mud.py\n- [ ] T901 Sort in src/models/note.py\n\n## Notes\n",
    )
    commit(project)
    sync(project)
    edit(project / "tests/unit/lib/test_mud.py", 'raise NotImplementedError("T900")', "assert True  # SENTINEL")
    commit(project)
    git(project, "switch", "-q", "main")
    write(project, form("Birch"))
    commit(project)
    sync_like_update(project)
    commit(project)
    git(project, "merge", "-q", "tasks")
    settle(project)
    stubs = {
        path: text(project, path) for path in git(project, "ls-files", "tests/*.py").split() if "conftest" not in path
    }
    assert {path for path, one in stubs.items() if "TEAM = 'Birch'" not in one or "Amber" in one} == set()
    assert "SENTINEL" in stubs["tests/unit/lib/test_mud.py"]
    assert "def test_t901_sort(team: str)" in stubs["tests/unit/models/test_note.py"]

    newer("includes/stubs/pytest-setup.jinja", "{% else %}\n    manifest", "{% else %}\n    told")
    write(project, form("Cedar"))
    commit(project)
    assert set(updated(copier, project).values()) == {"M"}
    assert "    told = tomllib" in text(project, "tests/unit/test_setup.py")
    assert "TEAM = 'Cedar'" in text(project, "tests/unit/test_setup.py")


@pytest.mark.parametrize("resolution", ["both", "neither"])  # the others do too
def test_two_branches_that_change_the_form_lose_nothing(project: Path, resolution: str) -> None:
    """The answers file conflicts, for each stub has another form; however it is resolved, one sync makes it whole."""
    write(project, form("Amber"))
    commit(project)
    sync(project)
    edit(project / SERVICE_TEST, "import pytest\n", "import pytest  # SENTINEL\n")
    commit(project)
    git(project, "switch", "-qc", "other")
    write(project, form("Amber").replace("{{ file.title }}", "{{ file.title }} Ours."))
    commit(project)
    sync(project)
    git(project, "switch", "-q", "main")
    write(project, form("Birch"))
    commit(project)
    sync(project)
    merged = run(["git", "merge", "-q", "other"], project)
    assert merged.status == 1
    assert git(project, "diff", "--name-only", "--diff-filter=U").split() == [".copier-answers.yml"]
    write(project, SIDES.sub(WAYS[resolution], text(project, ".copier-answers.yml")), ".copier-answers.yml")
    commit(project)
    settle(project)
    for path in (UNTOUCHED, SERVICE_TEST):
        assert text(project, path).startswith('"""Unit tests for the tasks of notes. Ours."""')
        assert "TEAM = 'Birch'" in text(project, path)
    assert "SENTINEL" in text(project, SERVICE_TEST)


def test_record_that_is_lost_comes_back_with_its_forms(project: Path) -> None:
    write(project, form("Amber"))
    commit(project)
    sync(project)
    edit(project / SERVICE_TEST, "import pytest\n", "import pytest  # SENTINEL\n")
    commit(project)
    before = answers(project)["groundplan_record"]
    for lost in ([], [line for line in before if not line.startswith('{"form"')], before[::2]):
        text = yaml.safe_dump(answers(project) | {"groundplan_record": lost}, allow_unicode=True, sort_keys=False)
        (project / ".copier-answers.yml").write_text(text, encoding="utf-8")
        commit(project)
        assert settle(project).keys() == {".copier-answers.yml"}
        assert answers(project)["groundplan_record"] == before


def answers(project: Path) -> dict[str, list[str]]:
    value: dict[str, list[str]] = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    return value


def test_broken_forms_are_refused_all_at_once_and_nothing_is_written(copier: Copier, project: Path) -> None:
    bad = {
        "stubs/pytest.jinja": form("Amber").replace("{{ stub.mark }}", "") + "{{ file.__class__ }}{{ colour }}",
        "stubs/vitest.jinja": "{# form: 1 #}\n{% for stub in file.stubs %}\n",
        "stubs/pytst.jinja": "{# form: 1 #}\n",
        "stubs/jest.jinja": "import pytest\n",
        "stubs/cargo.jinja": "{# form: 9 #}\n",
        "stubs/gtest.jinja": "{# form: 1 #}\n{% for a in range(99999) %}" + "x" * 200 + "{% endfor %}",
        "stubs/xunit.jinja": "{# form: 1 #}\n// 1\n",
        "notes.docx": "",
    }
    for path, one in bad.items():
        write(project, one, f".groundplan/{path}")
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T900 Dredge in src/lib/mud.py\n\n## Notes\n")
    commit(project)
    done = copier.update(project, None, SYNC)
    assert done.status != 0
    assert changed(project) == {}
    lines = [line for line in done.output.splitlines() if ".groundplan/" in line]
    places = [line.partition(": ")[0].rpartition(" ")[2] for line in lines]
    assert sorted(places) == [
        ".groundplan/notes.docx",
        ".groundplan/stubs/cargo.jinja:1",
        ".groundplan/stubs/gtest.jinja:2",
        ".groundplan/stubs/jest.jinja:1",
        ".groundplan/stubs/pytest.jinja:46",
        ".groundplan/stubs/pytest.jinja:46",
        ".groundplan/stubs/pytst.jinja",
        ".groundplan/stubs/vitest.jinja:2",
        ".groundplan/stubs/xunit.jinja:2",
        ".groundplan/stubs/xunit.jinja:2",
    ]
    assert "Traceback" not in done.output


def test_sentences_of_the_team_reach_documents_and_merge_with_edits(copier: Copier, project: Path) -> None:
    edit(project / PLAN, "**Constraints**: NEEDS CLARIFICATION", "**Constraints**: SENTINEL")
    assert plan_tool(project, "forms", "--eject", "words").status == 0
    commit(project)
    assert sync(project).keys() == {".copier-answers.yml"}
    own = 'form: 1\nlist:\n  notes:\n    stopping: Stop for tea.\nstubs:\n  file: "Made for {feature}."\n'
    write(project, own, ".groundplan/words.yml")
    commit(project)
    assert set(sync(project).values()) == {"M"}
    plan = text(project, PLAN)
    assert "Stop for tea." in plan
    assert "SENTINEL" in plan
    write(project, own.replace("stopping", "stoping").replace("{feature}", "{colour}"), ".groundplan/words.yml")
    commit(project)
    done = copier.update(project, None, SYNC)
    assert done.status != 0
    assert ".groundplan/words.yml:4: list.notes.stoping" in done.output
    assert ".groundplan/words.yml:6: stubs.file" in done.output
    assert changed(project) == {}
    git(project, "rm", "-q", ".groundplan/words.yml")
    commit(project)
    settle(project)
    assert "Stop for tea." not in text(project, PLAN)
    assert "SENTINEL" in text(project, PLAN)


SECOND = """{# form: 1 #}
# {{ file.feature }}
{% for stub in file.stubs %}
{% for one in stub.scenarios %}
Scenario: {{ one.title }}

{% endfor %}
{% endfor %}
# Tests of further tasks are added above this line
"""


def test_second_file_follows_and_is_never_taken_away(project: Path) -> None:
    deleted, own = "tests/contract/test_post_sessions.feature", "tests/unit/models/test_user.feature"
    spec = project / "specs/001-notes/spec.md"
    head, story, rest = spec.read_text(encoding="utf-8").partition("### User Story 2")
    scenario = "1. **Given** a user, **When** they sign in, **Then** it is done\n"
    spec.write_text(f"{head.rstrip()}\n\n**Acceptance Scenarios**:\n\n{scenario}\n{story}{rest}", encoding="utf-8")
    write(project, "mine\n", own)
    write(project, SECOND, ".groundplan/stubs/pytest-feature.jinja")
    commit(project)
    found = [path for path in sync(project) if path.endswith(".feature")]
    assert deleted in found
    assert own not in found
    (second,) = [path for path in found if "it is done" in text(project, path)]

    edit(project / second, "# notes\n", "# notes, SENTINEL\n")
    (project / deleted).unlink()
    write(project, SECOND.replace("Scenario: ", "Example: "), ".groundplan/stubs/pytest-feature.jinja")
    commit(project)
    sync(project)
    assert "Example: T" in text(project, second)
    assert "SENTINEL" in text(project, second)

    git(project, "rm", "-rq", ".groundplan")
    commit(project)
    assert settle(project).keys() <= {".copier-answers.yml"}
    assert "SENTINEL" in text(project, second)
    assert text(project, own) == "mine\n"
    assert not (project / deleted).exists()
