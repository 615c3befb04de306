"""The contract of forms: what docs/forms.md lists, and what a form of a stranger may not do."""

import re
import time
from pathlib import Path

import pytest
from extensions.plan.house import OwnForm
from extensions.plan.languages import LANGUAGES, Framework

from extensions.forms import names
from extensions.forms.ours import our_form
from extensions.views.frozen import mistakes_in
from tests.conftest import EXAMPLES, ROOT

FORM = ".groundplan/stubs/pytest.jinja"
OURS = (ROOT / "includes/stubs/pytest.jinja").read_text(encoding="utf-8")
FRAMEWORKS = {one.name: one for language in LANGUAGES.values() for one in language.all_frameworks}
EXAMPLE_FORMS = sorted((EXAMPLES / "forms").rglob("*.jinja"))
LOOP = "{% for a in range(90000) %}"
DOUBLED = "{% set a = 'x' %}" + "{% set a = a ~ a %}" * 60


def mistakes(text: str, name: str = "stubs/pytest", path: str = FORM) -> list[str]:
    return list(map(str, mistakes_in([OwnForm(name, path, text)], ())))


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=FRAMEWORKS)
def test_our_forms_keep_the_contract(framework: Framework) -> None:
    for part in ("", *names.PARTS):
        if form := our_form(framework, part):
            name = f"stubs/{framework.name}{f'-{part}' if part else ''}"
            assert mistakes(f"{{# form: 1 #}}\n{form.text}", name) == []


@pytest.mark.parametrize(
    "file", sorted((EXAMPLES / "forms").rglob("*.jinja")), ids=lambda one: f"{one.parts[-3]} {one.stem}"
)
def test_examples_keep_the_contract(file: Path) -> None:
    assert mistakes(file.read_text(encoding="utf-8"), f"stubs/{file.stem}") == []


def test_docs_list_every_name() -> None:
    page = (ROOT / "docs/forms.md").read_text(encoding="utf-8")
    for kind in ("file", "stub", "scenario", "answer"):
        table = page.partition(f"| `{kind}.` |")[2].partition("\n\n")[0]
        rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", table, re.MULTILINE)
        assert {name for row in rows for name in re.findall(r"\w+", row)} == names.TYPES[kind].keys()
    tags = page.partition("Tags: ")[2].partition("\n\n")[0]
    assert {*names.FILTERS, *names.ESCAPES, *names.METHODS} <= set(re.findall(r"`(\w+)`", tags))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("{% for x in %}", ":43: syntax error"),
        ("{{ colour }}", ':43: unknown name "colour"'),
        ("{{ file.knd }}", ':43: file has no "knd"; did you mean kind?'),
        ("{{ file.__class__.__mro__ }}", ':43: file has no "__class__"'),
        ("{{ ''.__class__ }}", ':43: unknown name "__class__"'),
        ("{{ file['__cla' ~ 'ss__'] }}", ":43: a name in brackets is not for forms"),
        ("{% for a in ['__class__'] %}{{ file[a] }}{% endfor %}", ":43: __class__ has no value here"),
        ("{{ file | attr('path') }}", ':43: unknown filter "attr"'),
        ("{{ '{0.__class__}'.format(file) }}", ':43: "format" cannot be called'),
        ("{{ '%99999999d' % 1 }}", ":43: Mod is not for forms"),
        ("{{ 9 ** 99999999 }}", ":43: Pow is not for forms"),
        ("{% include '/etc/passwd' %}", ":43: there is nothing to include by this name"),
        ("{% import 'os' as os %}", ":43: `import` is not for forms"),
        ("{% macro a() %}{{ a() }}{% endmacro %}", ":43: `macro` is not for forms"),
        ("{% for a in file.stubs recursive %}{{ loop(a) }}{% endfor %}", ":43: a recursive loop is not for forms"),
        ("{% for a in range(999999999) %}{% endfor %}", ":43: takes too long"),
        (f"{LOOP}{LOOP}{{% endfor %}}{{% endfor %}}", ":43: takes too long"),
        ("{{ 'x' * 9999999999 }}", ":43: makes a text of more than 200,000 characters"),
        ("{{ 'x' | indent(9999999999, true) }}", ":43: makes a text of more than 200,000 characters"),
        ("{{ 'x' | replace('', 'y' * 99999) | replace('y', 'z' * 99999) }}", ":43: makes a text"),
        (DOUBLED, ":43: makes a text of more than 200,000 characters"),
        (f"{LOOP}{'x' * 200}{{% endfor %}}", ":43: prints more than 2,000,000 characters"),
        (f"{{{{ {'(' * 3000}1{')' * 3000} }}}}", "is nested too deeply"),
        ("{% if 1 %}" * 150 + "{% endif %}" * 150, "is nested too deeply"),
        ("{{ file.stubs[99].name }}", ":43: 99 has no value here"),
        ("{{ 'a' + 1 }}", ":43: cannot be rendered"),
    ],
)
def test_what_a_form_may_not_do_is_refused_in_a_line_and_soon(more: str, said: str) -> None:
    began = time.process_time()
    found = mistakes(OURS + more)
    assert time.process_time() - began < 20  # seconds; those that would run for ever take half of one
    assert found
    assert found[0].startswith(FORM)
    assert said in found[0]
    assert all("\n" not in one for one in found)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ stub.mark }}\n", ":17: a test has no mark by which it is pending; print {{ stub.mark }}"),
        ("{{ stub.body }}\n", ':17: a test has no line raise NotImplementedError("T004"); print {{ stub.body }}'),
        ("{{ stub.name }}", ":17: no test is defined as test_t004_settings; print {{ stub.name }}"),
        ("# Tests of further tasks are added above this line.\n", ":17: the line below which no test is added"),
    ],
)
def test_form_without_a_fixed_line_is_refused(line: str, said: str) -> None:
    assert OURS.count(line) == 1
    (found,) = mistakes(OURS.replace(line, ""))
    assert found.startswith(f"{FORM}{said}")


def test_all_mistakes_of_a_form_are_said_at_once() -> None:
    assert [one.split(": ")[0] for one in mistakes("{{ a }}\n{{ file.b }}\n{% if c %}{% endif %}\n")] == [
        f"{FORM}:1",
        f"{FORM}:2",
        f"{FORM}:3",
    ]
