"""The mark and the footer of every stub form, literally: projects merge by these lines, so they never change.

Golden files can be remade and the facts of a language edited. This table only grows.
"""

import pytest
from extensions.plan.languages import LANGUAGES, Framework, Language

from tests.render.test_merging import FORMS, TASKS, text_of

#: By language and framework: the lines that mark T005 as pending, and the footer.
FROZEN = {
    "python pytest": (
        '@pytest.mark.skip(reason="T005 is pending")',
        "# Tests of further tasks are added above this line.",
    ),
    "typescript vitest": (
        'test.skip("T005 errors", () => {',
        "// Tests of further tasks are added above this line.",
    ),
    "typescript jest": (
        'test.skip("T005 errors", () => {',
        "// Tests of further tasks are added above this line.",
    ),
    "typescript node-test": (
        'test.skip("T005 errors", () => {',
        "// Tests of further tasks are added above this line.",
    ),
    "rust cargo": (
        '#[ignore = "T005 is pending"]',
        "// Tests of further tasks are added above this line, your own below it.",
    ),
    "go go-test": (
        '\tt.Skip("T005 is pending")',
        "// Tests of further tasks are added above this line, your own below it.",
    ),
    "java junit5": (
        '  @Disabled("T005 is pending")',
        "  // Tests of further tasks are added above this line, your own below it.",
    ),
    "kotlin junit5": (
        '    @Disabled("T005 is pending")',
        "    // Tests of further tasks are added above this line, your own below it.",
    ),
    "swift xctest": (
        '        try XCTSkipIf(true, "T005 is pending")',
        "    // Tests of further tasks are added above this line, your own below it.",
    ),
    "swift swift-testing": (
        '        .disabled("T005 is pending"),',
        "    // Tests of further tasks are added above this line, your own below it.",
    ),
    "cpp gtest": (
        '  GTEST_SKIP() << "T005 is pending";',
        "// Tests of further tasks are added above this line, your own below it.",
    ),
    "csharp xunit": (
        '    [Fact(Skip = "T005 is pending")]',
        "    // Tests of further tasks are added above this line, your own below it.",
    ),
    "php phpunit": (
        "        $this->markTestSkipped('T005 is pending');",
        "    // Tests of further tasks are added above this line, your own below it.",
    ),
    "other manual": (
        "- [ ] The task is done and works",
        "_Tests of further tasks are added above this line, your own below it._",
    ),
}


def test_every_form_is_in_the_table() -> None:
    assert FROZEN.keys() == {f"{name} {one.name}" for name, facts in LANGUAGES.items() for one in facts.frameworks}


@pytest.mark.parametrize(("language", "framework"), FORMS)
def test_mark_and_footer_are_the_frozen_lines(language: Language, framework: Framework) -> None:
    mark, footer = FROZEN[f"{language.name} {framework.name}"]
    lines = text_of(language, framework, TASKS[1]).splitlines()
    assert lines.count(mark) == 1
    assert lines.count(footer) == 1
    assert [line for line in lines[lines.index(footer) + 1 :] if line != "}"] == []
