"""The folder of the team's own forms: what it may hold, and how the tool lists and copies forms."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from extensions.plan.house import read_house

from tests.conftest import Render, plan_tool, run

FORM = "{# form: 1 #}\n"
#: Copies the named forms in one process.
EJECT = """
import sys
from pathlib import Path
sys.path.insert(0, "tools")
from plan.cli import main
sys.exit(max(main(["forms", "--eject", name], Path()) for name in sys.argv[1:]))
"""


def problems(root: Path) -> list[str]:
    return list(map(str, read_house(root).problems))


def write(root: Path, path: str, content: bytes | str = FORM) -> None:
    file = root / ".groundplan" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def test_forms_are_read_and_what_explains_them_is_left_alone(tmp_path: Path) -> None:
    assert read_house(tmp_path).forms == ()
    write(tmp_path, "stubs/pytest.jinja", "{#- form: 1 -#}\r\nx")
    write(tmp_path, "stubs/node-test-setup.jinja")
    write(tmp_path, "words.yml", "# ours\nform: 1\n")
    write(tmp_path, "README.md", "# Ours\n")
    write(tmp_path, ".DS_Store", b"\0")
    house = read_house(tmp_path)
    assert house.problems == ()
    assert {one.name for one in house.forms} == {"stubs/pytest", "stubs/node-test-setup", "words"}
    assert {one.contract for one in house.forms} == {1}


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("stubs/pytst.jinja", FORM, "is not a form that can be replaced; did you mean stubs/pytest.jinja?"),
        ("stubs/pytest.txt", FORM, "is not a form that can be replaced"),
        ("notes.docx", "", "is not a form that can be replaced; move it out of this folder"),
        ("stubs/pytest.jinja", "import pytest\n", "does not begin with {# form: 1 #}; write that as its first line"),
        ("stubs/pytest.jinja", "{# form: 2 #}\n", "is made for form 2, and this version has form 1; update"),
        ("stubs/pytest.jinja", "x" * 65_000, "is larger than 64 kB; make it shorter"),
        ("stubs/pytest.jinja", b"{# form: 1 #}\n\xff", "is not UTF-8 (byte 14); save it as UTF-8"),
        ("stubs/pytest.jinja", "{# form: 1 #}\n\n\a", ":3: has the control character U+0007; delete it"),
        ("words.yml", "list: 1\n", 'does not say its form; begin with "form: 1"'),
    ],
)
def test_what_is_no_form_is_a_problem(tmp_path: Path, path: str, content: bytes | str, said: str) -> None:
    write(tmp_path, path, content)
    (problem,) = problems(tmp_path)
    assert problem.startswith(f".groundplan/{path}")
    assert said in problem


def test_folder_and_forms_that_lead_out_are_problems(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "project"
    write(outside, "stubs/pytest.jinja")
    root.mkdir()
    (root / ".groundplan").symlink_to(outside / ".groundplan")
    assert problems(root) == [
        ".groundplan: is not a folder of this project; put a folder in its place, or answer house_style otherwise"
    ]
    (root / ".groundplan").unlink()
    write(root, "README.md", "")
    (root / ".groundplan/stubs").mkdir()
    (root / ".groundplan/stubs/pytest.jinja").symlink_to(outside / ".groundplan/stubs/pytest.jinja")
    os.mkfifo(root / ".groundplan/stubs/jest.jinja")
    assert [one.split("; ")[0] for one in problems(root)] == [
        ".groundplan/stubs/jest.jinja: cannot be read: this is a folder, a device or a pipe",
        ".groundplan/stubs/pytest.jinja: cannot be read: this is a link that leads out of the project",
    ]


def test_tool_lists_forms_and_copies_one_to_begin_from(render: Render, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(render(), project)
    lines = plan_tool(project, "forms").output.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["words", "stubs/pytest", "stubs/pytest-setup"]
    assert "stubs/vitest" not in "".join(lines)
    done = plan_tool(project, "forms", "--eject", "stubs/pytest")
    assert (done.status, done.output) == (
        0,
        ".groundplan/stubs/pytest.jinja: edit it, commit, then sync: make sync\n",
    )
    assert (project / ".groundplan/stubs/pytest.jinja").read_text(encoding="utf-8").startswith(FORM)
    assert ".groundplan/stubs/pytest.jinja (form 1)" in plan_tool(project, "forms").output
    again = plan_tool(project, "forms", "--eject", "stubs/pytest")
    assert (again.status, again.output) == (
        2,
        "plan: .groundplan/stubs/pytest.jinja: already exists; nothing was written\n",
    )
    unknown = plan_tool(project, "forms", "--eject", "stubs/pytst")
    assert (unknown.status, unknown.output.splitlines()) == (
        2,
        ["plan: stubs/pytst: is not a form that can be replaced; did you mean stubs/pytest?"],
    )
    rows = json.loads(plan_tool(project, "forms", "--json").output)["forms"]
    assert rows[0]["name"] == "words"
    assert len(rows) > 40
    assert [row["name"] for row in rows if row["replaced"]] == ["stubs/pytest"]
    names = [row["name"] for row in rows if not row["replaced"]]
    assert run([sys.executable, "-c", EJECT, *names], project).status == 0
    assert [row for row in json.loads(plan_tool(project, "forms", "--json").output)["forms"] if row["form"] != 1] == []
