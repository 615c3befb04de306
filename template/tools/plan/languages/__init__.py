"""The languages, one module of facts each. To add one: its module, and its row here instead of that in patterns."""

import re

from .base import Framework, Language
from .patterns import PATTERNS
from .python import PYTHON

LANGUAGES: dict[str, Language] = {language.name: language for language in (PYTHON,)}

__all__ = ["LANGUAGES", "Framework", "Language", "framework_of", "is_test_file", "test_key"]

_TEST_FILES = (
    *((language.test_file, language.helpers) for language in LANGUAGES.values()),
    *((row.pattern, row.helpers) for name, row in PATTERNS.items() if name not in LANGUAGES),
)


def is_test_file(path: str) -> bool:
    """Whether any known language's runner would look for tests in a file of this path; helpers hold none."""
    name = path.rsplit("/", 1)[-1]
    return any(pattern.search(path) and name not in helpers for pattern, helpers in _TEST_FILES)


def framework_of(path: str) -> Framework | None:
    """The framework whose stubs stand in a test file of this path."""
    return next((one.frameworks[0] for one in LANGUAGES.values() if _holds_tests(one, path)), None)


def test_key(task_id: str) -> str:
    """A task's id as the names of tests have it: `T1.2` → `t1_2`."""
    return re.sub(r"[^a-z0-9]+", "_", task_id.lower()).strip("_")


def _holds_tests(language: Language, path: str) -> bool:
    return language.test_file.search(path) is not None and path.rsplit("/", 1)[-1] not in language.helpers
