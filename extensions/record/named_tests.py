"""What the test of a task is called in its language and framework."""

import re

from ..plan.languages import Framework, Language, fill_test_name
from ..text.names import ascii_only, snake

_ANY_SUBJECT = "anything"


def test_name(framework: Framework, language: Language, task_id: str, subject: str) -> str:
    """Name the test of a task: `test_t012_post_users`, or `T012 post users` where names are texts."""
    words = snake(ascii_only(subject) if language.ascii_names else subject) or "task"
    return fill_test_name(framework, language, task_id, words.split("_"))


def test_names(framework: Framework, language: Language, task_id: str) -> re.Pattern[str]:
    """Return a pattern for every name that `test_name` can give the test of a task, whatever the subject."""
    words = r"[^\"'`\n]+" if "{words}" in framework.test_name else r"(?!(?<=[0-9])[0-9])\w+"
    name = re.escape(test_name(framework, language, task_id, _ANY_SUBJECT))
    return re.compile(rf"\b{re.sub(_ANY_SUBJECT, lambda _: words, name, flags=re.IGNORECASE)}")
