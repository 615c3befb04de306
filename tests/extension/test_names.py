import pytest
from hypothesis import given
from hypothesis import strategies as st

from extensions.text.names import NAME_BYTES, fold, kebab, latin, manifest, module, pascal, snake, unique


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("User Auth!", "user-auth"),
        ("POST /users/{id}", "post-users-id"),
        ("HTTPServer2Go", "http-server2-go"),
        ("naïve Straße", "naïve-straße"),
        ("ユーザー登録", "ユーザー登録"),
        ("１２", "12"),
        ("🎉 ///", ""),
    ],
)
def test_kebab_keeps_letters_and_digits_of_any_script(text: str, name: str) -> None:
    assert kebab(text) == name


@pytest.mark.parametrize(("text", "name"), [("2nd try", "n_2nd_try"), ("TodoItem", "todo_item")])
def test_module_is_an_identifier(text: str, name: str) -> None:
    assert module(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("Product（商品）", "product"), ("BOM 组件", "bom"), ("Tâche", "tâche"), ("商品", "商品"), ("П 5", "п_5")],
)
def test_code_is_named_after_the_latin_words_of_a_name(text: str, name: str) -> None:
    assert module(text) == name
    assert bool(latin(text)) == name.strip("_5").isascii() or name == "tâche"


@given(st.text())
def test_any_text_gives_a_short_name_or_none(text: str) -> None:
    name = kebab(text)
    assert len(name.encode()) <= NAME_BYTES
    assert not set(name) & set('/\\:*?"<>| .\n')
    stem = module(text)
    assert not stem or stem.isidentifier()


def test_long_names_are_cut_at_a_word() -> None:
    assert snake("word " * 40) == "word_word_word_word_word_word_word_word_word"


def test_manifest_name_falls_back_to_ascii() -> None:
    assert manifest("Café Münster") == "cafe-munster"
    assert manifest("登録") == "project"


def test_pascal_keeps_a_name_in_that_form() -> None:
    assert pascal("todo_item") == "TodoItem"
    assert pascal("TodoItem") == "TodoItem"


def test_fold_takes_new_lines_out() -> None:
    assert fold(" a\n\tb  c ") == "a b c"


def test_unique_knows_that_case_is_no_difference() -> None:
    assert unique("user", {"User", "user_2"}) == "user_3"
