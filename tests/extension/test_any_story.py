"""Whatever a story says: reading what was printed of it gives the same story."""

import re

from extensions.plan.items import Story
from extensions.plan.model import Scenario, SpecStory
from extensions.plan.reading.spec import read_spec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extensions.text.names import fold
from extensions.text.story_writer import story_block

TOKENS = (
    "a note", "P2", "(P2)", "(Priority: P3)", "[P1]", "US2", "(US3)", "FR-001", "User Story 4", "2", "12.", "3)", ":",
    "-", "*", "+", "#", ">", "|", "=", "~", "`", "``", "```", "~~~", "---", "_", "__", "**", "*x*", "**now**", "[ ]",
    "[x]", "[a](b)", "(draft)", "Given", "When", "then", "given a, when b, then c", "**Given**", "**When**", "**Then**",
    "Goal:", "**Note**:", "Priority: P2", "🎯 MVP", "Acceptance", "Acceptance Scenarios", "Edge Cases",
    "Independent Test", "NEEDS", "<b>", "<!--", "-->", "</script>", "`<b>`", "\\", "\\<b>", "メモ", "（Ｐ２）",
    "用户故事 1", "заметка", "ملاحظة", "é", "e\u0301", "①", "–", "—", ",", ".", ";", "!",
)  # fmt: skip
TEXTS = st.tuples(
    st.lists(st.one_of(st.sampled_from(TOKENS), st.text(max_size=3)), min_size=1, max_size=6),
    st.sampled_from(("", " ")),
).map(lambda parts: fold(parts[1].join(parts[0])))
WORDS = TEXTS.filter(lambda text: any(one.isalnum() for one in text))

# What a document cannot say, for these characters mean something else there. Each is read in the same way before and
# after a person's edits, so a merge is safe; the words alone are not those of the answer.
PLACEHOLDER = r"\[[^\[\]]*\]\.?$|[\[*_ ]*NEEDS CLARIFICATION|.*\[(?:action|initial state)"
BOLD_LABEL = r"(?:\*\*|__)[^*_:：]+(?:[:：] ?(?:\*\*|__)|(?:\*\*|__) {0,4}[:：])"
LABEL = rf"{BOLD_LABEL}|(?i:[\W_]*(?:Goal|Priority|Independent Test|Acceptance))"
ESCAPE = r"\\[#>+*|=~`_-]|[0-9]+\\[.)]"  # `\#` is what a `#` at the beginning is printed as
STEPS = r"(?i:.*given\b.*when\b.*then\b)"
UNSAID = {
    "title": rf"{PLACEHOLDER}|.*[-–—: ]$|.* ·$|🎯|.*🎯(?: MVP)?$|([*_]).*\1$",
    "goal": rf"{PLACEHOLDER}|{LABEL}|{ESCAPE}",
    "why": PLACEHOLDER,
    "independent_test": PLACEHOLDER,
    "sentence": rf"{PLACEHOLDER}|{ESCAPE}|{STEPS}|\[[ xX]\] ",
    "given": r":|(?i:.*(?:\*\*|__)when)",
    "when": r":|(?i:.*(?:\*\*|__)then)",
    "then": r":",
}


def texts(field: str, source: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[str]:
    return source.filter(lambda text: not re.match(UNSAID[field], text, re.DOTALL))


# An unpaired backtick in one part would make code of what stands between two parts.
CODE_CLOSED = re.compile("(?:[^`]|`[^`]+`)*")
PARTS = st.tuples(*(texts(step, WORDS).filter(CODE_CLOSED.fullmatch) for step in ("given", "when", "then"))).map(
    lambda parts: Scenario(*parts)
)
SENTENCES = texts("sentence", WORDS).map(lambda text: Scenario(text=text))
BLANK = st.just("")
STORIES = st.builds(
    Story,
    id=st.integers(1, 999_999).map("US{}".format),
    feature=st.just("001-notes"),
    title=texts("title", WORDS),
    priority=st.integers(0, 999_999_999).map("P{}".format),
    goal=BLANK | texts("goal"),
    why=BLANK | texts("why"),
    independent_test=BLANK | texts("independent_test"),
    acceptance=st.lists(PARTS | SENTENCES, max_size=4).map(tuple),
)
AROUND = ("# Feature Specification\n\n", "\n\n### Edge Cases\n\n- What if?\n")


def read_back(story: Story) -> SpecStory:
    (found,) = read_spec(story_block(story).join(AROUND)).stories
    return found


def what_it_says(story: Story | SpecStory) -> tuple[object, ...]:
    return (story.id, story.title, story.priority, story.goal, story.why, story.independent_test, story.acceptance)


@settings(max_examples=400)
@example(Story("US1", "", "Sign in (Priority: P9)", "P1", goal="Acceptance of the terms is kept."))
@example(Story("US1", "", "Sign", "P1", goal="_Acceptance is kept", why="__Acceptance"))
@example(Story("US1", "", "Hide", "P1", goal="\\<!-- it", why="\\\\\\<b> -->"))
@example(Story("US1", "", "US2 - **Two**, *or* three", "P1", goal="**As a** guest, **I want** to see"))
@example(
    Story("US1", "", "ログイン（基本）", "P07", why="`a\\<b>` \\<b>", acceptance=(Scenario("a,", "`b`", "*c* **d**,"),))
)
@example(Story("US1", "", "Write", "P1", acceptance=(Scenario(text="123. - \\ x"), Scenario(text="- [ ] T001 y"))))
@given(STORIES)
def test_story_is_read_as_it_was_written(story: Story) -> None:
    assert what_it_says(read_back(story)) == what_it_says(story)


@settings(max_examples=200)
@given(STORIES)
def test_wrapping_a_story_changes_nothing(story: Story) -> None:
    """A formatter breaks lines between words, but no heading, and indents what goes on below an item."""
    heading, *lines = story_block(story).split("\n")
    wrapped = [re.sub("(?<=[a-z]) (?=[a-z])", "\n   " if line[:1].isdigit() else "\n", line) for line in lines]
    (found,) = read_spec("\n".join((heading, *wrapped)).join(AROUND)).stories
    assert what_it_says(found) == what_it_says(story)
