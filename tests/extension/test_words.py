"""The words of generated documents: their file, what a team may put over it, and who says them."""

import ast
import re
from collections.abc import Iterator

import pytest
from extensions.plan.errors import UserError
from extensions.plan.items import Entity, Story
from jinja2 import Environment, nodes

from extensions.planning.kinds import named_in, text_of
from extensions.planning.story_checks import validation_text
from extensions.record import printed
from extensions.record.printed import authentication, described_entity, is_printed_list
from extensions.text import words as words_module
from extensions.text.words import SHIPPED, fields_of, say, speaking, spoken, words
from tests.conftest import ROOT

SENTENCES = SHIPPED.sentences
Said = tuple[str, frozenset[str] | None]  #: a pattern of keys, and the fields that are given; None if they vary


def _pattern(node: ast.expr, prefix: str) -> Iterator[str]:
    """The keys that an expression may be: a literal, one of two, an f-string, or whatever a name has."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(prefix + text)
        case ast.IfExp(body=first, orelse=second):
            yield from (*_pattern(first, prefix), *_pattern(second, prefix))
        case ast.JoinedStr(values=parts):
            texts = (re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"[\w.]+" for one in parts)
            yield re.escape(prefix) + "".join(texts)
        case _:
            yield re.escape(prefix) + r"[\w.]+"


def said_in_code() -> Iterator[Said]:
    """What the extension says."""
    for file in sorted((ROOT / "extensions").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            prefix = {"say": "", "text_of": "tasks.", "spellings": "", "_patterns": ""}.get(node.func.id)
            if node.func.id == "word_for" and isinstance(node.args[0], ast.Constant):
                yield rf"{re.escape(str(node.args[0].value))}\.\w+", None
            elif prefix is not None:
                names = {one.arg for one in node.keywords}
                is_open = None in names or node.func.id in ("spellings", "_patterns")
                for pattern in _pattern(node.args[0], prefix):
                    yield pattern, None if is_open else frozenset(filter(None, names))


def said_in_templates() -> Iterator[Said]:
    """What the templates say."""
    jinja = Environment()
    for folder in ("template", "includes"):
        for file in sorted((ROOT / folder).rglob("*.jinja")):
            for call in jinja.parse(file.read_text(encoding="utf-8")).find_all(nodes.Call):
                if isinstance(call.node, nodes.Name) and call.node.name == "say":
                    fields = frozenset(one.key for one in call.kwargs)
                    keys = [one.value for one in call.args[0].find_all(nodes.Const)]
                    keys += [call.args[0].value] if isinstance(call.args[0], nodes.Const) else []
                    yield from ((re.escape(key), fields) for key in keys if "." in str(key))


ALL_SAID = [*said_in_code(), *said_in_templates()]


def test_every_sentence_is_said_somewhere() -> None:
    assert len(SENTENCES) > 150
    said = [pattern for pattern, _ in ALL_SAID if not pattern.startswith(r"[\w.]+")]
    assert [key for key in SENTENCES if not any(re.fullmatch(one, key) for one in said)] == []


def test_whatever_is_said_is_a_sentence_with_these_fields() -> None:
    assert len(ALL_SAID) > 100
    wrong = []
    for pattern, fields in ALL_SAID:
        keys = [key for key in SENTENCES if re.fullmatch(pattern, key)]
        if not keys:
            wrong.append(pattern)
        is_one = "+" not in pattern
        wrong += [key for key in keys if is_one and fields is not None and fields_of(SENTENCES[key]) != fields]
    assert wrong == []


@pytest.mark.parametrize("key", SENTENCES)
def test_sentence_is_clean(key: str) -> None:
    sentence = SENTENCES[key]
    assert sentence == sentence.strip()
    assert sentence
    fields_of(sentence)
    assert all(len(line) < 180 for line in sentence.splitlines())


def test_sentence_of_a_team_is_said_and_the_others_stay() -> None:
    ours = words('form: 1\ntasks:\n  contract: "Check {source} against its contract"\n')
    with speaking(ours):
        assert spoken() == ours
        assert say("tasks.contract", source="GET /users") == "Check GET /users against its contract"
        assert say("tasks.http", source="GET /users") == "Implement GET /users"
    assert say("tasks.contract", source="GET /users") == "Contract test for GET /users"


def test_no_file_of_a_team_changes_nothing() -> None:
    assert words() == SHIPPED


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "form: 1\ntasks:\n  contrct: Test {source}",
            'words.yml:3: tasks.contrct: is not a key of this file; did you mean "tasks.contract"?',
        ),
        (
            "form: 1\ntasks:\n  contract: Test {endpoint}",
            "words.yml:3: tasks.contract: has an unknown field {endpoint}; it takes {source}",
        ),
        (
            "form: 1\ntasks:\n  contract: Test it",
            "words.yml:3: tasks.contract: lacks the field {source}; it takes {source}",
        ),
        ("form: 1\ntasks:\n  api: Set up {it}", "words.yml:3: tasks.api: has an unknown field {it}; it takes none"),
        (
            "form: 1\ntasks:\n  api: Set up {",
            "words.yml:3: tasks.api: has a brace that begins no field; double it: {{ or }}; it takes none",
        ),
        (
            "form: 1\ntasks:\n  contract: Test {source.__class__}",
            "words.yml:3: tasks.contract: has a brace that begins no field; double it: {{ or }}; it takes {source}",
        ),
        (
            "form: 1\ntasks:\n  contract: Test {source!r:>9}",
            "words.yml:3: tasks.contract: has a brace that begins no field; double it: {{ or }}; it takes {source}",
        ),
        ("form: 1\ntasks:\n  api:", "words.yml:3: tasks.api: is blank; write a sentence, or delete the line"),
        ("form: 1\ntasks:\n  api: |\n    a\n    b", "words.yml:3: tasks.api: has a line break; write it in one line"),
        ('form: 1\ntasks:\n  api: "a\\a"', "words.yml:3: tasks.api: has a control character; delete it"),
        ("form: 1\ntasks:\n  api: [a]", "words.yml:3: tasks.api: is not a sentence; write one line of text"),
        ("form: 1\ntasks: words", "words.yml:2: tasks: holds sentences, each with its key; indent them"),
        ("form: 1\ntasks:\n  api: a\n  api: b", "words.yml:4: tasks.api: is there twice; delete one of the two"),
        ("form: 2", "words.yml:1: form: this template reads form 1, not 2; see includes/words.yml"),
        ("tasks:\n  api: a", 'words.yml: does not say its form; begin with "form: 1"'),
        ("- a", 'words.yml: holds no keys; begin with "form: 1"'),
        (
            "form: 1\nformerly: {a: [b]}",
            "words.yml:2: formerly: is not a key of this file; see includes/words.yml",
        ),
        ("# nothing", 'words.yml: holds no keys; begin with "form: 1"'),
        ("form: 1\ntasks:\n  api: a: b", "words.yml:3: is not YAML: mapping values are not allowed here"),
        ("form: 1\ntasks:\n  api: \x07", "words.yml: is not YAML that can be read; see includes/words.yml"),
        ("[" * 100_000, "words.yml: is not YAML that can be read; see includes/words.yml"),
    ],
)
def test_mistake_in_the_file_of_a_team_is_one_line(text: str, message: str) -> None:
    with pytest.raises(UserError) as caught:
        words(text)
    assert str(caught.value) == message


def test_all_mistakes_are_named_at_once() -> None:
    with pytest.raises(UserError) as caught:
        words("form: 1\ntasks:\n  api: {a}\n  contract: none\nlists: {}\n", "team/words.yml")
    places = [line.split(": ")[0] for line in str(caught.value).splitlines()]
    assert places == ["team/words.yml:3", "team/words.yml:4", "team/words.yml:5"]


def test_text_of_a_task_is_recognised_in_the_words_of_the_team_and_of_the_template() -> None:
    theirs = text_of("integration", source="It rings")
    with speaking(words('form: 1\ntasks:\n  integration: "Walk through \\"{source}\\" (all of it?)"')):
        own = text_of("integration", source='It "rings"')
        assert own == "Walk through \"It 'rings'\" (all of it?)"
        assert named_in("integration", own) == {"source": "It 'rings'"}
        assert named_in("integration", theirs) == {"source": "It rings"}
    assert named_in("integration", own) == {}


def test_documents_are_read_back_in_the_words_of_the_team_and_of_the_template() -> None:
    ours = """
        form: 1
        list: {notes: {ids: Ids (all of them) are forever.}}
        spec: {fields: "with [fields] {fields}", assumptions: {authenticated: "Sign-in: {method} (all users)"}}
    """
    with speaking(words(ours)):
        assert is_printed_list("- Add a task. Ids (all of them) are\n  forever.\n")
        assert authentication("- Sign-in: OAuth 2 (all users)\n") == "OAuth 2"
        assert described_entity("User", "A person; with [fields] `name`") == Entity("User", "A person", (("name", ""),))
        assert authentication("- Users authenticate with OAuth 2.\n") == "OAuth 2"
    assert is_printed_list(f"- Add a task. {SENTENCES['list.notes.ids']}\n")
    assert not is_printed_list("- Add a task. Ids (all of them) are forever.\n")


def test_validation_is_said_in_the_words_of_the_team() -> None:
    story = Story("US1", "001-a", "Ring", acceptance=())
    ours = words('form: 1\ntasks:\n  handle: "cope with {cases}"')
    with speaking(ours):
        assert (
            validation_text(story, (), (), ["An unknown bell is rejected"]) == 'Cope with "An unknown bell is rejected"'
        )


def test_documents_of_an_earlier_version_are_read_back() -> None:
    assert named_in("criterion", 'Test of SC-001: "It rings in 5 seconds"') == {
        "source": "SC-001",
        "words": "It rings in 5 seconds",
    }
    assert is_printed_list("- `make sync` writes its stub. An id is never used for anything else.\n")
    assert printed.tests_come_first("- The story's tests first, written and seen failing; then models.\n")


def test_what_a_sentence_once_was_is_kept_of_those_alone_that_are_read_back() -> None:
    text = (ROOT / "includes/words.yml").read_text(encoding="utf-8")
    for key, former in words_module._FORMERLY.items():
        assert {fields_of(one) for one in former} == {fields_of(SENTENCES[key])}
        assert SENTENCES[key] not in former
        assert re.search(rf"^ *{key.rpartition('.')[2]}: .*# READ BACK", text, re.MULTILINE), key
