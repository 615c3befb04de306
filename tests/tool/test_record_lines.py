"""The list of the record in an answers file, in every form that YAML has for it; PyYAML says what is in it."""

import time
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from plan.items import Task
from plan.reading.record_lines import texts_under
from plan.record import dump, record_of

KEY = "groundplan_record"
LONG = "Write \"what's\" C:\\new  here, twice   as long: # as - 'a' line of [YAML] {{ a }} 🎉 is allowed to be " * 3
_, LINE = dump(record_of([Task("T001", "001-a", "list", text=LONG)]))
_, SHORT = dump(record_of([Task("T002", "001-a", "list", text="a")]))

options = st.fixed_dictionaries(
    {
        "width": st.sampled_from([1, 20, 40, 79, 80, 120, 10_000]),
        "indent": st.integers(2, 9),
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "default_flow_style": st.sampled_from([False, True, None]),
        "allow_unicode": st.booleans(),
        "canonical": st.sampled_from([False, False, False, True]),
        "explicit_start": st.booleans(),
        "line_break": st.sampled_from(["\n", "\r\n"]),
    }
)
words = st.lists(st.sampled_from(["word", " ", "  ", "it's", '"q"', "\\", "\\n", "- 'x'", "#", "é", "🎉", ": ", "]"]))
lines = st.lists(
    st.builds(
        lambda text: dump(record_of([Task("T001", "001-a", "list", text=text)]))[-1],
        st.one_of(st.text(), words.map("".join), words.map(" ".join)),
    )
)


class Indented(yaml.SafeDumper):
    """Writes a list below its key indented, as prettier, yamlfix and ruamel.yaml do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


@given(lines, options, st.sampled_from([yaml.SafeDumper, Indented]))
@example([LINE, SHORT, LINE], {"width": 80}, yaml.SafeDumper)
def test_every_dump_is_read_as_yaml_reads_it(
    lines: list[str], options: dict[str, Any], dumper: type[yaml.Dumper]
) -> None:
    answers = {"_commit": "v1", KEY: lines, "other": ['{"task":"T009"}'], "text": LONG}
    text = yaml.dump(answers, Dumper=dumper, sort_keys=False, **options)
    assert texts_under(KEY, text) == yaml.safe_load(text)[KEY]  # at a small width PyYAML writes some texts wrongly


@pytest.mark.parametrize(
    "text",
    [
        "- '{\"a\":\n\n  \"b\"}'\n- >-\n  {\"a\":\n\n   \"b\"\n  }\n",
        '- "{\\"a\\": \\\n\n    \\  \\x41\\u00e9\\U0001f389\\t\\e}"  # a remark\n',
        "  # a remark\n  -\n      '{\"a\": 1}'\n      # another\n\n  - !!str '{}'\n",
        "-   |2-\n    {\"a\": 1}\n- >+\n  {}\n\n- |\n  {}\n  \n   {}\n",
        "- |-\n  a\n  - 'b'\n  c\n- 'd\n  - ''e''\n  f'\n- \"g\n  - 'h'\"\n- 'i'\n",
        "- {task: T001}\n- ['{}']\n- '{}'\n- plain\n",
    ],
)  # fmt: skip
def test_forms_that_people_and_formatters_write(text: str) -> None:
    document = f"{KEY}:\n{text}next: 1\n"
    wanted = [one for one in yaml.safe_load(document)[KEY] if isinstance(one, str) and one != "plain"]
    assert wanted
    assert texts_under(KEY, document) == wanted


FOLDED = f"""{KEY}:
  - '{{"task":"T001",
    "text":"a"}}'
<<<<<<< ours
  - '{{"task":"T002",
    "text":"b"}}'
  - "{{\\"task\\":\\"T003\\",
    \\"text\\":
=======
  - '{{"task":"T002",
    "text":"c"}}'
  - "{{\\"task\\":\\"T003\\",
    \\"text\\":
>>>>>>> theirs
    \\"d\\"}}"
  - 'never closed
  - '{{"task":"T004",
    "text":"e"}}'
language: python
other:
  - 'not of this list'
"""


def test_both_sides_of_a_conflict_are_read_and_damaged_items_passed_over() -> None:
    read = texts_under(KEY, FOLDED)
    assert [one[9:13] for one in read] == ["T001", "T002", "T003", "T004", "T002"]
    assert len(set(read)) == 5


@pytest.mark.parametrize("left_out", ["<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n"])
def test_conflict_that_lacks_a_marker_loses_no_whole_item(left_out: str) -> None:
    text = f"{KEY}:\n- 'a'\n<<<<<<< ours\n- 'b'\n=======\n- 'c'\n>>>>>>> theirs\n- 'd'\n"
    assert sorted(texts_under(KEY, text.replace(left_out, ""))) == ["a", "b", "c", "d"]


def test_lists_of_two_formatters_in_one_file_are_read() -> None:
    text = f"{KEY}:\n- 'a'\n    - 'b'\n  - \"c\"\n-     'd\n      e'\n\n{KEY}:\n  - 'f'\n"
    assert texts_under(KEY, text) == ["a", "b", "c", "d e", "f"]


@pytest.mark.parametrize(
    "text",
    ["- '" + "a\n  " * 50_000, "- 'a" + " " * 200_000 + "b'\n", "- \"a" + "\\\n " * 50_000, "- '\n" * 50_000,
     "-\n" * 50_000, "- '" + "a\n  - '" * 50_000, "- >\n" + "\n" * 100_000, "!a " * 50_000, "&" * 100_000,
     f"{KEY}: [" * 20_000, f"{KEY}:\n" * 20_000, "<<<<<<< a\n- 'b'\n=======\n- 'c'\n>>>>>>> d\n" * 10_000,
     "- '{}'\n" * 50_000],
)  # fmt: skip
def test_reading_takes_linear_time(text: str) -> None:
    began = time.process_time()
    texts_under(KEY, f"{KEY}:\n{text}")
    texts_under(KEY, f"{KEY}: [{text}")
    assert time.process_time() - began < 2
