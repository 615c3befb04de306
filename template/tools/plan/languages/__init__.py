"""The languages, one module of facts each. To add one: its module, and its row here instead of that in patterns."""

import re
from collections.abc import Sequence
from functools import cache

from .base import Framework, Language
from .cases import PASCAL, SNAKE
from .cpp import CPP
from .csharp import CSHARP
from .go import GO
from .java import JAVA
from .kotlin import KOTLIN
from .other import OTHER
from .patterns import PATTERNS
from .php import PHP
from .python import PYTHON
from .rust import RUST
from .swift import SWIFT
from .typescript import TYPESCRIPT

LANGUAGES: dict[str, Language] = {
    language.name: language for language in (PYTHON, TYPESCRIPT, RUST, GO, JAVA, KOTLIN, SWIFT, CPP, CSHARP, PHP, OTHER)
}

__all__ = [
    "LANGUAGES", "Framework", "Language", "fill_test_name", "frameworks_of", "id_forms", "id_in_tests",
    "id_patterns", "is_test_file", "language_of_test", "test_key",
]  # fmt: skip

_TEST_FILES = (
    *((language.test_file, language.helpers) for language in LANGUAGES.values()),
    *((row.pattern, row.helpers) for name, row in PATTERNS.items() if name not in LANGUAGES),
)


@cache
def is_test_file(path: str) -> bool:
    """Tell whether any known language's runner would look for tests in a file of this path; helpers hold none."""
    name = path.rsplit("/", 1)[-1]
    return any(pattern.search(path) and name not in helpers for pattern, helpers in _TEST_FILES)


def frameworks_of(path: str) -> tuple[Framework, ...]:
    """List the frameworks whose stubs may be in a test file of this path; none if its language has no stub form."""
    language = language_of_test(path)
    return language.all_frameworks if language else ()


@cache
def language_of_test(path: str) -> Language | None:
    """Find the language whose runners look for tests in a file of this path."""
    return next((language for language in LANGUAGES.values() if _holds_tests(language, path)), None)


def test_key(task_id: str) -> str:
    """Write a task's id as the names of tests have it: `T1.2` → `t1_2`, `1.2` → `t1_2`."""
    key = re.sub(r"[^a-z0-9]+", "_", task_id.lower()).strip("_")
    return f"t{key}" if key[:1].isdigit() else key


def id_in_tests(task_id: str) -> str:
    """Write a task's id where a test file shows it as it is; a number alone would say nothing there."""
    return test_key(task_id) if task_id[:1].isdigit() else task_id


def id_forms(task_id: str) -> dict[str, str]:
    """Write a task's id in each form that the facts' patterns take."""
    key = test_key(task_id)
    return {"id": id_in_tests(task_id), "key": key, "Key": key[:1].upper() + key[1:]}


def id_patterns(task_id: str) -> dict[str, str]:
    """Write a task's id in each form as a pattern; that of 1.1 is not the beginning of that of 1.1.2."""
    ends = r"(?!_[0-9])" if task_id[:1].isdigit() else ""
    return {name: f"{re.escape(form)}{ends}" for name, form in id_forms(task_id).items()}


def fill_test_name(framework: Framework, language: Language, task_id: str, subject: Sequence[str]) -> str:
    """Put a task's id and the words of its subject into the pattern of a test's name: `test_t012_post_users`.

    A subject that would read as a part of the id is separated from it: t0122fa is the id of another task.
    """
    if task_id[:1].isdigit() and subject[:1] and subject[0][:1].isdigit():
        subject = ("case", *subject)  # t1_1_2_bells would be the test of 1.1.2
    separator = "" if re.match("[a-z]{2}", SNAKE.join(subject)) else language.id_separator
    capitals = PASCAL.join(subject, language.initialisms)
    forms = {"slug": SNAKE.join(subject), "Slug": capitals, "words": " ".join(subject)}
    return framework.test_name.format(**id_forms(task_id), **forms, camel=f"{separator}{forms['Slug']}")


def _holds_tests(language: Language, path: str) -> bool:
    return language.test_file.search(path) is not None and path.rsplit("/", 1)[-1] not in language.helpers
