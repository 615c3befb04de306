"""Which task writes a test: told by its verbs and by where the test file is named."""

import re

_RUNS = re.compile(r"\s*(?:re-?run|run|verify|execute|check|confirm|ensure|validate)\b", re.IGNORECASE)
_WRITES = re.compile(
    r"\b(?:add|write|create|extend|update|implement|cover|author)\b[^.;]*\b(?:tests?|specs?|coverage)\b", re.IGNORECASE
)
_IMPLEMENTS = re.compile(r"\s*(?:implement|build|make|fix)\b", re.IGNORECASE)
_ONLY_NAMED = re.compile(r"\b(?:until|so that|verify|run|make|passing|against)\b[^.;]*$", re.IGNORECASE)
_PASSES = re.compile(r"[`\"')\]]*\s*(?:pass|passes|succeeds?|is green|are green|stays? green)\b", re.IGNORECASE)
_TEST_WORD = re.compile(r"\b(?:tests?|specs?|tested|testing)\b", re.IGNORECASE)
_HELPERS = re.compile(r"\b(?:helpers?|fixtures?|mocks?|fakes?|builders?|factor(?:y|ies))\b", re.IGNORECASE)
_FOLDER = re.compile(r"(?:^|/)(?:tests?|__tests__|specs?|e2e)/")


def test_it_writes(text: str, test_files: list[str]) -> str | None:
    """The test file that the task writes or extends; None where it runs, mentions or only helps tests."""
    for path in test_files:
        before, _, after = text.partition(path)
        words = before.replace("`", " ") + " " + after
        if _RUNS.match(text) and not _WRITES.search(words):
            continue
        if _PASSES.match(after) or (_ONLY_NAMED.search(before) and not _WRITES.search(before)):
            continue
        if _HELPERS.search(before) and not re.search(
            r"\btests?\s+(?:for|of|in|that|with|case)\b", before, re.IGNORECASE
        ):
            continue
        if _TEST_WORD.search(words) or _FOLDER.search(path):
            return path
    return None
