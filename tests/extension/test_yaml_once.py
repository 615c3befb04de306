"""The YAML that Copier reads and writes again in an update is remembered, and nobody sees that it is."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from copier import _template
from copier.errors import InvalidConfigFileError
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from extensions.yaml_once import read_yaml_once

_user_data: Any = import_module("copier._user_data")
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text("\x85\u2028\u2029\ufeff\n\t\x7f '\"#:-{[a")
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS
INDENTED: dict[str, Any] = {"allow_unicode": True, "indent": 4}  #: as the filter of Copier's environment does it
VALUES = st.recursive(SCALARS, lambda one: st.lists(one) | st.dictionaries(TEXTS, one), max_leaves=20)


@pytest.fixture(autouse=True)
def environment() -> Iterator[Environment]:
    """An environment with the filter that Copier has; Copier is as before behind the tests."""
    known = _user_data.yaml, _template.load_template_config
    yield environment_with_filter()
    _user_data.yaml, _template.load_template_config = known


def environment_with_filter() -> Environment:
    made = Environment()
    made.filters["to_nice_yaml"] = lambda value, **options: yaml.dump(value, **INDENTED, **options)
    read_yaml_once(made)
    return made


def load(text: str | bytes) -> Any:
    return _user_data.yaml.safe_load(text)


@given(VALUES)
def test_values_are_read_as_they_were_written(value: Any) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, width=2147483647)
    for _ in range(2):
        assert load(text) == yaml.safe_load(text)
        assert load(text.encode()) == yaml.safe_load(text.encode())


@given(TEXTS)
def test_any_text_is_read_or_refused_as_before(text: str) -> None:
    try:
        expected = repr(yaml.safe_load(text))
    except Exception as error:
        with pytest.raises(type(error)):
            load(text)
    else:
        assert repr(load(text)) == expected


def test_what_is_changed_in_one_place_is_not_in_another() -> None:
    load("record: [a]")["record"].append("b")
    assert load("record: [a]") == {"record": ["a"]}


def test_file_is_read_anew_when_it_has_changed(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / "answers.yml").write_text(f"number: {number}\n", encoding="utf-8")
        assert _user_data.load_answersfile_data(tmp_path, "answers.yml") == {"number": number}


def test_questions_are_those_of_the_file_and_its_includes(tmp_path: Path) -> None:
    questions = tmp_path / "copier.yml"
    for text in ("a: 1\n", "a: 2\n", "!include more.yml\n"):
        for more in ("b: 1\n", "b: 2\n"):
            questions.write_text(text, encoding="utf-8")
            (tmp_path / "more.yml").write_text(more, encoding="utf-8")
            wanted = yaml.safe_load(more if text.startswith("!") else text)
            assert _template.load_template_config(questions) == wanted
    questions.write_text("a: [\n", encoding="utf-8")
    with pytest.raises(InvalidConfigFileError):
        _template.load_template_config(questions)


def test_same_values_give_the_same_text_and_a_list_in_two_places_its_anchor(environment: Environment) -> None:
    write = environment.filters["to_nice_yaml"]
    one, two = {"a": [1], "b": [1]}, {"a": [1], "b": [1]}
    two["b"] = two["a"]
    values: list[Any] = [one, two, one, {"b": [1], "a": [1]}, {"a": [True], "b": [1.0]}]
    choices: list[dict[str, Any]] = [{}, {"sort_keys": False}]
    for value in values:
        for options in choices:
            assert write(value, **options) == yaml.dump(value, **INDENTED, **options)


LONG = [f"item {number}" for number in range(20)]  #: whose items are written one by one


@given(st.lists(TEXTS), VALUES)
def test_long_list_is_written_as_before_and_what_was_written_is_read_as_before(items: list[str], other: Any) -> None:
    write = environment_with_filter().filters["to_nice_yaml"]
    choices: list[dict[str, Any]] = [{"sort_keys": False, "width": 2147483647}, {"sort_keys": False}, {}]
    for value in (
        {"b": [*items, *LONG], "a": other},
        {"b": [*LONG, "groundplan-items-0"], "a": [*items, *LONG]},
        other,
    ):
        for options in choices:
            text = write(value, **options)
            assert text == yaml.dump(value, **INDENTED, **options)
            expected = repr(yaml.safe_load(text))
            for known in (text, f"# A comment\n{text}", f"# A comment\n{text}".encode()):
                assert repr(load(known)) == expected
