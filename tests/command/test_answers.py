"""`groundplan answers`: a data file that is valid as it is, line by line, and the answers of a project."""

import re

import yaml

from tests.command.conftest import Command, files_in
from tests.conftest import ROOT, Copier

QUESTIONS = yaml.safe_load((ROOT / "copier.yml").read_text(encoding="utf-8"))
ASKED = [
    key
    for key, one in QUESTIONS.items()
    if not key.startswith("_") and one.get("when") is not False and one.get("ask") is not False
]


def skeleton(groundplan: Command) -> str:
    done = groundplan("answers", "--template", groundplan.template)
    assert done.status == 0, done.output
    return done.output


def uncommented(text: str, *keys: str) -> str:
    """Return the file with the answers of some questions made live."""
    blocks = text.split("\n\n")
    made = []
    for block in blocks:
        lines = block.splitlines()
        begin = next((index for index, line in enumerate(lines) if re.match(r"# [a-z_]+:", line)), None)
        if begin is not None and lines[begin].split(":")[0].removeprefix("# ") in keys:
            lines[begin:] = [line.removeprefix("# ") for line in lines[begin:]]
        made.append("\n".join(lines))
    return "\n\n".join(made) + "\n"


def test_file_is_valid_as_it_is_for_plain_copier(groundplan: Command, copier: Copier) -> None:
    text = skeleton(groundplan)
    assert yaml.safe_load(text) == {"project_name": "My project"}
    file = groundplan.folder / "answers.yml"
    file.write_text(text, encoding="utf-8")
    done = copier("copy", "--trust", "--defaults", "--data-file", file, groundplan.template, groundplan.folder / "made")
    assert done.status == 0, done.output


def test_every_question_is_in_it_in_the_words_of_the_template(groundplan: Command) -> None:
    text = skeleton(groundplan)
    for key in ASKED:
        assert re.search(rf"^(?:# )?{key}:", text, re.MULTILINE), key
        assert f"# {QUESTIONS[key]['help'].splitlines()[0]}\n" in text
    assert "# One of: single, web, mobile, monorepo, existing\n" in text
    assert "# One of: false, true\n# package_layout: false\n" in text


def test_examples_can_be_uncommented(groundplan: Command) -> None:
    keys = [key for key in ASKED if key not in ("spec_source", "mobile_platform")]
    text = uncommented(skeleton(groundplan), *keys)
    assert set(yaml.safe_load(text)) == {*keys}
    (groundplan.folder / "answers.yml").write_text(text, encoding="utf-8")
    done = groundplan.new("bells", "--data-file", "answers.yml")
    assert done.status == 0, done.output


def test_answers_of_a_project_make_it_again(groundplan: Command) -> None:
    stories = "stories=[{title: Ring a bell, acceptance: [{given: a bell, when: it is rung, then: it is heard}]}]"
    project = groundplan.made("bells", "-d", stories, "-d", "requirements=[A bell rings]", "-d", "language=go")
    done = groundplan("answers", "--from", project / "specs")
    assert done.status == 0, done.output
    (groundplan.folder / "answers.yml").write_text(done.output, encoding="utf-8")
    assert groundplan.new("again", "--data-file", "answers.yml").status == 0
    assert files_in(groundplan.folder / "again") == files_in(project)
