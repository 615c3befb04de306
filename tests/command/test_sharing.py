"""Forms that many projects share: taken from a Git repository, recorded with their version, updated on request."""

import json
from pathlib import Path

from tests.command.conftest import Command
from tests.conftest import ROOT, git

FORM = "{# form: 1 #}\n" + (ROOT / "includes/stubs/pytest.jinja").read_text(encoding="utf-8")


def shared(folder: Path, files: dict[str, str]) -> str:
    """Commit files in a repository of forms; the commit."""
    if not folder.exists():
        folder.mkdir()
        git(folder, "init", "-q", "-b", "main")
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Forms")
    return git(folder, "rev-parse", "HEAD").strip()


def test_forms_of_a_repository_are_taken_updated_and_never_written_over(groundplan: Command) -> None:
    project = groundplan.made("notes")
    forms = groundplan.folder / "forms"
    first = shared(
        forms, {"stubs/pytest.jinja": FORM, "stubs/jest.jinja": FORM, "README.md": "# Ours\n", "notes.txt": ""}
    )
    done = groundplan("forms", "--from", forms, folder=project)
    assert (done.status, done.output.splitlines()[0]) == (
        0,
        f"Took 2 files of {forms} at {first[:10]} into .groundplan/.",
    )
    source = json.loads((project / ".groundplan/source.json").read_text(encoding="utf-8"))
    assert (source["url"], source["commit"], list(source["files"])) == (
        str(forms),
        first,
        ["stubs/jest.jinja", "stubs/pytest.jinja"],
    )
    assert "stubs/pytest" in groundplan("forms", folder=project).output
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Forms")

    (forms / "stubs/jest.jinja").unlink()
    second = shared(forms, {"stubs/pytest.jinja": f"{FORM}# second\n"})
    assert groundplan("forms", "--update", folder=project).status == 0
    assert (project / ".groundplan/stubs/pytest.jinja").read_text(encoding="utf-8").endswith("# second\n")
    assert not (project / ".groundplan/stubs/jest.jinja").exists()
    assert second in (project / ".groundplan/source.json").read_text(encoding="utf-8")
    assert "nothing new" in groundplan("forms", "--update", folder=project).output

    (project / ".groundplan/stubs/pytest.jinja").write_text(f"{FORM}# mine\n", encoding="utf-8")
    shared(forms, {"stubs/pytest.jinja": f"{FORM}# third\n", "words.yml": "form: 1\n"})
    before = (project / ".groundplan/source.json").read_bytes()
    done = groundplan("forms", "--update", folder=project)
    assert done.status == 2
    assert done.output == (
        f"groundplan: {project}/.groundplan/stubs/pytest.jinja: was changed or written here; "
        f"move it away, or bring it into {forms}\n"
    )
    assert not (project / ".groundplan/words.yml").exists()
    assert (project / ".groundplan/source.json").read_bytes() == before


def test_repository_without_good_forms_is_refused_in_a_line(groundplan: Command) -> None:
    project = groundplan.made("notes")
    forms = groundplan.folder / "forms"
    assert groundplan("forms", "--update", folder=project).output == (
        f"groundplan: {project}/.groundplan/source.json: names no repository; give one with --from URL\n"
    )
    done = groundplan("forms", "--from", forms, folder=project)
    assert (done.status, done.output.count("\n")) == (2, 1)
    shared(forms, {"notes.txt": ""})
    assert "has no forms at its top or in .groundplan/" in groundplan("forms", "--from", forms, folder=project).output
    shared(forms, {"stubs/pytst.jinja": FORM, "stubs/pytest.jinja": "x\n"})
    done = groundplan("forms", "--from", forms, folder=project)
    assert done.status == 2
    assert [line.split(": ")[-1] for line in done.output.splitlines()] == [
        "1 #}; write that as its first line",
        "is not a form that can be replaced; did you mean stubs/pytest.jinja?",
    ]
    assert not (project / ".groundplan").exists()
