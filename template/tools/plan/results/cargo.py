"""What `cargo test` prints (https://doc.rust-lang.org/cargo/commands/cargo-test.html).

binary = "Running" ("unittests")? FILE "(" … ")"          Running tests/contract/main.rs (target/debug/deps/…)
test   = "test" PATH (" - should panic")? "..." ("ok" | "FAILED" | "ignored" (", " reason)?)
"""

import re

from ..errors import UserError
from ..regex import lazy
from .case import FAILED, PASSED, SKIPPED, Case

_LINE = lazy(
    r"""[ ]*Running[ ](?:unittests[ ])?(?P<file>\S+)[ ]\(             # which binary the next tests stand in
    |test[ ](?P<path>[\w:]+)(?:[ ]-[ ]should[ ]panic)?[ ]\.\.\.[ ](?P<outcome>ok|FAILED|ignored)""",
    re.VERBOSE,
)
_COLOURS = lazy(r"\x1b\[[0-9;]*m")
_HEAD = lazy(r"^(?:running [0-9]+ tests?|test result: )", re.MULTILINE)
_OUTCOMES = {"ok": PASSED, "FAILED": FAILED, "ignored": SKIPPED}


def looks_like(text: str) -> bool:
    return _HEAD.search(text) is not None


def read(text: str) -> list[Case]:
    """All tests; the place of one is its module's file, `tests/contract/users` for `users::t012_…` of that binary."""
    cases: list[Case] = []
    folder = ""
    for line in _COLOURS.sub("", text).split("\n"):
        match = _LINE.match(line)
        if match and match["file"]:
            folder = match["file"].replace("\\", "/").rpartition("/")[0]
        elif match:
            *modules, name = match["path"].split("::")
            place = "/".join([folder, *modules]) if folder else "::".join(modules)
            cases.append(Case(name, place, _OUTCOMES[match["outcome"]]))
    if not cases and not _HEAD.search(text):
        raise UserError("", "it has no line of cargo test")
    return cases
