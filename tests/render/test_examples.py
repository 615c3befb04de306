"""The examples that a visitor reads: a whole project, and Conduit's plan before and after a day of work.

`make examples` makes them again; read the diff before it is committed.
"""

import difflib
import re
import shutil
from pathlib import Path

import pytest
from copier import VcsRef, run_update

from tests.conftest import DATE, EXAMPLES, ROOT, Render, example, git, plan_tool

READING_LIST = EXAMPLES / "reading-list"
CONDUIT = EXAMPLES / "conduit"
#: Where the template is, and in which version: both differ on each machine.
ORIGIN = re.compile("^(_commit|_src_path): .*\n", re.MULTILINE)


def shown(project: Path) -> dict[str, str]:
    """Return the files of a project by path, without the tool, which is template/tools/plan as it is."""
    files = (path for path in project.rglob("*") if path.is_file())
    found = {path.relative_to(project).as_posix(): path.read_text(encoding="utf-8") for path in files}
    return {name: ORIGIN.sub("", text) for name, text in found.items() if not name.startswith(("tools/", ".git/"))}


def tracked(folder: Path) -> dict[str, str]:
    """Return the files of an example that Git knows or would add."""
    listed = git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    paths = (folder / name for name in filter(None, listed))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths if path.is_file()}


def write_anew(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_reading_list_is_what_its_answers_make(render: Render, pytestconfig: pytest.Config) -> None:
    made = shown(render(**example("reading-list")))
    assert len(made) > 30
    if pytestconfig.getoption("--remake-golden"):
        write_anew(READING_LIST, made)
    assert tracked(READING_LIST) == made


def write_test(project: Path, task: str, body: str) -> None:
    """Write the test of a task as a person does: take out the mark, and put a body where it failed."""
    (file,) = (
        path for path in (project / "tests").rglob("test_*.py") if f'"{task} is pending"' in path.read_text("utf-8")
    )
    text = file.read_text(encoding="utf-8")
    text = text.replace(f'@pytest.mark.skip(reason="{task} is pending")\n', "")
    file.write_text(text.replace(f'raise NotImplementedError("{task}")', body), encoding="utf-8")


def after_a_day(project: Path) -> str:
    """Return Conduit's plan after what examples/conduit/README.md tells of."""
    plan = project / "specs/001-conduit-api/plan.md"
    spec = plan.with_name("spec.md")
    write_test(project, "T004", 'assert Settings(secret="s").secret == "s"')
    write_test(project, "T005", "assert ApiError(422).status == 422")
    assert plan_tool(project, "done", "T004", "T005").status == 0
    added = plan_tool(
        project, "add", "Limit logins to five a minute in src/lib/rate_limit.py", "--story", "US1", "--depends", "T024"
    )
    assert added.status == 0, added.output
    fourth = "4. **Given** a request for the current user without a token,"
    fifth = "5. **Given** a logged-in user, **When** they log out, **Then** their token is rejected with 401"
    text = spec.read_text(encoding="utf-8")
    before, _, rest = text.partition(fourth)
    line, _, rest = rest.partition("\n")
    assert rest
    spec.write_text(f"{before}{fourth}{line}\n\n{fifth}\n{rest}", encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "A day of work")
    run_update(project, vcs_ref=VcsRef.CURRENT, defaults=True, overwrite=True, unsafe=True, quiet=True)
    return plan.read_text(encoding="utf-8")


def test_conduit_before_and_after_a_day(render: Render, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    project = tmp_path / "conduit"
    shutil.copytree(render(**example("conduit")), project)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "Begin")
    before = (project / "specs/001-conduit-api/plan.md").read_text(encoding="utf-8")
    after = after_a_day(project)
    names = ("before.md", "after.md")
    changes = "".join(difflib.unified_diff(before.splitlines(True), after.splitlines(True), *names, n=1))
    page = CONDUIT / "README.md"
    text = page.read_text(encoding="utf-8")
    if pytestconfig.getoption("--remake-golden"):
        text = re.sub("```diff\n.*?```", lambda _: f"```diff\n{changes}```", text, flags=re.DOTALL)
        page.write_text(text, encoding="utf-8")
        (CONDUIT / "before.md").write_text(before, encoding="utf-8")
        (CONDUIT / "after.md").write_text(after, encoding="utf-8")
    assert (CONDUIT / "before.md").read_text(encoding="utf-8") == before
    assert (CONDUIT / "after.md").read_text(encoding="utf-8") == after
    assert f"```diff\n{changes}```" in text


def test_examples_have_their_date_and_no_place() -> None:
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES.rglob("*.*") if path.is_file()]
    assert sum(DATE in text for text in texts) >= 4
    assert [text for text in texts if str(ROOT) in text or "/tmp/" in text] == []
