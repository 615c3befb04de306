"""Names of tests: content words of whole phrases, at most 50 characters with what surrounds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extensions.text.naming import MOST, is_plural, phrases, plural, scenario_name, short_name, singular


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A baker kneads, logs in and closes their own shop", "baker_kneads_logs_in_closes_shop"),
        ("An oven burns a loaf, and a guest with a long beard no longer wants it", "oven_burns_loaf"),
        ("A guest adds a loaf to their basket, finds it and pays", "guest_adds_loaf_basket_pays"),
        ("The baker's assistant sets up the built-in oven", "baker_assistant_sets_up_built_in_oven"),
        ("A guest who has no money signs in", "guest_no_money_signs_in"),
        ("It is not", "not"),
        ("Ein Gast kauft ein Brot", "ein_gast_kauft_ein_brot"),
        ("パンを買う", "パンを買う"),
        ("🎉", ""),
    ],
)
def test_sentence_is_named_by_whole_phrases(text: str, name: str) -> None:
    assert short_name(text) == name


def test_scenario_is_named_by_what_is_done_and_its_status() -> None:
    assert scenario_name("a baked loaf", "a guest buys it", "201") == "baked_loaf_guest_buys_201"
    long = "a very large and beautiful loaf of the finest flour"
    assert scenario_name(long, "a guest buys bread", "201") == "guest_buys_bread_201"
    assert scenario_name("bread", "they eat it", "", ["bread_eat"]) != ""
    assert scenario_name("", "it rains", "") == "rains"


@given(st.text(max_size=300), st.text(max_size=80), st.sampled_from(["", "404"]))
def test_any_sentence_has_a_short_name(first: str, second: str, status: str) -> None:
    for name in (short_name(first), scenario_name(first, second, status)):
        assert len(name.encode()) <= MOST
        assert not name.endswith(("_no", "_not", "_without"))
    assert all(phrases(first))


@pytest.mark.parametrize(
    ("one", "many"),
    [
        *[
            ("user", "users"),
            ("todo_item", "todo_items"),
            ("category", "categories"),
            ("box", "boxes"),
            ("bus", "buses"),
        ],
        *[("day", "days"), ("person", "people"), ("address", "addresses"), ("note", "notes"), ("house", "houses")],
    ],
)
def test_plural_and_singular_are_each_others(one: str, many: str) -> None:
    assert (plural(one), singular(many), singular(one)) == (many, one, one)
    assert (is_plural(many), is_plural(one)) == (True, False)
